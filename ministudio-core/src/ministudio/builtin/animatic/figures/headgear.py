"""Hats, hoods, helmets, glasses, masks and the like."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas import Layer, Point, ellipse, mix, tone
from ministudio.builtin.animatic.figures.strands import hat_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.builtin.animatic.figures.rig import Rig
    from ministudio.builtin.animatic.wardrobe import Garment


def draw_behind_head(rig: Rig) -> None:
    """The inside of a hood, the far brim, horns, wings of the head."""
    outfit = rig.who.outfit
    if outfit is None:
        return
    hood = outfit.extra("hood")
    if hood is not None and hat_kind(rig) == "hood" and not rig.back:
        layer = rig.layer(round=0.1)
        rig.blob(layer, [(-0.5, 0.9), (-0.56, -0.3), (-0.36, -1.05), (0, -1.28), (0.36, -1.05),
            (0.56, -0.3), (0.5, 0.9)], tone(hood.colour, 0.42), 6)
    scarf = outfit.extra("headscarf")
    if scarf is not None:
        layer = rig.layer(round=0.12)
        rig.blob(layer, [(-0.46, 1.2), (-0.47, -0.3), (-0.3, -1.04), (0, -1.12), (0.3, -1.04),
            (0.47, -0.3), (0.46, 1.2), (0, 1.5)], tone(scarf.colour, 0.8), 6)
    if {"horns", "antlers"} & rig.who.marks:
        for side in (-1, 1):
            layer = rig.layer(round=0.05)
            if "antlers" in rig.who.marks:
                rig.stroke(layer, [(side * 0.2, -0.9), (side * 0.4, -1.4), (side * 0.42, -2.0)],
                    [0.04, 0.03, 0.008], "#8a6a48")
                rig.stroke(layer, [(side * 0.36, -1.35), (side * 0.6, -1.6)], [0.025, 0.006],
                    "#8a6a48")
            else:
                rig.stroke(layer, [(side * 0.24, -0.85), (side * 0.42, -1.2), (side * 0.34, -1.6)],
                    [0.085, 0.06, 0.006], "#5c5048")
    if "cat ears" in rig.who.marks:
        for side in (-1, 1):
            layer = rig.layer(round=0.05)
            rig.blob(layer, [(side * 0.12, -0.95), (side * 0.34, -1.5), (side * 0.42, -0.75)],
                rig.who.hair.colour, 3)


def draw_headgear(rig: Rig) -> None:
    """Everything on the head, in front."""
    outfit = rig.who.outfit
    if outfit is None:
        return
    if not rig.back:
        for kinds, draw in _FACE:
            if (item := outfit.extra(*kinds)) is not None:
                draw(rig, item)
    kind = hat_kind(rig)
    if kind in _HATS and (hat := outfit.extra(kind)) is not None:
        _HATS[kind](rig, hat)
    if (band := outfit.extra("headband")) is not None:
        layer = rig.layer(round=0.04, form=0.6, cast=0.3, drop=0.03)
        rig.stroke(layer, [(rig.around(a, 0.4), -0.62 + 0.12 * (a / 70) ** 2) for a in (-70, -35, 0,
            35, 70)], [0.05] * 5, band.colour)
    if (phones := outfit.extra("headphones")) is not None:
        _headphones(rig, phones)
    if "bandaged head" in rig.who.conditions:
        layer = rig.layer(round=0.06, form=0.6, cast=0.3, drop=0.03)
        rig.stroke(layer, [(rig.around(a, 0.39), -0.52 + 0.1 * (a / 80) ** 2) for a in (-80, -40, 0,
            40, 80)], [0.09] * 5, "#ece6d8")
    if "halo" in rig.who.marks:
        layer = rig.layer(round=0.02, glow=0.9, flat=1.0, cast=0)
        ring = [rig.head(0.36 * math.cos(a), -1.5 + 0.16 * math.sin(a)) for a in np.linspace(0,
            math.tau, 40)]
        hole = [rig.head(0.3 * math.cos(a), -1.5 + 0.1 * math.sin(a)) for a in np.linspace(0,
            math.tau, 40)]
        layer.poly(ring, "#ffe08a")
        layer.cut(hole)


def _glasses(rig: Rig, item: Garment) -> None:
    dark = item.kind == "sunglasses"
    layer = rig.layer(round=0.02, form=0.2, cast=0.25, drop=0.02, rim=0.5)
    for side in (-1, 1):
        x, fore = rig.around(side * 26, 0.38), rig.fore(side * 26)
        ring = [(x + 0.135 * fore * math.cos(a), 0.04 + 0.2 * math.sin(a)) for a in np.linspace(0,
            math.tau, 26)]
        if dark:
            rig.blob(layer, ring, item.colour, 2)
        rig.stroke(layer, ring, [0.0115, 0.0115], tone(item.colour, 0.9))
        rig.stroke(layer, [(x + side * 0.13 * fore, 0.0), (rig.around(side * 82, 0.385), -0.06)],
            [0.011, 0.011], item.colour)
    rig.stroke(layer, [(rig.around(-9, 0.4), 0.02), (rig.around(0, 0.41), -0.02),
        (rig.around(9, 0.4), 0.02)], [0.011] * 3, item.colour)
    shine = rig.layer(round=0.02, form=0, cast=0, rim=0)
    for side in (-1, 1):
        x, fore = rig.around(side * 26, 0.38), rig.fore(side * 26)
        shine.poly([rig.head(*p) for p in ((x - 0.08 * fore, 0.08), (x - 0.02 * fore, -0.11),
            (x + 0.01 * fore, -0.11), (x - 0.05 * fore, 0.1))], "#f4fbff", 70 if not dark else 110)


def _mask(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.1, form=0.6, cast=0.3, drop=0.03)
    low = item.colour
    points = [(rig.around(-66), 0.18), (rig.around(-20), 0.2), (rig.around(0, 0.43), 0.14),
        (rig.around(20), 0.2), (rig.around(66), 0.18), (rig.around(50), 0.7),
        (rig.around(0) * 0.8, 1.0), (rig.around(-50), 0.7)]
    rig.blob(layer, points, low, 5)
    with layer.inside():
        if item.pattern or tone(item.colour, 1.0)[0] < 120:
            for side in (-1, 1):
                rig.blob(layer, [(rig.around(side * 8), 0.33), (rig.around(side * 4), 0.4),
                    (rig.around(side * 12), 0.42)], "#1a1416", 4)
        for v in (0.45, 0.58, 0.7):
            rig.stroke(layer, [(rig.around(-40), v - 0.03), (rig.around(0), v + 0.02),
                (rig.around(40), v - 0.03)], [0.004, 0.01, 0.004], tone(low, 0.75))


def _eyepatch(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.03, form=0.5, cast=0.3, drop=0.02)
    x, fore = rig.around(-26, 0.37), rig.fore(-26)
    rig.blob(layer, [(x - 0.13 * fore, -0.06), (x, -0.14), (x + 0.13 * fore, -0.06),
        (x + 0.09 * fore, 0.16), (x - 0.09 * fore, 0.16)], item.colour, 6)
    rig.stroke(layer, [(rig.around(-80, 0.39), 0.0), (x, -0.08), (rig.around(60, 0.38), -0.5)],
        [0.012] * 3, item.colour)


def _headphones(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.06, form=0.7, cast=0.3, drop=0.03)
    arc = [(0.43 * math.cos(a) - rig.turn * 0.05, -0.1 - 1.05 * math.sin(a)) for a in np.linspace(0,
        math.pi, 20)]
    rig.stroke(layer, arc, [0.035, 0.035], item.colour)
    for side in (-1, 1):
        x = rig.around(side * 86, 0.4)
        layer.poly([rig.head(*p) for p in ellipse(x + side * 0.03, 0.02, 0.1, 0.26)], item.colour)


def _brimmed(rig: Rig, item: Garment, brim: float, crown: float, top: float, *, curl: float = 0.0,
    dent: float = 0.0) -> Layer:
    """A hat with a brim: half-width of the brim, of the crown's top, and the height of the top."""
    m = -rig.turn * 0.06
    layer = rig.layer(round=0.09, form=0.62, cast=0.6, drop=0.12)
    rig.blob(layer, [(-brim + m, -0.5 - curl), (-0.5 + m, -0.66), (m, -0.7), (0.5 + m, -0.66),
        (brim + m, -0.5 - curl), (0.5 + m, -0.44), (m, -0.4), (-0.5 + m, -0.44)],
        tone(item.colour, 0.92), 7)
    rig.blob(layer, [(-0.44 + m, -0.56), (-crown - 0.03 + m, top + 0.12), (-crown * 0.6 + m, top),
        (m, top + dent), (crown * 0.6 + m, top), (crown + 0.03 + m, top + 0.12), (0.44 + m, -0.56),
        (m, -0.46)], item.colour, 6)
    with layer.inside():
        rig.stroke(layer, [(-0.47 + m, -0.66), (m, -0.55), (0.47 + m, -0.66)], [0.05] * 3,
            tone(item.colour, 0.5))
    return layer


