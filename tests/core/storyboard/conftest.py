from __future__ import annotations

import shutil
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A copy of the board that has every key, with its images."""
    path = tmp_path / "harbour.yaml"
    shutil.copy(DATA / "harbour.yaml", path)
    (tmp_path / "refs").mkdir()
    for name in ("ines", "kitchen", "pose"):
        (tmp_path / "refs" / f"{name}.png").touch()
    return path
