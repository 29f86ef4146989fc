"""Ground and sky that most outdoor places share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.canvas.geometry import ellipse, spline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.canvas.geometry import Outline, Point
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

EDGE = 1.75
"""Half width that ground must have: the widest frame, pans and the margin of plates."""
BOTTOM = 1.6


def heavens(scenery: Scenery, *, cloud_base: float = 0.4, flock: bool = False) -> None:
    """Stars, sun or moon, clouds and birds, as hour and weather have them."""
    light, stage = scenery.light, scenery.stage
    if light.hour in ("night", "blue") and light.weather.kind in ("clear", "wind"):
        atmosphere.stars(stage, scenery.fresh("stars"), count=340 if light.hour == "night" else 110)
    atmosphere.sun_or_moon(stage, light)
    atmosphere.clouds(stage, light, scenery.fresh("clouds"), base=cloud_base)
    if flock and light.hour not in ("night", "blue") and light.weather.kind == "clear":
        atmosphere.birds(stage, scenery.fresh("birds"), 0.42, 0.27)


def ridge(dice: Dice, y: float, amp: float, *, rough: float = 1.0, count: int = 15) -> Outline:
    """A hill line from the left edge to the right."""
    a, b = dice.between(0, 6.3), dice.between(0, 6.3)
    return [
        (
            x,
            y
            + amp
            * (
                math.sin(x * 2.3 + a) * 0.5
                + math.sin(x * 5.1 + b) * 0.25
                + dice.between(-0.3, 0.3) * rough
            ),
        )
        for x in np.linspace(-EDGE, EDGE, count).tolist()
    ]


def peaks(dice: Dice, y: float, high: float, count: int) -> Outline:
    """A jagged mountain line."""
    points: Outline = [(-EDGE, y)]
    step = 2 * EDGE / count
    for i in range(count):
        x = -EDGE + step * (i + 0.5) + dice.near(step * 0.15)
        top = high * dice.between(0.55, 1.0)
        for dx, k in (
            (-0.34, 0.45),
            (-0.2, 0.62),
            (-0.07, 0.93),
            (0.0, 1.0),
            (0.1, 0.82),
            (0.22, 0.66),
            (0.36, 0.34),
        ):
            points.append((x + dx * step, y - top * (k + dice.near(0.03))))
    points.append((EDGE, y))
    return points


def ground(layer: Layer, line: Sequence[Point], colour: Colour, *, smooth: bool = True) -> None:
    """Fill everything under a line."""
    top = spline(line, 6, closed=False) if smooth else list(line)
    layer.poly([*top, (line[-1][0], BOTTOM), (line[0][0], BOTTOM)], colour)


def path_between(
    layer: Layer, nodes: Sequence[tuple[float, float, float]], colour: Colour, dice: Dice
) -> None:
    """A path through (x, y, half width) nodes, with uneven edges."""
    line = spline([(x, y) for x, y, _ in nodes], 10, closed=False)
    ys = [y for _, y, _ in nodes]
    wide = [float(np.interp(y, ys, [w for _, _, w in nodes])) for _, y in line]
    left = [(x - w * dice.between(0.94, 1.06), y) for (x, y), w in zip(line, wide, strict=True)]
    right = [(x + w * dice.between(0.94, 1.06), y) for (x, y), w in zip(line, wide, strict=True)]
    layer.poly([*left, *reversed(right)], colour)


def off_path(nodes: Sequence[tuple[float, float, float]], gap: float = 0.01) -> OffPath:
    """A test whether a point lies beside the path."""
    return OffPath(nodes, gap)


class OffPath:
    """Says of a point on the ground whether it is clear of a path."""

    def __init__(self, nodes: Sequence[tuple[float, float, float]], gap: float) -> None:
        """Remember the path's middle and half width by height."""
        self._ys = [y for _, y, _ in nodes]
        self._xs = [x for x, _, _ in nodes]
        self._ws = [w + gap for _, _, w in nodes]

    def __call__(self, x: float, y: float) -> bool:
        """Whether (x, y) is beside the path."""
        middle = float(np.interp(y, self._ys, self._xs))
        return abs(x - middle) > float(np.interp(y, self._ys, self._ws))


def puddles(scenery: Scenery, z: float, spots: Sequence[tuple[float, float, float]]) -> None:
    """Water on the ground that shows the sky, with a few rings of drops; only when it rains."""
    if not scenery.raining:
        return
    low, high = scenery.light.sky[2], scenery.light.sky[1]
    wet = scenery.layer(z, form=0, flat=0.35)
    shine = scenery.layer(z, form=0, flat=0.35)
    dark, bright = display(high, 1.05), display(low, 1.0)
    for x, y, r in spots:
        wet.poly(spline(_puddle(x, y, r), 5), dark, 190)
        shine.poly(spline(_puddle(x + r * 0.06, y - r * 0.012, r * 0.74), 5), bright, 150)
        for dx, dy, k in ((-0.3, 0.0, 0.2), (0.35, 0.02, 0.14), (0.05, -0.04, 0.1)):
            ring = ellipse(x + r * dx, y + r * dy, r * k, r * k * 0.18, steps=18)
            shine.tube(ring, [0.0007, 0.0007], "#f0f6f8", alpha=150, cap=False)


def _puddle(x: float, y: float, r: float) -> Outline:
    shape = (
        (-1, 0),
        (-0.7, -0.09),
        (-0.2, -0.075),
        (0.3, -0.12),
        (0.85, -0.06),
        (1, 0.01),
        (0.6, 0.08),
        (0.1, 0.07),
        (-0.5, 0.12),
    )
    return [(x + r * dx, y + r * dy) for dx, dy in shape]


def snow_cover(scenery: Scenery, z: float, line: Sequence[Point], *, thick: float = 0.02) -> None:
    """Snow along an edge, when snow lies."""
    if not scenery.snowing:
        return
    cap = scenery.layer(z, form=0.6, round=0.006, rim=0.7, fog=0.08)
    dice = scenery.fresh(f"snow{line[0]}")
    top = [(x, y - thick * dice.between(0.5, 1.1)) for x, y in line]
    bottom = [(x, y + thick * dice.between(0.05, 0.5)) for x, y in reversed(list(line))]
    cap.poly([*spline(top, 5, closed=False), *spline(bottom, 5, closed=False)], "#e8ecf6")


def ground_colour(scenery: Scenery, colour: Colour) -> Colour:
    """The colour of open ground: under snow it is white, in rain darker."""
    if scenery.snowing:
        return "#d9dff0"
    return tone(colour, 0.84) if scenery.raining else colour


def display(linear: tuple[float, float, float], factor: float = 1.0) -> str:
    """'#rrggbb' of linear light, to paint with a colour of the sky."""
    values = (round(255 * min(1.0, max(0.0, v * factor)) ** (1 / 2.2)) for v in linear)
    return "#" + "".join(f"{v:02x}" for v in values)
