"""A cavern that opens to the sky, with crystals that shine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Setting, Spot, on_ground, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.geometry import Outline
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


_OPENINGS = (
    (4.0, 0.40, 0.30, 1.1, 0.12),
    (2.8, 0.58, 0.38, 0.82, 0.05),
    (1.9, 0.86, 0.46, 0.56, -0.02),
)
"""Rings of rock from far to near: depth, half width, half height, brightness, middle."""
_SHARD = ((-1.0, 0.0), (-0.2, -0.7), (1.0, -0.2), (0.3, 0.5))
_TOOTH = ((-0.035, -0.3), (0.035, -0.3), (0.012, 0.5), (0.0, 1.0), (-0.014, 0.5))


def cave(scenery: Scenery) -> None:
    """The sky in the mouth of the cave, three rings of rock, water, crystals, teeth of stone."""
    land.heavens(scenery, cloud_base=0.4)
    dice, light = scenery.fresh("cave"), scenery.light
    rock = scenery.hue(0, scenery.said("walls?|rocks?|stone|cave", "#5a5468"))
    far = scenery.layer(8, form=0.1)
    land.ground(far, land.ridge(dice, 0.56, 0.08), "#7088a0")
    for opening in _OPENINGS:
        _rock_ring(scenery, dice, rock, opening)
    sun = light.sun if sum(light.sun) > 0.3 else light.key
    power = 0.34 * (1 + 0.5 * light.volumetric)
    source = (0.1, -0.1)
    atmosphere.beams(scenery.stage, source, 0.7, sun, power, 2.2, scenery.fresh("beams"))
    _wet_floor(scenery, rock)
    _crystals(scenery, dice)
    teeth = scenery.layer(1.4, form=0.7, round=0.014, rim=1.0)
    for _ in range(9):
        x, long = dice.between(-1.0, 1.0), dice.between(0.08, 0.24)
        tooth = [(x + dx, dy if dy < 0 else dy * long) for dx, dy in _TOOTH]
        teeth.poly(tooth, tone(rock, 0.5))
    with scenery.stage.tagged("front"):
        left = [(-1.3, -0.3), (-0.92, -0.3), (-0.88, 0.3), (-0.93, 0.7), (-0.80, 1.2), (-1.3, 1.2)]
        right = [(1.3, 0.5), (0.96, 0.72), (0.88, 0.95), (0.74, 1.2), (1.3, 1.2)]
        for side in (left, right):
            near = scenery.layer(0.62, form=0.6, round=0.02, rim=1.0, soft=0.003, fog=0)
            near.poly(side, tone(rock, 0.28))


def _rock_ring(
    scenery: Scenery, dice: Dice, rock: str, opening: tuple[float, float, float, float, float]
) -> None:
    z, rx, ry, factor, middle = opening
    ring = scenery.layer(z, form=0.1, rim=0.7 if z < 3 else 0.0)
    colour = tone(rock, factor)
    ring.rect(-1.9, -0.6, 1.9, 1.6, colour)
    with ring.inside():
        for _ in range(18):
            x, y, w = dice.between(-1.2, 1.2), dice.between(-0.1, 1.0), dice.between(0.04, 0.14)
            shard = [(x + w * dx, y + w * dy) for dx, dy in _SHARD]
            ring.poly(shard, tone(colour, dice.pick((0.84, 1.14))), 120)
    ring.cut(_mouth(dice, middle, 0.42, rx, ry))


def _wet_floor(scenery: Scenery, rock: str) -> None:
    floor = scenery.layer(1.8, form=0.1)
    line = [(-1.75, 0.80), (-0.7, 0.80), (0.1, 0.81), (0.9, 0.79), (1.75, 0.80)]
    land.ground(floor, line, tone(rock, 0.8))
    floor.vgrad(0.8, 1.03, tone(rock, 1.1), tone(rock, 0.42), 0.8)
    pool = scenery.layer(1.75, form=0, flat=0.5)
    low = land.display(scenery.light.sky[2], 0.7)
    edge = [(-0.5, 0.845), (0.0, 0.825), (0.52, 0.84), (0.36, 0.885), (-0.2, 0.895)]
    pool.blob(edge, mix(low, "#2c5870", 0.5), 6)
    shine = [(-0.3, 0.845), (0.1, 0.834), (0.4, 0.848), (0.1, 0.865)]
    pool.blob(shine, mix(low, "#ffffff", 0.2), 6)


def _mouth(dice: Dice, x: float, y: float, rx: float, ry: float) -> Outline:
    from math import cos, sin, tau

    count = 26
    return [
        (
            x + rx * cos(tau * i / count) * dice.between(0.9, 1.08),
            y + ry * sin(tau * i / count) * dice.between(0.88, 1.08),
        )
        for i in range(count)
    ]


def _crystals(scenery: Scenery, dice: Dice) -> None:
    glow = scenery.said("crystals?|glow\\w*|mushrooms?", "#58d8e8")
    for x, y, k in ((-0.66, 0.86, 1.0), (0.68, 0.87, 1.2), (0.52, 0.84, 0.6)):
        cluster = scenery.layer(1.5, form=0.5, round=0.008, rim=1.0, flat=0.55, glow=0.35, fog=0)
        for i in range(5):
            lean, long, w = (i - 2) * 0.03 * k, dice.between(0.07, 0.17) * k, 0.014 * k
            bx = x + (i - 2) * 0.026 * k
            tip = (bx + lean, y - long)
            cluster.poly(
                [
                    (bx - w, y),
                    (tip[0] - w * 0.8, tip[1] + w * 1.6),
                    tip,
                    (tip[0] + w * 0.8, tip[1] + w * 1.6),
                    (bx + w, y),
                ],
                tone(glow, dice.between(0.6, 1.05)),
            )
            cluster.poly(
                [
                    (bx - w * 0.2, y),
                    (tip[0] - w * 0.1, tip[1] + w),
                    tip,
                    (tip[0] + w * 0.8, tip[1] + w * 1.6),
                    (bx + w, y),
                ],
                tone(glow, 0.55),
                130,
            )
        scenery.stage.lamp(x, y - 0.06, 0.3 * k, glow, 0.8, 1.5)
        atmosphere.halo(scenery.stage, x, y - 0.06, 0.12 * k, glow, 0.3, 1.45)


SETTING = Setting(0.93, standing(0.93, 0.52), (), None, on_ground(0.94), Spot(0.0, 0.54))


CAVE = Recipe(
    "cave",
    r"caves?|caverns?|grottos?|grottoes|mines?|tunnels?|underground|catacombs|lair",
    cave,
    Air("#5c6078", 0.07, 0.06, 1.25),
    SETTING,
    r"cave\w*|stalactites?|stalagmites?|crystals?|rocks?|pool|water|walls?",
    Slots(back_z=1.6),
)


RECIPES = (CAVE,)
