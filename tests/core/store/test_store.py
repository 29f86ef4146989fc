from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ministudio.errors import NotFoundError, StoreError
from ministudio.results import Take
from ministudio.store import Store, takes
from ministudio.store.history import keep_view, start_run
from ministudio.store.store import DATABASE, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable


def test_reading_where_no_store_is_writes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "none", create=False) as store:
        assert store.takes() == []
        assert store.selected() == {}
        assert store.approved() == {}
        assert store.live_attempts() == []
        assert store.view("any") is None
        assert store.runs() == 0
        assert not store.spent()
        with pytest.raises(StoreError, match="read-only"):
            store.select("a", "final", "take")
    assert list(tmp_path.iterdir()) == []


def test_takes_come_back_as_they_were(store: Store, new_take: Callable[..., Take]) -> None:
    several = [new_take(number=number) for number in (1, 2, 3)]
    store.write(lambda unit: [takes.add(unit, take) for take in several])
    found = store.takes()
    assert [take.model_dump() for take in found] == [take.model_dump() for take in several]
    assert found[0].files == (store.content.path(several[0].clips[0].sha256),)
    assert hash(found[0]) == hash(store.takes()[0])
    assert Take.model_validate(found[0].model_dump()).frames == 38


def test_a_take_of_an_attempt_is_there_once(store: Store, new_take: Callable[..., Take]) -> None:
    for _ in range(2):
        store.write(lambda unit: takes.add(unit, new_take()))
    assert len(store.takes()) == 1


def test_one_take_per_shot_and_grade_is_selected(
    store: Store, new_take: Callable[..., Take]
) -> None:
    one, two = new_take(number=1), new_take(number=2)
    previz = new_take(number=3, grade="previz")
    store.write(lambda unit: [takes.add(unit, take) for take in (one, two, previz)])
    store.select("a/b", "final", one.id)
    store.select("a/b", "previz", previz.id)
    store.select("a/b", "final", two.id)
    assert store.selected() == {("a/b", "final"): two.id, ("a/b", "previz"): previz.id}
    with pytest.raises(NotFoundError, match="'nothing'"):
        store.select("a/b", "final", "nothing")


def test_approvals_pin_and_let_go(store: Store, new_take: Callable[..., Take]) -> None:
    take = new_take()
    store.write(lambda unit: takes.add(unit, take))
    store.approve("a/b", take.id)
    assert store.approved() == {"a/b": take.id}
    store.approve("a/b", None)
    assert store.approved() == {}
    with pytest.raises(NotFoundError):
        store.approve("a/b", "nothing")


def test_takes_of_a_lost_clip_do_not_count(store: Store, new_take: Callable[..., Take]) -> None:
    one, two = new_take(number=1), new_take(number=2)
    store.write(lambda unit: [takes.add(unit, take) for take in (one, two)])
    store.write(lambda unit: takes.lose(unit, one.clips[0].sha256))
    assert [take.id for take in store.takes()] == [two.id]


def test_boards_in_one_folder_share_takes_and_nothing_else(
    tmp_path: Path, store: Store, new_take: Callable[..., Take]
) -> None:
    take = new_take()
    store.write(lambda unit: takes.add(unit, take))
    store.select("a/b", "final", take.id)
    with Store.open(tmp_path / "store", project="other") as other:
        assert [found.project for found in other.takes()] == ["board"]
        assert other.selected() == {}
        assert other.runs() == 0
        assert other.events() == []


def test_views_and_snapshots_are_kept_by_digest(store: Store) -> None:
    store.write(lambda unit: keep_view(unit, "basis", {"action": "Ein Läufer 走る", "n": 5.0}))
    assert store.view("basis") == {"action": "Ein Läufer 走る", "n": 5}
    first, second = {"time": "dawn"}, {"time": "night"}
    store.save_snapshots(
        {"1": first, "2": second}, [("a/b", "1", "2"), ("a/c", "2", "2")], run="r1"
    )
    store.save_snapshots({"1": first}, [("a/b", "1", "2"), ("a/c", "1", "1")], run="r2")
    assert store.snapshot("2") == second
    assert [(row.run, row.shot, row.before, row.after) for row in store.history()] == [
        ("r1", "a/b", "1", "2"),
        ("r1", "a/c", "2", "2"),
        ("r2", "a/c", "1", "1"),
    ]
    assert [row.run for row in store.history("a/b")] == ["r1"]


