"""Clothes on the trunk: silhouette, folds, back, skirts and cloaks; the fronts are in `fronts`."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import RGB, Layer, mix, spline, tone
from ministudio.builtin.animatic.figures.fronts import FRONTS, draw_pullover, draw_ribs
from ministudio.builtin.animatic.figures.neckwear import (
    draw_accessories,
    draw_cloak_front,
    draw_neckwear,
)
from ministudio.builtin.animatic.figures.patterns import draw_pattern, draw_state
from ministudio.builtin.animatic.figures.trunk import Trunk

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig


def draw_trunk(rig: Rig) -> None:
    """The clothed trunk."""
    outfit = rig.who.outfit
    if outfit is None:
        return
    trunk = Trunk(rig, outfit)
    if (outfit.top.kind == "dress" and outfit.outer is not None) or outfit.bottom.kind == "skirt":
        _skirt(trunk)
    hem = trunk.hem
    ease = {"coat": 0.03, "raincoat": 0.05, "robe": 0.05, "spacesuit": 0.1, "armor": 0.05,
        "hoodie": 0.04, "sweater": 0.02}.get(trunk.garment.kind, 0.0)
    layer = rig.layer(round=0.3, form=0.56, rim=0.7, cast=0.35,
        sheen=0.06 if trunk.garment.pattern == "leather" else 0.0)
    colour = trunk.garment.colour
    if trunk.garment.kind == "cloak":
        colour = outfit.top.colour
        hem = min(hem, 0.14)
    layer.poly(trunk.outline(hem, ease=ease), rig.colour(colour))
    with layer.inside():
        draw_pattern(trunk, layer, trunk.garment if trunk.garment.kind != "cloak" else outfit.top)
        _folds(trunk, layer, colour)
        if rig.back:
            _back(trunk, layer)
        else:
            FRONTS.get(trunk.garment.kind, draw_pullover)(trunk, layer, trunk.garment)
            draw_accessories(trunk, layer)
        if hem > 1:
            trunk.line(layer, [(-0.95, hem - 0.03), (0.95, hem - 0.03)], [0.03, 0.03],
                tone(colour, 0.8))
        draw_state(trunk, layer)
    if trunk.garment.kind == "cloak":
        draw_cloak_front(trunk)
    draw_neckwear(trunk)


def draw_cloak_behind(rig: Rig) -> None:
    """A cloak falls behind the legs; a backpack hangs there as well."""
    outfit = rig.who.outfit
    if outfit is None:
        return
    trunk = Trunk(rig, outfit)
    if outfit.outer is not None and outfit.outer.kind == "cloak":
        layer = rig.layer(round=0.3, form=0.6)
        layer.poly(trunk.outline(2.6 if rig.act.stance not in ("sit", "kneel", "crouch") else 0.9,
            ease=0.2), rig.colour(tone(outfit.outer.colour, 0.66)))
    pack = outfit.extra("backpack")
    if pack is not None and not rig.back:
        layer = rig.layer(round=0.14, form=0.7)
        side = -rig.facing
        points = [(side * 0.25, -1.7), (side * 1.05, -1.6), (side * 1.15, -0.6),
            (side * 0.9, -0.25), (side * 0.2, -0.3)]
        layer.poly([rig.trunk(*p) for p in spline(points, 6)], rig.colour(pack.colour))


def _folds(trunk: Trunk, layer: Layer, colour: RGB) -> None:
    """Soft folds from the armpits and at the waist."""
    sw = trunk.rig.shoulder
    for x, y, dx, dy in ((-0.9, -1.25, 0.5, 0.34), (0.9, -1.2, -0.46, 0.36),
        (-0.62, -0.62, 0.42, 0.12), (0.6, -0.58, -0.38, 0.16), (-0.5, -0.2, 0.3, -0.06)):
        line = [(x * sw * 1.05, y), (x * sw + dx * 0.55, y + dy * 0.4), (x * sw + dx, y + dy)]
        trunk.rig.limb(layer, [trunk.rig.trunk(*p) for p in line], [0.004, 0.026, 0.003],
            tone(colour, 0.8), alpha=120)


def _back(trunk: Trunk, layer: Layer) -> None:
    garment, rig = trunk.garment, trunk.rig
    dark = tone(garment.colour, 0.72)
    y = trunk.top
    if garment.kind in ("blazer", "coat", "labcoat", "uniform", "cardigan", "vest", "raincoat"):
        rig.limb(layer, [rig.trunk(0, y + 0.2), rig.trunk(0, trunk.hem)], [0.008, 0.01], dark)
    if garment.kind in ("coat", "raincoat", "labcoat"):
        rig.limb(layer, [rig.trunk(-0.42, -0.62), rig.trunk(0.42, -0.62)], [0.05, 0.05], dark)
    shirt = trunk.outfit.top.colour if garment is not trunk.outfit.top else mix(garment.colour,
        "#ffffff", 0.12)
    layer.poly([rig.trunk(*p) for p in spline([(-0.24, y - 0.26), (0.24, y - 0.26), (0.26, y - 0.1),
        (0, y - 0.02), (-0.26, y - 0.1)], 5)], rig.colour(tone(shirt, 0.95)))
    if garment.kind == "sweater":
        draw_ribs(trunk, layer, garment.colour)
    pack = trunk.outfit.extra("backpack")
    if pack is not None:
        layer.poly([rig.trunk(*p) for p in spline([(-0.5, -1.7), (0.5, -1.7), (0.6, -0.5),
            (0.4, -0.2), (-0.4, -0.2), (-0.6, -0.5)], 5)], rig.colour(pack.colour))
        layer.poly([rig.trunk(*p) for p in ((-0.4, -1.2), (0.4, -1.2), (0.4, -1.12),
            (-0.4, -1.12))], rig.colour(tone(pack.colour, 0.7)))


def _skirt(trunk: Trunk) -> None:
    """A skirt below a top, or a dress below a coat."""
    rig, outfit = trunk.rig, trunk.outfit
    if rig.act.stance in ("sit", "kneel", "crouch"):
        return
    garment = outfit.top if outfit.top.kind == "dress" else outfit.bottom
    layer = rig.layer(round=0.2, form=0.6, rim=0.6, cast=0.3)
    hem = 1.95 if garment.kind == "dress" else 1.6
    points = [(-trunk.waist, -0.5), (trunk.waist, -0.5), (trunk.hips * 1.1, 0.1),
        (trunk.hips * 1.5, hem), (0, hem + 0.06), (-trunk.hips * 1.5, hem),
        (-trunk.hips * 1.1, 0.1)]
    layer.poly([rig.trunk(*p) for p in spline(points, 7)], rig.colour(garment.colour))
    with layer.inside():
        draw_pattern(trunk, layer, garment)
        for x in (-0.5, -0.2, 0.1, 0.42):
            rig.limb(layer, [rig.trunk(x * 0.6, -0.2), rig.trunk(x * 1.5, hem)], [0.004, 0.026],
                tone(garment.colour, 0.82), alpha=150)
