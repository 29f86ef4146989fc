"""Changes: the typed operations on the world that a storyboard may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Discriminator, Tag

from ministudio.config import LightingDirector
from ministudio.config.base import Model


class Enter(Model):
    """Somebody comes to the place of the story."""

    enter: str


class Exit(Model):
    """Somebody leaves."""

    exit: str


class Kill(Model):
    """Somebody dies."""

    kill: str


class Revive(Model):
    """Somebody who died lives again."""

    revive: str


class Wear(Model):
    """`by` changes into the look named `wear`."""

    wear: str
    by: str


class Add(Model):
    """A condition such as `soaking wet` comes to `to`."""

    add: str
    to: str


class Clear(Model):
    """A condition of `to` ends."""

    clear: str
    to: str


class Take(Model):
    """`by` picks up a prop."""

    take: str
    by: str


class Drop(Model):
    """`by` lets go of a prop; it lies at `at`, by default the place of the story."""

    drop: str
    by: str
    at: str = ""


class Bring(Model):
    """`by` comes with a prop in hand, or sets it down `at` an environment."""

    bring: str
    by: str
    at: str = ""


class Give(Model):
    """A prop passes from `by` to `to`."""

    give: str
    by: str
    to: str


class Show(Model):
    """A hidden prop comes into sight."""

    show: str


class Hide(Model):
    """A prop goes out of sight."""

    hide: str


class Open(Model):
    """A prop is opened: its state becomes `open`."""

    open: str


class Close(Model):
    """A prop is closed: its state becomes `closed`."""

    close: str


class Set(Model):
    """The state of a prop becomes `state`."""

    set: str
    state: str


class Light(Model):
    """The light of a place changes; `at` is by default the place of the story."""

    light: LightingDirector
    at: str = ""


class Place(Model):
    """The story moves to an environment."""

    place: str


class Time(Model):
    """The hour changes."""

    time: str


class Weather(Model):
    """The weather changes."""

    weather: str


class Mood(Model):
    """The mood changes."""

    mood: str


_CLASSES = (
    Enter, Exit, Kill, Revive, Wear, Add, Clear, Take, Drop, Bring, Give, Show, Hide, Open, Close,
    Set, Light, Place, Time, Weather, Mood,
)  # fmt: skip
VERBS: dict[str, type[Model]] = {next(iter(kind.model_fields)): kind for kind in _CLASSES}


def verb(change: object) -> str:
    """The verb of a change, given as a model or as plain data; empty when it has none."""
    if isinstance(change, Mapping):
        return next((key for key in change if key in VERBS), "")
    return next((name for name, kind in VERBS.items() if type(change) is kind), "")


Change = Annotated[
    Annotated[Enter, Tag("enter")]
    | Annotated[Exit, Tag("exit")]
    | Annotated[Kill, Tag("kill")]
    | Annotated[Revive, Tag("revive")]
    | Annotated[Wear, Tag("wear")]
    | Annotated[Add, Tag("add")]
    | Annotated[Clear, Tag("clear")]
    | Annotated[Take, Tag("take")]
    | Annotated[Drop, Tag("drop")]
    | Annotated[Bring, Tag("bring")]
    | Annotated[Give, Tag("give")]
    | Annotated[Show, Tag("show")]
    | Annotated[Hide, Tag("hide")]
    | Annotated[Open, Tag("open")]
    | Annotated[Close, Tag("close")]
    | Annotated[Set, Tag("set")]
    | Annotated[Light, Tag("light")]
    | Annotated[Place, Tag("place")]
    | Annotated[Time, Tag("time")]
    | Annotated[Weather, Tag("weather")]
    | Annotated[Mood, Tag("mood")],
    Discriminator(verb),
]
"""Any change; in YAML a mapping whose key is the verb: `{open: book}`."""
