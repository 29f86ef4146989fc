"""Rolling fields, also the place of unknown words outdoors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, plants, trees
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Setting, Spot, on_ground, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


PATH = ((0.06, 0.79, 0.03), (-0.02, 0.86, 0.09), (0.05, 1.1, 0.3), (0.14, 1.5, 0.66))
"""The path: (x, y, half width)."""


def field(scenery: Scenery) -> None:
    """Hills, a line of trees, fields in strips, grasses in front."""
    land.heavens(scenery, flock=True)
    dice = scenery.fresh("field")
    if scenery.light.weather.kind in ("fog", "rain", "storm") or scenery.light.hour == "dawn":
        atmosphere.mist(scenery.stage, 5.2, (0.46, 0.62), 0.4, scenery.fresh("mist"))
    green = scenery.hue(0, scenery.said("grass|field|meadow|prairie|hills?", "#7c9a50"))
    for z, y, share in ((10.0, 0.47, 0.6), (7.0, 0.53, 0.35)):
        hill = scenery.layer(z, form=0.1)
        far = land.ground_colour(scenery, mix(green, "#7088a0", share))
        land.ground(hill, land.ridge(dice, y, 0.07), far)
    _trees(scenery, dice)
    _strips(scenery, dice, green)
    _near(scenery, dice, green)
    with scenery.stage.tagged("front"):
        _blades(scenery, dice, green)


def _trees(scenery: Scenery, dice: Dice) -> None:
    wood = [
        trees.Tree(
            -1.5 + i * 0.21 + dice.near(0.09),
            0.605 + dice.near(0.006),
            dice.between(0.12, 0.24),
            trees.season_leaf(scenery, dice),
            dice.pick(("round", "round", "poplar")),
        )
        for i in range(15)
    ]
    trees.grove(scenery, 5.0, wood, detail=0.25, rim=0.4, dice=dice)


def _strips(scenery: Scenery, dice: Dice, green: str) -> None:
    """Three fields, the middle one of corn, with their furrows."""
    ripe = "#a8bc60" if scenery.season() == "spring" else "#d8b45c"
    gold = scenery.said("wheat|corn|barley|hay|crops?", ripe)
    for z, y, paint in ((4.0, 0.60, green), (3.0, 0.645, gold), (2.3, 0.70, green)):
        strip = scenery.layer(z, form=0.08)
        base = land.ground_colour(scenery, tone(paint, dice.between(0.92, 1.08)))
        land.ground(strip, land.ridge(dice, y, 0.018, rough=0.4), base)
        strip.vgrad(y - 0.02, y + 0.12, tone(base, 1.12), tone(base, 0.86), 0.7)
        with strip.inside():
            for i in range(24):
                x, low = -1.7 + i * 0.15, y + 0.3
                top = y + 0.004
                furrow = [(x, top), (x + 0.006, top), (x * 1.6 + 0.02, low), (x * 1.6, low)]
                strip.poly(furrow, tone(base, 0.9), 120)


def _near(scenery: Scenery, dice: Dice, green: str) -> None:
    """The ground of the people: grass, a path, flowers."""
    near = scenery.layer(1.9, form=0.08)
    base = land.ground_colour(scenery, tone(green, 0.9))
    land.ground(near, [(-1.75, 0.80), (-0.6, 0.785), (0.5, 0.795), (1.75, 0.775)], base)
    near.vgrad(0.78, 1.02, tone(base, 1.1), tone(base, 0.62), 0.8)
    way = scenery.layer(1.85, form=0.08)
    land.path_between(way, PATH, land.ground_colour(scenery, "#b89a6c"), dice)
    land.puddles(scenery, 1.8, ((0.0, 0.90, 0.08), (-0.42, 0.94, 0.14)))
    if scenery.snowing:
        return
    band, clear = (0.80, 1.03), land.off_path(PATH)
    plants.grass(scenery, 1.75, 420, green, band=band, keep=clear, dice=dice)
    summer = scenery.season() in ("summer", "spring")
    blooms = ("#e85a4c", "#f4e8d8", "#f0c048") if summer else ("#c88a3c",)
    spots = [(-0.5, 0.90, 0.7), (0.52, 0.89, 0.7), (-0.72, 0.94, 0.9), (0.8, 0.95, 0.9)]
    plants.flowers(scenery, 1.3, spots, blooms)


def _blades(scenery: Scenery, dice: Dice, green: str) -> None:
    dark = mix(green, "#1c2c1c", 0.62)
    for side in (-1, 1):
        blades = scenery.layer(0.6, form=0.4, round=0.008, rim=0.3, soft=0.003, fog=0)
        for _ in range(20):
            x = side * dice.between(0.58, 1.2)
            top = 0.99 - dice.between(0.1, 0.3) * (abs(x) - 0.4)
            stem = [(x, 1.12), (x + dice.near(0.03), 1.0), (x - side * dice.between(0, 0.08), top)]
            blades.tube(stem, [0.008, 0.006, 0.001], tone(dark, dice.between(0.7, 1.3)))


SETTING = Setting(0.93, standing(0.93, 0.52), (), None, on_ground(0.94), Spot(0.0, 0.54))


FIELD = Recipe(
    "field",
    r"fields?|meadows?|plains|prairie|grass ?lands?|hills?|hillside|countryside|pasture|"
    r"wheat|valley|moor|tundra",
    field,
    Air("#8a9a5c", 0.05, 0.05, 1.14),
    SETTING,
    r"fields?|meadows?|grass|hills?|trees?|path|wheat|horizon|flowers?|clouds?",
    Slots(back_z=1.6),
)


RECIPES = (FIELD,)
