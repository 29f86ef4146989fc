"""What an error of the SDK, or of a job, means: the kinds of `ministudio.errors`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal

from ministudio.errors import ErrorKind, ProviderError

if TYPE_CHECKING:
    import datetime

    import openai

Doing = Literal["submit", "poll", "fetch", "list", "cancel"]

NAME = "openai-videos"
_LONGEST = 500  # characters of a server's message
_LONGEST_WAIT = 3600.0
# Raised by httpx before a byte of the request was sent.
_NOT_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol"})
_REFUSED = re.compile(r"moderat|safety|content.?policy|policy.?violation|content.?filter", re.I)
_NO_MONEY = re.compile(r"insufficient.?(quota|credit|fund|balance)|billing|payment", re.I)
_INVALID = re.compile(r"invalid|unsupported|bad.?request|validation", re.I)
_NOT_THERE = (403, 404, 410, 422)  # what servers answer for a clip that they do not have
_STATUSES: Mapping[int, ErrorKind] = {401: "auth", 402: "quota", 403: "auth"}


def said(message: object, key: str) -> str:
    """A server's words: one line, not too long, and without the key that it may repeat."""
    text = " ".join(str(message).split())
    if key:
        text = text.replace(key, "***")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def translate(error: openai.APIError, doing: Doing, *, key: str) -> ProviderError:
    """The error of an SDK call in our words."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None)
    if response is None or status is None:
        return _unanswered(error, doing, key=key)
    message, code = _told(error)
    if 300 <= status < 400:
        message = f"it redirects to {response.headers.get('location')!r}, which is not followed"
    kind = _kind(status, f"{code} {message}", doing)
    return ProviderError(
        said(f"{message} (HTTP {status})", key),
        kind=kind,
        provider=NAME,
        retry_after=retry_after(response.headers) if kind in ("rate_limit", "transient") else None,
        hint=_HINTS.get(kind, ""),
    )


_HINTS: Mapping[ErrorKind, str] = {
    "auth": "Is the key in the variable that `key_env` of the endpoint names?",
    "model_gone": "Do `base_url` and the model's id fit the server?",
}


def _unanswered(error: openai.APIError, doing: Doing, *, key: str) -> ProviderError:
    """No answer, or none that can be read."""
    cause = error.__cause__
    name = type(cause).__name__ if cause is not None else type(error).__name__
    detail = said(f"{name}: {cause}" if cause is not None and str(cause) else name, key)
    kind: ErrorKind = "transient"
    if doing == "submit" and name not in _NOT_SENT:
        kind = "unknown_outcome"
    return ProviderError(f"no answer ({detail})", kind=kind, provider=NAME)


def _kind(status: int, text: str, doing: Doing) -> ErrorKind:
    if doing == "fetch" and status in _NOT_THERE:
        return "lost"
    if status in (400, 403, 422) and _REFUSED.search(text):
        return "refused_input"
    if status == 429:
        return "quota" if _NO_MONEY.search(text) else "rate_limit"
    if status in (408, 409) or status >= 500:
        # The work may have been accepted before it went wrong.
        return "unknown_outcome" if doing == "submit" else "transient"
    unknown: ErrorKind = "model_gone" if doing == "submit" else "lost"
    return unknown if status == 404 else _STATUSES.get(status, "invalid_request")


def _told(error: openai.APIError) -> tuple[str, str]:
    """Message and code of an answer, in whatever form the server has them."""
    body = error.body
    if isinstance(body, Mapping):
        inner = body.get("error", body)
        if isinstance(inner, Mapping):
            message = inner.get("message") or inner.get("detail") or error.message
            return str(message), f"{inner.get('code') or ''} {inner.get('type') or ''}"
        return str(inner), ""
    return error.message, ""


def of_failed_job(fault: object, *, bills_failures: bool) -> ErrorKind:
    """The kind of a failed job's `error`: a table, a text, or nothing at all."""
    table = fault if isinstance(fault, Mapping) else {"message": fault}
    code, message = table.get("code"), table.get("message")
    text = f"{code or ''} {table.get('type') or ''} {message or ''}"
    if _REFUSED.search(text):
        return "refused_output"
    if _INVALID.search(str(code or "")) or _is_client_error(code):
        return "invalid_request"
    return "bad_output" if bills_failures else "transient"


def _is_client_error(code: Any) -> bool:  # noqa: ANN401 - any JSON
    return str(code).isdigit() and 400 <= int(code) < 500


def retry_after(headers: Mapping[str, str], now: datetime.datetime | None = None) -> float | None:
    """Seconds that a server wants us to wait: `retry-after-ms`, or `Retry-After` in either form."""
    wish = headers.get("retry-after", "")
    try:
        if text := headers.get("retry-after-ms"):
            seconds = float(text) / 1000
        elif re.fullmatch(r"\d+(\.\d+)?", wish):
            seconds = float(wish)
        elif wish:
            start = now or parsedate_to_datetime(headers["date"])
            seconds = (parsedate_to_datetime(wish) - start).total_seconds()
        else:
            return None
    except (KeyError, TypeError, ValueError):
        return None
    return min(max(0.0, seconds), _LONGEST_WAIT)
