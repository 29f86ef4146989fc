"""Sprites: parts of a shot cut out with their own matte, shadow and glow, so that they can move.

A sprite is painted over nothing. Where it covers, it hides what lies behind; where its shadow
falls, it darkens it; where it shines, it brightens it. All three end up in one matte, so that the
film blends a sprite in one step and its shadow moves along with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import GAMMA, Array, film, mean_of
from ministudio.builtin.animatic.canvas.development import bloom, develop
from ministudio.builtin.animatic.canvas.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.builtin.animatic.canvas.shading import Lit
    from ministudio.builtin.animatic.canvas.stage import Box, Effect, Stage

_FAINT = 1 / 160  # a matte below this is not seen in eight bits
_PROBE = 1e-3
_LIT = 0.7  # what shines also stands in the glow that it throws on bright things around it
_VEILS = 0.8  # how much of itself a glow takes away from what it shines over
_TOE = 0.035  # display values: a glow fades out below it, so that it ends somewhere


@dataclass(frozen=True, slots=True)
class Sprite:
    """A cut-out in display values 0..1, float32, premultiplied by its matte.

    `box` is where it lies on the plate (x0, y0, x1, y1 in pixels, even), `colour` (h, w, 3),
    `matte` (h, w).
    """

    box: Box
    colour: Array
    matte: Array


@dataclass(slots=True)
class _Sheet:
    """Linear light over nothing, while a sprite is painted: premultiplied, in a pixel box."""

    box: Box
    light: Array
    cover: Array
    shade: Array
    emit: Array | None = None

    @classmethod
    def blank(cls, box: Box) -> _Sheet:
        height, width = box[3] - box[1], box[2] - box[0]
        light = np.zeros((height, width, 3), np.float32)
        return cls(
            box, light, np.zeros((height, width), np.float32), np.ones((height, width), np.float32)
        )

    def lay(self, lit: Lit) -> None:
        """Put a lit layer on top, with its shadow on what is there and on what will be behind."""
        x0, y0, x1, y1 = _moved(lit.box, self.box)
        part = np.s_[y0:y1, x0:x1]
        alpha = lit.alpha[..., None]
        view = self.light[part]
        if lit.shade is not None:
            view *= lit.shade
            self.shade[part] *= lit.shade[..., 0]
        paint = lit.colour * alpha
        view *= 1 - alpha
        view += paint
        cover = self.cover[part]
        cover *= 1 - lit.alpha
        cover += lit.alpha
        if lit.glows and self.emit is None:
            self.emit = np.zeros_like(self.light)
        if self.emit is not None:
            glow = self.emit[part]
            glow *= 1 - alpha
            if lit.glows:
                glow += paint


def paint_sprite(
    stage: Stage,
    items: Sequence[Layer | Effect] | None = None,
    *,
    glow: Array | None = None,
    clip: Box | None = None,
) -> Sprite | None:
    """Paint what stands on a stage (or some of it) as one sprite; None when nothing is in sight.

    `glow` is the light of the plate behind (linear, as large as the stage), added where the sprite
    covers. `clip` is a pixel box outside which nothing is painted.
    """
    items = stage.items() if items is None else items
    lits = {id(item): stage.lit(item, clip=clip) for item in items if isinstance(item, Layer)}
    effects = [item for item in items if not isinstance(item, Layer)]
    shining = bool(effects) or any(lit.glows for lit in lits.values() if lit is not None)
    whole = (0, 0, stage.width, stage.height)
    box = whole if shining else union(lit.box for lit in lits.values() if lit is not None)
    if box is None:
        return None
    sheet = _Sheet.blank(_even(box, whole))
    for item in items:
        if isinstance(item, Layer):
            lit = lits[id(item)]
            if lit is not None:
                sheet.lay(lit)
        else:
            _affect(stage, item, sheet)
    return _developed(stage, sheet, glow)


def _affect(stage: Stage, effect: Effect, sheet: _Sheet) -> None:
    """Run a full-frame pass over black and over white: that tells what it adds and hides."""
    if effect.shine is not None:
        light = np.asarray(effect.shine(stage), np.float32)
        sheet.light += light
        if effect.emits:
            if sheet.emit is None:
                sheet.emit = np.zeros_like(sheet.light)
            sheet.emit += light * np.float32(effect.emits)
    if effect.change is None:
        return
    stage.emit = np.zeros_like(sheet.light)
    black = np.zeros_like(sheet.light)
    effect.change(stage, black)
    fed, stage.emit = stage.emit, black.copy()
    white = np.ones_like(sheet.light)
    effect.change(stage, white)
    stage.emit = None
    passes = np.clip(mean_of(white - black)[..., 0], 0, 1)
    sheet.light = sheet.light * passes[..., None] + black
    sheet.cover = 1 - (1 - sheet.cover) * passes
    if fed.any():
        sheet.emit = fed if sheet.emit is None else sheet.emit * passes[..., None] + fed


def _developed(stage: Stage, sheet: _Sheet, glow: Array | None) -> Sprite | None:
    x0, y0, x1, y1 = sheet.box
    cover = np.where(sheet.cover < _PROBE, 0, sheet.cover)[..., None]
    own = sheet.light / np.maximum(cover, _PROBE)
    spill = np.zeros_like(sheet.light) if cover.all() else np.where(cover > 0, 0, sheet.light)
    if sheet.emit is not None:
        halo = bloom(sheet.light * cover, sheet.emit)
        own += halo * np.float32(_LIT)
        spill += halo * (1 - cover)
    if glow is not None:
        own += glow[y0:y1, x0:x1]
    size = stage.width, stage.height
    colour = develop(own, stage.look, size=size, at=(x0, y0)) * cover
    matte = 1 - (1 - cover[..., 0]) * sheet.shade ** np.float32(1 / GAMMA)
    if spill.any():
        shine = film(spill * np.float32(stage.look.exposure))
        shine *= (1 - cover) * shine / (shine + _TOE)
        colour += shine
        matte = 1 - (1 - matte) * (1 - _highest(shine) * np.float32(_VEILS))
    return trimmed(Sprite(sheet.box, colour, matte))


def trimmed(sprite: Sprite) -> Sprite | None:
    """The sprite without its empty borders."""
    seen = sprite.matte > _FAINT
    rows, columns = np.nonzero(seen.any(1))[0], np.nonzero(seen.any(0))[0]
    if not len(rows):
        return None
    height, width = sprite.matte.shape
    x0, y0 = int(columns[0]) // 2 * 2, int(rows[0]) // 2 * 2
    x1, y1 = min(width, int(columns[-1]) // 2 * 2 + 2), min(height, int(rows[-1]) // 2 * 2 + 2)
    left, top = sprite.box[:2]
    part = np.s_[y0:y1, x0:x1]
    box = (left + x0, top + y0, left + x1, top + y1)
    return Sprite(box, sprite.colour[part], sprite.matte[part])


def flatten(sprites: Sequence[Sprite], box: Box | None = None) -> Sprite:
    """Sprites laid over each other, far to near, inside `box` (by default what holds all)."""
    box = box or union(sprite.box for sprite in sprites) or (0, 0, 2, 2)
    height, width = box[3] - box[1], box[2] - box[0]
    colour = np.zeros((height, width, 3), np.float32)
    matte = np.zeros((height, width), np.float32)
    for sprite in sprites:
        x0, y0 = max(box[0], sprite.box[0]), max(box[1], sprite.box[1])
        x1, y1 = min(box[2], sprite.box[2]), min(box[3], sprite.box[3])
        if x1 <= x0 or y1 <= y0:
            continue
        near = _slice((x0, y0, x1, y1), sprite.box)
        under = _slice((x0, y0, x1, y1), box)
        alpha = sprite.matte[near]
        colour[under] = colour[under] * (1 - alpha)[..., None] + sprite.colour[near]
        matte[under] = 1 - (1 - matte[under]) * (1 - alpha)
    return Sprite(box, colour, matte)


def laid_over(picture: Array, sprites: Sequence[Sprite]) -> Array:
    """A display picture (height, width, 3) with sprites on it."""
    shown = picture.copy()
    for sprite in sprites:
        view = shown[_slice(sprite.box, (0, 0, 0, 0))]
        view *= (1 - sprite.matte)[..., None]
        view += sprite.colour
    return shown


def difference(one: Sprite, other: Sprite, *, threshold: float = 0.02) -> Box | None:
    """The even box in which two flattened sprites of the same box differ; None when nowhere."""
    apart = _highest(np.abs(one.colour - other.colour)) > threshold
    apart |= np.abs(one.matte - other.matte) > threshold
    rows, columns = np.nonzero(apart.any(1))[0], np.nonzero(apart.any(0))[0]
    if not len(rows):
        return None
    left, top, right, bottom = one.box
    return (
        left + int(columns[0]) // 2 * 2,
        top + int(rows[0]) // 2 * 2,
        min(right, left + int(columns[-1]) // 2 * 2 + 2),
        min(bottom, top + int(rows[-1]) // 2 * 2 + 2),
    )


def cut(sprite: Sprite, box: Box) -> Sprite:
    """The part of a sprite inside a box that lies within its own."""
    part = _slice(box, sprite.box)
    return Sprite(box, sprite.colour[part], sprite.matte[part])


def _highest(light: Array) -> Array:
    """The highest of the three channels."""
    highest: Array = np.maximum(np.maximum(light[..., 0], light[..., 1]), light[..., 2])
    return highest


def _slice(box: Box, within: Box) -> tuple[slice, slice]:
    x0, y0, x1, y1 = _moved(box, within)
    return np.s_[y0:y1, x0:x1]


def _moved(box: Box, within: Box) -> Box:
    return box[0] - within[0], box[1] - within[1], box[2] - within[0], box[3] - within[1]


def _even(box: Box, whole: Box) -> Box:
    x0, y0 = max(0, box[0]) // 2 * 2, max(0, box[1]) // 2 * 2
    return x0, y0, min(whole[2], box[2] + box[2] % 2), min(whole[3], box[3] + box[3] % 2)


def union(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all; None when there are none."""
    found: Box | None = None
    for box in boxes:
        found = box if found is None else (
            min(found[0], box[0]), min(found[1], box[1]),
            max(found[2], box[2]), max(found[3], box[3]),
        )  # fmt: skip
    return found
