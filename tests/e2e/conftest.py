"""The command line as a user runs it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest

SMALL = {"MINISTUDIO_SIZE": "160x90"}
ROOT = Path(__file__).parents[2]


class Ministudio(Protocol):
    """Runs a command to its end, or starts it."""

    def __call__(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def ministudio(tmp_path: Path) -> Ministudio:
    """Run the command line in a fresh folder, at a small size."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            env=environment(**environ),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


def command(*arguments: str) -> list[str]:
    """The command line of this very Python."""
    return [sys.executable, "-m", "ministudio.cli.main", *arguments]


def environment(**environ: str) -> dict[str, str]:
    """An environment without the settings of whoever runs the tests."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MINISTUDIO_")}
    return clean | SMALL | environ


def start(folder: Path, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start a command in a process group of its own."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def kill_group(process: subprocess.Popen[str]) -> None:
    """End a process and all its children at once, without a goodbye."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
