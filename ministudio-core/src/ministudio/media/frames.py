"""Frames in memory: pictures that can be drawn into, zoomed and handed to a writer.

The planes of a `Picture` are NumPy views of libav's own buffer, so that drawing and encoding
share one copy. Layouts: `yuv420p` (Y, U, V), `yuva420p` (Y, U, V, A), `gray`. Colours are BT.709,
limited range, as in every clip that Ministudio writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter

from ministudio.errors import MediaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    Plane = np.ndarray[Any, np.dtype[np.uint8]]

Layout = Literal["yuv420p", "yuva420p", "gray"]


def check_size(width: int, height: int) -> None:
    """Refuse sizes that 4:2:0 video cannot have.

    Raises:
        MediaError: a side is odd, below 2 or above 16,384 pixels.
    """
    if any(side < 2 or side > 16_384 or side % 2 for side in (width, height)):
        raise MediaError(
            f"A picture cannot be {width}x{height}: both sides must be even, 2 to 16384 pixels."
        )


class Picture:
    """One frame and views of its planes; drawing into the views changes the frame.

    `planes` have the shapes (height, width), (height/2, width/2) twice, and for `yuva420p`
    again (height, width); dtype uint8. Rows may be padded: the views are not contiguous.
    """

    __slots__ = ("frame", "planes")

    def __init__(self, frame: av.VideoFrame) -> None:
        self.frame = frame
        self.planes: tuple[Plane, ...] = tuple(
            np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
                :, : plane.width
            ]
            for plane in frame.planes
        )

    @classmethod
    def blank(cls, width: int, height: int, layout: Layout = "yuv420p") -> Picture:
        """A picture with undefined content."""
        check_size(width, height)
        return cls(av.VideoFrame(width, height, layout))

    @classmethod
    def of(cls, planes: Sequence[Plane]) -> Picture:
        """A copy of planes: 3 for yuv420p, 4 for yuva420p, 1 for gray."""
        layouts: dict[int, Layout] = {1: "gray", 3: "yuv420p", 4: "yuva420p"}
        if len(planes) not in layouts:
            raise MediaError(f"A picture has 1, 3 or 4 planes, not {len(planes)}.")
        height, width = planes[0].shape
        picture = cls.blank(width, height, layouts[len(planes)])
        for view, plane in zip(picture.planes, planes, strict=True):
            view[:] = plane
        return picture

    @property
    def width(self) -> int:
        """Pixels in a row."""
        return self.frame.width

    @property
    def height(self) -> int:
        """Rows."""
        return self.frame.height

    def copy(self) -> Picture:
        """A second picture with the same content."""
        return Picture.of(self.planes)


class Zoom:
    """Crops a plate and scales the crop, all planes in one swscale call.

    Keep one Zoom per plate and output size: a pan then never rebuilds the scaler. The crop's
    edges are rounded to whole pixels, each on its own, so a slow push drifts by at most a pixel
    of the plate. One yuv420p call is several times faster than three gray ones.
    """

    def __init__(self, *, smooth: bool = False) -> None:
        self._scaler = VideoReformatter()
        self._filter = Interpolation.BILINEAR if smooth else Interpolation.FAST_BILINEAR

    def __call__(
        self,
        planes: Sequence[Plane],
        window: tuple[float, float, float, float],
        *,
        width: int,
        height: int,
    ) -> Picture:
        """The part of a plate inside `window`, as a picture of width x height.

        `planes`: as in `Picture.planes` (yuv420p or yuva420p). `window`: left, top, right,
        bottom in plate pixels; it is clipped to the plate.
        """
        crop = self._crop(planes, window)
        if (crop.width, crop.height) == (width, height):
            return crop
        return Picture(
            self._scaler.reformat(crop.frame, width, height, interpolation=self._filter, threads=1)
        )

    @staticmethod
    def _crop(planes: Sequence[Plane], window: tuple[float, float, float, float]) -> Picture:
        rows, columns = planes[0].shape
        left, top = max(0, round(window[0])), max(0, round(window[1]))
        width = (min(columns, round(window[2])) - left) // 2 * 2
        height = (min(rows, round(window[3])) - top) // 2 * 2
        crop = Picture.blank(width, height, "yuva420p" if len(planes) == 4 else "yuv420p")
        for index, view in enumerate(crop.planes):
            half = 2 if index in (1, 2) else 1
            y, x = top // half, left // half  # chroma lies at most half a pixel off
            view[:] = planes[index][y : y + view.shape[0], x : x + view.shape[1]]
        return crop


def yuv_from_rgb(rgb: np.ndarray[Any, np.dtype[Any]]) -> tuple[Plane, Plane, Plane]:
    """BT.709 limited-range planes of an RGB picture.

    `rgb`: shape (height, width, 3), uint8, or float in [0, 1]; even sides.
    """
    if rgb.dtype != np.uint8:
        rgb = (np.clip(rgb, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    check_size(rgb.shape[1], rgb.shape[0])
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), "rgb24")
    planes = Picture(frame.reformat(format="yuv420p", dst_colorspace="ITU709", threads=1)).planes
    return planes[0].copy(), planes[1].copy(), planes[2].copy()


def rgb_from_yuv(planes: Sequence[Plane]) -> Plane:
    """The RGB picture (height, width, 3), uint8, of BT.709 limited-range planes."""
    return rgb_of(Picture.of(planes[:3]).frame, colorspace="ITU709")


def rgb_of(frame: av.VideoFrame, *, colorspace: str | None = None) -> Plane:
    """A decoded frame as RGB (height, width, 3), uint8.

    Without `colorspace` the frame's own tag counts; untagged frames of 720 rows and more are
    taken as BT.709, smaller ones as BT.601, as players do.
    """
    if colorspace is None and frame.colorspace == 2:  # AVCOL_SPC_UNSPECIFIED
        colorspace = "ITU709" if frame.height >= 720 else "ITU601"
    rgb = frame.reformat(format="rgb24", src_colorspace=colorspace, threads=1)
    array: Plane = rgb.to_ndarray().astype(np.uint8, copy=False)
    return array
