"""Events: the records of a run, in the order in which they became durable."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ministudio.config.base import EMPTY, JsonMap, Model

EventKind = Literal[
    "run.started",
    "run.finished",
    "run.interrupted",
    "shot.kept",
    "shot.selected",
    "take.purged",
    "attempt.planned",
    "attempt.submitting",
    "attempt.accepted",
    "attempt.progress",
    "attempt.ready",
    "attempt.fetched",
    "attempt.committed",
    "attempt.refused",
    "attempt.failed",
    "attempt.bad_output",
    "attempt.cancelled",
    "attempt.expired",
    "attempt.unknown",
]


class Event(Model):
    """One thing that happened in a run.

    `seq` grows by one with each stored event (0: progress, which is not stored); `progress` is
    0 to 1; `data` holds what is special to the kind.
    """

    kind: EventKind
    at: datetime
    seq: int = 0
    run: str = ""
    shot: str = ""
    attempt: str = ""
    progress: float | None = None
    message: str = ""
    data: JsonMap = EMPTY
