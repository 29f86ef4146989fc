"""The pen that draws a prop: local measures in head heights, y up is negative, base at (0, 0)."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ministudio.builtin.animatic.canvas import (
    RGB,
    Colour,
    Layer,
    Point,
    Stage,
    ellipse,
    halo,
    mix,
    spline,
    tone,
    tube,
)
from ministudio.builtin.animatic.dice import Dice, seed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the story: what it is drawn as, its colours, and the flags of its state."""

    words: str
    kind: str
    colour: RGB
    accent: RGB
    flags: frozenset[str] = frozenset()
    state: str = ""

    def has(self, *flags: str) -> bool:
        """Whether any of these flags is set."""
        return not self.flags.isdisjoint(flags)

    @property
    def open(self) -> bool:
        """Whether it stands open."""
        return "open" in self.flags

    @property
    def lit(self) -> bool:
        """Whether it gives light."""
        return self.has("lit", "glowing", "burning")

    def dice(self, purpose: str) -> Dice:
        """Chance that belongs to these words."""
        return Dice(seed_of("prop", self.words, purpose))


@dataclass(slots=True)
class PropPen:
    """Draws at a place of the stage: `unit` is the head height there, `tilt` turns clockwise."""

    stage: Stage
    prop: Prop
    x: float
    y: float
    unit: float
    z: float
    facing: int = 1
    tilt: float = 0.0
    grip: Point = (0.0, 0.0)
    """The local point that lies at (x, y)."""
    layer: Layer = field(init=False)

    def __post_init__(self) -> None:
        self.layer = self.new()

    def new(self, **material: Any) -> Layer:  # noqa: ANN401 - Material's fields
        """Go on in a new layer on top."""
        settings = {"form": 0.55, "round": 0.05, "rim": 0.8, "cast": 0.35, "drop": 0.05,
            "own": True}
        settings |= material
        settings["round"] *= self.unit
        settings["drop"] *= self.unit
        self.layer = self.stage.layer(self.z, **settings)
        return self.layer

    def shining(self, strength: float = 0.8) -> Layer:
        """Go on in a layer that gives light."""
        return self.new(form=0.0, flat=1.0, glow=strength, rim=0.0, cast=0.0)

    def at(self, px: float, py: float) -> Point:
        """The world point of a local one."""
        dx, dy = (px - self.grip[0]) * self.facing, py - self.grip[1]
        cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        return self.x + (dx * cos - dy * sin) * self.unit, self.y + (dx * sin + dy
            * cos) * self.unit

    def poly(self, points: Sequence[Point], colour: Colour, *, alpha: int = 255) -> None:
        """Fill an outline."""
        self.layer.poly([self.at(*p) for p in points], colour, alpha)

    def blob(self, points: Sequence[Point], colour: Colour, *, steps: int = 6,
        alpha: int = 255) -> None:
        """Fill a smooth outline."""
        self.poly(spline(points, steps), colour, alpha=alpha)

    def rect(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, *,
        alpha: int = 255) -> None:
        """Fill a rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, alpha=alpha)

    def plate(self, x0: float, y0: float, x1: float, y1: float, corner: float,
        colour: Colour) -> None:
        """Fill a rectangle with round corners."""
        points: list[Point] = []
        for cx, cy, start in ((x1 - corner, y0 + corner, -90), (x1 - corner, y1 - corner, 0),
            (x0 + corner, y1 - corner, 90), (x0 + corner, y0 + corner, 180)):
            points += ellipse(cx, cy, corner, start=start, end=start + 90, steps=6)
        self.poly(points, colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, *,
        alpha: int = 255) -> None:
        """Fill an ellipse."""
        self.poly(ellipse(x, y, rx, ry, steps=32), colour, alpha=alpha)

    def line(self, points: Sequence[Point], widths: Sequence[float], colour: Colour, *,
        alpha: int = 255) -> None:
        """Fill a tapered stroke; half-widths in head heights."""
        self.poly_world(tube([self.at(*p) for p in points], [w * self.unit for w in widths], 5),
            colour, alpha)

    def poly_world(self, points: list[Point], colour: Colour, alpha: int) -> None:
        """Fill an outline that is in world units already."""
        self.layer.poly(points, colour, alpha)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Draw only where this layer has paint."""
        with self.layer.inside():
            yield

    def light(self, px: float, py: float, radius: float, colour: Colour,
        strength: float = 1.0) -> None:
        """A lamp with a visible halo."""
        x, y = self.at(px, py)
        self.stage.lamp(x, y, radius * 3.2 * self.unit, colour, 0.9 * strength, self.z)
        self.stage.shine(self.z - 0.02, halo(x, y, radius * self.unit, colour, 0.26 * strength,
            self.z), emits=0.12)

    def shade(self, factor: float) -> RGB:
        """The prop's colour, darker or lighter."""
        return tone(self.prop.colour, factor)

    def mixed(self, other: Colour, share: float) -> RGB:
        """The prop's colour mixed with another."""
        return mix(self.prop.colour, other, share)
