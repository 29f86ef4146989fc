"""What others did to the attempts of a run meanwhile: a person may cancel or settle them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread

from ministudio.store.attempts import AttemptMoved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.clock import Clock
    from ministudio.results import Attempt, AttemptState
    from ministudio.store import Store

LOOK_SECONDS = 2.0  # one look for all attempts; ten thousand take about 10 ms in a thread


class Beside:
    """Compares the attempts that a run follows with the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._states: Mapping[str, AttemptState] = {}
        self._at = float("-inf")

    async def require_unmoved(self, attempt: Attempt) -> None:
        """Stop following an attempt that somebody else has ended or settled.

        Raises:
            AttemptMoved: somebody has.
        """
        now = self._clock.monotonic()
        if now - self._at >= LOOK_SECONDS:
            self._at = now
            self._states = await anyio.to_thread.run_sync(self._store.states)
        if self._states.get(attempt.id) == attempt.state:
            return
        # It may be younger than the last look.
        found = await anyio.to_thread.run_sync(self._store.attempt, attempt.id)
        if found is None or found.state != attempt.state:
            raise AttemptMoved(attempt, found.state if found else "")
