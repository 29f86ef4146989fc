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


def test_the_check_run_uses_the_readme_s_command(root: Path) -> None:
    command = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s tests"
    assert command in (root / ".ci" / "run").read_text("utf-8")
    assert command in (root / "CONTRIBUTING.md").read_text("utf-8")
