"""Lighting one layer in linear light: the relief of a flat shape is found in its own silhouette.

The alpha, blurred with the material's radius, is a height field; its gradient is a normal. So every
shape (a cheek, a sleeve, a cloud) gets a terminator, a lit top and a shaded foot for nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import (
    TO_LINEAR,
    Array,
    Linear,
    lerp,
    mean_of,
    smoothstep,
)
from ministudio.builtin.animatic.canvas.filters import BILINEAR, BOX, blur, resize, shift
from ministudio.builtin.animatic.canvas.look import Direction, Look
from ministudio.builtin.animatic.canvas.raster import rasterise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.layer import Layer, Material

# Share of an owned layer's light that is made colourless, so that people keep their colours under
# any lamp (at .38 a charcoal blazer went brown at dusk).
_OWN_GREY = 0.62
_OWN_PULL = 0.25
_LAMP_REACH = 2.3
# The portrait light: how much of a dark scene's darkness people are spared, the least and the most
# light on them as shares of a clear day's, and how much of what is brighter is kept.
_DAYLIGHT = 1.3
_SPARED, _LEAST, _MOST, _KEPT = 0.58, 0.37, 1.0, 0.35
# What blood does to the shaded side of skin: redder and less blue, never grey.
_BLOOD = np.array((0.42, -0.02, -0.2), np.float32)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A practical light in the scene: position and radius in world units at depth `z`."""

    x: float
    y: float
    z: float
    radius: float
    colour: Linear


@dataclass(frozen=True, slots=True)
class Spot:
    """A lamp as the layer sees it: pixels."""

    x: float
    y: float
    radius: float
    colour: Array

    def reaches(self, box: tuple[int, int, int, int]) -> bool:
        reach = _LAMP_REACH * self.radius
        x0, y0, x1, y1 = box
        across = x0 < self.x + reach and self.x - reach < x1
        return across and y0 < self.y + reach and self.y - reach < y1


@dataclass(frozen=True, slots=True)
class Arrays:
    """The colours of a look as float32 arrays."""

    key: Array
    ambient: Array
    bounce: Array
    rim: Array
    fog: Array
    tint: Array
    fills: tuple[tuple[Array, Direction], ...]


@lru_cache(maxsize=64)
def arrays(look: Look) -> Arrays:
    """The look's colours, ready for arithmetic."""

    def of(colour: Linear) -> Array:
        return np.array(colour, np.float32)

    tint = of(look.tint)
    return Arrays(
        key=of(look.key),
        ambient=of(look.ambient),
        bounce=of(look.bounce),
        rim=of(look.rim),
        fog=of(look.fog),
        tint=tint / max(float(tint.mean()), 1e-4),
        fills=tuple((of(fill.colour), fill.direction) for fill in look.fills),
    )


@dataclass(frozen=True, slots=True)
class Lit:
    """A lit layer in its pixel box: colour (h, w, 3), alpha (h, w), and the shadow it throws."""

    box: tuple[int, int, int, int]
    colour: Array
    alpha: Array
    shade: Array | None
    glows: bool


@dataclass(frozen=True, slots=True)
class _Relief:
    """Slopes of a shape's surface (the normal's x and y before normalising) and their length."""

    x: Array
    y: Array
    length: Array

    def facing(self, to: Direction) -> Array:
        faced: Array = (self.x * to.x + self.y * to.y + to.z) / self.length
        return faced


def _relief(alpha: Array, radius: float, form: float) -> _Relief:
    if form < 0.12:  # flat paper: no relief to find
        zero = np.zeros_like(alpha)
        return _Relief(zero, zero, zero + 1)
    height = blur(alpha, radius)
    slope = np.float32(radius * 3.8 * form)
    x, y = np.zeros_like(alpha), np.zeros_like(alpha)
    x[:, 1:-1] = (height[:, :-2] - height[:, 2:]) * (slope * 0.5)
    y[1:-1] = (height[:-2] - height[2:]) * (slope * 0.5)
    return _Relief(x, y, np.sqrt(x * x + y * y + 1))


