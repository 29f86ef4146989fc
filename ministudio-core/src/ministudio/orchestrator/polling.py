"""Waiting for a job: how often to ask, and what a failed question means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.errors import ProviderError
from ministudio.orchestrator.policy import backoff

if TYPE_CHECKING:
    from ministudio.interfaces.provider import Job, JobStatus
    from ministudio.orchestrator.context import RunContext
    from ministudio.orchestrator.endpoints import Endpoint
    from ministudio.results import Attempt

FIRST_POLL = 0.5
LONGEST_POLL = 15.0
_GROWTH = 1.3
_PASSING = ("transient", "rate_limit", "unknown_outcome")


async def wait_until_ready(
    context: RunContext, attempt: Attempt, job: Job, endpoint: Endpoint
) -> JobStatus:
    """Poll a job until it has ended, in whatever way.

    Asking is free, so a question that fails is asked again until the endpoint's deadline.

    Raises:
        ProviderError: the provider does not know the job, or does not let us ask; `deadline`
            when the job takes longer than a run waits (it goes on, and is picked up later).
        AttemptMoved: somebody has cancelled or settled the attempt beside this run.
    """
    start, pause, failures = context.clock.monotonic(), FIRST_POLL, 0
    told: float | None = None
    while True:
        wish = None
        await context.beside.require_unmoved(attempt)
        try:
            status = await endpoint.provider.poll(job)
        except ProviderError as error:
            if error.kind not in _PASSING:
                raise
            wish = backoff(failures, error.retry_after)
            failures += 1
        else:
            if status.state not in ("queued", "running"):
                return status
            failures, wish = 0, status.next_poll
            if status.progress is not None and status.progress != told:
                told = status.progress
                context.notify(
                    "attempt.progress", shot=attempt.shot, attempt=attempt.id, progress=told
                )
        if context.clock.monotonic() - start > endpoint.deadline:
            raise ProviderError(
                f"the job of {attempt.shot!r} still runs after {endpoint.deadline:.0f} s; "
                "the next run picks it up",
                kind="deadline",
            )
        await context.clock.sleep(pause if wish is None else max(0.0, wish))
        pause = min(LONGEST_POLL, pause * _GROWTH)
