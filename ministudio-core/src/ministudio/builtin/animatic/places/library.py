"""A library: stained windows in an old wall, cases of books on both sides, a desk in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places.bookshelves import shelf
from ministudio.builtin.animatic.places.glass import stained_window
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.scenery import Scenery

FOOT = 0.85


def paint(scenery: Scenery) -> None:
    """The wall with its windows, the cases, the floor, and the light through the glass."""
    dice, stage, light = scenery.dice, scenery.stage, scenery.light
    _wall(scenery)
    inside = (0.0, 0.205, 0.03, 0.615), (-0.475, 0.112, 0.145, 0.60), (0.475, 0.112, 0.145, 0.60)
    for window in inside:
        stained_window(scenery, 2.3, window, scenery.fresh(f"window {window[0]}"))
    day = 1.0 if light.hour not in ("night", "blue") else 0.45
    colour = scenery.said("light|glow", "#ffce86")
    atmosphere.halo(stage, 0, 0.3, 0.5, "#ffb050", 0.07 * day, 2.25)
    strength = 0.24 * day * (1.0 + 0.4 * light.volumetric)
    atmosphere.beams(stage, (-0.05, -0.2), 0.85, colour, strength, 2.0, scenery.fresh("rays"))
    wood = scenery.hue(0, scenery.said(r"shel\w+|bookcases?|wood\w*", "#6a4426"))
    shelf(scenery, (-0.62, 0.655, 0.62, 0.835), 1, 1.9, dice, wood=wood)
    for side in (-1, 1):
        box = (-1.32, -0.02, -0.665, 0.86) if side < 0 else (0.665, -0.02, 1.32, 0.86)
        shelf(scenery, box, 6, 1.6, scenery.fresh(f"case {side}"), wood=wood)
    _floor(scenery)
    _ladder(scenery, wood)
    _sconces(scenery)


def _wall(scenery: Scenery) -> None:
    dice = scenery.fresh("wall")
    stone = scenery.hue(1, scenery.said("walls?|stone", "#43323c"), 0.45)
    wall = scenery.layer(2.4, form=0.08)
    wall.rect(-1.9, -0.4, 1.9, FOOT, stone)
    wall.vgrad(-0.1, FOOT, tone(stone, 0.6), tone(stone, 1.25), 0.6)
    with wall.inside():
        for j in range(13):
            for i in range(13):
                x, y = -0.98 + (0.08 if j % 2 else 0) + i * 0.155, -0.12 + j * 0.06
                if dice.chance(0.8):
                    wall.rect(x, y, x + 0.148, y + 0.054, tone(stone, dice.between(0.8, 1.3)), 110)


def _floor(scenery: Scenery) -> None:
    wood = scenery.said("floors?|floorboards", "#54321c")
    floor = scenery.layer(1.92, form=0.05)
    floor.rect(-1.9, 0.835, 1.9, 1.5, wood)
    floor.vgrad(0.835, 1.05, tone(wood, 1.25), tone(wood, 0.55), 0.8)
    with floor.inside():
        for x in np.arange(-1.5, 1.6, 0.12).tolist():
            floor.poly(
                [(x * 0.8, 0.83), (x * 0.8 + 0.003, 0.83), (x * 1.6 + 0.01, 1.5), (x * 1.6, 1.5)],
                tone(wood, 0.6),
                150,
            )


def _ladder(scenery: Scenery, wood: str) -> None:
    dice = scenery.fresh("ladder")
    side = 1 if dice.chance(0.5) else -1
    rail = scenery.layer(1.5, form=0.5, round=0.006, rim=1.0, cast=0.4)
    foot, top = side * 0.70, side * 0.86
    for shift in (0.0, side * 0.10):
        rail.tube([(foot + shift, 0.90), (top + shift, 0.0)], [0.007, 0.006], tone(wood, 1.3))
    for i in range(11):
        t = (i + 0.5) / 11
        x, y = foot + (top - foot) * t, 0.90 - 0.9 * t
        rail.tube([(x, y), (x + side * 0.10, y)], [0.005, 0.005], tone(wood, 1.15))


def _sconces(scenery: Scenery) -> None:
    on = max(0.35, scenery.light.lamplight)
    for x in (-0.295, 0.295):
        arm = scenery.layer(2.2, form=0.6, rim=0.9, cast=0.3)
        arm.poly(
            [(x - 0.008, 0.40), (x + 0.008, 0.40), (x + 0.014, 0.45), (x - 0.014, 0.45)], "#a8803c"
        )
        arm.tube([(x, 0.45), (x, 0.50)], [0.004, 0.003], "#7a5a2c")
        flame = scenery.layer(2.19, form=0, flat=1.0, glow=1.0 * on, fog=0)
        flame.blob(
            [
                (x, 0.345),
                (x + 0.012, 0.385),
                (x + 0.007, 0.402),
                (x - 0.007, 0.402),
                (x - 0.012, 0.385),
            ],
            "#ffe2a0",
            5,
        )
        scenery.stage.lamp(x, 0.38, 0.26, "#ffb058", 0.7 * on, 2.2)


LIBRARY = Recipe(
    kind="library",
    words=(
        r"librar(?:y|ies)|archives?|book ?shops?|book ?stores?|reading room|scriptorium|"
        r"study hall"
    ),
    paint=paint,
    air=Air("#8a5a34", 0.09, 0.07, 1.2, "golden", indoors=True, windows=0.6),
    setting=Setting(
        0.965,
        standing(0.965, 0.62),
        (),
        None,
        (
            Rest(0.0, 0.962, 0.89, 0.36),
            Rest(-0.28, 0.958, 0.89, 0.36),
            Rest(0.30, 0.958, 0.89, 0.36),
        ),
        Spot(0.0, 0.62),
        indoors=True,
    ),
    own=(
        r"librar\w+|books?|shel(?:f|ves)|book ?shel\w+|book ?cases?|"
        r"stained glass(?: windows?)?|windows?|ladder|"
        r"arch(?:es)?|sconces?|tomes|scrolls|dust(?:y)?(?: motes)?"
    ),
    slots=Slots(
        wall=((0.0, 0.52, 0.6), (-0.295, 0.18, 0.6), (0.295, 0.18, 0.6)),
        wall_z=2.15,
        wall_foot=0.84,
        back=((0.0, 0.86, 0.7), (-0.5, 0.87, 0.8), (0.5, 0.87, 0.8)),
        back_z=1.45,
    ),
    dressing={"foreground": "wooden desk"},
)
RECIPES = (LIBRARY,)