def _straw(rig: Rig, item: Garment) -> None:
    layer = _brimmed(rig, item, 0.88, 0.36, -1.32)
    with layer.inside():
        for i in range(7):
            rig.stroke(layer, [(-0.8, -0.52 + 0.012 * i), (0, -0.68 + 0.045 * i),
                (0.8, -0.52 + 0.012 * i)], [0.005] * 3, tone(item.colour, 0.8), alpha=180)
            rig.stroke(layer, [(-0.4, -0.78 - 0.08 * i), (0, -0.7 - 0.08 * i),
                (0.4, -0.78 - 0.08 * i)], [0.005] * 3, tone(item.colour, 0.8), alpha=180)


def _fedora(rig: Rig, item: Garment) -> None:
    _brimmed(rig, item, 0.68, 0.3, -1.3, dent=0.12)


def _cowboy(rig: Rig, item: Garment) -> None:
    _brimmed(rig, item, 0.86, 0.28, -1.38, curl=0.26, dent=0.14)


def _tophat(rig: Rig, item: Garment) -> None:
    _brimmed(rig, item, 0.62, 0.42, -1.85)


def _wizard(rig: Rig, item: Garment) -> None:
    layer = _brimmed(rig, item, 0.92, 0.2, -1.3, curl=0.05)
    m = -rig.facing * 0.12
    rig.blob(layer, [(-0.4, -0.58), (-0.2 + m, -1.5), (m * 2.6 - 0.02, -2.25), (m * 3.4, -2.1),
        (0.16 + m, -1.45), (0.42, -0.58)], item.colour, 6)
    with layer.inside():
        rig.stroke(layer, [(-0.47, -0.68), (0, -0.56), (0.47, -0.68)], [0.06] * 3,
            mix(item.accent, "#e0c060", 0.7))
        for x, v in ((-0.08, -1.0), (0.14, -1.2), (m - 0.04, -1.55)):
            layer.circle(*rig.head(x, v), 0.03 * rig.unit, "#f0d878")


