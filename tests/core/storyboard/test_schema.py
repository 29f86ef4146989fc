from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ministudio._yaml import load_yaml
from ministudio.state.changes import VERBS
from ministudio.storyboard import Storyboard, board_data, schema_text, storyboard_schema

ROOT = Path(__file__).parents[3]
BOARDS = sorted([*(ROOT / "examples").glob("*.yaml"), ROOT / "tests" / "data" / "harbour.yaml"])
VALIDATOR = Draft202012Validator(storyboard_schema())


def complaints(data: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def board(**scene: Any) -> dict[str, Any]:
    return {"version": 1, "scenes": [{"id": "a", **scene}]}


def test_the_schema_is_one_of_its_dialect() -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    assert schema == storyboard_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.name)
def test_every_board_of_the_repository_fits(path: Path) -> None:
    assert complaints(load_yaml(path.read_text()).data) == []


def test_what_is_saved_fits(harbour: Path) -> None:
    assert complaints(board_data(Storyboard.load(harbour))) == []


@pytest.mark.parametrize(
    "scene",
    [
        {"camera": "wide"},
        {"camera": {"size": "wide", "over": "a", "x-why": 1}},
        {"frame": ["a"]},
        {"frame": {"a": "face", "b": None}},
        {"say": {"a": "b"}},
        {"say": [{"a": "b"}, {"a": "c"}]},
        {"duration": 6},
        {"duration": "6s"},
        {"cast": []},
        {"tags": "one"},
        {"x-note": {"any": ["thing"]}},
        {"shots": [{"action": "b"}]},
    ],
)
def test_every_spelling_of_a_key_fits(scene: dict[str, Any]) -> None:
    assert complaints(board(**scene)) == []


@pytest.mark.parametrize(
    "scene",
    [
        {"actoin": "b"},
        {"camera": {"sise": "wide"}},
        {"duration": 0},
        {"duration": "6m"},
        {"id": "A b"},
        {"say": ["hello"]},
        {"seed": -1},
        {"join": "wipe"},
        {"before": [{"opne": "book"}]},
        {"before": [{"open": "book", "by": "a"}]},
        {"shots": [{"id": "b"}], "action": "c"},
        {"shots": [{"id": "b"}, {"action": "c"}]},
        {"shots": [{"id": "b", "actoin": "c"}]},
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(scene: dict[str, Any]) -> None:
    assert complaints(board(**scene))


@pytest.mark.parametrize(
    "top",
    [
        {"titel": "a"},
        {"version": 2},
        {"scenes": []},
        {"settings": {"fsp": 1}},
        {"settings": {"size": "big"}},
        {"world": {"characters": {"A": {}}}},
        {"world": {"characters": {"a": {"genetix": {}}}}},
        {"world": {"props": {"a": {"state": "open"}}}},
        {"routes": [{"when": {"needs": ["everything"]}, "use": "a"}]},
        {"routes": [{}]},
    ],
)
def test_unknown_keys_and_values_fail_everywhere(top: dict[str, Any]) -> None:
    assert complaints({**board(), **top})


def test_every_verb_has_its_own_keys() -> None:
    required = {"by": "a", "to": "b", "state": "open"}
    for verb, kind in VERBS.items():
        fields = kind.model_fields
        value: Any = {"key_lights": []} if verb == "light" else "it"
        change = {verb: value} | {key: required[key] for key in required if key in fields}
        assert complaints(board(before=[change], during=[{**change, "x-note": 1}])) == []
        assert complaints(board(before=[{**change, "unknown": 1}]))
        assert complaints(board(before=[{**change, verb: 5}]))
