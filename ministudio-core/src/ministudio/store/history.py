"""What was true when: views, requests, snapshots, runs and the event log."""

from __future__ import annotations

import json
import os
import socket
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ministudio.artifacts.digest import canonical
from ministudio.interfaces.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ministudio.store.database import Database
    from ministudio.store.journal import Unit


class ShotState(NamedTuple):
    """The digests of the snapshots before and after a shot, as a run found them."""

    run: str
    at: datetime
    shot: str
    before: str
    after: str


def keep_view(unit: Unit, basis: str, view: Mapping[str, Any]) -> None:
    """Store a view under its digest."""
    unit.execute("INSERT OR IGNORE INTO view VALUES (?, ?)", (basis, canonical(view).decode()))


def keep_request(unit: Unit, digest: str, request: Mapping[str, Any]) -> None:
    """Store a request under its digest."""
    text = canonical(request).decode()
    unit.execute("INSERT OR IGNORE INTO request VALUES (?, ?)", (digest, text))


def view(database: Database, basis: str) -> dict[str, Any] | None:
    """The view of a basis, as JSON."""
    return _json(database, "SELECT json FROM view WHERE basis = ?", basis)


def request(database: Database, digest: str) -> dict[str, Any] | None:
    """The request of a digest, as JSON."""
    return _json(database, "SELECT json FROM request WHERE digest = ?", digest)


def snapshot(database: Database, digest: str) -> dict[str, Any] | None:
    """The world state of a digest, as JSON."""
    return _json(database, "SELECT json FROM snapshot WHERE digest = ?", digest)


def keep_snapshots(
    unit: Unit,
    *,
    run: str,
    snapshots: Mapping[str, Mapping[str, Any]],
    shots: Iterable[tuple[str, str, str]],
) -> None:
    """Store snapshots by digest, and for each shot whose (before, after) changed, a row."""
    unit.connection.executemany(
        "INSERT OR IGNORE INTO snapshot VALUES (?, ?)",
        [(digest, canonical(state).decode()) for digest, state in snapshots.items()],
    )
    latest = _latest(unit)
    unit.connection.executemany(
        "INSERT INTO shot_state (project, run, at, shot, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (unit.project, run, unit.at, shot, before, after)
            for shot, before, after in shots
            if latest.get(shot) != (before, after)
        ],
    )


def shot_states(database: Database, project: str, shot: str = "") -> list[ShotState]:
    """How the snapshots of the shots (or of one) changed from run to run, oldest first."""
    where, values = ("AND shot = ?", (project, shot)) if shot else ("", (project,))
    rows = database.read(
        "SELECT run, at, shot, before, after FROM shot_state "
        f"WHERE project = ? {where} ORDER BY id",
        values,
    )
    return [ShotState(run, datetime.fromisoformat(at), *rest) for run, at, *rest in rows]


def start_run(unit: Unit, *, run: str, board: str) -> None:
    """Write down that a run begins."""
    unit.execute(
        "INSERT INTO run (id, project, started_at, status, board, pid, host) "
        "VALUES (?, ?, ?, 'running', ?, ?, ?)",
        (run, unit.project, unit.at, board, os.getpid(), socket.gethostname()),
    )
    unit.event("run.started", run=run, data={"board": board})


def end_run(unit: Unit, *, run: str, interrupted: bool, data: dict[str, Any]) -> None:
    """Write down how a run ended."""
    status = "interrupted" if interrupted else "finished"
    unit.execute("UPDATE run SET finished_at = ?, status = ? WHERE id = ?", (unit.at, status, run))
    unit.event("run.interrupted" if interrupted else "run.finished", run=run, data=data)


def count_runs(database: Database, project: str) -> int:
    """How many runs a board has had."""
    return int(database.read("SELECT count(*) FROM run WHERE project = ?", (project,))[0][0])


def events(database: Database, project: str, after: int = 0) -> list[Event]:
    """The event log of a board behind sequence number `after`, in order."""
    rows = database.read(
        "SELECT seq, at, kind, run, shot, attempt, message, data FROM event "
        "WHERE project = ? AND seq > ? ORDER BY seq",
        (project, after),
    )
    return [
        Event(
            seq=seq,
            at=datetime.fromisoformat(at),
            kind=kind,
            run=run,
            shot=shot,
            attempt=attempt,
            message=message,
            data=json.loads(data),
        )
        for seq, at, kind, run, shot, attempt, message, data in rows
    ]


def _latest(unit: Unit) -> dict[str, tuple[str, str]]:
    rows = unit.execute(
        "SELECT shot, before, after FROM shot_state WHERE project = ? ORDER BY id", (unit.project,)
    )
    return {shot: (before, after) for shot, before, after in rows}


def _json(database: Database, sql: str, key: str) -> dict[str, Any] | None:
    rows = database.read(sql, (key,))
    found: dict[str, Any] | None = json.loads(rows[0][0]) if rows else None
    return found
