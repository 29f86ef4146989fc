"""Runs that end early, run twice at once or find no room: nothing is lost, and it is said."""

from __future__ import annotations

import os
import re
import resource
import signal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from ministudio.media.probe import probe

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from conftest import Ministudio

BOARD = """\
version: 1
title: Long
world: {environments: {garden: {location: Garden}}}
scenes:
  - {id: first, environment: garden, action: Wind moves the trees., duration: 1}
  - {id: second, action: "Rain begins.", before: [{weather: rain}], duration: 30}
  - {id: third, action: Night falls., before: [{time: night}], duration: 30}
"""


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A board of one short shot and two that take a while."""
    path = tmp_path / "long.yaml"
    path.write_text(BOARD)
    return path


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    """Read stderr until a line has the words."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return
    pytest.fail(f"the run ended without saying {words!r}")


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(
    ministudio: Ministudio, board: Path
) -> None:
    run = ministudio.start("run", "long.yaml")
    wait_for(run, "first made")
    os.kill(run.pid, signal.SIGINT)
    stdout, stderr = run.communicate(timeout=30)
    assert run.returncode == 130
    assert stdout == ""
    assert "the same command goes on" in stderr
    assert "Traceback" not in stderr
    assert re.search(r"^=  first .* kept$", ministudio("plan", "long.yaml").stdout, re.MULTILINE)


def test_a_killed_run_goes_on_where_it_was(ministudio: Ministudio, board: Path) -> None:
    run = ministudio.start("run", "long.yaml")
    wait_for(run, "first made")
    ministudio.kill(run)
    board.write_text(BOARD.replace("duration: 30", "duration: 2"))
    done = ministudio("run", "long.yaml")
    assert done.returncode == 0, done.stderr
    assert "= first kept" in done.stderr
    assert probe(board.with_suffix(".mp4")).frames == 5 * 24


def test_the_second_run_is_told_who_holds_the_project(ministudio: Ministudio, board: Path) -> None:
    run = ministudio.start("run", "long.yaml")
    try:
        wait_for(run, "accepted")
        second = ministudio("run", "long.yaml")
    finally:
        ministudio.kill(run)
    assert second.returncode == 1
    assert f"is already being run by process {run.pid} on " in second.stderr
    assert "Traceback" not in second.stderr


def test_a_full_disk_ends_the_run_with_one_line(ministudio: Ministudio, board: Path) -> None:
    small = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (40_000, 40_000))
    board.write_text(BOARD.replace("duration: 30", "duration: 1"))
    done = ministudio("run", "long.yaml", options={"preexec_fn": small})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(ministudio: Ministudio, board: Path) -> None:
    board.parent.chmod(0o555)
    try:
        done = ministudio("run", "long.yaml")
    finally:
        board.parent.chmod(0o755)
    assert done.returncode == 1
    assert "cannot be created" in done.stderr


def test_a_store_on_a_read_only_file_system_is_named(ministudio: Ministudio, board: Path) -> None:
    done = ministudio("run", board.name, MINISTUDIO_HOME="/proc/ministudio")
    assert done.returncode == 1
    assert "Set MINISTUDIO_HOME to a local folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_plugin_stops_no_film(ministudio: Ministudio, board: Path, tmp_path: Path) -> None:
    info = tmp_path / "site" / "broken-0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text("[ministudio]\nbroken = broken_plugin\n")
    (tmp_path / "site" / "broken_plugin.py").write_text("raise ImportError('no such library')\n")
    board.write_text(BOARD.replace("duration: 30", "duration: 1"))
    done = ministudio("run", "long.yaml", PYTHONPATH=str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    plugins = ministudio("plugins", PYTHONPATH=str(tmp_path / "site"))
    assert "no such library" in plugins.stdout


def test_one_more_run_finishes_what_a_kill_left(ministudio: Ministudio, board: Path) -> None:
    board.write_text(BOARD.replace("duration: 30", "duration: 12"))
    run = ministudio.start("run", "long.yaml")
    wait_for(run, "first made")
    ministudio.kill(run)
    done = ministudio("run", "long.yaml")
    assert (done.returncode, done.stdout) == (0, "long.mp4\n"), done.stderr
