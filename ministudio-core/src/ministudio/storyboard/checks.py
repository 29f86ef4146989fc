"""What must fit together in a storyboard: names that exist, ids that are unique."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ministudio.state import changes
from ministudio.storyboard.fields import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ministudio.config import Camera, Character
    from ministudio.storyboard.fields import Place
    from ministudio.storyboard.model import Scene, Shot, Storyboard

# Which keys of a change name what; every other text in a change is free.
_NAMES: dict[str, frozenset[str]] = {
    "character": frozenset({"enter", "exit", "kill", "revive", "by", "to"}),
    "prop": frozenset(
        {"take", "drop", "bring", "give", "show", "hide", "open", "close", "set", "through"}
    ),
    "environment": frozenset({"place", "at"}),
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, or nothing."""
    spelled = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), spelled, n=1)
    return f"; did you mean {spelled[near[0]]!r}?" if near else ""


def faults_of(board: Storyboard) -> Iterator[Fault]:
    """Everything in a board that does not fit together, in the order of the file."""
    names = _Names(board)
    yield from _world(board, names)
    yield from _ids(board)
    for number, scene in enumerate(board.scenes):
        yield from _scene(names, scene, ("scenes", number))


class _Names:
    """What the world knows, by kind."""

    def __init__(self, board: Storyboard) -> None:
        world = board.world
        self.characters = world.characters
        self.known: dict[str, Mapping[str, object]] = {
            "character": world.characters,
            "environment": world.environments,
            "prop": world.props,
            "camera": world.cameras,
            "character or prop": {**world.props, **world.characters},
        }

    def check(self, kind: str, name: str, path: Place, *, key: bool = False) -> Iterator[Fault]:
        known = self.known[kind]
        if name not in known:
            people = self.characters if "character" in kind else {}
            hint = _by_display_name(name, people) or did_you_mean(name, known)
            if not hint and not known:
                hint = f"; the world has no {kind}s"
            yield Fault(path, f"there is no {kind} {name!r}{hint}", key=key)


def _by_display_name(name: str, people: Mapping[str, Character]) -> str:
    """The key of the one character who goes by this name, in full or in part."""
    asked = name.casefold()
    called = [
        key
        for key, who in people.items()
        if asked in (key, who.name.casefold(), *who.name.casefold().split(), *key.split("-"))
    ]
    return f"; did you mean {called[0]!r}?" if len(called) == 1 else ""


def _world(board: Storyboard, names: _Names) -> Iterator[Fault]:
    world = board.world
    for key, prop in world.props.items():
        here: Place = ("world", "props", key)
        if key in world.characters:
            yield Fault(
                here, f"{key!r} is also a character: give one of the two another id", key=True
            )
        if prop.held_by is not None:
            yield from names.check("character", prop.held_by, (*here, "held_by"))
        if prop.at is not None:
            yield from names.check("environment", prop.at, (*here, "at"))
    for key, camera in world.cameras.items():
        yield from _camera(camera, names, ("world", "cameras", key))


def _camera(camera: Camera, names: _Names, path: Place) -> Iterator[Fault]:
    for key, name in (("over", camera.over), ("on", camera.on)):
        if name:
            yield from names.check("character or prop", name, (*path, key))


def _ids(board: Storyboard) -> Iterator[Fault]:
    scenes = [scene.id for scene in board.scenes]
    yield from _twice(scenes, "scene", ("scenes",))
    for number, scene in enumerate(board.scenes):
        path: Place = ("scenes", number, "shots")
        ids = [shot.id for shot in scene.shots]
        yield from _twice([one for one in ids if one], "shot", path, ids)
        if len(ids) > 1:
            for index, one in enumerate(ids):
                if not one:
                    message = "`id` is missing: a scene with several shots needs one for each"
                    yield Fault((*path, index), message)


def _twice(
    ids: list[str], kind: str, path: Place, places: list[str] | None = None
) -> Iterator[Fault]:
    double = {one for one, times in Counter(ids).items() if times > 1}
    seen: set[str] = set()
    for index, one in enumerate(places or ids):
        if one in seen and one in double:
            yield Fault((*path, index, "id"), f"another {kind} has the id {one!r} already")
        seen.add(one)


def _scene(names: _Names, scene: Scene, path: Place) -> Iterator[Fault]:
    if scene.environment is not None:
        yield from names.check("environment", scene.environment, (*path, "environment"))
    for index, who in enumerate(scene.cast or ()):
        yield from names.check("character", who, (*path, "cast", index))
    yield from _changes(names, scene.before, (*path, "before"))
    if not scene.shots:
        yield from _shot(names, scene.as_shot(), path)
    for number, shot in enumerate(scene.shots):
        yield from _shot(names, shot, (*path, "shots", number))


def _shot(names: _Names, shot: Shot, path: Place) -> Iterator[Fault]:
    yield from _changes(names, shot.before, (*path, "before"))
    yield from _changes(names, shot.during, (*path, "during"))
    if isinstance(shot.camera, str):
        yield from names.check("camera", shot.camera, (*path, "camera"))
    elif shot.camera is not None:
        yield from _camera(shot.camera, names, (*path, "camera"))
    for who in shot.frame or ():
        yield from names.check("character or prop", who, (*path, "frame", who), key=True)
    for index, line in enumerate(shot.say):
        place = (*path, "say", index, line.speaker)
        yield from names.check("character", line.speaker, place, key=True)
    for who in shot.emotion:
        yield from names.check("character", who, (*path, "emotion", who), key=True)


def _changes(names: _Names, several: Iterable[changes.Change], path: Place) -> Iterator[Fault]:
    for index, change in enumerate(several):
        yield from _change(names, change, (*path, index))


def _change(names: _Names, change: changes.Change, path: Place) -> Iterator[Fault]:
    for kind, keys in _NAMES.items():
        for key in keys.intersection(type(change).model_fields):
            if name := getattr(change, key):
                yield from names.check(kind, name, (*path, key))
    if isinstance(change, changes.Wear) and change.by in names.characters:
        looks = ("default", *names.characters[change.by].looks)
        if change.wear not in looks:
            hint = did_you_mean(change.wear, looks)
            message = f"{change.by!r} has no look {change.wear!r}{hint}"
            yield Fault((*path, "wear"), message)