def test_events_come_in_order_and_from_a_number_on(store: Store) -> None:
    for name in ("run-2", "run-3"):
        store.write(lambda unit, name=name: start_run(unit, run=name, board="digest"))
    events = store.events()
    assert [event.run for event in events] == ["run-1", "run-2", "run-3"]
    assert [event.seq for event in events] == sorted(event.seq for event in events)
    assert [event.run for event in store.events(after=events[1].seq)] == ["run-3"]
    assert store.runs() == 3


@pytest.mark.parametrize("table", ["event", "ledger", "view", "request", "snapshot", "shot_state"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET rowid = 9"])
def test_logs_only_grow(tmp_path: Path, store: Store, table: str, verb: str) -> None:
    fill = {
        "event": "SELECT 1",
        "ledger": "INSERT INTO ledger VALUES (1, 'p', 'r', 'x', 'reserve', 1, 'USD', 'now')",
        "view": "INSERT INTO view VALUES ('b', '{}')",
        "request": "INSERT INTO request VALUES ('b', '{}')",
        "snapshot": "INSERT INTO snapshot VALUES ('b', '{}')",
        "shot_state": "INSERT INTO shot_state VALUES (1, 'p', 'r', 'now', 's', 'b', 'a')",
    }
    column = {"view": "json", "request": "json", "snapshot": "json"}.get(table, "project")
    with sqlite3.connect(tmp_path / "store" / DATABASE) as connection:
        connection.execute(fill[table])
        sql = verb.format(table).replace("rowid = 9", f"{column} = 'x'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(sql)
    connection.close()


def test_a_work_that_fails_is_undone_alone(store: Store, new_take: Callable[..., Take]) -> None:
    take = new_take()

    def refused(unit: takes.Unit) -> None:
        takes.add(unit, new_take(number=2))
        raise StoreError("no")

    outcomes = store.write_all([lambda unit: takes.add(unit, take), refused])
    assert [type(outcome.error) for outcome in outcomes] == [type(None), StoreError]
    assert [found.id for found in store.takes()] == [take.id]


@pytest.mark.parametrize("damage", ["header", "pages", "empty", "text"])
def test_a_damaged_database_is_refused_and_can_be_built_again(
    tmp_path: Path, store: Store, new_take: Callable[..., Take], damage: str
) -> None:
    folder = tmp_path / "store"
    take = new_take()
    store.write(lambda unit: takes.add(unit, take))
    store.select("a/b", "final", take.id)
    store.backup()
    store.close()
    _smash(folder / DATABASE, damage)
    with pytest.raises(StoreError, match="damaged") as caught:
        Store.open(folder, project="board")
    assert "Rename the file" in caught.value.hint
    kept = set_aside(folder)
    assert kept.exists()
    with Store.open(folder, project="board") as again:
        assert [found.id for found in again.takes()] == [take.id]
        assert again.selected() == {("a/b", "final"): take.id}


def _smash(path: Path, damage: str) -> None:
    data = bytearray(path.read_bytes())
    if damage == "header":
        data[:64] = b"\0" * 64
    elif damage == "pages":
        data[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    elif damage == "empty":
        data[4096:] = b""
    else:
        data[:] = b"once upon a time" * 1000
    path.write_bytes(data)


def test_a_newer_store_is_refused(tmp_path: Path, store: Store) -> None:
    store.close()
    with sqlite3.connect(tmp_path / "store" / DATABASE) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    for create in (True, False):
        with pytest.raises(StoreError, match="schema 99") as caught:
            Store.open(tmp_path / "store", create=create)
        assert "Update Ministudio" in caught.value.hint


_AS_NOBODY = """
import os, sys
from pathlib import Path
import filelock
from ministudio.errors import StoreError
from ministudio.store import Store
import ministudio.store.history
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
folder = Path(sys.argv[1])
with Store.open(folder, project="board", create=False) as store:
    print(len(store.takes()), store.runs())
    try:
        with store.runner():
            pass
    except StoreError as error:
        print(error)
try:
    Store.open(folder, project="board").close()
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_read_only_store_can_be_read(new_take: Callable[..., Take]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with Store.open(folder, project="board") as store:
            store.write(lambda unit: start_run(unit, run="run-1", board="digest"))
            store.write(lambda unit: takes.add(unit, new_take()))
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, place], capture_output=True, text=True, check=False
        )
        folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert lines[:1] == ["1 1"], done.stderr
    assert "cannot be used: it is read-only" in lines[1]
    assert "MINISTUDIO_HOME" in lines[2]
