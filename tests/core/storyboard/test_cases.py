"""Two stories that others have told: what holds where, from snapshots alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ministudio.storyboard import Scene, Storyboard, World
from ministudio.storyboard.projection import project
from ministudio.storyboard.story import tell
from ministudio.storyboard.violations import violations

if TYPE_CHECKING:
    from ministudio.storyboard.view import View

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def interview() -> Storyboard:
    return Storyboard.load(DATA / "interview.yaml")


@pytest.fixture(scope="module")
def views(interview: Storyboard) -> list[View]:
    return [project(interview, moment, str) for moment in tell(interview)]


def test_nothing_in_the_interview_is_impossible(interview: Storyboard) -> None:
    assert violations(interview) == ()


def test_props_are_where_the_interview_has_left_them(
    interview: Storyboard, views: list[View]
) -> None:
    before = [moment.before.props for moment in tell(interview)]
    folder = [props["folder"] for props in before]
    assert [one.state for one in folder] == ["closed"] * 8 + ["open"] * 4 + ["closed"]
    assert [one.held_by for one in folder] == [None] * 12 + ["mira"]
    assert [props["map"].at for props in before] == [None] * 4 + ["room"] * 9
    assert [not props["bag"].hidden for props in before] == [False] * 6 + [True] * 7
    assert [props["receipt"].held_by for props in before] == ["jordan"] * 12 + ["mira"]
    after = [moment.after.props["receipt"].held_by for moment in tell(interview)]
    assert after == ["jordan"] * 11 + ["mira"] * 2
    (mira,) = (one for one in views[12].characters if one.id == "mira")
    assert set(mira.holds) == {"folder", "bag", "receipt"}


def test_exactly_those_in_frame_are_seen(views: list[View]) -> None:
    people = [{one.id for one in view.characters} for view in views]
    both = {"mira", "jordan"}
    assert people == [
        both, {"jordan"}, {"mira"}, both, both, {"jordan"}, {"mira"}, {"jordan"}, both,
        both, {"mira"}, both, both,
    ]  # fmt: skip
    assert [prop.id for prop in views[7].props] == []


def test_a_receipt_that_is_given_twice_or_hidden_is_refused(interview: Storyboard) -> None:
    *first, turn = interview.scenes
    shown, hidden = turn.shots[2], turn.shots[2].replace(before=())
    twice = shown.replace(id="again", before=())
    several = [turn.replace(shots=shots) for shots in ([shown, twice], [hidden])]
    texts = [
        [one.text for one in violations(interview.replace(scenes=(*first, scene)))]
        for scene in several
    ]
    assert texts == [["'jordan' does not hold 'receipt': 'mira' does"], ["'receipt' is hidden"]]


def test_dawn_holds_to_the_end_of_the_night_in_the_lab() -> None:
    """Eight shots in one place that the story's author saw as two: night, then dawn."""
    world = World(
        characters={"sarah": {"name": "Dr. Sarah"}, "aria": {"name": "ARIA"}},
        environments={"lab": {"location": "Research lab at night"}},
    )
    speakers = [None, "aria", "sarah", "aria", "sarah", "aria", None, "aria"]
    scenes = [
        Scene(
            id=f"s{number}",
            environment="lab" if number == 1 else None,
            cast=["sarah", "aria"] if number == 1 else None,
            before=[{"time": "dawn"}] if number == 5 else [],
            say=[{speaker: "…"}] if speaker else [],
        )
        for number, speaker in enumerate(speakers, start=1)
    ]
    board = Storyboard(world=world, scenes=scenes)
    assert violations(board) == ()
    seen = [project(board, moment, str) for moment in tell(board)]
    assert [view.time for view in seen] == [""] * 4 + ["dawn"] * 4
    assert {view.place for view in seen} == {"lab"}
