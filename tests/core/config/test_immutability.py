from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, ValidationError

from ministudio.config import (
    GHIBLI_CONFIG,
    STYLES,
    TEMPLATES,
    Camera,
    Character,
    Cinematography,
    Color,
    ContinuityEngine,
    Environment,
    LightingDirector,
    LightSource,
    Look,
    Model,
    ParticleSystem,
    Persona,
    Prop,
    SceneConfig,
    ShotConfig,
    StyleDNA,
    Vector3,
    VideoConfig,
    VoiceProfile,
)
from ministudio.config.base import FrozenDict, FrozenList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON: dict[str, Any] = {"list": [1, [2, {"deep": [3]}]], "map": {"a": {"b": "c"}}, "text": "t"}
LIGHT = LightSource("spot", Color(hsl=(10, 20, 30)), 0.5, (45, 30), Vector3(1, 2, 3), True, 0.1, 40)
LIGHTING = LightingDirector([LIGHT], [LIGHT], [LIGHT], JSON)
CHARACTER = Character(
    "Mira",
    JSON,
    JSON,
    JSON,
    {"hair_style": "bob", "extra": JSON},
    {"clothing": "blazer", "extra": JSON},
    ["refs/mira.png"],
    "refs/anchor.png",
    "voice",
    {"gender": "female", "extra": JSON},
    "the detective",
    "a detective in a blazer",
    {"default": Look("blazer", ["wet"], ["a.png"]), "night": {"wearing": "coat"}},
)
ENVIRONMENT = Environment(
    "room",
    JSON,
    JSON,
    JSON,
    {"architecture_style": "bare", "extra": JSON},
    {"weather": "rain", "extra": JSON},
    ["room.png"],
    LIGHTING,
)
CAMERA = Camera("50mm", "f/2", 50, "pan", "rack", "close-up", "low", "mira", "jordan")
CINEMATOGRAPHY = Cinematography({"a": CAMERA}, JSON, "a")
SHOT = ShotConfig("WS", "walks", characters={"mira": CHARACTER}, environment=ENVIRONMENT)
EXAMPLES: list[Model] = [
    Color("#FFD700"),
    Vector3(1, 2, 3),
    LIGHT,
    LIGHTING,
    ParticleSystem(10, ["gold"], "spiral outward"),
    CHARACTER,
    CHARACTER.identity,
    CHARACTER.current_state,
    CHARACTER.looks["default"],
    VoiceProfile(extra=JSON),
    Persona("P", "d", ["one", "two"]),
    ENVIRONMENT,
    ENVIRONMENT.identity,
    ENVIRONMENT.current_context,
    CAMERA,
    CINEMATOGRAPHY,
    StyleDNA(JSON, ["reference"]),
    ContinuityEngine(JSON),
    Prop("folder", "closed", at="room", reference_images=["f.png"]),
    *STYLES.values(),
    *TEMPLATES.values(),
    GHIBLI_CONFIG,
    VideoConfig(
        provider_kwargs=JSON,
        custom_metadata=JSON,
        characters={"mira": CHARACTER},
        environment=ENVIRONMENT,
        cinematography=CINEMATOGRAPHY,
        lighting=LIGHTING,
        style_dna=StyleDNA(JSON),
        continuity=ContinuityEngine(JSON),
        technical=JSON,
        conflict_matrix={"A,B": "tense"},
    ),
    SHOT,
    SceneConfig("c", {"mira": CHARACTER}, ENVIRONMENT, [SHOT], "dark", {"A,B": "tense"}),
]
IDS = [type(example).__name__ for example in EXAMPLES]

DICT_CHANGES: list[Callable[[Any], Any]] = [
    lambda value: value.__setitem__("new", 1),
    lambda value: value.update(new=1),
    lambda value: value.setdefault("new", 1),
    lambda value: value.pop("new", None),
    lambda value: value.popitem(),
    lambda value: value.clear(),
    lambda value: value.__delitem__(next(iter(value), "new")),
    lambda value: value.__ior__({"new": 1}),
]
LIST_CHANGES: list[Callable[[Any], Any]] = [
    lambda value: value.__setitem__(0, 1),
    lambda value: value.__setitem__(slice(0, 1), [1]),
    lambda value: value.append(1),
    lambda value: value.extend([1]),
    lambda value: value.insert(0, 1),
    lambda value: value.pop(),
    lambda value: value.remove(1),
    lambda value: value.clear(),
    lambda value: value.sort(),
    lambda value: value.reverse(),
    lambda value: value.__delitem__(0),
    lambda value: value.__iadd__([1]),
    lambda value: value.__imul__(2),
]


