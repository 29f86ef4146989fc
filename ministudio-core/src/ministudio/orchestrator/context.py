"""What all parts of a run share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import anyio

from ministudio.artifacts import files
from ministudio.interfaces.events import Event, EventKind
from ministudio.store import attempts, history

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.clock import Clock
    from ministudio.interfaces.request import Request
    from ministudio.orchestrator.beside import Beside
    from ministudio.orchestrator.budget import Caps
    from ministudio.orchestrator.endpoints import Gates
    from ministudio.orchestrator.inspection import Inspector
    from ministudio.orchestrator.policy import RunLimits
    from ministudio.orchestrator.recorder import Recorder
    from ministudio.results import Attempt, AttemptState
    from ministudio.store.journal import Unit
    from ministudio.store.store import Store

DISK_RESERVE = 64_000_000  # bytes that must be free before anything is paid for
SEND_GRACE = 1.2  # seconds that a send on its way gets when the run is stopped


@dataclass(slots=True)
class RunContext:
    """The doors of a run (store, endpoints, time, inspection) and what holds for all its shots."""

    run: str
    store: Store
    recorder: Recorder
    gates: Gates
    clock: Clock
    caps: Caps
    settings: RunLimits
    emit: Callable[[Event], None]
    inspector: Inspector
    beside: Beside
    stopping: bool = False
    _sends: set[anyio.CancelScope] = field(default_factory=set)

    async def begin(self, attempt: Attempt, request: Request, view: dict[str, Any]) -> Attempt:
        """Write the intent of an attempt, ready to be sent.

        Raises:
            BudgetError: it does not fit under a cap.
            StoreError: the same request is in flight already, or the disk is nearly full.
        """
        if not self.is_free(attempt):
            files.ensure_space(self.store.folder, DISK_RESERVE)
        at = self.clock.now()

        def work(unit: Unit) -> Attempt:
            self.caps.check(unit, attempt)
            history.keep_view(unit, attempt.basis, view)
            history.keep_request(unit, attempt.request_digest, request.canonical())
            planned = attempts.begin(unit, attempt)
            return attempts.advance(unit, planned, "submitting", submitted_at=at)

        return await self.recorder.write(work, durable=not self.is_free(attempt))

    def is_free(self, attempt: Attempt) -> bool:
        """Whether losing an attempt costs nothing: its commits need not wait for the disk."""
        return not attempt.reserved and self.gates.is_free(attempt.endpoint)

    async def advance(
        self,
        attempt: Attempt,
        state: AttemptState,
        *,
        durable: bool = True,
        message: str = "",
        **changes: Any,  # noqa: ANN401 - fields of Attempt
    ) -> Attempt:
        """Move an attempt on, durably."""
        return await self.recorder.write(
            lambda unit: attempts.advance(unit, attempt, state, message=message, **changes),
            durable=durable and not self.is_free(attempt),
        )

    def notify(self, kind: EventKind, **fields: Any) -> None:  # noqa: ANN401 - fields of Event
        """Tell the watchers of something that is not stored."""
        self.emit(Event(kind=kind, at=self.clock.now(), run=self.run, **fields))

    def stop(self) -> None:
        """Send nothing more; what is on its way gets a moment to be answered."""
        self.stopping = True
        for scope in self._sends:
            scope.deadline = anyio.current_time() + SEND_GRACE

    def sending(self) -> anyio.CancelScope:
        """A scope that outlives a cancelled run for as long as `stop` allows."""
        deadline = anyio.current_time() + SEND_GRACE if self.stopping else float("inf")
        scope = anyio.CancelScope(shield=True, deadline=deadline)
        self._sends.add(scope)
        return scope

    def sent(self, scope: anyio.CancelScope) -> None:
        """The send of a scope is over."""
        self._sends.discard(scope)
