"""Rules: which route of the storyboard a shot falls under."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ministudio.config.base import Model
from ministudio.routing.candidates import needs
from ministudio.storyboard.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.storyboard.model import RouteRule


class Subject(Model):
    """What a rule may look at: where the shot stands and what it shows."""

    scene: str
    address: str
    tags: tuple[str, ...]
    view: View


def first_rule(rules: Sequence[RouteRule], subject: Subject) -> tuple[int, RouteRule] | None:
    """The first rule whose every predicate holds, with its number from 1."""
    for number, rule in enumerate(rules, start=1):
        if holds(rule, subject):
            return number, rule
    return None


def holds(rule: RouteRule, subject: Subject) -> bool:
    """Whether every predicate of a rule holds; a rule without any holds for all shots."""
    when, view = rule.when, subject.view
    cast = [one.id for one in view.characters]
    tests = (
        (when.scene, [subject.scene]),
        (when.shot, [subject.address, subject.address.rpartition("/")[2]]),
        (when.tags, subject.tags),
        (when.cast, cast),
        (when.place, [view.place]),
        (when.mood, [view.mood]),
        (when.join, [view.join]),
    )
    asked = needs(view)
    return all(_any(wanted, values) for wanted, values in tests if wanted) and all(
        need in asked for need in when.needs
    )


def _any(patterns: Iterable[str], values: Iterable[str]) -> bool:
    values = list(values)
    return any(fnmatchcase(value, pattern) for pattern in patterns for value in values)
