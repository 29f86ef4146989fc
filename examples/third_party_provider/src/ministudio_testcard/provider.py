"""The provider: a request comes in, a clip goes into the sink."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from anyio import to_thread

from ministudio.interfaces.provider import AttemptInfo, Job, JobStatus, Sink, VideoProvider
from ministudio.interfaces.request import Request
from ministudio.media.frames import yuv_from_rgb
from ministudio.media.writer import ClipWriter

if TYPE_CHECKING:
    from pathlib import Path

BARS = 8


class TestcardProvider(VideoProvider):
    """Makes bars of one hue at eight strengths."""

    name: ClassVar[str] = "testcard"

    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job:
        """Accept the request. A job is small JSON that survives a restart by itself."""
        return Job(id=attempt.client_ref, data={"request": request.model_dump(mode="json")})

    async def _poll(self, job: Job) -> JobStatus:
        """Say how far the job is: a test card is ready at once."""
        return JobStatus(state="ready")

    async def _fetch(self, job: Job, sink: Sink) -> None:
        """Write the clip into the sink."""
        request = Request.model_validate(job.data["request"])
        path = sink.path("video", "video/mp4")
        await to_thread.run_sync(draw, request, path)


def draw(request: Request, path: Path) -> None:
    """Write the bars that a request asks for."""
    hue = (request.seed or 0) % 360 / 360
    row = [
        colorsys.hsv_to_rgb(hue, 0.7, (bar * BARS // request.width + 1) / BARS)
        for bar in range(request.width)
    ]
    pixels = np.broadcast_to(
        np.array(row, np.float32) * 255, (request.height, request.width, 3)
    ).astype(np.uint8)
    with ClipWriter(
        path, width=request.width, height=request.height, fps=request.fps, audio_rate=None
    ) as clip:
        planes = yuv_from_rgb(pixels)
        for _ in range(request.frames):
            clip.write_frame(planes)
