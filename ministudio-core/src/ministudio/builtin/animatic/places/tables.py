"""Tables and desks that people sit at, in front of them; and what lies on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery
    from ministudio.builtin.animatic.places.setting import Table


def table(scenery: Scenery, where: Table, colour: str | None, words: str, dice: Dice) -> None:
    """A table across the picture: top with its grain or sheen, edge, legs."""
    metal = any(w in words for w in ("metal", "steel", "iron", "glass", "plastic"))
    wood = colour or ("#8c959c" if metal else dice.pick(("#8a5f3e", "#9a6c44", "#74503a")))
    y, x0, x1, z = where.y, where.x0, where.x1, where.z
    top = scenery.layer(
        z, form=0.3, round=0.012, rim=1.1, cast=0.5, drop=0.03, sheen=0.5 if metal else 0.0
    )
    top.poly([(x0 + 0.10, y), (x1 - 0.10, y), (x1, y + 0.05), (x0, y + 0.05)], wood)
    with top.inside():
        if metal:
            for u in (0.2, 0.55):
                a = x0 + (x1 - x0) * u
                top.poly(
                    [(a + 0.05, y), (a + 0.16, y), (a + 0.12, y + 0.05), (a - 0.01, y + 0.05)],
                    tone(wood, 1.25),
                    110,
                )
        else:
            for i in range(7):
                top.tube(
                    [
                        (x0 + 0.02 + 0.03 * i, y + 0.005 + 0.007 * i),
                        (x1 - 0.1, y + 0.006 + 0.007 * i),
                    ],
                    [0.0012, 0.0012],
                    tone(wood, 0.82),
                )
        middle = (x0 + x1) / 2
        top.poly(ellipse(middle, y + 0.022, (x1 - x0) * 0.29, 0.02), mix(wood, "#ffe8c0", 0.6), 80)
    edge = scenery.layer(z - 0.01, form=0.4, round=0.01, rim=0.5)
    edge.poly(
        [(x0, y + 0.05), (x1, y + 0.05), (x1 - 0.01, y + 0.08), (x0 + 0.01, y + 0.08)],
        tone(wood, 0.64),
    )
    for x in (x0 + 0.05, x1 - 0.085):
        w = 0.016 if metal else 0.035
        edge.poly(
            [(x, y + 0.08), (x + w, y + 0.08), (x + w * 0.8, 1.04), (x + w * 0.2, 1.04)],
            tone(wood, 0.4),
        )
    _lying(scenery, where, words, dice)


def _lying(scenery: Scenery, where: Table, words: str, dice: Dice) -> None:
    """Paper and a cup, unless the words say 'empty' or 'bare'."""
    if "empty" in words or "bare" in words or "clean" in words:
        return
    y, width = where.y, where.x1 - where.x0
    top = scenery.layer(where.z - 0.02, form=0.5, round=0.008, rim=0.9, cast=0.5, drop=0.01)
    side = -1 if dice.chance(0.5) else 1
    middle = (where.x0 + where.x1) / 2
    x = middle + side * 0.22 * width
    top.poly(
        [
            (x - 0.07, y + 0.017),
            (x + 0.08, y + 0.013),
            (x + 0.11, y + 0.037),
            (x - 0.06, y + 0.041),
        ],
        "#d8c49a",
    )
    top.poly(
        [
            (x - 0.05, y + 0.014),
            (x + 0.09, y + 0.011),
            (x + 0.10, y + 0.029),
            (x - 0.04, y + 0.033),
        ],
        "#efe8d8",
    )
    x = middle - side * 0.16 * width
    top.poly(
        [
            (x - 0.022, y - 0.02),
            (x + 0.022, y - 0.02),
            (x + 0.018, y + 0.028),
            (x - 0.018, y + 0.028),
        ],
        dice.pick(("#e9e4da", "#c8584c", "#5a88a8")),
    )


def desk(scenery: Scenery, colour: str | None, words: str, dice: Dice) -> None:
    """A broad desk at the very front: books left and right, room in the middle."""
    wood = colour or "#7a4a28"
    top = scenery.layer(0.92, form=0.3, round=0.015, rim=1.2, cast=0.5)
    top.poly([(-1.05, 0.895), (1.05, 0.895), (1.35, 1.2), (-1.35, 1.2)], wood)
    with top.inside():
        for y0, y1, shade in ((0.895, 0.925, 1.0), (0.925, 0.972, 0.93), (0.972, 1.2, 1.02)):
            top.rect(-1.4, y0, 1.4, y1, tone(wood, shade))
            top.rect(-1.4, y1 - 0.0016, 1.4, y1, tone(wood, 0.6))
        for _ in range(34):
            x, y, long = dice.between(-1.1, 0.9), dice.between(0.9, 1.1), dice.between(0.08, 0.4)
            grain = [(x, y), (x + long / 2, y + dice.near(0.003)), (x + long, y)]
            top.tube(grain, [0.0003, 0.0013, 0.0003], tone(wood, 0.78), alpha=170, cap=False)
        top.poly(ellipse(0, 0.95, 0.5, 0.05), mix(wood, "#ffdca0", 0.4), 60)
        top.rect(-1.4, 0.895, 1.4, 0.899, tone(wood, 1.35))
    top.vgrad(0.9, 1.1, tone(wood, 1.08), tone(wood, 0.5), 0.6)
    if "empty" in words:
        return
    stack = scenery.layer(0.90, form=0.6, round=0.008, rim=1.0, cast=0.5)
    for x, count in ((-0.80, 3), (0.62, 2)):
        for i in range(count):
            _book(stack, x + dice.near(0.01), 0.955 - i * 0.036, dice)


def _book(layer: Layer, x: float, y: float, dice: Dice) -> None:
    cover = dice.pick(("#8a342e", "#3c5a86", "#45725a", "#94622c", "#68406c"))
    layer.rect(x, y - 0.033, x + 0.22, y, cover)
    layer.rect(x + 0.19, y - 0.028, x + 0.22, y - 0.005, "#e8d8b0")
    layer.rect(x, y - 0.033, x + 0.19, y - 0.029, mix(cover, "#ffffff", 0.3))
