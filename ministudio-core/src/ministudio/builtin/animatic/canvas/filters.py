"""Float image filters: resizing, wide blur, shift, value noise. Shapes are (height, width[, n])."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array

BOX = Image.Resampling.BOX
BILINEAR = Image.Resampling.BILINEAR
BICUBIC = Image.Resampling.BICUBIC


def resize(image: Array, width: int, height: int, how: Image.Resampling = BICUBIC) -> Array:
    """A float32 image at another size."""
    if image.shape[:2] == (height, width):
        return image
    if image.ndim == 2:
        plane = Image.fromarray(np.ascontiguousarray(image, np.float32))
        return np.asarray(plane.resize((width, height), how))
    planes = [resize(image[..., i], width, height, how) for i in range(image.shape[2])]
    return np.stack(planes, axis=-1)


def _box_pass(image: Array, reach: int, axis: int) -> Array:
    """The mean over 2 reach + 1 neighbours along an axis; a few shifted sums beat a running one."""
    length = image.shape[axis]
    if length < 2:
        return image
    padding = [(0, 0)] * image.ndim
    padding[axis] = (reach, reach)
    wide = np.moveaxis(np.pad(image, padding, mode="edge"), axis, 0)
    total = wide[:length] + wide[1 : length + 1]
    for offset in range(2, 2 * reach + 1):
        total += wide[offset : offset + length]
    total *= np.float32(1 / (2 * reach + 1))
    return np.moveaxis(total, 0, axis)


_SPREAD = 0.55  # three box passes that reach so much of the radius look like a Gaussian of it
_SMALL = 3.0  # pixels: the radius is brought down to between this and twice this


def blur(image: Array, radius: float) -> Array:
    """A soft blur whose cost does not grow with the radius (pixels): shrink, box passes, grow."""
    if radius < 0.5:
        return image
    height, width = image.shape[:2]
    factor = max(1, int(radius / _SMALL))
    small = image
    if factor > 1:
        small = resize(image, max(1, width // factor), max(1, height // factor), BOX)
    reach = max(1, round(radius / factor * _SPREAD))
    for _ in range(3):
        small = _box_pass(_box_pass(small, reach, 0), reach, 1)
    return resize(small, width, height) if factor > 1 else small


def shift(image: Array, dx: float, dy: float) -> Array:
    """The image moved by whole pixels, zero where nothing comes in."""
    moved = np.zeros_like(image)
    height, width = image.shape[:2]
    x, y = round(dx), round(dy)
    if abs(x) < width and abs(y) < height:
        target = moved[max(0, y) : height + min(0, y), max(0, x) : width + min(0, x)]
        target[:] = image[max(0, -y) : height + min(0, -y), max(0, -x) : width + min(0, -x)]
    return moved


def noise(
    width: int,
    height: int,
    cell: float,
    rng: np.random.Generator,
    *,
    octaves: int = 4,
    stretch: float = 1.0,
) -> Array:
    """Soft value noise in 0..1; `cell` is the coarsest grain in pixels, `stretch` widens it."""
    field = np.zeros((height, width), np.float32)
    weight, total = 1.0, 0.0
    for _ in range(octaves):
        rows = max(2, int(height / cell) + 3)
        columns = max(2, int(width / (cell * stretch)) + 3)
        field += weight * resize(rng.random((rows, columns)).astype(np.float32), width, height)
        total += weight
        weight *= 0.5
        cell = max(2, cell / 2)
    grown: Array = np.clip(field / total, 0, 1)
    return grown
