from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ministudio.config import Prop
from ministudio.state import (
    Add,
    Bring,
    Clear,
    Close,
    Drop,
    Enter,
    Exit,
    Give,
    Hide,
    Kill,
    Light,
    Mood,
    Open,
    Place,
    Revive,
    Set,
    Show,
    Take,
    Time,
    Wear,
    Weather,
    apply_all,
    opening,
    stage,
)
from ministudio.state.causes import Cause, Causes, quoted, told, touched
from ministudio.state.changes import VERBS
from ministudio.state.rules import Fact, problems

if TYPE_CHECKING:
    from ministudio.state import WorldState

PROPS = {
    "book": Prop(what="book", at="library", state="closed"),
    "door": Prop(what="door", at="library", state="Locked"),
    "lamp": Prop(what="lamp", at="street"),
    "coin": Prop(what="coin"),
    "slip": Prop(what="slip", held_by="jordan", hidden=True),
    "knife": Prop(what="knife", held_by="ghost"),
    "key": Prop(what="key", held_by="away"),
}


@pytest.fixture
def world() -> WorldState:
    """Mira and jordan are in the library with the dead ghost; away is not here."""
    state = opening(["mira", "jordan", "ghost", "away"], PROPS)
    state = stage(state, place="library", cast=["mira", "jordan", "ghost"])
    return apply_all(state, [Kill("ghost"), Add("wet", to="mira")])


def told_by(state: WorldState, change: Any, *, on_screen: bool = True) -> list[str]:
    return [one.text for one in problems(state, change, on_screen=on_screen) if one.error]


HERE = "(present: mira, jordan, ghost)"


@pytest.mark.parametrize(
    ("change", "texts"),
    [
        (Enter("mira"), ["'mira' is present already"]),
        (Enter("away", through="door"), ["'door' is Locked"]),
        (Exit("away"), [f"'away' is not present {HERE}"]),
        (Exit("mira", through="door"), ["'door' is Locked"]),
        (Place("street", through="book"), ["'book' is closed"]),
        (Kill("ghost"), ["'ghost' is dead already"]),
        (Revive("mira"), ["'mira' is not dead"]),
        (Wear("default", by="ghost"), ["'ghost' is dead"]),
        (Clear("muddy", to="mira"), ["'mira' is not 'muddy' (conditions: 'wet')"]),
        (Take("book", by="ghost"), ["'ghost' is dead"]),
        (Take("book", by="away"), [f"'away' is not present {HERE}"]),
        (Take("slip", by="mira"), ["'slip' is hidden", "'slip' is in the hands of 'jordan'"]),
        (Take("lamp", by="mira"), ["'lamp' is at 'street', and the story is at 'library'"]),
        (Take("key", by="mira"), ["'key' is in the hands of 'away'"]),
        (Drop("book", by="mira"), ["'mira' does not hold 'book'"]),
        (Drop("slip", by="mira"), ["'mira' does not hold 'slip': 'jordan' does"]),
        (Bring("lamp", by="ghost"), ["'ghost' is dead"]),
        (Bring("key", by="mira"), ["'key' is in the hands of 'away'"]),
        (Give("slip", by="jordan", to="mira"), ["'slip' is hidden"]),
        (Give("book", by="mira", to="jordan"), ["'mira' does not hold 'book'"]),
        (Give("coin", by="mira", to="ghost"), ["'ghost' is dead", "'mira' does not hold 'coin'"]),
    ],
)  # fmt: skip
def test_what_is_not_possible(world: WorldState, change: Any, texts: list[str]) -> None:
    for on_screen in (True, False):
        if isinstance(change, Wear) and not on_screen:
            continue
        assert told_by(world, change, on_screen=on_screen) == texts


@pytest.mark.parametrize(
    "change",
    [
        Enter("away"), Exit("mira"), Exit("ghost"), Kill("mira"), Revive("ghost"),
        Wear("default", by="mira"), Add("wet", to="mira"), Add("pale", to="ghost"),
        Clear("wet", to="mira"), Take("book", by="mira"), Take("coin", by="mira"),
        Take("knife", by="mira"), Drop("slip", by="jordan"), Drop("knife", by="ghost"),
        Drop("slip", by="jordan", at="street"), Bring("lamp", by="mira"),
        Bring("book", by="mira", at="street"), Show("slip"), Show("book"), Hide("book"),
        Open("book"), Open("lamp"), Close("book"), Set("slip", state="torn"), Light({}),
        Place("street"), Place("library"), Time("dawn"), Weather("rain"), Mood("calm"),
        Exit("mira", through="lamp"),
    ],
)  # fmt: skip
def test_what_is_possible(world: WorldState, change: Any) -> None:
    assert told_by(world, change) == []


