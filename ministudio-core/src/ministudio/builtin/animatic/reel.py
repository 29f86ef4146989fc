"""A reel: a staged shot painted once, as plates that the film moves."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from ministudio.builtin.animatic.canvas.development import bloom, develop
from ministudio.builtin.animatic.canvas.filters import BILINEAR, BOX, blur, resize
from ministudio.builtin.animatic.canvas.stage import NEAR, Stage
from ministudio.builtin.animatic.life import (
    AFTER,
    BLINK,
    HALF,
    WIDE,
    Timetable,
    drifted,
    swelled,
    timetable,
)
from ministudio.builtin.animatic.motion import Lens, Pose, margin_for
from ministudio.builtin.animatic.plates import BackPlate, CutoutPlate
from ministudio.builtin.animatic.scene import Drift, Life, Part, Scene
from ministudio.builtin.animatic.sprites import (
    Sprite,
    cut,
    difference,
    flatten,
    paint_sprite,
    trimmed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.canvas.shading import Lamp
    from ministudio.builtin.animatic.canvas.stage import Box, Effect
    from ministudio.builtin.animatic.plates import Window
    from ministudio.media.frames import Picture

_VEIL, _SHARE = 0.16, 0.6  # radius in frame heights and strength of the veil of a bright place
_AT_REST = Life()
_FRONT = 0.8  # what is nearer than this shifts faster than the people and gets its own plate
_VARIANTS = {BLINK: Life(blink=1.0), HALF: Life(talk=0.5), WIDE: Life(talk=1.0)}
_TINY = 26  # pixels of a face
_PAD = 0.06  # of the frame height, at most: room around a face, so that its relief is right at the edges


@dataclass(slots=True)
class Backdrop:
    """The empty place: its picture (display), and the veil of light it lays on who stands in it.

    The veil is linear and small; lights that somebody covers must not shine through, so it is
    very soft.
    """

    picture: Array
    glow: Array
    plate: BackPlate | None = None


class Backdrops:
    """The last few empty places; shots of one place from one camera share them."""

    def __init__(self, room: int = 6) -> None:
        self._room = room
        self._kept: OrderedDict[object, Backdrop] = OrderedDict()

    def get(self, key: object) -> Backdrop | None:
        """The place painted under this key, if it is still here."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: object, backdrop: Backdrop) -> None:
        """Keep a place; the one not used for longest goes."""
        self._kept[key] = backdrop
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)


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
        plate.wear(tuple(f"{who}:{name}" for who, table in self.tables.items()
                         for name in table.at(number)))  # fmt: skip
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


def _reaching(lamp: Lamp) -> Lamp:
    """What of a lamp falls on the people: those far behind them light the place, not their front."""
    share = math.exp(-4 * max(0.0, lamp.z - 1))
    r, g, b = lamp.colour
    return replace(lamp, colour=(r * share, g * share, b * share))


def lens_of(part: Part | None, lens: Lens) -> Lens:
    """The lens a part is painted through: the shot's, or one with the part's own camera."""
    return lens if part is None or part.camera is None else replace(lens, camera=part.camera)


class _Painter:
    """Paints one scene: each part on a stage of its own, under the lamps of all."""

    def __init__(self, scene: Scene, lens: Lens, back_lens: Lens) -> None:
        self.scene, self.lens, self.back_lens = scene, lens, back_lens
        self.lamps: list[Lamp] = []
        self.glow: Array | None = None
        self.stages: dict[str, Stage] = {}

    def stage(self, lens: Lens) -> Stage:
        width, height = lens.plate
        return Stage(width, height, self.scene.look, lens.camera, margin=height / lens.height - 1)

    def staged(self, part: Part, life: Life) -> Stage:
        """A part on a stage of its own; the lamps it brings are added to those of all."""
        stage = self.stage(lens_of(part, self.lens))
        part.draw(stage, life)
        self.lamps.extend(lamp for lamp in stage.lamps if lamp not in self.lamps)
        return stage

    def sprite(self, part: Part, life: Life, clip: Box | None = None) -> Sprite | None:
        """A part at one moment of its life, under the lamps of all."""
        stage = self.stages[part.id] if life == _AT_REST else self.staged(part, life)
        stage.lamps[:] = [_reaching(lamp) for lamp in self.lamps]
        return paint_sprite(stage, glow=self.glow, clip=clip)

    def finished(self, sprite: Sprite, part: Part | None) -> Sprite:
        """The sprite as it is shown: a silhouette where it should be one, rolled with the camera."""
        if part is not None and part.dim != 1.0:
            sprite = Sprite(sprite.box, sprite.colour * np.float32(part.dim), sprite.matte)
        if part is not None and part.soft:
            sprite = _softened(sprite, part.soft * self.scene.height)
        if self.scene.roll:
            sprite = _turned(sprite, self.scene.roll, self.lens.plate)
        return sprite


