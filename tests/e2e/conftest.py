"""The command line as a user runs it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SMALL = {"MINISTUDIO_SIZE": "160x90"}


@dataclass(frozen=True)
class Ministudio:
    """Runs commands in a folder, at a small size."""

    folder: Path

    def __call__(
        self, *arguments: str, options: dict[str, Any] | None = None, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            _command(arguments),
            env=_environment(environ),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **(options or {}),
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command, in a process group of its own."""
        return subprocess.Popen(
            _command(arguments),
            env=_environment({}),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @staticmethod
    def kill(process: subprocess.Popen[str]) -> None:
        """End a started command and all its children at once, without a goodbye."""
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def ministudio(tmp_path: Path) -> Ministudio:
    """The command line in a fresh folder."""
    return Ministudio(tmp_path)


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "ministudio.cli.main", *arguments]


def _environment(environ: dict[str, str]) -> dict[str, str]:
    """An environment without the settings of whoever runs the tests."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MINISTUDIO_")}
    return clean | SMALL | environ
