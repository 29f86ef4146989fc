"""The clothed trunk: its measures, its silhouette and the pens that draw on its front."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Colour, Layer, Point, spline

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig
    from ministudio.builtin.animatic.wardrobe import Outfit

# How far below the hip (adult u) a garment ends.
_HEMS = {
    "blazer": 0.34, "coat": 1.75, "raincoat": 1.5, "labcoat": 1.8, "jacket": 0.16, "cardigan": 0.4,
    "vest": 0.12, "cloak": 2.3, "robe": 2.9, "armor": 0.35, "spacesuit": 0.3, "uniform": 0.42,
    "sweater": 0.2, "turtleneck": 0.14, "hoodie": 0.24, "shirt": 0.12, "blouse": 0.1, "tee": 0.14,
    "tank": 0.1, "dress": 1.95, "overalls": 0.2,
}


class Trunk:
    """The trunk of one person: measures and the pens that draw on it."""

    def __init__(self, rig: Rig, outfit: Outfit) -> None:
        self.rig, self.outfit = rig, outfit
        self.garment = outfit.outer or outfit.top
        self.top = rig.shoulder_y
        self.centre = rig.turn * 0.36
        narrow = 1 - 0.16 * abs(rig.turn)
        child = rig.who.age < 13
        self.waist = (0.49 if rig.who.feminine and not child else 0.64) * narrow
        self.hips = 0.6 * narrow

    @property
    def hem(self) -> float:
        hem = _HEMS.get(self.garment.kind, 0.14)
        if self.outfit.top.kind == "dress" and self.garment is self.outfit.top:
            hem = 1.95
        if self.rig.act.stance in ("sit", "kneel", "crouch"):
            hem = min(hem, 0.24)
        return hem

    def at(self, x: float, y: float) -> Point:
        """A point of the front, by its distance from the turned middle line."""
        slide = min(1.0, max(0.0, (y - self.top + 0.2) / 0.55))
        return self.rig.trunk(self.centre * slide + self.rig.turn * 0.05 + x, y)

    def fill(self, layer: Layer, points: list[Point], colour: Colour, *, alpha: int = 255) -> None:
        layer.poly([self.at(x, y) for x, y in points], self.rig.colour(colour), alpha)

    def curve(self, layer: Layer, points: list[Point], colour: Colour, *, alpha: int = 255) -> None:
        layer.poly([self.at(x, y) for x, y in spline(points, 7)], self.rig.colour(colour), alpha)

    def line(self, layer: Layer, points: list[Point], widths: list[float], colour: Colour, *,
        alpha: int = 255) -> None:
        self.rig.limb(layer, [self.at(x, y) for x, y in points], widths, colour, alpha=alpha)

    def outline(self, hem: float, *, ease: float = 0.0) -> list[Point]:
        """The silhouette from the neck over shoulders and waist to the hem."""
        rig, y = self.rig, self.top
        sw, waist, hips = rig.shoulder + ease, self.waist + ease, self.hips + ease
        flare = hips * (1.42 if hem > 1.2 else 1.16 if hem > 0.3 else 1.04)
        neck, mid = 0.2, rig.turn * 0.05
        right = [(mid + neck, y - 0.2), (sw * 0.52, y - 0.08), (sw * 0.9, y + 0.1),
            (sw * 0.985, y + 0.34), (sw * 0.93, y + 0.7), (waist, -0.74), (hips, -0.06),
            (flare, hem)]
        left = [(mid - neck, y - 0.2), *[(-px, py) for px, py in right[1:]]]
        down = [rig.trunk(*p) for p in right]
        up = [rig.trunk(*p) for p in reversed(left)]
        dip = 0.0 if rig.back else 0.15
        throat = [rig.trunk(mid + x, y - 0.2 + dip * (1 - (x / neck) ** 2)) for x in (-neck * 0.6,
            0.0, neck * 0.6)]
        return spline(down, 7, closed=False) + spline(up, 7, closed=False) + throat
