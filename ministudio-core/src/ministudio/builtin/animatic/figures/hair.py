"""The hair in front: a cap, or curtains that frame the face; curls are in `curls`."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas import Point, lerp, mix, tone
from ministudio.builtin.animatic.figures.curls import draw_curls
from ministudio.builtin.animatic.figures.strands import (
    LENGTHS,
    PULLED,
    covered,
    draw_strands,
    hat_kind,
    shade_of_hair,
)

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig


def ears_show(rig: Rig) -> bool:
    """Whether hair and hat leave the ears free."""
    hair = rig.who.hair
    if hat_kind(rig) in ("hood", "helmet", "headscarf"):
        return False
    return hair.style not in (*LENGTHS, "afro")


def draw_hair(rig: Rig) -> None:
    """The hair in front: cap or curtains over the face's layer."""
    hair, hat = rig.who.hair, hat_kind(rig)
    if hat in ("helmet", "headscarf") or (hair.style == "bald" and rig.who.age < 45):
        return
    if hair.style == "bald":
        _side_hair(rig)
    elif hair.style == "mohawk":
        _mohawk(rig)
    elif hair.style == "afro" or (hair.texture == "curly" and hair.style not in PULLED):
        draw_curls(rig)
    elif hair.style in LENGTHS:
        _curtains(rig)
    else:
        _cap(rig)


def _hairline(rig: Rig, height: float, temple: float, low: float) -> list[Point]:
    """The edge of the hair over the forehead, left to right."""
    rows = ((-84, low), (-66, lerp(low, temple, 0.6)), (-52, temple),
        (-30, lerp(temple, height, 0.8)), (0, height), (30, lerp(temple, height, 0.8)),
        (52, temple), (66, lerp(low, temple, 0.6)), (84, low))
    return [(rig.around(a, 0.375), v) for a, v in rows]


def _crown(rig: Rig, volume: float, low: float) -> list[Point]:
    """The outer edge over the skull, right to left; it ends where the hairline begins."""
    turned = min(1.0, abs(rig.turn) / 0.6)
    points: list[Point] = []
    for i in range(13):
        a = math.pi * i / 12
        across, up = math.cos(a), math.sin(a)
        far = across * rig.facing > 0
        reach = 0.385 + volume * 0.5 * up**0.5
        reach += (0.0 if far else 0.055) * turned * min(1.0, up * 1.6)
        x = across * reach - (0.0 if far else 0.012 * rig.facing * turned)
        points.append((x, low - up**0.8 * (low + 1.0 + volume)))
    return points


def _cap(rig: Rig) -> None:
    """Short or tied-back hair."""
    hair, face = rig.who.hair, rig.who.face
    volume = {"buzz": 0.035, "slick": 0.1, "pixie": 0.13, "short": 0.125}.get(hair.style, 0.075)
    if covered(rig):
        volume = 0.02
    height = {"slick": -0.72, "buzz": -0.66, "pixie": -0.5}.get(hair.style,
        -0.6) + (0.05 if hair.style in PULLED else 0)
    if rig.who.age > 50 and not rig.who.feminine:
        height -= 0.09
    low = 0.1 if hair.style in ("short", "slick", "buzz") else -0.02
    layer = rig.layer(round=0.11, form=0.62, cast=0.45, drop=0.045)
    line = _hairline(rig, height, -0.3, low)
    if hair.style in ("short", "pixie") and not covered(rig):
        line = _parted(rig, height, low)
    colour = hair.colour if hair.style != "buzz" else mix(hair.colour, rig.skin, 0.22)
    rig.blob(layer, [*_crown(rig, volume, low), *line[1:-1]], colour, 6)
    with layer.inside():
        if hair.style in PULLED or hair.style == "slick":
            draw_strands(rig, layer, [[(rig.around(a, 0.37), lerp(height, -0.3,
                (abs(a) / 60) ** 2)), (rig.around(a * 0.8, 0.33) - rig.turn * 0.08, -0.85),
                (-rig.turn * 0.2 + a * 0.0016, -1.04)] for a in range(-66, 67, 11)])
        elif hair.style == "buzz":
            dice = rig.who.dice("buzz")
            for _ in range(40):
                x, v = dice.between(-0.38, 0.38), dice.between(-1.0, -0.4)
                rig.stroke(layer, [(x, v), (x * 1.02, v - 0.035)], [0.004, 0.001],
                    shade_of_hair(rig), alpha=90)
        else:
            part = 0.16 * (1 if rig.who.seed % 2 else -1) + rig.turn * 0.14
            draw_strands(rig, layer, [[(lerp(part, x, 0.25), -1.04),
                (lerp(part, x, 0.7), -0.9 + 0.1 * abs(x)), (x, height - 0.02 + 0.5
                * (x - part) ** 2)] for x in np.linspace(-0.36, 0.38, 13).tolist()])
    if hair.messy or (hair.style in ("short", "pixie") and face.brow_arch > 1.15):
        _tufts(rig, volume)


def _parted(rig: Rig, height: float, low: float) -> list[Point]:
    """A hairline with a parting and a swept fringe."""
    side = 1 if rig.who.seed % 2 else -1
    fringe = 0.14 if rig.who.hair.fringe or rig.who.hair.style == "pixie" else 0.05
    rows = []
    for a in (-84, -68, -55, -38, -18, 0, 18, 38, 55, 68, 84):
        edge = (abs(a) / 84) ** 2.2
        v = lerp(height, low, edge)
        swept = math.cos(math.radians((a * side + 35) * 1.4))
        v += fringe * max(0, swept) - (0.07 if abs(a * side + 30) < 14 and fringe < 0.1 else 0) * 0
        if a * side == 38:
            v -= 0.07
        rows.append((rig.around(a, 0.375), v))
    return rows


