"""Bushes, grass, flowers, ferns and fallen leaves, cut from paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.canvas.geometry import ellipse, spline
from ministudio.builtin.animatic.places.trees import crown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


def bushes(
    scenery: Scenery,
    z: float,
    row: tuple[float, float, float],
    size: float,
    leaf: Colour,
    *,
    foot: float = 0.0,
    dice: Dice | None = None,
    gap: float = 1.0,
) -> None:
    """A hedge from x0 to x1 at y: leafy heaps over a foot that reaches `foot` below."""
    dice = dice or scenery.dice
    x0, x1, y = row
    back = front = scenery.layer(z, form=0.6, round=size * 0.3, rim=0.5)
    if foot:
        back.rect(x0, y - size * 0.2, x1, y + foot, tone(leaf, 0.6))
    x = x0
    while x < x1:
        r = size * dice.between(0.75, 1.25)
        back.poly(crown(dice, x, y - r * 0.35, r, r * 0.8), tone(leaf, dice.between(0.62, 0.8)))
        front.poly(
            crown(dice, x + r * 0.4, y + r * 0.05, r * 0.8, r * 0.6),
            tone(leaf, dice.between(0.88, 1.12)),
        )
        x += r * 0.95 * gap
    with front.inside():
        for _ in range(int((x1 - x0) / size * 4)):
            px, py = dice.between(x0, x1), y - size * dice.between(-0.4, 0.8)
            front.poly(ellipse(px, py, size * 0.09, size * 0.06, steps=7), tone(leaf, 1.3))


def grass(
    scenery: Scenery,
    z: float,
    count: int,
    colour: Colour,
    *,
    band: tuple[float, float],
    keep: Callable[[float, float], bool] | None = None,
    dice: Dice | None = None,
) -> None:
    """Blades over a stretch of ground, larger toward the viewer; `keep` leaves paths free."""
    dice = dice or scenery.dice
    blades = scenery.layer(z, form=0)
    top, bottom = band
    for _ in range(count):
        t = dice.roll() ** 0.8
        x, y = dice.between(-1.15, 1.15), top + (bottom - top) * t
        if keep and not keep(x, y):
            continue
        tall, lean = (0.008 + 0.034 * t) * dice.between(0.6, 1.2), dice.near(0.006)
        w = 0.0008 + 0.0017 * t
        blades.poly(
            [
                (x - w, y),
                (x + lean * 0.3 - w * 0.6, y - tall * 0.6),
                (x + lean, y - tall),
                (x + w, y),
            ],
            tone(colour, dice.between(0.68, 1.35)),
        )


def flowers(
    scenery: Scenery,
    z: float,
    spots: Sequence[tuple[float, float, float]],
    colours: Sequence[Colour],
) -> None:
    """Clumps of stems and blooms at (x, y, size)."""
    bed = scenery.layer(z, round=0.012, form=0.6, rim=0.7)
    for spot in spots:
        _clump(bed, scenery.dice, spot, colours)


def _clump(
    bed: Layer, dice: Dice, spot: tuple[float, float, float], colours: Sequence[Colour]
) -> None:
    x, y, size = spot
    for _ in range(int(20 * size)):
        dx = dice.near(0.05) * size
        bed.tube(
            [(x + dx * 0.7, y), (x + dx, y - dice.between(0.04, 0.11) * size)],
            [0.0030, 0.001],
            tone("#4f7038", dice.between(0.7, 1.25)),
            cap=False,
        )
    for i in range(int(10 * size)):
        fx, fy = x + dice.near(0.06) * size, y - dice.between(0.05, 0.12) * size
        colour = tone(colours[i % len(colours)], dice.between(0.9, 1.15))
        r = 0.0085 * size**0.5
        petals = [
            (
                fx + math.cos(a) * r * (1.6 if j % 2 else 0.9),
                fy + math.sin(a) * r * (1.6 if j % 2 else 0.9),
            )
            for j, a in enumerate(np.linspace(0, 2 * math.pi, 11)[:-1])
        ]
        bed.poly(spline(petals, 3), colour)
        bed.circle(fx, fy, r * 0.5, "#f4d878")


def fern(layer: Layer, dice: Dice, x: float, y: float, size: float, colour: Colour) -> None:
    """A fan of feathered fronds."""
    for a in np.linspace(-1.25, 1.25, 7):
        reach = 0.13 * size * dice.between(0.8, 1.1)
        spine = [
            (x + math.sin(a * t) * reach * t, y - math.cos(a * t * 1.1) * reach * t)
            for t in np.linspace(0, 1, 8)
        ]
        layer.tube(spine, [0.002 * size, 0.0008], tone(colour, 0.8), cap=False)
        for i in range(2, 8):
            px, py = spine[i]
            w = 0.022 * size * (1.05 - i / 8)
            shade = tone(colour, dice.between(0.8, 1.25))
            for side in (-1, 1):
                layer.poly(
                    [
                        (px, py),
                        (px + side * w, py - 0.002),
                        (px + side * w * 0.6, py + 0.009 * size),
                    ],
                    shade,
                )


def fallen(
    scenery: Scenery, z: float, band: tuple[float, float], count: int, colours: Sequence[Colour]
) -> None:
    """Leaves or petals on the ground."""
    layer = scenery.layer(z, form=0, fog=0.02)
    dice = scenery.dice
    for _ in range(count):
        t = dice.roll()
        y, k = band[0] + (band[1] - band[0]) * t, 0.4 + 0.9 * t
        x, turn = dice.between(-1.2, 1.2), dice.between(0, 3)
        c, s = math.cos(turn) * 0.010 * k, math.sin(turn) * 0.004 * k
        layer.poly(
            [(x - c, y - s), (x + s, y - 0.0035 * k), (x + c, y + s), (x - s, y + 0.004 * k)],
            dice.pick(colours),
        )
