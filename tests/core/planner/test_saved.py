"""Plans in files: bound to a storyboard and to the takes that were selected."""

from __future__ import annotations

import datetime
import json
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from ministudio import Project
from ministudio.errors import PlanError
from ministudio.planner.markdown import to_markdown
from ministudio.planner.saved import (
    is_plan,
    plan_schema_text,
    read_plan,
    require_fitting,
    write_plan,
)
from ministudio.results import Clip, Marks, Take
from ministudio.store import Store, takes
from ministudio.store.history import keep_view

if TYPE_CHECKING:
    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.plan import Plan

ROOT = Path(__file__).parents[3]
LANTERN = ROOT / "examples" / "lantern.yaml"
BOARD = """\
version: 1
title: A *bold* plan
scenes:
  - {id: a, action: One., duration: 1}
  - {id: b, action: Two., duration: 1}
"""


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MINISTUDIO_HOME", raising=False)
    monkeypatch.setenv("MINISTUDIO_PLUGINS", "")
    path = tmp_path / "film.yaml"
    path.write_text(BOARD)
    return path


def keep(board: Path, name: str = "plan.json", **options: Any) -> Path:
    path = board.with_name(name)
    with Project.open(board) as project:
        write_plan(project.plan(**options), path, board=board)
    return path


def load(board: Path, path: Path) -> Plan:
    with Project.open(board) as project:
        return project.load_plan(path)


def make(board: Path, shot: ShotPlan, number: int = 1, **changes: Any) -> None:
    """Store a take of a planned shot and select it."""
    take = Take(
        **{
            "id": f"{shot.address}-{number}", "project": board.stem, "shot": shot.address,
            "number": number, "grade": "previz", "basis": shot.basis, "plan_key": shot.plan_key,
            "endpoint": "animatic", "provider": "animatic", "model": "animatic", "run": "r",
            "clips": (Clip(sha256="c" * 64, size=1, width=64, height=64, fps=24, frames=24),),
            "marks": (Marks(end=24),), "created_at": datetime.datetime(2026, 1, 1, tzinfo=UTC),
            "attempt": f"of {shot.address}-{number}", **changes,
        }
    )  # fmt: skip
    with Store.open(board.parent / ".ministudio", project=board.stem) as store:
        clip = store.content.path("c" * 64)
        clip.parent.mkdir(parents=True, exist_ok=True)
        clip.touch()
        store.write(lambda unit: keep_view(unit, take.basis, shot.view.canonical()))
        store.write(lambda unit: takes.add(unit, take))
        store.select(shot.address, "previz", take.id)


def test_a_plan_comes_back_as_it_was_and_fits_its_schema(tmp_path: Path) -> None:
    with Project.open(LANTERN) as project:
        plan = project.plan(as_of=datetime.date(2026, 11, 25))
    write_plan(plan, tmp_path / "plan.json", board=LANTERN)
    again = read_plan(tmp_path / "plan.json")
    assert (tmp_path / again.file).resolve() == LANTERN
    assert again.replace(file=plan.file) == plan
    assert [one.plan_key for one in again.shots] == [
        one.request.plan_key for one in again.shots if one.request
    ]
    jsonschema.validate(plan.model_dump(mode="json"), json.loads(plan_schema_text()))


def test_a_plan_is_told_from_a_storyboard(board: Path) -> None:
    assert is_plan(keep(board))
    other = board.with_name("board.json")
    other.write_text('{"version": 1, "title": "T", "scenes": [{"id": "a"}]}')
    assert not is_plan(other)
    assert not is_plan(board)
    assert not is_plan(board.with_name("missing.json"))


def test_a_plan_of_another_storyboard_or_setting_is_refused(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep(board)
    assert load(board, path).file == "film.yaml"
    monkeypatch.setenv("MINISTUDIO_FPS", "30")
    with pytest.raises(PlanError, match="storyboard or its settings have changed"):
        load(board, path)
    monkeypatch.delenv("MINISTUDIO_FPS")
    board.write_text(BOARD.replace("Two.", "Three."))
    with pytest.raises(PlanError, match="ministudio plan film.yaml -o PLAN.json"):
        load(board, path)


def test_what_a_plan_made_itself_does_not_make_it_stale(board: Path) -> None:
    path = keep(board)
    plan = load(board, path)
    make(board, plan["a"])
    assert load(board, path) == plan


def test_a_plan_is_stale_when_somebody_selects_another_take(board: Path) -> None:
    first = load(board, keep(board))
    make(board, first["a"])
    path = keep(board)
    assert load(board, path)["a"].action == "keep"
    make(board, first["a"], 2)
    with pytest.raises(PlanError, match="other takes were selected since the plan was made: a"):
        load(board, path)


def test_a_plan_to_make_is_stale_when_something_else_was_made(board: Path) -> None:
    path = keep(board)
    plan = load(board, path)
    make(board, plan["a"], plan_key="of another model")
    with pytest.raises(PlanError, match="selected"):
        load(board, path)


def test_many_stale_shots_are_counted(tmp_path: Path, board: Path) -> None:
    board.write_text(BOARD + "".join(f"  - {{id: s{n}, action: X.}}\n" for n in range(5)))
    plan = load(board, keep(board))
    gone = plan.replace(selected={shot.address: "lost" for shot in plan.shots})
    with (
        Store.open(tmp_path / ".ministudio", project="film", create=False) as store,
        pytest.raises(PlanError, match="a, b, s0, s1 and 3 more"),
    ):
        require_fitting(gone, board=plan.board, store=store)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"schema_version": 99}', "no plan of this version"),
        ("not json", "no plan of this version"),
    ],
)
def test_what_is_no_plan_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(PlanError, match=told):
        read_plan(path)
    with pytest.raises(PlanError, match="cannot be read"):
        read_plan(tmp_path / "missing.json")


def test_a_plan_of_another_version_is_refused(board: Path) -> None:
    path = keep(board)
    path.write_text(path.read_text().replace('"schema_version":1', '"schema_version":2'))
    with pytest.raises(PlanError, match="another version of Ministudio"):
        read_plan(path)


def test_markdown_shows_what_the_table_shows(board: Path) -> None:
    with Project.open(board) as project:
        lines = to_markdown(project.plan(max_cost="1 USD", use="animatic")).splitlines()
    assert lines[0].startswith(r"### A \*bold\* plan · 2 shots")
    assert lines[2] == "**2 of 2 shots to make: 2 new. Free.**"
    assert lines[-1] == "| `+` | b | animatic | 1 s | free | **new** |"
    with Project.open(board) as project:
        told = to_markdown(project.plan(use="clowd"))
    assert "- **error**: a: no model can make it." in told
