"""Curls: clusters of discs with C-shaped strokes in a light and a dark tone."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ministudio.builtin.animatic.canvas import Layer, Point, mix, tone
from ministudio.builtin.animatic.figures.strands import LENGTHS, covered, shade_of_hair, shine_of

if TYPE_CHECKING:
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.figures.rig import Rig


Spot: TypeAlias = tuple[float, float, float]
"""A curl: x, v and radius."""


def _rows(rig: Rig, size: float, reach: float, dice: Dice) -> list[Spot]:
    """Curls round the crown, over the forehead and on top."""
    turn, tall = rig.turn, 0.86 if rig.who.hair.style == "afro" else 0.62
    crown: list[Spot] = [
        (math.cos(a) * reach - turn * 0.06, -0.34 + math.sin(a) * tall,
         size * dice.between(0.95, 1.35))
        for a in np.linspace(math.pi * 0.97, math.pi * 2.03, 15).tolist()
    ]
    brow: list[Spot] = [
        (rig.around(x * 150), -0.72 + x * x + dice.near(0.025), size * dice.between(0.85, 1.15))
        for x in np.linspace(-0.32, 0.32, 9).tolist()
    ]
    top: list[Spot] = [
        (dice.between(-0.3, 0.3) - turn * 0.06, dice.between(-1.0, -0.78),
         size * dice.between(0.9, 1.2))
        for _ in range(10)
    ]
    return crown + brow + top


def _curl_spots(rig: Rig) -> list[Spot]:
    """Where the curls of the front stand."""
    hair, dice = rig.who.hair, rig.who.dice("curls")
    reach, size = (0.55, 0.15) if hair.style == "afro" else (0.4, 0.11)
    if covered(rig):
        reach, size = 0.36, 0.08
    short = hair.style in ("short", "afro", "pixie", "slick", "buzz")
    heights = (-0.2, 0.0) if short else (-0.14, 0.12, 0.4, 0.68, 0.94)
    sides: list[Spot] = [
        (rig.around(side * 80, 0.4) + side * (0.02 + dice.between(0, 0.05)), v,
         size * dice.between(0.75, 1.0))
        for side in (-1, 1)
        for v in heights
        if not (short and side == rig.facing and abs(rig.turn) > 0.3 and v > -0.1)
    ]
    return _rows(rig, size, reach, dice) + sides


def draw_curls(rig: Rig) -> None:
    hair, dice = rig.who.hair.colour, rig.who.dice("curl tones")
    layer = rig.layer(round=0.07, form=0.75, cast=0.45, drop=0.05)
    spots = _curl_spots(rig)
    for x, v, r in spots:
        layer.circle(*rig.head(x, v), r * rig.unit, rig.colour(tone(hair, dice.between(0.88, 1.1))))
    with layer.inside():
        for x, v, r in spots:
            _ringlets(rig, layer, x, v, r)


def _ringlets(rig: Rig, layer: Layer, x: float, v: float, r: float) -> None:
    """C-shaped strokes in a light and a dark tone: a full ring would look like chain mail."""
    dice = rig.who.dice(f"ringlet {x:.2f} {v:.2f}")
    hair = rig.who.hair.colour
    for colour in (shade_of_hair(rig), mix(tone(hair, 1.25), shine_of(rig), 0.5)):
        turn, o = dice.between(0, math.tau), dice.between(0.3, 0.62)
        cx, cv = x + dice.between(-0.35, 0.35) * r, v + dice.between(-0.7, 0.7) * r
        path = [(cx + r * o * math.cos(turn + a) * (1 + a * 0.1),
            cv + 2 * r * o * math.sin(turn + a) * (1 + a * 0.1)) for a in np.linspace(0, 3.4, 6)]
        rig.stroke(layer, path, [0.002, 0.011, 0.013, 0.002], colour, alpha=200)


def draw_curls_behind(rig: Rig) -> None:
    hair, dice, turn = rig.who.hair, rig.who.dice("curls behind"), rig.turn
    layer = rig.layer(round=0.08, form=0.7)
    reach = 0.6 if hair.style == "afro" else 0.46
    dark = tone(hair.colour, 0.78)
    layer.circle(*rig.head(-turn * 0.08, -0.24), reach * rig.unit, rig.colour(dark),
        reach * 0.98 * rig.unit)
    for a in np.linspace(0, math.tau, 22).tolist():
        layer.circle(*rig.head(reach * math.cos(a) - turn * 0.08,
            -0.24 + 1.9 * reach * math.sin(a)), dice.between(0.1, 0.16) * rig.unit,
            rig.colour(tone(dark, dice.between(0.88, 1.12))))
    end = LENGTHS.get(hair.style, 0.0)
    if end:
        for _ in range(int(26 * end)):
            v = dice.between(0.1, end)
            layer.circle(*rig.head(dice.between(-0.5, 0.5) - turn * 0.08, v),
                dice.between(0.1, 0.15) * rig.unit, rig.colour(tone(dark,
                dice.between(0.85, 1.15))))


def draw_back_curls(rig: Rig, layer: Layer, skull: list[Point]) -> None:
    """A curly head from behind."""
    hair, dice = rig.who.hair, rig.who.dice("back curls")
    rig.blob(layer, skull, hair.colour, 7)
    big = 1.35 if hair.style == "afro" else 1.0
    spots: list[Spot] = []
    for _ in range(46):
        a, q = dice.between(0, math.tau), dice.roll() ** 0.5 * big
        spots.append((0.42 * q * math.cos(a), -0.2 + 0.86 * q * math.sin(a),
                      dice.between(0.09, 0.14)))
    end = LENGTHS.get(hair.style, 0.0)
    spots += [
        (dice.between(-0.46, 0.46), dice.between(0.3, end), dice.between(0.1, 0.14))
        for _ in range(int(end * 18))
    ]
    for x, v, r in spots:
        tint = tone(hair.colour, dice.between(0.85, 1.12))
        layer.circle(*rig.head(x, v), r * rig.unit, rig.colour(tint))
    with layer.inside():
        for x, v, r in spots:
            _ringlets(rig, layer, x, v, r)
