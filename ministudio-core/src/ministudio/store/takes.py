"""Takes, clips, selections and approvals in the store."""

from __future__ import annotations

import json
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from ministudio.config.base import EMPTY, FrozenDict
from ministudio.config.money import Money
from ministudio.errors import NotFoundError
from ministudio.results import Clip, Marks, Take

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.artifacts.cas import ContentStore
    from ministudio.interfaces.capabilities import Grade
    from ministudio.store.database import Database
    from ministudio.store.journal import Unit

_FIELDS = (
    "id, project, shot, number, grade, basis, plan_key, endpoint, provider, model, seed, "
    "clips, marks, cost, currency, created_at, run, attempt"
)


def add(unit: Unit, take: Take) -> None:
    """Store a take and its clips; a take of the same attempt is there once."""
    for clip in take.clips:
        unit.execute(
            "INSERT INTO clip (sha256, json) VALUES (?, ?) "
            "ON CONFLICT (sha256) DO UPDATE SET json = excluded.json, lost_at = NULL",
            (clip.sha256, clip.model_dump_json()),
        )
    unit.execute(
        f"INSERT OR IGNORE INTO take ({_FIELDS}) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            take.id,
            take.project,
            take.shot,
            take.number,
            take.grade,
            take.basis,
            take.plan_key,
            take.endpoint,
            take.provider,
            take.model,
            take.seed,
            json.dumps([clip.sha256 for clip in take.clips]),
            json.dumps([[mark.first, mark.end] for mark in take.marks]),
            take.cost.micros,
            take.cost.currency,
            take.created_at.isoformat(),
            take.run,
            take.attempt,
        ),
    )


def select(unit: Unit, *, shot: str, grade: Grade, take: str, run: str = "") -> None:
    """Make a take the one that counts for a shot and grade.

    Raises:
        NotFoundError: there is no such take.
    """
    _require(unit, take)
    unit.execute(
        "INSERT INTO selection (project, shot, grade, take, at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (project, shot, grade) DO UPDATE SET take = excluded.take, at = excluded.at",
        (unit.project, shot, grade, take, unit.at),
    )
    unit.event("shot.selected", run=run, shot=shot, data={"take": take, "grade": grade})


def approve(unit: Unit, *, shot: str, take: str | None) -> None:
    """Pin a take for a shot; None lets go.

    Raises:
        NotFoundError: there is no such take.
    """
    if take is None:
        unit.execute("DELETE FROM approval WHERE project = ? AND shot = ?", (unit.project, shot))
        return
    _require(unit, take)
    unit.execute(
        "INSERT INTO approval (project, shot, take, at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (project, shot) DO UPDATE SET take = excluded.take, at = excluded.at",
        (unit.project, shot, take, unit.at),
    )


def lose(unit: Unit, sha256: str) -> None:
    """Note that a clip's file is gone or damaged: its takes no longer count."""
    unit.execute("UPDATE clip SET lost_at = ? WHERE sha256 = ?", (unit.at, sha256))


def clip(database: Database, sha256: str) -> Clip | None:
    """A clip that was verified before; None when it is not known, or was lost."""
    rows = database.read("SELECT json FROM clip WHERE sha256 = ? AND lost_at IS NULL", (sha256,))
    return _clip(json.loads(rows[0][0])) if rows else None


def every(database: Database, content: ContentStore) -> list[Take]:
    """All takes whose clips are there, oldest first, of all boards that share the store."""
    clips = {
        sha256: _clip(json.loads(text))
        for sha256, text in database.read("SELECT sha256, json FROM clip WHERE lost_at IS NULL")
    }
    rows = database.read(f"SELECT {_FIELDS} FROM take ORDER BY id")
    return list(_takes(rows, clips, content))


def selected(database: Database, project: str) -> dict[tuple[str, Grade], str]:
    """The selected takes of a board, by shot and grade."""
    rows = database.read("SELECT shot, grade, take FROM selection WHERE project = ?", (project,))
    return {(shot, grade): take for shot, grade, take in rows}


def approved(database: Database, project: str) -> dict[str, str]:
    """The approved takes of a board, by shot."""
    return dict(database.read("SELECT shot, take FROM approval WHERE project = ?", (project,)))


def _takes(
    rows: Iterable[tuple[Any, ...]], clips: dict[str, Clip], content: ContentStore
) -> Iterable[Take]:
    names = _FIELDS.split(", ")
    for row in rows:
        fields = dict(zip(names, row, strict=True))
        digests = json.loads(fields["clips"])
        if all(sha256 in clips for sha256 in digests):
            yield _take(fields, tuple(clips[sha256] for sha256 in digests), content)


def _take(fields: dict[str, Any], clips: tuple[Clip, ...], content: ContentStore) -> Take:
    # The rows were validated when they were written; ten thousand of them are read for a plan.
    fields["clips"] = clips
    fields["marks"] = tuple(_mark(first, end) for first, end in json.loads(fields["marks"]))
    fields["cost"] = _money(fields["cost"], fields.pop("currency"))
    fields["created_at"] = datetime.fromisoformat(fields["created_at"])
    return Take.model_construct(**fields).stored_in(content)


@cache
def _mark(first: int, end: int) -> Marks:
    return Marks(first=first, end=end)


@cache
def _money(micros: int, currency: str) -> Money:
    return Money(micros=micros, currency=currency)


def _clip(fields: dict[str, Any]) -> Clip:
    fields["fps"] = _fps(fields["fps"])
    fields["sidecars"] = FrozenDict(fields["sidecars"]) if fields["sidecars"] else EMPTY
    return Clip.model_construct(**fields)


@cache
def _fps(text: str) -> Fraction:
    return Fraction(text)


def _require(unit: Unit, take: str) -> None:
    if not unit.execute("SELECT 1 FROM take WHERE id = ?", (take,)).fetchone():
        raise NotFoundError(f"there is no take {take!r}.", hint="`ministudio takes` lists them.")
