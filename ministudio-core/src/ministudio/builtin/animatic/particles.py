"""What falls or drifts through the air, blended into the planes of each frame as a few pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ministudio.builtin.animatic.weather import Falling, Strokes
    from ministudio.media.frames import Picture

    Numbers = np.ndarray[Any, np.dtype[Any]]

_CLASSES = (0.12, 0.38, 0.62, 0.88)  # of the range of sizes: one stamp for each
_TURNS = (20.0, -35.0, 60.0, -70.0)  # degrees by which the leaves of each class are turned
_CHROMA = 0.06  # colours with less chroma than this are grey enough to touch luma only
# BT.709 limited range, display values 0..1 to levels.
_LUMA = np.array((46.56, 156.63, 15.81), np.float32)
_CB = np.array((-25.66, -86.34, 112.0), np.float32)
_CR = np.array((112.0, -101.73, -10.27), np.float32)


class Particles:
    """One kind of falling thing over a whole frame; a frame of a shot always looks the same."""

    def __init__(
        self, falling: Falling, *, width: int, height: int, fps: float, seed: str = ""
    ) -> None:
        self._falling, self._fps, self._seed = falling, fps, seed
        self._width, self._height = width, height
        low, high = falling.size
        self._edges = [low + (high - low) * share for share in (0.25, 0.5, 0.75)]
        sizes = [(low + (high - low) * share) * height for share in _CLASSES]
        if falling.kind == "rain":
            slant = falling.drift / falling.speed
            self._stamps = [_stroke(size, slant, height) for size in sizes]
        else:
            flat = 0.42 if falling.kind == "leaves" else 1.0
            pairs = zip(sizes, _TURNS, strict=True)
            self._stamps = [_dot(size / flat**0.5, flat, turn) for size, turn in pairs]

    def draw(self, picture: Picture, frame: int) -> None:
        """Blend the particles of a frame in."""
        strokes = self._falling.at(frame / self._fps, self._width, self._height, seed=self._seed)
        sizes = strokes.dy if self._falling.kind == "rain" else strokes.radius
        classes = np.searchsorted(np.array(self._edges) * self._height, sizes)
        for index, stamp in enumerate(self._stamps):
            mine = classes == index
            if mine.any():
                self._class(picture, strokes, mine, stamp)

    def _class(
        self, picture: Picture, strokes: Strokes, mine: Numbers, stamp: tuple[Numbers, ...]
    ) -> None:
        dx, dy, weight = stamp
        x = strokes.x[mine].astype(np.int32)[:, None] + dx
        y = strokes.y[mine].astype(np.int32)[:, None] + dy
        share = weight * strokes.alpha[mine][:, None]
        inside = (x >= 0) & (x < self._width) & (y >= 0) & (y < self._height)
        x, y, share = x[inside], y[inside], share[inside]
        which = np.broadcast_to(np.arange(len(inside))[:, None], inside.shape)[inside]
        rgb = strokes.rgb[mine]
        _mix(picture.planes[0], y, x, share, (rgb @ _LUMA + 16)[which])
        if np.ptp(rgb, axis=1).max() > _CHROMA:
            for plane, weights in zip(picture.planes[1:3], (_CB, _CR), strict=True):
                _mix(plane, y >> 1, x >> 1, share, (rgb @ weights + 128)[which])


def _mix(plane: Numbers, y: Numbers, x: Numbers, share: Numbers, level: Numbers) -> None:
    old = plane[y, x].astype(np.float32)
    plane[y, x] = old + (level - old) * share + 0.5


def _stroke(size: float, slant: float, height: int) -> tuple[Numbers, ...]:
    """Pixel offsets and weights, (1, n) each, of a stroke `size` pixels long."""
    length = max(2, round(size))
    down = np.arange(length)
    share = (down + 0.5) / length
    weight = (0.35 + 0.65 * share) * np.clip(height / 700, 0.5, 1.0)
    return (down * slant).astype(np.int32)[None], down[None], weight[None]


def _dot(size: float, flat: float, turn: float) -> tuple[Numbers, ...]:
    """Pixel offsets and weights, (1, n) each, of an ellipse: half its length, shape and turn."""
    radius = max(size, 0.55)
    reach = int(radius) + 1
    dy, dx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    angle = np.radians(turn)
    along = dx * np.cos(angle) + dy * np.sin(angle)
    across = (dy * np.cos(angle) - dx * np.sin(angle)) / flat
    weight = np.clip((radius + 0.5 - np.hypot(along, across)) * flat**0.5, 0, 1)
    seen = weight > 0.03
    return dx[seen][None], dy[seen][None], weight[seen][None]
