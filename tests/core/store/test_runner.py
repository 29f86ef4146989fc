from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from ministudio.errors import ProjectLocked
from ministudio.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HOLDER = """
import sys, time
from pathlib import Path
from ministudio.store import Store
with Store.open(Path(sys.argv[1]), project="board") as store, store.runner():
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_the_second_runner_is_told_who_holds_the_project(tmp_path: Path) -> None:
    with holder(tmp_path) as process, Store.open(tmp_path, project="board") as store:
        with pytest.raises(ProjectLocked) as caught, store.runner():
            pass
        assert (caught.value.pid, caught.value.host) == (process.pid, socket.gethostname())
        assert f"process {process.pid} on" in str(caught.value)
        store.write(lambda unit: unit.event("run.started"))  # writing beside a run works
        with Store.open(tmp_path, project="other") as other, other.runner():
            pass


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with Store.open(tmp_path, project="board") as store, store.runner():
        pass
    assert not (tmp_path / "board.runner.json").exists()


def test_one_process_runs_a_project_once(tmp_path: Path) -> None:
    with Store.open(tmp_path, project="board") as one, Store.open(tmp_path, project="board") as two:
        with one.runner(), pytest.raises(ProjectLocked), two.runner():
            pass
        with two.runner():
            pass
