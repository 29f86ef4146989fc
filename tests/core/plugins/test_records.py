from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ministudio.plugins import CompilerSpec, HealthCheck, ProviderSpec

SOUND: dict[str, Any] = {"name": "cam", "factory": "cam.provider:Cam", "models": "cam:models.json"}


def test_a_record_cannot_be_changed() -> None:
    spec = ProviderSpec(**SOUND)
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.name = "other"  # type: ignore[misc]


def test_records_import_nothing_that_they_name() -> None:
    assert ProviderSpec(**SOUND).factory == "cam.provider:Cam"


@pytest.mark.parametrize(
    "field,value,says",
    [
        ("name", "Cam One", "'Cam One' is not a name"),
        ("name", "", "'' is not a name"),
        ("aliases", ("ok", "not ok"), "'not ok' is not a name"),
        ("factory", "cam.provider.Cam", "factory 'cam.provider.Cam' is not a place"),
        ("models", "models.json", "models 'models.json' is not a place"),
        ("settings", "Settings", "settings 'Settings' is not a place"),
        ("reconcile", "none", "reconcile 'none' is not a place"),
        ("grade", "draft", "grade 'draft' is not previz|final"),
    ],
)
def test_a_wrong_value_is_named(field: str, value: object, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("|", r"\|")):
        ProviderSpec(**{**SOUND, field: value})


@pytest.mark.parametrize(
    "field,value",
    [("name", 5), ("aliases", "cam"), ("aliases", ["cam"]), ("free", 1), ("needs_env", (1,))],
)
def test_a_wrong_type_is_named(field: str, value: object) -> None:
    with pytest.raises(TypeError, match=rf"ProviderSpec\.{field} is "):
        ProviderSpec(**{**SOUND, field: value})


def test_other_records_check_themselves_too() -> None:
    with pytest.raises(ValueError, match="CompilerSpec 'x': factory"):
        CompilerSpec(name="x", factory="nowhere")
    with pytest.raises(ValueError, match="state 'fine' is not known"):
        HealthCheck("lens", "fine", "clean")  # type: ignore[arg-type]
