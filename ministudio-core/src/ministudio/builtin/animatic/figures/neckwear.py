"""What lies over the clothes: scarves, cloaks, ties, belts, aprons, straps."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Layer, mix, spline, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.trunk import Trunk


def draw_cloak_front(trunk: Trunk) -> None:
    rig, cloak = trunk.rig, trunk.outfit.outer
    if cloak is None:
        return
    y = trunk.top
    layer = rig.layer(round=0.2, form=0.6, rim=0.8, cast=0.4)
    hem = 2.4 if rig.act.stance not in ("sit", "kneel", "crouch") else 0.5
    if rig.back:
        outline = trunk.outline(hem, ease=0.16)
        layer.poly(outline, rig.colour(cloak.colour))
        with layer.inside():
            for x in (-0.5, -0.15, 0.22, 0.55):
                rig.limb(layer, [rig.trunk(x * 0.7, y + 0.3), rig.trunk(x, 0.4),
                    rig.trunk(x * 1.4, hem)], [0.004, 0.03, 0.04], tone(cloak.colour, 0.8),
                    alpha=170)
        return
    for side in (-1, 1):
        inner = 0.22
        points = [(side * 0.16, y - 0.24), (side * 0.6, y - 0.1),
            (side * (rig.shoulder + 0.1), y + 0.2), (side * (rig.shoulder + 0.12), -0.6),
            (side * (rig.shoulder + 0.22), hem), (side * (inner + 0.3), hem),
            (side * (inner + 0.12), -0.4), (side * inner, y + 0.3)]
        layer.poly([rig.trunk(*p) for p in spline(points, 6)], rig.colour(tone(cloak.colour,
            1.0 if side == -rig.facing else 0.92)))
    clasp = rig.layer(round=0.03, form=0.8, sheen=0.5)
    clasp.circle(*trunk.at(0, y + 0.02), 0.07 * rig.unit, "#d8b45a")


def draw_neckwear(trunk: Trunk) -> None:
    """Turtleneck, scarf, hood on the shoulders: over the neck, in front of the trunk."""
    rig, outfit, y = trunk.rig, trunk.outfit, trunk.top
    if outfit.top.kind == "turtleneck":
        layer = rig.layer(round=0.1, form=0.6, rim=0.5, cast=0.25, drop=0.03)
        colour = outfit.top.colour
        m = rig.turn * 0.05
        layer.poly([rig.trunk(*p) for p in spline([(m - 0.19, y - 0.36), (m + 0.19, y - 0.36),
            (m + 0.235, y - 0.1), (m, y - 0.01), (m - 0.235, y - 0.1)], 5)],
            rig.colour(mix(colour, "#ffffff", 0.05)))
        with layer.inside():
            rig.limb(layer, [rig.trunk(m - 0.24, y - 0.24), rig.trunk(m, y - 0.18),
                rig.trunk(m + 0.24, y - 0.24)], [0.008] * 3, tone(colour, 0.7))
    scarf = outfit.extra("scarf")
    if scarf is not None:
        layer = rig.layer(round=0.1, form=0.65, rim=0.6, cast=0.4, drop=0.04)
        rig.limb(layer, [rig.trunk(-0.27, y - 0.2), rig.trunk(rig.turn * 0.1, y - 0.03),
            rig.trunk(0.27, y - 0.2)], [0.13, 0.15, 0.13], scarf.colour)
        rig.limb(layer, [rig.trunk(-0.1, y + 0.05), rig.trunk(-0.2, -1.1), rig.trunk(-0.16, -0.75)],
            [0.13, 0.14, 0.13], tone(scarf.colour, 0.93))
        with layer.inside():
            for i in range(6):
                rig.limb(layer, [rig.trunk(-0.4 + i * 0.02, y + 0.3 + i * 0.17),
                    rig.trunk(0.1, y + 0.32 + i * 0.17)], [0.02, 0.02], tone(scarf.accent, 1.1),
                    alpha=120)


def draw_accessories(trunk: Trunk, layer: Layer) -> None:
    """Tie, necklace, badge, belt, apron, straps, on the chest."""
    outfit, y, rig = trunk.outfit, trunk.top, trunk.rig
    if (apron := outfit.extra("apron")) is not None:
        trunk.fill(layer, [(-0.34, -1.3), (0.34, -1.3), (0.44, -0.5), (0.54, trunk.hem + 0.6),
            (-0.54, trunk.hem + 0.6), (-0.44, -0.5)], apron.colour)
        for side in (-1, 1):
            trunk.line(layer, [(side * 0.3, -1.28), (side * 0.22, y - 0.1)], [0.045, 0.045],
                apron.colour)
        trunk.fill(layer, [(-0.2, -0.75), (0.22, -0.75), (0.2, -0.35), (-0.18, -0.35)],
            tone(apron.colour, 0.84))
    if (tie := outfit.extra("tie")) is not None:
        trunk.fill(layer, [(-0.055, y + 0.06), (0.055, y + 0.06), (0.035, y + 0.17),
            (-0.035, y + 0.17)], tone(tie.colour, 0.85))
        trunk.fill(layer, [(-0.035, y + 0.17), (0.035, y + 0.17), (0.095, -0.72), (0, -0.6),
            (-0.095, -0.72)], tie.colour)
    if (bow := outfit.extra("bowtie")) is not None:
        for side in (-1, 1):
            trunk.fill(layer, [(0, y + 0.1), (side * 0.2, y + 0.0), (side * 0.2, y + 0.22)],
                bow.colour)
        layer.circle(*trunk.at(0, y + 0.11), 0.04 * rig.unit, rig.colour(tone(bow.colour, 0.8)))
    if (chain := outfit.extra("necklace")) is not None:
        trunk.line(layer, [(-0.2, y - 0.14), (-0.1, y + 0.16), (0, y + 0.26), (0.1, y + 0.16),
            (0.2, y - 0.14)], [0.012] * 5, chain.colour)
        layer.circle(*trunk.at(0, y + 0.31), 0.06 * rig.unit, chain.colour)
    if (badge := outfit.extra("badge")) is not None:
        trunk.fill(layer, [(0.24, -1.4), (0.42, -1.4), (0.42, -1.24), (0.33, -1.16), (0.24, -1.24)],
            badge.colour)
    if (belt := outfit.extra("belt")) is not None:
        trunk.line(layer, [(-0.9, -0.3), (0.9, -0.28)], [0.07, 0.07], belt.colour)
        trunk.fill(layer, [(-0.07, -0.38), (0.09, -0.38), (0.09, -0.2), (-0.07, -0.2)], "#d8b45a")
    if (pack := outfit.extra("backpack")) is not None:
        for side in (-1, 1):
            trunk.line(layer, [(side * 0.42, y - 0.06), (side * 0.5, -1.2), (side * 0.56, -0.7)],
                [0.06, 0.055, 0.05], pack.colour)
