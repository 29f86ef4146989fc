from __future__ import annotations

from typing import Any

import pytest

from ministudio import config
from ministudio.config import Camera, Color, Look, Model, Prop, SceneConfig, Vector3, VideoConfig

MODELS = [
    model
    for model in (getattr(config, name) for name in config.__all__)
    if isinstance(model, type) and issubclass(model, Model)
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_each_model_has_a_schema_with_its_defaults(model: type[Model], mode: Any) -> None:
    schema = model.model_json_schema(mode=mode)  # warnings are errors: a default was left out
    assert schema


def test_a_colour_and_a_point_may_be_one_plain_value() -> None:
    assert [way["type"] for way in Color.model_json_schema()["anyOf"]] == ["string", "object"]
    assert [way["type"] for way in Vector3.model_json_schema()["anyOf"]] == ["array", "object"]
    light = VideoConfig.model_json_schema()["$defs"]["LightSource"]
    assert light["properties"]["color"] == {"$ref": "#/$defs/Color"}


@pytest.mark.parametrize(
    "model, keys",
    [
        (Camera, {"move", "movement_style"}),
        (Look, {"condition", "conditions"}),
        (Prop, {"is", "held_by", "at"}),
    ],
)
def test_every_spelling_of_a_key_is_known(model: type[Model], keys: set[str]) -> None:
    schema = model.model_json_schema()
    assert keys <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_free_keys_are_welcome_where_the_seed_had_dicts() -> None:
    definitions = SceneConfig.model_json_schema()["$defs"]
    for name in ("Identity", "CharacterState", "VoiceProfile", "PlaceIdentity", "PlaceContext"):
        assert definitions[name]["additionalProperties"] == {"$ref": "#/$defs/JsonValue"}
