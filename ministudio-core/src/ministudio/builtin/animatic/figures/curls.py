"""Curls: clusters of discs with C-shaped strokes in a light and a dark tone."""

from __future__ import annotations

import math

import numpy as np

from ministudio.builtin.animatic.canvas import Layer, Point, mix, tone
from ministudio.builtin.animatic.figures.rig import Rig
from ministudio.builtin.animatic.figures.strands import LENGTHS, covered, shade_of_hair, shine_of


def _curl_spots(rig: Rig) -> list[tuple[float, float, float]]:
    """Where the curls of the front stand: x, v, radius."""
    hair, dice, turn = rig.who.hair, rig.who.dice("curls"), rig.turn
    big = hair.style == "afro"
    reach, size = (0.55, 0.15) if big else (0.4, 0.11)
    if covered(rig):
        reach, size = 0.36, 0.08
    spots = []
    for a in np.linspace(math.pi * 0.97, math.pi * 2.03, 15).tolist():
        spots.append((math.cos(a) * reach - turn * 0.06, -0.34 + math.sin(a) * (0.86 if big else 0.62), size * dice.between(0.95, 1.35)))
    for x in np.linspace(-0.32, 0.32, 9).tolist():
        spots.append((rig.around(x * 150, 0.36), -0.72 + 0.5 * x * x * 4 * 0.5 + dice.near(0.025), size * dice.between(0.85, 1.15)))
    for side in (-1, 1):
        down = (-0.2, 0.0) if hair.style in ("short", "afro", "pixie", "slick", "buzz") else (-0.14, 0.12, 0.4, 0.68, 0.94)
        for v in down:
            if side == rig.facing and abs(rig.turn) > 0.3 and v > -0.1 and len(down) < 3:
                continue
            spots.append((rig.around(side * 80, 0.4) + side * (0.02 + dice.between(0, 0.05)), v, size * dice.between(0.75, 1.0)))
    for _ in range(10):
        spots.append((dice.between(-0.3, 0.3) - turn * 0.06, dice.between(-1.0, -0.78), size * dice.between(0.9, 1.2)))
    return spots


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
        path = [(cx + r * o * math.cos(turn + a) * (1 + a * 0.1), cv + 2 * r * o * math.sin(turn + a) * (1 + a * 0.1)) for a in np.linspace(0, 3.4, 6)]
        rig.stroke(layer, path, [0.002, 0.011, 0.013, 0.002], colour, alpha=200)


def draw_curls_behind(rig: Rig) -> None:
    hair, dice, turn = rig.who.hair, rig.who.dice("curls behind"), rig.turn
    layer = rig.layer(round=0.08, form=0.7)
    reach = 0.6 if hair.style == "afro" else 0.46
    dark = tone(hair.colour, 0.78)
    layer.circle(*rig.head(-turn * 0.08, -0.24), reach * rig.unit, rig.colour(dark), reach * 0.98 * rig.unit)
    for a in np.linspace(0, math.tau, 22).tolist():
        layer.circle(*rig.head(reach * math.cos(a) - turn * 0.08, -0.24 + 1.9 * reach * math.sin(a)), dice.between(0.1, 0.16) * rig.unit, rig.colour(tone(dark, dice.between(0.88, 1.12))))
    end = LENGTHS.get(hair.style, 0.0)
    if end:
        for _ in range(int(26 * end)):
            v = dice.between(0.1, end)
            layer.circle(*rig.head(dice.between(-0.5, 0.5) - turn * 0.08, v), dice.between(0.1, 0.15) * rig.unit, rig.colour(tone(dark, dice.between(0.85, 1.15))))


def draw_back_curls(rig: Rig, layer: Layer, skull: list[Point]) -> None:
    hair, dice = rig.who.hair, rig.who.dice("back curls")
    rig.blob(layer, skull, hair.colour, 7)
    big = 1.35 if hair.style == "afro" else 1.0
    spots: list[tuple[float, float, float]] = []
    for _ in range(46):
        a, q = dice.between(0, math.tau), dice.roll() ** 0.5
        spots.append((0.42 * big * q * math.cos(a), -0.2 + 0.86 * big * q * math.sin(a), dice.between(0.09, 0.14)))
    end = LENGTHS.get(hair.style, 0.0)
    for _ in range(int(end * 18)):
        spots.append((dice.between(-0.46, 0.46), dice.between(0.3, end), dice.between(0.1, 0.14)))
    for x, v, r in spots:
        layer.circle(*rig.head(x, v), r * rig.unit, rig.colour(tone(hair.colour, dice.between(0.85, 1.12))))
    with layer.inside():
        for x, v, r in spots:
            _ringlets(rig, layer, x, v, r)