def paint_reel(scene: Scene, backdrops: Backdrops) -> Reel:
    """Paint all plates of a scene; the empty place comes from `backdrops` when it is there."""
    poses = scene.path.samples()
    margin = margin_for(poses, width=scene.width, height=scene.height) * _room_to_roll(scene)
    lens = Lens(scene.camera, scene.width, scene.height, margin)
    back_lens = _back_lens(scene, margin)
    painter = _Painter(scene, lens, back_lens)
    for part in scene.parts:  # their lamps fall on the place and on each other
        painter.stages[part.id] = painter.staged(part, _AT_REST)
    place = painter.stage(back_lens)
    scene.place(place)
    place.lamps.extend(lamp for lamp in painter.lamps if lamp not in place.lamps)
    painter.lamps = list(place.lamps)
    backdrop = _backdrop(scene, place, back_lens, backdrops)
    painter.glow = _grown(backdrop.glow, lens)
    near = place if scene.camera == scene.back_camera else _near_stage(painter)
    moving, boxes, owners = _cutouts(painter, near)
    if backdrop.plate is None:
        backdrop.plate = BackPlate(backdrop.picture)
    return Reel(backdrop.plate, moving, lens, back_lens, boxes, owners)


_CLOSE = 1.7  # a base zoom from which the place lies out of focus


def _back_lens(scene: Scene, margin: float) -> Lens:
    """The lens of the empty place: coarser where the place is soft or only the ground of a scene."""
    share = 1.0
    if scene.camera.zoom > _CLOSE:
        share = 0.5 if scene.height > 480 else 0.6
    elif scene.parts and scene.height > 480:
        share = 0.75
    width, height = (round(side * share / 2) * 2 for side in (scene.width, scene.height))
    return Lens(scene.back_camera, width, height, margin)


