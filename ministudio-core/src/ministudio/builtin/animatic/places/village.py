"""A village: cottages and a lane under trees, with hills behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, outdoor_pieces, plants, trees
from ministudio.builtin.animatic.places.pen import Pen
from ministudio.builtin.animatic.places.place import Recipe

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.scenery import Scenery

from ministudio.builtin.animatic.places.street import OWN, SETTING, SLOTS


def village(scenery: Scenery) -> None:
    """A lane of cottages under trees, with hills behind."""
    land.heavens(scenery, flock=True)
    dice = scenery.fresh("village")
    for z, y, colour in ((9, 0.44, "#7c9088"), (6, 0.52, "#6c8668")):
        hill = scenery.layer(z, form=0.1)
        land.ground(hill, land.ridge(dice, y, 0.07), land.ground_colour(scenery, colour))
    wood = [
        trees.Tree(
            -1.5 + i * 0.3 + dice.near(0.07),
            0.66,
            dice.between(0.24, 0.36),
            trees.season_leaf(scenery, dice),
        )
        for i in range(11)
    ]
    trees.grove(scenery, 4.0, wood, detail=0.4)
    field = scenery.layer(3.0, form=0.08)
    green = land.ground_colour(scenery, scenery.said("grass|meadow|field", "#788c50"))
    land.ground(field, [(-1.75, 0.66), (0, 0.65), (1.75, 0.66)], green)
    field.vgrad(0.65, 1.0, tone(green, 1.1), tone(green, 0.7), 0.8)
    for x, y, size in (
        (-1.2, 0.72, 0.9),
        (-0.66, 0.70, 0.85),
        (0.60, 0.70, 0.9),
        (1.14, 0.73, 1.05),
    ):
        pen = Pen(scenery, x, y, size * 1.25, 2.4, None, "", scenery.fresh(f"house {x}"))
        outdoor_pieces.house(pen)
        land.snow_cover(
            scenery,
            2.38,
            [(x - 0.21 * size, y - 0.5 * size), (x + 0.21 * size, y - 0.5 * size)],
            thick=0.03,
        )
    lane = scenery.layer(2.0, form=0.08)
    nodes = ((0.02, 0.665, 0.02), (-0.03, 0.72, 0.05), (0.05, 0.80, 0.12), (0.0, 1.1, 0.5))
    land.path_between(lane, nodes, land.ground_colour(scenery, "#b09870"), dice)
    land.puddles(scenery, 1.8, ((-0.2, 0.88, 0.13), (0.3, 0.95, 0.2)))
    if not scenery.snowing:
        plants.grass(scenery, 1.75, 260, green, band=(0.68, 1.0), keep=land.off_path(nodes))
    outdoor_pieces.fence(Pen(scenery, 0.0, 0.775, 0.62, 2.1, None, "", dice))
    with scenery.stage.tagged("front"):
        plants.bushes(scenery, 0.62, (-1.2, -0.72, 1.04), 0.09, "#3a5230", dice=dice)


VILLAGE = Recipe(
    "village",
    r"villages?|hamlet|farm(?:yard|house)?|countryside|settlement|lanes?",
    village,
    Air("#8a8a60", 0.05, 0.05, 1.12),
    SETTING,
    OWN,
    SLOTS,
)


RECIPES = (VILLAGE,)
