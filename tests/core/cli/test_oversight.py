"""status, watch, cancel, resolve and gc, in this process and on a store made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.cli.main import main
from ministudio.config.money import Money
from ministudio.results import Attempt
from ministudio.store import Store, attempts
from ministudio.store.history import start_run

if TYPE_CHECKING:
    from pathlib import Path

BOARD = "version: 1\ntitle: T\nscenes:\n  - {id: a, action: It is.}\n  - {id: b, action: It was.}\n"


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A board with an unknown attempt of shot `a` and an accepted one of shot `b`."""
    monkeypatch.delenv("MINISTUDIO_HOME", raising=False)
    path = tmp_path / "film.yaml"
    path.write_text(BOARD)
    with Store.open(tmp_path / ".ministudio", project="film") as store:
        store.write(lambda unit: start_run(unit, run="run-1", board="digest"))
        for shot, job in (("b", {"id": "job-b"}), ("a", None)):
            attempt = store.write(lambda unit, shot=shot: attempts.begin(unit, _attempt(shot)))
            attempt = _advance(store, attempt, "submitting")
            _advance(store, attempt, "accepted" if job else "unknown", job=job)
    return str(path)


def _attempt(shot: str) -> Attempt:
    return Attempt(
        id=f"attempt-{shot}", project="film", run="run-1", shot=shot, take_number=1,
        grade="final", basis="basis", plan_key="key", request_digest=shot, endpoint="my-gpu",
        provider="canned", model="clip", reserved=Money(micros=800_000),
    )  # fmt: skip


def _advance(store: Store, attempt: Attempt, state: Any, **changes: Any) -> Attempt:
    return store.write(lambda unit: attempts.advance(unit, attempt, state, **changes))


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(words) == code
    written = capsys.readouterr()
    return written.out if code == 0 else written.err


def test_status_shows_what_needs_a_person_first(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = answer(capsys, "status", board).splitlines()
    assert lines[0] == "no run is on · 0 takes · $1.60 spent or reserved"
    assert [line.split()[1] for line in lines[2:4]] == ["unknown", "orphaned"]
    assert "attempt-a" in lines[2]
    assert "job-b" in lines[3]
    found = json.loads(answer(capsys, "status", board, "--json"))
    assert [one["concern"] for one in found["attempts"]] == ["unknown", "orphaned"]


def test_watch_ends_when_no_run_is_on(board: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "orphaned" in answer(capsys, "watch", board)


def test_resolve_settles_one_attempt(board: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "one of --paid" in answer(capsys, "resolve", board, "attempt-a", code=2)
    assert "there is no attempt 'x'" in answer(capsys, "resolve", board, "x", "--paid", code=2)
    told = answer(capsys, "resolve", board, "a", "--not-sent")
    assert told == "a: settled by hand: it was never sent; the next run sends it anew.\n"
    assert "unknown" not in answer(capsys, "status", board)
    assert "$0.80" in answer(capsys, "cost", board)


def test_resolve_takes_the_job_that_it_became(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, "resolve", board, "attempt-a", "--job", "job-a", "--json")
    assert json.loads(told)["attempt"]["job"] == {"id": "job-a", "data": {}}
    assert "belongs to another" in answer(capsys, "resolve", board, "a", "--job", "job-b", code=2)


def test_cancel_gives_up_a_job_and_counts_it(
    board: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nobody knows" in answer(capsys, "cancel", board, "a", code=5)
    assert answer(capsys, "cancel", board, "b") == "b: given up; the provider's job goes on.\n"
    assert "· left running" in answer(capsys, "status", board)


def test_gc_says_what_it_removes(
    board: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / ".ministudio" / "jobs").mkdir()
    (tmp_path / ".ministudio" / "jobs" / "attempt-a.json").write_text("{}")
    assert answer(capsys, "gc", board) == "Removed 0 files, 0.0 MB.\n"  # a is not settled
    answer(capsys, "resolve", board, "a", "--paid")
    assert answer(capsys, "gc", board, "--dry-run").startswith("Would remove 1 files")
    assert answer(capsys, "gc", board).startswith("Removed 1 files")
    assert not list((tmp_path / ".ministudio" / "jobs").iterdir())
