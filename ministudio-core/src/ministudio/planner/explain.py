"""How the model of a shot was chosen, for people: `plan --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.planner.render import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.interfaces.plan import ShotPlan
    from ministudio.interfaces.routing import Contender, Reasoning
    from ministudio.planner.render import Line


def explanation(shot: ShotPlan) -> Iterator[Line]:
    """The winner, what decided, every model that the rule names, and the votes."""
    why = shot.reasoning
    winner = str(shot.route) if shot.route else "no model can make it"
    yield (Span(f"{shot.address}  ", "bold"), Span(winner, "bold" if shot.route else "error"))
    if why is None:
        return
    yield (Span(f"   {_rule(why)}"),)
    width = max((len(one.model) for one in why.contenders), default=0)
    usable = [one for one in why.contenders if not one.excluded]
    for one in usable:
        place = "wins" if one is usable[0] else "stands by"
        yield _row("+" if one is usable[0] else "·", "new", one, width, f"{_cost(one)} · {place}")
    for one in why.contenders:
        if one.excluded:
            yield _row("x", "error", one, width, one.excluded)
    for vote in why.votes:
        told = f": {vote.reason}" if vote.reason else ""
        void = "" if vote.counts else " · does not count: it is not to choose from"
        yield (Span(f"   {vote.plugin} votes for {vote.model} ({vote.priority}){told}{void}"),)


def _rule(why: Reasoning) -> str:
    named = f": {', '.join(why.named)}" if why.named else ""
    prefer = f" · prefer {why.prefer}" if why.prefer else ""
    chain = f" · with the chain of {why.chain}" if why.chain else ""
    return f"{why.rule}{named}{prefer}{chain}"


def _row(mark: str, style: str, one: Contender, width: int, told: str) -> Line:
    return Span(f"{mark}  ", style), Span(f"{one.model.ljust(width)}  {told}")


def _cost(one: Contender) -> str:
    if one.cost is None:
        return "price not known"
    return str(one.cost) if one.cost else "free"
