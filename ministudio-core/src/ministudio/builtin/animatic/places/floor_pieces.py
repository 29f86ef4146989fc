"""What stands on the floor of a room. Each is drawn around the middle of its foot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.places.trees import crown

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.pen import Pen


def chair(pen: Pen) -> None:
    """A chair seen from the front."""
    wood = pen.hue("#6a4a34")
    back = pen.body(form=0.6)
    for u in (-0.075, 0.063):
        pen.rect(back, (u, -0.40, u + 0.012, -0.02), tone(wood, 0.8))
    pen.blob(back, [(-0.08, -0.42), (0.08, -0.42), (0.075, -0.27), (-0.075, -0.27)], wood, 4)
    seat = pen.layer(0.01)
    pen.poly(
        seat, [(-0.085, -0.20), (0.085, -0.20), (0.10, -0.17), (-0.10, -0.17)], tone(wood, 1.1)
    )
    for u in (-0.095, 0.083):
        pen.rect(seat, (u, -0.172, u + 0.012, 0.0), tone(wood, 0.7))


def side_chair(pen: Pen, facing: int) -> None:
    """A chair seen from the side; facing 1 looks to screen right."""
    wood = pen.hue("#4a3a30")
    g = facing
    back = pen.body(form=0.6, round=0.012, rim=0.9)
    pen.blob(
        back,
        [(-g * 0.20, -0.425), (-g * 0.155, -0.43), (-g * 0.115, -0.215), (-g * 0.16, -0.21)],
        wood,
    )
    pen.rect(back, (min(-g * 0.15, g * 0.08), -0.22, max(-g * 0.15, g * 0.08), -0.197), wood)
    for u in (-0.11, 0.06):
        pen.rect(back, (g * u - 0.008, -0.205, g * u + 0.008, 0.015), tone(wood, 0.6))


def plant(pen: Pen) -> None:
    """A pot plant with broad leaves."""
    leaf = pen.colour or "#4c8048"
    pot = pen.body(form=0.7)
    pen.poly(pot, [(-0.055, -0.11), (0.055, -0.11), (0.042, 0), (-0.042, 0)], "#b8714e")
    pen.rect(pot, (-0.06, -0.125, 0.06, -0.10), "#c47e58")
    leaves = pen.body(0.004, form=0.6, cast=0.25)
    for i, a in enumerate(np.linspace(-1.25, 1.25, 9)):
        reach = pen.dice.between(0.19, 0.30)
        tip = (math.sin(a) * reach * 0.85, -0.12 - math.cos(a) * reach)
        mid = (tip[0] * 0.45 - math.cos(a) * 0.012, -0.12 + (tip[1] + 0.12) * 0.6)
        pen.stroke(
            leaves, [(0, -0.11), mid, tip], [0.004, 0.024, 0.002], tone(leaf, 0.75 + 0.09 * (i % 5))
        )


def crates(pen: Pen) -> None:
    """Three stacked boxes."""
    wood = pen.hue("#a07a4c")
    for i, (u, v, s) in enumerate(((-0.09, 0, 0.17), (0.09, 0, 0.15), (0.0, -0.165, 0.14))):
        box = pen.body(0.001 * i, form=0.35)
        pen.rect(box, (u - s / 2, v - s, u + s / 2, v), tone(wood, 0.9 + 0.08 * i))
        with box.inside():
            for w in (0.02, s - 0.03):
                pen.rect(
                    box, (u - s / 2, v - s + w, u + s / 2, v - s + w + 0.012), tone(wood, 0.72)
                )
            if "cardboard" in pen.words or "box" in pen.words:
                pen.rect(box, (u - 0.012, v - s, u + 0.012, v), tone(wood, 1.2))
            else:
                pen.stroke(box, [(u - s / 2, v), (u + s / 2, v - s)], 0.007, tone(wood, 0.78))


def barrel(pen: Pen) -> None:
    """A barrel with hoops."""
    wood = pen.hue("#8a623c")
    body = pen.body(form=0.9, round=0.03 * pen.size)
    pen.blob(
        body,
        [(-0.075, -0.24), (0.075, -0.24), (0.10, -0.12), (0.075, 0), (-0.075, 0), (-0.10, -0.12)],
        wood,
        7,
    )
    with body.inside():
        for v in (-0.20, -0.06):
            pen.rect(body, (-0.12, v, 0.12, v + 0.014), "#4a4a50")
        for u in (-0.06, -0.02, 0.025, 0.065):
            pen.rect(body, (u, -0.25, u + 0.002, 0), tone(wood, 0.75))


def sofa(pen: Pen) -> None:
    """A sofa from the front."""
    cloth = pen.hue("#7a5a6a")
    back = pen.body(form=0.7, round=0.03 * pen.size)
    pen.blob(
        back,
        [(-0.30, -0.30), (0.0, -0.315), (0.30, -0.30), (0.31, -0.05), (-0.31, -0.05)],
        tone(cloth, 0.85),
        5,
    )
    seat = pen.body(0.004, form=0.7, round=0.02 * pen.size)
    for u in (-0.145, 0.145):
        pen.blob(
            seat,
            [(u - 0.14, -0.16), (u + 0.14, -0.16), (u + 0.145, -0.06), (u - 0.145, -0.06)],
            cloth,
            4,
        )
    for u in (-0.32, 0.32):
        pen.blob(
            seat,
            [(u - 0.04, -0.21), (u + 0.04, -0.21), (u + 0.042, -0.02), (u - 0.042, -0.02)],
            tone(cloth, 1.05),
            4,
        )
    for u in (-0.32, 0.3):
        pen.rect(seat, (u, -0.03, u + 0.02, 0), "#3a2c24")


def bed(pen: Pen) -> None:
    """A bed with pillows and a cover, seen from its side."""
    cover = pen.hue("#5a7a9a")
    wood = pen.body(form=0.4)
    pen.rect(wood, (-0.46, -0.34, -0.42, 0), "#6a4a32")
    pen.rect(wood, (0.40, -0.20, 0.43, 0), "#6a4a32")
    pen.rect(wood, (-0.43, -0.09, 0.41, -0.04), "#5a3e2a")
    soft = pen.body(0.004, form=0.8, round=0.03 * pen.size)
    pen.blob(
        soft,
        [(-0.42, -0.17), (0.0, -0.18), (0.40, -0.165), (0.41, -0.06), (-0.42, -0.06)],
        "#ece6da",
        4,
    )
    pen.blob(soft, [(-0.41, -0.22), (-0.24, -0.23), (-0.22, -0.16), (-0.41, -0.15)], "#f6f2ea", 5)
    pen.blob(
        soft,
        [(-0.20, -0.20), (0.1, -0.19), (0.41, -0.185), (0.42, -0.04), (-0.12, -0.035)],
        cover,
        5,
    )


def cabinet(pen: Pen) -> None:
    """A cupboard, wardrobe or filing cabinet with drawers."""
    metal = "filing" in pen.words or "metal" in pen.words or "locker" in pen.words
    paint = pen.hue("#7c868c" if metal else "#7a5638")
    tall = 0.58 if "wardrobe" in pen.words or "locker" in pen.words else 0.36
    body = pen.body(form=0.3)
    pen.rect(body, (-0.11, -tall, 0.11, 0), paint)
    with body.inside():
        rows = 4 if metal else 3
        for j in range(rows):
            top = -tall + 0.015 + j * (tall - 0.02) / rows
            pen.rect(body, (-0.098, top, 0.098, top + (tall - 0.05) / rows), tone(paint, 1.12))
            pen.rect(body, (-0.02, top + 0.03, 0.02, top + 0.038), "#3a3e42")


def counter(pen: Pen) -> None:
    """A kitchen run: units, worktop, stove and a kettle."""
    paint = pen.hue("#88a098")
    body = pen.body(form=0.25)
    pen.rect(body, (-0.52, -0.25, 0.52, 0), paint)
    with body.inside():
        for i in range(6):
            u = -0.51 + i * 0.172
            pen.rect(body, (u + 0.006, -0.22, u + 0.166, -0.02), tone(paint, 1.1))
            pen.rect(body, (u + 0.07, -0.20, u + 0.10, -0.193), "#c8a868")
        pen.rect(body, (0.02, -0.225, 0.19, -0.015), "#30343a")
        pen.rect(body, (0.035, -0.17, 0.175, -0.05), "#4a3a34")
    top = pen.body(0.004, form=0.3)
    pen.rect(top, (-0.54, -0.275, 0.54, -0.248), "#d8c8ac")
    pots = pen.body(0.006, form=0.8, cast=0.3)
    pen.blob(pots, [(0.06, -0.34), (0.15, -0.34), (0.155, -0.278), (0.055, -0.278)], "#b8552c", 4)
    pen.rect(pots, (0.05, -0.352, 0.16, -0.338), "#8a4424")
    for i, c in enumerate(("#d8d0c0", "#c89c48", "#7a98a0")):
        pen.rect(pots, (-0.42 + i * 0.07, -0.335 - 0.01 * i, -0.37 + i * 0.07, -0.276), c)


def bookcase(pen: Pen) -> None:
    """A tall case full of books."""
    from ministudio.builtin.animatic.places.bookshelves import shelf

    x0, y1 = pen.at(-0.16, 0)
    x1, y0 = pen.at(0.16, -0.66)
    shelf(pen.scenery, (x0, y0, x1, y1), 6, pen.z, pen.dice, wood=pen.hue("#6a4426"))


def column(pen: Pen) -> None:
    """A pillar, or a statue on its plinth."""
    stone = pen.hue("#cfc8bc")
    body = pen.body(form=1.0, round=0.035 * pen.size)
    if "statue" in pen.words or "bust" in pen.words:
        pen.rect(body, (-0.07, -0.20, 0.07, 0), tone(stone, 0.9))
        pen.rect(body, (-0.085, -0.22, 0.085, -0.195), stone)
        pen.blob(
            body,
            [
                (-0.06, -0.22),
                (-0.075, -0.36),
                (-0.03, -0.42),
                (0.03, -0.42),
                (0.075, -0.36),
                (0.06, -0.22),
            ],
            stone,
        )
        pen.disc(body, (0, -0.465), 0.04, stone, 0.05)
        return
    pen.rect(body, (-0.05, -1.2, 0.05, 0), stone)
    with body.inside():
        for u in (-0.03, -0.012, 0.008, 0.028):
            pen.rect(body, (u, -1.2, u + 0.004, 0), tone(stone, 0.84))
    pen.rect(body, (-0.07, -0.05, 0.07, 0), tone(stone, 0.95))


def console(pen: Pen) -> None:
    """Computers, consoles or servers with small lights."""
    hue = pen.colour or "#4fe0f0"
    body = pen.body(form=0.4)
    tall = 0.55 if "server" in pen.words or "rack" in pen.words else 0.26
    pen.rect(body, (-0.15, -tall, 0.15, 0), "#1e2a34")
    lights = pen.glow(0.004, 0.6)
    if tall < 0.3:
        pen.poly(
            lights, [(-0.13, -0.40), (0.13, -0.40), (0.13, -0.27), (-0.13, -0.27)], tone(hue, 0.3)
        )
        for i in range(5):
            v = -0.385 + i * 0.022
            pen.rect(lights, (-0.115, v, -0.115 + pen.dice.between(0.05, 0.2), v + 0.007), hue)
    for i in range(8):
        for j in range(int(tall / 0.045)):
            if pen.dice.chance(0.5):
                pen.disc(
                    lights,
                    (-0.125 + i * 0.035, -tall + 0.03 + j * 0.045),
                    0.005,
                    pen.dice.pick((hue, "#ffb040", "#50ffb0")),
                )
    pen.lamp(0, -tall * 0.7, 0.28, hue, 0.4)


def piano(pen: Pen) -> None:
    """An upright piano."""
    wood = pen.hue("#3a2620")
    body = pen.body(form=0.4)
    pen.rect(body, (-0.24, -0.40, 0.24, 0), wood)
    pen.rect(body, (-0.26, -0.42, 0.26, -0.395), tone(wood, 1.3))
    pen.rect(body, (-0.25, -0.22, 0.25, -0.19), tone(wood, 1.2))
    keys = pen.layer(0.004, form=0.1)
    pen.rect(keys, (-0.22, -0.235, 0.22, -0.215), "#f2ece0")
    for i in range(20):
        pen.rect(keys, (-0.21 + i * 0.021, -0.235, -0.202 + i * 0.021, -0.223), "#1c1a1c")


def rug(pen: Pen) -> None:
    """A rug on the floor."""
    cloth = pen.hue("#8a3a3a")
    flat = pen.layer(form=0.05, rim=0)
    pen.poly(flat, [(-0.42, -0.07), (0.42, -0.07), (0.56, 0.05), (-0.56, 0.05)], cloth)
    with flat.inside():
        pen.poly(
            flat, [(-0.38, -0.06), (0.38, -0.06), (0.50, 0.035), (-0.50, 0.035)], tone(cloth, 1.2)
        )
        pen.poly(
            flat,
            [(-0.35, -0.053), (0.35, -0.053), (0.46, 0.027), (-0.46, 0.027)],
            tone(cloth, 0.85),
        )


def stairs(pen: Pen) -> None:
    """Steps going up to the side."""
    stone = pen.hue("#9a8e80")
    body = pen.body(form=0.3)
    for i in range(6):
        pen.rect(body, (-0.24 + i * 0.08, -0.05 * (i + 1), 0.26, 0), tone(stone, 0.8 + 0.06 * i))
        pen.rect(
            body,
            (-0.24 + i * 0.08, -0.05 * (i + 1), 0.26, -0.05 * (i + 1) + 0.008),
            tone(stone, 1.15),
        )


def vase(pen: Pen) -> None:
    """A vase of flowers."""
    body = pen.body(form=0.8)
    pen.blob(
        body,
        [(-0.025, -0.13), (0.025, -0.13), (0.05, -0.06), (0.03, 0), (-0.03, 0), (-0.05, -0.06)],
        pen.hue("#5a88a8"),
    )
    bloom = pen.body(0.004, form=0.5, cast=0.2)
    x, y = pen.at(0, -0.19)
    for _ in range(7):
        px, py = x + pen.dice.near(0.05) * pen.size, y + pen.dice.near(0.035) * pen.size
        bloom.poly(
            crown(pen.dice, px, py, 0.026 * pen.size, 0.022 * pen.size),
            pen.dice.pick(("#e06a7a", "#f0b84a", "#f4ece0")),
        )
