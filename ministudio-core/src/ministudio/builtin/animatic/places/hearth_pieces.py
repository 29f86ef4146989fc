"""What burns or shines on the floor of a place: hearth, fire, candles, a standing lamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.places.pen import Pen

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.pen import Pen


def fireplace(pen: Pen) -> None:
    """A stone hearth with a fire in it."""
    stone = pen.hue("#8c8278")
    body = pen.body(form=0.4)
    pen.rect(body, (-0.24, -0.40, 0.24, 0), stone)
    with body.inside():
        for j in range(7):
            for i in range(6):
                u = -0.26 + i * 0.09 + (0.045 if j % 2 else 0)
                pen.rect(
                    body,
                    (u, -0.4 + j * 0.058, u + 0.084, -0.346 + j * 0.058),
                    tone(stone, pen.dice.between(0.84, 1.14)),
                )
    mantel = pen.body(0.004)
    pen.rect(mantel, (-0.27, -0.43, 0.27, -0.395), tone("#6a4a30", 1.1))
    pit = pen.layer(0.006, form=0.1, rim=0)
    pen.blob(
        pit,
        [(-0.13, 0), (-0.13, -0.20), (-0.07, -0.26), (0.07, -0.26), (0.13, -0.20), (0.13, 0)],
        "#1c1412",
        4,
    )
    _fire(pen, 0.0, -0.01, 0.9)


def _fire(pen: Pen, u: float, v: float, scale: float) -> None:
    logs = pen.layer(0.008)
    pen.stroke(
        logs,
        [(u - 0.09 * scale, v), (u + 0.07 * scale, v - 0.03 * scale)],
        0.014 * scale,
        "#4a3020",
    )
    pen.stroke(
        logs,
        [(u + 0.09 * scale, v), (u - 0.06 * scale, v - 0.03 * scale)],
        0.014 * scale,
        "#5a3a26",
    )
    flame = pen.glow(0.010, 0.9)
    for k, colour in ((1.0, "#ff7a2a"), (0.72, "#ffb040"), (0.42, "#fff0b0")):
        s = scale * k
        pen.blob(
            flame,
            [
                (u - 0.075 * s, v),
                (u - 0.06 * s, v - 0.08 * s),
                (u - 0.03 * s, v - 0.06 * s),
                (u - 0.01 * s, v - 0.19 * s),
                (u + 0.03 * s, v - 0.08 * s),
                (u + 0.05 * s, v - 0.12 * s),
                (u + 0.075 * s, v),
            ],
            colour,
        )
    pen.lamp(u, v - 0.08, 0.6 * scale, "#ff9a48", 1.5)
    x, y = pen.at(u, v - 0.08)
    atmosphere.halo(pen.scenery.stage, x, y, 0.22 * pen.size * scale, "#ff8a38", 0.32, pen.z - 0.02)


def bonfire(pen: Pen) -> None:
    """An open fire."""
    _fire(pen, 0, 0, 1.2)


def candles(pen: Pen) -> None:
    """Candles of three heights."""
    wax = pen.body(form=0.6, cast=0.2)
    flame = pen.glow(0.004, 1.1)
    for u, h in ((-0.05, 0.12), (0.0, 0.18), (0.05, 0.09)):
        pen.rect(wax, (u - 0.016, -h, u + 0.016, 0), pen.colour or "#efe4c8")
        pen.blob(
            flame,
            [(u, -h - 0.055), (u + 0.012, -h - 0.015), (u, -h), (u - 0.012, -h - 0.015)],
            "#ffe0a0",
            5,
        )
    pen.lamp(0, -0.2, 0.36, "#ffb058", 0.9)


def floor_lamp(pen: Pen) -> None:
    """A standing lamp with a cloth shade."""
    on = max(0.35, pen.scenery.light.lamplight)
    pole = pen.body(form=0.6)
    pen.stroke(pole, [(0, -0.46), (0, -0.01)], 0.005, "#4a4038")
    pen.disc(pole, (0, -0.008), 0.05, "#3a3028", 0.010)
    shade = pen.glow(0.004, 0.35 * on)
    cloth = pen.colour or "#f2d8a0"
    pen.poly(
        shade,
        [(-0.045, -0.58), (0.045, -0.58), (0.075, -0.45), (-0.075, -0.45)],
        mix(tone(cloth, 0.6), "#ffe2a4", 0.75 * on),
    )
    pen.lamp(0, -0.5, 0.5, "#ffc070", 1.0 * on)
    x, y = pen.at(0, -0.5)
    atmosphere.halo(pen.scenery.stage, x, y, 0.16 * pen.size, "#ffb868", 0.3 * on, pen.z)
