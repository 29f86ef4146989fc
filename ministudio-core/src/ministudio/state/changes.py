"""Changes: the typed operations on the world that a storyboard may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from ministudio.config import LightingDirector
from ministudio.config import Model as _Model

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue


class Model(_Model):
    """Base of the changes: each is built when the first of its kind is read."""

    model_config = ConfigDict(defer_build=True)


class Enter(Model):
    """Somebody comes to the place of the story; `through` names the door (a prop), if any."""

    enter: str
    through: str = ""


class Exit(Model):
    """Somebody leaves; `through` names the door (a prop), if any."""

    exit: str
    through: str = ""


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
    """The story moves to an environment; `through` names the door (a prop), if any."""

    place: str
    through: str = ""


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


def _read(value: Any) -> Any:  # noqa: ANN401 - raw input
    if type(value) in _KINDS:
        return value
    kind = VERBS.get(verb(value))
    if kind is None:
        raise PydanticCustomError("change", "this is no change: it has none of the verbs")
    return kind.model_validate(value)


class _ByVerb:
    """Reads a change by its verb.

    A union of pydantic's would be built again into every model that holds changes: 30 ms of the
    410 ms that a short storyboard took to load (measured, two busy cores).
    """

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read)

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        for kind in _CLASSES:
            kind.model_rebuild()
        return {"oneOf": [handler(kind.__pydantic_core_schema__) for kind in _CLASSES]}


_KINDS = frozenset(_CLASSES)
Change = Annotated[
    Enter
    | Exit
    | Kill
    | Revive
    | Wear
    | Add
    | Clear
    | Take
    | Drop
    | Bring
    | Give
    | Show
    | Hide
    | Open
    | Close
    | Set
    | Light
    | Place
    | Time
    | Weather
    | Mood,
    _ByVerb(),
]
"""Any change; in YAML a mapping whose key is the verb: `{open: book}`."""
