"""What the README promises: a film in one command, and only what changed is made again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.media.probe import probe

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ministudio

BOARD = """\
version: 1
title: The Orb
world:
  characters:
    orb: {name: Hero Orb, genetics: {species: orb, core: golden energy}}
  environments:
    library:
      location: Ancient library
      lighting:
        key_lights: [{type: window, color: "#FFD700", intensity: 0.9, direction: [45, 30]}]
    garden: {location: Garden}
scenes:
  - {id: intro, environment: library, cast: [orb], action: The orb drifts in., duration: 1}
  - {id: garden, environment: garden, action: It floats over the beds., duration: 1}
  - {id: back, environment: library, action: It comes back., duration: 1.5}
"""


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A board of three shots, two of them in the same light."""
    path = tmp_path / "orb.yaml"
    path.write_text(BOARD)
    return path


def events(stdout: str) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in stdout.splitlines()]
    return [record["event"] for record in records if "event" in record]


def kinds(stdout: str, kind: str) -> list[str]:
    return sorted(event["shot"] for event in events(stdout) if event["kind"] == kind)


def test_one_command_makes_the_film(ministudio: Ministudio, board: Path) -> None:
    done = ministudio("run", "orb.yaml")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "orb.mp4\n"
    facts = probe(board.with_suffix(".mp4"))
    assert (facts.frames, facts.width, facts.height) == (84, 160, 90)
    assert facts.has_audio


def test_an_edit_makes_what_shows_it_and_an_undo_makes_nothing(
    ministudio: Ministudio, board: Path
) -> None:
    assert kinds(ministudio("run", "orb.yaml", "--json").stdout, "attempt.submitting") == [
        "back",
        "garden",
        "intro",
    ]
    unchanged = ministudio("run", "orb.yaml", "--json").stdout
    assert kinds(unchanged, "shot.kept") == ["back", "garden", "intro"]
    assert not [one for one in events(unchanged) if one["kind"].startswith("attempt.")]

    board.write_text(BOARD.replace("#FFD700", "#3060FF"))
    plan = ministudio("plan", "orb.yaml").stdout
    assert "2 of 3 shots to make: 2 changed." in plan
    assert plan.count("changed lighting.key_lights[0].color") == 2
    edited = ministudio("run", "orb.yaml", "--json").stdout
    assert kinds(edited, "attempt.submitting") == ["back", "intro"]

    board.write_text(BOARD)
    undone = ministudio("run", "orb.yaml", "--json").stdout
    assert kinds(undone, "attempt.submitting") == []
    assert kinds(undone, "shot.selected") == ["back", "intro"]


def test_an_unchanged_film_keeps_its_bytes(ministudio: Ministudio, board: Path) -> None:
    ministudio("run", "orb.yaml")
    film = board.with_suffix(".mp4")
    before = film.stat().st_mtime_ns, film.read_bytes()
    ministudio("run", "orb.yaml")
    assert (film.stat().st_mtime_ns, film.read_bytes()) == before


def test_a_part_of_the_film_is_rough_and_says_what_is_missing(
    ministudio: Ministudio, tmp_path: Path, board: Path
) -> None:
    done = ministudio("run", "orb.yaml", "--select", "garden")
    assert done.returncode == 1
    assert done.stdout == "orb.rough.mp4\n"
    assert "Not complete: intro, back." in done.stderr
    assert probe(tmp_path / "orb.rough.mp4").frames == 84, "slates stand for what is missing"
    assert not board.with_suffix(".mp4").exists()


def test_another_take_is_added_and_the_first_can_be_selected_again(
    ministudio: Ministudio, board: Path
) -> None:
    ministudio("run", "orb.yaml")
    done = ministudio("reroll", "orb.yaml", "garden", "--seed", "7", "--json")
    assert done.returncode == 0, done.stderr
    take = json.loads(done.stdout)["take"]
    assert (take["number"], take["seed"]) == (2, 7)
    assert "Nothing to make" in ministudio("plan", "orb.yaml").stdout
    assert board.exists()


def test_a_draft_is_a_film_of_its_own(ministudio: Ministudio, tmp_path: Path, board: Path) -> None:
    done = ministudio("run", "orb.yaml", "--draft")
    assert (done.returncode, done.stdout) == (0, "orb.previz.mp4\n")
    assert (tmp_path / "orb.previz.mp4").exists()
    assert not board.with_suffix(".mp4").exists()


def test_plans_are_equal_byte_for_byte(ministudio: Ministudio, board: Path) -> None:
    assert board.exists()
    first, second = (
        ministudio("plan", "orb.yaml", "--json", "--as-of", "2026-11-25").stdout for _ in range(2)
    )
    assert first == second
    assert json.loads(first)["schema_version"] == 1


def test_a_plan_with_changes_can_be_told_by_its_exit_code(
    ministudio: Ministudio, board: Path
) -> None:
    assert ministudio("plan", "orb.yaml", "--detailed-exitcode").returncode == 3
    ministudio("run", "orb.yaml")
    assert ministudio("plan", "orb.yaml", "--detailed-exitcode").returncode == 0
    assert board.exists()


def test_state_and_cost_answer(ministudio: Ministudio, board: Path) -> None:
    assert ministudio("state", "history", "orb.yaml").stdout == "No run yet.\n"
    ministudio("run", "orb.yaml")
    history = json.loads(ministudio("state", "history", "orb.yaml", "--json").stdout)["history"]
    assert [entry["shot"] for entry in history] == ["intro", "garden", "back"]
    shots = json.loads(ministudio("state", "show", "orb.yaml", "back", "--json").stdout)["shots"]
    assert shots[0]["before"]["digest"] == history[2]["before"]
    assert json.loads(ministudio("cost", "orb.yaml", "--json").stdout)["spent"] == "0 USD"
    assert board.exists()


def test_a_new_folder_runs_at_once(ministudio: Ministudio, tmp_path: Path) -> None:
    assert ministudio("new", "my-film").stdout == "my-film/my-film.yaml\n"
    assert (tmp_path / "my-film/.ministudio/storyboard.schema.json").exists()
    done = ministudio("run", "my-film", MINISTUDIO_SIZE="128x72")
    assert (done.returncode, done.stdout) == (0, "my-film/my-film.mp4\n"), done.stderr
