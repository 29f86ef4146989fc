"""From a finished job to a take: fetch, verify, move in, and write it all down at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import anyio.to_thread

from ministudio.artifacts.digest import file_digest
from ministudio.errors import MediaError, ProviderError, StoreError
from ministudio.orchestrator.ending import ended
from ministudio.orchestrator.inspection import clip_of, require_as_asked
from ministudio.orchestrator.policy import backoff
from ministudio.orchestrator.staging import Staging
from ministudio.results import Marks, Take
from ministudio.store import attempts, takes
from ministudio.store.backup import write_manifest
from ministudio.store.database import is_broken
from ministudio.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from ministudio.config.money import Money
    from ministudio.interfaces.provider import Job
    from ministudio.interfaces.request import Request
    from ministudio.orchestrator.context import RunContext
    from ministudio.orchestrator.endpoints import Endpoint
    from ministudio.results import Attempt, Clip
    from ministudio.store.journal import Unit

T = TypeVar("T")
_TRIES = 8


async def patiently(context: RunContext, call: Callable[[], Awaitable[T]]) -> T:
    """Do something free, again if need be.

    Raises:
        ProviderError: it goes on failing, or trying again would not help.
    """
    for tries in range(_TRIES):
        try:
            return await call()
        except ProviderError as error:
            if error.kind not in ("transient", "rate_limit") or tries == _TRIES - 1:
                raise
            await context.clock.sleep(backoff(tries, error.retry_after))
    raise AssertionError("the loop returns or raises")


async def fetch(context: RunContext, attempt: Attempt, job: Job, endpoint: Endpoint) -> Staging:
    """Bring the files of a job here.

    Raises:
        ProviderError: they cannot be had.
        StoreError: the disk is full.
    """
    staging = Staging(context.store.scratch / attempt.id)

    async def call() -> None:
        staging.clear()
        try:
            await endpoint.provider.fetch(job, staging)
        except ProviderError as error:
            if is_broken(error):
                raise StoreError(
                    f"{attempt.shot!r} cannot be fetched: {error.message}.",
                    hint="Make room and run again; the job is not lost.",
                ) from error.__cause__
            raise

    await patiently(context, call)
    return staging


async def commit(
    context: RunContext,
    attempt: Attempt,
    request: Request | None,
    staging: Staging,
    *,
    free: bool,
    select: bool,
) -> Take:
    """Make a take of fetched files: the files are durable before the store knows of them.

    Raises:
        AttemptEnded: they are not what was asked for; the bytes are kept aside.
        StoreError: the disk is full; the attempt stays as it was.
    """
    try:
        video, clip = await _verify(context, staging, request)
    except MediaError as error:
        kept = await anyio.to_thread.run_sync(_put_aside, context, attempt, staging)
        message = f"{error.message} {kept}".strip()
        raise await ended(context, attempt, "bad_output", message, free=free) from error
    billed = attempt.billed if attempt.billed is not None else attempt.reserved
    take = await anyio.to_thread.run_sync(
        partial(_move_in, context, attempt, staging, video, clip, billed)
    )

    def work(unit: Unit) -> None:
        fetched = attempts.advance(unit, attempt, "fetched")
        attempts.advance(unit, fetched, "committed", billed=billed)
        takes.add(unit, take)
        if select:
            takes.select(
                unit, shot=attempt.shot, grade=attempt.grade, take=take.id, run=context.run
            )

    await context.recorder.write(work, durable=not context.is_free(attempt))
    return take


async def _verify(
    context: RunContext, staging: Staging, request: Request | None
) -> tuple[Path, Clip]:
    video = staging.video
    if video is None:
        raise MediaError("The provider delivered no video.")
    sha256 = await anyio.to_thread.run_sync(file_digest, video)
    clip = context.store.clip(sha256)  # the same bytes need no second look
    if clip is None:
        clip = clip_of(await context.inspector.facts(video), video, sha256=sha256)
    if request is not None:
        require_as_asked(clip, request)
    return video, clip


def _move_in(
    context: RunContext,
    attempt: Attempt,
    staging: Staging,
    video: Path,
    clip: Clip,
    billed: Money,
) -> Take:
    """Move the verified files in and write the manifest; all of it is durable afterwards."""
    content = context.store.content
    sidecars = {role: content.add(path) for role, path in staging.sidecars.items()}
    content.add(video, sha256=clip.sha256)
    clip = clip.replace(suffix=video.suffix, sidecars=sidecars)
    take = _take(context, attempt, clip, billed).stored_in(content)
    write_manifest(content, take, context.store.view(attempt.basis) or {})
    staging.remove()
    return take


def _take(context: RunContext, attempt: Attempt, clip: Clip, billed: Money) -> Take:
    now = context.clock.now()
    end = min(attempt.frames or clip.frames, clip.frames)
    return Take(
        id=new_id(now),
        project=attempt.project,
        shot=attempt.shot,
        number=attempt.take_number,
        grade=attempt.grade,
        basis=attempt.basis,
        plan_key=attempt.plan_key,
        endpoint=attempt.endpoint,
        provider=attempt.provider,
        model=attempt.model,
        seed=attempt.seed,
        clips=(clip,),
        marks=(Marks(end=end),),
        cost=billed,
        created_at=now,
        run=attempt.run,
        attempt=attempt.id,
    )


def _put_aside(context: RunContext, attempt: Attempt, staging: Staging) -> str:
    """Keep the bytes of a bad clip for a claim; the answer says where."""
    video = staging.video
    if video is None:
        return ""
    named = video.rename(video.with_name(f"{attempt.id}{video.suffix}"))
    kept = context.store.content.quarantine(named)
    staging.remove()
    return f"It is kept at {str(kept)!r}."
