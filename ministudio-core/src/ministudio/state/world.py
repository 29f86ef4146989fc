"""The world at one moment: an immutable snapshot, known by the digest of its content."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from ministudio.artifacts.digest import digest
from ministudio.config import Character, Environment, LightingDirector, StyleDNA
from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model

if TYPE_CHECKING:
    from pydantic import JsonValue

_LABELS = frozenset({"scene_id", "output_video_path"})


class CharacterStatus(Model):
    """What the story has done to a character so far."""

    present: bool = False
    look: str = "default"
    conditions: tuple[str, ...] = ()
    alive: bool = True


class PropStatus(Model):
    """Where a prop is and how; it has a holder, or lies at a place, or neither."""

    state: str = ""
    held_by: str | None = None
    at: str | None = None
    hidden: bool = False


class WorldState(Model):
    """A snapshot of the world. The same state has the same digest, whatever its history.

    `scene_id` and `output_video_path` are labels and no part of the digest. `characters`,
    `environment`, `style` and `story_progress` let a snapshot stand alone, as in
    `VideoStateMachine.next_scene()`; in a project they stay empty, since the storyboard has
    them. `people`, `props` and `lights` are by id: what the story has changed.
    """

    scene_id: str = ""
    characters: FrozenMap[Character] = EMPTY
    environment: Environment | None = None
    style: StyleDNA | None = None
    story_progress: JsonMap = EMPTY
    place: str = ""
    time: str = ""
    weather: str = ""
    mood: str = ""
    people: FrozenMap[CharacterStatus] = EMPTY
    props: FrozenMap[PropStatus] = EMPTY
    lights: FrozenMap[LightingDirector] = EMPTY
    output_video_path: str | None = None
    last_frames: tuple[str, ...] = ()
    active_speaker: str | None = None
    last_narration: str | None = None
    conflict_matrix: JsonMap = EMPTY

    def canonical(self) -> dict[str, JsonValue]:
        """The state as plain JSON, without labels and defaults.

        Of a light, what was set is told even where it is empty: lamps that are out are no default.
        """
        data = self.model_dump(mode="json", exclude_defaults=True, exclude=set(_LABELS))
        if self.lights:
            data["lights"] = {
                place: light.model_dump(mode="json", include=light.model_fields_set)
                for place, light in self.lights.items()
            }
        return data

    @cached_property
    def _digest(self) -> str:
        return digest(self.canonical())

    @property
    def digest(self) -> str:
        """sha256 of the state, 64 hex digits."""
        return self._digest

    def to_dict(self) -> dict[str, Any]:
        """The whole snapshot as plain JSON values, labels included."""
        return self.model_dump(mode="json")
