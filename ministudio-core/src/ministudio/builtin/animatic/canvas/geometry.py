"""Outlines: closed curves through points, tapered strokes, ellipses. All return lists of points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from ministudio.builtin.animatic.canvas.colour import Array

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = list[Point]

_CAP = np.linspace(0, math.pi, 12)


@lru_cache(maxsize=32)
def _basis(steps: int) -> Array:
    """Catmull-Rom weights of the four neighbours, for `steps` places along a span."""
    t = np.arange(steps) / steps
    return 0.5 * np.stack(
        [
            -t + 2 * t**2 - t**3,
            2 - 5 * t**2 + 3 * t**3,
            t + 4 * t**2 - 3 * t**3,
            -(t**2) + t**3,
        ],
        axis=1,
    )


def _curve(points: Array, steps: int, *, closed: bool) -> Array:
    if closed:
        ring = np.concatenate([points[-1:], points, points[:2]])
    else:
        ring = np.concatenate([points[:1], points, points[-1:]])
    count = len(ring) - 3
    spans = np.stack([ring[i : i + count] for i in range(4)], axis=1)
    line: Array = (_basis(steps) @ spans).reshape(-1, 2)
    return line if closed else np.concatenate([line, points[-1:]])


def _points(line: Array) -> Outline:
    return [(x, y) for x, y in line.tolist()]


def spline(points: Sequence[Point], steps: int = 8, *, closed: bool = True) -> Outline:
    """A smooth curve through the points (Catmull-Rom), `steps` places per span."""
    return _points(_curve(np.array(points, float), steps, closed=closed))


def tube(
    points: Sequence[Point], widths: Sequence[float], steps: int = 8, *, cap: bool = True
) -> Outline:
    """The outline of a stroke along a spline; `widths` are half-widths, spread over its length."""
    line = _curve(np.array(points, float), steps, closed=False)
    place = np.linspace(0, 1, len(line))
    half = np.interp(place, np.linspace(0, 1, len(widths)), widths)[:, None]
    along = np.empty_like(line)
    along[1:-1] = line[2:] - line[:-2]
    along[0], along[-1] = line[1] - line[0], line[-1] - line[-2]
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1])[:, None], 1e-9)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    left, right = line + across * half, line - across * half
    if not cap:
        return _points(np.concatenate([left, right[::-1]]))
    cos, sin = np.cos(_CAP)[:, None], np.sin(_CAP)[:, None]
    end = line[-1] + half[-1] * (across[-1] * cos + along[-1] * sin)
    start = line[0] - half[0] * (across[0] * cos + along[0] * sin)
    return _points(np.concatenate([left, end, right[::-1], start]))


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
