"""The rules of the world: which changes are possible in a state, and what stands in their way.

Two things decide: the state, and whether the change happens on screen (`during`) or between two
shots (`before`). Between shots those who are away may change too (clothes, conditions, life, what
they will bring); on screen only who is here. A change that sets what is so already is possible.
Nothing is guessed from prose: only ids, states and the structured keys of a change count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ministudio.state import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ministudio.state.changes import Change
    from ministudio.state.world import PropStatus, WorldState

SHUT = frozenset({"closed", "shut", "locked"})
"""States of a prop that let nobody through and show nothing of what is inside."""

Kind = Literal[
    "place", "time", "weather", "mood", "present", "look", "conditions", "alive",
    "state", "held_by", "at", "hidden",
]  # fmt: skip


class Fact(NamedTuple):
    """One thing that a state says: `kind` of the character or prop `of` (empty: of the world)."""

    kind: Kind
    of: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way: the words for it, what to do, and the fact that is to blame."""

    text: str
    remedy: str
    fact: Fact
    error: bool = True


def problems(state: WorldState, change: Change, *, on_screen: bool) -> Iterator[Problem]:
    """What makes a change impossible in a state; nothing for most."""
    rule = _RULES.get(type(change))
    if rule is not None:
        yield from rule(state, change, on_screen)


def is_here(state: WorldState, prop: PropStatus) -> bool:
    """Whether a prop is at the place of the story, as far as the state can tell."""
    if prop.held_by is not None:
        return state.people[prop.held_by].present
    return not state.place or prop.at in (None, state.place)


# -- what a rule may ask for


def absent(state: WorldState, who: str) -> Iterator[Problem]:
    """The problem of somebody who has to be present."""
    if not state.people[who].present:
        here = ", ".join(key for key, one in state.people.items() if one.present) or "nobody"
        yield Problem(
            f"{who!r} is not present (present: {here})",
            f"Add {who!r} to `cast`, or let them `enter` before.",
            Fact("present", who),
        )


def dead(state: WorldState, who: str) -> Iterator[Problem]:
    """The problem of somebody who has to be alive."""
    if not state.people[who].alive:
        yield Problem(f"{who!r} is dead", f"Let somebody else do it, or `revive: {who}` before.",
                      Fact("alive", who))  # fmt: skip


def hidden(state: WorldState, what: str) -> Iterator[Problem]:
    """The problem of a prop that has to be in sight."""
    if state.props[what].hidden:
        yield Problem(f"{what!r} is hidden", f"`show: {what}` before.", Fact("hidden", what))


def elsewhere(state: WorldState, what: str) -> Iterator[Problem]:
    """The problem of a prop that has to be at the place of the story."""
    prop = state.props[what]
    if is_here(state, prop):
        return
    if prop.held_by is not None:
        yield Problem(
            f"{what!r} is with {prop.held_by!r}, who is not present",
            f"Let {prop.held_by!r} come, or `drop` it here before.",
            Fact("present", prop.held_by),
        )
    else:
        yield Problem(
            f"{what!r} is at {prop.at!r}, and the story is at {state.place!r}",
            f"Let somebody `bring: {what}`.",
            Fact("at", what),
        )


def shut(state: WorldState, what: str) -> Iterator[Problem]:
    """The problem of a prop that has to be open."""
    word = state.props[what].state
    if word.casefold() in SHUT:
        yield Problem(f"{what!r} is {word}", f"`open: {what}` before.", Fact("state", what))


def _not_held(state: WorldState, what: str, who: str) -> Iterator[Problem]:
    holder = state.props[what].held_by
    if holder != who:
        instead = f": {holder!r} does" if holder is not None else ""
        yield Problem(
            f"{who!r} does not hold {what!r}{instead}",
            f"Let {who!r} `take` or `bring` it before.",
            Fact("held_by", what),
        )


def _taken(state: WorldState, what: str, who: str) -> Iterator[Problem]:
    """A prop is in one hand at a time; what a dead hand holds is free."""
    holder = state.props[what].held_by
    if holder not in (None, who) and state.people[holder].alive:
        yield Problem(
            f"{what!r} is in the hands of {holder!r}",
            f"Let {holder!r} `give` it, or `drop` it before.",
            Fact("held_by", what),
        )


# -- the rules


def _enter(state: WorldState, change: changes.Enter, _on_screen: bool) -> Iterator[Problem]:
    who = change.enter
    if state.people[who].present:
        yield Problem(
            f"{who!r} is present already",
            f"Leave {who!r} out of `cast`, let them `exit` before, or take this change out.",
            Fact("present", who),
        )
    yield from dead(state, who)
    yield from _through(state, change)


