"""The time door: everything that asks for the time or waits goes through a `Clock`."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

import anyio


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
        await anyio.sleep(seconds)
