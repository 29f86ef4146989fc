"""Gemini Omni through the Interactions API: sent once, asked by id, can be cancelled."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from ministudio_vertex import errors, wire
from ministudio_vertex.outcome import Outcome, cancelled, failed, ready, running

if TYPE_CHECKING:
    from google import genai

    from ministudio.errors import ErrorKind
    from ministudio.interfaces.provider import AttemptInfo, CancelOutcome
    from ministudio.interfaces.request import Request
    from ministudio_vertex.settings import Settings

LOCATION = "global"
"""The only location where Google Cloud has these models."""

_GOING_ON = ("queued", "in_progress")
_ENDED: dict[str, ErrorKind] = {
    "incomplete": "partial",
    "budget_exceeded": "quota",
    "requires_action": "bad_output",
    "requires_continuation": "bad_output",
}


async def send(
    client: genai.Client, request: Request, settings: Settings, attempt: AttemptInfo
) -> str:
    """Send the one request that is paid for; the answer is the interaction's id."""
    body = wire.omni_body(request, settings, attempt)
    if not settings.background:
        # The SDK would continue a long answer with more paid calls, which no journal knows of.
        body["automatic_continuation"] = False
    made = await client.aio.interactions.create(**body)
    if not made.id:
        raise ValueError("the answer names no interaction")
    return str(made.id)


async def ask(client: genai.Client, name: str) -> Outcome:
    """How the interaction stands."""
    found = await client.aio.interactions.get(name)
    status = str(found.status)
    if status in _GOING_ON:
        return running()
    if status == "completed":
        return _delivered(found)
    if status == "cancelled":
        return cancelled()
    faults = _faults(found)
    if status == "failed":
        return failed(*errors.of_interaction(faults))
    told = "; ".join(": ".join(filter(None, fault)) for fault in faults)
    return failed(_ENDED.get(status, "bad_output"), f"it ended as {status}. {told}".strip())


async def cancel(client: genai.Client, name: str) -> CancelOutcome:
    """Stop the interaction, if it is not over."""
    try:
        found = await client.aio.interactions.cancel(name)
    except Exception as error:
        if errors.status_of(error) in (400, 404, 409):
            return "too_late"
        raise
    return "cancelled" if str(found.status) == "cancelled" else "too_late"


def _delivered(found: Any) -> Outcome:  # noqa: ANN401 - the SDK's generated type
    video = found.output_video
    uri = str(getattr(video, "uri", None) or "")
    data = getattr(video, "data", None)
    if not uri and not data:
        message = "; ".join(": ".join(filter(None, fault)) for fault in _faults(found))
        return failed("refused_output", errors.filtered([message] if message else []))
    return ready(uri=uri, data=base64.b64decode(data) if data else b"")


def _faults(found: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - the SDK's generated type
    return [
        (str(getattr(one, "code", None) or ""), str(getattr(one, "message", None) or ""))
        for one in (getattr(found, "errors", None) or [])
    ]
