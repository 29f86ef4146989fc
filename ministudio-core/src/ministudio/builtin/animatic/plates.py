"""Plates: painted pictures in YUV 4:2:0 that the film crops, scales and blends, frame by frame.

A plate's luma is premultiplied by its matte, and so is the distance of its chroma from neutral: the
blend is one multiplication less, and no colour bleeds in at soft edges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ministudio.media.frames import Picture, Zoom, yuv_from_rgb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.canvas.stage import Box
    from ministudio.builtin.animatic.sprites import Sprite

    Plane = np.ndarray[Any, np.dtype[np.uint8]]

Window = tuple[float, float, float, float]
"""What of a plate the frame shows: left, top, right, bottom in plate pixels."""

_GRID = 32  # columns are looked at in steps of this many pixels when a matte is split
_SEEN = 3  # a matte byte below this is not worth a blend
_BLACK = 16  # limited-range luma of black


class BackPlate:
    """The picture behind everything; it covers the frame in every window of its shot."""

    def __init__(self, picture: Array) -> None:
        self.planes = yuv_from_rgb(picture)
        self.size = picture.shape[1], picture.shape[0]
        self._zoom = Zoom()

    def frame(self, window: Window, *, width: int, height: int) -> Picture:
        """A new frame that shows the window."""
        return self._zoom(self.planes, window, width=width, height=height)


def cutout_planes(sprite: Sprite) -> tuple[Plane, ...]:
    """Premultiplied Y, U, V and the matte of a sprite, uint8.

    Y'CbCr is linear in R'G'B', so premultiplied colours convert as they are; only the foot of
    limited-range luma (16) has to be premultiplied too.
    """
    luma, cb, cr = yuv_from_rgb(np.clip(sprite.colour, 0, 1))
    foot = luma + np.float32(_BLACK) * (sprite.matte - 1)
    return _byte(np.clip(foot, 0, 255)), cb, cr, _byte(sprite.matte * 255)


def _byte(plane: Array) -> Plane:
    return (plane + 0.5).astype(np.uint8)


@dataclass(slots=True)
class Patch:
    """Planes that replace a part of a cut-out for a while (shut eyes, an open mouth)."""

    box: Box
    planes: tuple[Plane, ...]
    """In pixels of the cut-out."""

    def over(self, planes: Sequence[Plane]) -> None:
        """Write the patch into the planes of its cut-out."""
        for view, plane in zip(_views(planes, self.box), self.planes, strict=True):
            view[:] = plane


def _views(planes: Sequence[Plane], box: Box) -> list[Plane]:
    x0, y0, x1, y1 = box
    return [
        plane[y0 // k : y1 // k, x0 // k : x1 // k]
        for plane, k in zip(planes, (1, 2, 2, 1), strict=False)
    ]


class CutoutPlate:
    """A sprite in YUV with its matte, and patches that can be put on and taken off.

    `z` is its depth: how far the camera's moves shift and scale it.
    """

    def __init__(self, sprite: Sprite, *, z: float, patches: Mapping[str, Sprite] | None = None):  # noqa: ANN204 - a constructor
        self.box, self.z = sprite.box, z
        self.planes = cutout_planes(sprite)
        self._patches = {name: self._patch(part) for name, part in (patches or {}).items()}
        self.runs = [_Run(box) for box in _runs(self._widest_matte())]
        self._original = {
            name: Patch(patch.box, tuple(v.copy() for v in _views(self.planes, patch.box)))
            for name, patch in self._patches.items()
        }
        self._on: tuple[str, ...] = ()

    def wear(self, names: tuple[str, ...]) -> None:
        """Put on exactly these patches (unknown names are nothing to this plate)."""
        names = tuple(name for name in names if name in self._patches)
        if names == self._on:
            return
        for name in self._on:
            self._original[name].over(self.planes)
        for name in names:
            self._patches[name].over(self.planes)
        self._on = names

    def draw(self, frame: Picture, window: Window, *, gain: float = 1.0) -> None:
        """Blend the plate into a frame; `window` is in pixels of the whole plate's picture."""
        left, top = self.box[:2]
        local = (window[0] - left, window[1] - top, window[2] - left, window[3] - top)
        for run in self.runs:
            run.draw(self.planes, frame, local, gain)

    def _widest_matte(self) -> Plane:
        """Where the plate covers anything, whatever it wears (a lamp may be lit later)."""
        matte = self.planes[3].copy()
        for patch in self._patches.values():
            view = _views((matte,), patch.box)[0]
            np.maximum(view, patch.planes[3], out=view)
        return matte

    def _patch(self, part: Sprite) -> Patch:
        left, top = self.box[:2]
        x0, y0, x1, y1 = part.box
        box = (x0 - left, y0 - top, x1 - left, y1 - top)
        return Patch(box, cutout_planes(part))


