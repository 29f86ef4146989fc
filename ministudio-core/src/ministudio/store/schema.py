"""The tables of the store. Rows of paid work are never deleted; logs can only grow.

A schema that was released is never edited: a change is a new entry of `MIGRATIONS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION = 0x4D535431  # "MST1", in the header of the database file
LIVE_STATES = "('planned', 'submitting', 'accepted', 'ready', 'fetched', 'unknown')"

_TABLES = f"""
CREATE TABLE run (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
    status TEXT NOT NULL, board TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL
) STRICT;

CREATE TABLE view (basis TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE request (digest TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (digest TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What each shot's snapshots were, one row for each change.
CREATE TABLE shot_state (
    id INTEGER PRIMARY KEY, project TEXT NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL,
    shot TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
) STRICT;
CREATE INDEX shot_state_shot ON shot_state (project, shot, id);

CREATE TABLE attempt (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, run TEXT NOT NULL REFERENCES run (id),
    shot TEXT NOT NULL, take_number INTEGER NOT NULL, grade TEXT NOT NULL,
    basis TEXT NOT NULL, plan_key TEXT NOT NULL, request_digest TEXT NOT NULL,
    endpoint TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, account TEXT NOT NULL,
    reconcile TEXT NOT NULL, hint TEXT NOT NULL, state TEXT NOT NULL, job TEXT,
    seed INTEGER, frames INTEGER NOT NULL, reserved INTEGER NOT NULL, currency TEXT NOT NULL,
    billed INTEGER, submitted_at TEXT, error TEXT, message TEXT NOT NULL
) STRICT;
-- One live attempt for one request: a second send of the same thing cannot even be written down.
CREATE UNIQUE INDEX attempt_live ON attempt (project, request_digest)
    WHERE state IN {LIVE_STATES};
CREATE INDEX attempt_request ON attempt (project, request_digest);

CREATE TABLE clip (
    sha256 TEXT PRIMARY KEY, json TEXT NOT NULL, lost_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE take (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, shot TEXT NOT NULL, number INTEGER NOT NULL,
    grade TEXT NOT NULL, basis TEXT NOT NULL, plan_key TEXT NOT NULL, endpoint TEXT NOT NULL,
    provider TEXT NOT NULL, model TEXT NOT NULL, seed INTEGER, clips TEXT NOT NULL,
    marks TEXT NOT NULL, cost INTEGER NOT NULL, currency TEXT NOT NULL, created_at TEXT NOT NULL,
    run TEXT NOT NULL, attempt TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE selection (
    project TEXT NOT NULL, shot TEXT NOT NULL, grade TEXT NOT NULL,
    take TEXT NOT NULL REFERENCES take (id), at TEXT NOT NULL,
    PRIMARY KEY (project, shot, grade)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (
    project TEXT NOT NULL, shot TEXT NOT NULL, take TEXT NOT NULL REFERENCES take (id),
    at TEXT NOT NULL, PRIMARY KEY (project, shot)
) STRICT, WITHOUT ROWID;

-- Signed millionths: what is spent is the sum, whatever became of the attempts.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY, project TEXT NOT NULL, run TEXT NOT NULL,
    attempt TEXT NOT NULL REFERENCES attempt (id), kind TEXT NOT NULL,
    micros INTEGER NOT NULL, currency TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_run ON ledger (project, run);

CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, at TEXT NOT NULL,
    kind TEXT NOT NULL, run TEXT NOT NULL, shot TEXT NOT NULL, attempt TEXT NOT NULL,
    message TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
"""


def _append_only(table: str) -> str:
    return "".join(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;\n"
        for verb in ("UPDATE", "DELETE")
    )


MIGRATIONS: Mapping[int, str] = {
    0: _TABLES
    + "".join(map(_append_only, ("event", "ledger", "view", "request", "snapshot", "shot_state"))),
    # A provider may bill in another currency than its price was given in.
    1: "ALTER TABLE attempt ADD COLUMN billed_currency TEXT;\n",
}
"""Script that lifts a store from version n to n + 1."""

VERSION = max(MIGRATIONS) + 1
