from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Command

BOARD = """\
version: 1
settings: {max_cost: 5 USD}
routes: [{when: {scene: [nowhere]}, use: [absent]}, {use: [animatic]}]
scenes:
  - {id: one, duration: 1}
  - {id: two, shots: [{id: a, duration: 1}, {id: b, duration: 1}]}
"""


@pytest.fixture(autouse=True)
def _board(tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_text(BOARD)


def test_a_sound_board_is_counted(ministudio: Command) -> None:
    done = ministudio("check", "board.yaml")
    assert (done.returncode, done.stdout) == (0, "✓ board.yaml: 2 scenes, 3 shots, 3 s.\n")


def test_what_would_block_a_run_is_an_error(ministudio: Command, tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_text(BOARD.replace("nowhere", "one"))
    done = ministudio("check", "board.yaml")
    assert done.returncode == 2
    assert "error: one: no model can make it." in done.stdout
    assert "✗ board.yaml: 2 scenes" in done.stdout
    assert ministudio("check", "board.yaml", "--json").returncode == 2


def test_a_scene_may_be_chosen(ministudio: Command) -> None:
    plan = json.loads(ministudio("plan", "board.yaml", "--select", "two", "--json").stdout)
    assert [shot["action"] for shot in plan["shots"]] == ["keep", "make", "make"]


def test_money_is_written_alike_in_json(ministudio: Command) -> None:
    cost = json.loads(ministudio("cost", "board.yaml", "--json").stdout)
    assert (cost["spent"], cost["cap"], cost["left"]) == ("0 USD", "5 USD", "5 USD")
