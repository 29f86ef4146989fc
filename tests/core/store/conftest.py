"""Records for the store's tests."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.config.money import Money
from ministudio.results import Attempt, Clip, Marks, Take
from ministudio.store import Store
from ministudio.store.history import start_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", project="board") as opened:
        opened.write(lambda unit: start_run(unit, run="run-1", board="digest"))
        yield opened


@pytest.fixture
def new_take() -> Callable[..., Take]:
    def build(shot: str = "a/b", *, number: int = 1, **fields: Any) -> Take:
        clip = Clip(
            sha256=f"{number:064x}", size=9, width=64, height=36, fps=Fraction(24), frames=48
        )
        values: dict[str, Any] = {
            "id": f"take-{shot.replace('/', '-')}-{number}",
            "project": "board",
            "shot": shot,
            "number": number,
            "grade": "final",
            "basis": "basis",
            "plan_key": "key",
            "endpoint": "my-gpu",
            "provider": "canned",
            "model": "clip",
            "seed": 7,
            "clips": (clip,),
            "marks": (Marks(first=2, end=40),),
            "cost": Money(micros=1_500_000),
            "created_at": NOW,
            "run": "run-1",
            "attempt": f"attempt-{shot}-{number}",
        }
        return Take(**{**values, **fields})

    return build


@pytest.fixture
def new_attempt() -> Callable[..., Attempt]:
    def build(name: str = "attempt-1", *, micros: int = 1_000_000, **fields: Any) -> Attempt:
        values: dict[str, Any] = {
            "id": name,
            "project": "board",
            "run": "run-1",
            "shot": "a/b",
            "take_number": 1,
            "grade": "final",
            "basis": "basis",
            "plan_key": "key",
            "request_digest": f"request of {name}",
            "endpoint": "my-gpu",
            "provider": "canned",
            "model": "clip",
            "reserved": Money(micros=micros),
        }
        return Attempt(**{**values, **fields})

    return build