def nested(value: object) -> Iterator[object]:
    """Every model, mapping and sequence that can be reached from `value`."""
    if isinstance(value, BaseModel):
        yield value
        assert set(value.__dict__) == set(type(value).model_fields)
        parts: list[object] = [*value.__dict__.values(), value.model_extra or {}]
    elif isinstance(value, dict):
        yield value
        parts = list(value.values())
    elif isinstance(value, (list, tuple)):
        yield value
        parts = list(value)
    else:
        return
    for part in parts:
        yield from nested(part)


@pytest.mark.parametrize("example", EXAMPLES, ids=IDS)
def test_nothing_inside_can_be_changed(example: Model) -> None:
    before = example.to_json()
    for part in nested(example):
        if isinstance(part, BaseModel):
            for name in type(part).model_fields:
                with pytest.raises(ValidationError, match="frozen"):
                    setattr(part, name, None)
                with pytest.raises(ValidationError, match="frozen"):
                    delattr(part, name)
        elif isinstance(part, (dict, list)):
            if not part and not isinstance(part, (FrozenDict, FrozenList)):
                continue  # pydantic's own empty `model_extra` of a model without free keys
            for change in DICT_CHANGES if isinstance(part, dict) else LIST_CHANGES:
                with pytest.raises(TypeError):
                    change(part)
    assert example.to_json() == before


@pytest.mark.parametrize("example", EXAMPLES, ids=IDS)
def test_copies_are_equal_and_as_immutable(example: Model) -> None:
    for twin in (copy.copy(example), copy.deepcopy(example), pickle.loads(pickle.dumps(example))):
        assert twin == example
        assert hash(twin) == hash(example)
        assert twin.digest == example.digest
        assert [type(part) for part in nested(twin)] == [type(part) for part in nested(example)]


def test_what_the_caller_hands_in_stays_as_it_is() -> None:
    data = {"characters": {"mira": {"genetics": copy.deepcopy(JSON)}}, "custom_metadata": JSON}
    before = copy.deepcopy(data)
    config = VideoConfig.from_dict(data)
    assert data == before
    data["characters"]["mira"]["genetics"]["map"]["a"]["b"] = "changed"
    assert config.characters["mira"].genetics == JSON


def test_a_plain_dict_from_a_model_is_the_callers_own() -> None:
    config = VideoConfig(custom_metadata=JSON)
    plain = config.to_dict()
    plain["custom_metadata"]["map"]["a"]["b"] = "changed"
    assert config.custom_metadata == JSON


def test_free_keys_survive_replace() -> None:
    changed = CHARACTER.identity.replace(eye_color="green")
    assert changed["extra"] == JSON
    assert changed.eye_color == "green"
    assert CHARACTER.identity.eye_color == ""


def test_equal_models_have_equal_digests_whatever_the_order_of_keys() -> None:
    one = Character("Orb", genetics={"a": 1, "b": {"c": 2.0, "d": []}})
    two = Character(genetics={"b": {"d": [], "c": 2}, "a": 1.0}, name="Orb")
    assert one == two
    assert one.digest == two.digest
    assert one.digest != one.replace(genetics={"a": 2}).digest


def test_a_digest_is_the_same_in_every_process() -> None:
    script = (
        "from ministudio.config import GHIBLI_CONFIG, STYLES; "
        "print(GHIBLI_CONFIG.digest, STYLES['ghibli'].digest)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{GHIBLI_CONFIG.digest} {STYLES['ghibli'].digest}\n"}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1}, object(), {1: "a"}])
def test_free_fields_take_json_only(value: object) -> None:
    with pytest.raises(ValidationError):
        Character(genetics={"deep": [{"er": value}]})
    with pytest.raises(ValidationError):
        Character(identity={"free": [value]})
