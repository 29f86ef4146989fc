"""From linear light to the finished picture: bloom, vignette, film curve, split tone, paper."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import Array, film, mean_of, smoothstep
from ministudio.builtin.animatic.canvas.filters import BILINEAR, BOX, blur, noise, resize

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.look import Look

_SHRINK = 3
_BRIGHT = 0.75
_LUMA = np.array((0.2126, 0.7152, 0.0722), np.float32)  # Rec. 709
_PIVOT = np.float32(0.45)  # display value that contrast leaves as it is
# Radius as a share of the height, and strength, of the three halos that make the bloom.
_HALOS = ((1 / 90, 0.22), (1 / 22, 0.17), (1 / 7, 0.12))


def bloom(light: Array, emit: Array | None) -> Array:
    """The glow around what is bright or emits, (height, width, 3), to be added to the light."""
    height, width = light.shape[:2]
    rows, columns = max(1, height // _SHRINK), max(1, width // _SHRINK)
    bright = resize(np.clip(light - _BRIGHT, 0, 6), columns, rows, BOX)
    if emit is not None:
        bright = np.minimum(bright + resize(emit, columns, rows, BOX) * 0.6, 6)
    glow = np.zeros_like(bright)
    for radius, strength in _HALOS:
        glow += blur(bright, rows * radius) * np.float32(strength)
    return resize(glow, width, height, BILINEAR)


@lru_cache(maxsize=8)
def _vignette(width: int, height: int) -> Array:
    rows, columns = max(2, height // _SHRINK), max(2, width // _SHRINK)
    y = (np.arange(rows, dtype=np.float32) / rows - 0.5)[:, None] * 1.1
    x = (np.arange(columns, dtype=np.float32) / columns - 0.5)[None, :] * 1.25
    fall = 1 - 0.42 * smoothstep(0.38, 1.02, np.hypot(x, y))
    return resize(fall, width, height, BILINEAR)[..., None]


def develop(
    light: Array, look: Look, *, size: tuple[int, int], at: tuple[int, int] = (0, 0)
) -> Array:
    """Light (bloom included) to display values 0..1, float32.

    `light` may be a part of a frame: `size` is the frame's (width, height), `at` the part's left
    and top.
    """
    height, width = light.shape[:2]
    left, top = at
    fall = _vignette(*size)[top : top + height, left : left + width]
    if look.vignette != 1:
        fall = 1 - (1 - fall) * np.float32(look.vignette)
    shown = film(light * (fall * np.float32(look.exposure)))
    mean = mean_of(shown)
    shadows = np.array(look.shadows, np.float32) * np.float32(0.055)
    highlights = np.array(look.highlights, np.float32) * np.float32(0.045)
    shown += (1 - mean) ** 2 * shadows
    shown += mean**2 * highlights
    if look.saturation != 1:
        grey = (shown @ _LUMA)[..., None]
        shown = grey + (shown - grey) * np.float32(look.saturation)
    if look.contrast != 1:
        shown = (shown - _PIVOT) * np.float32(look.contrast) + _PIVOT
    return np.clip(shown, 0, 1, out=shown)


def grain(shown: Array, seed: int, *, paper: float = 1.0) -> Array:
    """Film grain and paper tooth over display values: for stills, it would cost the encoder.

    `paper` is the share of the usual tooth.
    """
    height, width = shown.shape[:2]
    rng = np.random.default_rng(seed)
    fine = rng.standard_normal((height, width)).astype(np.float32) * np.float32(0.008)
    tooth = noise(width, height, max(3, height / 160), rng, octaves=2) - 0.5
    tooth *= np.float32(0.026 * paper)
    weight = 1 - 0.5 * mean_of(shown)[..., 0]
    grained: Array = np.clip(shown + ((fine + tooth) * weight)[..., None], 0, 1)
    return grained
