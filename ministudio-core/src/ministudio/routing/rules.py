"""Rules: which route of the storyboard a shot falls under."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ministudio.routing.candidates import needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.interfaces.routing import Wish
    from ministudio.storyboard.model import RouteRule


def first_rule(rules: Sequence[RouteRule], wish: Wish) -> tuple[int, RouteRule] | None:
    """The first rule whose every predicate holds, with its number from 1."""
    for number, rule in enumerate(rules, start=1):
        if holds(rule, wish):
            return number, rule
    return None


def holds(rule: RouteRule, wish: Wish) -> bool:
    """Whether every predicate of a rule holds; a rule without any holds for all shots."""
    when, view = rule.when, wish.view
    cast = [one.id for one in view.characters]
    tests = (
        (when.scene, [wish.scene]),
        (when.shot, [wish.address, wish.address.rpartition("/")[2]]),
        (when.tags, wish.tags),
        (when.cast, cast),
        (when.place, [view.place]),
        (when.mood, [view.mood]),
        (when.join, wish.joins),
    )
    asked = needs(view)
    return all(_any(wanted, values) for wanted, values in tests if wanted) and all(
        need in asked for need in when.needs
    )


def _any(patterns: Iterable[str], values: Iterable[str]) -> bool:
    values = list(values)
    return any(fnmatchcase(value, pattern) for pattern in patterns for value in values)
