"""The command line as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Command(Protocol):
    def __call__(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def ministudio(tmp_path: Path) -> Command:
    """Run `ministudio` in an empty folder, with the built-in plugins only."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if "MINISTUDIO" not in key}
        return subprocess.run(
            [sys.executable, "-m", "ministudio.cli.main", *arguments],
            env=clean | {"MINISTUDIO_PLUGINS": ""} | environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
