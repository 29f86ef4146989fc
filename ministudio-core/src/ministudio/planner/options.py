"""What a plan is made from beside the storyboard: choices of the caller, and what is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model
from ministudio.config.money import ZERO, Money
from ministudio.errors import ConfigurationError
from ministudio.planner.stock import Stock

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from ministudio.interfaces.compiler import Compiler
    from ministudio.interfaces.findings import Finding
    from ministudio.interfaces.plan import PlanContext, PlanRecord
    from ministudio.interfaces.routing import Candidate
    from ministudio.routing.decide import Voters
    from ministudio.storyboard.projection import FileDigest


PlanChecks = Callable[["PlanRecord", "PlanContext"], "Sequence[Finding]"]
"""Asks the plugins what they find in a plan."""


class PlanOptions(Model):
    """The caller's choices.

    `draft` puts every shot on the animatic, `use` on one endpoint or model (a glob). `max_cost`
    caps this run. `reroute` makes shots again whose settings changed. `again` maps the address of
    a shot that gets another take to its seed, or to None for a fresh one. `only` has
    selectors of the shots that may be made or selected (empty: all), see `selection`.
    """

    draft: bool = False
    use: str = ""
    max_cost: Money | None = None
    reroute: bool = False
    again: FrozenMap[int | None] = EMPTY
    only: tuple[str, ...] = ()


def as_money(amount: Money | str | None) -> Money | None:
    """An amount that may be written as text.

    Raises:
        ConfigurationError: the text is no amount of money.
    """
    if not isinstance(amount, str):
        return amount
    try:
        return Money.model_validate(amount)
    except ValueError:
        message = f"{amount!r} is not an amount."
        raise ConfigurationError(message, hint="Write it like 5 USD.") from None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is installed, configured and stored.

    `file` is the name of the storyboard's file. `cap` holds for the project for ever and `spent`
    counts against it. `options` are each endpoint's own model settings, `missing_env` the
    credentials that it lacks, `cannot_sign_in` why it has none, where there are several ways.
    `voters` and `plan_checks` ask the plugins; None where no plugin is there to ask.
    """

    name: str
    as_of: datetime.date
    candidates: tuple[Candidate, ...]
    compiler: Compiler
    file_digest: FileDigest
    stock: Stock = field(default_factory=Stock)
    file: str = ""
    cap: Money | None = None
    spent: Money = ZERO
    runs: int = 0
    options: dict[str, JsonMap] = field(default_factory=dict)
    missing_env: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cannot_sign_in: dict[str, str] = field(default_factory=dict)
    voters: Voters | None = None
    plan_checks: PlanChecks | None = None
