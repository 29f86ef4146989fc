"""The time door: everything that asks for the time or waits goes through a `Clock`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

import anyio

POINTS = ("clock.sleep",)

Observer = Callable[[str, str], None]
"""Called with the name of a point and the seconds; it must not raise."""

_observers: list[Observer] = []


def observe(callback: Observer) -> Callable[[], None]:
    """Let `callback` see every point from now on; the answer is a function that ends it."""
    _observers.append(callback)
    return lambda: _observers.remove(callback)


class Clock(Protocol):
    """What the orchestrator and the providers know of time."""

    def now(self) -> datetime:
        """The wall clock, in UTC: for records, never for durations."""

    def monotonic(self) -> float:
        """Seconds that only grow: for durations and deadlines."""

    async def sleep(self, seconds: float) -> None:
        """Let `seconds` pass."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        for observer in tuple(_observers):
            observer("clock.sleep", f"{seconds:g}")
        await anyio.sleep(seconds)
