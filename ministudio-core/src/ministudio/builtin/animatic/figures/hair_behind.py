"""The hair that lies behind neck and shoulders, and the head seen from behind."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas import Point, lerp, tone
from ministudio.builtin.animatic.figures.curls import draw_back_curls, draw_curls_behind
from ministudio.builtin.animatic.figures.strands import (
    LENGTHS,
    band_colour,
    covered,
    draw_along,
    draw_strands,
    hat_kind,
    ribbon,
    shade_of_hair,
    shine_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.builtin.animatic.figures.rig import Rig


def draw_hair_behind(rig: Rig) -> None:
    """The hair that lies behind neck and shoulders."""
    hair, turn = rig.who.hair, rig.turn
    if hat_kind(rig) in ("helmet", "headscarf") or hair.style in ("bald", "buzz", "mohawk"):
        return
    if (hair.texture == "curly" and hair.style in (*LENGTHS, "afro")) or hair.style == "afro":
        draw_curls_behind(rig)
        return
    shift = -turn * 0.1
    if hair.style not in LENGTHS:
        _nape(rig)
    if hair.style in LENGTHS:
        _fall(rig, shift)
    elif hair.style == "bun":
        low = covered(rig)
        spot = (-turn * 0.66, 0.3) if low else (-turn * 0.34, -1.08)
        layer = rig.layer(round=0.1, form=0.7)
        layer.circle(*rig.head(*spot), (0.16 if low else 0.2) * rig.unit, rig.colour(hair.colour))
        with layer.inside():
            for i in range(5):
                a = i * 1.1
                rig.stroke(layer, [(spot[0] + 0.17 * math.cos(a), spot[1] + 0.34 * math.sin(a)),
                    (spot[0] + 0.07 * math.cos(a + 1), spot[1] + 0.12 * math.sin(a + 1)),
                    (spot[0] - 0.12 * math.cos(a + 0.6), spot[1] - 0.22 * math.sin(a + 0.6))],
                    [0.003, 0.012, 0.003], shine_of(rig) if i % 2 else shade_of_hair(rig),
                    alpha=190)
    elif hair.style == "pony":
        tail = [(-turn * 0.4, -0.82), (-turn * 0.95 - 0.06, -0.5), (-turn * 1.02 - 0.1, 0.4),
            (-turn * 0.86 - 0.04, 1.5)]
        layer = rig.layer(round=0.1)
        layer.poly(ribbon(rig, tail, [0.1, 0.16, 0.17, 0.03]), rig.colour(tone(hair.colour, 0.9)))
        draw_along(rig, layer, tail, 0.1)
    elif hair.style == "pigtails":
        for side in (-1, 1):
            tail = [(side * 0.38 + shift, -0.35), (side * 0.66 + shift, -0.05),
                (side * 0.62 + shift, 0.8), (side * 0.56 + shift, 1.35)]
            layer = rig.layer(round=0.09)
            layer.poly(ribbon(rig, tail, [0.08, 0.15, 0.14, 0.03]), rig.colour(hair.colour))
            draw_along(rig, layer, tail, 0.09)
            band = rig.layer(round=0.03)
            band.circle(*rig.head(side * 0.42 + shift, -0.3), 0.065 * rig.unit, band_colour(rig))


def _nape(rig: Rig) -> None:
    """Short hair behind the ears, down to the nape."""
    m, volume = -rig.turn * 0.13, 0.0 if covered(rig) else 0.03
    layer = rig.layer(round=0.1, form=0.5, cast=0.2)
    rig.blob(layer, [(m, -1.0), (m + 0.34, -0.7), (m + 0.385 + volume, -0.1), (m + 0.32, 0.34),
        (m + 0.2, 0.56), (m - 0.2, 0.56), (m - 0.32, 0.34), (m - 0.385 - volume, -0.1),
        (m - 0.34, -0.7)], tone(rig.who.hair.colour, 0.8), 6)


def _fall(rig: Rig, shift: float) -> None:
    """Straight or wavy hair that falls behind the neck."""
    hair = rig.who.hair
    end = LENGTHS[hair.style]
    layer = rig.layer(round=0.12)
    wave = 0.035 if hair.texture == "wavy" or hair.messy else 0.0
    right: list[Point] = []
    for i in range(9):
        share = i / 8
        v = lerp(-0.9, end, share)
        x = lerp(0.34, 0.47, min(1, share * 4)) + 0.06 * share * (hair.style == "long")
        right.append((x + wave * math.sin(i * 2.2), v))
    left = [(-x, v) for x, v in right]
    points = [(shift, -1.12), *[(x + shift, v) for x, v in right], (shift + 0.1, end + 0.05),
        (shift - 0.1, end + 0.05), *[(x + shift, v) for x, v in reversed(left)]]
    rig.blob(layer, points, tone(hair.colour, 0.74), 6)
    with layer.inside():
        for i in range(9):
            x = -0.42 + 0.105 * i
            rig.stroke(layer, [(x * 0.7 + shift, -0.2), (x + shift, end * 0.5),
                (x * 1.04 + shift + wave, end)], [0.003, 0.01, 0.004],
                shade_of_hair(rig) if i % 2 else tone(hair.colour, 0.9), alpha=170)


def draw_braids(rig: Rig) -> None:
    """Two braids over the shoulders, on top of the clothes."""
    if rig.who.hair.style != "braids" or hat_kind(rig) == "helmet":
        return
    hair = rig.who.hair.colour
    for side in (-1, 1):
        x = rig.around(side * 78, 0.42)
        if abs(rig.turn) > 0.45 and side == rig.facing:
            continue
        layer = rig.layer(round=0.06, form=0.8, cast=0.4, drop=0.04)
        for i in range(9):
            v = 0.1 + i * 0.2
            r = 0.085 * (1 - i * 0.035)
            layer.circle(*rig.head(x + side * (0.05 + 0.02 * math.sin(i * 2.1)) + (0.018 if i % 2
                else -0.018), v), r * rig.unit, rig.colour(tone(hair, 1.06 if i % 2 else 0.88)))
        rig.stroke(layer, [(x + side * 0.06, 1.86), (x + side * 0.05, 2.02)], [0.05, 0.02], hair)
        layer.circle(*rig.head(x + side * 0.06, 1.82), 0.055 * rig.unit, band_colour(rig))


def draw_back_of_head(rig: Rig) -> None:
    """The head seen from behind."""
    hair = rig.who.hair
    layer = rig.layer(round=0.2, form=0.62, cast=0.45, drop=0.08)
    skull = [(0, -1.02), (0.3, -0.86), (0.405, -0.3), (0.37, 0.3), (0.2, 0.72), (-0.2, 0.72),
        (-0.37, 0.3), (-0.405, -0.3), (-0.3, -0.86)]
    if hair.style == "bald" or hat_kind(rig) == "helmet":
        rig.blob(layer, skull, tone(rig.skin, 0.95), 7)
        return
    for side in (-1, 1):
        if hair.style not in (*LENGTHS, "afro"):
            ear = rig.layer(round=0.04, form=0.4, cast=0)
            rig.blob(ear, [(side * 0.37, -0.12), (side * 0.46, -0.12), (side * 0.44, 0.14),
                (side * 0.37, 0.22)], tone(rig.skin, 0.9), 6)
    if hair.texture == "curly" or hair.style == "afro":
        draw_back_curls(rig, layer, skull)
        return
    end = LENGTHS.get(hair.style, 0.58)
    wide = 0.5 if hair.style in LENGTHS else 0.42
    wave = 0.03 if hair.texture == "wavy" else 0.0
    rig.blob(layer, [(0, -1.12), (0.34, -0.88), (wide - 0.03, -0.2),
        (wide + wave, lerp(0, end, 0.5)), (wide - 0.05, end - 0.12), (0.2, end), (-0.2, end),
        (-wide + 0.05, end - 0.12), (-wide - wave, lerp(0, end, 0.5)), (-wide + 0.03, -0.2),
        (-0.34, -0.88)], hair.colour, 7)
    with layer.inside():
        draw_strands(rig, layer, [[(x * 0.12, -1.0), (x * 0.85, -0.3),
            (x + wave * math.sin(i), end * 0.5), (x * 0.96, end - 0.05)] for i,
            x in enumerate(np.linspace(-wide + 0.04, wide - 0.04, 15).tolist())])
    _back_tails(rig)


def _back_tails(rig: Rig) -> None:
    hair = rig.who.hair
    tails: dict[str, Callable[[], list[tuple[list[Point], list[float]]]]] = {"pony": lambda: [([(0,
        -0.6), (0.02, 0.2), (-0.03, 1.1), (0, 1.7)], [0.09, 0.16, 0.15, 0.03])],
        "braids": lambda: [([(s * 0.3, 0.2), (s * 0.36, 1.0), (s * 0.34, 1.9)],
        [0.09, 0.09, 0.04]) for s in (-1, 1)], "pigtails": lambda: [([(s * 0.4, -0.3),
        (s * 0.64, 0.2), (s * 0.56, 1.3)], [0.08, 0.15, 0.03]) for s in (-1, 1)],
        "bun": lambda: [([(0, -0.8), (0.001, -0.66)], [0.2, 0.2])],}
    for line, widths in tails.get(hair.style, list)():
        layer = rig.layer(round=0.09, form=0.7)
        layer.poly(ribbon(rig, line, widths), rig.colour(tone(hair.colour, 1.05)))
        if len(line) > 2:
            draw_along(rig, layer, line, 0.09)
