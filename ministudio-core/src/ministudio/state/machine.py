"""The state machine of a story: how each change turns one snapshot into the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.config import LightingDirector, Prop
from ministudio.config.base import FrozenDict, Model
from ministudio.state import changes
from ministudio.state.world import CharacterStatus, PropStatus, WorldState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ministudio.state.changes import Change


def opening(characters: Iterable[str], props: Mapping[str, Prop]) -> WorldState:
    """The world before the first scene: nobody is present, props are where the author put them."""
    return WorldState(
        people={key: CharacterStatus() for key in characters},
        props={key: _placed(prop) for key, prop in props.items()},
    )


def _placed(prop: Prop) -> PropStatus:
    return PropStatus(state=prop.state, held_by=prop.held_by, at=prop.at, hidden=prop.hidden)


def stage(state: WorldState, *, place: str, cast: Iterable[str]) -> WorldState:
    """The world as a scene begins: the story is at `place` and exactly `cast` is present."""
    present = frozenset(cast)
    people = {
        key: who
        if who.present == (key in present)
        else who.model_copy(update={"present": key in present})
        for key, who in state.people.items()
    }
    return _with(state, place=place, people=FrozenDict(people))


def apply(state: WorldState, change: Change) -> WorldState:
    """The world after one change.

    Raises:
        KeyError: when the change names somebody or something that the world does not have.
    """
    return _RULES[type(change)](state, change)


def apply_all(state: WorldState, several: Iterable[Change]) -> WorldState:
    """The world after several changes, one after the other."""
    for change in several:
        state = apply(state, change)
    return state


def _with(state: WorldState, **fields: Any) -> WorldState:  # noqa: ANN401 - fields of the state
    """A copy with some fields changed; the same object when nothing changes."""
    changed = {name: value for name, value in fields.items() if getattr(state, name) != value}
    if not changed:
        return state
    kept = {name: getattr(state, name) for name in state.model_fields_set}
    return WorldState.model_construct(**{**kept, **changed})


def _person(world: WorldState, who: str, /, **fields: Any) -> WorldState:  # noqa: ANN401 - of the status
    person = world.people[who].model_copy(update=fields)
    return _with(world, people=FrozenDict({**world.people, who: person}))


def _prop(world: WorldState, what: str, /, **fields: Any) -> WorldState:  # noqa: ANN401 - of the status
    prop = world.props[what].model_copy(update=fields)
    return _with(world, props=FrozenDict({**world.props, what: prop}))


def _add(state: WorldState, change: changes.Add) -> WorldState:
    """Conditions are sorted, so that the order in which they came makes no other state."""
    had = state.people[change.to].conditions
    return _person(state, change.to, conditions=tuple(sorted({*had, change.add})))


def _clear(state: WorldState, change: changes.Clear) -> WorldState:
    left = tuple(one for one in state.people[change.to].conditions if one != change.clear)
    return _person(state, change.to, conditions=left)


def _bring(state: WorldState, change: changes.Bring) -> WorldState:
    if change.at:
        return _prop(state, change.bring, held_by=None, at=change.at, hidden=False)
    return _prop(state, change.bring, held_by=change.by, at=None, hidden=False)


def _light(state: WorldState, change: changes.Light) -> WorldState:
    """A group of lights that the change names replaces that group; the others stay."""
    at = change.at or state.place
    before = state.lights.get(at)
    given = {name: getattr(change.light, name) for name in change.light.model_fields_set}
    after = before.model_copy(update=given) if before else LightingDirector(**given)
    return _with(state, lights=FrozenDict({**state.lights, at: after}))


_RULES: dict[type[Model], Callable[[WorldState, Any], WorldState]] = {
    changes.Enter: lambda state, change: _person(state, change.enter, present=True),
    changes.Exit: lambda state, change: _person(state, change.exit, present=False),
    changes.Kill: lambda state, change: _person(state, change.kill, alive=False),
    changes.Revive: lambda state, change: _person(state, change.revive, alive=True),
    changes.Wear: lambda state, change: _person(state, change.by, look=change.wear),
    changes.Add: _add,
    changes.Clear: _clear,
    changes.Take: lambda state, change: _prop(
        state, change.take, held_by=change.by, at=None, hidden=False
    ),
    changes.Drop: lambda state, change: _prop(
        state, change.drop, held_by=None, at=change.at or state.place or None
    ),
    changes.Bring: _bring,
    changes.Give: lambda state, change: _prop(
        state, change.give, held_by=change.to, at=None, hidden=False
    ),
    changes.Show: lambda state, change: _prop(state, change.show, hidden=False),
    changes.Hide: lambda state, change: _prop(state, change.hide, hidden=True),
    changes.Open: lambda state, change: _prop(state, change.open, state="open"),
    changes.Close: lambda state, change: _prop(state, change.close, state="closed"),
    changes.Set: lambda state, change: _prop(state, change.set, state=change.state),
    changes.Light: _light,
    changes.Place: lambda state, change: _with(state, place=change.place),
    changes.Time: lambda state, change: _with(state, time=change.time),
    changes.Weather: lambda state, change: _with(state, weather=change.weather),
    changes.Mood: lambda state, change: _with(state, mood=change.mood),
}
