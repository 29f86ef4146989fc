"""What hangs on a wall or opens in it. Each is drawn around the middle of its place."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse
from ministudio.builtin.animatic.places import land
from ministudio.builtin.animatic.places.glass import stained_window

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.places.pen import Pen


def window(pen: Pen) -> None:
    """A sash window with the sky of the hour in it; it lights the room by day."""
    light, scenery = pen.scenery.light, pen.scenery
    frame = pen.body(cast=0.35)
    paint = pen.hue("#e6dfd0") if not pen.words.count("dark") else "#5a4636"
    pen.rect(frame, (-0.17, -0.19, 0.17, 0.19), tone(paint, 0.9))
    pane = scenery.layer(pen.z - 0.005, form=0, flat=1.0, fog=0, glow=0.10)
    inner = (-0.15, -0.17, 0.15, 0.17)
    pen.rect(pane, inner, land.display(light.sky[1], 0.9))
    top, foot = pen.at(0, inner[1])[1], pen.at(0, inner[3])[1]
    pane.vgrad(top, foot, land.display(light.sky[0], 0.85), land.display(light.sky[2], 0.85), 1.0)
    night = light.hour in ("night", "blue")
    with pane.inside():
        dark = land.display(light.sky[2], 0.22)
        base = pen.dice.between(0.05, 0.10)
        for i in range(6):
            u = -0.16 + i * 0.055
            high = pen.dice.between(0.02, 0.09)
            pen.rect(pane, (u, base - high, u + 0.05, 0.2), dark)
            if night and pen.dice.chance(0.7):
                pen.rect(
                    pane, (u + 0.015, base - high + 0.02, u + 0.024, base - high + 0.032), "#ffd890"
                )
        if not night:
            pen.poly(
                pane, [(-0.1, -0.17), (-0.03, -0.17), (-0.13, 0.17), (-0.2, 0.17)], "#ffffff", 46
            )
    bars = pen.layer(0.01, rim=0.3, form=0.3, cast=0.2, drop=0.004)
    pen.rect(bars, (-0.004, -0.17, 0.004, 0.17), paint)
    pen.rect(bars, (-0.15, -0.006, 0.15, 0.006), paint)
    pen.rect(bars, (-0.19, 0.185, 0.19, 0.21), tone(paint, 0.96))
    _daylight(pen)


def _daylight(pen: Pen) -> None:
    light = pen.scenery.light
    day = max(0.0, 1 - light.lamplight)
    if day > 0.15:
        colour = land.display(light.sky[2], 1.0)
        pen.lamp(0, 0.02, 0.42, colour, 0.5 * day)
    if light.volumetric and day > 0.1:
        x, y = pen.at(0, 0)
        slope = 0.55 if x < 0.2 else -0.55
        half = 0.15 * pen.size
        atmosphere.shafts(
            pen.scenery.stage,
            (x - half, y - half, x + half, y + half * 1.2),
            slope,
            light.sun if sum(light.sun) > 0.3 else light.key,
            0.34 * light.volumetric,
            pen.z - 0.3,
        )


def stained(pen: Pen) -> None:
    """A pointed window of stained glass."""
    x, y = pen.at(0, 0)
    s = pen.size
    stained_window(pen.scenery, pen.z, (x, 0.115 * s, y - 0.25 * s, y + 0.24 * s), pen.dice)


def clock(pen: Pen) -> None:
    """A round clock; its hands show the hour of the day."""
    rim = pen.body(cast=0.5)
    pen.disc(rim, (0, 0), 0.062, pen.hue("#3a3f46"))
    face = pen.layer(0.004, form=0.2, rim=0)
    pen.disc(face, (0, 0), 0.053, "#f4efe2")
    hours = {
        "dawn": 6,
        "morning": 9,
        "noon": 12,
        "day": 14.5,
        "golden": 17,
        "dusk": 19,
        "blue": 20.5,
        "night": 23,
    }
    hour = hours.get(pen.scenery.light.hour, 10.2) + 0.2
    with face.inside():
        for i in range(12):
            a = math.tau * i / 12
            pen.disc(face, (math.sin(a) * 0.044, -math.cos(a) * 0.044), 0.0028, "#3a3f46")
        for turn, reach, w in ((hour / 12, 0.028, 0.0035), (hour % 1 + 0.02, 0.041, 0.0024)):
            a = math.tau * turn
            pen.stroke(face, [(0, 0), (math.sin(a) * reach, -math.cos(a) * reach)], w, "#23272d")
        pen.disc(face, (0, 0), 0.005, "#b03a30")


def door(pen: Pen) -> None:
    """A panelled door down to the floor line of the wall."""
    leaf = pen.body(cast=0.45, rim=0.5)
    paint = pen.hue(pen.scenery.said("doors?", "#6d5340"))
    v1 = (pen.foot - pen.y) / pen.size
    v0 = v1 - 0.62
    pen.rect(leaf, (-0.155, v0 - 0.02, 0.155, v1), tone(paint, 0.72))
    with leaf.inside():
        pen.rect(leaf, (-0.13, v0, 0.13, v1), paint)
        for a, b in ((0.05, 0.27), (0.32, 0.57)):
            for c in (-1, 1):
                pen.rect(
                    leaf, (c * 0.065 - 0.045, v0 + a, c * 0.065 + 0.045, v0 + b), tone(paint, 0.82)
                )
                pen.rect(
                    leaf,
                    (c * 0.065 - 0.040, v0 + a + 0.006, c * 0.065 + 0.045, v0 + b),
                    tone(paint, 0.94),
                )
        pen.disc(leaf, (-0.105, v0 + 0.32), 0.011, "#d8b868")


def painting(pen: Pen) -> None:
    """A framed landscape."""
    frame = pen.body(cast=0.5)
    pen.rect(frame, (-0.135, -0.10, 0.135, 0.10), pen.hue("#8a6232"))
    art = pen.layer(0.004, form=0.1, rim=0)
    tint = pen.dice.pick(("#86a8c0", "#c8a888", "#98b098", "#c09ab0"))
    pen.rect(art, (-0.118, -0.083, 0.118, 0.083), tint)
    with art.inside():
        pen.disc(art, (0.05, -0.03), 0.022, "#f6e2a8")
        pen.blob(
            art,
            [
                (-0.15, 0.03),
                (-0.06, -0.03),
                (0.02, 0.03),
                (0.09, 0.0),
                (0.16, 0.04),
                (0.16, 0.12),
                (-0.16, 0.12),
            ],
            tone(tint, 0.66),
        )
        pen.blob(
            art,
            [(-0.15, 0.06), (0.0, 0.04), (0.15, 0.065), (0.16, 0.12), (-0.16, 0.12)],
            tone(tint, 0.45),
        )


def mirror(pen: Pen) -> None:
    """A wide observation mirror, or a small one with a round top by its words."""
    frame = pen.body(cast=0.5)
    wide = 0.46 if "one-way" in pen.words or "observation" in pen.words else 0.16
    pen.rect(frame, (-wide, -0.14, wide, 0.14), pen.hue("#20282c"))
    glass = pen.layer(0.004, form=0.05, rim=0, flat=0.25)
    w = wide - 0.022
    pen.rect(glass, (-w, -0.12, w, 0.12), "#5b7c8e")
    with glass.inside():
        for u, k, alpha in ((-0.62, 0.24, 110), (0.3, 0.06, 80)):
            pen.poly(
                glass,
                [
                    (u * w, -0.12),
                    (u * w + k * w * 2, -0.12),
                    (u * w + k * w * 2 - 0.17, 0.12),
                    (u * w - 0.17, 0.12),
                ],
                "#a6c6d2",
                alpha,
            )


def shelves(pen: Pen) -> None:
    """Wall shelves with books, jars and a small plant."""
    back = pen.body(cast=0.45, rim=0.5)
    wood = pen.hue("#7a5638")
    pen.rect(back, (-0.17, -0.20, 0.17, 0.20), tone(wood, 0.42))
    with back.inside():
        for row in range(3):
            foot = -0.075 + row * 0.13
            _row_of_books(pen, back, foot, 0.13)
            pen.rect(back, (-0.17, foot, 0.17, foot + 0.010), wood)
        for u in (-0.17, 0.158):
            pen.rect(back, (u, -0.2, u + 0.012, 0.2), wood)
        pen.rect(back, (-0.17, -0.20, 0.17, -0.188), wood)


BOOKS = ("#8a342e", "#a65c2c", "#45725a", "#3c5a86", "#94823c", "#68406c", "#b88438", "#57443a")


def _row_of_books(pen: Pen, layer: Layer, foot: float, high: float) -> None:
    u, kitchen = -0.155, pen.scenery.has("kitchen|dining|pantry|caf[eé]|bar|pub")
    while u < 0.14:
        w, h = pen.dice.between(0.011, 0.024), high * pen.dice.between(0.5, 0.82)
        if pen.dice.chance(0.75 if kitchen else 0.10):
            pen.disc(
                layer,
                (u + 0.018, foot - 0.022),
                0.016,
                pen.dice.pick(("#c8a070", "#7a98a0", "#d8d0c0", "#b8684c")),
                0.022,
            )
            u += 0.042
            continue
        book = tone(pen.dice.pick(BOOKS), pen.dice.between(0.8, 1.2))
        pen.rect(layer, (u, foot - h, u + w - 0.002, foot), book)
        pen.rect(layer, (u, foot - h * 0.8, u + w - 0.002, foot - h * 0.75), "#d8b060", 160)
        u += w


def screen(pen: Pen) -> None:
    """A wall display with graphs; it glows."""
    hue = pen.colour or "#4fe0f0"
    frame = pen.body(cast=0.4)
    pen.rect(frame, (-0.18, -0.11, 0.18, 0.11), "#10181f")
    face = pen.glow(0.005, 0.22)
    pen.rect(face, (-0.168, -0.098, 0.168, 0.098), tone(hue, 0.22))
    with face.inside():
        if pen.dice.chance(0.5):
            wave = [
                (-0.15 + 0.3 * t, 0.02 + 0.05 * math.sin(t * 9) * math.sin(t * 23))
                for t in np.linspace(0, 1, 26)
            ]
            pen.stroke(face, wave, 0.0022, hue)
        else:
            for i in range(7):
                top = 0.075 - pen.dice.between(0.03, 0.14)
                pen.rect(
                    face,
                    (-0.14 + i * 0.042, top, -0.112 + i * 0.042, 0.078),
                    ("#ffb45a", hue)[i % 2],
                )
        for i in range(3):
            pen.rect(
                face,
                (
                    -0.15,
                    -0.085 + i * 0.016,
                    -0.15 + pen.dice.between(0.04, 0.12),
                    -0.079 + i * 0.016,
                ),
                tone(hue, 0.7),
            )
    pen.lamp(0, 0, 0.26, hue, 0.3)


def curtains(pen: Pen) -> None:
    """Two heavy drapes on a rod."""
    cloth = pen.body(cast=0.4, form=0.7, round=0.02 * pen.size)
    colour = pen.hue("#8a3440")
    for side in (-1, 1):
        edge = [
            (side * 0.10, 0.26),
            (side * 0.085, 0.02),
            (side * 0.11, -0.22),
            (side * 0.25, -0.22),
            (side * 0.255, 0.27),
        ]
        pen.poly(cloth, edge, colour)
        with cloth.inside():
            for i in range(4):
                u = side * (0.12 + i * 0.034)
                pen.stroke(
                    cloth,
                    [(u, -0.22), (u + side * 0.004, 0.02), (u + side * 0.01, 0.28)],
                    [0.003, 0.006, 0.008],
                    tone(colour, 0.72),
                )
    rod = pen.body(0.01, cast=0.3)
    pen.stroke(rod, [(-0.29, -0.225), (0.29, -0.225)], 0.007, "#b08a48")
    for u in (-0.29, 0.29):
        pen.disc(rod, (u, -0.225), 0.013, "#c8a058")


def board(pen: Pen) -> None:
    """A blackboard, whiteboard or pin board."""
    frame = pen.body(cast=0.4)
    white = "white" in pen.words
    pinned = "pin" in pen.words or "notice" in pen.words or "evidence" in pen.words
    base = "#eef0ec" if white else "#b88c58" if pinned else "#2e4a40"
    pen.rect(frame, (-0.27, -0.14, 0.27, 0.14), "#9a7a50" if not white else "#a8b0b4")
    face = pen.layer(0.004, form=0.05, rim=0)
    pen.rect(face, (-0.255, -0.125, 0.255, 0.125), pen.colour or base)
    with face.inside():
        if pinned:
            nodes = [
                (pen.dice.between(-0.22, 0.22), pen.dice.between(-0.09, 0.09)) for _ in range(9)
            ]
            for u, v in nodes:
                pen.rect(
                    face,
                    (u - 0.025, v - 0.02, u + 0.025, v + 0.02),
                    pen.dice.pick(("#f2ead8", "#e8d8a8", "#c8d4dc")),
                )
            for a, b in itertools.pairwise(nodes):
                pen.stroke(face, [a, b], 0.0014, "#c83a34")
            return
        chalk = "#3c62a8" if white else "#e4ece4"
        for i in range(5):
            v = -0.09 + i * 0.04
            pen.stroke(
                face, [(-0.22, v), (-0.22 + pen.dice.between(0.1, 0.3), v + 0.004)], 0.0018, chalk
            )
        pen.stroke(face, [(0.1, 0.08), (0.14, -0.04), (0.2, 0.02), (0.235, -0.07)], 0.0022, chalk)


def poster(pen: Pen) -> None:
    """A poster, map or banner in its colour."""
    sheet = pen.body(cast=0.3, form=0.15)
    colour = pen.hue(pen.dice.pick(("#c8503c", "#3c6a94", "#d8a840", "#4a7a5c")))
    long = 0.2 if "banner" in pen.words or "flag" in pen.words else 0.13
    pen.rect(sheet, (-0.09, -0.13, 0.09, long), colour)
    with sheet.inside():
        if "map" in pen.words:
            pen.rect(sheet, (-0.09, -0.13, 0.09, long), "#d8c49a")
            for _ in range(5):
                u, v = pen.dice.between(-0.06, 0.06), pen.dice.between(-0.09, 0.09)
                pen.blob(
                    sheet,
                    [(u - 0.03, v), (u, v - 0.02), (u + 0.035, v), (u + 0.01, v + 0.024)],
                    "#8fa878",
                )
            return
        pen.disc(sheet, (0, -0.02), 0.045, mix(colour, "#fff4dc", 0.75))
        pen.rect(sheet, (-0.06, 0.07, 0.06, 0.08), mix(colour, "#fff4dc", 0.6))
        pen.rect(sheet, (-0.045, 0.09, 0.045, 0.097), mix(colour, "#fff4dc", 0.6))


def sconce(pen: Pen) -> None:
    """A wall lamp, torch or candle: warm, and it lights the wall."""
    warm = pen.colour or "#ffb860"
    foot = pen.body(cast=0.3)
    pen.poly(foot, [(-0.012, 0.02), (0.012, 0.02), (0.02, 0.075), (-0.02, 0.075)], "#6a5238")
    flame = pen.glow(0.004, 1.1)
    pen.blob(
        flame,
        [(0, -0.06), (0.017, -0.01), (0.012, 0.02), (-0.012, 0.02), (-0.017, -0.01)],
        "#ffe6b0",
    )
    pen.lamp(0, -0.02, 0.36, warm, 0.9)
    x, y = pen.at(0, -0.02)
    atmosphere.halo(pen.scenery.stage, x, y, 0.10 * pen.size, warm, 0.4, pen.z - 0.02)


def pendant(pen: Pen) -> None:
    """A lamp that hangs from the ceiling, with its cone of light."""
    stage, on = pen.scenery.stage, max(0.45, pen.scenery.light.lamplight)
    shade = pen.body(cast=0.2, rim=0.9)
    pen.rect(shade, (-0.0025, -0.5, 0.0025, 0.02), "#15181a")
    pen.blob(
        shade,
        [
            (-0.02, 0.01),
            (0.02, 0.01),
            (0.115, 0.075),
            (0.10, 0.085),
            (-0.10, 0.085),
            (-0.115, 0.075),
        ],
        pen.hue("#2a4a46"),
        5,
    )
    bulb = pen.glow(0.002, 1.5)
    x, y = pen.at(0, 0.084)
    bulb.poly(ellipse(x, y, 0.085 * pen.size, 0.010 * pen.size), "#fff0cc")
    atmosphere.cone(stage, x, y, 0.62 * pen.size, 0.80, "#ffd9a0", 0.26 * on, pen.z - 0.02)
    stage.lamp(x, y + 0.03, 0.62, "#ffd49a", 1.3 * on, pen.z)
    stage.lamp(x, 0.72, 0.30, "#ffc88a", 0.35 * on, pen.z)
