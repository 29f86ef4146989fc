"""An installed plugin that votes for models and checks plans."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ministudio

BOARD = """\
version: 1
title: Night
routes: [{use: [other-cam, animatic]}]
scenes:
  - {id: day, action: The sun is up., duration: 4}
  - {id: night, action: The moon is up., duration: 4, tags: [night]}
"""
ONLY = {"MINISTUDIO_PLUGINS": "critic,duplicate"}


@pytest.fixture
def plan(ministudio: Ministudio, tmp_path: Path) -> Any:
    """Plan a board; the answer is the exit code and the plan."""

    def make(text: str = BOARD, **environ: str) -> tuple[int, dict[str, Any]]:
        (tmp_path / "night.yaml").write_text(text)
        done = ministudio("plan", "night.yaml", "--json", **{**ONLY, **environ})
        return done.returncode, json.loads(done.stdout)

    return make


def routes(plan: dict[str, Any]) -> dict[str, str]:
    return {shot["address"]: shot["route"]["endpoint"] for shot in plan["shots"]}


def test_its_vote_orders_the_models_of_the_rule(plan: Any) -> None:
    code, made = plan()
    assert code == 0
    assert routes(made) == {"day": "other-cam", "night": "animatic"}
    night = made["shots"][1]
    assert night["route"]["reason"] == "route 1 (critic: better in the dark)"
    assert night["reasoning"]["votes"] == [
        {
            "plugin": "critic",
            "model": "animatic",
            "priority": 3,
            "reason": "better in the dark",
            "counts": True,
        }
    ]


def test_its_findings_are_in_the_plan_and_an_error_blocks(plan: Any) -> None:
    code, made = plan(BOARD.replace("action: The sun is up.", "sound: wind"))
    assert code == 2
    (finding,) = [one for one in made["findings"] if one["plugin"]]
    assert (finding["plugin"], finding["shot"]) == ("critic", "day")
    assert finding["message"] == "nothing happens in 'Night'."
    assert [shot["status"] for shot in made["shots"]] == ["blocked", "new"]


def test_one_that_fails_costs_its_votes_and_is_told_once(plan: Any) -> None:
    code, made = plan(CRITIC_FAILS="1")
    assert code == 0
    assert routes(made) == {"day": "other-cam", "night": "other-cam"}
    told = [one["message"] for one in made["findings"] if one["code"] == "plugin"]
    failed = "ministudio_route_shot: LookupError: the critic is asleep."
    assert told == [f"plugin critic (ministudio-test-critic 0.3): {failed}"]


def test_explain_shows_the_vote(ministudio: Ministudio, plan: Any) -> None:
    plan()
    done = ministudio("plan", "night.yaml", "--explain", "night", **ONLY)
    assert done.stdout.splitlines() == [
        "night  animatic",
        "   route 1: other-cam, animatic",
        "+  animatic           free · wins",
        "·  other-cam/other-1  price not known · stands by",
        "   critic votes for animatic (3): better in the dark",
    ]
    assert (
        "Did you mean 'night'?"
        in ministudio("plan", "night.yaml", "--explain", "nigth", **ONLY).stderr
    )
    found = ministudio("plan", "night.yaml", "--explain", "day", "--json", **ONLY)
    assert json.loads(found.stdout)["reasoning"]["rule"] == "route 1"