def _cap(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.1, form=0.62, cast=0.55, drop=0.07)
    m = -rig.turn * 0.06
    rig.blob(layer, [(-0.43 + m, -0.42), (-0.42 + m, -0.85), (-0.2 + m, -1.14), (0.1 + m, -1.16),
        (0.4 + m, -0.88), (0.43 + m, -0.42), (m, -0.56)], item.colour, 7)
    if rig.back:
        return
    x = rig.around(0, 0.52)
    rig.blob(layer, [(rig.around(-52, 0.4), -0.48), (x, -0.62), (rig.around(52, 0.4), -0.48),
        (rig.around(34, 0.56), -0.34), (x * 1.25, -0.33), (rig.around(-34, 0.56), -0.34)],
        tone(item.colour, 0.8), 6)
    with layer.inside():
        rig.stroke(layer, [(x * 0.4, -1.14), (x * 0.8, -0.85), (x, -0.56)], [0.008] * 3,
            tone(item.colour, 0.75))


def _beanie(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.1, form=0.62, cast=0.5, drop=0.05)
    m = -rig.turn * 0.06
    rig.blob(layer, [(-0.43 + m, -0.42), (-0.43 + m, -0.85), (-0.22 + m, -1.2), (0.22 + m, -1.2),
        (0.43 + m, -0.85), (0.43 + m, -0.42), (m, -0.5)], item.colour, 7)
    layer.circle(*rig.head(m, -1.3), 0.1 * rig.unit, mix(item.colour, "#ffffff", 0.35))
    with layer.inside():
        rig.stroke(layer, [(-0.5, -0.5), (m, -0.6), (0.5, -0.5)], [0.085] * 3,
            tone(item.colour, 0.84))
        for i in range(-5, 6):
            rig.stroke(layer, [(i * 0.08 + m, -1.15), (i * 0.09 + m, -0.7)], [0.006, 0.008],
                tone(item.colour, 0.82), alpha=170)


