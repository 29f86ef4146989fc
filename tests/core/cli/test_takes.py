"""takes, approve and diff, in this process, on a small film of the animatic."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ministudio import Project
from ministudio.cli.main import main

BOARD = """\
version: 1
title: T
settings: {size: 64x64, fps: 12}
world:
  environments:
    hall:
      location: Hall
      lighting: {key_lights: [{type: window, color: "#FFD700", intensity: 0.9}]}
    yard: {location: Yard}
scenes:
  - {id: in, environment: hall, action: A bell rings., duration: 0.25}
  - {id: out, environment: yard, action: Silence., duration: 0.25}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a board of two shots; shot `in` has two takes, the second one selected."""
    folder = tmp_path_factory.mktemp("made")
    path = folder / "film.yaml"
    path.write_text(BOARD)
    with pytest.MonkeyPatch.context() as patch:
        _alone(patch)
        assert main(["run", str(path)]) == 0
        assert main(["reroll", str(path), "in", "--seed", "7"]) == 0
    return folder


@pytest.fixture
def board(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of that board, with its store."""
    _alone(monkeypatch)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return str(tmp_path / "film.yaml")


def _alone(patch: pytest.MonkeyPatch) -> None:
    patch.delenv("MINISTUDIO_HOME", raising=False)
    patch.setenv("MINISTUDIO_PLUGINS", "")


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(words) == code
    written = capsys.readouterr()
    return written.out if code == 0 else written.err


def edit(board: str, old: str, new: str) -> None:
    path = Path(board)
    path.write_text(path.read_text().replace(old, new))


def test_takes_are_listed_and_one_of_them_is_selected(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [line.split() for line in answer(capsys, "takes", board).splitlines()[1:]]
    assert [row[:2] for row in rows if row[0] == "="] == [["=", "in"], ["=", "out"]]
    assert rows[1][-1] == "selected"
    assert "seed" in answer(capsys, "takes", board, "in")
    again = json.loads(answer(capsys, "takes", board, "in", "--select", "1", "--json"))["takes"]
    assert [(one["take"]["number"], one["selected"]) for one in again] == [(1, True), (2, False)]
    assert "It has: 1 (previz" in answer(capsys, "takes", board, "in", "--select", "9", code=2)
    assert "needs a SHOT" in answer(capsys, "takes", board, "--select", "1", code=2)
    assert "no shot 'inn'" in answer(capsys, "takes", board, "inn", code=2)


def test_an_approved_take_is_made_again_only_when_its_view_changes(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, "approve", board, "in", "1")
    assert told == "in: take 1 (previz) is approved.\n"
    edit(board, "fps: 12", "fps: 24")
    plan = answer(capsys, "plan", board)
    assert "kept · approved" in plan
    assert "1 of 2 shots to make: 1 rerouted." in plan
    edit(board, "#FFD700", "#3060FF")
    assert "changed lighting.key_lights[0].color" in answer(capsys, "plan", board)
    assert main(["approve", board, "in"]) == 0
    assert "in shows something else by now" in capsys.readouterr().err


def test_an_approval_can_be_taken_back(board: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(answer(capsys, "approve", board, "in", "--json"))
    assert (found["approved"]["number"], found["stale"]) == (2, False)
    assert "in: no take is approved." in answer(capsys, "approve", board, "in", "--undo")
    assert "approved" not in answer(capsys, "takes", board)
    assert "--undo takes no TAKE" in answer(capsys, "approve", board, "in", "1", "--undo", code=2)


def test_a_shot_without_a_take_cannot_be_approved(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(board, "id: out", "id: end")
    assert "'end' has no selected take" in answer(capsys, "approve", board, "end", code=2)


def test_diff_names_fields_settings_and_words(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "diff", board) == "= As they were: in, out.\n"
    edit(board, "#FFD700", "#3060FF")
    edit(board, "id: out", "id: end")
    edit(board, "fps: 12", "fps: 24")
    lines = [" ".join(line.split()) for line in answer(capsys, "diff", board).splitlines()]
    assert lines[0] == "~ in changed since take 2"
    assert "lighting.key_lights[0].color #FFD700 → #3060FF" in lines
    assert "fps 12 → 24" in lines
    assert any(line.startswith("+ Light") and "blue" in line for line in lines)
    assert lines[-2:] == ["+ No take yet: end.", "- Not in the storyboard any more: out."]


def test_diff_in_python_is_data(board: str) -> None:
    edit(board, "A bell rings.", "Two bells ring.")
    with Project.open(board) as project:
        (shot,) = project.diff("in").shots
    assert [(one.field, one.old, one.new) for one in shot.fields] == [
        ("action", "A bell rings.", "Two bells ring.")
    ]
    assert "A bell rings." in shot.old_prompt
    assert "Two bells ring." in shot.new_prompt
    assert shot.settings == ()


def test_a_take_lent_by_another_shot_is_on_the_shelf(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(board, "id: in", "id: start")
    assert main(["run", board]) == 0
    capsys.readouterr()
    (row,) = answer(capsys, "takes", board, "start").splitlines()[1:]
    assert row.endswith("selected · of in")


def test_a_kept_plan_is_run_as_it_is_and_unasked(
    board: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(board, "id: out", "id: end")
    kept = str(Path(board).with_name("kept.json"))
    assert "1 from the store" in answer(capsys, "plan", board, "-o", kept)

    def ask(*_: object, **__: object) -> None:
        raise AssertionError("nothing is asked")

    monkeypatch.setattr("ministudio.cli.run.approve", ask)
    for _ in range(2):  # what it did itself does not make it stale
        assert answer(capsys, "run", kept).endswith("film.mp4\n")
    assert "run as it is" in answer(capsys, "run", kept, "--draft", code=2)
    assert main(["takes", board, "in", "--select", "1"]) == 0
    told = answer(capsys, "run", kept, code=2)
    assert "other takes were selected since the plan was made: in." in told
    assert "ministudio plan film.yaml -o PLAN.json" in told


def test_a_plan_is_a_table_for_a_pull_request(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = answer(capsys, "plan", board, "--markdown").splitlines()
    assert lines[-2:] == [
        "| `=` | in | animatic | 0.25 s |  | **kept** |",
        "| `=` | out | animatic | 0.25 s |  | **kept** |",
    ]
    assert main(["plan", board, "--markdown", "--json"]) == 2
    assert "choose one" in json.loads(capsys.readouterr().out)["error"]["message"]


def test_the_schema_of_a_plan_is_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads(answer(capsys, "schema", "--plan"))
    assert {"shots", "findings", "selected"} <= set(schema["properties"])
    place = tmp_path / "schemas" / "plan.json"
    assert answer(capsys, "schema", "--plan", "-o", str(place)) == f"{place}\n"
    assert json.loads(place.read_text()) == schema
