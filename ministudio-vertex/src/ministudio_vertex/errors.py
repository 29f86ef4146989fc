"""From Google's errors to kinds that the orchestrator acts on.

Two families of exceptions come out of one SDK (`google.genai.errors` for Veo, another for the
Interactions API), and those of two HTTP libraries: all are told apart by status code and class
name, so that nothing is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ministudio.errors import ErrorKind, ProviderError
from ministudio_vertex.settings import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    Doing = Literal["sending", "asking", "fetching"]

REASONS: Mapping[str, str] = {
    code: reason
    for reason, codes in {
        "children": "58061214 17301594",
        "celebrity": "29310472 15236754",
        "dangerous content": "62263041",
        "hate": "57734940 22137204",
        "people or faces": "39322892",
        "personal data": "92201652",
        "prohibited content": "89371032 49114662 72817394",
        "sexual content": "90789179 63429089 43188360",
        "other": "42876398 29578790 74803281 42237218",
    }.items()
    for code in codes.split()
}
"""Google's support codes (its page "responsible AI", safety filter codes; 2026-11-24)."""

_NOT_SENT = {  # the connection was never made: certainly not accepted
    "ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "InvalidURL",
    "ClientConnectorError", "ClientConnectorDNSError", "ConnectionRefusedError",
}  # fmt: skip
_SUPPORT = re.compile(r"\b\d{8}\b")
_SAFETY = re.compile(
    r"support codes?:|safety|usage guidelines|responsible ai|content_blocked|prohibited|moderation",
    re.IGNORECASE,
)
_NO_QUOTA = re.compile(
    r"per[ _-]?day|perday|daily|per[ _-]?month|billing|current quota|credits", re.IGNORECASE
)
_DELAY = re.compile(r'"?retryDelay"?\W+(\d+(?:\.\d+)?)s')
# google.rpc.Code: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
_OPERATION: Mapping[int, ErrorKind] = {
    1: "cancelled", 3: "invalid_request", 5: "model_gone", 7: "auth", 8: "rate_limit", 16: "auth",
}  # fmt: skip
_GONE: Mapping[str, ErrorKind] = {"sending": "model_gone", "asking": "lost", "fetching": "expired"}


def mapped(error: BaseException, doing: Doing, *, message: str = "") -> ProviderError:
    """What an exception of the SDK means; `message` is its text without secrets."""
    status = status_of(error)
    text = message or told(error)
    if status is None:
        return _failed(text, _kind_of_connection(error, doing))
    kind = kind_of(status, text, doing)
    return _failed(_explained(text), kind, retry_after=_retry_after(error, text))


def told(error: BaseException) -> str:
    """What an exception says: the service's own words, if it answered."""
    status = status_of(error)
    words = getattr(error, "message", None) or str(error)
    if status is None:
        return ": ".join(filter(None, (type(error).__name__, str(error))))
    return f"{status} {getattr(error, 'status', None) or ''}".strip() + f": {words}"


def kind_of(status: int, text: str, doing: Doing) -> ErrorKind:
    """The kind of an HTTP status; `text` is what the body says."""
    if status in (401, 402, 403, 429):
        return _kind_of_limit(status, text)
    if status in (404, 410):
        return _GONE[doing]
    if status < 400 or status in (408, 409) or status >= 500:
        # A send that ended so, or whose answer cannot be read, may have been accepted.
        return "unknown_outcome" if doing == "sending" else "transient"
    blocked = doing == "sending" and _SAFETY.search(text)
    return "refused_input" if blocked else "invalid_request"


def _kind_of_limit(status: int, text: str) -> ErrorKind:
    """Who may do how much: of the account, of its purse, of its pace."""
    if status == 429:
        return "quota" if _NO_QUOTA.search(text) else "rate_limit"
    return "quota" if status == 402 or "billing" in text.lower() else "auth"


def of_operation(code: int, text: str) -> tuple[ErrorKind, str]:
    """What the error of a finished job means, and its message."""
    if _SAFETY.search(text):
        return "refused_input", _explained(text)
    if code == 8 and _NO_QUOTA.search(text):
        return "quota", text
    return _OPERATION.get(code, "transient"), text


def of_interaction(faults: list[tuple[str, str]]) -> tuple[ErrorKind, str]:
    """What the errors (code and message) of a failed interaction mean."""
    text = "; ".join(": ".join(filter(None, fault)) for fault in faults)
    if not text:
        return "refused_output", "it failed without a reason, as a blocked one does"
    if _SAFETY.search(text):
        return "refused_output", _explained(text)
    if "INVALID" in text.upper():
        return "invalid_request", text
    return ("quota" if _NO_QUOTA.search(text) else "transient"), text


def filtered(reasons: list[str]) -> str:
    """The message for a job that is done, without a video."""
    return _explained("; ".join(reasons)) or "the job is done without a video: it was filtered"


def status_of(error: BaseException) -> int | None:
    """The HTTP status of an exception of either family; None when there was no answer."""
    for name in ("status_code", "code"):
        value = getattr(error, name, None)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 100:
            return value
    return None


def reasons_of(text: str) -> tuple[str, ...]:
    """The reasons that a text's support codes stand for, each once."""
    return tuple(dict.fromkeys(REASONS[code] for code in _SUPPORT.findall(text) if code in REASONS))


def _explained(text: str) -> str:
    reasons = reasons_of(text)
    return f"{text} ({', '.join(reasons)})" if reasons else text


def _kind_of_connection(error: BaseException, doing: Doing) -> ErrorKind:
    names = set(_names(error))
    if names & {"RefreshError", "DefaultCredentialsError"}:
        return "transient" if getattr(error, "retryable", False) else "auth"
    if doing != "sending" or names & _NOT_SENT:
        return "transient"
    return "unknown_outcome"


def _names(error: BaseException) -> Iterator[str]:
    """The classes of an exception and of what it came from."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return
        yield from (base.__name__ for base in type(seen).__mro__)
        seen = seen.__cause__ or seen.__context__


def _retry_after(error: BaseException, text: str) -> float | None:
    """The wait in seconds that the answer asks for."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, TypeError, ValueError):
        found = _DELAY.search(text)
        return float(found[1]) if found else None


def _failed(text: str, kind: ErrorKind, *, retry_after: float | None = None) -> ProviderError:
    return ProviderError(text[:600], kind=kind, provider=NAME, retry_after=retry_after)
