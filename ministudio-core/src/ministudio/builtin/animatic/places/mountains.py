"""Mountains: snow peaks, a valley of pines, a rocky ledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, trees
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Setting, Spot, on_ground, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.canvas.geometry import Outline
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


def mountains(scenery: Scenery) -> None:
    """Two ranges with mist at their feet, a valley of pines, the ledge of the people."""
    land.heavens(scenery, cloud_base=0.34, flock=True)
    dice = scenery.fresh("peaks")
    stone = scenery.hue(0, scenery.said("mountains?|peaks?|rocks?|cliffs?", "#6c7890"))
    for z, y, high, count, shade in ((14.0, 0.60, 0.42, 5, 1.1), (9.0, 0.64, 0.30, 6, 0.86)):
        _range(scenery, z, y, land.peaks(dice, y, high, count), tone(stone, shade))
        mist = scenery.fresh(f"mist {z}")
        atmosphere.mist(scenery.stage, z - 0.5, (y - 0.10, y + 0.05), 0.5, mist)
    _valley(scenery, dice, stone)
    _ledge(scenery, dice, mix(stone, "#8a7c6c", 0.6))
    with scenery.stage.tagged("front"):
        near = scenery.layer(0.62, form=0.4, round=0.012, rim=0.5, soft=0.003, fog=0)
        for i, (x, k) in enumerate(((-1.0, 1.2), (-0.86, 0.8), (0.98, 1.0))):
            tip = [(x, 0.62 + 0.1 * i), (x + 0.12 * k, 1.2), (x - 0.12 * k, 1.2)]
            near.poly(tip, "#22382c")


def _range(scenery: Scenery, z: float, y: float, line: Outline, colour: Colour) -> None:
    """A mountain range: at each top a side in the shade, and snow with a torn edge."""
    paper = scenery.layer(z, form=0.25, round=0.02, rim=0.5)
    land.ground(paper, line, colour, smooth=False)
    with paper.inside():
        for before, (x, top), after in zip(line, line[1:], line[2:], strict=False):
            if top >= before[1] or top >= after[1]:
                continue
            side = [(x, top), (x + 0.30, y), (x + 0.02, y), (x - 0.03, top + 0.12)]
            paper.poly([*side, (x + 0.02, top + 0.06)], tone(colour, 0.72), 170)
            s = min(0.16, (y - top) * 0.45)
            torn = ((0.75, 0.8), (0.35, 0.66), (0.06, 1.05), (-0.25, 0.6), (-0.6, 0.75))
            cap = [(x + s * dx, top + s * dy) for dx, dy in torn]
            paper.poly([(x, top - 0.004), *cap], "#f0f4fa", 235)


def _valley(scenery: Scenery, dice: Dice, stone: str) -> None:
    for z, y, count, size in ((5.0, 0.69, 30, 0.15), (3.4, 0.745, 20, 0.23)):
        slope = scenery.layer(z, form=0.08)
        green = land.ground_colour(scenery, "#58745c" if z > 4 else "#4a6a50")
        land.ground(slope, land.ridge(dice, y, 0.04), green)
        leaf = mix("#3f6448", stone, 0.25 if z > 4 else 0.08)
        wood = [
            trees.Tree(
                -1.5 + 3.0 * (i + dice.roll()) / count,
                y + 0.02 + dice.near(0.012),
                size * dice.between(0.75, 1.2),
                leaf,
                "pine",
            )
            for i in range(count)
        ]
        trees.grove(scenery, z - 0.1, wood, detail=0.0, rim=0.4, dice=dice)


def _ledge(scenery: Scenery, dice: Dice, colour: Colour) -> None:
    """Flat stone to stand on, cracked, with boulders at its sides."""
    rock = land.ground_colour(scenery, colour)
    ledge = scenery.layer(1.9, form=0.12)
    line = [(-1.75, 0.83), (-0.9, 0.80), (-0.2, 0.845), (0.5, 0.835), (1.1, 0.80), (1.75, 0.82)]
    land.ground(ledge, line, rock, smooth=False)
    ledge.vgrad(0.8, 1.03, tone(rock, 1.15), tone(rock, 0.66), 0.8)
    with ledge.inside():
        for _ in range(34):
            x, y, w = dice.between(-1.2, 1.2), dice.between(0.84, 1.04), dice.between(0.02, 0.09)
            slab = [
                (x - w, y),
                (x, y - w * 0.22),
                (x + w, y - w * 0.05),
                (x + w * 0.4, y + w * 0.12),
            ]
            ledge.poly(slab, tone(rock, dice.pick((0.8, 1.15))), 150)
    stones = scenery.layer(1.3, form=0.8, round=0.014, rim=1.0, cast=0.4)
    shape = ((-0.1, 0.0), (-0.07, -0.06), (0.0, -0.09), (0.07, -0.05), (0.1, 0.0))
    for x, y, k in ((-0.76, 0.92, 1.5), (0.80, 0.93, 1.8), (-0.56, 0.94, 0.7)):
        stones.poly([(x + dx * k, y + dy * k) for dx, dy in shape], tone(rock, 0.85))


SETTING = Setting(0.93, standing(0.93, 0.52), (), None, on_ground(0.94), Spot(0.0, 0.54))


MOUNTAIN = Recipe(
    "mountains",
    r"mountains?|peaks?|summits?|alps|glacier|ridge|volcano|fjord|highlands?|pass",
    mountains,
    Air("#7888a0", 0.05, 0.05, 1.08, "morning"),
    SETTING,
    r"mountains?|peaks?|pines?|trees?|snow|rocks?|ledge|clouds?|valley",
    Slots(back_z=1.6),
)


RECIPES = (MOUNTAIN,)
