"""A reel: a staged shot painted once, as plates that the film moves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.backdrop import Backdrops, backdrop_lens
from ministudio.builtin.animatic.canvas.stage import NEAR
from ministudio.builtin.animatic.groups import Group
from ministudio.builtin.animatic.life import drifted, swelled
from ministudio.builtin.animatic.motion import Lens, margin_for
from ministudio.builtin.animatic.painter import Painter, lens_of
from ministudio.builtin.animatic.scene import Life
from ministudio.builtin.animatic.sprites import Sprite, paint_sprite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.canvas.stage import Box, Effect, Stage
    from ministudio.builtin.animatic.life import Timetable
    from ministudio.builtin.animatic.motion import Pose
    from ministudio.builtin.animatic.plates import BackPlate, CutoutPlate, Window
    from ministudio.builtin.animatic.scene import Drift, Part, Scene
    from ministudio.media.frames import Picture

__all__ = ["Backdrops", "Moving", "Reel", "paint_reel"]

_FRONT = 0.86  # what is nearer than this shifts faster than the people and gets its own plate
_FRONT_Z = 0.7  # the depth of that plate
_TIGHT = 1.6  # a base zoom from which foreground leaves would be huge: they are left out


@dataclass(slots=True)
class Moving:
    """Cut-out plates that show one part (or a still group): its pictures, way and timetable."""

    plates: Sequence[CutoutPlate]
    tables: Mapping[str, Timetable]
    lens: Lens
    drift: Drift
    pace: float

    def draw(self, frame: Picture, pose: Pose, at: tuple[int, int, float]) -> None:
        """Blend it into a frame; `at` is frame number, frames in all, frames per second."""
        number, frames, fps = at
        phase = int(number / fps * self.pace * len(self.plates)) % len(self.plates)
        plate = self.plates[phase]
        worn = [f"{who}:{name}" for who, table in self.tables.items() for name in table.at(number)]
        plate.wear(tuple(worn))
        shift = drifted(self.drift, number, frames, fps)
        gain = swelled(self.drift, number, fps) if self.drift.pulse else 1.0
        plate.draw(frame, self.lens.window(pose, z=plate.z, shift=shift), gain=gain)


@dataclass(slots=True)
class Reel:
    """The plates of a shot, and the lenses they were painted through."""

    back: BackPlate
    moving: Sequence[Moving]
    lens: Lens
    back_lens: Lens
    boxes: Mapping[str, Box]
    """Pixel boxes of everything that has a name, on the plates."""
    owners: Mapping[str, Part]
    """The part in which each of these names was drawn."""

    def window_of(self, name: str, scene: Scene, number: int, pose: Pose) -> Window:
        """What the frame shows of the plate on which a name was drawn."""
        part = self.owners[name]
        z = part.z if part.z < _FRONT else 1.0
        shift = drifted(part.drift, number, scene.frames, scene.fps) if part.moves else (0.0, 0.0)
        return lens_of(part, self.lens).window(pose, z=z, shift=shift)

    def frame(self, scene: Scene, number: int) -> Picture:
        """The picture of a frame, without captions and weather."""
        pose = scene.path.at(number)
        window = self.back_lens.window(pose, z=scene.back_z)
        picture = self.back.frame(window, width=scene.width, height=scene.height)
        for moving in self.moving:
            moving.draw(picture, pose, (number, scene.frames, scene.fps))
        return picture


def paint_reel(scene: Scene, backdrops: Backdrops) -> Reel:
    """Paint all plates of a scene; the empty place comes from `backdrops` when it is there."""
    poses = scene.path.samples()
    margin = margin_for(poses, width=scene.width, height=scene.height) * _room_to_roll(scene)
    lens = Lens(scene.camera, scene.width, scene.height, margin)
    back_lens = backdrop_lens(scene, margin)
    painter = Painter(scene, lens)
    place = painter.place(back_lens)
    backdrop = backdrops.of(scene, place, back_lens)
    painter.veil = backdrop.veil_for(lens)
    near = place if lens == back_lens else painter.place(lens)
    groups, boxes, owners = _grouped(painter, near)
    moving = [
        Moving(group.plates(), group.tables(), group.lens, group.drift,
               group.lead.pace if group.lead else 1.0)
        for group in groups
    ]  # fmt: skip
    return Reel(backdrop.plate, moving, lens, back_lens, boxes, owners)


def _grouped(painter: Painter, near: Stage) -> tuple[list[Group], dict[str, Box], dict[str, Part]]:
    """All cut-outs, far to near: still neighbours share a plate. And where each name is."""
    groups: list[Group] = []
    boxes: dict[str, Box] = {}
    owners: dict[str, Part] = {}
    for z, part, items in _in_depth(painter.scene, near):
        if part is None:
            sprite = paint_sprite(near, items, glow=painter.veil)
        else:
            sprite = painter.sprite(part) or _unseen(painter, part)
            drawn = painter.at_rest(part).boxes()
            boxes.update(drawn)
            owners.update(dict.fromkeys(drawn, part))
        if sprite is None:
            continue
        alone = part is not None and (part.moves or part.soft > 0 or part.camera is not None)
        depth = z if z < _FRONT and alone else _FRONT_Z if z < _FRONT else 1.0
        if alone or not groups or groups[-1].closed or groups[-1].z != depth:
            groups.append(Group(painter, depth, closed=alone))
        groups[-1].add(sprite, part)
    return groups, boxes, owners


def _in_depth(
    scene: Scene, near: Stage
) -> list[tuple[float, Part | None, list[Layer | Effect] | None]]:
    """Parts and near things of the place, far to near; at one depth the place comes first."""
    found: list[tuple[float, Part | None, list[Layer | Effect] | None]] = []
    for item in near.items():
        if item.z > NEAR or (item.z < _FRONT and scene.camera.zoom > _TIGHT):
            continue
        if found and found[-1][2] is not None and found[-1][0] == item.z:
            found[-1][2].append(item)
        else:
            found.append((item.z, None, [item]))
    found += [(part.z, part, None) for part in scene.parts]
    return sorted(found, key=lambda one: -one[0])


def _unseen(painter: Painter, part: Part) -> Sprite | None:
    """An empty sprite for what only appears later."""
    later = painter.sprite(part, Life(after=True)) if part.changes else None
    if later is None:
        return None
    return Sprite(later.box, np.zeros_like(later.colour), np.zeros_like(later.matte))


def _room_to_roll(scene: Scene) -> float:
    """How much larger plates must be so that rolled corners stay out of the frame."""
    angle = math.radians(abs(scene.roll))
    longest = max(scene.width / scene.height, scene.height / scene.width)
    return math.cos(angle) + math.sin(angle) * longest
