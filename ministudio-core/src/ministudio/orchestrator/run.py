"""A run: a plan made real, watched as it goes, stopped without loss."""

from __future__ import annotations

import logging
import math
from collections.abc import AsyncIterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import anyio
import anyio.to_thread

from ministudio.clock import Clock, SystemClock
from ministudio.config.money import Money
from ministudio.errors import MinistudioError, PlanError, StoreError
from ministudio.interfaces.request import Request
from ministudio.orchestrator.attempts import make, pick_up
from ministudio.orchestrator.beside import Beside
from ministudio.orchestrator.budget import Caps
from ministudio.orchestrator.context import RunContext
from ministudio.orchestrator.endpoints import EndpointFactory, Gates
from ministudio.orchestrator.inspection import Inspector
from ministudio.orchestrator.outcome import Outcomes
from ministudio.orchestrator.policy import RunLimits, RunSettings
from ministudio.orchestrator.recorder import Recorder
from ministudio.orchestrator.schedule import schedule
from ministudio.store import history, takes
from ministudio.store.database import is_broken
from ministudio.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from anyio.abc import TaskGroup

    from ministudio.interfaces.events import Event
    from ministudio.interfaces.plan import PlanRecord, ShotPlan
    from ministudio.results import Attempt, RunResult
    from ministudio.store.journal import Unit
    from ministudio.store.store import Store


_log = logging.getLogger(__name__)
_AT_ONCE = 50  # kept takes that one visit to a worker thread looks at


