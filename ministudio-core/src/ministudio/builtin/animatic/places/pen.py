"""A pen for furnishing: draws in a piece's own units, around where it hangs or stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ministudio.builtin.animatic.canvas.colour import hex_of, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse, spline, tube

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.canvas.geometry import Point
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery


@dataclass(slots=True)
class Pen:
    """Where a piece is drawn and how large; u to the right, v down, in world units at size 1."""

    scenery: Scenery
    x: float
    y: float
    size: float
    z: float
    colour: str | None
    """What the words say about its colour."""
    words: str
    dice: Dice
    foot: float = 0.72
    """Where the wall meets the floor, in world units."""

    def layer(self, near: float = 0.0, **material: Any) -> Layer:  # noqa: ANN401 - Material's
        """A layer at the piece's depth, or a little nearer."""
        material.setdefault("form", 0.4)
        material.setdefault("round", 0.014 * self.size)
        material.setdefault("rim", 0.7)
        return self.scenery.layer(self.z - near, **material)

    def body(self, near: float = 0.0, **material: Any) -> Layer:  # noqa: ANN401 - Material's
        """A layer that throws a shadow on what is behind it."""
        material.setdefault("cast", 0.4)
        material.setdefault("drop", 0.014)
        return self.layer(near, **material)

    def glow(self, near: float = 0.001, amount: float = 0.5) -> Layer:
        """A layer that shines by itself."""
        return self.scenery.layer(self.z - near, form=0, flat=1.0, glow=amount, fog=0.0)

    def hue(self, default: str) -> str:
        """The said colour, else the default, a little varied."""
        return hex_of(tone(self.colour or default, self.dice.between(0.94, 1.06)))

    def at(self, u: float, v: float) -> Point:
        """A world point."""
        return self.x + u * self.size, self.y + v * self.size

    def poly(self, layer: Layer, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        """Fill an outline."""
        layer.poly([self.at(u, v) for u, v in points], colour, alpha)

    def blob(self, layer: Layer, points: Sequence[Point], colour: Colour, steps: int = 6) -> None:
        """Fill a smooth outline."""
        layer.poly(spline([self.at(u, v) for u, v in points], steps), colour)

    def rect(
        self, layer: Layer, box: tuple[float, float, float, float], colour: Colour, alpha: int = 255
    ) -> None:
        """Fill a rectangle (u0, v0, u1, v1)."""
        u0, v0, u1, v1 = box
        self.poly(layer, [(u0, v0), (u1, v0), (u1, v1), (u0, v1)], colour, alpha)

    def disc(
        self, layer: Layer, at: Point, r: float, colour: Colour, ry: float | None = None
    ) -> None:
        """Fill a circle or ellipse."""
        x, y = self.at(*at)
        layer.poly(ellipse(x, y, r * self.size, None if ry is None else ry * self.size), colour)

    def stroke(
        self, layer: Layer, points: Sequence[Point], width: float | Sequence[float], colour: Colour
    ) -> None:
        """A line with half-width(s)."""
        widths = [width, width] if isinstance(width, (int, float)) else list(width)
        layer.poly(
            tube([self.at(u, v) for u, v in points], [w * self.size for w in widths]), colour
        )

    def lamp(self, u: float, v: float, radius: float, colour: str, strength: float) -> None:
        """Let the piece light what is around it."""
        x, y = self.at(u, v)
        self.scenery.stage.lamp(x, y, radius * self.size, colour, strength, self.z)
