"""Finding out what became of a send: by the class that was stored with the attempt."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import anyio.to_thread

from ministudio.artifacts import files
from ministudio.errors import ApprovalError, ProviderError, StoreError
from ministudio.interfaces.provider import AttemptInfo, Found, Job, NotSent, Reconciled, Unknown
from ministudio.orchestrator.policy import backoff

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.interfaces.request import Request
    from ministudio.orchestrator.context import RunContext
    from ministudio.orchestrator.endpoints import Endpoint
    from ministudio.results import Attempt

_log = logging.getLogger(__name__)
_LOOKS = 2  # a job that was accepted late is not in the first list
_TRIES = 5
_WAIT_SECONDS = 600.0


class NeedsPerson(ApprovalError):
    """A send may have been accepted and paid; only a person can find out."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        super().__init__(
            f"{attempt.shot!r}: nobody knows whether {attempt.endpoint!r} accepted attempt "
            f"{attempt.id!r}; up to {attempt.reserved} may be billed.",
            hint="Look in the provider's own list, then settle it with "
            f"`ministudio resolve BOARD {attempt.id} --paid`, `--not-sent` or `--job ID`.",
        )


class AnotherAccount(ApprovalError):
    """The endpoint does not know a job that was sent for another account: it is not lost."""

    def __init__(self, attempt: Attempt, endpoint: Endpoint) -> None:
        self.attempt = attempt
        super().__init__(
            f"{attempt.shot!r} was sent to {attempt.endpoint!r} for account {attempt.account!r}; "
            f"it is {endpoint.account!r} now, which does not know the job.",
            hint="Sign in as before to collect it, or give it up with `ministudio cancel`.",
        )


def is_of_another_account(attempt: Attempt, endpoint: Endpoint) -> bool:
    """Whether what this account does not know says nothing about an attempt."""
    return bool(attempt.account and endpoint.account) and attempt.account != endpoint.account


async def accept(context: RunContext, attempt: Attempt, job: Job) -> Attempt:
    """Write down the job of an attempt, whatever it takes.

    Raises:
        StoreError: the store cannot be written; the job's id lies in a file beside it.
    """
    found = job.model_dump(mode="json")
    try:
        return await context.advance(attempt, "accepted", job=found)
    except StoreError:
        _log.critical("attempt %s was accepted as job %s; it could not be stored",
                      attempt.id, job.id)  # fmt: skip
        await anyio.to_thread.run_sync(_spill, _spilled(context, attempt), found)
        raise


async def settle(
    context: RunContext, attempt: Attempt, request: Request | None, endpoint: Endpoint
) -> Attempt | None:
    """An attempt as an earlier run left it -> accepted (or further), or None: it may be made anew.

    Raises:
        NeedsPerson: its outcome is unknown and the settings say to ask.
    """
    if attempt.state in ("accepted", "ready", "fetched"):
        return attempt  # what was fetched before may be half a file: it is fetched again
    if attempt.state == "planned":
        await context.advance(attempt, "cancelled", message="it was never sent")
        return None
    spilled = await anyio.to_thread.run_sync(_read_spill, _spilled(context, attempt))
    if spilled is not None:
        return await accept(context, attempt, spilled)
    return await look_up(context, attempt, request, endpoint)


def info_of(attempt: Attempt) -> AttemptInfo:
    """What the provider may know of an attempt."""
    return AttemptInfo(
        id=attempt.id,
        client_ref=attempt.id,
        take=attempt.take_number,
        account=attempt.account,
        submitted_at=attempt.submitted_at,
        hint=attempt.hint,
    )


async def lose(
    context: RunContext, attempt: Attempt, endpoint: Endpoint, error: ProviderError
) -> None:
    """The provider has forgotten an accepted job: it may have been paid.

    Raises:
        NeedsPerson: the endpoint costs money and the settings say to ask.
    """
    unknown = await context.advance(attempt, "unknown", message=error.message, error="lost")
    if not await _may_resubmit(context, unknown, endpoint):
        raise NeedsPerson(unknown)


async def look_up(
    context: RunContext, attempt: Attempt, request: Request | None, endpoint: Endpoint
) -> Attempt | None:
    """A send without an answer -> accepted, or None: it has ended and may be made anew.

    Raises:
        NeedsPerson: nobody knows what became of it, and the settings say to ask.
    """
    reason = ""
    known = not is_of_another_account(attempt, endpoint)
    if attempt.reconcile != "none" and request is not None and known:
        answer = await _ask(context, attempt, request, endpoint)
        if isinstance(answer, Found):
            return await accept(context, attempt, answer.job)
        if isinstance(answer, NotSent):
            await context.advance(attempt, "failed", message="it was not sent", error="transient")
            return None
        reason = answer.reason and f"; {answer.reason}"
    if attempt.state != "unknown":
        message = f"the answer to the send was lost{reason}"
        attempt = await context.advance(
            attempt, "unknown", message=message, error="unknown_outcome"
        )
    if await _may_resubmit(context, attempt, endpoint):
        return None
    raise NeedsPerson(attempt)


async def _ask(
    context: RunContext, attempt: Attempt, request: Request, endpoint: Endpoint
) -> Reconciled:
    """Ask the provider until it is sure, or for as long as the settings say."""
    info = info_of(attempt)
    start, looks, failures = context.clock.monotonic(), 0, 0
    patience = _WAIT_SECONDS if context.settings.on_unknown == "wait" else 0.0
    while True:
        pause = endpoint.grace
        try:
            answer = await endpoint.provider.reconcile(request, info)
        except ProviderError as error:
            failures += 1
            if failures >= _TRIES:
                return Unknown(reason=f"asking failed: {error.message}")
            pause = backoff(failures, error.retry_after)
        else:
            if isinstance(answer, Found):
                job = answer.job.id
                if not context.store.is_claimed(attempt, job):
                    return answer
                if job not in info.claimed:
                    info = info.replace(claimed=(*info.claimed, job))
                    continue  # the next one may be it
                answer = NotSent()
            if isinstance(answer, NotSent):
                looks += 1
                if looks >= _LOOKS:
                    return answer
            elif context.clock.monotonic() - start >= patience:
                return answer
        await context.clock.sleep(pause)


async def _may_resubmit(context: RunContext, attempt: Attempt, endpoint: Endpoint) -> bool:
    """End an unknown attempt where the rules allow to send again; else it stays as it is."""
    if endpoint.free:
        await context.advance(attempt, "failed", message="lost; sent again, it is free")
        return True
    if context.settings.on_unknown == "resubmit":
        message = "lost; sent again as on_unknown says, and counted as paid"
        await context.advance(attempt, "failed", message=message, billed=attempt.reserved)
        return True
    return False


def _spilled(context: RunContext, attempt: Attempt) -> Path:
    return context.store.folder / "jobs" / f"{attempt.id}.json"


def _spill(place: Path, job: dict[str, object]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    files.write_text(place, json.dumps(job))


def _read_spill(place: Path) -> Job | None:
    return Job.model_validate_json(place.read_text()) if place.is_file() else None
