"""Weather that moves: rain, snow, leaves, dust, as sparse points that are a function of time.

`falling(light)` says what is in the air; `Falling.at(t, width, height)` gives the strokes of one
frame as arrays, deterministic in `t` alone. `particles` blends them into a picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.dice import seed_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.colours import RGB
    from ministudio.builtin.animatic.illumination import Light

_WRAP = 1.25
"""Heights of the frame that a particle travels before it comes again from above."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """One frame of a fall, in pixels: where each stroke begins, how it runs, how strong it is."""

    x: Array
    y: Array
    dx: Array
    """Run of the stroke in x (0 for dots)."""
    dy: Array
    radius: Array
    """Radius of dots, half width of strokes."""
    alpha: Array
    """0..1: how much of `colour` is laid over (or added to) the picture."""
    rgb: Array
    """Display colour per stroke (count, 3), 0..1."""


@dataclass(frozen=True, slots=True)
class Falling:
    """One kind of thing in the air. Speeds in frame heights a second."""

    kind: str
    count: int
    speed: float
    """Downward; negative rises (what floats in low gravity)."""
    drift: float
    """Sideways: the wind."""
    sway: float
    """Half width of the swing, in frame heights."""
    size: tuple[float, float]
    """Smallest and largest, in frame heights: length of rain, radius of the rest."""
    alpha: tuple[float, float]
    colours: tuple[RGB, ...]
    """Display colours 0..1."""

    def at(self, t: float, width: int, height: int, *, seed: str = "") -> Strokes:
        """The strokes of the moment `t` seconds; the same arguments give the same arrays."""
        rng = np.random.Generator(np.random.PCG64(seed_of("falling", self.kind, seed)))
        u = rng.random((self.count, 6), dtype=np.float32)
        near = u[:, 2] ** 2
        pace = 0.55 + 0.9 * near
        aspect = width / height
        y = (u[:, 1] * _WRAP + self.speed * pace * t) % _WRAP - 0.12
        turn = math.tau * (u[:, 3] + t * (0.25 + 0.4 * u[:, 4]))
        span = aspect + 0.3
        x = (u[:, 0] * span + self.drift * pace * t + self.sway * np.sin(turn)) % span - 0.15
        size = self.size[0] + (self.size[1] - self.size[0]) * near
        alpha = self.alpha[0] + (self.alpha[1] - self.alpha[0]) * (
            near if self.kind == "rain" else u[:, 5]
        )
        if self.kind in ("dust", "motes"):
            alpha = alpha * (0.55 + 0.45 * np.sin(turn * 1.7))
        palette = np.array(self.colours, np.float32)
        rgb = palette[(u[:, 5] * len(palette)).astype(int) % len(palette)]
        run = size if self.kind == "rain" else np.zeros_like(size)
        slant = self.drift / self.speed if self.kind == "rain" else 0.0
        radius = np.maximum(0.5, height / 900 + 0 * size) if self.kind == "rain" else size * height
        return Strokes(
            x * height, y * height, run * slant * height, run * height, radius, alpha, rgb
        )


def falling(light: Light, *, season: str = "summer") -> tuple[Falling, ...]:
    """What moves in the air of a picture: by weather, by motes in the light, by gravity."""
    found = [] if light.indoors else _outdoors(light, season)
    if light.dust > 0.02:
        found.append(_motes(light))
    return tuple(found)


def _outdoors(light: Light, season: str) -> list[Falling]:
    kind, amount = light.weather.kind, light.weather.amount
    found: list[Falling] = []
    if kind in ("rain", "storm"):
        found.append(_rain(light, amount, storm=kind == "storm"))
    if kind == "snow":
        found.append(_snow(light, amount))
    if kind == "dust":
        sand = _display(light.fog)
        found.append(
            Falling(
                "sand",
                int(420 * amount),
                0.05,
                0.8 * amount,
                0.02,
                (0.0008, 0.003),
                (0.15, 0.5),
                (sand,),
            )
        )
    if kind == "wind" or (season == "autumn" and kind == "clear"):
        found.append(_leaves(season, amount if kind == "wind" else 0.0))
    return found


def _pale(light: Light) -> RGB:
    mixed = zip(light.fog, light.ambient, strict=True)
    return _display([f * 0.45 + 0.38 + 0.25 * a for f, a in mixed])


def _rain(light: Light, amount: float, *, storm: bool) -> Falling:
    heavy, drift = (amount * 1.4, -0.75) if storm else (amount, -0.22 * amount)
    return Falling(
        "rain", int(460 * heavy), 2.1, drift, 0.0, (0.03, 0.11), (0.35, 1.0), (_pale(light),)
    )


def _snow(light: Light, amount: float) -> Falling:
    return Falling(
        "snow",
        int(460 * amount),
        0.12 + 0.05 * amount,
        -0.05 * amount,
        0.012,
        (0.0013, 0.0062),
        (0.35, 0.95),
        ((1.0, 1.0, 1.0), _pale(light)),
    )


_AUTUMN: tuple[RGB, ...] = ((0.78, 0.40, 0.18), (0.86, 0.60, 0.20), (0.66, 0.24, 0.16))
_GREEN: tuple[RGB, ...] = ((0.45, 0.62, 0.28), (0.62, 0.72, 0.34), (0.90, 0.72, 0.76))


def _leaves(season: str, wind: float) -> Falling:
    colours = _AUTUMN if season == "autumn" else _GREEN
    count, drift = (46, 0.34 * wind) if wind else (16, 0.06)
    return Falling("leaves", count, 0.14, drift, 0.05, (0.004, 0.009), (0.8, 1.0), colours)


def _motes(light: Light) -> Falling:
    warm = _display([min(1.0, v * 0.8 + 0.2) for v in light.key])
    fall = 0.012 if light.gravity > 0.5 else -0.010 * (1 - light.gravity)
    return Falling(
        "motes",
        int(40 + 190 * light.dust),
        fall,
        0.010,
        0.02,
        (0.0007, 0.0021),
        (0.1, 0.6),
        (warm,),
    )


def _display(linear: Sequence[float]) -> RGB:
    r, g, b = (min(1.0, max(0.0, v)) ** (1 / 2.2) for v in linear)
    return r, g, b
