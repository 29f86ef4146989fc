"""The way of an attempt: intent, one send, polls, fetch, verification, commit.

Whatever kills the program in between, the store says how far the attempt had got, and
`reconcile` picks it up there. The order of the steps is what makes that true: the intent is on
the disk before the send, the job's id before the first poll, the verified file before the take.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel

from ministudio.errors import ErrorKind, MinistudioError, ProviderError
from ministudio.interfaces.provider import Job
from ministudio.orchestrator import reconcile
from ministudio.orchestrator.budget import require_price
from ministudio.orchestrator.commit import commit, fetch, patiently
from ministudio.orchestrator.ending import AttemptEnded, ended
from ministudio.orchestrator.policy import POLICIES, backoff
from ministudio.orchestrator.polling import wait_until_ready
from ministudio.results import Attempt
from ministudio.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.interfaces.plan import ShotPlan
    from ministudio.interfaces.provider import JobStatus
    from ministudio.interfaces.request import Request
    from ministudio.orchestrator.context import RunContext
    from ministudio.orchestrator.endpoints import Endpoint, Gate
    from ministudio.results import Take

_TRIES = 8


_ENDED_JOBS: Mapping[str, ErrorKind] = {"cancelled": "cancelled", "expired": "expired"}


def resolve(shot: ShotPlan) -> Request:
    """The request of a planned shot with its seed and take number.

    The plan has the seed; None for a model that takes none.
    """
    assert shot.request is not None, "a shot that is made has a request"
    return shot.request.resolved(seed=shot.seed, take=shot.take_number)


async def make(context: RunContext, shot: ShotPlan) -> Take:
    """Make a take of a shot and select it.

    Raises:
        MinistudioError: why there is none.
        NeedsPerson: nobody but a person can say whether a send was accepted.
    """
    assert shot.route is not None, "a shot that is made has a route"
    request = resolve(shot)
    gate = context.gates.get(shot.route.endpoint)
    require_price(shot.address, shot.cost, free=gate.endpoint.free, caps=context.caps)
    async with gate.slot() as endpoint:
        prepared = await patiently(context, lambda: endpoint.provider.prepare(request))
        tries = 0
        while True:
            tries += 1
            await _wait_for_turn(context, gate)
            gate.require_open(shot.route.model)
            attempt = await _begin(context, shot, request, endpoint)
            try:
                sent = await _send(context, attempt, prepared, gate)
                return await _follow(context, sent, request, gate, select=True)
            except AttemptEnded as ended:
                if not ended.again or tries >= context.settings.max_attempts:
                    raise


async def pick_up(
    context: RunContext, attempt: Attempt, request: Request | None, *, select: bool
) -> Take | None:
    """Bring an attempt of an earlier run to its end; None when it has ended and may be made anew.

    Raises:
        MinistudioError: it has ended without a take.
        NeedsPerson: nobody but a person can say whether it was accepted.
    """
    gate = context.gates.get(attempt.endpoint)
    async with gate.slot() as endpoint:
        found = await reconcile.settle(context, attempt, request, endpoint)
        if found is None:
            return None
        try:
            return await _follow(context, found, request, gate, select=select)
        except AttemptEnded as ended:
            if ended.again:
                return None
            raise


async def _begin(
    context: RunContext, shot: ShotPlan, request: Request, endpoint: Endpoint
) -> Attempt:
    route = shot.route
    assert route is not None, "a shot that is made has a route"
    attempt = Attempt(
        id=new_id(context.clock.now()),
        project=context.store.project,
        run=context.run,
        shot=shot.address,
        take_number=shot.take_number,
        grade=route.grade,
        basis=shot.basis,
        plan_key=shot.plan_key,
        request_digest=request.digest,
        endpoint=route.endpoint,
        provider=route.provider,
        model=route.model,
        account=endpoint.account,
        reconcile=endpoint.reconcile(route.model),
        seed=request.seed,
        frames=round(shot.seconds * request.fps),
        reserved=shot.cost.high,
    )
    return await context.begin(attempt, request, shot.view.canonical())


async def _send(context: RunContext, attempt: Attempt, prepared: Request, gate: Gate) -> Attempt:
    """Send once; send again only what was certainly not accepted. The answer is accepted."""
    for tries in range(_TRIES):
        try:
            gate.require_open(attempt.model)
            job = await _submit(context, attempt, prepared, gate.endpoint)
            _require_new(context, attempt, job)
        except ProviderError as error:
            policy = POLICIES[error.kind]
            gate.note(error, attempt.model)
            if policy.state == "unknown":
                return await _find(context, attempt, prepared, gate.endpoint, error)
            if policy.again != "wait" or tries == _TRIES - 1:
                raise await ended(context, attempt, error.kind, error.message) from error
            attempt = await _wait_for_another_send(context, attempt, gate, error, tries)
        else:
            gate.pace.speed_up()
            return await reconcile.accept(context, attempt, job)
    raise AssertionError("the loop returns or raises")


def _require_new(context: RunContext, attempt: Attempt, job: Job) -> None:
    """Refuse a job that another attempt has: its clip would be that other shot's."""
    if context.store.is_claimed(attempt, job.id):
        message = f"answered with job {job.id!r}, which another attempt already has"
        raise ProviderError(message, kind="unknown_outcome")