def _exit(state: WorldState, change: changes.Exit, _on_screen: bool) -> Iterator[Problem]:
    yield from absent(state, change.exit)
    yield from _through(state, change)


def _place(state: WorldState, change: changes.Place, _on_screen: bool) -> Iterator[Problem]:
    yield from _through(state, change)


def _through(
    state: WorldState, change: changes.Enter | changes.Exit | changes.Place
) -> Iterator[Problem]:
    if change.through:
        yield from shut(state, change.through)


def _kill(state: WorldState, change: changes.Kill, on_screen: bool) -> Iterator[Problem]:
    who = change.kill
    if on_screen:
        yield from absent(state, who)
    if not state.people[who].alive:
        yield Problem(f"{who!r} is dead already", "Take this change out.", Fact("alive", who))


def _revive(state: WorldState, change: changes.Revive, on_screen: bool) -> Iterator[Problem]:
    who = change.revive
    if on_screen:
        yield from absent(state, who)
    if state.people[who].alive:
        yield Problem(f"{who!r} is not dead", "Take this change out.", Fact("alive", who))


def _wear(state: WorldState, change: changes.Wear, on_screen: bool) -> Iterator[Problem]:
    if on_screen:
        yield from absent(state, change.by)
        yield from dead(state, change.by)


def _add(state: WorldState, change: changes.Add, on_screen: bool) -> Iterator[Problem]:
    if on_screen:
        yield from absent(state, change.to)


def _clear(state: WorldState, change: changes.Clear, on_screen: bool) -> Iterator[Problem]:
    if on_screen:
        yield from absent(state, change.to)
    has = state.people[change.to].conditions
    if change.clear not in has:
        told = ", ".join(map(repr, has)) or "nothing"
        yield Problem(
            f"{change.to!r} is not {change.clear!r} (conditions: {told})",
            "Write the condition as it was added, or take this change out.",
            Fact("conditions", change.to),
        )


def _take(state: WorldState, change: changes.Take, _on_screen: bool) -> Iterator[Problem]:
    yield from absent(state, change.by)
    yield from dead(state, change.by)
    yield from hidden(state, change.take)
    if state.props[change.take].held_by != change.by:
        yield from list(_taken(state, change.take, change.by)) or elsewhere(state, change.take)


def _drop(state: WorldState, change: changes.Drop, on_screen: bool) -> Iterator[Problem]:
    """Also the dead let go; somebody who is away may have left a thing at a named place."""
    if on_screen or not change.at:
        yield from absent(state, change.by)
    yield from _not_held(state, change.drop, change.by)


def _bring(state: WorldState, change: changes.Bring, on_screen: bool) -> Iterator[Problem]:
    if on_screen:
        yield from absent(state, change.by)
    yield from dead(state, change.by)
    yield from _taken(state, change.bring, change.by)


def _give(state: WorldState, change: changes.Give, _on_screen: bool) -> Iterator[Problem]:
    yield from absent(state, change.by)
    yield from dead(state, change.by)
    if change.to != change.by:
        yield from absent(state, change.to)
        yield from dead(state, change.to)
    yield from hidden(state, change.give)
    yield from _not_held(state, change.give, change.by)


def _handled(
    state: WorldState, change: changes.Open | changes.Close | changes.Set, on_screen: bool
) -> Iterator[Problem]:
    """What changes on screen is seen; a hidden thing may still be opened by something unseen."""
    if on_screen:
        what: str = getattr(change, changes.verb(change))
        for one in list(hidden(state, what)) or elsewhere(state, what):
            text = f"{one.text}, and this is on screen"
            yield Problem(text, one.remedy, one.fact, error=False)


_RULES: dict[type[Any], Callable[[WorldState, Any, bool], Iterator[Problem]]] = {
    changes.Enter: _enter,
    changes.Exit: _exit,
    changes.Kill: _kill,
    changes.Revive: _revive,
    changes.Wear: _wear,
    changes.Add: _add,
    changes.Clear: _clear,
    changes.Take: _take,
    changes.Drop: _drop,
    changes.Bring: _bring,
    changes.Give: _give,
    changes.Open: _handled,
    changes.Close: _handled,
    changes.Set: _handled,
    changes.Place: _place,
}
"""`show`, `hide`, `light`, `time`, `weather` and `mood` are always possible."""
