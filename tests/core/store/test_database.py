from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ministudio.errors import StoreError
from ministudio.store import Store
from ministudio.store.database import Database
from ministudio.store.location import file_system, require_local, store_folder
from ministudio.store.migrate import migrate, version_of
from ministudio.store.schema import MIGRATIONS, VERSION

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 22 0:27 / /mnt/share rw,relatime - nfs4 server:/x rw
32 22 0:28 / /mnt/share/local rw,relatime - ext4 /dev/vdb rw
33 22 0:29 / /mnt/with\\040space rw - fuse.sshfs me@host:/ rw
"""


@pytest.mark.parametrize(
    "folder,kind",
    [
        ("/home/me/film", "ext4"),
        ("/mnt/share/film/.ministudio", "nfs4"),
        ("/mnt/share/local/film", "ext4"),
        ("/mnt/with space/film", "fuse.sshfs"),
    ],
)
def test_the_file_system_below_a_folder(folder: str, kind: str) -> None:
    assert file_system(Path(folder), mounts=MOUNTS) == kind


def test_a_network_file_system_is_refused_with_the_way_out() -> None:
    with pytest.raises(StoreError, match=r"network file system \(nfs4\)") as caught:
        require_local(Path("/mnt/share/film"), mounts=MOUNTS)
    assert "Set MINISTUDIO_HOME to a local folder" in caught.value.hint
    require_local(Path("/mnt/share/local"), mounts=MOUNTS)


def test_this_machine_is_understood(tmp_path: Path) -> None:
    require_local(tmp_path)


def test_the_store_lies_beside_the_board_or_at_home(tmp_path: Path) -> None:
    assert store_folder(tmp_path, {}) == tmp_path / ".ministudio"
    home = {"MINISTUDIO_HOME": str(tmp_path / "home")}
    one, two = (store_folder(tmp_path / name / "film", home) for name in ("a", "b"))
    assert one.parent == two.parent == tmp_path / "home"
    assert one != two
    assert one.name.startswith("film-")


def test_a_store_is_lifted_after_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    old = {0: "CREATE TABLE note (text TEXT);"}
    new = {**old, 1: "ALTER TABLE note ADD COLUMN more TEXT;\nINSERT INTO note VALUES ('b', 'c');"}
    database = Database(path)
    migrate(database, old)
    with database.transaction() as connection:
        connection.execute("INSERT INTO note VALUES ('a')")
    migrate(database, new)
    assert database.read("SELECT * FROM note") == [("a", None), ("b", "c")]
    assert version_of(database) == 2
    database.close()
    copy = sqlite3.connect(tmp_path / "state.v1.db")
    assert copy.execute("SELECT * FROM note").fetchall() == [("a",)]
    copy.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "state.db")
    migrate(database, {0: "CREATE TABLE note (text TEXT);"})
    broken = {0: "", 1: "INSERT INTO note VALUES ('half');\nCREATE TABLE note (text TEXT);"}
    with pytest.raises(StoreError):
        migrate(database, broken)
    assert version_of(database) == 1
    assert database.read("SELECT * FROM note") == []
    database.close()


def test_the_schema_has_every_step() -> None:
    assert sorted(MIGRATIONS) == list(range(VERSION))


_RACER = """
import sys
from pathlib import Path
from ministudio.store import Store
from ministudio.store.history import start_run
with Store.open(Path(sys.argv[1]), project="board") as store:
    store.write(lambda unit: start_run(unit, run=sys.argv[2], board="digest"))
"""


def test_processes_that_create_a_store_at_once_agree(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    racers = [
        subprocess.Popen([sys.executable, "-c", _RACER, folder, f"run-{n}"]) for n in range(6)
    ]
    assert [racer.wait() for racer in racers] == [0] * 6
    with Store.open(tmp_path / "store", project="board") as store:
        assert store.runs() == 6


_FULL = """
import resource, sys
from pathlib import Path
from ministudio.errors import StoreError
from ministudio.store import Store
from ministudio.store.history import start_run
done = 0
with Store.open(Path(sys.argv[1]), project="board") as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    try:
        for number in range(10_000):
            store.write(lambda unit: start_run(unit, run=f"run-{number}", board="x" * 500))
            done += 1
    except StoreError as error:
        print(done, error)
    print(store.runs())
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "store")],
        capture_output=True,
        text=True,
        check=True,
    )
    first, *_, last = done.stdout.splitlines()
    written = int(first.split()[0])
    assert "the disk is full" in done.stdout
    assert int(last) == written > 10
    with Store.open(tmp_path / "store", project="board") as store:
        assert store.runs() == written
        with store.runner():
            pass
