"""What stands in the open. Each is drawn around the middle of its foot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.places import plants, trees
from ministudio.builtin.animatic.places.trees import Tree

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.pen import Pen


def tree(pen: Pen) -> None:
    """A tree of the kind its words name."""
    kinds = (
        ("pine|fir|spruce|conifer", "pine"),
        ("palm", "palm"),
        ("bare|dead|leafless", "bare"),
        ("poplar|cypress", "poplar"),
    )
    kind = next((k for words, k in kinds if any(w in pen.words for w in words.split("|"))), "round")
    leaf = pen.colour or trees.season_leaf(pen.scenery, pen.dice)
    if kind == "pine" and not pen.colour:
        leaf = "#3f6a4c"
    trees.grove(
        pen.scenery,
        pen.z,
        [Tree(pen.x, pen.y, 0.85 * pen.size, leaf, kind)],
        rim=0.9,
        dice=pen.dice,
    )


def bush(pen: Pen) -> None:
    """A bush or hedge."""
    wide = 0.32 if "hedge" in pen.words else 0.13
    leaf = pen.colour or "#557a44"
    x, s = pen.x, pen.size
    plants.bushes(
        pen.scenery,
        pen.z,
        (x - wide * s, x + wide * s, pen.y - 0.03 * s),
        0.075 * s,
        leaf,
        foot=0.03 * s,
        dice=pen.dice,
    )


def rock(pen: Pen) -> None:
    """Two or three boulders."""
    stone = pen.hue("#857c74")
    body = pen.body(form=0.8, round=0.016 * pen.size)
    for u, k in ((-0.06, 1.0), (0.10, 0.65), (0.02, 0.4)):
        top = pen.dice.between(0.13, 0.17) * k
        pen.poly(
            body,
            [
                (u - 0.13 * k, 0.01),
                (u - 0.11 * k, -top * 0.55),
                (u - 0.04 * k, -top),
                (u + 0.05 * k, -top * 0.9),
                (u + 0.11 * k, -top * 0.45),
                (u + 0.13 * k, 0.01),
            ],
            tone(stone, pen.dice.between(0.85, 1.1)),
        )
        with body.inside():
            pen.poly(
                body,
                [
                    (u - 0.04 * k, -top),
                    (u + 0.05 * k, -top * 0.9),
                    (u, -top * 0.4),
                    (u - 0.07 * k, -top * 0.5),
                ],
                tone(stone, 1.22),
                150,
            )


def fence(pen: Pen) -> None:
    """A picket fence or railing across the picture."""
    iron = any(w in pen.words for w in ("iron", "metal", "rail", "steel"))
    paint = pen.hue("#30343a" if iron else "#d8d0c0")
    body = pen.body(form=0.4, cast=0.25)
    w = 0.004 if iron else 0.013
    for u in np.arange(-1.7, 1.71, 0.045 if iron else 0.05).tolist():
        x = u / pen.size - pen.x / pen.size
        tip = [] if iron else [(x, -0.17)]
        pen.poly(
            body,
            [(x - w, 0), (x - w, -0.155), *tip, (x + w, -0.155), (x + w, 0)],
            tone(paint, pen.dice.between(0.92, 1.06)),
        )
    a, b = (-1.72 - pen.x) / pen.size, (1.72 - pen.x) / pen.size
    for v in (-0.13, -0.05):
        pen.rect(body, (a, v, b, v + 0.012), tone(paint, 0.86))


def bench(pen: Pen) -> None:
    """A park bench."""
    wood = pen.hue("#8a6040")
    body = pen.body(form=0.4)
    for v in (-0.22, -0.185, -0.15):
        pen.rect(body, (-0.20, v, 0.20, v + 0.025), tone(wood, pen.dice.between(0.9, 1.1)))
    pen.poly(
        body, [(-0.21, -0.105), (0.21, -0.105), (0.225, -0.08), (-0.225, -0.08)], tone(wood, 1.08)
    )
    for u in (-0.19, 0.172):
        pen.rect(body, (u, -0.22, u + 0.016, 0), "#2c3034")


def car(pen: Pen) -> None:
    """A car from the side; its lamps burn after dark."""
    paint = pen.hue(pen.dice.pick(("#b8443c", "#3c6488", "#d8b04c", "#5a7a6a")))
    body = pen.body(form=0.8, round=0.024 * pen.size, rim=1.1)
    pen.blob(
        body,
        [
            (-0.34, -0.06),
            (-0.335, -0.125),
            (-0.20, -0.15),
            (-0.12, -0.225),
            (0.09, -0.23),
            (0.19, -0.15),
            (0.32, -0.13),
            (0.345, -0.06),
            (0.30, -0.045),
            (-0.30, -0.045),
        ],
        paint,
        6,
    )
    with body.inside():
        pen.poly(
            body, [(-0.165, -0.15), (-0.105, -0.208), (-0.025, -0.21), (-0.025, -0.15)], "#9ab8c8"
        )
        pen.poly(body, [(-0.005, -0.15), (-0.005, -0.21), (0.08, -0.208), (0.15, -0.15)], "#9ab8c8")
        pen.rect(body, (-0.36, -0.075, 0.36, -0.04), tone(paint, 0.7))
        pen.rect(body, (-0.017, -0.15, -0.013, -0.05), tone(paint, 0.7))
    wheels = pen.body(0.004, form=0.6)
    for u in (-0.205, 0.21):
        pen.disc(wheels, (u, -0.05), 0.052, "#202226")
        pen.disc(wheels, (u, -0.05), 0.027, "#a8aeb4")
    if pen.scenery.night:
        beam = pen.glow(0.006, 1.2)
        pen.disc(beam, (0.333, -0.105), 0.014, "#fff4d0")
        pen.disc(beam, (-0.335, -0.105), 0.010, "#ff4030")
        pen.lamp(0.38, -0.09, 0.3, "#fff0c8", 0.7)


def street_lamp(pen: Pen) -> None:
    """A street lamp; it burns after dark."""
    post = pen.body(form=0.7, round=0.006, rim=1.2, cast=0.3)
    iron = pen.hue("#262a3c")
    pen.stroke(post, [(0, 0), (0, -0.62)], [0.008, 0.0055], iron)
    pen.rect(post, (-0.018, -0.02, 0.018, 0), iron)
    pen.poly(
        post, [(-0.034, -0.685), (0.034, -0.685), (0.022, -0.62), (-0.022, -0.62)], tone(iron, 1.2)
    )
    pen.poly(post, [(-0.042, -0.685), (0, -0.715), (0.042, -0.685)], iron)
    on = pen.scenery.light.lamplight
    pane = pen.scenery.layer(pen.z - 0.01, form=0, flat=max(0.3, on), glow=1.3 * on)
    pen.poly(
        pane,
        [(-0.026, -0.68), (0.026, -0.68), (0.017, -0.625), (-0.017, -0.625)],
        "#ffe4a8" if on > 0.2 else "#c8d4d8",
    )
    if on > 0.2:
        stage = pen.scenery.stage
        x, y = pen.at(0, -0.645)
        pen.lamp(0, -0.64, 0.44, "#ffbe70", 0.65 * on)
        atmosphere.halo(stage, x, y, 0.15 * pen.size, "#ffb868", 0.42 * on, pen.z - 0.02)
        atmosphere.cone(
            stage, x, y + 0.02, 0.26 * pen.size, pen.y + 0.02, "#ffc880", 0.12 * on, pen.z - 0.02
        )


def fountain(pen: Pen) -> None:
    """A stone fountain with falling water."""
    stone = pen.hue("#b4aca0")
    body = pen.body(form=0.8, round=0.02 * pen.size)
    pen.blob(body, [(-0.24, -0.10), (0.24, -0.10), (0.21, 0.0), (-0.21, 0.0)], stone, 4)
    pen.rect(body, (-0.03, -0.30, 0.03, -0.09), tone(stone, 0.92))
    pen.blob(body, [(-0.11, -0.30), (0.11, -0.30), (0.04, -0.25), (-0.04, -0.25)], stone, 4)
    water = pen.layer(0.004, form=0, flat=0.4)
    pen.disc(water, (0, -0.10), 0.22, "#8ab8cc", 0.018)
    for side in (-1, 1):
        for k in (0.6, 1.0):
            arc = [(side * 0.10 * k, -0.30), (side * 0.15 * k, -0.27), (side * 0.18 * k, -0.11)]
            pen.stroke(water, arc, [0.003, 0.005, 0.007], "#d8ecf4")


def house(pen: Pen) -> None:
    """A cottage or a hut with a pitched roof."""
    wall = pen.hue(pen.dice.pick(("#d8c4a0", "#c8a890", "#b8c0b0")))
    body = pen.body(form=0.3)
    pen.rect(body, (-0.20, -0.24, 0.20, 0), wall)
    roof = pen.body(0.004, form=0.4, rim=0.9)
    pen.poly(roof, [(-0.25, -0.23), (-0.17, -0.40), (0.17, -0.40), (0.25, -0.23)], "#8a4a3c")
    pen.rect(roof, (0.08, -0.46, 0.12, -0.36), "#7a5648")
    with body.inside():
        pen.rect(body, (-0.035, -0.14, 0.035, 0), "#6a4832")
    lit = pen.scenery.night
    panes = pen.glow(0.006, 0.35) if lit else pen.layer(0.006, form=0.1)
    for u in (-0.12, 0.12):
        pen.rect(panes, (u - 0.035, -0.17, u + 0.035, -0.09), "#ffd488" if lit else "#7a98a8")


def boat(pen: Pen) -> None:
    """A rowing boat drawn up, or a small sailing boat by its words."""
    wood = pen.hue("#7a5238")
    body = pen.body(form=0.7, round=0.02 * pen.size)
    pen.blob(body, [(-0.28, -0.11), (0.28, -0.11), (0.20, 0.0), (-0.20, 0.0)], wood, 4)
    pen.rect(body, (-0.27, -0.115, 0.27, -0.10), tone(wood, 1.3))
    if "sail" in pen.words:
        pen.stroke(body, [(0, -0.6), (0, -0.1)], 0.006, "#4a3428")
        pen.blob(body, [(0.01, -0.58), (0.2, -0.16), (0.01, -0.15)], "#f2e6d0", 4)


def well(pen: Pen) -> None:
    """A round well under a little roof."""
    stone = pen.hue("#9a9288")
    body = pen.body(form=0.7, round=0.02 * pen.size)
    pen.rect(body, (-0.10, -0.13, 0.10, 0), stone)
    for u in (-0.09, 0.078):
        pen.rect(body, (u, -0.34, u + 0.012, -0.12), "#6a4a32")
    roof = pen.body(0.004)
    pen.poly(roof, [(-0.14, -0.32), (0, -0.42), (0.14, -0.32)], "#7a5038")


def tent(pen: Pen) -> None:
    """A tent with its flap open."""
    cloth = pen.hue("#c8924c")
    body = pen.body(form=0.4)
    pen.poly(body, [(-0.26, 0), (0, -0.30), (0.26, 0)], cloth)
    with body.inside():
        pen.poly(body, [(0, -0.30), (0.26, 0), (0.08, 0)], tone(cloth, 0.78))
        pen.poly(body, [(-0.02, -0.2), (0.045, 0), (-0.09, 0)], "#2c2420")


def sign(pen: Pen) -> None:
    """A sign on a post, without letters."""
    body = pen.body(form=0.4)
    pen.rect(body, (-0.012, -0.3, 0.012, 0), "#5a4634")
    pen.poly(
        body,
        [(-0.13, -0.36), (0.11, -0.36), (0.15, -0.31), (0.11, -0.26), (-0.13, -0.26)],
        pen.hue("#b08a54"),
    )
    with body.inside():
        for v in (-0.335, -0.305, -0.285):
            pen.rect(body, (-0.10, v, 0.06, v + 0.006), "#5a4634")


def market_stall(pen: Pen) -> None:
    """A stall with a striped awning and fruit."""
    paint = pen.hue("#c8463e")
    body = pen.body(form=0.3)
    for u in (-0.21, 0.198):
        pen.rect(body, (u, -0.42, u + 0.012, 0), "#6a4a32")
    pen.rect(body, (-0.22, -0.19, 0.22, -0.03), "#8a6240")
    goods = pen.body(0.004, form=0.8, cast=0.2)
    for i in range(14):
        pen.disc(
            goods,
            (-0.19 + i * 0.029, -0.195 - 0.012 * (i % 2)),
            0.019,
            ("#d8543c", "#e8a83c", "#7a9a48")[(i // 3) % 3],
        )
    cover = pen.body(0.008, form=0.4, cast=0.5)
    for i in range(8):
        a, b = -0.24 + i * 0.06, -0.18 + i * 0.06
        pen.poly(
            cover,
            [(a * 0.8, -0.48), (b * 0.8, -0.48), (b, -0.39), (a, -0.39)],
            (paint, "#f0e4cc")[i % 2],
        )


def umbrella(pen: Pen) -> None:
    """A parasol."""
    cloth = pen.hue("#d86a4c")
    body = pen.body(form=0.6)
    pen.rect(body, (-0.006, -0.46, 0.006, 0), "#d8ccb4")
    for i in range(6):
        a, b = -0.24 + i * 0.08, -0.16 + i * 0.08
        pen.poly(
            body,
            [(0, -0.52), (a, -0.42 + abs(a) * 0.1), (b, -0.42 + abs(b) * 0.1)],
            (cloth, "#f4e8d0")[i % 2],
        )


def flowers(pen: Pen) -> None:
    """A bed of flowers."""
    colours = (pen.colour,) if pen.colour else ("#e06a7a", "#f0b84a", "#f4ece0", "#9a6ac0")
    spots = [(pen.x + u * pen.size, pen.y, 1.2 * pen.size) for u in (-0.12, 0.0, 0.11)]
    plants.flowers(pen.scenery, pen.z, spots, colours)


def ferns(pen: Pen) -> None:
    """Ferns or tall grass."""
    layer = pen.layer(form=0.5, round=0.006, cast=0.2)
    for u, k in ((-0.09, 1.0), (0.06, 1.3), (0.16, 0.8)):
        x, y = pen.at(u, 0)
        plants.fern(layer, pen.dice, x, y, k * pen.size, pen.colour or "#5a8844")


def ruin(pen: Pen) -> None:
    """A broken wall or arch."""
    stone = pen.hue("#a09684")
    body = pen.body(form=0.5)
    pen.poly(
        body,
        [
            (-0.24, 0),
            (-0.24, -0.36),
            (-0.20, -0.40),
            (-0.15, -0.34),
            (-0.10, -0.38),
            (-0.04, -0.30),
            (0.02, -0.33),
            (0.08, -0.2),
            (0.15, -0.16),
            (0.22, -0.05),
            (0.24, 0),
        ],
        stone,
    )
    with body.inside():
        for j in range(9):
            for i in range(8):
                u = -0.27 + i * 0.07 + (0.035 if j % 2 else 0)
                pen.rect(
                    body,
                    (u, -0.42 + j * 0.048, u + 0.065, -0.376 + j * 0.048),
                    tone(stone, pen.dice.between(0.8, 1.15)),
                )
    hole = [(0.03 * math.cos(a) - 0.13, 0.05 * math.sin(a) - 0.2) for a in np.linspace(0, 6.28, 16)]
    body.cut([pen.at(u, v) for u, v in hole])