def _illumination(
    relief: _Relief, look: Look, spots: Sequence[Spot], box: tuple[int, int, int, int]
) -> Array:
    """Light that falls on a relief: ground to sky by the normal's height, key, fills, lamps."""
    colours = arrays(look)
    up = (0.5 - 0.5 * relief.y / relief.length)[..., None]
    soft = look.key_soft - 0.3
    step = smoothstep(-0.15 - 0.35 * soft, 0.85 + 0.25 * soft, relief.facing(look.key_direction))
    step = step[..., None]
    light: Array = colours.bounce + (colours.ambient - colours.bounce) * up + colours.key * step
    for colour, direction in colours.fills:
        light += colour * smoothstep(-0.3, 0.9, relief.facing(direction))[..., None]
    near = [spot for spot in spots if spot.reaches(box)]
    if near:
        rows = np.linspace(box[1], box[3], light.shape[0], dtype=np.float32)[:, None]
        columns = np.linspace(box[0], box[2], light.shape[1], dtype=np.float32)[None, :]
        for spot in near:
            dx, dy = (spot.x - columns) / spot.radius, (spot.y - rows) / spot.radius
            square = dx * dx + dy * dy
            toward = (relief.x * dx + relief.y * dy) / (np.sqrt(square) + 1e-3) / relief.length
            facing = 0.5 + 0.5 * np.clip(toward * 1.6 + 0.25, -1, 1)
            light += (np.exp(-square) * facing)[..., None] * spot.colour
    return light


def _coarseness(area: int, radius: float, form: float) -> int:
    """Light is smooth: large layers work it out at a half or a third of the size."""
    if area > 200_000:
        return 3 if form < 0.3 else 2
    return 2 if area > 7_000 and radius > 4 else 1


def _albedo(pixels: Array, look: Look, material: Material) -> Array:
    colour: Array = TO_LINEAR[pixels[..., :3]]
    pull = look.pull * (1 - material.flat) * (_OWN_PULL if material.own else 1)
    if pull:
        grey = mean_of(colour)
        colour = colour * np.float32(1 - pull) + grey * (arrays(look).tint * np.float32(pull))
    return colour