class Run(AsyncIterator["Event"]):
    """The execution of a plan: a context manager, and an iterator of its events.

    `async with Run(...) as run: async for event in run: ...` lasts until every shot is made,
    kept or has failed; `await run.wait()` does the same without watching. Leaving the block
    earlier, or cancelling it (Ctrl-C), sends nothing more and leaves paid jobs running:
    `interrupted` names them and the next run picks them up.
    """

    def __init__(
        self,
        plan: PlanRecord,
        *,
        store: Store,
        endpoints: EndpointFactory,
        settings: RunLimits | None = None,
        clock: Clock | None = None,
        max_cost: Money | None = None,
        snapshots: Mapping[str, Mapping[str, Any]] | None = None,
        inspector: Inspector | None = None,
    ) -> None:
        """Prepare to run `plan`; nothing happens before the block is entered.

        `max_cost` caps this run (`settings.max_cost` caps the project). `snapshots` are the
        world states, digest -> JSON, that the plan's shots name. `inspector` measures the clips.
        """
        self.plan = plan
        self.id = ""
        self.result: RunResult | None = None
        self._store = store
        self._factory = endpoints
        self._settings = settings = settings or RunSettings()
        self._clock = clock or SystemClock()
        self._caps = Caps(
            project=_tighter(settings.max_cost, plan.cap), run=_tighter(max_cost, plan.run_cap)
        )
        self._snapshots = snapshots or {}
        self._inspector = inspector or Inspector()
        self._outcomes = Outcomes()
        self._held = ExitStack()
        self._work = anyio.CancelScope()
        self._finished = anyio.Event()
        self._error: MinistudioError | None = None

    @property
    def interrupted(self) -> tuple[Attempt, ...]:
        """After a stop: the paid attempts that go on, and bill, without us."""
        return self.result.interrupted if self.result else ()

    async def wait(self) -> RunResult:
        """Wait for the end.

        Raises:
            StoreError: the store failed, so that the run had to stop.
        """
        self._require_entered()
        await self._finished.wait()
        if self._error is not None:
            raise self._error
        assert self.result is not None, "finished"
        return self.result

    def stop(self) -> None:
        """Send nothing more and end as soon as everything is written down."""
        if not self._finished.is_set():
            self._outcomes.stopped = True
            self._context.stop()
            self._work.cancel()

    async def __aenter__(self) -> Self:
        """Take the project's lock and start.

        Raises:
            PlanError: the plan has findings that block it.
            ProjectLocked: another process runs the project.
            StoreError: the store is damaged or cannot be written.
        """
        _require_runnable(self.plan)
        self._held.enter_context(self._store.runner())
        try:
            self.id = new_id(self._clock.now())
            self._send, self._events = anyio.create_memory_object_stream["Event"](math.inf)
            self._held.callback(self._events.close)
            self._held.callback(self._send.close)
            recorder = Recorder(self._store, self._emit)
            self._context = RunContext(
                run=self.id,
                store=self._store,
                recorder=recorder,
                gates=Gates(self._factory),
                clock=self._clock,
                caps=self._caps,
                settings=self._settings,
                emit=self._emit,
                inspector=self._inspector,
                beside=Beside(self._store, self._clock),
            )
            self._start()
        except BaseException:
            self._held.close()
            raise
        self._group = anyio.create_task_group()
        await self._group.__aenter__()
        self._group.start_soon(recorder.serve)
        self._group.start_soon(self._supervise)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        self.stop()
        # Only a cancellation concerns the tasks; what the block raised is raised as it is.
        told = isinstance(error, anyio.get_cancelled_exc_class())
        try:
            if told:
                return await self._group.__aexit__(kind, error, trace)
            return await self._group.__aexit__(None, None, None)
        finally:
            self._held.close()

    async def __anext__(self) -> Event:
        self._require_entered()
        try:
            return await self._events.receive()
        except anyio.EndOfStream:
            await self.wait()
            raise StopAsyncIteration from None

    def _require_entered(self) -> None:
        if not self.id:
            raise RuntimeError("a run starts when it is entered: `async with project.run(plan)`")

    def _emit(self, event: Event) -> None:
        if not self._finished.is_set():
            self._send.send_nowait(event)

    def _start(self) -> None:
        shots = [(shot.address, shot.state_before, shot.state_after) for shot in self.plan.shots]

        def work(unit: Unit) -> list[Event]:
            history.start_run(unit, run=self.id, board=self.plan.board)
            if self._snapshots:
                history.keep_snapshots(unit, run=self.id, snapshots=self._snapshots, shots=shots)
            return unit.events

        for event in self._store.write(work, durable=False):
            self._emit(event)

    async def _supervise(self) -> None:
        try:
            with self._work:
                async with anyio.create_task_group() as shots:
                    await self._distribute(shots)
        finally:
            with anyio.CancelScope(shield=True):
                await self._finish()

    async def _distribute(self, shots: TaskGroup) -> None:
        """Start what the plan asks for: first what is already paid, then what is new."""
        store = self._store
        todo = schedule(self.plan, store.live_attempts(), store.finished_requests())
        for shot, attempt in todo.attach:
            shots.start_soon(self._shot, shot, attempt, todo.twins.get(shot.address, ()))
        for attempt in todo.collect:
            shots.start_soon(self._collect, attempt)
        await self._select(todo.select)
        await self._select(
            [
                (twin, take)
                for shot, take in todo.select
                for twin in todo.twins.get(shot.address, ())
            ]
        )
        for shot in todo.make:
            shots.start_soon(self._shot, shot, None, todo.twins.get(shot.address, ()))
        await self._keep(todo.keep)

    async def _shot(
        self, shot: ShotPlan, attempt: Attempt | None, twins: Sequence[ShotPlan]
    ) -> None:
        with self._noted(shot.address, *(twin.address for twin in twins)):
            take = None
            if attempt is not None:
                request = self._request(attempt)
                take = await pick_up(self._context, attempt, request, select=True)
            if take is None:
                take = await make(self._context, shot)
            self._outcomes.made.add(shot.address)
            await self._select([(twin, take.id) for twin in twins])

    async def _collect(self, attempt: Attempt) -> None:
        with self._noted(attempt.shot):
            request = self._request(attempt)
            take = await pick_up(self._context, attempt, request, select=False)
            if take is not None:
                self._outcomes.collected.append(take.id)

    async def _select(self, shots: Sequence[tuple[ShotPlan, str]]) -> None:
        for shot, take in shots:
            with self._noted(shot.address):
                await self._context.recorder.write(partial(_select, shot, take, self.id))
                self._outcomes.selected.add(shot.address)

    async def _keep(self, shots: Sequence[ShotPlan]) -> None:
        """Look at every byte of the kept takes: a film is stitched from them."""
        if not shots:
            return
        stored = {take.id: take for take in await anyio.to_thread.run_sync(self._store.takes)}
        for start in range(0, len(shots), _AT_ONCE):
            some = shots[start : start + _AT_ONCE]
            kept = [stored.get(shot.take or "") for shot in some]
            looks = await anyio.to_thread.run_sync(self._store.look_at, kept)
            for shot, (lost, error) in zip(some, looks, strict=True):
                with self._noted(shot.address):
                    if error is not None:
                        await self._lose(lost)
                        raise error
                    self._outcomes.kept.add(shot.address)
                    self._context.notify("shot.kept", shot=shot.address)

    async def _lose(self, sha256: str) -> None:
        if sha256:
            await self._context.recorder.write(partial(_lose, sha256))

    @contextmanager
    def _noted(self, *shots: str) -> Iterator[None]:
        """Note an error of a shot, whoever made it; the others go on unless the store is broken."""
        try:
            yield
        except Exception as raised:  # noqa: BLE001 - a stranger's fault costs one shot, not the run
            error = _explained(raised)
            for shot in shots:
                self._outcomes.fail(shot, error)
            if is_broken(error):
                self._error = self._error or error
                self._work.cancel()

    def _request(self, attempt: Attempt) -> Request | None:
        """What an attempt of an earlier run asked for; the store names its view by digest."""
        stored = self._store.request(attempt.request_digest)
        if stored is None:
            return None
        if "view" in stored:
            stored = {**stored, "view": self._store.view(stored["view"])}
        return Request.model_validate(stored)

    async def _finish(self) -> None:
        context = self._context
        try:
            left = [one for one in self._store.live_attempts() if not self._context.is_free(one)]
            interrupted = tuple(left) if self._outcomes.stopped else ()
            spent = self._store.costs("run").get(self.id, Money())
            self.result = self._outcomes.result(
                self.id, self.plan, interrupted=interrupted, spent=spent
            )
            await context.recorder.write(partial(_end, self.result))
            if context.recorder.writes > 1:
                await anyio.to_thread.run_sync(self._store.tidy)
                await anyio.to_thread.run_sync(self._store.backup)
        except StoreError as error:
            self._error = self._error or error
        finally:
            context.recorder.close()
            context.inspector.close()
            await context.gates.aclose()
            self._finished.set()
            self._send.close()


