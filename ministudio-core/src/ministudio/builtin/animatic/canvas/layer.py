"""A layer: flat artwork at one depth, recorded as polygons and drawn later, where it is needed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ministudio.builtin.animatic.canvas.colour import RGB, Colour, rgb
from ministudio.builtin.animatic.canvas.geometry import Outline, Point, ellipse, spline, tube

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled outline in pixels; alpha 0 cuts a hole."""

    points: Outline
    fill: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Inside:
    """Drawing that shows only where the layer already has paint."""

    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Gradient:
    """A vertical tint of what is painted so far, between two pixel rows."""

    top: float
    bottom: float
    colours: tuple[RGB, RGB]
    share: float


Operation: TypeAlias = Polygon | Inside | Gradient


@dataclass(frozen=True, slots=True)
class Material:
    """How a layer takes light.

    form: strength of the shading found in the silhouette, 0 (flat paper) to 1.
    round: radius of that shading in world units.
    rim: strength of the back light on the edge; people 1-2, props .5-1.4, walls 0-.5.
    cast: darkness of the soft shadow on what lies behind, thrown `drop` world units away.
    sheen: strength of a soft highlight toward the key (skin, metal, wet cloth).
    glow: how much the layer feeds the bloom (and brightens). flat: share that ignores all light.
    soft: blur in world units; None = by depth and zoom. fog: share; None = by depth.
    flesh: how much shadows warm, as on skin.
    own: the colours are somebody's identity and are protected from tint and coloured light.
    """

    form: float = 0.5
    round: float = 0.03
    rim: float = 0.0
    cast: float = 0.0
    drop: float = 0.012
    sheen: float = 0.0
    flesh: float = 0.0
    glow: float = 0.0
    flat: float = 0.0
    soft: float | None = None
    fog: float | None = None
    own: bool = False


@dataclass(slots=True)
class Layer:
    """Artwork at depth `z` under one material; made by `Stage.layer`, drawn in world units."""

    z: float
    material: Material
    scale: float
    """Pixels per world unit at this depth."""
    origin: Point
    """Pixel position of the world's (0, 0) at this depth."""
    tag: str = ""
    operations: list[Operation] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None
    """Bounds of the paint in pixels: x0, y0, x1, y1."""

    def pixel(self, point: Point) -> Point:
        """The pixel position of a world point at this depth."""
        return self.origin[0] + point[0] * self.scale, self.origin[1] + point[1] * self.scale

    def poly(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        """Fill an outline."""
        if len(points) < 3:
            return
        pixels = self._pixels(points)
        self.operations.append(Polygon(pixels, (*rgb(colour), alpha)))
        self._grow(pixels)

    def blob(
        self, points: Sequence[Point], colour: Colour, steps: int = 8, *, alpha: int = 255
    ) -> None:
        """Fill a smooth closed curve through the points."""
        self.poly(spline(points, steps), colour, alpha)

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, colour: Colour, alpha: int = 255
    ) -> None:
        """Fill an upright rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, alpha)

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        colour: Colour,
        ry: float | None = None,
        *,
        alpha: int = 255,
    ) -> None:
        """Fill a circle, or an ellipse when `ry` is given, as finely as its size on screen asks."""
        steps = max(10, min(96, int(5 * (max(r, ry or r) * self.scale) ** 0.5) + 8))
        self.poly(ellipse(x, y, r, ry, steps=steps), colour, alpha)

    def tube(
        self,
        points: Sequence[Point],
        widths: Sequence[float],
        colour: Colour,
        *,
        alpha: int = 255,
        cap: bool = True,
    ) -> None:
        """Fill a tapered stroke along a spline; `widths` are half-widths."""
        self.poly(tube(points, widths, cap=cap), colour, alpha)

    def cut(self, points: Sequence[Point]) -> None:
        """Take paint away inside an outline."""
        self.operations.append(Polygon(self._pixels(points), (0, 0, 0, 0)))

    def vgrad(self, y0: float, y1: float, top: Colour, bottom: Colour, share: float = 0.6) -> None:
        """Tint what is painted so far, from `top` at y0 to `bottom` at y1."""
        rows = self.pixel((0, y0))[1], self.pixel((0, y1))[1]
        self.operations.append(Gradient(*rows, (rgb(top), rgb(bottom)), share))

    @contextmanager
    def inside(self) -> Iterator[Layer]:
        """What is drawn in this block shows only where the layer already has paint."""
        outer, box = self.operations, self.box
        self.operations = []
        try:
            yield self
        finally:
            inner, self.operations, self.box = self.operations, outer, box
            self.operations.append(Inside(tuple(inner)))

    def inner(self, draw: Callable[[Layer], object]) -> None:
        """Like `inside`, with a function that draws."""
        with self.inside():
            draw(self)

    def _pixels(self, points: Sequence[Point]) -> Outline:
        (ox, oy), k = self.origin, self.scale
        return [(ox + x * k, oy + y * k) for x, y in points]

    def _grow(self, pixels: Outline) -> None:
        xs = [p[0] for p in pixels]
        ys = [p[1] for p in pixels]
        new = min(xs), min(ys), max(xs), max(ys)
        old = self.box
        if old is not None:
            new = (
                min(old[0], new[0]),
                min(old[1], new[1]),
                max(old[2], new[2]),
                max(old[3], new[3]),
            )
        self.box = new
