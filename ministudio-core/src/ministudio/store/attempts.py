"""Attempts in the store: which state may follow which, and what each step does to the ledger."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from ministudio.config.base import freeze
from ministudio.config.money import Money
from ministudio.errors import StoreError
from ministudio.results import LIVE, Attempt, AttemptState
from ministudio.store import ledger
from ministudio.store.schema import LIVE_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.interfaces.events import EventKind
    from ministudio.store.database import Database
    from ministudio.store.journal import Unit


def _states(*states: AttemptState) -> frozenset[AttemptState]:
    return frozenset(states)


ENDS: frozenset[AttemptState] = frozenset(
    {"committed", "refused", "failed", "bad_output", "cancelled", "expired"}
)
_STOPPED: frozenset[AttemptState] = ENDS - {"committed"}
FOLLOWS: dict[AttemptState, frozenset[AttemptState]] = {
    "planned": _states("submitting", "cancelled"),
    # back to planned: the provider certainly did not take it (rate limit, no connection)
    "submitting": _states("planned", "accepted", "unknown") | _STOPPED,
    "accepted": _states("ready", "unknown") | _STOPPED,
    "ready": _states("fetched", "unknown") | _STOPPED,
    "fetched": _states("committed") | _STOPPED,
    "unknown": _states("accepted") | _STOPPED,
}
"""The states that may come after each live state."""


class AttemptMoved(StoreError):
    """Somebody else has moved an attempt on: a person, with `cancel` or `resolve`, beside a run."""

    def __init__(self, attempt: Attempt, now: str) -> None:
        self.attempt, self.kind = attempt, now
        super().__init__(
            f"attempt {attempt.id!r} of {attempt.shot!r} is no longer {attempt.state!r} but "
            f"{now or 'unknown'!r}: somebody else moved it."
        )


_FIELDS = (
    "id, project, run, shot, take_number, grade, basis, plan_key, request_digest, endpoint, "
    "provider, model, account, reconcile, hint, state, job, seed, frames, reserved, currency, "
    "billed, submitted_at, error, message, billed_currency"
)


def begin(unit: Unit, attempt: Attempt) -> Attempt:
    """Write the intent: the attempt, its reservation and its event.

    Raises:
        StoreError: the same request already has a live attempt.
    """
    _refuse_second(unit, attempt)
    holes = ", ".join("?" * len(_FIELDS.split(",")))
    unit.execute(
        f"INSERT INTO attempt ({_FIELDS}) VALUES ({holes})",
        _row(attempt),
    )
    ledger.reserve(unit, attempt)
    data = attempt.model_dump(mode="json", exclude_defaults=True)
    _event(unit, attempt, data=data)
    return attempt


def advance(
    unit: Unit,
    attempt: Attempt,
    state: AttemptState,
    *,
    message: str = "",
    **changes: Any,  # noqa: ANN401 - fields of Attempt
) -> Attempt:
    """Move an attempt to its next state and settle its reservation when it ends.

    `changes` are fields of the attempt that change with it; an end without `billed` costs
    nothing.

    Raises:
        AttemptMoved: the attempt is no longer in the state that the caller believes.
        StoreError: the new state cannot follow on the old one.
    """
    if state != attempt.state and state not in FOLLOWS.get(attempt.state, ()):
        raise StoreError(f"attempt {attempt.id!r} cannot go from {attempt.state!r} to {state!r}.")
    if state in ENDS:
        changes.setdefault("billed", Money(micros=0, currency=attempt.reserved.currency))
    changed = _changed(attempt, state=state, message=message, **changes)
    _update(unit, changed, was=attempt)
    if state in ENDS and changed.billed is not None:
        ledger.settle(unit, attempt, changed.billed)
    names = ("job", "billed", "error", "seed", "submitted_at", "hint")
    data = changed.model_dump(mode="json", include={name for name in names if name in changes})
    _event(unit, changed, data=data)
    return changed


def reopen(unit: Unit, attempt: Attempt, job: dict[str, Any], *, message: str = "") -> Attempt:
    """Take up an attempt that had ended without a take: its job has turned up after all.

    The reservation counts again, in place of what the end was billed.

    Raises:
        StoreError: it has a take, or the same request has a live attempt.
    """
    if attempt.state not in _STOPPED:
        raise StoreError(f"attempt {attempt.id!r} is {attempt.state!r}: it has not ended in vain.")
    _refuse_second(unit, attempt)
    ledger.unsettle(unit, attempt)
    changed = _changed(attempt, state="accepted", message=message, job=job, billed=None, error=None)
    _update(unit, changed, was=attempt)
    _event(unit, changed, data={"job": job})
    return changed


def live(database: Database, project: str) -> list[Attempt]:
    """The attempts whose story has not ended, oldest first."""
    return _read(database, f"project = ? AND state IN {LIVE_STATES}", (project,))


def left_running(database: Database, project: str) -> list[Attempt]:
    """The attempts that were given up while their job went on: it may still deliver."""
    where = "project = ? AND state = 'cancelled' AND error IS NULL AND job IS NOT NULL"
    return _read(database, where, (project,))


def states(database: Database, project: str) -> dict[str, AttemptState]:
    """The states of the live attempts, by id."""
    rows = database.read(
        f"SELECT id, state FROM attempt WHERE project = ? AND state IN {LIVE_STATES}", (project,)
    )
    return dict(rows)


def matching(database: Database, project: str, start: str) -> list[Attempt]:
    """The attempts whose ids begin like this, oldest first."""
    where = "project = ? AND substr(id, 1, ?) = ?"
    return _read(database, where, (project, len(start), start))


def committed(database: Database, project: str) -> dict[str, str]:
    """The takes (by id) that finished requests have, by request digest."""
    rows = database.read(
        "SELECT attempt.request_digest, take.id FROM attempt "
        "JOIN take ON take.attempt = attempt.id WHERE attempt.project = ?",
        (project,),
    )
    return dict(rows)


def one(database: Database, attempt: str) -> Attempt | None:
    """An attempt by its id."""
    return next(iter(_read(database, "id = ?", (attempt,))), None)


def is_claimed(database: Database, attempt: Attempt, job: str) -> bool:
    """Whether another attempt at the same endpoint already has this job."""
    return bool(
        database.read(
            "SELECT 1 FROM attempt WHERE endpoint = ? AND id <> ? "
            "AND json_extract(job, '$.id') = ?",
            (attempt.endpoint, attempt.id, job),
        )
    )


def _read(database: Database, where: str, values: Sequence[Any]) -> list[Attempt]:
    rows = database.read(
        f"SELECT {_FIELDS} FROM attempt WHERE {where} ORDER BY id",
        values,
    )
    return [_attempt(row) for row in rows]


def _refuse_second(unit: Unit, attempt: Attempt) -> None:
    row = unit.execute(
        "SELECT id, state FROM attempt WHERE project = ? AND request_digest = ? "
        f"AND state IN {LIVE_STATES}",
        (attempt.project, attempt.request_digest),
    ).fetchone()
    if row:
        raise StoreError(
            f"{attempt.shot!r} already has attempt {row[0]!r} ({row[1]}) for the same request.",
            hint="Plan again: that attempt will be picked up.",
        )


def _changed(attempt: Attempt, **changes: Any) -> Attempt:  # noqa: ANN401 - fields of Attempt
    """A copy with typed changes; cheaper than `replace`, which reads every field again."""
    frozen = {
        name: freeze(value) if isinstance(value, dict) else value for name, value in changes.items()
    }
    return attempt.model_copy(update=frozen)


def _update(unit: Unit, attempt: Attempt, *, was: Attempt) -> None:
    cursor = unit.execute(
        "UPDATE attempt SET state = ?, job = ?, hint = ?, seed = ?, billed = ?, "
        "billed_currency = ?, submitted_at = ?, error = ?, message = ? WHERE id = ? AND state = ?",
        (
            attempt.state,
            None if attempt.job is None else json.dumps(attempt.job),
            json.dumps(attempt.hint),
            attempt.seed,
            None if attempt.billed is None else attempt.billed.micros,
            None if attempt.billed is None else attempt.billed.currency,
            _iso(attempt.submitted_at),
            attempt.error,
            attempt.message,
            attempt.id,
            was.state,
        ),
    )
    if cursor.rowcount != 1:
        row = unit.execute("SELECT state FROM attempt WHERE id = ?", (attempt.id,)).fetchone()
        raise AttemptMoved(was, row[0] if row else "")


def _event(unit: Unit, attempt: Attempt, *, data: dict[str, Any]) -> None:
    unit.event(
        cast("EventKind", f"attempt.{attempt.state}"),
        run=attempt.run,
        shot=attempt.shot,
        attempt=attempt.id,
        message=attempt.message,
        data=data,
    )


def _row(attempt: Attempt) -> tuple[Any, ...]:
    return (
        attempt.id,
        attempt.project,
        attempt.run,
        attempt.shot,
        attempt.take_number,
        attempt.grade,
        attempt.basis,
        attempt.plan_key,
        attempt.request_digest,
        attempt.endpoint,
        attempt.provider,
        attempt.model,
        attempt.account,
        attempt.reconcile,
        json.dumps(attempt.hint),
        attempt.state,
        None if attempt.job is None else json.dumps(attempt.job),
        attempt.seed,
        attempt.frames,
        attempt.reserved.micros,
        attempt.reserved.currency,
        None if attempt.billed is None else attempt.billed.micros,
        _iso(attempt.submitted_at),
        attempt.error,
        attempt.message,
        None if attempt.billed is None else attempt.billed.currency,
    )


def _attempt(row: tuple[Any, ...]) -> Attempt:
    fields = dict(zip(_FIELDS.split(", "), row, strict=True))
    currency = fields.pop("currency")
    paid_in = fields.pop("billed_currency") or currency
    billed, job, at = fields["billed"], fields["job"], fields["submitted_at"]
    fields |= {
        "reserved": Money(micros=fields["reserved"], currency=currency),
        "billed": None if billed is None else Money(micros=billed, currency=paid_in),
        "hint": json.loads(fields["hint"]),
        "job": None if job is None else json.loads(job),
        "submitted_at": at and datetime.fromisoformat(at),
    }
    return Attempt(**fields)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


assert set(FOLLOWS) == LIVE, "a state without a way out would hang a run"