def _tufts(rig: Rig, volume: float) -> None:
    """Pointed locks that stand off, all round the crown, as flat as the hair they grow from."""
    dice = rig.who.dice("tufts")
    layer = rig.layer(round=0.1, cast=0, form=0.25, rim=0.5)
    for i in range(17):
        a = 0.3 + (math.pi - 0.6) * i / 16 + dice.near(0.04)
        x = (0.385 + volume * 0.4) * math.cos(a)
        v = -0.1 - (0.88 + volume * 0.9) * math.sin(a)
        swept = math.sin(a) * (1 if rig.who.seed % 2 else -1)
        lean, reach = 0.05 * swept + dice.near(0.025), dice.between(0.02, 0.09) * math.sin(a)
        colour = tone(rig.who.hair.colour, dice.between(0.92, 1.02))
        out = 1.02 + reach
        rig.stroke(layer, [(x * 0.8, v + 0.2), (x * 0.97 + lean * 0.3, v + 0.04),
            (x * out + lean, v - reach)], [0.03, 0.04, 0.002], colour)


def _curtains(rig: Rig) -> None:
    """A parting with two falls of hair that frame the face."""
    hair = rig.who.hair
    end = {"bob": 0.94, "shoulder": 1.36, "long": 1.9}[hair.style]
    wave = 0.03 if hair.texture == "wavy" or hair.messy else 0.0
    layer = rig.layer(round=0.1, form=0.62, cast=0.5, drop=0.055)
    side = 1 if rig.who.seed % 2 else -1
    part = rig.around(side * 18, 0.32)
    top = -0.72 if not hair.fringe else -0.4
    volume = 0.0 if covered(rig) else 0.1
    shift = -rig.turn * 0.07
    for half in (-1, 1):
        rig.blob(layer, _curtain(rig, half, part, end, wave=wave, top=top, volume=volume,
            shift=shift), hair.colour, 7)
    if hair.fringe:
        rig.blob(layer, [(rig.around(-58), -0.75), (rig.around(-50), -0.3), (rig.around(-20), -0.2),
            (rig.around(0), -0.22), (rig.around(20), -0.2), (rig.around(50), -0.3),
            (rig.around(58), -0.75), (rig.around(0), -1.0)], hair.colour, 6)
    with layer.inside():
        paths = []
        for half in (-1, 1):
            for i in range(7):
                inner = _inner_edge(rig, half, 0.05)
                outer = shift + half * 0.46
                x = lerp(inner, outer, 0.12 + i * 0.135)
                paths.append([(part + half * 0.015 * i, -1.03 + 0.012 * i),
                    (lerp(part, x, 0.7), -0.72), (x, -0.1), (x + wave * math.sin(i),
                    lerp(0.1, end, 0.6)), (x - half * 0.02, end - 0.06)])
        draw_strands(rig, layer, paths)


def _inner_edge(rig: Rig, half: int, v: float) -> float:
    return rig.around(half * 62, 0.37 + 0.01 * v)


def _curtain(rig: Rig, half: int, part: float, end: float, *, wave: float, top: float,
    volume: float, shift: float) -> list[Point]:
    """One fall: down its inner edge, round its end, up the outer edge."""
    inner = _inner_edge(rig, half, 0)
    points: list[Point] = [(part, top - 0.14), (lerp(part, inner, 0.45), top + 0.08),
        (lerp(part, inner, 0.85), -0.36), (inner, 0.0)]
    steps = 4
    for i in range(1, steps + 1):
        v = lerp(0.0, end - 0.06, i / steps)
        points.append((inner - half * 0.012 * math.sin(i * 1.3) + half * (0.02 if i == steps
            else 0) + wave * math.sin(i * 2.0), v))
    outer = shift + half * (0.43 + volume * 0.55)
    if half * rig.facing < 0:
        outer += half * 0.03 * min(1.0, abs(rig.turn) / 0.5)
    tip = lerp(inner, outer, 0.5) - half * 0.02
    points.append((tip, end + 0.04))
    for i in range(steps + 1):
        v = lerp(end - 0.1, -0.3, i / steps)
        points.append((outer + half * 0.035 * math.sin(i / steps * math.pi) + wave
            * math.sin(i * 2.3 + 1), v))
    points += [(lerp(outer, shift, 0.22), -0.78 - volume), (lerp(outer, shift, 0.62),
        -1.02 - volume), (lerp(part, shift, 0.4), -1.06 - volume)]
    return points


def _mohawk(rig: Rig) -> None:
    layer = rig.layer(round=0.06)
    for i in range(9):
        x = rig.around(-26 + i * 4, 0.3) - rig.turn * 0.1 * (i / 4 - 1)
        rig.stroke(layer, [(x, -0.7), (x * 1.1, -1.1), (x * 1.25, -1.42)], [0.07, 0.06, 0.006],
            tone(rig.who.hair.colour, 1.08 if i % 2 else 0.92))


def _side_hair(rig: Rig) -> None:
    """What is left at the sides of a bald head."""
    layer = rig.layer(round=0.06, cast=0.3, drop=0.03)
    for side in (-1, 1):
        x = rig.around(side * 82, 0.385)
        rig.blob(layer, [(x - side * 0.02, -0.32), (x + side * 0.03, -0.24),
            (x + side * 0.03, 0.04), (x - side * 0.01, 0.14), (x - side * 0.04, -0.08)],
            mix(rig.who.hair.colour, rig.skin, 0.3), 6)
