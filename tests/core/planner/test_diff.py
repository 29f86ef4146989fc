from __future__ import annotations

from typing import Any

import pytest

from ministudio.planner.diff import changed_fields


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [
        ({"a": 1}, {"a": 1}, ()),
        ({"time": "dawn"}, {"time": "dusk"}, ("time",)),
        ({}, {"weather": "rain"}, ("weather",)),
        (
            {"lighting": {"key_lights": [{"color": "#FFD700"}]}},
            {"lighting": {"key_lights": [{"color": "#FF9D3C"}]}},
            ("lighting.key_lights[0].color",),
        ),
        (
            {"characters": [{"id": "mira", "look": {"wearing": "a coat"}}, {"id": "jordan"}]},
            {"characters": [{"id": "mira", "look": {"wearing": "a vest"}}, {"id": "jordan"}]},
            ("characters.mira.look.wearing",),
        ),
        (
            {"characters": [{"id": "mira"}, {"id": "jordan"}]},
            {"characters": [{"id": "jordan"}, {"id": "mira"}]},
            ("characters (order)",),
        ),
        ({"characters": [{"id": "mira"}]}, {"characters": []}, ("characters.mira",)),
        ({"say": ["one"]}, {"say": ["one", "two"]}, ("say",)),
        (
            dict.fromkeys("abcdef", 1),
            dict.fromkeys("abcdef", 2),
            ("a", "b", "c", "3 more"),
        ),
    ],
)
def test_changed_fields_are_named(
    before: dict[str, Any], after: dict[str, Any], paths: tuple[str, ...]
) -> None:
    assert changed_fields(before, after) == paths
