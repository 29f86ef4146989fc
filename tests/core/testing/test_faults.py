"""Faults strike where they are told to, also in a program of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ministudio.artifacts import files
from ministudio.errors import StoreError
from ministudio.testing import faults

if TYPE_CHECKING:
    from pathlib import Path


def test_every_door_has_points_and_each_is_named_once() -> None:
    found = faults.points()
    assert len(found) == len(set(found)) >= 21
    assert {point.partition(".")[0] for point in found} == {"files", "store", "provider", "clock"}


def test_a_fault_is_read_from_text() -> None:
    fault = faults.Fault.parse("kill store.committed 3 attempt.accepted")
    assert (fault.action, fault.hit, fault.detail) == ("kill", 3, "attempt.accepted")
    for text in ("kill nowhere", "explode clock.sleep", "kill clock.sleep soon"):
        with pytest.raises(ValueError, match=r"action|int"):
            faults.Fault.parse(text)


def test_hits_are_counted_by_point_and_detail(tmp_path: Path) -> None:
    fault = faults.Fault("files.durable", "note", detail=".txt")
    with faults.observed(fault):
        for name in ("a.txt", "b.json", "c.txt"):
            files.write_text(tmp_path / name, "x")
    files.write_text(tmp_path / "d.txt", "x")
    assert fault.seen == 2


@pytest.mark.parametrize("point", files.POINTS)
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, point: str) -> None:
    place = tmp_path / "a.txt"
    files.write_text(place, "old")
    with faults.observed(faults.Fault(point, "full")), pytest.raises(StoreError, match="full"):
        files.write_text(place, "new")
    renamed = point in ("files.renamed", "files.durable")
    assert place.read_text() == ("new" if renamed else "old")
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_program_dies_where_the_environment_says(tmp_path: Path) -> None:
    script = "from ministudio.artifacts import files; from pathlib import Path\n"
    script += "for name in 'abc': files.write_text(Path(name), name)\n"
    (tmp_path / "program.py").write_text(script)
    done = subprocess.run(
        [sys.executable, "-m", "ministudio.testing.faults", "program"],
        cwd=tmp_path,
        env={**os.environ, faults.VARIABLE: "kill files.renamed 2", "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert sorted(path.name for path in tmp_path.glob("?")) == ["a", "b"]
