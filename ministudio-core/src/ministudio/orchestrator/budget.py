"""The budget walls: no intent is written that could push the spending over a cap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.errors import BudgetError
from ministudio.store import ledger

if TYPE_CHECKING:
    from ministudio.config.money import Money
    from ministudio.interfaces.plan import Cost
    from ministudio.results import Attempt
    from ministudio.store.journal import Unit


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that may be spent: by the project for ever, and by this run."""

    project: Money | None = None
    run: Money | None = None

    def __bool__(self) -> bool:
        return self.project is not None or self.run is not None

    def check(self, unit: Unit, attempt: Attempt) -> None:
        """Refuse an attempt whose reservation does not fit; part of the intent's transaction.

        Raises:
            BudgetError: spent + reserved + unknown + this would be over a cap.
        """
        if not attempt.reserved:
            return
        for cap, run, name in ((self.project, None, "max_cost"), (self.run, attempt.run, "run")):
            if cap is None:
                continue
            used = ledger.total(unit, currency=cap.currency, run=run)
            _require_same_currency(cap, attempt)
            if used + attempt.reserved > cap:
                raise BudgetError(
                    f"{attempt.shot!r} may cost {attempt.reserved}, but {used} of {cap} "
                    f"({name}) are spent or reserved.",
                    hint="Raise the cap, or choose a cheaper model for it.",
                )


def require_price(shot: str, cost: Cost, *, free: bool, caps: Caps) -> None:
    """Refuse a paid model without a price where a cap is to hold.

    Raises:
        BudgetError: nobody knows what the shot costs.
    """
    if caps and not free and not cost.high and not cost.source:
        raise BudgetError(
            f"{shot!r} has no known price, so that no cap can hold.",
            hint="Choose a model with a price, or run without a cap.",
        )


def _require_same_currency(cap: Money, attempt: Attempt) -> None:
    if cap.currency != attempt.reserved.currency:
        raise BudgetError(
            f"{attempt.shot!r} is priced in {attempt.reserved.currency}, the cap is in "
            f"{cap.currency}.",
            hint="Give the cap in the currency of the prices.",
        )
