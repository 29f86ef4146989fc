"""Outlines: closed curves through points, tapered strokes, ellipses. All return lists of points."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = list[Point]

_CAP = [(math.cos(a), math.sin(a)) for a in (i * math.pi / 11 for i in range(12))]


@lru_cache(maxsize=32)
def _basis(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """Catmull-Rom weights of the four neighbours, for `steps` places along a span."""
    rows = []
    for t in (i / steps for i in range(steps)):
        t2, t3 = t * t, t * t * t
        rows.append(
            (
                0.5 * (-t + 2 * t2 - t3),
                0.5 * (2 - 5 * t2 + 3 * t3),
                0.5 * (t + 4 * t2 - 3 * t3),
                0.5 * (t3 - t2),
            )
        )
    return tuple(rows)


def spline(points: Sequence[Point], steps: int = 8, *, closed: bool = True) -> Outline:
    """A smooth curve through the points (Catmull-Rom), `steps` places per span."""
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    basis, line = _basis(steps), []
    for i in range(len(ring) - 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = ring[i : i + 4]
        for wa, wb, wc, wd in basis:
            line.append(
                (wa * ax + wb * bx + wc * cx + wd * dx, wa * ay + wb * by + wc * cy + wd * dy)
            )
    if not closed:
        line.append(points[-1])
    return line


def _spread(widths: Sequence[float], count: int) -> list[float]:
    """The widths, interpolated to `count` places."""
    if len(widths) == count:
        return list(widths)
    last, out = len(widths) - 1, []
    for i in range(count):
        place = i * last / (count - 1)
        at = min(int(place), last - 1)
        out.append(widths[at] + (widths[at + 1] - widths[at]) * (place - at))
    return out


def tube(
    points: Sequence[Point], widths: Sequence[float], steps: int = 8, *, cap: bool = True
) -> Outline:
    """The outline of a stroke along a spline; `widths` are half-widths, spread over its length."""
    line = spline(points, steps, closed=False) if len(points) > 2 else list(points)
    half = _spread(widths if len(widths) > 1 else [*widths, *widths], len(line))
    last = len(line) - 1
    left, right, along = [], [], []
    for i, ((x, y), w) in enumerate(zip(line, half, strict=True)):
        (ax, ay), (bx, by) = line[max(0, i - 1)], line[min(last, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1e-9
        tx, ty = (bx - ax) / length, (by - ay) / length
        along.append((tx, ty))
        left.append((x - ty * w, y + tx * w))
        right.append((x + ty * w, y - tx * w))
    right.reverse()
    if not cap:
        return left + right
    (x0, y0), (x1, y1) = line[0], line[-1]
    (sx, sy), (ex, ey) = along[0], along[-1]
    w0, w1 = half[0], half[-1]
    end = [(x1 + w1 * (-ey * c + ex * s), y1 + w1 * (ex * c + ey * s)) for c, s in _CAP]
    start = [(x0 - w0 * (-sy * c + sx * s), y0 - w0 * (sx * c + sy * s)) for c, s in _CAP]
    return left + end + right + start


def ellipse(
    x: float,
    y: float,
    rx: float,
    ry: float | None = None,
    *,
    start: float = 0,
    end: float = 360,
    steps: int = 28,
) -> Outline:
    """Points of an ellipse or, with `start` and `end` in degrees (clockwise from +x), of an arc."""
    ry = rx if ry is None else ry
    angles = [math.radians(start + (end - start) * i / (steps - 1)) for i in range(steps)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def turned(points: Sequence[Point], degrees: float, about: Point = (0.0, 0.0)) -> Outline:
    """The points turned clockwise (y points down) about a centre."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ox, oy = about
    return [
        (ox + (x - ox) * cos - (y - oy) * sin, oy + (x - ox) * sin + (y - oy) * cos)
        for x, y in points
    ]
