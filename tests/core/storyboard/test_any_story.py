"""Any story: what cannot be is refused at exactly the place where it is asked, all else passes.

A model of its own, which knows nothing of the program's rules, follows each generated story.
`STORIES=100000 pytest tests/core/storyboard/test_any_story.py` plays more of them.
"""

from __future__ import annotations

import datetime
import itertools
import os
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from ministudio.builtin.prose_compiler import ProseCompiler
from ministudio.interfaces.capabilities import ModelInfo
from ministudio.planner.build import make_plan
from ministudio.planner.options import PlanOptions, Surroundings
from ministudio.routing.candidates import Candidate
from ministudio.state.changes import VERBS
from ministudio.storyboard import Storyboard
from ministudio.storyboard.violations import violations

STORIES = int(os.environ.get("STORIES", "2000"))
EACH = 25  # every so many stories are planned whole
PEOPLE, PLACES, THINGS = ("mira", "jordan", "spark"), ("room", "street"), ("book", "slip", "door")
KEPT = ("take", "give", "drop", "bring", "show", "hide", "open", "close", "set")
PATHS = tuple[Any, ...]
AS_OF = datetime.date(2026, 11, 24)
AROUND = Surroundings(
    name="story",
    as_of=AS_OF,
    candidates=(
        Candidate(
            endpoint="animatic",
            provider="animatic",
            info=ModelInfo(id="animatic", as_of=AS_OF, source="test", audio="always", view=True),
            grade="previz",
            free=True,
        ),
    ),
    compiler=ProseCompiler(),
    file_digest=str,
)

# -- the oracle: sets of words, one line for each rule


@dataclass
class World:
    """What is so: sets of people and things; a thing is with a person or at a place."""

    props: dict[str, dict[str, Any]]
    place: str = ""
    here: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    conditions: set[tuple[str, str]] = field(default_factory=set)

    def copy(self) -> World:
        return World(
            {key: dict(prop) for key, prop in self.props.items()},
            self.place,
            set(self.here),
            set(self.dead),
            set(self.conditions),
        )

    def lives(self, who: str) -> bool:
        return who not in self.dead

    def acts(self, who: str) -> bool:
        return who in self.here and self.lives(who)

    def shut(self, what: str) -> bool:
        return bool(what) and self.props[what].get("state") == "closed"

    def holder(self, what: str) -> str | None:
        return self.props[what].get("held_by")

    def near(self, what: str) -> bool:
        if self.holder(what):
            return self.holder(what) in self.here
        lies = self.props[what].get("at")
        return not self.place or not lies or lies == self.place

    def sees(self, key: str) -> bool:
        if key in PEOPLE:
            return key in self.here
        return self.near(key) and not self.props[key].get("hidden")

    def free_for(self, what: str, who: str) -> bool:
        holder = self.holder(what)
        return holder is None or holder == who or holder in self.dead


def possible(world: World, verb: str, change: dict[str, Any], seen: bool) -> bool:
    """Whether a change can be made; `seen` when the camera runs."""
    if verb == "light":
        return True
    what, by, to = change[verb], change.get("by", ""), change.get("to", "")
    passable = not world.shut(change.get("through", ""))
    hidden = verb in ("take", "give") and world.props[what].get("hidden", False)
    rules = {
        "enter": what not in world.here and what not in world.dead and passable,
        "exit": what in world.here and passable,
        "kill": world.lives(what) and (what in world.here or not seen),
        "revive": what in world.dead and (what in world.here or not seen),
        "wear": world.acts(by) or not seen,
        "add": to in world.here or not seen,
        "clear": (to in world.here or not seen) and (to, what) in world.conditions,
        "place": passable,
    }
    if verb == "take":
        return world.acts(by) and not hidden and world.free_for(what, by) and world.near(what)
    if verb == "give":
        both = world.acts(by) and world.acts(to)
        return both and not hidden and world.holder(what) == by
    if verb == "drop":
        left = not seen and "at" in change
        return world.holder(what) == by and (by in world.here or left)
    if verb == "bring":
        return world.lives(by) and (by in world.here or not seen) and world.free_for(what, by)
    return rules.get(verb, True)


def make(world: World, verb: str, change: dict[str, Any]) -> None:
    """Make a change, whether it was possible or not: that is what the author wished."""
    what, to = change[verb], change.get("to", "")
    match verb:
        case "enter":
            world.here.add(what)
        case "exit":
            world.here.discard(what)
        case "kill":
            world.dead.add(what)
        case "revive":
            world.dead.discard(what)
        case "add":
            world.conditions.add((to, what))
        case "clear":
            world.conditions.discard((to, what))
        case "place":
            world.place = what
        case _ if verb in KEPT:
            world.props[what] |= of_thing(world, verb, change)


