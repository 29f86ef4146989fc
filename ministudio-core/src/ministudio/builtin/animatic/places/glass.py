"""Stained glass: a pointed window of mirrored cells around a rose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.geometry import Outline
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

JEWELS = ("#c81e3c", "#f0981c", "#1c50d8", "#109a68", "#7c30d8", "#e4541f", "#1ca0dc")
_LEAD = "#140e18"


def arch(cx: float, half: float, top: float, bottom: float, grow: float = 0.0) -> Outline:
    """A pointed arch, widened by `grow`."""
    spring, reach = top + half * 1.55, half + grow
    radius = reach * 1.75
    rise = math.acos((radius - reach) / radius)
    left = [
        (cx - reach + radius - radius * math.cos(t), spring - radius * math.sin(t))
        for t in np.linspace(0, rise, 14)
    ]
    right = [(2 * cx - x, y) for x, y in reversed(left)]
    return [(cx - reach, bottom + grow), *left, *right, (cx + reach, bottom + grow)]


def stained_window(
    scenery: Scenery,
    z: float,
    box: tuple[float, float, float, float],
    dice: Dice,
    jewels: Sequence[str] = JEWELS,
) -> None:
    """Draw a window of (middle x, half width, top, bottom) at a depth; it glows into the room."""
    cx, half, top, bottom = box
    outside = 1.0 if scenery.light.hour not in ("night", "blue") else 0.62
    frame = scenery.layer(z, form=0.8, round=0.012, rim=0.8, cast=0.6, drop=0.02)
    frame.poly(arch(cx, half, top, bottom, 0.022), scenery.said("stone|arch", "#7a6450"))
    glass = scenery.layer(z - 0.02, form=0, flat=1.0, glow=0.12 * outside, fog=0)
    glass.poly(arch(cx, half, top, bottom), _LEAD)
    with glass.inside():
        _cells(glass, box, dice, [tone(c, outside) for c in jewels])
        _rose(glass, cx, top + half * 1.25, half * 0.64, outside)
    scenery.stage.lamp(cx, (top + bottom) / 2, 0.35, "#ffb860", 0.5 * outside, z + 0.1)


def _cells(
    glass: Layer,
    box: tuple[float, float, float, float],
    dice: Dice,
    jewels: Sequence[tuple[int, int, int]],
) -> None:
    """Irregular cells, the same left and right, each with a lighter corner."""
    cx, half, top, bottom = box
    cell = half / 2.6
    rows, columns = int((bottom - top) / cell) + 1, 3
    across = [
        [i * cell + (dice.near(0.16) * cell if i else 0.0) for i in range(columns + 1)]
        for _ in range(rows + 1)
    ]
    down = [
        [top + j * cell + dice.near(0.18) * cell for _ in range(columns + 1)]
        for j in range(rows + 1)
    ]
    lead = 0.0026
    for j in range(rows):
        for i in range(columns):
            colour = tone(dice.pick(jewels), dice.between(0.82, 1.18))
            quad = [
                (across[j][i], down[j][i]),
                (across[j][i + 1], down[j][i + 1]),
                (across[j + 1][i + 1], down[j + 1][i + 1]),
                (across[j + 1][i], down[j + 1][i]),
            ]
            mx, my = sum(p[0] for p in quad) / 4, sum(p[1] for p in quad) / 4
            split = dice.chance(0.35)
            for side in (-1, 1):
                points = [
                    (cx + side * (x + math.copysign(lead, mx - x)), y + math.copysign(lead, my - y))
                    for x, y in quad
                ]
                glass.poly(points, colour)
                if split:
                    glass.poly(points[:3], mix(colour, dice.pick(jewels), 0.55))
                glass.poly(
                    [points[0], points[1], (cx + side * mx, my)], mix(colour, "#fff0c0", 0.2)
                )


def _rose(glass: Layer, x: float, y: float, r: float, outside: float) -> None:
    glass.poly(ellipse(x, y, r * 1.06), _LEAD)
    for k in range(12):
        petal = [(x, y), *ellipse(x, y, r, start=k * 30 + 2, end=k * 30 + 28, steps=8)]
        glass.poly(petal, tone(("#f6bc3c", "#d03a48")[k % 2], outside))
    glass.poly(ellipse(x, y, r * 0.34), _LEAD)
    glass.poly(ellipse(x, y, r * 0.28), tone("#fff4cc", outside))
