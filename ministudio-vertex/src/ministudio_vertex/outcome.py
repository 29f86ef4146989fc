"""How a job stands, and its video when there is one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.config.money import Money
from ministudio.interfaces.provider import JobStatus

if TYPE_CHECKING:
    from ministudio.errors import ErrorKind

_FREE = "not be charged"  # Google's words when a filter stopped a job


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was asked about a job. `data` is the video, or `uri` says where in the bucket it is."""

    status: JobStatus
    uri: str = ""
    data: bytes = field(default=b"", repr=False)


def running() -> Outcome:
    """The job goes on."""
    return Outcome(JobStatus(state="running"))


def failed(kind: ErrorKind, message: str) -> Outcome:
    """The job has ended without a video; it costs nothing when Google says so."""
    billed = Money() if _FREE in message else None
    return Outcome(JobStatus(state="failed", error=kind, message=message, billed=billed))


def cancelled() -> Outcome:
    """Somebody stopped the job."""
    return Outcome(JobStatus(state="cancelled", message="the job was cancelled"))


def ready(*, uri: str = "", data: bytes = b"") -> Outcome:
    """The video is there."""
    return Outcome(JobStatus(state="ready", progress=1.0), uri=uri, data=data)
