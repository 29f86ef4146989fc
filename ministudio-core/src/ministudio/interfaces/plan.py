"""The plan record: the difference between wish and store, as data."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

from ministudio.config.base import EMPTY, FrozenMap, Model
from ministudio.config.money import Money
from ministudio.interfaces.capabilities import Grade
from ministudio.interfaces.findings import Finding
from ministudio.interfaces.request import Request
from ministudio.interfaces.routing import Reasoning
from ministudio.storyboard.model import Storyboard
from ministudio.storyboard.view import View

PLAN_SCHEMA = 1
ShotClass = Literal[
    "blocked", "in flight", "kept", "reuse", "new", "changed", "rerouted", "follows"
]
Action = Literal["block", "attach", "keep", "select", "make"]


class Route(Model):
    """Endpoint and model chosen for a shot, and why."""

    endpoint: str
    provider: str
    model: str
    grade: Grade
    reason: str = ""
    free: bool = False

    def __str__(self) -> str:
        return self.endpoint if self.endpoint == self.model else f"{self.endpoint}/{self.model}"


class Cost(Model):
    """What a shot may cost: a range, with the date and source of the price behind it."""

    low: Money
    high: Money
    as_of: datetime.date | None = None
    source: str = ""


class ShotPlan(Model):
    """One shot of the plan.

    `basis` is the digest of the view; `causes` are the changed fields or settings; `seconds` is
    what the film uses, `billed_seconds` what the model is asked for. `take` is the stored take
    that is kept or selected; `take_number` and `seed` are those of the take that will be made.
    """

    address: str
    scene: str
    status: ShotClass
    action: Action
    route: Route | None = None
    reasoning: Reasoning | None = None
    view: View
    basis: str
    plan_key: str = ""
    request: Request | None = None
    seconds: Fraction
    billed_seconds: Fraction
    cost: Cost
    causes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    take: str | None = None
    take_number: int = 1
    seed: int | None = None
    attempt: str | None = None
    approved: bool = False
    tier: str = "full"
    used: int = 0
    limit: int = 0
    dropped: tuple[str, ...] = ()
    not_honoured: tuple[str, ...] = ()
    uncertain: bool = False
    state_before: str = ""
    state_after: str = ""

    @property
    def prompt(self) -> str:
        """The exact words for the model."""
        return self.request.text if self.request else ""


class PlanRecord(Model):
    """A whole plan.

    `file` is the storyboard, relative to where the plan is kept, and `board` its digest.
    `selected` has the take that each shot had when the plan was made. `draft` and `use` are the
    caller's choices of a route. `cap` is the project's for ever and
    `run_cap` this run's; `spent` counts what is committed, in flight and unknown, each at its
    highest.
    """

    schema_version: int = PLAN_SCHEMA
    name: str
    title: str
    file: str = ""
    board: str
    as_of: datetime.date
    draft: bool = False
    use: str = ""
    width: int
    height: int
    fps: Fraction
    shots: tuple[ShotPlan, ...] = ()
    findings: tuple[Finding, ...] = ()
    selected: FrozenMap[str] = EMPTY
    cap: Money | None = None
    run_cap: Money | None = None
    spent: Money = Money()
    runs: int = 0


class PlanContext(Model):
    """What a check of a plan may know beside it: the storyboard, and the date of the plan."""

    storyboard: Storyboard
    as_of: datetime.date
