"""Veo's long-running jobs: sent once, asked by name, done with or without a video."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ministudio_vertex import errors, wire
from ministudio_vertex.outcome import Outcome, failed, ready, running

if TYPE_CHECKING:
    from google import genai
    from google.genai import types

    from ministudio.interfaces.provider import AttemptInfo
    from ministudio.interfaces.request import Request
    from ministudio_vertex.settings import Settings


# A location becomes part of the address that the token is sent to: nothing else may stand there.
_NAME = re.compile(r"projects/[^/]+/locations/([a-z0-9-]+)/.+/operations/.+")


def location_of(name: str) -> str:
    """The location of a job of Veo's by its name; empty when it is none of Veo's."""
    found = _NAME.fullmatch(name)
    return found[1] if found else ""


async def send(
    client: genai.Client, request: Request, settings: Settings, attempt: AttemptInfo
) -> str:
    """Send the one request that is paid for; the answer is the job's name."""
    from google.genai import types

    operation = await client.aio.models.generate_videos(
        model=request.model,
        source=types.GenerateVideosSource(prompt=request.text),
        config=types.GenerateVideosConfig(**wire.veo_config(request, settings, attempt)),
    )
    if not operation.name:
        raise ValueError("the answer names no job")
    return operation.name


async def ask(client: genai.Client, name: str) -> Outcome:
    """How the job stands: its name is all that is needed, after a restart too."""
    from google.genai import types

    operation = await client.aio.operations.get(
        types.GenerateVideosOperation.model_validate({"name": name})
    )
    if not operation.done:
        return running()
    if operation.error:
        code, text = operation.error.get("code"), str(operation.error.get("message") or "")
        return failed(*errors.of_operation(code if isinstance(code, int) else 0, text))
    return _delivered(operation.response)


def _delivered(response: types.GenerateVideosResponse | None) -> Outcome:
    """A job that is done without an error is not yet a success: all may have been filtered."""
    several = (response.generated_videos if response else None) or []
    video = several[0].video if several else None
    if video is None or not (video.uri or video.video_bytes):
        reasons = (response.rai_media_filtered_reasons if response else None) or []
        return failed("refused_output", errors.filtered(reasons))
    return ready(uri=video.uri or "", data=video.video_bytes or b"")
