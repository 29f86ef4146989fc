from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from ministudio.interfaces.timeline import Timeline, TimelineEntry


def entry(scene: str, shot: str, **more: object) -> TimelineEntry:
    fields = {"path": f"{shot}.mp4", **more}
    return TimelineEntry.model_validate({"scene": scene, "shot": f"{scene}/{shot}", **fields})


def test_chapters_are_runs_of_a_scene() -> None:
    timeline = Timeline(
        width=640,
        height=360,
        fps=Fraction(24),
        entries=(
            entry("intro", "a", scene_title="The Library"),
            entry("intro", "b"),
            entry("book", "a"),
            entry("intro", "c"),
        ),
    )
    assert [(c.title, c.entry) for c in timeline.chapters] == [
        ("The Library", 0),
        ("book", 2),
        ("intro", 3),
    ]


def test_missing_names_the_slates() -> None:
    slate = TimelineEntry(shot="a/x", scene="a", slate=48)
    timeline = Timeline(width=2, height=2, fps=Fraction(24), entries=(slate, entry("a", "y")))
    assert timeline.missing == ("a/x",)


def test_round_trip_as_json() -> None:
    timeline = Timeline(
        title="Orb", width=640, height=360, fps=Fraction(30000, 1001), entries=(entry("a", "b"),)
    )
    assert Timeline.model_validate_json(timeline.model_dump_json()) == timeline


@pytest.mark.parametrize(
    "fields",
    [
        {"slate": 5},
        {"path": None},
        {"first": 5, "end": 5},
        {"first": -1},
    ],
)
def test_impossible_entries_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        entry("a", "b", **fields)


@pytest.mark.parametrize(
    "fields", [{"width": 641}, {"height": 0}, {"fps": 0}, {"fps": "1/0"}, {"entries": ()}]
)
def test_impossible_timelines_are_refused(fields: dict[str, object]) -> None:
    good = {"width": 640, "height": 360, "fps": 24, "entries": (entry("a", "b"),)}
    with pytest.raises(ValidationError):
        Timeline.model_validate({**good, **fields})
