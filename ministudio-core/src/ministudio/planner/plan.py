"""The plan: the record of what a run would do, which prints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.config.money import Money
from ministudio.errors import BudgetError, PlanError
from ministudio.interfaces.findings import together
from ministudio.interfaces.plan import PlanRecord, ShotPlan
from ministudio.planner import render

if TYPE_CHECKING:
    from ministudio.interfaces.findings import Finding


class Plan(PlanRecord):
    """What a run would make, keep and spend, and why. Handing it to `Project.run` approves it."""

    def __str__(self) -> str:
        return render.plain(render.lines(self))

    def _repr_html_(self) -> str:
        return render.to_html(self)

    def __getitem__(self, address: str) -> ShotPlan:
        for shot in self.shots:
            if shot.address == address:
                return shot
        raise KeyError(address)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def to_make(self) -> tuple[ShotPlan, ...]:
        """The shots that a run would make."""
        return tuple(shot for shot in self.shots if shot.action == "make")

    @property
    def changes(self) -> bool:
        """Whether a run would do anything but keep."""
        return any(shot.action != "keep" for shot in self.shots)

    @property
    def low(self) -> Money:
        """The least that the run may cost."""
        return sum((shot.cost.low for shot in self.to_make), Money())

    @property
    def high(self) -> Money:
        """The most that the first takes may cost."""
        return sum((shot.cost.high for shot in self.to_make), Money())

    def raise_for_findings(self) -> None:
        """Raise when something blocks the plan.

        Raises:
            BudgetError: when the only errors are about money.
            PlanError: with every error finding.
        """
        if not self.errors:
            return
        messages = tuple(str(finding) for finding in together(self.errors))
        if all(finding.code == "budget" for finding in self.errors):
            raise BudgetError("\n".join(messages))
        raise PlanError(messages)
