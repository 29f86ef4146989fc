"""The story told shot by shot: who is where, and the snapshots before and after each shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.state.machine import apply_all, opening, stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.state.world import WorldState
    from ministudio.storyboard.model import Scene, Shot, Storyboard


@dataclass(frozen=True, slots=True)
class Moment:
    """One shot at its place in the story, with the world before and after it.

    `order` is who is present, in the order of the cast.
    """

    address: str
    scene: Scene
    shot: Shot
    before: WorldState
    after: WorldState
    order: tuple[str, ...]


def tell(board: Storyboard) -> Iterator[Moment]:
    """Walk through the story: scenes inherit place and cast, changes hold until they are undone."""
    state = opening(board.world.characters, board.world.props)
    cast: tuple[str, ...] = ()
    for scene in board.scenes:
        state, cast = _enter(state, scene, cast)
        for address, shot in scene.placed():
            before = apply_all(state, shot.before)
            state = apply_all(before, shot.during)
            order = _present(before, cast)
            yield Moment(address, scene, shot, before, state, order)


def _enter(
    state: WorldState, scene: Scene, cast: tuple[str, ...]
) -> tuple[WorldState, tuple[str, ...]]:
    place = state.place if scene.environment is None else scene.environment
    cast = _present(state, cast) if scene.cast is None else scene.cast
    return apply_all(stage(state, place=place, cast=cast), scene.before), cast


def _present(state: WorldState, cast: tuple[str, ...]) -> tuple[str, ...]:
    """Who is present: the cast in its order, then whoever came in since."""
    came = (key for key, who in state.people.items() if who.present and key not in cast)
    return (*(key for key in cast if state.people[key].present), *came)
