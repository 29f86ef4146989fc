"""A garden: hills, trees, a hedge, beds of flowers and a stone path; a park by other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, plants, trees
from ministudio.builtin.animatic.places.place import Recipe
from ministudio.builtin.animatic.places.setting import Setting, on_ground, standing
from ministudio.builtin.animatic.places.trees import Tree

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.scenery import Scenery

PATH = (
    (0.16, 0.655, 0.008),
    (0.23, 0.70, 0.022),
    (0.15, 0.77, 0.05),
    (0.31, 0.87, 0.085),
    (0.37, 1.06, 0.15),
    (0.42, 1.5, 0.3),
)
_BLOOMS = {
    "spring": ("#f0a8c0", "#f6e27a", "#fdf6f0", "#c88ae0"),
    "summer": ("#d84a6a", "#f0b040", "#9a5ac0", "#f6f0e8"),
    "autumn": ("#c24a6a", "#e0a03a", "#8a5ab0", "#b84a2c"),
    "winter": ("#8a6a7a", "#a88a6a"),
}


def paint(scenery: Scenery) -> None:
    """From the hills to the flowers at the viewer's feet."""
    dice, stage = scenery.dice, scenery.stage
    land.heavens(scenery, flock=True)
    for z, y, colour in ((9, 0.46, "#7c9088"), (6, 0.52, "#6a8264")):
        hill = scenery.layer(z, form=0.1)
        land.ground(hill, land.ridge(dice, y, 0.06), land.ground_colour(scenery, colour))
    far = [
        Tree(
            -1.6 + i * 0.27 + dice.near(0.05),
            0.605,
            dice.between(0.20, 0.32),
            trees.season_leaf(scenery, dice),
            dice.pick(("round", "round", "round", "poplar")),
        )
        for i in range(13)
    ]
    trees.grove(scenery, 4.5, far, detail=0.35, rim=0.4)
    if scenery.light.haze or scenery.raining:
        atmosphere.mist(stage, 3.4, (0.48, 0.66), 0.4, scenery.fresh("mist"))
    leaf = mix("#48663a", trees.season_leaf(scenery, dice), 0.25)
    plants.bushes(scenery, 2.6, (-1.65, 1.65, 0.615), 0.062, leaf, foot=0.12)
    _lawn(scenery)
    season = scenery.season()
    for x, y, high in ((-0.84, 0.845, 1.02), (1.0, 0.79, 0.86)):
        kind = "bare" if season == "winter" else "round"
        tree = Tree(x, y, high, trees.season_leaf(scenery, dice), kind)
        trees.grove(scenery, 1.7, [tree], detail=1.5, rim=1.0)
    if season == "autumn":
        plants.fallen(scenery, 1.5, (0.69, 1.02), 260, trees.LEAVES["autumn"])
    if season == "spring":
        plants.fallen(scenery, 1.5, (0.69, 1.02), 140, ("#f4c0d0", "#f8dce4", "#e8a0b8"))
    blooms = tuple(scenery.said("flower|bloom|rose|tulip|daisy|bed", "").split()) or _BLOOMS[season]
    if season != "winter":
        beds = ((0.56, 1.0), (0.72, 1.15), (-0.40, 0.9), (-0.58, 1.1), (0.88, 0.9))
        spots = [(x, 0.86 + dice.near(0.012), size) for x, size in beds]
        plants.flowers(scenery, 1.25, spots, blooms)
    with stage.tagged("front"):
        _front(scenery)


def _lawn(scenery: Scenery) -> None:
    dice = scenery.dice
    green = scenery.said("lawn|grass|meadow", "#76864a")
    if scenery.season() in ("summer", "spring") and green == "#76864a":
        green = "#6c9448"
    lawn = scenery.layer(2.0, form=0.08)
    line = [(-1.75, 0.66), (-0.6, 0.645), (0.4, 0.66), (1.75, 0.64)]
    base = land.ground_colour(scenery, green)
    land.ground(lawn, line, base)
    lawn.vgrad(0.64, 1.0, tone(base, 1.12), tone(base, 0.66), 0.8)
    way = scenery.layer(1.9, form=0.1)
    stone = scenery.said("path|paving|gravel", "#968d80")
    land.path_between(way, PATH, tone(stone, 0.86), dice)
    ys, xs, ws = ([p[i] for p in PATH] for i in (1, 0, 2))
    with way.inside():
        for _ in range(150):
            t = dice.roll() ** 1.1
            y = 0.66 + 0.38 * t
            middle, half = float(np.interp(y, ys, xs)), float(np.interp(y, ys, ws))
            r = 0.004 + 0.026 * t
            x = middle + dice.between(-1, 1) * half
            way.poly(ellipse(x, y, r, r * 0.36, steps=11), tone(stone, dice.between(0.9, 1.24)))
    land.puddles(scenery, 1.8, ((-0.47, 0.83, 0.13), (0.74, 0.94, 0.2), (-0.62, 0.965, 0.18)))
    if not scenery.snowing:
        plants.grass(scenery, 1.75, 460, green, band=(0.665, 1.0), keep=land.off_path(PATH))


def _front(scenery: Scenery) -> None:
    """Dark grasses and a few leaves at the near corners: they frame the people."""
    dice = scenery.fresh("front")
    for side in (-1, 1):
        near = scenery.layer(0.55, round=0.01, form=0.5, rim=0.25, soft=0.003, fog=0)
        for _ in range(22):
            x = side * dice.between(0.62, 1.2)
            rise = abs(x) - 0.4
            near.tube(
                [
                    (x, 1.12),
                    (x + dice.near(0.03), 1.0 - dice.between(0.02, 0.10)),
                    (x - side * dice.between(0, 0.08), 1.0 - dice.between(0.1, 0.3) * rise),
                ],
                [0.008, 0.007, 0.001],
                tone("#2c3a22", dice.between(0.7, 1.3)),
            )


GARDEN = Recipe(
    kind="garden",
    words="gardens?|park|yard|orchard|lawn|greenhouse|vineyard|courtyard|backyard|allotment",
    paint=paint,
    air=Air(tint="#8a8a52", pull=0.05, fog=0.045, exposure=1.18),
    setting=Setting(
        floor=0.925,
        marks=standing(0.925, 0.56),
        rests=on_ground(0.93),
        hover=standing(0.6, 0.56)["centre"],
    ),
    own="trees?|hedges?|flowers?|lawn|grass|path|leaves|hills?|bushes|garden|beds?|blossoms?|sky|"
    "orchard|roses?|foliage",
)
RECIPES = (GARDEN,)
