from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from ministudio.config import LightingDirector, LightSource, Prop
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
    WorldState,
    apply,
    apply_all,
    opening,
    stage,
)
from ministudio.state.changes import VERBS

RED = LightSource("lamp", "#FF0000", 1.0)
BLUE = LightSource("lamp", "#0000FF", 0.2)


@pytest.fixture
def world() -> WorldState:
    props = {
        "book": Prop(what="ancient book", at="library", state="closed"),
        "receipt": Prop(what="receipt", held_by="jordan", hidden=True),
    }
    return stage(opening(["mira", "jordan"], props), place="library", cast=["mira", "jordan"])


@pytest.mark.parametrize(
    ("change", "path", "value"),
    [
        (Exit("mira"), "people.mira.present", False),
        (Kill("mira"), "people.mira.alive", False),
        (Wear("coat", by="mira"), "people.mira.look", "coat"),
        (Add("soaking wet", to="mira"), "people.mira.conditions", ("soaking wet",)),
        (Take("book", by="mira"), "props.book.held_by", "mira"),
        (Take("book", by="mira"), "props.book.at", None),
        (Drop("receipt", by="jordan"), "props.receipt.at", "library"),
        (Drop("receipt", by="jordan", at="street"), "props.receipt.at", "street"),
        (Bring("book", by="mira"), "props.book.held_by", "mira"),
        (Bring("book", by="mira", at="street"), "props.book.at", "street"),
        (Give("receipt", by="jordan", to="mira"), "props.receipt.held_by", "mira"),
        (Give("receipt", by="jordan", to="mira"), "props.receipt.hidden", False),
        (Show("receipt"), "props.receipt.hidden", False),
        (Hide("book"), "props.book.hidden", True),
        (Open("book"), "props.book.state", "open"),
        (Set("book", state="torn"), "props.book.state", "torn"),
        (Light(LightingDirector(key_lights=[RED])), "lights.library.key_lights", (RED,)),
        (Light({"key_lights": [RED]}, at="street"), "lights.street.key_lights", (RED,)),
        (Place("street"), "place", "street"),
        (Time("dawn"), "time", "dawn"),
        (Weather("rain"), "weather", "rain"),
        (Mood("tense"), "mood", "tense"),
    ],
)  # fmt: skip
def test_a_change_sets_exactly_one_thing(
    world: WorldState, change: Any, path: str, value: object
) -> None:
    after = apply(world, change)
    assert _read(after, path) == value
    assert _read_or_none(world, path) != value, "the snapshot before must stay as it was"
    assert after.digest != world.digest


def _read(state: object, path: str) -> object:
    for part in path.split("."):
        state = state[part] if isinstance(state, dict) else getattr(state, part)
    return state


def _read_or_none(state: object, path: str) -> object:
    try:
        return _read(state, path)
    except KeyError:
        return None


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (Exit("mira"), Enter("mira")),
        (Kill("mira"), Revive("mira")),
        (Add("wet", to="mira"), Clear("wet", to="mira")),
        (Open("book"), Close("book")),
        (Take("book", by="mira"), Drop("book", by="mira")),
    ],
)
def test_the_same_state_has_the_same_digest_whatever_its_history(
    world: WorldState, there: Any, back: Any
) -> None:
    assert apply_all(world, [there, back]).digest == world.digest


def test_every_verb_has_a_rule(world: WorldState) -> None:
    covered = {"enter", "exit", "kill", "revive", "wear", "add", "clear", "take", "drop", "bring",
               "give", "show", "hide", "open", "close", "set", "light", "place", "time", "weather",
               "mood"}  # fmt: skip
    assert set(VERBS) == covered


def test_light_replaces_only_the_groups_it_names(world: WorldState) -> None:
    first = apply(world, Light(LightingDirector(key_lights=[RED], fill_lights=[BLUE])))
    second = apply(first, Light(LightingDirector(key_lights=[BLUE])))
    assert second.lights["library"].key_lights == (BLUE,)
    assert second.lights["library"].fill_lights == (BLUE,)


def test_a_scene_begins_with_exactly_its_cast(world: WorldState) -> None:
    state = stage(world, place="street", cast=["jordan"])
    assert state.place == "street"
    assert [key for key, who in state.people.items() if who.present] == ["jordan"]


def test_nothing_changes_when_a_change_repeats(world: WorldState) -> None:
    once = apply(world, Open("book"))
    assert apply(once, Open("book")) is once


def test_labels_are_no_part_of_the_digest() -> None:
    assert WorldState("scene_1").digest == WorldState("scene_2").digest
    assert WorldState("scene_1", place="a").digest != WorldState("scene_1", place="b").digest


def test_the_order_of_changes_makes_no_other_state(world: WorldState) -> None:
    several: list[Any] = [
        Add("wet", to="mira"), Add("muddy", to="mira"), Open("book"), Time("dawn"),
        Light({"key_lights": [RED]}), Light({"fill_lights": [BLUE]}),
        Give("receipt", by="jordan", to="mira"),
    ]  # fmt: skip
    states = {apply_all(world, order).digest for order in permutations(several)}
    assert len(states) == 1


def test_lamps_that_are_out_are_a_state_of_their_own(world: WorldState) -> None:
    dark = [apply(world, Light({name: []})) for name in ("key_lights", "fill_lights")]
    assert len({state.digest for state in (world, *dark)}) == 3


def test_light_belongs_to_a_place_hour_and_weather_to_the_world_clothes_to_a_person(
    world: WorldState,
) -> None:
    state = apply_all(
        world,
        [Light({"key_lights": [RED]}), Time("dawn"), Weather("rain"), Wear("coat", by="mira")],
    )
    moved = stage(state, place="street", cast=["jordan"])
    assert list(moved.lights) == ["library"]
    assert (moved.time, moved.weather) == ("dawn", "rain")
    assert [who.look for who in moved.people.values()] == ["coat", "default"]
    assert stage(moved, place="library", cast=["mira", "jordan"]).digest == state.digest


def test_what_is_dropped_nowhere_lies_nowhere() -> None:
    state = stage(opening(["mira"], {"coin": Prop(what="coin")}), place="", cast=["mira"])
    assert apply_all(state, [Take("coin", by="mira"), Drop("coin", by="mira")]) == state