def _beret(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.1, form=0.62, cast=0.5, drop=0.06)
    d = -rig.facing
    rig.blob(layer, [(-0.4, -0.6), (d * 0.62 - 0.1, -0.78), (d * 0.5, -1.16), (0, -1.26),
        (-d * 0.36, -1.02), (0.4, -0.58), (0, -0.6)], item.colour, 7)
    rig.stroke(layer, [(0, -1.22), (d * 0.02, -1.34)], [0.02, 0.014], tone(item.colour, 0.8))


def _crown(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.05, form=0.8, cast=0.4, drop=0.04, sheen=0.5)
    points: list[Point] = [(-0.36, -0.78)]
    for i in range(5):
        x = -0.36 + 0.18 * i
        points += [(x - 0.02, -1.24 - 0.08 * (i % 2 == 0)), (x + 0.09,
            -1.0)] if i < 4 else [(x + 0.02, -1.32)]
    points += [(0.36, -0.78), (0, -0.7)]
    layer.poly([rig.head(x - rig.turn * 0.06, v) for x, v in points], item.colour)
    for i in range(5):
        layer.circle(*rig.head(-0.28 + 0.14 * i - rig.turn * 0.06, -0.86), 0.034 * rig.unit,
            ("#c03048", "#3868c0", "#38a070")[i % 3])


def _hood(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.12, form=0.62, cast=0.6, drop=0.1)
    if rig.back:
        rig.blob(layer, [(-0.5, 0.9), (-0.55, -0.3), (-0.36, -1.05), (0, -1.3), (0.36, -1.05),
            (0.55, -0.3), (0.5, 0.9)], item.colour, 7)
        return
    f, m = rig.facing * min(1.0, abs(rig.turn) * 1.5), rig.turn * 0.1
    outer = [(-0.54 - 0.04 * f, 0.98), (-0.6 - 0.04 * f, 0.1), (-0.55 - 0.06 * f, -0.55),
        (-0.34 - 0.06 * f, -1.08), (-0.04 - 0.1 * f, -1.36), (0.34 - 0.02 * f, -1.08), (0.55, -0.5),
        (0.58, 0.1), (0.52, 0.98)]
    inner = [(0.34 + m, 0.94), (0.395 + m, 0.2), (0.37 + m, -0.36), (0.24 + m, -0.72),
        (0.02 + m, -0.86), (-0.22 + m, -0.72), (-0.36 + m, -0.36), (-0.385 + m, 0.2),
        (-0.34 + m, 0.94)]
    rig.blob(layer, [*outer, *inner], item.colour, 6)
    with layer.inside():
        rim = [(x * 1.06, v) for x, v in inner]
        rig.stroke(layer, rim, [0.022] * len(rim), tone(item.colour, 1.2), alpha=190)
        for path in ([(0, -1.3), (-0.28, -0.9), (-0.46, -0.1), (-0.48, 0.8)],
            [(0.04, -1.3), (0.34, -0.85), (0.48, -0.1), (0.46, 0.8)],
            [(0, -1.32), (0.02, -1.1), (0.02, -0.9)]):
            rig.stroke(layer, path, [0.004, *[0.022] * (len(path) - 2), 0.004],
                tone(item.colour, 0.72), alpha=190)


