"""A disk that is full, and many who want the same project: nothing is lost, nothing paid twice."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.artifacts import files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
OK, LOCKED, STORE = 0, 3, 4


@pytest.mark.parametrize("hit", [1, 2, 4])
@pytest.mark.parametrize("point", files.POINTS)
def test_a_disk_that_fills_up_at_any_write_loses_nothing(
    chaos: Any, nursery: Any, tmp_path: Path, clip_cache: Path, point: str, hit: int
) -> None:
    case = chaos.Case(tmp_path, clip_cache, ["plain", "quiet"])
    assert nursery.play(case.asked(chaos.Kill(point, hit), action="full")) in (OK, STORE)
    case.require_seen()
    case.finish(nursery)
    case.require_whole()


@pytest.mark.parametrize("size", [4, 48, 128, 150, 160, 170, 200, 240])
def test_files_that_may_not_grow_lose_nothing(
    chaos: Any, nursery: Any, tmp_path: Path, clip_cache: Path, size: int
) -> None:
    """SQLite, its log and the clips hit the limit wherever they are, in kilobytes."""
    case = chaos.Case(tmp_path, clip_cache, ["plain", "plain"])
    code = nursery.play(case.asked(limit=size * 1024))
    assert code in (OK, STORE)
    if (tmp_path / "store" / "state.db").exists():
        case.finish(nursery)
        case.require_whole()


def test_of_fifty_processes_one_runs_the_project(
    chaos: Any, nursery: Any, tmp_path: Path, clip_cache: Path
) -> None:
    case = chaos.Case(tmp_path, clip_cache, ["plain", "plain", "plain"])
    codes = Counter(nursery.play(case.asked(racers=50)))
    assert set(codes) <= {OK, LOCKED}
    assert codes[OK] >= 1
    case.require_whole()
