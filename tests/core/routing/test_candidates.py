"""Which models a route names, and what speaks against one."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from ministudio.interfaces.capabilities import ModelInfo
from ministudio.routing.candidates import Candidate, Wish, exclusion, matching
from ministudio.storyboard.view import View

INFO = ModelInfo(id="reel-1", as_of=datetime.date(2026, 11, 25), source="test")
ONE = Candidate(endpoint="orbit", aliases=("sun",), provider="orbit", info=INFO, grade="final")
OTHER = ONE.replace(info=INFO.replace(id="reel-2"))
VIEW = View(action="x", duration=Fraction(4))
WISH = Wish(address="x", scene="x", view=VIEW, width=160, height=90, fps=Fraction(24))


@pytest.mark.parametrize(
    "pattern,found",
    [
        ("orbit/reel-2", ["reel-2"]),
        ("sun/reel-2", ["reel-2"]),
        ("orbit", ["reel-1"]),
        ("sun", ["reel-1"]),
        ("s*/*", ["reel-1", "reel-2"]),
        ("moon", []),
    ],
)
def test_an_endpoint_is_found_by_all_its_names(pattern: str, found: list[str]) -> None:
    assert [one.info.id for one in matching([ONE, OTHER], [pattern])] == found


def test_a_retired_model_says_since_when_and_what_instead() -> None:
    gone = INFO.replace(status="retired")
    assert exclusion(ONE.replace(info=gone), WISH) == "it is retired"
    dated = gone.replace(retires_on="2026-09-24", instead="use reel-2")
    told = exclusion(ONE.replace(info=dated), WISH)
    assert told == "it is retired since 2026-09-24; use reel-2"
