"""Looking for a lost send in the server's list of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from ministudio.interfaces.provider import Found, Job, NotSent, Reconciled, Unknown

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from ministudio.interfaces.provider import AttemptInfo
    from ministudio.interfaces.request import Request
    from ministudio_sora.servers import Server
    from ministudio_sora.wire import Record, Wire

_PAGE = 100
_PAGES = 50
_SLACK = 60.0  # seconds between the two clocks beyond what the Date header tells


@dataclass(slots=True)
class _Search:
    """What was found so far. `since` is the moment of the send in the server's time."""

    text: Sequence[str]
    claimed: Sequence[str]
    since: float
    ours: str = ""
    maybe: list[str] = field(default_factory=list)
    seen_older: bool = False

    def look_at(self, record: Mapping[str, Any]) -> None:
        name, made = str(record.get("id") or ""), _made(record)
        if made < self.since:
            self.seen_older = True
        elif name and name not in self.claimed:
            if record.get("prompt") is None:
                self.maybe.append(name)
            elif str(record["prompt"]).split() == self.text:
                self.ours = name  # the oldest since the send: lists go backwards


async def look_up(
    wire: Wire, server: Server, request: Request, attempt: AttemptInfo, now: datetime.datetime
) -> Reconciled:
    """Which job of the server a send has become.

    Jobs carry no mark of the sender. One with the very prompt, made since the send and not
    another attempt's, is it. Where the server does not tell prompts, a job that may be it leaves
    the outcome unknown. That there is none proves something only if the server would still know.
    """
    after, whole = "", False
    search = _Search(request.text.split(), attempt.claimed, since=0.0)
    for _ in range(_PAGES):
        page = await wire.page(after, limit=_PAGE)
        search.since = _since(attempt, page, now)
        rows = _rows(page)
        for record in rows:
            search.look_at(record)
        last = str(rows[-1].get("id", "")) if rows else ""
        if _is_last(page, rows, since=search.since) or last in ("", after):
            whole = True
            break
        after = last
    if search.ours:
        return Found(job=Job(id=search.ours))
    if search.maybe:
        some = ", ".join(search.maybe[:5])
        return Unknown(reason=f"the server does not tell prompts; it may be {some}")
    if whole and (server.keeps or search.seen_older):
        return NotSent()
    return Unknown(reason="the server may have forgotten its jobs since")


def _rows(page: Record) -> list[Mapping[str, Any]]:
    rows = page.data.get("data")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _is_last(page: Record, rows: Sequence[Mapping[str, Any]], *, since: float) -> bool:
    """Whether later pages have nothing of interest: there is none, or all on it is older."""
    if not page.data.get("has_more", len(rows) >= _PAGE):
        return True
    times = [_made(row) for row in rows]
    return bool(times) and times == sorted(times, reverse=True) and times[-1] < since


def _since(attempt: AttemptInfo, page: Record, now: datetime.datetime) -> float:
    """The moment of the send in the server's time, in seconds since 1970, with some slack."""
    if attempt.submitted_at is None:
        return 0.0
    try:
        ahead = (parsedate_to_datetime(page.headers["date"]) - now).total_seconds()
    except (KeyError, TypeError, ValueError):
        ahead = 0.0
    return attempt.submitted_at.timestamp() + ahead - _SLACK


def _made(record: Mapping[str, Any]) -> float:
    """When a job was made; one that does not say it may be the newest."""
    value = record.get("created_at")
    return float(value) if isinstance(value, (int, float)) else float("inf")