def of_thing(world: World, verb: str, change: dict[str, Any]) -> dict[str, Any]:
    """What a change makes of a thing."""
    lying = {"held_by": None, "at": change.get("at", world.place)}
    held = {"held_by": change.get("to") or change.get("by"), "at": None, "hidden": False}
    return {
        "take": held,
        "give": held,
        "drop": lying,
        "bring": {**lying, "hidden": False} if "at" in change else held,
        "show": {"hidden": False},
        "hide": {"hidden": True},
        "open": {"state": "open"},
        "close": {"state": "closed"},
        "set": {"state": change.get("state")},
    }[verb]


# -- stories

AT = ({}, *({"at": one} for one in PLACES))
DOORS = ({}, *({"through": one} for one in THINGS))
BY, TO = tuple({"by": one} for one in PEOPLE), tuple({"to": one} for one in PEOPLE)
WORDS = ("wet", "muddy")
FORMS: dict[str, tuple[tuple[Any, ...], ...]] = {
    **dict.fromkeys(("enter", "exit"), (PEOPLE, DOORS)),
    **dict.fromkeys(("kill", "revive"), (PEOPLE,)),
    "wear": (("default", "coat"), BY),
    **dict.fromkeys(("add", "clear"), (WORDS, TO)),
    "take": (THINGS, BY),
    **dict.fromkeys(("drop", "bring"), (THINGS, BY, AT)),
    "give": (THINGS, BY, TO),
    **dict.fromkeys(("show", "hide", "open", "close"), (THINGS,)),
    "set": (THINGS, tuple({"state": one} for one in ("closed", "torn", ""))),
    "light": (({"key_lights": []},), AT),
    "place": (PLACES, DOORS),
    **dict.fromkeys(("time", "weather", "mood"), (WORDS,)),
}
"""What stands after each verb, then every set of further keys."""


def forms(verb: str) -> list[dict[str, Any]]:
    first, *rest = FORMS[verb]
    return [
        {verb: value, **{key: item for keys in more for key, item in keys.items()}}
        for value, *more in itertools.product(first, *rest)
    ]


def as_often(verb: str) -> list[dict[str, Any]]:
    """The forms of a verb, repeated so that every verb comes up alike."""
    return list(itertools.islice(itertools.cycle(forms(verb)), 27))


a_change = st.sampled_from([
    (change, seen) for verb in FORMS for change in as_often(verb) for seen in (True, False)
])  # fmt: skip
a_claim = st.sampled_from([
    *itertools.product(("say", "emotion"), PEOPLE),
    *itertools.product(("frame", "over", "on"), (*PEOPLE, *THINGS)),
    *itertools.product(["inside"], THINGS),
])  # fmt: skip
a_prop = st.sampled_from([
    {"is": "a thing", "state": state, "hidden": hidden, **lies}
    for lies in (*AT, *({"held_by": one} for one in PEOPLE))
    for hidden in (False, True)
    for state in ("", "open", "closed")
])  # fmt: skip
CASTS = [None, *itertools.chain(*(itertools.permutations(PEOPLE, n) for n in range(4)))]
a_scene = st.sampled_from(list(itertools.product(CASTS, (None, *PLACES))))
Scene = tuple[tuple[str, ...] | None, str | None]


def test_every_verb_is_told() -> None:
    assert set(FORMS) == set(VERBS)


