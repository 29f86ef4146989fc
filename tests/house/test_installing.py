"""What a person types first must not mislead."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


@pytest.mark.parametrize("options", [[], ["--editable"]])
def test_the_root_cannot_be_installed_by_mistake(
    root: Path, tmp_path: Path, options: list[str]
) -> None:
    command = [*PIP, "install", "--no-index", "--target", str(tmp_path), *options, "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Use: pip install ./ministudio-core" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


TESTS = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s tests"
FILM = (
    "python3 -m venv .venv && .venv/bin/pip install ./ministudio-core "
    "&& .venv/bin/ministudio run examples/lantern.yaml"
)
PROMISES = {
    ".ci/run": [TESTS],
    "CONTRIBUTING.md": [TESTS],
    "README.md": [FILM, TESTS],
}


@pytest.mark.parametrize("page", PROMISES)
def test_the_pages_give_the_commands_that_are_checked(root: Path, page: str) -> None:
    path = root / page
    for command in PROMISES[page]:
        assert command in path.read_text("utf-8")