def _headscarf(rig: Rig, item: Garment) -> None:
    layer = rig.layer(round=0.12, form=0.62, cast=0.5, drop=0.06)
    m = rig.turn * 0.1
    outer = [(-0.4, 1.3), (-0.48, 0.4), (-0.46, -0.4), (-0.3, -1.02), (0, -1.14), (0.3, -1.02),
        (0.46, -0.4), (0.48, 0.4), (0.4, 1.3)]
    if rig.back:
        rig.blob(layer, [*outer, (0, 1.5)], item.colour, 7)
        return
    inner = [(m + 0.2, 1.06), (m + 0.33, 0.5), (m + 0.35, -0.2), (m + 0.24, -0.62), (m, -0.74),
        (m - 0.24, -0.62), (m - 0.35, -0.2), (m - 0.33, 0.5), (m - 0.2, 1.06)]
    rig.blob(layer, [*outer, *inner], item.colour, 6)
    rig.blob(layer, [(-0.42, 0.96), (m, 1.12), (0.42, 0.96), (0.36, 1.5), (0, 1.66), (-0.36, 1.5)],
        tone(item.colour, 0.93), 6)
    with layer.inside():
        for path in ([(-0.1, -1.1), (-0.36, -0.6), (-0.42, 0.3)],
            [(0.1, -1.1), (0.36, -0.6), (0.42, 0.3)], [(-0.34, 1.06), (0, 1.26), (0.34, 1.1)]):
            rig.stroke(layer, path, [0.004, 0.02, 0.004], tone(item.colour, 0.76), alpha=190)


def _helmet(rig: Rig, item: Garment) -> None:
    outfit = rig.who.outfit
    space = outfit is not None and outfit.outer is not None and outfit.outer.kind == "spacesuit"
    if not space:
        layer = rig.layer(round=0.14, form=0.7, cast=0.5, drop=0.06, sheen=0.4)
        rig.blob(layer, [(-0.48, -0.3), (-0.46, -0.8), (-0.22, -1.2), (0.22, -1.2), (0.46, -0.8),
            (0.48, -0.3), (0.3, -0.42), (0, -0.46), (-0.3, -0.42)], item.colour, 7)
        return
    layer = rig.layer(round=0.28, form=0.4, cast=0.4, drop=0.08, flat=0.1)
    layer.poly([rig.head(*p) for p in ellipse(0, -0.02, 0.64, 1.34, steps=60)],
        rig.colour(item.colour))
    if not rig.back:
        m = rig.turn * 0.22
        layer.cut([rig.head(*p) for p in ellipse(m, -0.02, 0.47, 0.96, steps=60)])
        glass = rig.layer(round=0.2, form=0, rim=0, cast=0, flat=0.4)
        glass.poly([rig.head(*p) for p in ellipse(m, -0.02, 0.48, 0.98, steps=60)], "#8fc4e8", 46)
        glass.poly([rig.head(*p) for p in [(-0.32 + m, -0.2), (-0.14 + m, -0.74), (0.04 + m, -0.8),
            (-0.17 + m, -0.46), (-0.23 + m, 0.14)]], "#eaf6ff", 120)


_HATS: dict[str, Callable[[Rig, Garment], None]] = {
    "strawhat": _straw, "fedora": _fedora, "cowboyhat": _cowboy, "tophat": _tophat,
    "wizardhat": _wizard, "cap": _cap,
    "beanie": _beanie, "beret": _beret, "crown": _crown, "hood": _hood, "headscarf": _headscarf,
    "helmet": _helmet,
}
_FACE: tuple[tuple[tuple[str, ...], Callable[[Rig, Garment], None]], ...] = (
    (("glasses", "sunglasses"), _glasses), (("mask",), _mask), (("eyepatch",), _eyepatch),
)