class Story(RuleBasedStateMachine):
    """Writes a story step by step and knows which of its places cannot be."""

    played: ClassVar[Counter[str]] = Counter()

    @initialize(props=st.tuples(a_prop, a_prop, a_prop), scene=a_scene,
                daring=st.booleans(), planned=st.integers(0, EACH))  # fmt: skip
    def begin(
        self, props: tuple[dict[str, Any], ...], scene: Scene, daring: bool, planned: int
    ) -> None:
        self.data: dict[str, Any] = {
            "world": {
                "characters": {key: {"looks": {"coat": {"wearing": "coat"}}} for key in PEOPLE},
                "environments": {key: {"location": key} for key in PLACES},
                "props": {key: dict(prop) for key, prop in zip(THINGS, props, strict=True)},
            },
            "scenes": [],
        }
        self.world = World(self.data["world"]["props"]).copy()
        self.wrong: set[PATHS] = set()
        self.daring, self.planned = daring, planned == EACH
        self.cut_to_scene(*scene)

    def cut_to_scene(self, cast: tuple[str, ...] | None, where: str | None) -> None:
        number = len(self.data["scenes"])
        self.shot: dict[str, Any] = {"id": "s0", "before": [], "during": []}
        self.scene = {"id": f"scene{number}", "before": [], "shots": [self.shot]}
        if cast is not None:
            self.scene["cast"] = list(cast)
            self.world.here = set(cast)
        if where is not None:
            self.scene["environment"] = where
            self.world.place = where
        self.data["scenes"].append(self.scene)
        self.path: PATHS = ("scenes", number, "shots", 0)
        self.states: list[World] = []
        self.claims: list[tuple[str, str]] = []

    @rule(scene=a_scene)
    def begin_a_scene(self, scene: Scene) -> None:
        self.end_shot()
        self.cut_to_scene(*scene)

    def cut(self) -> None:
        self.end_shot()
        shots = self.scene["shots"]
        self.path = (*self.path[:-1], len(shots))
        self.shot = {"id": f"s{len(shots)}", "before": [], "during": []}
        shots.append(self.shot)
        self.states, self.claims = [], []

    @rule(several=st.lists(a_change, min_size=1, max_size=6), early=st.booleans())
    def change(self, several: list[tuple[dict[str, Any], bool]], early: bool) -> None:
        for change, seen in several:
            if self.daring or possible(self.world, next(iter(change)), change, seen):
                self.do(change, seen, early)

    def do(self, change: dict[str, Any], seen: bool, early: bool) -> None:
        verb = next(iter(change))
        fine = possible(self.world, verb, change, seen)
        if not seen and (self.shot["during"] or self.claims):
            self.cut()
        if seen and not self.states:
            self.states.append(self.world.copy())
        early = early and not seen and self.path[3] == 0 and not self.shot["before"]
        when = "during" if seen else "before"
        part, path = (self.scene, self.path[:2]) if early else (self.shot, self.path)
        if not fine:
            self.wrong.add((*path, when, len(part[when])))
        part[when].append(change)
        make(self.world, verb, change)
        if seen:
            self.states.append(self.world.copy())

    @rule(claim=a_claim)
    def claim(self, claim: tuple[str, str]) -> None:
        if self.daring or self.holds(*claim, [*self.states, self.world]):
            self.claims.append(claim)

    def holds(self, kind: str, key: str, states: list[World]) -> bool:
        if kind == "say":
            return any(world.acts(key) for world in states)
        if kind == "inside" and all(world.shut(key) for world in states):
            return False
        return any(world.sees(key) for world in states)

    def end_shot(self) -> None:
        states = self.states or [self.world.copy()]
        for kind, key in self.claims:
            self.write(kind, key)
        parts = [("say", line, (index, line)) for index, line in enumerate(self.lines())]
        parts += [("emotion", who, (who,)) for who in self.shot.get("emotion", {})]
        parts += [
            ("inside" if part else "frame", key, (key,))
            for key, part in self.shot.get("frame", {}).items()
        ]
        parts += [(name, key, (name,)) for name, key in self.shot.get("camera", {}).items()]
        for kind, key, tail in parts:
            name = {"inside": "frame", "over": "camera", "on": "camera"}.get(kind, kind)
            if not self.holds(kind, key, states):
                self.wrong.add((*self.path, name, *tail))

    def write(self, kind: str, key: str) -> None:
        if kind == "say":
            self.shot.setdefault("say", []).append({key: "Hm."})
        elif kind in ("over", "on"):
            self.shot.setdefault("camera", {})[kind] = key
        else:
            value = {"emotion": "calm", "inside": "inside"}.get(kind, "")
            self.shot.setdefault("emotion" if kind == "emotion" else "frame", {})[key] = value

    def lines(self) -> list[str]:
        return [next(iter(line)) for line in self.shot.get("say", [])]

    def teardown(self) -> None:
        if not hasattr(self, "data"):
            return
        self.end_shot()
        board = Storyboard.model_validate(self.data)
        found = {one.path for one in violations(board) if one.level == "error"}
        assert found == self.wrong
        self.played["illegal" if self.wrong else "legal"] += 1
        self.played["changes"] += sum(
            len(part["before"]) + len(part.get("during", ()))
            for scene in self.data["scenes"]
            for part in (scene, *scene["shots"])
        )
        if self.planned:
            self.played["planned"] += 1
            plan = make_plan(board, AROUND, PlanOptions())
            assert bool(plan.errors) == bool(self.wrong)
            assert {one.address for one in plan.shots if one.status == "blocked"} == {
                f"scene{path[1]}/s{path[3] if path[2] == 'shots' else 0}" for path in self.wrong
            }


def test_every_illegal_story_is_refused_and_no_legal_one() -> None:
    Story.played.clear()
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=8,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Story.played["legal"] + Story.played["illegal"] >= STORIES
    assert min(Story.played["legal"], Story.played["illegal"]) > STORIES / 5, Story.played
    assert Story.played["changes"] > 3 * STORIES, Story.played
    assert Story.played["planned"] > STORIES / 100, Story.played
