"""The decision: which model makes a shot, and why not the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.config.base import Model
from ministudio.interfaces.routing import (
    Candidate,
    Contender,
    Reasoning,
    RouteContext,
    Vote,
    Wish,
)
from ministudio.routing.candidates import exclusion, matching
from ministudio.routing.rules import first_rule

if TYPE_CHECKING:
    import datetime
    from fractions import Fraction

    from ministudio.storyboard.model import RouteRule

PREVIZ = "animatic"
UNPRICED = "its price at this size is not known, and a cap holds"

Voters = Callable[[Wish, Sequence[Candidate], RouteContext], Sequence[Vote]]
"""Asks the plugins which of the candidates they are for."""


class Decision(Model):
    """The outcome for one shot: the usable candidates, best first, and how they were chosen.

    `problem` says why there is none.
    """

    chosen: tuple[Candidate, ...] = ()
    reasoning: Reasoning
    problem: str = ""

    @property
    def because(self) -> str:
        """What decided, in a few words: the rule or flag, and the vote if one did."""
        won = self.chosen[0].address if self.chosen else ""
        votes = [vote for vote in self.reasoning.votes if vote.counts and vote.model == won]
        told = f" ({votes[0].plugin}: {votes[0].reason or 'its vote'})" if votes else ""
        return f"{self.reasoning.rule}{told}"


class Choice(Model):
    """What stands above the rules: `--use`, `--draft`, and the shot's own `use`."""

    use: str = ""
    draft: bool = False
    shot_use: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one storyboard can choose from: every installed model, the rules, and who may vote.

    `capped` is whether a cap on money holds: then a model without a price does not win.
    """

    candidates: Sequence[Candidate]
    rules: Sequence[RouteRule]
    as_of: datetime.date
    voters: Voters | None = None
    capped: bool = False
    _seen: dict[tuple[str, str, Fraction], Contender] = field(default_factory=dict)

    def contender(self, one: Candidate, wish: Wish, excluded: str) -> Contender:
        """A candidate with its price for a shot: the same for all shots of that length."""
        key = one.address, excluded, wish.view.duration
        if key not in self._seen:
            cost = wish.cost(one)
            self._seen[key] = Contender(model=one.address, excluded=excluded, cost=cost)
        return self._seen[key]


def decide(offer: Offer, wishes: Sequence[Wish], choice: Choice) -> Decision:
    """Choose for a chain by its first shot: `--draft`, `--use`, its `use`, the first rule.

    Without any of them the animatic draws the shot. The model has to be able to make all of
    `wishes`. A rule whose models are all excluded is a problem; the next rule is not tried.
    """
    first = wishes[0]
    patterns, rule, prefer = _patterns(offer.rules, first, choice)
    reasoning = Reasoning(rule=rule, named=tuple(patterns), prefer=prefer)
    if not patterns:
        return Decision(reasoning=reasoning, problem="No route matches.")
    named = list(matching(offer.candidates, patterns))
    if not named:
        names = ", ".join(repr(pattern) for pattern in patterns)
        return Decision(reasoning=reasoning, problem=f"No installed model is called {names}.")
    reasons = {one.address: _excluded(one, wishes) for one in named}
    usable = [one for one in named if not reasons[one.address]]
    if offer.capped:
        usable = _priced(offer, usable, first, reasons)
    if prefer == "cost":
        usable.sort(key=lambda one: _micros(offer.contender(one, first, "")))
    context = RouteContext(as_of=offer.as_of, rule=rule, prefer=prefer)
    votes = offer.voters(first, usable, context) if offer.voters and len(usable) > 1 else ()
    usable = _by_votes(usable, votes)
    excluded = [one for one in named if reasons[one.address]]
    contenders = tuple(
        offer.contender(one, first, reasons[one.address]) for one in (*usable, *excluded)
    )
    problem = "; ".join(f"{one.address}: {reasons[one.address]}" for one in excluded)
    return Decision(
        chosen=tuple(usable),
        reasoning=reasoning.replace(contenders=contenders, votes=tuple(votes)),
        problem="" if usable else problem,
    )


def _patterns(
    rules: Sequence[RouteRule], wish: Wish, choice: Choice
) -> tuple[Sequence[str], str, str]:
    if choice.draft:
        return (PREVIZ,), "--draft", ""
    if choice.use:
        return (choice.use,), "--use", ""
    if choice.shot_use:
        return (choice.shot_use,), "the shot's own `use`", ""
    if not rules:
        return (PREVIZ,), "no routes", ""
    found = first_rule(rules, wish)
    if found is None:
        return (), "no rule holds", ""
    number, rule = found
    return rule.use, f"route {number}", rule.prefer or ""


def _excluded(one: Candidate, wishes: Sequence[Wish]) -> str:
    """Why a model cannot make the shots; the shot is named when it is not the first."""
    for number, wish in enumerate(wishes):
        if reason := exclusion(one, wish):
            return f"{wish.address}, in its chain: {reason}" if number else reason
    return ""


def _priced(
    offer: Offer, usable: list[Candidate], wish: Wish, reasons: dict[str, str]
) -> list[Candidate]:
    """The candidates with a price, where there are any; the others are excluded."""
    priced = [one for one in usable if offer.contender(one, wish, "").cost is not None]
    if not priced:
        return usable
    reasons.update({one.address: UNPRICED for one in usable if one not in priced})
    return priced


def _micros(one: Contender) -> int:
    return one.cost.micros if one.cost is not None else 1 << 62


def _by_votes(usable: Sequence[Candidate], votes: Sequence[Vote]) -> list[Candidate]:
    """The candidates that have votes first, by their highest priority; the rest as they were."""
    highest: dict[str, int] = {}
    for vote in votes:
        if vote.counts:
            highest[vote.model] = max(vote.priority, highest.get(vote.model, vote.priority))
    voted = [one for one in usable if one.address in highest]
    voted.sort(key=lambda one: -highest[one.address])
    return [*voted, *(one for one in usable if one.address not in highest)]
