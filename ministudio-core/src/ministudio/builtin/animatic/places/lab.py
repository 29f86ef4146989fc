"""A laboratory: screens, servers, a bench of glassware, light strips; also bridge and cockpit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.canvas.geometry import ellipse, spline
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import wall_pieces
from ministudio.builtin.animatic.places.pen import Pen
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.scenery import Scenery

FOOT = 0.72


def paint(scenery: Scenery) -> None:
    """Wall and floor of steel, screens, servers, the bench and its glasses."""
    shell(scenery)
    glow = scenery.hue(2, scenery.said("screens?|displays?|holograms?|light|glow", "#4fe0f0"))
    dice = scenery.fresh("screens")
    for x, y, size in (
        (-0.70, 0.29, 0.98),
        (-0.33, 0.31, 0.66),
        (0.80, 0.28, 1.02),
        (0.40, 0.31, 0.72),
    ):
        wall_pieces.screen(Pen(scenery, x, y, size, 2.0, glow, "", dice))
    _servers(scenery, glow)
    _bench(scenery)
    _front(scenery)


def shell(scenery: Scenery) -> None:
    """Steel wall with light strips and their cones, and a dark floor with a grid."""
    steel = scenery.hue(0, scenery.said("walls?|panels?", "#2e4c64"))
    wall = scenery.layer(2.2, form=0.08, fog=0.08)
    wall.rect(-1.9, -0.4, 1.9, FOOT, steel)
    wall.vgrad(-0.1, FOOT, tone(steel, 0.6), tone(steel, 1.45), 0.6)
    with wall.inside():
        for x in np.arange(-1.6, 1.7, 0.34).tolist():
            wall.rect(x, -0.4, x + 0.004, FOOT, tone(steel, 0.5))
            wall.rect(x + 0.004, -0.4, x + 0.006, FOOT, tone(steel, 1.4), 130)
        wall.rect(-1.9, 0.12, 1.9, 0.125, tone(steel, 1.6))
        wall.rect(-1.9, 0.60, 1.9, 0.72, tone(steel, 0.75), 150)
    strips = scenery.layer(2.1, form=0, flat=1.0, glow=0.9)
    for x in (-0.99, -0.47, 0.47, 0.99):
        strips.rect(x - 0.13, 0.045, x + 0.13, 0.057, "#bfeaff")
        atmosphere.cone(scenery.stage, x, 0.05, 0.25, 0.64, "#8fd0f0", 0.13, 2.1)
    dark = scenery.hue(1, scenery.said("floors?", "#22384a"))
    floor = scenery.layer(1.95, form=0.05)
    floor.rect(-1.9, FOOT, 1.9, 1.5, dark)
    floor.vgrad(FOOT, 1.05, tone(dark, 1.6), tone(dark, 0.55), 0.8)
    with floor.inside():
        for x in np.arange(-1.5, 1.6, 0.22).tolist():
            floor.poly(
                [(x * 0.8, FOOT), (x * 0.8 + 0.004, FOOT), (x * 2 + 0.012, 1.5), (x * 2, 1.5)],
                tone(dark, 0.6),
            )
        for y in (0.755, 0.80, 0.86, 0.94):
            floor.rect(-1.9, y, 1.9, y + 0.003, tone(dark, 0.6))


def _servers(scenery: Scenery, glow: str) -> None:
    dice = scenery.fresh("servers")
    racks = scenery.layer(1.8, form=0.4, round=0.02, rim=0.9, cast=0.4)
    for x in (-1.24, 0.99):
        racks.rect(x, 0.16, x + 0.2, 0.78, "#1a242e")
    lamps = scenery.layer(1.78, form=0, flat=1.0, glow=0.7)
    for x in (-1.24, 0.99):
        for i in range(7):
            for j in range(14):
                if dice.chance(0.6):
                    px, py = x + 0.03 + 0.022 * i, 0.2 + 0.035 * j
                    lamps.rect(
                        px - 0.003,
                        py - 0.003,
                        px + 0.003,
                        py + 0.003,
                        dice.pick(("#50ffb0", "#ffb040", glow)),
                    )


def _bench(scenery: Scenery) -> None:
    dice = scenery.fresh("bench")
    bench = scenery.layer(1.3, form=0.4, round=0.015, rim=0.9, cast=0.4)
    bench.rect(-1.05, 0.64, -0.42, 0.665, "#9ab0bc")
    bench.rect(-1.02, 0.665, -0.45, 0.875, "#2c3e4c")
    for i in range(4):
        bench.rect(-1.0 + i * 0.14, 0.69, -0.88 + i * 0.14, 0.855, "#3a5262")
        bench.rect(-0.955 + i * 0.14, 0.71, -0.925 + i * 0.14, 0.716, "#8aa0ae")
    for x, colour, tall in (
        (-0.96, "#6ae0c0", 0.08),
        (-0.88, "#ffb060", 0.06),
        (-0.80, "#9a8aff", 0.095),
        (-0.66, "#ff7a8a", 0.06),
        (-0.56, "#8ae06a", 0.075),
    ):
        high = tall * dice.between(0.9, 1.15)
        flask = scenery.layer(1.28, form=0.8, round=0.008, rim=1.4, sheen=0.6)
        y = 0.64
        flask.poly(
            spline(
                [
                    (x - 0.012, y - high),
                    (x + 0.012, y - high),
                    (x + 0.012, y - high * 0.5),
                    (x + 0.027, y - 0.002),
                    (x - 0.027, y - 0.002),
                    (x - 0.012, y - high * 0.5),
                ],
                3,
            ),
            "#c4dce6",
        )
        with flask.inside():
            flask.rect(x - 0.05, y - high * 0.42, x + 0.05, y + 0.01, colour)
        scenery.stage.lamp(x, 0.62, 0.1, colour, 0.3, 1.3)


def _front(scenery: Scenery) -> None:
    """A dark console edge at the near corner."""
    with scenery.stage.tagged("front"):
        edge = scenery.layer(0.7, form=0.5, round=0.02, rim=1.2, soft=0.002, fog=0)
        edge.poly([(0.62, 1.2), (0.70, 0.965), (1.3, 0.90), (1.3, 1.2)], "#16222c")
        keys = scenery.layer(0.69, form=0, flat=1.0, glow=0.4, soft=0.002, fog=0)
        for i in range(5):
            x = 0.76 + i * 0.06
            keys.poly(
                ellipse(x, 0.985 - i * 0.006, 0.012, 0.006, steps=12), ("#ffb040", "#50d8ff")[i % 2]
            )


LAB = Recipe(
    kind="lab",
    words=(
        r"lab(?:s|oratory|oratories)?|research (?:station|cent(?:er|re)|facility)|"
        r"server room|data cent(?:er|re)|"
        r"control room|mission control|command cent(?:er|re)|observatory|clean ?room|factory"
    ),
    paint=paint,
    air=Air("#3a5a70", 0.10, 0.07, 1.32, "day", indoors=True, windows=0.05),
    setting=Setting(
        0.955,
        standing(0.955, 0.62, spread=0.30),
        (),
        None,
        (
            Rest(-0.52, 0.645, 1.27, 0.33),
            Rest(0.20, 0.965, 0.99, 0.33),
            Rest(0.42, 0.97, 0.99, 0.33),
        ),
        Spot(0.16, 0.50),
        indoors=True,
    ),
    own=(
        r"lab\w*|screens?|monitors?|displays?|servers?|flasks?|beakers?|glassware|"
        r"test tubes|workbench|lab bench|"
        r"vials?|equipment|instruments|consoles?"
    ),
    slots=Slots(wall=((0.05, 0.30, 0.9), (0.05, 0.34, 0.7)), wall_z=2.0, wall_foot=FOOT),
)
RECIPES = (LAB,)