@dataclass(slots=True)
class _Run:
    """A box of the plate that is scaled and blended in one go."""

    box: Box
    zoom: Zoom = field(default_factory=Zoom)

    def draw(self, planes: Sequence[Plane], frame: Picture, window: Window, gain: float) -> None:
        width, height = frame.width, frame.height
        kx, ky = width / (window[2] - window[0]), height / (window[3] - window[1])
        x0 = max(0, int((self.box[0] - window[0]) * kx) // 2 * 2)
        y0 = max(0, int((self.box[1] - window[1]) * ky) // 2 * 2)
        x1 = min(width, int((self.box[2] - window[0]) * kx) // 2 * 2)
        y1 = min(height, int((self.box[3] - window[1]) * ky) // 2 * 2)
        if x1 - x0 < 8 or y1 - y0 < 4:
            return
        part = (
            window[0] + x0 / kx, window[1] + y0 / ky,
            window[0] + x1 / kx, window[1] + y1 / ky,
        )  # fmt: skip
        scaled = self.zoom(planes, part, width=x1 - x0, height=y1 - y0)
        _blend(_views3(frame, (x0, y0, x1, y1)), scaled.planes, gain)


def _views3(frame: Picture, box: Box) -> list[Plane]:
    x0, y0, x1, y1 = box
    return [
        plane[y0 // k : y1 // k, x0 // k : x1 // k]
        for plane, k in zip(frame.planes, (1, 2, 2), strict=True)
    ]


def _blend(target: Sequence[Plane], source: Sequence[Plane], gain: float) -> None:
    """Lay premultiplied planes with a matte over planes, in place."""
    keep = source[3].astype(np.uint16)
    keep += keep >> 7
    np.subtract(np.uint16(256), keep, out=keep)
    mixed = target[0] * keep
    mixed >>= 8
    if gain == 1.0:
        mixed += source[0]
    else:
        bright = source[0] * np.uint16(round(gain * 128))
        bright >>= 7
        mixed += bright
    np.minimum(mixed, 255, out=mixed)
    target[0][:] = mixed
    half = (keep[::2, ::2] + keep[1::2, 1::2]) >> 1
    neutral = half << 7
    for plane, chroma in zip(target[1:], source[1:3], strict=True):
        tint = plane * half
        tint -= neutral  # wraps below zero and back again: sums are modulo 2^16
        tint += chroma.astype(np.uint16) << 8
        tint >>= 8
        plane[:] = tint


def _runs(matte: Plane) -> list[Box]:
    """A few boxes that hold the matte: runs of occupied columns, each with its own rows.

    A run is never split: each box rounds its own edges, and a split would show as a step.
    """
    height, width = matte.shape
    tops = matte.max(0) >= _SEEN
    used = [bool(tops[i : i + _GRID].any()) for i in range(0, width, _GRID)]
    boxes: list[Box] = []
    start: int | None = None
    for i, one in enumerate([*used, False]):
        if one and start is None:
            start = i
        elif not one and start is not None:
            x0, x1 = start * _GRID, min(width, i * _GRID)
            rows = np.nonzero(matte[:, x0:x1].max(1) >= _SEEN)[0]
            y0, y1 = int(rows[0]) // 2 * 2, min(height, int(rows[-1]) // 2 * 2 + 2)
            boxes.append((x0, y0, x1, y1))
            start = None
    return boxes


class Overlay:
    """A sprite that lies still on the frame (a caption), in YUV."""

    def __init__(self, sprite: Sprite) -> None:
        self._box = sprite.box
        self._planes = cutout_planes(sprite)

    def draw(self, frame: Picture) -> None:
        """Blend it into a frame."""
        _blend(_views3(frame, self._box), self._planes, 1.0)
