"""What plugins say while a plan is made: votes for models, and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.interfaces.findings import Finding
from ministudio.interfaces.routing import Vote
from ministudio.plugins.records import RouteVote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.interfaces.plan import PlanContext, PlanRecord
    from ministudio.interfaces.routing import Candidate, RouteContext, Wish
    from ministudio.plugins.manager import PluginManager

ROUTE, CHECK = "ministudio_route_shot", "ministudio_check_plan"


class PlanHooks:
    """Asks all plugins about a shot or a plan; one that fails is not asked that again."""

    def __init__(self, manager: PluginManager) -> None:
        """Ask the plugins of `manager`."""
        self._manager = manager
        self.has_voters = manager.implements(ROUTE)

    def votes(
        self, shot: Wish, candidates: Sequence[Candidate], context: RouteContext
    ) -> tuple[Vote, ...]:
        """The votes for a shot, the highest priority first, then in the order of the plugins."""
        found = self._manager.collect(
            ROUTE, RouteVote, shot=shot, candidates=tuple(candidates), context=context
        )
        votes = [_vote(plugin.name, vote, candidates) for plugin, vote in found]
        return tuple(sorted(votes, key=lambda vote: -vote.priority))

    def findings(self, plan: PlanRecord, context: PlanContext) -> list[Finding]:
        """What the plugins find in a plan, and a warning for each that could not be asked."""
        found = self._manager.collect(CHECK, Finding, plan=plan, context=context)
        told = [finding.replace(plugin=plugin.name) for plugin, finding in found]
        broken = (
            Finding(level="warning", code="plugin", message=f"plugin {plugin}: {plugin.reason}.")
            for plugin in self._manager.plugins
            if plugin.reason.startswith((ROUTE, CHECK))
        )
        return [*told, *broken]


def _vote(plugin: str, vote: RouteVote, candidates: Sequence[Candidate]) -> Vote:
    """A vote with the address of the model it names; it counts when that is to choose from."""
    one = next((one for one in candidates if one.matches(vote.model)), None)
    return Vote(
        plugin=plugin,
        model=one.address if one else vote.model,
        priority=vote.priority,
        reason=vote.reason,
        counts=one is not None,
    )
