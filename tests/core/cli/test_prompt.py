from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Command

BOARD = """
version: 1
world:
  characters: {ann: {name: Ann, genetics: {age: 40}}}
  avoid: readable text
scenes:
  - {id: walk, cast: [ann], action: Ann walks., mood: calm}
"""


def test_facts_length_and_text(ministudio: Command, tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_text(BOARD, "utf-8")
    done = ministudio("prompt", "board.yaml", "walk")
    assert done.returncode == 0, done.stderr
    head, length, _, *lines = done.stdout.splitlines()
    assert head == "walk  animatic  dialect animatic  identity full"
    assert length.strip() == "62 characters, no limit known"
    assert "  identity   Ann: 40 years old" in lines
    assert "· mood       the mood is calm" in lines
    assert "- avoid      readable text  (left out)" in lines
    assert "Static camera. Ann: 40 years old. Ann walks. The mood is calm." in lines
    assert lines[-1] == "! not honoured: avoid"

    answer = json.loads(ministudio("prompt", "board.yaml", "walk", "--json").stdout)
    assert answer["schema_version"] == 1
    assert answer["text"] in lines
    assert [fact["slot"] for fact in answer["facts"] if not fact["told"]] == ["avoid"]


def test_a_shot_or_model_that_is_not_there(ministudio: Command, tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_text(BOARD, "utf-8")
    done = ministudio("prompt", "board.yaml", "wlak")
    assert done.returncode == 2
    assert "Did you mean 'walk'?" in done.stderr
    done = ministudio("prompt", "board.yaml", "walk", "--model", "nope")
    assert done.returncode == 2
    assert "No installed model is called 'nope'" in done.stderr
