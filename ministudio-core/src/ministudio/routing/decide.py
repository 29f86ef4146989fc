"""The decision: which model makes a shot, and why not the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.config.base import Model
from ministudio.routing.candidates import Candidate, Wish, exclusion, matching
from ministudio.routing.rules import Subject, first_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.storyboard.model import RouteRule

PREVIZ = "animatic"


class Decision(Model):
    """The outcome for one shot: the usable candidates in order, and the excluded with reasons.

    `problem` says why there is none; `because` names the rule or flag that decided.
    """

    chosen: tuple[Candidate, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    because: str = ""
    problem: str = ""


class Choice(Model):
    """What stands above the rules: `--use`, `--draft`, and the shot's own `use`."""

    use: str = ""
    draft: bool = False
    shot_use: str = ""


def decide(
    candidates: Sequence[Candidate],
    *,
    rules: Sequence[RouteRule],
    subject: Subject,
    wish: Wish,
    choice: Choice,
) -> Decision:
    """Choose for one shot: `--draft`, then `--use`, the shot's `use`, the first rule that holds.

    Without any of them the animatic draws the shot. A rule whose models are all excluded is a
    problem; the next rule is not tried.
    """
    patterns, because, prefer = _patterns(rules, subject, choice)
    if not patterns:
        return Decision(problem="No route matches.", because=because)
    named = list(matching(candidates, patterns))
    if not named:
        names = ", ".join(repr(pattern) for pattern in patterns)
        return Decision(problem=f"No installed model is called {names}.", because=because)
    reasons = {one.address: exclusion(one, wish) for one in named}
    usable = [one for one in named if not reasons[one.address]]
    if prefer == "cost":
        usable.sort(key=lambda one: _price(one, wish))
    excluded = tuple((address, reason) for address, reason in reasons.items() if reason)
    problem = "" if usable else "; ".join(f"{address}: {reason}" for address, reason in excluded)
    return Decision(chosen=tuple(usable), excluded=excluded, because=because, problem=problem)


def _patterns(
    rules: Sequence[RouteRule], subject: Subject, choice: Choice
) -> tuple[Sequence[str], str, str]:
    if choice.draft:
        return (PREVIZ,), "--draft", ""
    if choice.use:
        return (choice.use,), "--use", ""
    if choice.shot_use:
        return (choice.shot_use,), "the shot's own `use`", ""
    if not rules:
        return (PREVIZ,), "no routes", ""
    found = first_rule(rules, subject)
    if found is None:
        return (), "no rule holds", ""
    number, rule = found
    return rule.use, f"route {number}", rule.prefer or ""


def _price(candidate: Candidate, wish: Wish) -> int:
    seconds = candidate.info.durations.fit(wish.view.duration) or wish.view.duration
    cost = candidate.cost(seconds=seconds, width=wish.width, height=wish.height)
    return cost.micros if cost is not None else 1 << 62
