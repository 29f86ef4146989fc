"""The painter: each part of a scene on a stage of its own, under the lamps of all."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from ministudio.builtin.animatic.canvas.filters import blur
from ministudio.builtin.animatic.canvas.stage import Stage
from ministudio.builtin.animatic.scene import Life
from ministudio.builtin.animatic.sprites import Sprite, flatten, paint_sprite, trimmed

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.canvas.shading import Lamp
    from ministudio.builtin.animatic.canvas.stage import Box
    from ministudio.builtin.animatic.motion import Lens
    from ministudio.builtin.animatic.scene import Part, Scene

AT_REST = Life()
_FALLOFF = 4.0  # per unit of depth: how fast lamps behind people stop lighting their front


def lens_of(part: Part | None, lens: Lens) -> Lens:
    """The lens a part is painted through: the shot's, or one with the part's own camera."""
    return lens if part is None or part.camera is None else replace(lens, camera=part.camera)


class Painter:
    """Paints the parts of one scene as sprites; `veil` is the light of the place on them."""

    def __init__(self, scene: Scene, lens: Lens) -> None:
        self.scene, self.lens = scene, lens
        self.lamps: list[Lamp] = []
        self.veil: Array | None = None
        self._stages = {part.id: self._staged(part, AT_REST) for part in scene.parts}

    def empty(self, lens: Lens) -> Stage:
        """A stage as large as the plates of a lens."""
        width, height = lens.plate
        return Stage(width, height, self.scene.look, lens.camera, margin=height / lens.height - 1)

    def place(self, lens: Lens) -> Stage:
        """The place on a stage, under all lamps: its own and those that the parts bring."""
        stage = self.empty(lens)
        self.scene.place(stage)
        self.lamps = [lamp for lamp in self.lamps if lamp not in stage.lamps]
        self.lamps[:0] = stage.lamps
        stage.lamps[:] = self.lamps
        return stage

    def at_rest(self, part: Part) -> Stage:
        """The stage on which a part stands at rest."""
        return self._stages[part.id]

    def sprite(self, part: Part, life: Life = AT_REST, clip: Box | None = None) -> Sprite | None:
        """A part at one moment of its life."""
        stage = self._stages[part.id] if life == AT_REST else self._staged(part, life)
        stage.lamps[:] = [_reaching(lamp) for lamp in self.lamps]
        return paint_sprite(stage, glow=self.veil, clip=clip)

    def finished(self, sprite: Sprite, part: Part | None) -> Sprite:
        """The sprite as it is shown: as a silhouette if it is one, and rolled with the camera."""
        if part is not None and part.dim != 1.0:
            sprite = Sprite(sprite.box, sprite.colour * np.float32(part.dim), sprite.matte)
        if part is not None and part.soft:
            sprite = _softened(sprite, part.soft * self.scene.height)
        if self.scene.roll:
            sprite = _turned(sprite, self.scene.roll, self.lens.plate)
        return sprite

    def _staged(self, part: Part, life: Life) -> Stage:
        stage = self.empty(lens_of(part, self.lens))
        part.draw(stage, life)
        self.lamps.extend(lamp for lamp in stage.lamps if lamp not in self.lamps)
        return stage


def _reaching(lamp: Lamp) -> Lamp:
    """What of a lamp falls on people: those behind them light the place, not their front."""
    share = math.exp(-_FALLOFF * max(0.0, lamp.z - 1))
    r, g, b = lamp.colour
    return replace(lamp, colour=(r * share, g * share, b * share))


def _softened(sprite: Sprite, radius: float) -> Sprite:
    """A sprite out of focus; its box grows by the blur, but not over the plate's edges."""
    pad = int(radius * 2) // 2 * 2 + 2
    wide = np.concatenate([sprite.colour, sprite.matte[..., None]], -1)
    wide = blur(np.pad(wide, ((pad, pad), (pad, pad), (0, 0)), mode="edge"), radius)
    x0, y0, x1, y1 = sprite.box
    left, top = (0 if x0 > 0 else pad), (0 if y0 > 0 else pad)
    left, top = max(left, pad - x0), max(top, pad - y0)
    box = (x0 - pad + left, y0 - pad + top, x1 + pad, y1 + pad)
    wide = wide[top:, left:]
    return Sprite(box, wide[..., :3], np.clip(wide[..., 3], 0, 1))


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
