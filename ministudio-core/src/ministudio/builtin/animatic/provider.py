"""The animatic as a provider: draws each shot itself, free and at once, in local processes."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from anyio import to_thread
from pydantic import BaseModel, ConfigDict, Field

from ministudio.builtin.animatic.pool import Pool, Task
from ministudio.errors import ProviderError
from ministudio.interfaces.provider import (
    AttemptInfo,
    CancelOutcome,
    Found,
    Job,
    JobStatus,
    NotSent,
    Reconciled,
    VideoProvider,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.config.base import JsonMap
    from ministudio.interfaces.provider import ProviderContext, Sink
    from ministudio.interfaces.request import Request

SHORTEST, LONGEST = 64, 4096  # pixels of a side
_POLL = 0.1  # seconds: polling is a dictionary look-up
_UNSAFE = re.compile(r"[^\w.-]")
# What a finished drawing consists of: file name, role in the sink, media type.
FILES = (
    ("clip.mp4", "video", "video/mp4"),
    ("still.png", "image", "image/png"),
    ("sidecar.json", "sidecar", "application/json"),
)


class AnimaticSettings(BaseModel):
    """The endpoint's table. `workers` is the number of drawing processes; 0: one for each core."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workers: int = Field(default=0, ge=0, le=256)


@dataclass(slots=True)
class _Drawing:
    task: Task
    folder: Path


class AnimaticProvider(VideoProvider):
    """Draws a view as a previz clip or as a still. A job lives as long as this object."""

    name: ClassVar[str] = "animatic"

    def __init__(self, settings: BaseModel | JsonMap, context: ProviderContext) -> None:
        super().__init__(settings, context)
        if not isinstance(settings, AnimaticSettings):
            settings = AnimaticSettings.model_validate(dict(settings))
        self._pool = Pool(settings.workers or os.cpu_count() or 1)
        self._drawings: dict[str, _Drawing] = {}

    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job:
        _check(request)
        job = Job(id=f"animatic-{_UNSAFE.sub('_', attempt.id)}-{os.urandom(4).hex()}")
        folder = self.context.scratch / job.id
        await to_thread.run_sync(lambda: folder.mkdir(parents=True, exist_ok=True))
        order = {"request": request.model_dump(mode="json"), "folder": str(folder)}
        task = await to_thread.run_sync(self._pool.submit, order)
        self._drawings[job.id] = _Drawing(task, folder)
        return job

    async def _poll(self, job: Job) -> JobStatus:
        drawing = self._drawings.get(job.id)
        if drawing is None:
            message = "the process that drew this shot is gone"
            return JobStatus(state="failed", error="lost", message=message)
        task = drawing.task
        state: Literal["queued", "running", "ready", "failed", "cancelled"] = task.state
        if state == "failed":
            return JobStatus(state=state, error=task.error, message=task.message)
        progress = 1.0 if state == "ready" else task.progress
        return JobStatus(state=state, progress=progress, next_poll=_POLL)

    async def _fetch(self, job: Job, sink: Sink) -> None:
        drawing = self._drawings.get(job.id)
        if drawing is None or drawing.task.state != "ready":
            message = f"job {job.id!r} has no finished drawing here"
            raise ProviderError(message, kind="lost", provider=self.name)
        await to_thread.run_sync(_copy, drawing.folder, sink)

    async def _reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:
        del request  # an attempt has one
        start = f"animatic-{_UNSAFE.sub('_', attempt.id)}-"
        for job in self._drawings:
            if job.startswith(start):
                return Found(job=Job(id=job))
        return NotSent()

    async def _cancel(self, job: Job) -> CancelOutcome:
        drawing = self._drawings.get(job.id)
        if drawing is None:
            return "too_late"
        done = await to_thread.run_sync(self._pool.cancel, drawing.task)
        return "cancelled" if done else "too_late"

    async def aclose(self) -> None:
        """End the drawing processes and clear their folders."""
        await to_thread.run_sync(self._close)

    def _close(self) -> None:
        self._pool.close()
        for drawing in self._drawings.values():
            shutil.rmtree(drawing.folder, ignore_errors=True)
        self._drawings.clear()


def _check(request: Request) -> None:
    problem = ""
    sides = (request.width, request.height)
    if request.view is None:
        problem = "the animatic draws from the view, and this request has none"
    elif any(side % 2 or not SHORTEST <= side <= LONGEST for side in sides):
        problem = (
            f"a size of {request.width}x{request.height} cannot be drawn: "
            f"both sides must be even, {SHORTEST} to {LONGEST} pixels"
        )
    if problem:
        raise ProviderError(problem, kind="invalid_request", provider=AnimaticProvider.name)


def _copy(folder: Path, sink: Sink) -> None:
    for name, role, media_type in FILES:
        if (folder / name).exists():
            shutil.copyfile(folder / name, sink.path(role, media_type))
