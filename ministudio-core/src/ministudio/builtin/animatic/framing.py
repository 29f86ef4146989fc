"""Framing: where the camera stands so that heads, bodies or a thing fill the frame as asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.stage import Camera
from ministudio.builtin.animatic.cinematography import HEAD_SHARE, Size

if TYPE_CHECKING:
    from collections.abc import Sequence

# Head height as a share of the frame -> how far below the head's middle the frame's middle lies, in
# head heights. Between these it is linear.
_SHARES = (0.120, 0.165, 0.225, 0.34, 0.50, 0.86)
_DROPS = (2.95, 2.05, 1.32, 0.70, 0.34, 0.06)
_LEAD = 0.11  # frame heights of room toward which somebody looks
_TOP = 0.045  # least room above a head, in frame heights
_UNDER = 0.11  # most ground below the feet, in frame heights
_FACE_END = 0.55  # head heights from the middle of a head to below the chin
_ZOOM_MIN, _ZOOM_MAX = 1.0, 24.0


@dataclass(frozen=True, slots=True)
class Head:
    """A head in world units: its middle, its height, where it looks (-1 left to 1 right).

    `reach` is the half width of the body below it, `feet` the line it stands on.
    """

    x: float
    y: float
    height: float
    looks: float = 0.0
    reach: float = 0.0
    feet: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame to fill: width over height, and how much of its foot captions may take.

    `sway` is how far a move takes the camera to either side, in frame heights.
    """

    aspect: float
    captions: float = 0.0
    sway: float = 0.0


def frame_heads(heads: Sequence[Head], size: Size, frame: Frame) -> Camera:
    """A camera for one head, or for several that must all be in the frame."""
    share = HEAD_SHARE.get(size)
    if share is None:
        return frame_wide(heads, size, frame)
    tallest = max(head.height for head in heads)
    if frame.captions:
        share = min(share, (1 - frame.captions - 0.02) / 1.06)
    share = min(share, frame.aspect * 0.85)
    zoom = share / tallest
    if len(heads) > 1:
        zoom = min(zoom, _all_in(heads, frame))
    zoom = min(_ZOOM_MAX, max(_ZOOM_MIN, zoom))
    x = _centre(heads, zoom)
    y = _level(heads, zoom, frame)
    return Camera(x, y, zoom)


def _all_in(heads: Sequence[Head], frame: Frame) -> float:
    """The zoom at which all heads are in the frame, and most of the bodies between its sides."""
    left = min(head.x - max(head.reach * 0.8, head.height) for head in heads)
    right = max(head.x + max(head.reach * 0.8, head.height) for head in heads)
    top = min(head.y - head.height * 0.62 for head in heads)
    chin = max(head.y + head.height * _FACE_END for head in heads)
    tall = (0.98 - frame.captions - _TOP) / max(chin - top, 1e-3)
    return min(tall, (frame.aspect * 0.94 - 2 * frame.sway) / max(right - left, 1e-3))


def _centre(heads: Sequence[Head], zoom: float) -> float:
    if len(heads) == 1:
        return heads[0].x + heads[0].looks * _LEAD / zoom
    return (min(head.x for head in heads) + max(head.x for head in heads)) / 2


def _level(heads: Sequence[Head], zoom: float, frame: Frame) -> float:
    """The height of the frame's middle: by the size, but no head cut above or behind a caption."""
    share = zoom * max(head.height for head in heads)
    drop = float(np.interp(share, _SHARES, _DROPS))
    mean = sum(head.y for head in heads) / len(heads)
    tallest = max(head.height for head in heads)
    y = mean + drop * tallest
    top = min(head.y - head.height * 0.62 for head in heads)
    chin = max(head.y + head.height * _FACE_END for head in heads)
    y = min(y, top + (0.5 - _TOP) / zoom) if share < 0.6 else y
    feet = max(head.feet for head in heads)
    if feet > mean:  # the short (animals, children) stand at the foot of the frame, too
        y = min(y, feet + (_UNDER - 0.5) / zoom)
    if frame.captions:
        lowest = 1 - frame.captions - 0.02
        y = max(y, chin - (lowest - 0.5) / zoom)
    return y


def frame_wide(heads: Sequence[Head], size: Size, frame: Frame) -> Camera:
    """The place with people in it; the camera leans a little toward them."""
    zoom = 1.0 if size == "extreme wide" else 1.08
    if not heads:
        return Camera(0.0, 0.5, 1.0)
    x = sum(head.x for head in heads) / len(heads)
    room = max(0.0, 0.9 - frame.aspect / 2 / zoom)
    x = max(-room, min(room, x * (0.5 if frame.aspect > 1 else 1.0)))
    feet = max(head.feet for head in heads)
    y = max(0.5, min(0.56, feet + 0.07 / zoom - 0.5 / zoom))
    return Camera(x, y, zoom)


def frame_thing(x: float, y: float, extent: float, frame: Frame, *, share: float = 0.55) -> Camera:
    """A camera on a thing `extent` world units large, which then fills `share` of the frame."""
    room = min(1.0, frame.aspect) - frame.captions * 0.6
    zoom = min(_ZOOM_MAX, max(_ZOOM_MIN, share * room / max(extent, 1e-3)))
    return Camera(x, y + frame.captions * 0.4 / zoom, zoom)


def background(camera: Camera, *, lift: float, perspective: float) -> Camera:
    """The camera that paints the place behind people framed by `camera`.

    `lift` sinks (+) or raises the place in frame heights (low and high angles); `perspective`
    scales how much of the zoom the place follows (wide and long lenses).
    """
    zoom = 1 + (camera.zoom - 1) * perspective
    y = camera.y - lift / math.sqrt(zoom)
    return Camera(camera.x, y, zoom)