def _shaded(
    albedo: Array, alpha: Array, material: Material, scale: float, look: Look,
    spots: Sequence[Spot],
    box: tuple[int, int, int, int],
) -> Array:  # fmt: skip
    """The albedo under all lights."""
    if material.flat >= 1:
        return albedo
    height, width = alpha.shape
    radius = max(1.5, material.round * scale)
    coarse = _coarseness(height * width, radius, material.form)
    small = resize(alpha, -(-width // coarse), -(-height // coarse), BOX)
    relief = _relief(small, radius / coarse, material.form)
    light = _illumination(relief, look, spots, box)
    if material.own:
        light = light * np.float32(1 - _OWN_GREY) + mean_of(light) * np.float32(_OWN_GREY)
    if material.flesh:
        full = float((arrays(look).key + arrays(look).ambient).mean())
        deep = np.clip(1 - mean_of(light) / max(full, 1e-4), 0, 1)
        light = light * (1 + deep * (_BLOOD * np.float32(material.flesh)))
    if material.own:
        light = light * _portrait(mean_of(light), look)
    light = resize(light, width, height, BILINEAR)
    if material.flat:
        light = light * np.float32(1 - material.flat) + np.float32(material.flat)
    shaded = albedo * light
    if material.sheen:
        gloss = smoothstep(0.8, 1.02, relief.facing(_half(look.key_direction)))
        key = float(arrays(look).key.mean())
        gloss = resize(gloss, width, height, BILINEAR) * np.float32(material.sheen * key)
        shaded += gloss[..., None] * (albedo * np.float32(1.6) + np.float32(0.12))
    return shaded


def _portrait(mean: Array, look: Look) -> Array:
    """The gain that keeps form and colour of people in any light, for a mean light on them.

    A dark scene is lifted, shadows are filled, and what a near lamp burns out is held back.
    """
    colours = arrays(look)
    full = max(0.05, float(colours.key.mean() + 0.6 * colours.ambient.mean()))
    more = max(0.0, (_DAYLIGHT / full) ** _SPARED - 1)
    lifted = mean + np.minimum(mean, np.float32(full)) * np.float32(more)  # lamps stay as they are
    filled = np.sqrt(lifted * lifted + np.float32(_LEAST**2))
    held = np.where(filled > _MOST, _MOST + (filled - _MOST) * _KEPT, filled)
    gain: Array = held / np.maximum(mean, 1e-3)
    return gain


def _half(to: Direction) -> Direction:
    """The direction half-way between a light and the viewer: where a highlight sits."""
    return Direction.of(to.x, to.y, to.z + 1)


def _rim(albedo: Array, alpha: Array, layer: Layer, look: Look, height: int) -> Array:
    """A narrow back light: the alpha less the alpha pushed away from the light."""
    width = max(1.0, 0.0042 * math.sqrt(layer.scale * height))
    x, y = look.rim_direction
    behind = blur(shift(alpha, -x * width, -y * width), width * 0.5)
    edge = np.clip((alpha - behind) * 1.4 - 0.35, 0, 1) * alpha * np.float32(layer.material.rim)
    colour = arrays(look).rim
    if layer.material.own:
        colour = colour * 0.5 + colour.mean() * 0.5
    lit: Array = edge[..., None] * colour * (0.25 + albedo * 0.8)
    return lit


def _fog(layer: Layer, look: Look) -> float:
    if layer.material.fog is not None:
        return layer.material.fog
    return 1 - math.exp(-look.fog_density * max(0.0, layer.z - 1))


def _shade(alpha: Array, layer: Layer, look: Look) -> Array:
    """What is left of the light behind the layer, where its soft shadow falls: (h, w, 1)."""
    drop = layer.material.drop * layer.scale
    to = look.key_direction
    fallen = blur(shift(alpha, -to.x * drop * 1.3, -to.y * drop + drop * 0.3), drop * 0.8)
    strength = float(lerp(arrays(look).key.mean(), 1.0, 0.5))
    left: Array = ((1 - layer.material.cast * fallen) ** np.float32(strength))[..., None]
    return left


def _pixel_box(
    layer: Layer, soft: float, size: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    """The layer's box in the frame, with room for its shadow and blur; None when out of sight."""
    if layer.box is None:
        return None
    material, pad = layer.material, 6
    if material.cast or soft:
        pad = int(max(material.drop * layer.scale * 2.5, soft * 2, 8))
    x0, y0 = max(0, int(layer.box[0]) - pad), max(0, int(layer.box[1]) - pad)
    x1 = min(size[0], int(layer.box[2]) + pad + 1)
    y1 = min(size[1], int(layer.box[3]) + pad + 1)
    return (x0, y0, x1, y1) if x1 - x0 > 1 and y1 - y0 > 1 else None


def light_layer(
    layer: Layer, look: Look, spots: Sequence[Spot], *, soft: float, size: tuple[int, int]
) -> Lit | None:
    """Rasterise and light one layer; None when nothing of it is in the frame.

    `soft` is its blur in pixels, `size` the frame's width and height.
    """
    box = _pixel_box(layer, soft, size)
    if box is None:
        return None
    material = layer.material
    pixels = rasterise(layer.operations, box)
    alpha = pixels[..., 3].astype(np.float32) * np.float32(1 / 255)
    albedo = _albedo(pixels, look, material)
    colour = _shaded(albedo, alpha, material, layer.scale, look, spots, box)
    if material.rim:
        colour = colour + _rim(albedo, alpha, layer, look, size[1])
    if material.glow:
        colour = colour * np.float32(1 + material.glow * 2)
    fog = _fog(layer, look)
    if fog > 0.004:
        colour = colour * np.float32(1 - fog) + arrays(look).fog * np.float32(fog)
    shade = _shade(alpha, layer, look) if material.cast else None
    if soft > 0.6:
        spread = blur(np.concatenate([colour * alpha[..., None], alpha[..., None]], -1), soft)
        alpha = spread[..., 3]
        colour = spread[..., :3] / np.maximum(alpha, 1e-3)[..., None]
    return Lit(box=box, colour=colour, alpha=alpha, shade=shade, glows=material.glow > 0)
