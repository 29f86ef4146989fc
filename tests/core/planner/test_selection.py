from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ministudio.config.money import Money
from ministudio.errors import NotFoundError
from ministudio.interfaces.plan import Cost, ShotPlan
from ministudio.planner.selection import Selection
from ministudio.storyboard.view import View

FREE = Cost(low=Money(), high=Money())
TAGS = {"street": ("night-rain",), "book/opens": ("day",)}


def shot(address: str, status: Any = "kept", *, join: str = "cut", place: str = "hall") -> ShotPlan:
    view = View(action=address, join=join, place=place, duration=Fraction(2))
    return ShotPlan(
        address=address, scene=address.partition("/")[0], status=status, action="keep", view=view,
        basis=view.basis, seconds=view.duration, billed_seconds=view.duration, cost=FREE,
    )  # fmt: skip


SHOTS = (
    shot("book/finds", "changed"),
    shot("book/opens", join="continue"),
    shot("book/reads", "new", join="continue"),
    shot("street", join="continue", place="street"),
    shot("end/opens", "changed"),
    shot("end/shuts"),
)


def chosen(*selectors: str, shots: tuple[ShotPlan, ...] = SHOTS) -> list[str]:
    found = Selection(shots, TAGS).addresses(selectors)
    return [one.address for one in shots if one.address in found]


@pytest.mark.parametrize(
    ("selector", "addresses"),
    [
        ("book/finds", ["book/finds"]),
        ("end", ["end/opens", "end/shuts"]),
        ("finds", ["book/finds"]),
        ("finds+", ["book/finds", "book/opens", "book/reads"]),
        ("+reads", ["book/finds", "book/opens", "book/reads"]),
        ("book/opens+", ["book/opens", "book/reads"]),
        ("+book/opens", ["book/finds", "book/opens"]),
        ("+book/opens+", ["book/finds", "book/opens", "book/reads"]),
        ("street+", ["street"]),
        ("changed", ["book/finds", "end/opens"]),
        ("changed+", ["book/finds", "book/opens", "book/reads", "end/opens"]),
        ("new", ["book/reads"]),
        ("reuse", []),
        ("tag:night-*", ["street"]),
        ("tag:day+", ["book/opens", "book/reads"]),
    ],
)
def test_a_selector_names_shots(selector: str, addresses: list[str]) -> None:
    assert chosen(selector) == addresses


def test_several_selectors_add_up() -> None:
    assert chosen("end/shuts", "new", "street") == ["book/reads", "street", "end/shuts"]


def test_a_scene_of_that_name_goes_before_the_class() -> None:
    shots = (*SHOTS, shot("new"))
    assert chosen("new", shots=shots) == ["new"]


@pytest.mark.parametrize(
    ("selector", "told"),
    [
        ("book/open", r"has no shot 'book/open'.\nDid you mean 'book/opens'\?"),
        ("changd", r"Did you mean 'changed'\?"),
        ("opens", r"several shots are called 'opens'.\nChoose: 'book/opens', 'end/opens'."),
        ("tag:nite-rain", r"no shot has the tag 'nite-rain'.\nDid you mean 'tag:night-rain'\?"),
        ("xyzzy", r"It has: book/finds, book/opens"),
        ("+", r"has no shot ''"),
    ],
)
def test_what_names_nothing_is_an_error_that_helps(selector: str, told: str) -> None:
    with pytest.raises(NotFoundError, match=told):
        chosen(selector)


def test_tags_are_missing_from_a_board_without_any() -> None:
    with pytest.raises(NotFoundError, match="It has none"):
        Selection(SHOTS, {}).addresses(["tag:night"])
