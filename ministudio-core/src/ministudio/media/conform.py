"""Making any clip's frames fit a film: its size, frame rate and colours."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from ministudio.media.facts import BT709, ClipFacts, ColorTags
from ministudio.media.frames import Picture
from ministudio.media.reader import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import av

    from ministudio.media.packets import PacketTable

_BLACK = (16, 128, 128)  # Y, U, V of black in limited range
# H.273 matrix -> swscale's tables; RGB (0) needs none
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}


@dataclass(frozen=True, slots=True)
class FilmFormat:
    """What every frame of a film has in common: sides in pixels, frames per second, colours."""

    width: int
    height: int
    fps: Fraction
    color: ColorTags = BT709


def film_frames(clip: ClipFacts, table: PacketTable, *, first: int, end: int, fps: Fraction) -> int:
    """How many frames of a film at `fps` the frames [first, end) of a clip fill; at least 1."""
    if clip.even:
        return max(1, round((end - first) / clip.fps * fps))
    return max(1, round((table.time_of(end) - table.time_of(first)) * fps))


def sources(
    clip: ClipFacts, table: PacketTable, *, first: int, end: int, fps: Fraction
) -> list[int]:
    """For each frame of the film, the clip's frame that is seen in the middle of its time."""
    count = film_frames(clip, table, first=first, end=end, fps=fps)
    middles = [Fraction(2 * number + 1, 2) / fps for number in range(count)]
    if clip.even:
        found = [first + int(middle * clip.fps) for middle in middles]
    else:
        base = int(table.times[first])
        ticks = [base + int(middle / table.time_base) for middle in middles]
        found = [int(n) - 1 for n in np.searchsorted(table.times, ticks, side="right")]
    return [min(end - 1, max(first, number)) for number in found]


def conformed(
    path: Path | str, clip: ClipFacts, table: PacketTable, *, first: int, end: int, film: FilmFormat
) -> Iterator[Picture]:
    """The frames [first, end) of a clip as frames of the film, scaled to fit, on black.

    A picture is valid until the next one is asked for.

    Raises:
        MediaError: the clip is damaged.
    """
    repeats = Counter(sources(clip, table, first=first, end=end, fps=film.fps))
    letterbox = Letterbox(film, clip.sar)
    for number, frame in enumerate(decoded(path, table, first=first, end=end), start=first):
        if repeats[number]:
            yield from repeat(letterbox(frame), repeats[number])


class Letterbox:
    """Scales frames into a film's format without stretching them; what is left over is black."""

    def __init__(self, film: FilmFormat, sar: Fraction = Fraction(1)) -> None:
        self._film = film
        self._sar = sar
        self._scaler = VideoReformatter()
        self._canvas: Picture | None = None
        self._placed = (0, 0)

    def __call__(self, frame: av.VideoFrame) -> Picture:
        """One frame; the answer is drawn over by the next call."""
        turns = round(frame.rotation / 90) % 4
        width, height = self._fit(frame, turned=turns % 2 == 1)
        scaled = self._scale(frame, *((height, width) if turns % 2 else (width, height)))
        if turns:
            scaled = Picture.of([np.rot90(plane, turns) for plane in scaled.planes])
        if (width, height) == (self._film.width, self._film.height):
            return scaled
        return self._place(scaled)

    def _fit(self, frame: av.VideoFrame, *, turned: bool) -> tuple[int, int]:
        """The largest even size inside the film that keeps the frame's shape."""
        film = self._film
        shape = Fraction(frame.width, frame.height) * self._sar
        if turned:
            shape = 1 / shape
        if shape >= Fraction(film.width, film.height):
            return film.width, min(film.height, max(2, round(film.width / shape / 2) * 2))
        return min(film.width, max(2, round(film.height * shape / 2) * 2)), film.height

    def _scale(self, frame: av.VideoFrame, width: int, height: int) -> Picture:
        source = frame.colorspace if frame.colorspace != 2 else (1 if frame.height >= 720 else 6)
        full = frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj")
        return Picture(
            self._scaler.reformat(
                frame,
                width,
                height,
                format="yuv420p",
                src_colorspace=_MATRICES.get(source),
                dst_colorspace=_MATRICES.get(self._film.color.matrix_for(self._film.height)),
                src_color_range=ColorRange.JPEG if full else ColorRange.MPEG,
                dst_color_range=ColorRange.MPEG,
                interpolation=Interpolation.BICUBIC | Interpolation.ACCURATE_RND,
                threads=1,
            )
        )

    def _place(self, scaled: Picture) -> Picture:
        film = self._film
        left, top = (film.width - scaled.width) // 4 * 2, (film.height - scaled.height) // 4 * 2
        if self._canvas is None or self._placed != (left, top):
            self._canvas, self._placed = black(film.width, film.height), (left, top)
        for index, (plane, part) in enumerate(zip(self._canvas.planes, scaled.planes, strict=True)):
            y, x = (top // 2, left // 2) if index else (top, left)
            plane[y : y + part.shape[0], x : x + part.shape[1]] = part
        return self._canvas


def black(width: int, height: int) -> Picture:
    """A black picture, limited range."""
    picture = Picture.blank(width, height)
    for plane, value in zip(picture.planes, _BLACK, strict=True):
        plane[:] = value
    return picture
