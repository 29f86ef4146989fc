"""What is lost from the store is found again or made again, and nothing is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ministudio

BOARD = """\
version: 1
title: Two
world: {environments: {garden: {location: Garden}}}
scenes:
  - {id: one, environment: garden, action: Wind moves the trees., duration: 1}
  - {id: two, action: Night falls., before: [{time: night}], duration: 1}
"""


@pytest.fixture
def made(ministudio: Ministudio, tmp_path: Path) -> Path:
    """The store of a finished film."""
    (tmp_path / "two.yaml").write_text(BOARD)
    assert ministudio("run", "two.yaml").returncode == 0
    return tmp_path / ".ministudio"


def clips(store: Path) -> list[Path]:
    return sorted((store / "cas").glob("??/*.mp4"))


def test_a_lost_clip_is_made_again(ministudio: Ministudio, made: Path) -> None:
    clips(made)[0].unlink()
    assert "1 of 2 shots to make" in ministudio("plan", "two.yaml").stdout
    done = ministudio("run", "two.yaml")
    assert (done.returncode, done.stdout) == (0, "two.mp4\n"), done.stderr
    assert "Nothing to make" in ministudio("plan", "two.yaml").stdout


def test_a_damaged_clip_is_told_and_made_again(ministudio: Ministudio, made: Path) -> None:
    clips(made)[0].write_bytes(b"damaged")
    first = ministudio("run", "two.yaml")
    assert "Traceback" not in first.stderr
    done = ministudio("run", "two.yaml")
    assert (done.returncode, done.stdout) == (0, "two.mp4\n"), first.stderr + done.stderr


@pytest.mark.parametrize("lost", ["state.db", "state.*"])
def test_takes_survive_a_lost_database(ministudio: Ministudio, made: Path, lost: str) -> None:
    for path in [*made.glob(f"{lost}"), *made.glob("state.db-*")]:
        path.unlink()
    assert "Nothing to make" in ministudio("plan", "two.yaml").stdout
    done = ministudio("run", "two.yaml")
    assert "submitting" not in done.stderr
    assert done.returncode == 0
    assert len(clips(made)) == 2


def test_takes_survive_an_empty_database(ministudio: Ministudio, made: Path) -> None:
    for path in made.glob("state.db-*"):
        path.unlink()
    (made / "state.db").write_bytes(b"")
    assert "Nothing to make" in ministudio("plan", "two.yaml").stdout
