"""The recorder: one writer for all shots of a run, which commits what waits in one go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import anyio
import anyio.to_thread

from ministudio.store.journal import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.interfaces.events import Event
    from ministudio.store.journal import Work
    from ministudio.store.store import Store

T = TypeVar("T")


class _Wait:
    """Somebody who waits for a work to be durable."""

    __slots__ = ("done", "durable", "outcome", "work")

    def __init__(self, work: Work[Any], *, durable: bool) -> None:
        self.work = work
        self.durable = durable
        self.done = anyio.Event()
        self.outcome: Outcome[Any] = Outcome()


class Recorder:
    """Writes to the store from a worker thread while the run goes on.

    While one commit waits for the disk, the next works gather and share the next commit. What
    was handed over is written even when the caller is cancelled.
    """

    def __init__(self, store: Store, emit: Callable[[Event], None]) -> None:
        self._store = store
        self._emit = emit
        self._waiting: list[_Wait] = []
        self._wake = anyio.Event()
        self._closed = False
        self.writes = 0

    async def write(self, work: Work[T], *, durable: bool = True) -> T:
        """Wait until `work` is committed; the answer is its value.

        Raises:
            MinistudioError: what the work raised, or why nothing can be written.
        """
        wait = _Wait(work, durable=durable)
        self._waiting.append(wait)
        self._wake.set()
        with anyio.CancelScope(shield=True):
            await wait.done.wait()
        if wait.outcome.error is not None:
            raise wait.outcome.error
        return cast("T", wait.outcome.value)

    async def serve(self) -> None:
        """Commit until `close`."""
        with anyio.CancelScope(shield=True):
            while not (self._closed and not self._waiting):
                await self._wake.wait()
                self._wake = anyio.Event()
                if self._waiting:
                    batch, self._waiting = self._waiting, []
                    await self._commit(batch)

    def close(self) -> None:
        """End `serve` when everything is written."""
        self._closed = True
        self._wake.set()

    async def _commit(self, batch: list[_Wait]) -> None:
        write = partial(
            self._store.write_all,
            [wait.work for wait in batch],
            durable=any(wait.durable for wait in batch),
        )
        try:
            outcomes = await anyio.to_thread.run_sync(write)
        except Exception as error:  # noqa: BLE001 - each waiting shot gets it raised
            outcomes = [Outcome(error=error) for _ in batch]
        self.writes += len(batch)
        for wait, outcome in zip(batch, outcomes, strict=True):
            wait.outcome = outcome
            for event in outcome.events:
                self._emit(event)
            wait.done.set()
