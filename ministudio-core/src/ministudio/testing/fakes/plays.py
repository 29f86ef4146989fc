"""Plays: what happens to one job that is sent to a fake. The default is a good clip at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Clip = Literal[
    "good", "truncated", "short-read", "empty", "codec", "short", "small", "missing"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What becomes of a request.

    A `status` of 300 or more is answered with `code`, `message` and `headers`; then a job is
    made only if `accepted`. `answer` says what the client gets to hear: `drop` closes the
    connection, `hang` never answers, `garbage` is no JSON. `late` is how many seconds the job
    takes to turn up in lists. The job takes `polls` questions before it is done, is `stuck` for
    ever, or `fails` with an error code; `charged` holds for failed ones too. `poll_faults` and
    `fetch_faults` are HTTP statuses of the first answers. `word` is a status of the server's own.
    `expires` its content at once, `forget` all jobs when it is first asked for.
    """

    status: int = 200
    code: str = ""
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    accepted: bool = True
    answer: Literal["reply", "drop", "hang", "garbage"] = "reply"
    late: float = 0.0
    same_id: bool = False
    polls: int = 0
    stuck: bool = False
    fails: str = ""
    word: str = ""
    charged: bool = True
    poll_faults: tuple[int, ...] = ()
    fetch_faults: tuple[int, ...] = ()
    clip: Clip = "good"
    expires: bool = False
    forget: bool = False


def error(status: int, code: str = "", message: str = "", **headers: str) -> Play:
    """Any error, nothing accepted. Header names are given with `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    said = message or f"scripted {status}"
    return Play(status=status, code=code, message=said, headers=named, accepted=False)


def rate_limited(seconds: float) -> Play:
    """429 with a Retry-After."""
    return error(429, "rate_limit_exceeded", "Slow down.", retry_after=f"{seconds:g}")


def no_quota() -> Play:
    """429 too, but waiting does not help."""
    return error(429, "insufficient_quota", "You exceeded your current quota.")


def refused() -> Play:
    """The prompt is blocked."""
    message = "Your request was blocked by our moderation system."
    return error(400, "moderation_blocked", message)


def gone() -> Play:
    """The model is no more."""
    return error(404, "model_not_found", "The model does not exist.")


def broken(status: int = 500, *, accepted: bool = False) -> Play:
    """A server error, with or without a job behind it."""
    return Play(status=status, message="The server had an error.", accepted=accepted)


def lost(*, late: float = 0.0) -> Play:
    """Accepted, but the connection breaks before the answer."""
    return Play(answer="drop", late=late)


def hangs() -> Play:
    """Accepted, but the answer never comes."""
    return Play(answer="hang")


def garbage() -> Play:
    """Accepted, but the answer cannot be read."""
    return Play(answer="garbage")


def dropped() -> Play:
    """Not accepted, and no answer."""
    return Play(accepted=False, answer="drop")


def fails(code: str, message: str = "It failed.", *, charged: bool = False) -> Play:
    """The job fails."""
    return Play(fails=code, message=message, charged=charged)
