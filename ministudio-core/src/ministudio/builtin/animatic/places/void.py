"""Nowhere: a seamless backdrop, a soft pool of light on the floor, a few sheets of paper behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places.place import Recipe
from ministudio.builtin.animatic.places.setting import Setting, Spot, on_ground, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.scenery import Scenery


def paint(scenery: Scenery) -> None:
    """The backdrop of a photographer's studio."""
    dice = scenery.fresh("void")
    usual = dice.pick(("#3c64a4", "#6a4ca8", "#2a8088", "#b06a4c", "#8a4468"))
    if scenery.has("white"):
        usual = "#c8ccd0"
    if scenery.has("black|dark"):
        usual = "#1c2844"
    paper = scenery.hue(0, scenery.said("backdrop|void|background|wall|space", usual))
    back = scenery.layer(2.6, form=0.0, fog=0.0)
    back.rect(-1.9, -0.6, 1.9, 1.6, paper)
    back.vgrad(-0.1, 0.8, tone(paper, 0.5), tone(paper, 1.2), 0.85)
    for z, x, r, k in ((2.4, -0.52, 0.34, 1.10), (2.2, 0.60, 0.26, 0.92), (2.3, 0.12, 0.46, 1.16)):
        disc = scenery.layer(z, form=0.3, round=0.02, rim=0.4, cast=0.25, drop=0.02, fog=0)
        disc.circle(x + dice.near(0.05), 0.36 + dice.near(0.05), r, tone(paper, k))
    floor = scenery.layer(2.0, form=0.0, fog=0)
    floor.poly(
        [
            (-1.9, 0.84),
            (-0.9, 0.80),
            (0.0, 0.79),
            (0.9, 0.80),
            (1.9, 0.84),
            (1.9, 1.6),
            (-1.9, 1.6),
        ],
        tone(paper, 0.9),
    )
    floor.vgrad(0.79, 1.03, tone(paper, 1.15), tone(paper, 0.6), 0.85)
    with floor.inside():
        floor.poly(ellipse(0, 0.94, 0.72, 0.10), mix(paper, "#fff0d8", 0.35), 120)
        floor.poly(ellipse(0, 0.94, 0.46, 0.06), mix(paper, "#fff0d8", 0.5), 120)
    atmosphere.halo(scenery.stage, 0, 0.48, 0.55, "#ffe2b4", 0.10, 1.9)
    with scenery.stage.tagged("front"):
        sheet = scenery.layer(0.66, form=0.5, round=0.02, rim=1.0, soft=0.003, fog=0)
        sheet.poly([(-1.3, 1.2), (-1.3, 0.9), (-0.98, 0.96), (-0.74, 1.2)], tone(paper, 0.4))


VOID = Recipe(
    kind="void",
    words=(
        r"void|nowhere|limbo|empty space|white space|black space|photo studio|backdrop|"
        r"abstract|nothing|dream ?scape"
    ),
    paint=paint,
    air=Air("#707884", 0.04, 0.02, 1.1, "day", indoors=True, windows=0.4),
    setting=Setting(
        0.94, standing(0.94, 0.60), (), None, on_ground(0.95), Spot(0.0, 0.50), indoors=True
    ),
    own=r"void|backdrop|background",
)
RECIPES = (VOID,)
