"""A desert: mesas, ranks of dunes with one crescent of shade each, rocks, a cactus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import lerp, mix, tone
from ministudio.builtin.animatic.canvas.geometry import spline
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Setting, Spot, on_ground, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.canvas.geometry import Outline
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


_RANKS: tuple[tuple[float, Outline], ...] = (
    (7.0, [(-1.75, 0.60), (-0.75, 0.555), (-0.2, 0.60), (0.42, 0.55), (1.0, 0.60), (1.75, 0.58)]),
    (4.0, [(-1.75, 0.62), (-0.9, 0.66), (-0.36, 0.585), (0.3, 0.66), (0.70, 0.605), (1.75, 0.66)]),
    (2.2, [(-1.75, 0.72), (-0.8, 0.645), (-0.15, 0.755), (0.35, 0.75), (0.66, 0.69), (1.75, 0.76)]),
    (1.3, [(-1.75, 0.80), (-1.0, 0.83), (-0.1, 0.86), (0.65, 0.80), (1.2, 0.84), (1.75, 0.80)]),
)
"""Depth and crest of each rank of dunes."""
_MESA = ((-1.0, 0.0), (-0.85, 1.0), (-0.5, 1.06), (0.5, 1.0), (0.62, 0.55), (1.0, 0.0))


def desert(scenery: Scenery) -> None:
    """Mesas, four ranks of dunes with one crescent of shade each, rocks, a cactus."""
    land.heavens(scenery, cloud_base=0.2)
    dice = scenery.fresh("dunes")
    sand = scenery.hue(0, scenery.said("sand\\w*|dunes?|desert", "#e8b066"))
    rock = mix(sand, "#8a4a3c", 0.55)
    _mesas(scenery, dice, rock)
    for z, crest in _RANKS:
        moved = [(x + dice.near(0.05), y + dice.near(0.006)) for x, y in crest]
        _dune(scenery, dice, z, moved, tone(sand, 0.94 + 0.03 * z / 4))
        if z == 4.0:
            atmosphere.mist(scenery.stage, 3.9, (0.55, 0.64), 0.5, scenery.fresh("dust"))
    _stones(scenery, dice, rock)
    if not scenery.has("no cactus|sahara|mars"):
        _cactus(scenery, 0.80, 0.835, dice.between(0.85, 1.1))
    with scenery.stage.tagged("front"):
        near = scenery.layer(0.66, form=0.8, round=0.02, rim=0.8, soft=0.003, fog=0)
        edge = [(-1.3, 0.88), (-1.02, 0.86), (-0.88, 0.93), (-0.74, 0.955), (-0.66, 1.04)]
        near.poly([(-1.3, 1.2), *edge, (-0.6, 1.2)], tone(rock, 0.66))
        with near.inside():
            top = [(-1.3, 0.88), (-1.02, 0.86), (-0.95, 0.96), (-1.2, 1.0)]
            near.poly(top, tone(rock, 0.95), 150)


def _mesas(scenery: Scenery, dice: Dice, rock: Colour) -> None:
    mesas = scenery.layer(12, form=0.3, round=0.02, rim=0.3)
    for x, w, tall in (
        (-0.80, 0.16, 0.12),
        (0.55, 0.2, 0.10),
        (0.90, 0.09, 0.16),
        (-0.3, 0.1, 0.05),
    ):
        high = tall * dice.between(0.85, 1.2)
        outline = [(x + w * dx, 0.585 - high * dy) for dx, dy in _MESA]
        mesas.poly(outline, tone(rock, dice.between(0.92, 1.08)))
    with mesas.inside():
        for i in range(7):
            mesas.rect(-1.5, 0.44 + 0.022 * i, 1.5, 0.448 + 0.022 * i, tone(rock, 0.8), 110)


def _dune(scenery: Scenery, dice: Dice, z: float, crest: Outline, colour: Colour) -> None:
    dune = scenery.layer(z, form=0.2, round=0.03, rim=0.4)
    line = spline(crest, 10, closed=False)
    dune.poly([*line, (1.75, 1.5), (-1.75, 1.5)], colour)
    shade = tone(mix(colour, "#8a3c3c", 0.4), 0.82)
    with dune.inside():
        for i in range(1, len(crest) - 1):
            (x, y), (nx, ny) = crest[i], crest[i + 1]
            if y >= crest[i - 1][1] or y >= ny:
                continue
            dy = max(0.05, ny - y)
            top = [p for p in line if x <= p[0] <= nx]
            dune.poly(
                [
                    *top,
                    *spline(
                        [
                            (nx, ny),
                            (lerp(x, nx, 0.72), ny + dy * 0.22),
                            (lerp(x, nx, 0.40), y + dy * 1.12),
                            (lerp(x, nx, 0.16), y + dy * 1.05),
                            (lerp(x, nx, 0.10), y + dy * 0.62),
                            (lerp(x, nx, 0.03), y + dy * 0.3),
                            (x, y),
                        ],
                        8,
                        closed=False,
                    ),
                ],
                shade,
            )
        for _ in range(26 if z < 5 else 8):
            y, x = dice.between(0.62, 1.02), dice.between(-1.4, 1.2)
            dune.tube(
                [
                    (x, y),
                    (x + 0.1, y + dice.near(0.004)),
                    (x + dice.between(0.15, 0.3), y + dice.near(0.005)),
                ],
                [0.0005, 0.0016, 0.0005],
                tone(colour, 0.88),
                cap=False,
            )


def _stones(scenery: Scenery, dice: Dice, rock: Colour) -> None:
    stones = scenery.layer(1.2, form=0.8, round=0.012, rim=0.8, cast=0.4)
    for x, y, size in ((-0.62, 0.925, 0.8), (-0.50, 0.935, 0.5), (0.62, 0.92, 0.7)):
        k = size * dice.between(0.8, 1.2)
        stones.poly(
            [
                (x - 0.08 * k, y),
                (x - 0.06 * k, y - 0.05 * k),
                (x, y - 0.075 * k),
                (x + 0.06 * k, y - 0.045 * k),
                (x + 0.09 * k, y),
            ],
            tone(rock, 0.9),
        )


def _cactus(scenery: Scenery, x: float, y: float, k: float) -> None:
    green = scenery.said("cact\\w+", "#4f7a4a")
    cactus = scenery.layer(1.4, form=0.9, round=0.016, rim=0.9, cast=0.4)
    cactus.tube([(x, y), (x, y - 0.24 * k)], [0.022 * k, 0.02 * k], green)
    cactus.tube(
        [(x, y - 0.09 * k), (x + 0.07 * k, y - 0.10 * k), (x + 0.075 * k, y - 0.18 * k)],
        [0.014, 0.016, 0.013],
        green,
    )
    cactus.tube(
        [(x, y - 0.13 * k), (x - 0.06 * k, y - 0.14 * k), (x - 0.062 * k, y - 0.20 * k)],
        [0.012, 0.014, 0.011],
        green,
    )
    with cactus.inside():
        for u in (-0.012, -0.003, 0.007):
            cactus.rect(x + u, y - 0.26 * k, x + u + 0.0018, y, tone(green, 0.75))


SETTING = Setting(0.93, standing(0.93, 0.52), (), None, on_ground(0.94), Spot(0.0, 0.54))


DESERT = Recipe(
    "desert",
    r"deserts?|dunes?|sands?|sahara|wasteland|badlands|canyons?|mars|oasis|savanna|steppe",
    desert,
    Air("#d8a060", 0.07, 0.08, 1.06, "noon"),
    SETTING,
    r"sand\w*|dunes?|cact\w+|mesas?|rocks?|desert|horizon|stones?",
    Slots(back_z=1.25),
)


RECIPES = (DESERT,)
