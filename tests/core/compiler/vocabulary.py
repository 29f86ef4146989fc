"""A view in which every field is set, and every way of changing one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from ministudio.config import (
    Camera,
    Character,
    Color,
    Environment,
    LightingDirector,
    LightSource,
    Look,
    StyleDNA,
)
from ministudio.config.base import FrozenDict
from ministudio.state import changes
from ministudio.storyboard.view import Line, SeenCharacter, SeenProp, View

Path = tuple[str | int, ...]


def light(kind: str, colour: str, direction: tuple[int, int]) -> LightSource:
    return LightSource(
        type=kind, color=colour, intensity=0.7, direction=direction, position="the window",
        casts_shadows=True, shadow_softness=0.3, angle=40,
    )  # fmt: skip


MIRA = Character(
    name="Mira Chen",
    genetics={"age": 34, "hair": "black bob"},
    motion_library={"idle": "still and attentive"},
    emotional_palette={"worried": {"posture": "shoulders drawn in"}, "certain": {"posture": "up"}},
    identity={
        "hair_style": "chin-length", "hair_color": "black", "eye_color": "brown",
        "skin_tone": "light", "face_shape": "oval", "height_build": "slim", "scar": "left cheek",
    },
    current_state={
        "clothing": "grey coat", "equipment": "torch", "emotion": "worried", "posture": "upright",
        "pulse": "calm",
    },
    voice_id="v-1",
    voice_profile={
        "gender": "female", "style": "calm", "accent": "Scottish", "pitch": 1.2, "stability": 0.4,
        "breath": "short",
    },
    tag="the woman in the red raincoat",
    core="a woman of 34 with a black bob",
)  # fmt: skip
JORDAN = Character(name="Jordan Hale", genetics={"age": 29, "hair": "curly auburn hair"})

FULL = View(
    characters=(
        SeenCharacter(
            id="mira", character=MIRA,
            look=Look(wearing="red raincoat", conditions=("muddy",), reference_images=("m.png",)),
            conditions=("soaking wet",), alive=True, holds=("lantern",), emotion="worried",
            part="hands", references=("digest",),
        ),
        SeenCharacter(id="jordan", character=JORDAN, look=Look(wearing="green sweater")),
    ),
    props=(
        SeenProp(
            id="lantern", what="brass lantern", state="lit", held_by="mira", part="handle",
            references=("digest",),
        ),
        SeenProp(id="book", what="ancient book", state="closed"),
    ),
    place="room",
    environment=Environment(
        location="Police interview room",
        physics={"gravity": 0.8},
        generation_rules={"dust": "always"},
        composition={"foreground": "gray metal table", "background": "plain wall"},
        identity={
            "architecture_style": "brutalist", "fixed_elements": "clock",
            "base_color_palette": "grey and green", "smell": "stale coffee",
        },
        current_context={"dynamic_props": "paper cups", "hum": "neon tubes"},
        reference_images=("r.png",),
    ),
    lighting=LightingDirector(
        key_lights=(light("overhead", "#F4F6F2", (0, 90)),),
        fill_lights=(light("window", "#334455", (90, 30)),),
        rim_lights=(light("spot", "#FFB45A", (180, 40)),),
        atmosphere={"haze": "thin"},
    ),
    time="late afternoon",
    weather="heavy rain",
    mood="tense",
    style=StyleDNA(traits={"look": "storybook"}, references=("Goya",)),
    rules={"scarf": "stays red"},
    avoid="readable text",
    negative="logos",
    camera=Camera(
        lens="50mm", aperture="f/1.4", focal_length=35, move="slow push-in", focus_pulling="rack",
        size="close-up", angle="low", over="mira", on="jordan",
    ),
    start="Mira sits.",
    action="Mira stands up",
    say=(Line(speaker="mira", text="Well then."),),
    narration="She had it.",
    sound="rain on glass",
    duration=6,
    join="continue",
    during=(changes.Open(open="book"),),
    seed=7,
    references={"a.png": "digest"},
)  # fmt: skip
"""Every field of a view that can be set, set."""

# A case that needs another start: path -> what the view must have first.
BEFORE: dict[Path, Mapping[str, Any]] = {
    ("characters", 0, "character", "current_state", "emotion"): {"emotion": ""},
    ("props", 0, "held_by"): {"holds": ()},
    ("environment", "current_context", "time_of_day"): {"time": ""},
    ("environment", "current_context", "weather"): {"weather": ""},
    ("environment", "current_context", "lighting"): {"lighting": LightingDirector()},
    ("camera", "focal_length"): {"camera": Camera(size="wide")},
}
# What a field becomes, where more letters would say nothing else.
OTHER: dict[str, Any] = {
    "camera.on": "book",
    "camera.over": "jordan",
    "characters.emotion": "certain",
    "characters.character.current_state.emotion": "certain",
    "characters.character.name": "Ada Lovelace",
    "characters.holds": ("book",),
    "props.held_by": None,
    "say.speaker": "jordan",
    "characters.character.looks": {"hat": Look(wearing="hat")},
    "environment.lighting": LightingDirector(atmosphere={"fog": 1}),
    "during": (changes.Close(close="book"),),
}


def cases() -> Iterator[tuple[str, View, View]]:
    """Each field by its path without indices, with a view before and after its change."""
    for path, value in _leaves(FULL, ()):
        name = ".".join(str(part) for part in path if not isinstance(part, int))
        before = _prepared(path)
        yield name, before, changed(before, path, OTHER.get(name, _varied(value)))


def _prepared(path: Path) -> View:
    given = dict(BEFORE.get(path, {}))
    view = FULL
    for key in given.keys() & {"emotion", "holds"}:
        view = changed(view, ("characters", 0, key), given.pop(key))
    return view.replace(**given)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every field of every model that a view can hold, down to single values."""
    name = ".".join(str(part) for part in path if not isinstance(part, int))
    if isinstance(value, Color) or name in ("during", "characters.holds"):
        yield path, value
    elif isinstance(value, BaseModel):
        free = value.model_extra or {}
        for key in (*type(value).model_fields, *free):
            yield from _leaves(getattr(value, key) if key not in free else free[key], (*path, key))
    elif isinstance(value, Mapping) and value:
        key = next(reversed(dict(value))) if name.endswith("palette") else next(iter(value))
        key = "worried" if name.endswith("emotional_palette") else key
        yield from _leaves(value[key], (*path, key))
    elif isinstance(value, tuple) and value and not isinstance(value[0], (int, float)):
        yield from _leaves(value[0], (*path, 0))
    else:
        yield path, value


def changed(value: Any, path: Path, new: Any) -> Any:
    """A copy of a model with the value at `path` replaced."""
    if not path:
        return new
    key, *rest = path
    if isinstance(value, BaseModel):
        return value.replace(**{str(key): changed(getattr(value, str(key)), tuple(rest), new)})  # type: ignore[attr-defined]  # of ours
    if isinstance(value, Mapping):
        return {**value, key: changed(value[key], tuple(rest), new)}
    assert isinstance(key, int)
    return (*value[:key], changed(value[key], tuple(rest), new), *value[key + 1 :])


def _varied(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value} quince".strip()
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float, Fraction)):
        return value / 2 if isinstance(value, float) else value + 1
    if isinstance(value, tuple):
        return (135, 20) if value else ("quince",)
    return _OF_KIND.get(type(value), "quince")


_OF_KIND: dict[type[Any], Any] = {Color: Color(hex="#12C0A0"), FrozenDict: {"quince": "jam"}}