async def _find(
    context: RunContext,
    attempt: Attempt,
    request: Request,
    endpoint: Endpoint,
    error: ProviderError,
) -> Attempt:
    """What became of a send whose answer was lost."""
    found = await reconcile.look_up(context, attempt, request, endpoint)
    if found is None:
        raise AttemptEnded(attempt, error.kind, error.message, again=True) from error
    return found


async def _wait_for_turn(context: RunContext, gate: Gate) -> None:
    """Let the account rest after a rate limit, whichever shot it was told to."""
    while (seconds := gate.pace.not_before - context.clock.monotonic()) > 0:
        spread = 1 + random.random() / 4  # noqa: S311 - so that not all come back at once
        await context.clock.sleep(seconds * spread)


async def _wait_for_another_send(
    context: RunContext, attempt: Attempt, gate: Gate, error: ProviderError, tries: int
) -> Attempt:
    seconds = backoff(tries, error.retry_after)
    if error.kind == "rate_limit":
        gate.pace.slow_down(until=context.clock.monotonic() + seconds)
    message = f"{error.message}; sent again in {seconds:.0f} s"
    attempt = await context.advance(attempt, "planned", message=message)
    await context.clock.sleep(seconds)
    await _wait_for_turn(context, gate)
    now = context.clock.now()
    return await context.advance(attempt, "submitting", submitted_at=now)


async def _submit(
    context: RunContext, attempt: Attempt, prepared: Request, endpoint: Endpoint
) -> Job:
    await anyio.lowlevel.checkpoint_if_cancelled()
    with context.sending() as scope:
        try:
            return await endpoint.provider.submit(prepared, reconcile.info_of(attempt))
        finally:
            context.sent(scope)
    # The run was stopped and the answer did not come in time: the next run finds out.
    await anyio.lowlevel.checkpoint_if_cancelled()
    raise ProviderError("stopped while sending", kind="unknown_outcome")


async def _follow(
    context: RunContext, attempt: Attempt, request: Request | None, gate: Gate, *, select: bool
) -> Take:
    """From an accepted job to a take."""
    job = Job.model_validate(attempt.job)
    try:
        if attempt.state == "accepted":
            status = await wait_until_ready(context, attempt, job, gate.endpoint)
            attempt = await _ready(context, attempt, status, gate.endpoint)
        staging = await fetch(context, attempt, job, gate.endpoint)
    except ProviderError as error:
        raise await _given_up(context, attempt, gate, error) from error
    return await commit(context, attempt, request, staging, free=gate.endpoint.free, select=select)


async def _ready(
    context: RunContext, attempt: Attempt, status: JobStatus, endpoint: Endpoint
) -> Attempt:
    changes: dict[str, Any] = {}
    if status.seed_used is not None:
        changes["seed"] = status.seed_used
    if status.billed is not None:
        changes["billed"] = status.billed
    if status.state == "ready":
        return await context.advance(attempt, "ready", durable=False, **changes)
    kind = _ENDED_JOBS.get(status.state) or status.error or "transient"
    message = status.message or f"the job {status.state}"
    if POLICIES[kind].state == "unknown":  # a job that is lost may have been paid
        raise ProviderError(message, kind=kind, provider=attempt.provider)
    raise await ended(context, attempt.replace(**changes), kind, message, free=endpoint.free)


async def _given_up(
    context: RunContext, attempt: Attempt, gate: Gate, error: ProviderError
) -> MinistudioError:
    """End an attempt whose job is no more; leave it alone when only the way there is cut."""
    gate.note(error)
    if error.kind == "lost" and reconcile.is_of_another_account(attempt, gate.endpoint):
        return reconcile.AnotherAccount(attempt, gate.endpoint)
    if error.kind == "lost":
        await reconcile.lose(context, attempt, gate.endpoint, error)
        return AttemptEnded(attempt, "lost", error.message, again=True)
    if error.kind in ("expired", "cancelled", "refused_output", "partial"):
        return await ended(context, attempt, error.kind, error.message, free=gate.endpoint.free)
    return error
