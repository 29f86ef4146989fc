"""Routes: the decision for each shot of a story, one for each chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ministudio.continuity.chains import chain_starts
from ministudio.routing.candidates import Wish, exclusion
from ministudio.routing.decide import Choice, Decision, Offer, decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.planner.options import PlanOptions, Surroundings
    from ministudio.storyboard.model import Storyboard
    from ministudio.storyboard.story import Moment
    from ministudio.storyboard.view import View


class Routed(NamedTuple):
    """The decision for a shot; `chain` is the model of its chain when its own `use` leaves it."""

    decision: Decision
    chain: str = ""


def route_all(
    board: Storyboard,
    moments: Sequence[Moment],
    views: Sequence[View],
    around: Surroundings,
    options: PlanOptions,
) -> list[Routed]:
    """Decide for every shot: a chain has the route of its first shot.

    A shot inside a chain whose own `use` names another model goes there alone.
    """
    capped = around.cap is not None or options.max_cost is not None
    offer = Offer(around.candidates, board.routes, around.as_of, around.voters, capped)
    chains: dict[int, list[int]] = {}
    for index, start in enumerate(chain_starts(views)):
        chains.setdefault(start, []).append(index)
    found: list[Routed] = []
    for chain in chains.values():
        wishes = [_wish(board, moments[index], views[index]) for index in chain]
        wishes[0] = wishes[0].model_copy(update={"joins": tuple(one.view.join for one in wishes)})
        uses = [moments[index].shot.use for index in chain]
        found += _route_chain(offer, wishes, uses, options)
    return found


def _wish(board: Storyboard, moment: Moment, view: View) -> Wish:
    settings = board.settings
    return Wish(
        address=moment.address,
        scene=moment.scene.id,
        tags=moment.shot.tags,
        joins=(view.join,),
        view=view,
        width=settings.width,
        height=settings.height,
        fps=settings.fps,
    )


def _route_chain(
    offer: Offer, wishes: Sequence[Wish], uses: Sequence[str], options: PlanOptions
) -> list[Routed]:
    first, *rest = uses
    choice = Choice(use=options.use, draft=options.draft, shot_use=first)
    own = [] if options.use or options.draft else rest
    together = [wishes[0], *(wish for wish, use in _pairs(wishes, own) if not use)]
    whole = decide(offer, together, choice)
    shared = whole.model_copy(
        update={"reasoning": whole.reasoning.model_copy(update={"chain": wishes[0].address})}
    )
    routed = [Routed(whole)]
    for wish, use in _pairs(wishes, own):
        routed.append(_depart(offer, wish, use, shared) if use else Routed(shared))
    return routed


def _pairs(wishes: Sequence[Wish], own: Sequence[str]) -> list[tuple[Wish, str]]:
    """The shots that continue the first, each with the `use` that is heeded."""
    return list(zip(wishes[1:], own or [""] * (len(wishes) - 1), strict=True))


def _depart(offer: Offer, wish: Wish, use: str, chain: Decision) -> Routed:
    """The decision for a shot with a `use` of its own, which the route of its chain may meet."""
    winner = chain.chosen[0] if chain.chosen else None
    if winner is not None and winner.matches(use) and not exclusion(winner, wish):
        return Routed(chain)
    decision = decide(offer, [wish], Choice(shot_use=use))
    return Routed(decision, winner.address if winner else "")
