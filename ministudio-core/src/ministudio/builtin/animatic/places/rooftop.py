"""A rooftop over a city: three ranks of towers, a parapet, a string of lights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


def paint(scenery: Scenery) -> None:
    """The sky, the city, the roof."""
    land.heavens(scenery, cloud_base=0.34)
    dice = scenery.fresh("city")
    night = scenery.night
    ranks = (
        (9.0, 0.60, "#2b3a68", "#93a6bc"),
        (5.0, 0.66, "#1e2950", "#7288a0"),
        (3.0, 0.75, "#161e42", "#566c86"),
    )
    for z, base, dark, bright in ranks:
        colour = mix(bright, dark, min(1.0, scenery.light.lamplight * 1.05))
        _rank(scenery, dice, (z, base), colour, lit=0.30 if night else 0.0)
    if night:
        atmosphere.mist(scenery.stage, 2.9, (0.5, 0.78), 0.38, scenery.fresh("mist"), "#3c5490")
        atmosphere.halo(scenery.stage, 0.3, 0.82, 0.9, "#ff9a5a", 0.09, 2.8)
    _tower(scenery)
    _roof(scenery)
    _lights(scenery)
    with scenery.stage.tagged("front"):
        duct = scenery.layer(0.66, form=0.7, round=0.03, rim=1.1, soft=0.003, fog=0)
        duct.blob(
            [(0.76, 1.2), (0.765, 0.93), (0.80, 0.885), (0.93, 0.885), (0.96, 0.93), (0.965, 1.2)],
            "#3a3c52",
            4,
        )
        with duct.inside():
            for i in range(5):
                duct.rect(0.7, 0.92 + i * 0.05, 1.0, 0.926 + i * 0.05, "#2a2c40")


def _rank(
    scenery: Scenery,
    dice: Dice,
    depth: tuple[float, float],
    colour: tuple[int, int, int],
    *,
    lit: float,
) -> None:
    z, base = depth
    towers = scenery.layer(z, form=0.1, rim=0.45 if z < 6 else 0.0)
    windows = scenery.layer(z, form=0, flat=1.0 if lit else 0.3, glow=0.5 if lit else 0.0)
    x = -1.7
    size = 0.010 + 0.012 / z
    while x < 1.6:
        wide = dice.between(0.07, 0.2) * (1 + 1.2 / z)
        high = dice.between(0.10, 0.36) * (1.25 if dice.chance(0.2) else 0.95)
        top = base - high
        towers.rect(x, top, x + wide, 1.3, tone(colour, dice.between(0.85, 1.18)))
        if dice.chance(0.35):
            towers.rect(x + wide * 0.4, top - 0.05, x + wide * 0.43, top, colour)
        if dice.chance(0.4):
            towers.rect(x + wide * 0.2, top - 0.02, x + wide * 0.8, top, colour)
        rows = min(int((0.86 - top) / (size * 2.4)), 16)
        for i in range(int(wide / (size * 1.9)) - 1):
            for j in range(rows):
                px, py = x + wide * 0.08 + i * size * 1.9, top + 0.02 + j * size * 2.4
                luck = dice.roll()
                if lit and luck < lit:
                    warm = dice.pick(("#ffcf80", "#ffe2a2", "#ff9f5a", "#9ac8ff"))
                    windows.rect(px, py, px + size, py + size * 1.3, tone(warm, 0.4 + luck * 1.4))
                elif not lit and luck < 0.5:
                    windows.rect(
                        px,
                        py,
                        px + size,
                        py + size * 1.3,
                        tone(colour, 0.72 if luck < 0.35 else 1.35),
                    )
        x += wide + dice.between(-0.01, 0.03)


def _tower(scenery: Scenery) -> None:
    """A water tower on the neighbour's roof."""
    tank = scenery.layer(1.8, form=0.7, round=0.03, rim=1.4)
    x, y = 0.92, 0.60
    for d in (-0.09, -0.03, 0.03, 0.09):
        tank.tube([(x + d, y), (x + d * 1.3, 0.86)], [0.006, 0.006], "#2a2a3e", cap=False)
    wood = scenery.said("water tower", "#4c3c42")
    tank.rect(x - 0.12, y - 0.17, x + 0.12, y + 0.01, wood)
    tank.poly([(x - 0.14, y - 0.17), (x, y - 0.26), (x + 0.14, y - 0.17)], tone(wood, 0.8))
    with tank.inside():
        for i in range(9):
            tank.rect(x - 0.12 + i * 0.03, y - 0.17, x - 0.117 + i * 0.03, y, tone(wood, 0.7))
    land.snow_cover(scenery, 1.78, [(x - 0.13, y - 0.18), (x, y - 0.262), (x + 0.13, y - 0.18)])


