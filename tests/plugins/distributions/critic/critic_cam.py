"""A plugin that has an opinion: it votes at night, objects to silence, and fails on request."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ministudio.interfaces.findings import Finding
from ministudio.plugins import RouteVote, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.interfaces.plan import PlanContext, PlanRecord
    from ministudio.interfaces.routing import Candidate, Wish


@hookimpl
def ministudio_route_shot(shot: Wish, candidates: Sequence[Candidate]) -> RouteVote | None:
    if "CRITIC_FAILS" in os.environ:
        raise LookupError("the critic is asleep")
    if "night" not in shot.tags:
        return None
    return RouteVote(candidates[-1].address, priority=3, reason="better in the dark")


@hookimpl
def ministudio_check_plan(plan: PlanRecord, context: PlanContext) -> Iterable[Finding]:
    for shot in plan.shots:
        if not shot.view.action:
            yield Finding(
                level="error",
                code="critic.silence",
                shot=shot.address,
                message=f"nothing happens in {context.storyboard.title!r}.",
            )
