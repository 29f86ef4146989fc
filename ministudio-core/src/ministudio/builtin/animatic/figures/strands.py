"""Hair as a material: lengths, tones, the strands that follow its flow; what covers it."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import itertools
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import RGB, Layer, Point, lerp, luma, mix, tone, tube

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig

# How far down (in v; 1 is the chin) hair of a style falls.
LENGTHS = {"bob": 0.98, "shoulder": 1.5, "long": 2.75}


PULLED = ("bun", "pony", "pigtails", "braids")


def shine_of(rig: Rig) -> RGB:
    """Where light runs along the strands: cool on black hair, warm on others."""
    hair = rig.who.hair.colour
    if luma(hair) < 0.2:
        return mix(tone(hair, 1.5), "#8792b8", 0.38)
    return mix(tone(hair, 1.22), "#fff0d8", 0.18)


def shade_of_hair(rig: Rig) -> RGB:
    return mix(tone(rig.who.hair.colour, 0.62), "#1c1030", 0.18)


def covered(rig: Rig) -> bool:
    """A hat or hood hides the crown's volume."""
    return hat_kind(rig) in ("hood", "helmet", "headscarf", "beanie", "cap", "tophat", "wizardhat",
        "cowboyhat", "strawhat", "fedora", "beret")


def hat_kind(rig: Rig) -> str:
    """What is on the head, or an empty text."""
    outfit = rig.who.outfit
    kinds = ("hood", "helmet", "headscarf", "strawhat", "wizardhat", "cowboyhat", "tophat",
        "beanie", "beret", "cap", "fedora", "crown")
    found = outfit.extra(*kinds) if outfit else None
    return found.kind if found else ""


def band_colour(rig: Rig) -> RGB:
    return rig.who.outfit.top.colour if rig.who.outfit else (180, 60, 60)


def ribbon(rig: Rig, line: list[Point], widths: list[float]) -> list[Point]:
    return tube([rig.head(*p) for p in line], [w * rig.unit for w in widths])


def draw_along(rig: Rig, layer: Layer, line: list[Point], spread: float) -> None:
    """Strands along a tail."""
    with layer.inside():
        for i in range(5):
            off = (i - 2) * spread * 0.5
            colour = shine_of(rig) if i % 2 else shade_of_hair(rig)
            rig.stroke(layer, [(x + off, v) for x, v in line], [0.003, 0.011, 0.01, 0.002], colour,
                alpha=190)


def draw_strands(rig: Rig, layer: Layer, paths: list[list[Point]]) -> None:
    """Lines of light and dark along the hair; brightest in a band across it."""
    shine, dark = shine_of(rig), shade_of_hair(rig)
    for i, path in enumerate(paths):
        rig.stroke(layer, path, [0.002, 0.013, 0.002], dark if i % 2 else shine,
            alpha=150 if i % 2 else 120)
        if i % 3 == 0:
            band = [(lerp(a[0], b[0], 0.5), lerp(a[1], b[1], 0.5)) for a,
                b in itertools.pairwise(path)]
            rig.stroke(layer, band if len(band) > 1 else path, [0.002, 0.02, 0.002], shine,
                alpha=150)
