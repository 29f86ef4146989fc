"""The story told shot by shot: who is where, and the snapshots before and after each shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ministudio.state.machine import apply, opening, stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ministudio.state.changes import Change
    from ministudio.state.world import WorldState
    from ministudio.storyboard.fields import Place
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


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the story is: the shot, its path in the storyboard, and whether the camera runs."""

    address: str
    path: Place
    on_screen: bool = False


class Watcher(Protocol):
    """Somebody who watches a story while it is told."""

    def staged(self, before: WorldState, after: WorldState, scene: Scene, spot: Spot) -> None:
        """A scene begins."""

    def changed(self, before: WorldState, after: WorldState, change: Change, spot: Spot) -> None:
        """A change is made; the path of the spot is that of the change."""

    def shown(self, states: tuple[WorldState, ...], shot: Shot, spot: Spot) -> None:
        """A shot was shown: its state as it begins, and after each change on screen."""


def tell(board: Storyboard, watcher: Watcher | None = None) -> Iterator[Moment]:
    """Walk through the story: scenes inherit place and cast, changes hold until they are undone.

    A change that is not possible is made all the same, so that one mistake stays one mistake.
    """
    state = opening(board.world.characters, board.world.props)
    cast: tuple[str, ...] = ()
    for number, scene in enumerate(board.scenes):
        path: Place = ("scenes", number)
        for index, (address, shot) in enumerate(scene.placed()):
            here = (*path, "shots", index) if scene.shots else path
            if not index:
                state, cast = _enter(state, scene, cast, spot=Spot(address, path), watcher=watcher)
            if scene.shots:
                state = _through(state, shot.before, Spot(address, (*here, "before")), watcher)[-1]
            spot = Spot(address, (*here, "during"), on_screen=True)
            states = _through(state, shot.during, spot, watcher)
            if watcher is not None:
                watcher.shown(states, shot, Spot(address, here, on_screen=True))
            yield Moment(address, scene, shot, state, states[-1], _present(state, cast))
            state = states[-1]


def _enter(
    state: WorldState,
    scene: Scene,
    cast: tuple[str, ...],
    *,
    spot: Spot,
    watcher: Watcher | None,
) -> tuple[WorldState, tuple[str, ...]]:
    place = state.place if scene.environment is None else scene.environment
    cast = _present(state, cast) if scene.cast is None else scene.cast
    staged = stage(state, place=place, cast=cast)
    if watcher is not None:
        watcher.staged(state, staged, scene, spot)
    before = Spot(spot.address, (*spot.path, "before"))
    return _through(staged, scene.before, before, watcher)[-1], cast


def _through(
    state: WorldState, several: Iterable[Change], spot: Spot, watcher: Watcher | None
) -> tuple[WorldState, ...]:
    """The state at first and after each change."""
    states = [state]
    for index, change in enumerate(several):
        after = apply(state, change)
        if watcher is not None:
            here = Spot(spot.address, (*spot.path, index), spot.on_screen)
            watcher.changed(state, after, change, here)
        states.append(after)
        state = after
    return tuple(states)


def _present(state: WorldState, cast: tuple[str, ...]) -> tuple[str, ...]:
    """Who is present: the cast in its order, then whoever came in since."""
    came = (key for key, who in state.people.items() if who.present and key not in cast)
    return (*(key for key in cast if state.people[key].present), *came)