def _backdrop(scene: Scene, place: Stage, lens: Lens, backdrops: Backdrops) -> Backdrop:
    key = (scene.back_key, scene.look, scene.back_camera, lens.plate, tuple(place.lamps), scene.roll)
    found = backdrops.get(key)
    if found is None:
        ground = place.ground()
        glow = bloom(ground.light, ground.emit)
        size = place.width, place.height
        picture = develop(ground.light + glow, scene.look, size=size)
        small = resize(glow, max(1, size[0] // 8), max(1, size[1] // 8), BOX)
        found = Backdrop(_rolled(picture, scene.roll), blur(small, size[1] / 8 * _VEIL) * _SHARE)
        backdrops.put(key, found)
    return found


def _near_stage(painter: _Painter) -> Stage:
    """The place again under the subject's camera, for its tables and foreground."""
    stage = painter.stage(painter.lens)
    painter.scene.place(stage)
    stage.lamps[:] = painter.lamps
    return stage


def _grown(glow: Array, lens: Lens) -> Array:
    width, height = lens.plate
    return resize(glow, width, height, BILINEAR)


def _cutouts(
    painter: _Painter, near: Stage
) -> tuple[list[Moving], dict[str, Box], dict[str, Part]]:
    """All cut-out plates, far to near: still neighbours share one."""
    groups: list[_Group] = []
    boxes: dict[str, Box] = {}
    owners: dict[str, Part] = {}
    for z, part, items in _in_depth(painter.scene, near):
        if part is None:
            sprite = paint_sprite(near, items, glow=painter.glow)
        else:
            sprite = painter.sprite(part, _AT_REST)
            drawn = painter.stages[part.id].boxes()
            boxes.update(drawn)
            owners.update(dict.fromkeys(drawn, part))
        if sprite is None:
            continue
        alone = part is not None and (part.moves or part.soft > 0 or part.camera is not None)
        front = z < _FRONT
        if alone or front or not groups or groups[-1].closed:
            groups.append(_Group(painter, z if front else 1.0, closed=alone or front))
        groups[-1].add(sprite, part)
    return [group.moving() for group in groups], boxes, owners


def _in_depth(
    scene: Scene, near: Stage
) -> list[tuple[float, Part | None, list[Layer | Effect] | None]]:
    """Parts of the scene and near things of the place, far to near; at one depth the place first."""
    found: list[tuple[float, Part | None, list[Layer | Effect] | None]] = []
    for item in near.items():
        if item.z <= NEAR:
            if found and found[-1][2] is not None and found[-1][0] == item.z:
                found[-1][2].append(item)
            else:
                found.append((item.z, None, [item]))
    found += [(part.z, part, None) for part in scene.parts]
    return sorted(found, key=lambda one: -one[0])


class _Group:
    """Sprites that stand still together, and what changes on them."""

    def __init__(self, painter: _Painter, z: float, *, closed: bool) -> None:
        self.painter, self.z, self.closed = painter, z, closed
        self.sprites: list[Sprite] = []
        self.parts: list[Part | None] = []

    def add(self, sprite: Sprite, part: Part | None) -> None:
        self.sprites.append(sprite)
        self.parts.append(part)

    def moving(self) -> Moving:
        scene = self.painter.scene
        parts = [part for part in self.parts if part is not None]
        tables = {
            part.id: timetable(
                scene.frames, scene.fps, seed=f"{scene.seed}:{part.id}",
                speech=scene.speech.get(part.id, ()),
                swap=scene.swap if part.changes else None,
            )
            for part in parts
            if part.face or part.changes
        }  # fmt: skip
        plates = [self._plate(_AT_REST)]
        lead = parts[0] if len(parts) == 1 else None
        if lead is not None and lead.phases > 1:
            plates += [self._step(lead, i / lead.phases) for i in range(1, lead.phases)]
        drift = lead.drift if lead is not None and self.closed else Drift()
        lens = lens_of(lead, self.painter.lens)
        return Moving(plates, tables, lens, drift, lead.pace if lead else 1.0)

    def _flat(self, sprites: Sequence[Sprite | None], box: Box | None = None) -> Sprite:
        """The sprites of the group over each other, dimmed, softened and rolled as they should be."""
        pairs = zip(sprites, self.parts, strict=True)
        shown = [self.painter.finished(one, part) for one, part in pairs if one is not None]
        return flatten(shown, box)

    def _plate(self, base: Life) -> CutoutPlate:
        whole = self._flat(self.sprites)
        patches: dict[str, Sprite] = {}
        for index, part in enumerate(self.parts):
            if part is not None:
                patches |= self._variants(whole, index, part, base)
        return CutoutPlate(whole, z=self.z, patches=patches)

    def _step(self, part: Part, phase: float) -> CutoutPlate:
        sprite = self.painter.sprite(part, Life(phase=phase))
        old = self.sprites
        if sprite is not None:
            self.sprites = [sprite]
        plate = self._plate(Life(phase=phase))
        self.sprites = old
        return plate

    def _variants(self, whole: Sprite, index: int, part: Part, base: Life) -> dict[str, Sprite]:
        found: dict[str, Sprite] = {}
        if part.changes:
            sprite = self.painter.sprite(part, replace(base, after=True))
            self._patch(found, f"{part.id}:{AFTER}", whole, index, sprite)
        if part.face is None or part.soft:
            return found
        clip = self._clip(part)
        names = self._names(part, clip)
        for name in names:
            life = _VARIANTS[name]
            sprite = self.painter.sprite(
                part, replace(base, blink=life.blink, talk=life.talk), clip
            )
            if sprite is not None:
                pad = round((clip[3] - clip[1]) * 0.08)
                inner = _inset(clip, sprite.box, self.sprites[index].box, pad=pad)
                if inner is not None:
                    area = None if self.painter.scene.roll else inner
                    fresh = _patched(self.sprites[index], sprite, inner, area=area)
                    self._patch(found, f"{part.id}:{name}", whole, index, fresh, area=area)
        return found

    def _patch(
        self,
        found: dict[str, Sprite],
        name: str,
        whole: Sprite,
        index: int,
        sprite: Sprite | None,
        *,
        area: Box | None = None,
    ) -> None:
        """The part of the flattened group (inside `area`) that differs with one sprite replaced."""
        sprites: list[Sprite | None] = list(self.sprites)
        sprites[index] = sprite
        other = self._flat(sprites, area or whole.box)
        box = difference(cut(whole, other.box), other)
        if box is not None:
            found[name] = cut(other, box)

    def _names(self, part: Part, clip: Box) -> tuple[str, ...]:
        """The variants that can be seen: in tiny faces a mouth is open or shut, eyes do not blink."""
        tall = (clip[3] - clip[1]) / 1.5 if clip[2] > clip[0] else 0.0
        if tall < _TINY:
            return (WIDE,) if part.talks and tall > _TINY / 2 else ()
        return (BLINK, HALF, WIDE) if part.talks else (BLINK,)

    def _clip(self, part: Part) -> Box:
        stage = self.painter.stages[part.id]
        x0, y0, x1, y1 = part.face or (0, 0, 0, 0)
        left, top = stage.project(x0, y0, part.z)
        right, bottom = stage.project(x1, y1, part.z)
        pad = min(_PAD * self.painter.scene.height, (bottom - top) * 0.25)
        return (
            max(0, int(left - pad)), max(0, int(top - pad)),
            min(stage.width, int(right + pad)), min(stage.height, int(bottom + pad)),
        )  # fmt: skip


def _inset(clip: Box, fresh: Box, old: Box, *, pad: int) -> Box | None:
    """Where a clipped sprite may replace an old one: away from the clip's edges, even."""
    x0, y0 = max(old[0], fresh[0], clip[0] + pad), max(old[1], fresh[1], clip[1] + pad)
    x1, y1 = min(old[2], fresh[2], clip[2] - pad), min(old[3], fresh[3], clip[3] - pad)
    box = (x0 + x0 % 2, y0 + y0 % 2, x1 // 2 * 2, y1 // 2 * 2)
    return box if box[2] > box[0] and box[3] > box[1] else None


def _patched(whole: Sprite, part: Sprite, inner: Box, *, area: Box | None) -> Sprite:
    """A sprite (inside `area`) with a part of it replaced by a newer painting."""
    base = whole if area is None else cut(whole, area)
    if area == inner:
        return cut(part, inner)
    colour, matte = base.colour.copy(), base.matte.copy()
    x0, y0, x1, y1 = inner
    left, top = base.box[:2]
    there = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    fresh = cut(part, inner)
    colour[there], matte[there] = fresh.colour, fresh.matte
    return Sprite(base.box, colour, matte)


def _softened(sprite: Sprite, radius: float) -> Sprite:
    """A sprite out of focus; its box grows by the blur, not beyond the plate's left and top edge."""
    pad = int(radius * 2) // 2 * 2 + 2
    wide = np.concatenate([sprite.colour, sprite.matte[..., None]], -1)
    wide = np.pad(wide, ((pad, pad), (pad, pad), (0, 0)), mode="edge")
    x0, y0, x1, y1 = sprite.box
    wide = blur(wide, radius)
    keep_x, keep_y = (0 if x0 > 0 else pad), (0 if y0 > 0 else pad)
    wide = wide[keep_y:, keep_x:]
    box = (x0 - pad + keep_x, y0 - pad + keep_y, x1 + pad, y1 + pad)
    dx, dy = max(0, -box[0]), max(0, -box[1])
    wide = wide[dy:, dx:]
    box = (box[0] + dx, box[1] + dy, box[2], box[3])
    return Sprite(box, wide[..., :3], np.clip(wide[..., 3], 0, 1))


def _rolled(picture: Array, degrees: float) -> Array:
    """A display picture turned about its middle, edges stretched."""
    if not degrees:
        return picture
    image = Image.fromarray((picture * 255 + 0.5).astype(np.uint8))
    turned = image.rotate(degrees, Image.Resampling.BICUBIC)
    return np.asarray(turned, np.float32) / 255


def _turned(sprite: Sprite, degrees: float, plate: tuple[int, int]) -> Sprite:
    """A sprite turned about the middle of its plate."""
    width, height = plate
    whole = flatten([sprite], (0, 0, width, height))
    planes = [*np.moveaxis(whole.colour, -1, 0), whole.matte]
    turned = [
        np.asarray(Image.fromarray(plane).rotate(degrees, Image.Resampling.BILINEAR))
        for plane in planes
    ]
    return trimmed(Sprite(whole.box, np.stack(turned[:3], -1), turned[3])) or sprite


def _room_to_roll(scene: Scene) -> float:
    """How much larger plates must be so that rolled corners stay out of the frame."""
    angle = math.radians(abs(scene.roll))
    longest = max(scene.width / scene.height, scene.height / scene.width)
    return math.cos(angle) + math.sin(angle) * longest