def _explained(error: Exception) -> MinistudioError:
    """An error that nobody raised on purpose, as one that can be told."""
    if isinstance(error, MinistudioError):
        return error
    _log.error("unexpected error in a shot", exc_info=error)
    told = MinistudioError(f"Unexpected {type(error).__name__}: {error}")
    told.__cause__ = error
    return told


def _select(shot: ShotPlan, take: str, run: str, unit: Unit) -> None:
    assert shot.route is not None, "a shot whose take is selected has a route"
    takes.select(unit, shot=shot.address, grade=shot.route.grade, take=take, run=run)


def _lose(sha256: str, unit: Unit) -> None:
    takes.lose(unit, sha256)


def _end(result: RunResult, unit: Unit) -> None:
    data = {
        "made": len(result.made),
        "kept": len(result.kept),
        "failed": len(result.failed),
        "unknown": len(result.unknown),
    }
    history.end_run(unit, run=result.run, interrupted=result.stopped, data=data)


def _require_runnable(plan: PlanRecord) -> None:
    errors = [str(finding) for finding in plan.findings if finding.level == "error"]
    blocked = [shot.address for shot in plan.shots if shot.action == "block"]
    if errors or blocked:
        messages = errors or [f"{address} is blocked" for address in blocked]
        raise PlanError(tuple(messages), hint="Nothing was spent.")


def _tighter(one: Money | None, other: Money | None) -> Money | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
