"""The question before money is spent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ministudio.cli.plan import show
from ministudio.errors import ApprovalError

if TYPE_CHECKING:
    from ministudio.planner.plan import Plan


def approve(plan: Plan, *, yes: bool) -> None:
    """Make sure that a person wants what the plan will cost; free plans pass.

    Raises:
        ApprovalError: nobody is there to say yes, said no, or `--yes` came without a cap.
    """
    if all(shot.route is None or shot.route.free for shot in plan.to_make):
        return
    show(plan, as_note=True)
    if yes:
        if plan.cap is None and plan.run_cap is None:
            raise ApprovalError(
                "--yes spends without asking, so it needs a cap.",
                hint="Add --max-cost, or set settings.max_cost in the storyboard.",
            )
        return
    if not sys.stdin.isatty():
        raise ApprovalError(
            f"the plan may cost {plan.high} and nobody is here to agree.",
            hint="Run it in a terminal, or with --yes --max-cost MONEY.",
        )
    if not click.confirm(f"Spend up to {plan.high}?", err=True):
        raise ApprovalError("nothing was spent.")
