"""Real, tiny distributions, built and installed by pip into a folder of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest

DISTRIBUTIONS = Path(__file__).parent / "distributions"


class Ministudio(Protocol):
    def __call__(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all the distributions are installed."""
    target = tmp_path_factory.mktemp("site")
    sources = sorted(str(folder.parent) for folder in DISTRIBUTIONS.glob("*/pyproject.toml"))
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--target", str(target)]
    subprocess.run([*command, *sources], check=True)
    return target


@pytest.fixture
def ministudio(site: Path, tmp_path: Path) -> Ministudio:
    """Run the command line where the distributions are installed."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if "MINISTUDIO" not in key}
        return subprocess.run(
            [sys.executable, "-m", "ministudio.cli.main", *arguments],
            env=clean | {"PYTHONPATH": str(site)} | environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def report(ministudio: Ministudio) -> dict[str, Any]:
    """What `ministudio plugins --json` says when all are installed."""
    done = ministudio("plugins", "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
