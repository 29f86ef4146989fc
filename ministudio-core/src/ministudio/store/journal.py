"""The one transaction function: state, events and ledger are written together or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ministudio.config.base import freeze
from ministudio.errors import MinistudioError
from ministudio.interfaces.events import Event, EventKind

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from ministudio.store.database import Database

T = TypeVar("T")

POINTS = ("store.begin", "store.before_commit", "store.committed")

Observer = Callable[[str, str], None]
"""Called with the name of a point and the kinds of the events that the transaction holds."""

_observers: list[Observer] = []


def observe(callback: Observer) -> Callable[[], None]:
    """Let `callback` see every point from now on; the answer is a function that ends it."""
    _observers.append(callback)
    return lambda: _observers.remove(callback)


class Unit:
    """A piece of work inside a transaction: SQL, and the events that it causes."""

    def __init__(self, connection: sqlite3.Connection, *, project: str, now: datetime) -> None:
        self.connection = connection
        self.project = project
        self.now = now
        self.at = now.isoformat()
        self.events: list[Event] = []

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.connection.execute(sql, values)

    def event(
        self,
        kind: EventKind,
        *,
        run: str = "",
        shot: str = "",
        attempt: str = "",
        message: str = "",
        data: dict[str, Any] | None = None,
    ) -> None:
        """Append to the event log."""
        text = json.dumps(data or {}, ensure_ascii=False)
        row = (self.project, self.at, kind, run, shot, attempt, message, text)
        cursor = self.execute(
            "INSERT INTO event (project, at, kind, run, shot, attempt, message, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        # Not validated again: every part is made here, several times for each shot.
        self.events.append(
            Event.model_construct(
                kind=kind,
                at=self.now,
                seq=cursor.lastrowid or 0,
                run=run,
                shot=shot,
                attempt=attempt,
                progress=None,
                message=message,
                data=freeze(data or {}),
            )
        )


Work = Callable[[Unit], T]
"""What is to be done inside a transaction; it may run only once and must not wait."""


@dataclass(slots=True)
class Outcome(Generic[T]):
    """What became of one work: its value, or the error for which it was undone."""

    value: T | None = None
    error: Exception | None = None
    events: list[Event] = field(default_factory=list)


def write(
    database: Database,
    works: Sequence[Work[Any]],
    *,
    project: str,
    now: datetime,
    durable: bool = True,
) -> list[Outcome[Any]]:
    """Do several works in one transaction (a group commit); each is undone alone if it fails.

    Raises:
        StoreError: nothing could be written at all.
    """
    do = _do if len(works) > 1 else _do_alone
    try:
        with database.transaction(durable=durable) as connection:
            _reach("store.begin", ())
            outcomes = [do(connection, work, project=project, now=now) for work in works]
            kinds = [event.kind for outcome in outcomes for event in outcome.events]
            _reach("store.before_commit", kinds)
    except _Undone as undone:
        return [Outcome(error=undone.error)]
    _reach("store.committed", kinds)
    return outcomes


class _Undone(Exception):
    """The only work of a transaction has failed."""

    def __init__(self, error: MinistudioError) -> None:
        self.error = error


def _do_alone(
    connection: sqlite3.Connection, work: Work[T], *, project: str, now: datetime
) -> Outcome[T]:
    """A single work needs no savepoint: the whole transaction is undone with it."""
    unit = Unit(connection, project=project, now=now)
    try:
        return Outcome(value=work(unit), events=unit.events)
    except MinistudioError as error:
        raise _Undone(error) from error


def _do(
    connection: sqlite3.Connection, work: Work[T], *, project: str, now: datetime
) -> Outcome[T]:
    unit = Unit(connection, project=project, now=now)
    connection.execute("SAVEPOINT work")
    try:
        value = work(unit)
    except MinistudioError as error:
        connection.execute("ROLLBACK TO work")
        return Outcome(error=error)
    finally:
        if connection.in_transaction:
            connection.execute("RELEASE work")
    return Outcome(value=value, events=unit.events)


def _reach(point: str, kinds: Sequence[str]) -> None:
    for observer in tuple(_observers):
        observer(point, ",".join(kinds))
