"""Recall: which earlier shot a place or a look was seen in as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from ministudio.state.world import WorldState
    from ministudio.storyboard.story import Moment


@dataclass(frozen=True, slots=True)
class Memory:
    """The place or the character `id` is as it was when `shot` began.

    `state` is the digest of that shot's snapshot: its references and takes are stored with it.
    `gap` counts the shots between that were without it: 0 means that nothing came between.
    """

    kind: Literal["place", "look"]
    id: str
    shot: str
    state: str
    gap: int


def recall(moments: Iterable[Moment]) -> dict[str, tuple[Memory, ...]]:
    """For each shot, by address, the newest earlier shot of its place and of each present look.

    A place is the same when its light, hour, weather and the things that lie in sight are; a look
    is when clothes, conditions and life are. A shot with nothing to remember has no entry.
    """
    seen: dict[Hashable, tuple[int, Moment]] = {}
    found: dict[str, tuple[Memory, ...]] = {}
    for number, moment in enumerate(moments):
        memories = []
        for kind, name, key in _things(moment.before):
            if key in seen:
                last, then = seen[key]
                gap = number - last - 1
                memories.append(Memory(kind, name, then.address, then.before.digest, gap))
            seen[key] = (number, moment)
        if memories:
            found[moment.address] = tuple(memories)
    return found


def _things(state: WorldState) -> Iterator[tuple[Literal["place", "look"], str, Hashable]]:
    """The place and every present look, each with all that it is made of."""
    if state.place:
        yield "place", state.place, ("place", *_place(state))
    for who, status in state.people.items():
        if status.present:
            conditions = tuple(sorted(status.conditions))
            yield "look", who, ("look", who, status.look, conditions, status.alive)


def _place(state: WorldState) -> tuple[Hashable, ...]:
    light = state.lights.get(state.place)
    things = tuple(
        (key, prop.state)
        for key, prop in state.props.items()
        if prop.at == state.place and not prop.hidden
    )
    return state.place, state.time, state.weather, light.digest if light else "", things
