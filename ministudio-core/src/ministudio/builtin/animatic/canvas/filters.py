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


def _three(image: Array) -> Array:
    """The mean of three neighbours, down and across; the edge repeats."""
    out = image.copy()
    out[1:] += image[:-1]
    out[0] += image[0]
    out[:-1] += image[1:]
    out[-1] += image[-1]
    across = out.copy()
    across[:, 1:] += out[:, :-1]
    across[:, 0] += out[:, 0]
    across[:, :-1] += out[:, 1:]
    across[:, -1] += out[:, -1]
    across *= np.float32(1 / 9)
    return across


def blur(image: Array, radius: float) -> Array:
    """A soft blur (standard deviation about .75 radius) whose cost does not grow with the radius.

    The image is shrunk until a few passes of a three-pixel mean are wide enough.
    """
    if radius < 0.5:
        return image
    height, width = image.shape[:2]
    factor = max(1, int(radius / 2))
    small = image
    if factor > 1:
        small = resize(image, max(1, width // factor), max(1, height // factor), BOX)
    passes = max(1, min(6, round((0.75 * radius / factor) ** 2 * 1.5)))
    for _ in range(passes):
        small = _three(small)
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
