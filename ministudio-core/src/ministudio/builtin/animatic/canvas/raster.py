"""Recorded polygons to pixels: supersampled, in the layer's bounding box only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from ministudio.builtin.animatic.canvas.colour import Array, lerp
from ministudio.builtin.animatic.canvas.layer import Gradient, Inside, Operation, Polygon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.geometry import Point


def _samples(width: int, height: int) -> int:
    """Samples per pixel edge: small layers (faces in wide shots) can afford finer edges."""
    area = width * height
    return 4 if area < 40_000 else 3 if area < 120_000 else 2


@dataclass(slots=True)
class _Sheet:
    """A supersampled picture of one box, being drawn on."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    origin: Point
    samples: int

    def draw(self, operations: Sequence[Operation], *, within: bool = False) -> None:
        for operation in operations:
            if isinstance(operation, Polygon):
                self._polygon(operation, within=within)
            elif isinstance(operation, Inside):
                self._inside(operation)
            else:
                self._gradient(operation)

    def _polygon(self, polygon: Polygon, *, within: bool) -> None:
        (x0, y0), n = self.origin, self.samples
        points = [((x - x0) * n, (y - y0) * n) for x, y in polygon.points]
        if polygon.fill[3] in (0, 255):
            self.pen.polygon(points, fill=polygon.fill)
        else:
            self._translucent(points, polygon.fill, within=within)

    def _translucent(
        self, points: list[Point], fill: tuple[int, int, int, int], *, within: bool
    ) -> None:
        """Blend a polygon over what is there, in the polygon's own box."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        width, height = self.image.size
        left, top = max(0, int(min(xs))), max(0, int(min(ys)))
        right, bottom = min(width, int(max(xs)) + 2), min(height, int(max(ys)) + 2)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        local = [(x - left, y - top) for x, y in points]
        ImageDraw.Draw(mask).polygon(local, fill=fill[3])
        if within:
            self.image.paste((*fill[:3], 255), (left, top, right, bottom), mask)
            return
        tile = Image.new("RGBA", mask.size, (*fill[:3], 0))
        tile.putalpha(mask)
        self.image.alpha_composite(tile, (left, top))

    def _inside(self, inside: Inside) -> None:
        keep = self.image.getchannel("A")
        self.draw(inside.operations, within=True)
        self.image.putalpha(keep)

    def _gradient(self, gradient: Gradient) -> None:
        pixels = np.asarray(self.image).copy()
        rows = np.arange(pixels.shape[0]) / self.samples + self.origin[1]
        share = np.clip((rows - gradient.top) / max(1, gradient.bottom - gradient.top), 0, 1)
        first, last = (np.array(c, float) for c in gradient.colours)
        tint = lerp(first, last, share[:, None, None])
        pixels[..., :3] = lerp(pixels[..., :3], tint, gradient.share).astype(np.uint8)
        self.image.paste(Image.fromarray(pixels))


def rasterise(operations: Sequence[Operation], box: tuple[int, int, int, int]) -> Array:
    """Draw operations into a pixel box: (height, width, 4) bytes, alpha not premultiplied."""
    x0, y0, x1, y1 = box
    samples = _samples(x1 - x0, y1 - y0)
    size = (x1 - x0) * samples, (y1 - y0) * samples
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    _Sheet(image, ImageDraw.Draw(image), (x0, y0), samples).draw(operations)
    return np.asarray(image.reduce(samples))
