"""The ledger: what attempts reserve, cost and give back, in signed millionths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ministudio.config.money import Money
from ministudio.errors import BudgetError

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
    """Replace an attempt's reservation by what it cost, in whatever currency."""
    kind, reserved = "settle" if billed.micros else "release", attempt.reserved
    if billed.micros and reserved.micros and billed.currency != reserved.currency:
        _enter(unit, attempt, "release", -reserved.micros)
        _enter(unit, attempt, kind, billed.micros, billed.currency)
    else:
        currency = billed.currency if billed.micros else reserved.currency
        _enter(unit, attempt, kind, billed.micros - reserved.micros, currency)


def unsettle(unit: Unit, attempt: Attempt) -> None:
    """Take back what an attempt was settled at, and reserve for it again."""
    rows = unit.execute(
        "SELECT currency, sum(micros) FROM ledger WHERE attempt = ? GROUP BY currency",
        (attempt.id,),
    ).fetchall()
    for currency, micros in rows:
        _enter(unit, attempt, "reopen", -micros, currency)
    reserve(unit, attempt)


def total(unit: Unit, *, currency: str, run: str | None = None) -> Money:
    """What the project (or one run) has spent, reserved or may have spent, inside a transaction.

    Raises:
        BudgetError: part of it is in another currency, so that no cap can hold.
    """
    where, values = ("project = ?", [unit.project])
    if run is not None:
        where, values = f"{where} AND run = ?", [unit.project, run]
    rows = unit.execute(
        f"SELECT currency, sum(micros) FROM ledger WHERE {where} "
        "GROUP BY currency HAVING sum(micros) <> 0",
        values,
    ).fetchall()
    found: dict[str, int] = dict(rows)
    others = sorted(set(found) - {currency})
    if others:
        raise BudgetError(
            f"this project has costs in {', '.join(others)}; a cap in {currency} cannot hold.",
            hint="Run without a cap, or keep to prices of one currency.",
        )
    return Money(micros=found.get(currency, 0), currency=currency)


def totals(database: Database, project: str) -> dict[str, Money]:
    """What the project has spent, reserved or may have spent, in each currency."""
    rows = database.read(
        "SELECT currency, sum(micros) FROM ledger WHERE project = ? "
        "GROUP BY currency HAVING sum(micros) <> 0 ORDER BY 1",
        (project,),
    )
    return {currency: Money(micros=micros, currency=currency) for currency, micros in rows}


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