@pytest.mark.parametrize(
    ("change", "between_shots"),
    [
        (Wear("default", by="away"), True), (Add("wet", to="away"), True), (Kill("away"), True),
        (Bring("lamp", by="away"), True), (Drop("key", by="away", at="street"), True),
        (Drop("key", by="away"), False), (Take("coin", by="away"), False), (Exit("away"), False),
        (Give("key", by="away", to="mira"), False),
    ],
)  # fmt: skip
def test_who_is_away_changes_between_shots_but_not_on_screen(
    world: WorldState, change: Any, between_shots: bool
) -> None:
    absence = f"'away' is not present {HERE}"
    assert absence in told_by(world, change, on_screen=True)
    assert told_by(world, change, on_screen=False) == ([] if between_shots else [absence])


def test_what_changes_on_screen_out_of_sight_is_a_warning(world: WorldState) -> None:
    found = [one for change in (Open("lamp"), Set("slip", state="torn"), Close("key"))
             for one in problems(world, change, on_screen=True)]  # fmt: skip
    assert [(one.error, one.fact) for one in found] == [
        (False, Fact("at", "lamp")),
        (False, Fact("hidden", "slip")),
        (False, Fact("present", "away")),
    ]
    assert list(problems(world, Open("lamp"), on_screen=False)) == []


def test_the_key_of_a_body_that_is_elsewhere_cannot_be_taken(world: WorldState) -> None:
    without = stage(world, place="library", cast=["mira"])
    assert told_by(without, Take("knife", by="mira")) == [
        "'knife' is with 'ghost', who is not present"
    ]


def test_where_the_story_is_nowhere_everything_is_at_hand() -> None:
    state = stage(opening(["mira"], {"lamp": PROPS["lamp"]}), place="", cast=["mira"])
    assert told_by(state, Take("lamp", by="mira")) == []


def test_repeating_a_change_is_possible(world: WorldState) -> None:
    for change in (Take("book", by="mira"), Open("book"), Bring("lamp", by="mira"), Show("slip")):
        once = apply_all(world, [change])
        assert told_by(once, change) == []


def test_a_cause_is_the_newest_change_of_a_fact(world: WorldState) -> None:
    causes, state = Causes(), world
    for number, change in enumerate(
        [Take("book", by="mira"), Open("book"), Drop("book", by="mira", at="street"), Exit("mira")]
    ):
        after = apply_all(state, [change])
        causes.note(state, after, Cause(told(change), (number,)))
        state = after
    assert causes[Fact("at", "book")] == Cause("'mira' dropped it", (2,))
    assert causes[Fact("state", "book")] == Cause("it was opened", (1,))
    assert causes[Fact("present", "mira")] == Cause("'mira' left", (3,))
    assert causes[Fact("alive", "mira")] is None


def test_the_facts_that_differ_are_exactly_those_touched(world: WorldState) -> None:
    after = apply_all(world, [Give("slip", by="jordan", to="mira"), Time("dawn")])
    assert set(touched(world, after)) == {
        Fact("held_by", "slip"), Fact("hidden", "slip"), Fact("time")}  # fmt: skip
    assert list(touched(world, world)) == []


def test_every_verb_has_words() -> None:
    keys = {"by": "mira", "to": "jordan", "state": "torn"}
    for verb, kind in VERBS.items():
        fields = {name: value for name, value in keys.items() if name in kind.model_fields}
        change: Any = kind(**fields, **{verb: {} if verb == "light" else "x"})
        assert quoted(change).startswith("{" + verb + ": ")
        assert "{" not in told(change)
    assert quoted(Give("slip", by="jordan", to="mira")) == "{give: slip, by: jordan, to: mira}"
    assert quoted(Light({}, at="library")) == "{light: {…}, at: library}"
