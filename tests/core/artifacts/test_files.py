from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ministudio.artifacts import files
from ministudio.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def points() -> Iterator[list[str]]:
    seen: list[str] = []
    stop = files.observe(lambda point, _path: seen.append(point))
    yield seen
    stop()


def test_bytes_and_text_arrive_complete(tmp_path: Path) -> None:
    files.write_bytes(tmp_path / "a.bin", b"\x00\x01")
    files.write_text(tmp_path / "b.txt", "Grüße\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\x01"
    assert (tmp_path / "b.txt").read_bytes() == "Grüße\n".encode()
    assert files.leftovers(tmp_path) == []


def test_every_step_is_a_named_point(tmp_path: Path, points: list[str]) -> None:
    files.write_bytes(tmp_path / "a", b"x")
    assert tuple(points) == files.POINTS


def test_an_observer_can_be_removed(tmp_path: Path) -> None:
    seen: list[str] = []
    files.observe(lambda point, _path: seen.append(point))()
    files.write_bytes(tmp_path / "a", b"x")
    assert seen == []


def fail(target: Path, error: Exception) -> None:
    with files.staged(target) as part:
        part.write_bytes(b"half")
        raise error


def test_a_failing_block_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    target = tmp_path / "film.mp4"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        fail(target, ZeroDivisionError())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("point", files.POINTS)
def test_killed_at_any_point_the_name_holds_all_or_nothing(tmp_path: Path, point: str) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom ministudio.artifacts import files\n"
        "files.observe(lambda point, path: os._exit(9) if point == sys.argv[2] else None)\n"
        "files.write_bytes(Path(sys.argv[1]), b'new' * 100_000)\n"
    )
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", script, str(target), point], check=False)
    assert done.returncode == 9
    renamed = files.POINTS.index(point) >= files.POINTS.index("files.renamed")
    assert target.read_bytes() == (b"new" * 100_000 if renamed else b"old")
    on_the_way = point in ("files.written", "files.synced")
    assert len(files.leftovers(tmp_path)) == on_the_way


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"folder does not exist.*\n.*nowhere"):
        files.write_bytes(tmp_path / "nowhere" / "a", b"x")


def test_errors_of_the_block_pass_through(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), files.staged(tmp_path / "a"):
        (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(
    "number, words", [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only")]
)
def test_disk_errors_say_what_is_wrong(tmp_path: Path, number: int, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        fail(tmp_path / "a", OSError(number, os.strerror(number)))
    assert not list(tmp_path.iterdir())


def test_a_real_file_size_limit_is_a_store_error(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from ministudio.artifacts import files\nfrom ministudio.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: files.write_bytes(Path(sys.argv[1]), b'x' * 5000)\n"
        "except StoreError as error: print(error)\n"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "larger than allowed" in done.stdout
    assert not list(tmp_path.iterdir())


def test_space_is_checked_before_writing(tmp_path: Path) -> None:
    files.ensure_space(tmp_path / "not" / "there" / "film.mp4", 1)
    with pytest.raises(StoreError, match=r"needs .* MB; its disk has .* MB free"):
        files.ensure_space(tmp_path / "film.mp4", 1 << 62)


def test_long_and_odd_names_find_room(tmp_path: Path) -> None:
    for name in ("n" * 250 + ".mp4", "ü" * 120 + ".mp4", "a b:c", ".hidden"):
        files.write_bytes(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"
