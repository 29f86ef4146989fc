"""The projection of a moment onto what its shot shows: the view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ministudio.config import Camera, Character, Environment, LightingDirector, Prop
from ministudio.config.base import EMPTY
from ministudio.state.changes import Enter
from ministudio.storyboard.view import Line, SeenCharacter, SeenProp, View

if TYPE_CHECKING:
    from ministudio.state.world import WorldState
    from ministudio.storyboard.model import Shot, Storyboard
    from ministudio.storyboard.story import Moment

FileDigest = Callable[[str], str]
"""The digest of a reference file, named by its path in the storyboard."""

WHOLE = frozenset({"", "whole", "full", "all"})


def project(board: Storyboard, moment: Moment, file_digest: FileDigest) -> View:
    """The view of one shot: the facts of its snapshot that the frame takes in.

    In frame is what `frame` lists, else everybody present, whoever comes in on screen, and every
    prop here that is not hidden. A prop in the hands of somebody in frame, or that changes on
    screen, is always seen.
    """
    shot, scene, state, world = moment.shot, moment.scene, moment.before, board.world
    framed = dict(shot.frame) if shot.frame is not None else _all_seen(moment)
    people = [key for key in framed if key in world.characters]
    props = _seen_props(moment, framed, people, world.props)
    place = world.environments.get(state.place)
    return View(
        characters=tuple(
            _character(world.characters[key], key, moment, framed[key], props, file_digest)
            for key in people
        ),
        props=tuple(
            _prop(world.props[key], key, state, framed.get(key, ""), file_digest) for key in props
        ),
        place=state.place,
        environment=_without_light(place),
        lighting=_light(place, world.lighting, state),
        time=state.time,
        weather=state.weather,
        mood=shot.mood or scene.mood or state.mood,
        style=world.style,
        rules=world.continuity.rules,
        avoid=world.avoid,
        negative=shot.negative,
        camera=_camera(board, shot),
        start=shot.start,
        action=shot.action,
        say=tuple(Line(speaker=line.speaker, text=line.text) for line in shot.say),
        narration=shot.narration,
        sound=shot.sound,
        duration=shot.duration,
        join=shot.join,
        during=shot.during,
        seed=shot.seed,
        references=_references(place, shot, file_digest),
    )


def _all_seen(moment: Moment) -> dict[str, str]:
    """Everybody who is present, and who comes in while the shot lasts."""
    coming = (change.enter for change in moment.shot.during if isinstance(change, Enter))
    return dict.fromkeys((*moment.order, *coming), "")


def _seen_props(
    moment: Moment, framed: Iterable[str], people: list[str], known: Iterable[str]
) -> list[str]:
    state, asked = moment.before, set(framed)
    everything = moment.shot.frame is None
    changed = {
        str(value)
        for change in moment.shot.during
        for value in change.model_dump().values()
        if isinstance(value, str)
    }
    seen = []
    for key in known:
        prop = state.props[key]
        here = everything and prop.at == state.place and not prop.hidden
        held = prop.held_by in people and not prop.hidden
        if key in asked or here or held or key in changed:
            seen.append(key)
    return seen


def _character(
    character: Character,
    key: str,
    moment: Moment,
    part: str,
    props: list[str],
    file_digest: FileDigest,
) -> SeenCharacter:
    status = moment.before.people[key]
    look = character.look(status.look)
    return SeenCharacter(
        id=key,
        character=character.replace(looks=EMPTY, reference_images=(), visual_anchor_path=None),
        look=look,
        conditions=status.conditions,
        alive=status.alive,
        holds=tuple(prop for prop in props if moment.before.props[prop].held_by == key),
        emotion=moment.shot.emotion.get(key, ""),
        part="" if part in WHOLE else part,
        references=tuple(file_digest(path) for path in look.reference_images),
    )


def _prop(prop: Prop, key: str, state: WorldState, part: str, file_digest: FileDigest) -> SeenProp:
    status = state.props[key]
    return SeenProp(
        id=key,
        what=prop.what,
        state=status.state,
        held_by=status.held_by,
        part="" if part in WHOLE else part,
        references=tuple(file_digest(path) for path in prop.reference_images),
    )


def _without_light(place: Environment | None) -> Environment | None:
    return place.replace(lighting=None, reference_images=()) if place else None


def _light(
    place: Environment | None, everywhere: LightingDirector | None, state: WorldState
) -> LightingDirector:
    """The light of the place, else the world's, with the groups that the story has changed."""
    usual = (place.lighting if place else None) or everywhere or LightingDirector()
    changed = state.lights.get(state.place)
    if changed is None:
        return usual
    given = {name: getattr(changed, name) for name in changed.model_fields_set}
    return usual.replace(**given)


def _camera(board: Storyboard, shot: Shot) -> Camera:
    if isinstance(shot.camera, str):
        return board.world.cameras[shot.camera]
    return shot.camera or Camera()


def _references(place: Environment | None, shot: Shot, file_digest: FileDigest) -> dict[str, str]:
    """Reference files of the place and the shot, by path."""
    paths = (*(place.reference_images if place else ()), *shot.references)
    return {path: file_digest(path) for path in paths}
