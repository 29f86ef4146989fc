"""The light of a shot as numbers: what `light.py` makes from words and the stage paints with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from ministudio.builtin.animatic.canvas.colour import Linear, linear


class Direction(NamedTuple):
    """A unit vector from the subject toward a light: x right, y down, z toward the viewer."""

    x: float
    y: float
    z: float

    @classmethod
    def of(cls, x: float, y: float, z: float) -> Direction:
        """The unit vector of any non-zero vector."""
        length = math.hypot(x, y, z) or 1.0
        return cls(x / length, y / length, z / length)


@dataclass(frozen=True, slots=True)
class Fill:
    """One more directional light beside the key."""

    colour: Linear
    direction: Direction


# A clear day, for looks that say nothing else.
_SKY = linear("#4a90cf"), linear("#9ccbea"), linear("#f2efe0")
_KEY, _FROM = linear("#ffeed0", 1.15), Direction.of(-0.6, -0.6, 0.55)
_AMBIENT, _BOUNCE = linear("#a8c4e0", 0.55), linear("#b8a68a", 0.32)
_RIM, _FOG, _SUN = linear("#fff2d8", 1.0), linear("#d4e2ea"), linear("#fff0cc", 0.8)
_GREY = linear("#808080")


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the stage needs to know about light, weather and finish. Hashable.

    Colours are linear light with their strength in it (`linear("#ffe0b0", 1.2)`).
    """

    sky: tuple[Linear, Linear, Linear] = _SKY
    """Zenith, middle and horizon."""
    key: Linear = _KEY
    key_direction: Direction = _FROM
    ambient: Linear = _AMBIENT
    """Light from above on upward faces."""
    bounce: Linear = _BOUNCE
    """Light from the ground on downward faces."""
    rim: Linear = _RIM
    rim_direction: tuple[float, float] = (0.8, -0.6)
    """Where the back light comes from, in the picture plane (unit vector)."""
    fills: tuple[Fill, ...] = ()
    fog: Linear = _FOG
    fog_density: float = 0.06
    """Share of fog per unit of depth, as in 1 - exp(-density * (z - 1))."""
    sun_at: tuple[float, float] = (-0.5, 0.14)
    """Where sun or moon stands, in world units of the sky."""
    sun: Linear = _SUN
    sun_glow: float = 1.0
    horizon: float = 0.62
    """Height at which the sky gradient ends (0 top, 1 bottom)."""
    sky_emit: float = 0.0
    """How much the sky itself feeds the bloom."""
    tint: Linear = _GREY
    pull: float = 0.14
    """Share by which the colours of the place are drawn toward `tint`."""
    exposure: float = 1.0
    shadows: Linear = (0.0, 0.0, 0.0)
    """Split tone of the dark parts, added as a signed offset."""
    highlights: Linear = (0.0, 0.0, 0.0)
    """Split tone of the bright parts."""
    key_soft: float = 0.3
    """How wide the key's terminator is: 0 hard, 1 as under a cloud."""
    contrast: float = 1.0
    """Of the finished picture, around a middle grey of display .45."""
    saturation: float = 1.0
    vignette: float = 1.0
    """Share of the usual darkening of the corners."""
    paper: float = 1.0
    """Share of the usual tooth of the paper (stills)."""


def tinge(linear_colour: Linear) -> Linear:
    """The signed offset of a colour from its own grey, as `Look.shadows` takes it."""
    grey = sum(linear_colour) / 3
    r, g, b = linear_colour
    return (r - grey, g - grey, b - grey)
