"""kill -9 anywhere, go on: nothing is lost and nothing is paid twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ministudio.artifacts import files
from ministudio.store import Store, journal
from ministudio.testing.canned import Ledger

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")

SHOTS = ["one/a", "one/b", "two"]
KINDS = ("submitting", "accepted", "ready", "fetched", "committed")
POINTS = [
    *(f"{point} {suffix}" for point in files.POINTS for suffix in (".mp4", ".json", ".db")),
    *(f"{point} attempt.{kind}" for point in journal.POINTS[1:] for kind in KINDS),
    *(f"{point} run.{kind}" for point in journal.POINTS[1:] for kind in ("started", "finished")),
    *(f"{when}_{call}" for call in ("submit", "poll", "fetch") for when in ("before", "after")),
]
Play = Callable[..., int]


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    script = Path(__file__).with_name("nursery.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.communicate()


@pytest.fixture
def play(nursery: subprocess.Popen[str], tmp_path: Path, clip_cache: Path) -> Play:
    def run(point: str = "", hit: int = 1, **fields: Any) -> int:
        case = {"paid": True, "reconcile": "list", "shots": SHOTS, **fields}
        case |= {"point": point, "hit": hit, "folder": str(tmp_path), "cache": str(clip_cache)}
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        nursery.stdin.write(json.dumps(case) + "\n")
        nursery.stdin.flush()
        return int(nursery.stdout.readline())

    return run


def result(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "result.json").read_text())
    return found


def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.jsonl")


def assert_whole(tmp_path: Path, *, paid: int) -> None:
    assert result(tmp_path)["failed"] == []
    with Store.open(tmp_path / "store", project="board", create=False) as store:
        takes = {take.id: take for take in store.takes()}
        assert {shot for shot, _ in store.selected()} == set(SHOTS)
        for take in store.selected().values():
            store.content.verified(takes[take].clips[0].sha256)
        assert store.live_attempts() == []
        assert store.spent().micros == paid


@pytest.mark.parametrize(
    "point,hit", [*((point, 1) for point in POINTS), *((point, 3) for point in POINTS[::3])]
)
def test_nothing_is_lost_and_nothing_is_paid_twice(
    play: Play, tmp_path: Path, point: str, hit: int
) -> None:
    first = play(point, hit)
    assert first == -9 or hit > 1, "this point is never reached"
    assert play() == 0
    assert set(ledger(tmp_path).accepted().values()) == {1}
    assert len(ledger(tmp_path).accepted()) == len(SHOTS)
    assert_whole(tmp_path, paid=150_000)


def test_kills_while_recovering_lose_nothing_either(play: Play, tmp_path: Path) -> None:
    for point in (
        "after_submit",
        "before_reconcile",
        "after_reconcile",
        "after_poll",
        "after_fetch",
    ):
        assert play(point) == -9
    assert play() == 0
    assert set(ledger(tmp_path).accepted().values()) == {1}
    assert_whole(tmp_path, paid=150_000)


def test_without_a_way_to_find_out_a_person_is_asked(play: Play, tmp_path: Path) -> None:
    assert play("after_submit", reconcile="none") == -9
    sent = ledger(tmp_path).count("submit")
    assert play(reconcile="none") == 0
    asked = [attempt["shot"] for attempt in result(tmp_path)["unknown"]]
    assert len(asked) >= sent == 1  # of the others only the intent is known
    assert set(ledger(tmp_path).accepted().values()) == {1}


def test_free_jobs_are_simply_sent_again(play: Play, tmp_path: Path) -> None:
    assert play("after_submit", reconcile="none", paid=False) == -9
    assert play(reconcile="none", paid=False) == 0
    assert_whole(tmp_path, paid=0)
