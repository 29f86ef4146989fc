"""The world at one moment: an immutable snapshot, known by the digest of its content."""

from __future__ import annotations

from ministudio.config import LightingDirector
from ministudio.config.base import EMPTY, FrozenMap, Model


class CharacterState(Model):
    """What the story has done to a character so far."""

    present: bool = False
    look: str = "default"
    conditions: tuple[str, ...] = ()
    alive: bool = True


class PropState(Model):
    """Where a prop is and how; it has a holder, or lies at a place, or neither."""

    state: str = ""
    held_by: str | None = None
    at: str | None = None
    hidden: bool = False


class WorldState(Model):
    """A snapshot of the world. The same state has the same digest, whatever its history.

    Maps are by id: characters, props, and the light of each environment that was changed.
    """

    place: str = ""
    time: str = ""
    weather: str = ""
    mood: str = ""
    people: FrozenMap[CharacterState] = EMPTY
    props: FrozenMap[PropState] = EMPTY
    lights: FrozenMap[LightingDirector] = EMPTY
