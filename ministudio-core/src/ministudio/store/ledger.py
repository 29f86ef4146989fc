"""The ledger: what attempts reserve, cost and give back, in signed millionths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ministudio.config.money import Money
from ministudio.errors import StoreError

if TYPE_CHECKING:
    from ministudio.results import Attempt
    from ministudio.store.database import Database
    from ministudio.store.journal import Unit

CostKey = Literal["endpoint", "scene", "shot", "run", "model"]
_COLUMNS: dict[CostKey, str] = {
    "endpoint": "attempt.endpoint",
    "model": "attempt.endpoint || '/' || attempt.model",
    "scene": "substr(attempt.shot, 1, instr(attempt.shot || '/', '/') - 1)",
    "shot": "attempt.shot",
    "run": "attempt.run",
}


def reserve(unit: Unit, attempt: Attempt) -> None:
    """Count an attempt at its highest price from now on."""
    _enter(unit, attempt, "reserve", attempt.reserved.micros)


def settle(unit: Unit, attempt: Attempt, billed: Money) -> None:
    """Replace an attempt's reservation by what it cost."""
    kind = "settle" if billed.micros else "release"
    _enter(unit, attempt, kind, billed.micros - attempt.reserved.micros, billed.currency)


def total(unit: Unit, *, currency: str, run: str | None = None) -> Money:
    """What the project (or one run) has spent, reserved or may have spent, inside a transaction.

    Raises:
        StoreError: part of it is in another currency, so that no cap can be checked.
    """
    where, values = ("project = ?", [unit.project])
    if run is not None:
        where, values = f"{where} AND run = ?", [unit.project, run]
    rows = unit.execute(
        f"SELECT currency, sum(micros) FROM ledger WHERE {where} "
        "GROUP BY currency HAVING sum(micros) <> 0",
        values,
    ).fetchall()
    return _one(dict(rows), currency)


def spent(database: Database, project: str, currency: str | None = None) -> Money:
    """What the project has spent, reserved or may have spent.

    Raises:
        StoreError: it is in several currencies.
    """
    rows = database.read(
        "SELECT currency, sum(micros) FROM ledger WHERE project = ? "
        "GROUP BY currency HAVING sum(micros) <> 0",
        (project,),
    )
    found: dict[str, int] = dict(rows)
    return _one(found, currency or next(iter(found), "USD"))


def costs(database: Database, project: str, by: CostKey = "endpoint") -> dict[str, Money]:
    """What was spent, reserved or may have been, for each endpoint, model, scene, shot or run."""
    rows = database.read(
        f"SELECT {_COLUMNS[by]}, ledger.currency, sum(ledger.micros) "
        "FROM ledger JOIN attempt ON attempt.id = ledger.attempt "
        "WHERE ledger.project = ? GROUP BY 1, 2 HAVING sum(ledger.micros) <> 0 ORDER BY 1, 2",
        (project,),
    )
    found: dict[str, Money] = {}
    for key, currency, micros in rows:
        name = key if key not in found else f"{key} ({currency})"
        found[name] = Money(micros=micros, currency=currency)
    return found


def _one(found: dict[str, int], currency: str) -> Money:
    others = sorted(set(found) - {currency})
    if others:
        raise StoreError(
            f"this project has costs in {', '.join(others)} beside {currency}; "
            "they cannot be added up.",
            hint="Give caps and prices in one currency.",
        )
    return Money(micros=found.get(currency, 0), currency=currency)


def _enter(unit: Unit, attempt: Attempt, kind: str, micros: int, currency: str = "") -> None:
    if not micros:
        return
    unit.execute(
        "INSERT INTO ledger (project, run, attempt, kind, micros, currency, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            unit.project,
            attempt.run,
            attempt.id,
            kind,
            micros,
            currency or attempt.reserved.currency,
            unit.at,
        ),
    )