def _roof(scenery: Scenery) -> None:
    slab = land.ground_colour(scenery, scenery.said("roof(?:top)?|floor|terrace", "#4c4c62"))
    floor = scenery.layer(1.5, form=0.06)
    floor.rect(-1.8, 0.80, 1.8, 1.5, slab)
    floor.vgrad(0.8, 1.05, tone(slab, 1.2), tone(slab, 0.66), 0.8)
    with floor.inside():
        for y in (0.83, 0.87, 0.925):
            floor.rect(-1.8, y, 1.8, y + 0.0022, tone(slab, 0.74))
        for x in np.arange(-1.6, 1.7, 0.2).tolist():
            floor.poly(
                [
                    (x * 0.9, 0.80),
                    (x * 0.9 + 0.002, 0.80),
                    (x * 1.25 + 0.004, 1.1),
                    (x * 1.25, 1.1),
                ],
                tone(slab, 0.74),
            )
    wall = scenery.layer(1.4, form=0.5, round=0.016, rim=1.2, cast=0.4)
    brick = scenery.said("parapet|wall", "#5e5670")
    wall.rect(-1.8, 0.745, 1.8, 0.805, brick)
    wall.rect(-1.8, 0.735, 1.8, 0.752, tone(brick, 1.3))
    with wall.inside():
        for x in np.arange(-1.7, 1.7, 0.09).tolist():
            wall.rect(x, 0.752, x + 0.003, 0.805, tone(brick, 0.72))
    land.snow_cover(scenery, 1.38, [(-1.7, 0.738), (-0.6, 0.738), (0.5, 0.738), (1.7, 0.738)])
    unit = scenery.layer(1.25, form=0.5, round=0.02, rim=1.1, cast=0.4)
    unit.rect(-0.98, 0.74, -0.70, 0.93, "#666a80")
    with unit.inside():
        unit.circle(-0.84, 0.835, 0.07, "#363a50")
        for i in range(8):
            unit.rect(-0.97, 0.76 + 0.022 * i, -0.71, 0.763 + 0.022 * i, "#565a70")
    land.puddles(scenery, 1.3, ((-0.36, 0.88, 0.16), (0.55, 0.95, 0.2)))


def _lights(scenery: Scenery) -> None:
    on = max(0.2, scenery.light.lamplight)
    xs = np.linspace(-0.72, 1.15, 25).tolist()
    sag = [(x, 0.40 + 0.11 * (1 - ((x - 0.2) / 0.95) ** 2)) for x in xs]
    wire = scenery.layer(1.24, form=0)
    wire.tube(sag, [0.0015, 0.0015], "#181a2c", cap=False)
    wire.tube([(-0.72, 0.40), (-0.72, 0.78)], [0.006, 0.006], "#181a2c", cap=False)
    bulbs = scenery.layer(1.23, form=0, flat=max(0.4, on), glow=1.1 * on)
    for x, y in sag[1:-1]:
        bulbs.circle(x, y + 0.012, 0.0085, "#ffd890", 0.011)
    if scenery.night:
        for x in (-0.4, 0.2, 0.8):
            scenery.stage.lamp(x, 0.50, 0.34, "#ffb060", 0.42 * on, 1.2)
        atmosphere.halo(scenery.stage, 0.25, 0.50, 0.42, "#ffae60", 0.12 * on, 1.22)


ROOFTOP = Recipe(
    kind="rooftop",
    words=(
        r"roof ?tops?|roofs?|balcony|balconies|terraces?|penthouse|skyscrapers?|"
        r"sky ?lines?|helipad"
    ),
    paint=paint,
    air=Air("#3f4a78", 0.07, 0.055, 1.2, "night"),
    setting=Setting(
        0.955,
        standing(0.955, 0.56, spread=0.30),
        (),
        None,
        (Rest(0.34, 0.965, 0.99, 0.32), Rest(-0.4, 0.96, 0.99, 0.32), Rest(0.0, 0.75, 1.2, 0.3)),
        Spot(0.0, 0.58),
    ),
    own=(
        r"city|skyline|buildings?|towers?|parapet|string lights|fairy lights|lights|"
        r"skyscrapers?|water tower|antennas?|"
        r"stars|moon|vents?|ledge"
    ),
    slots=Slots(
        back=((0.1, 0.83, 0.7), (-0.42, 0.84, 0.7), (0.5, 0.84, 0.7)), back_z=1.35, middle_z=1.18
    ),
)
RECIPES = (ROOFTOP,)
