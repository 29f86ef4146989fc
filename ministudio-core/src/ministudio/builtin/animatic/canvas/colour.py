"""Colours: sRGB bytes for drawing, linear light for lighting, and the film curve between them."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
RGB: TypeAlias = tuple[int, int, int]
Colour: TypeAlias = str | RGB
"""`#rrggbb` or three bytes."""
Linear: TypeAlias = tuple[float, float, float]
"""Linear light; 1.0 is paper white under one full light, more is allowed."""

GAMMA = 2.2
TO_LINEAR: Array = ((np.arange(256) / 255) ** GAMMA).astype(np.float32)

# The film curve has a soft shoulder and a little contrast. It is tabulated over sqrt(x / CEILING),
# which spends most entries on the shadows, where the eye needs them.
CEILING = 6.0
_STEPS = 4096
_exposed = 1 - np.exp(-1.55 * (np.arange(_STEPS) / (_STEPS - 1)) ** 2 * CEILING)
_shown = _exposed ** (1 / GAMMA)
_CURVE: Array = (_shown + (_shown**2 * (3 - 2 * _shown) - _shown) * 0.28).astype(np.float32)


def rgb(colour: Colour) -> RGB:
    """The three bytes of a colour."""
    if isinstance(colour, str):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    return colour


def hex_of(colour: Colour) -> str:
    """The colour as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*rgb(colour))


def mix(one: Colour, other: Colour, share: float) -> RGB:
    """Blend two colours; `share` 0 is `one`, 1 is `other`."""
    a, b = rgb(one), rgb(other)
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def tone(colour: Colour, factor: float) -> RGB:
    """The colour made darker (factor < 1) or lighter (> 1), each byte clipped."""
    r, g, b = rgb(colour)
    return _byte(r * factor), _byte(g * factor), _byte(b * factor)


def _byte(value: float) -> int:
    return max(0, min(255, round(value)))


def luma(colour: Colour) -> float:
    """Perceived lightness of a colour, 0..1 (Rec. 709 weights on gamma-encoded bytes)."""
    r, g, b = rgb(colour)
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255


def linear(colour: Colour, strength: float = 1.0) -> Linear:
    """Linear light of a colour, times a strength."""
    r, g, b = rgb(colour)
    return (
        float((r / 255) ** GAMMA) * strength,
        float((g / 255) ** GAMMA) * strength,
        float((b / 255) ** GAMMA) * strength,
    )


def lin(colour: Colour) -> Array:
    """Linear light of a colour as a float32 array of three."""
    return np.array(linear(colour), np.float32)


def lerp(start: Any, end: Any, share: Any) -> Any:  # noqa: ANN401 - numbers and arrays alike
    """Linear interpolation of numbers or arrays."""
    return start + (end - start) * share


def smoothstep(edge0: float, edge1: float, value: Any) -> Any:  # noqa: ANN401 - as above
    """0 before `edge0`, 1 after `edge1`, smooth between; the edges may be swapped."""
    share = np.clip((value - edge0) / (edge1 - edge0), 0, 1)
    return share * share * (3 - 2 * share)


def mean_of(light: Array) -> Array:
    """The mean of the three channels, (..., 1); three sums are much faster than a reduction."""
    total: Array = light[..., 0] + light[..., 1]
    total += light[..., 2]
    total *= np.float32(1 / 3)
    return total[..., None]


def film(light: Array) -> Array:
    """Linear light to display values 0..1 through the film curve, shape kept."""
    scaled = np.clip(light * np.float32(1 / CEILING), 0, 1)
    np.sqrt(scaled, out=scaled)
    scaled *= _STEPS - 1
    shown: Array = _CURVE[scaled.astype(np.int32)]
    return shown
