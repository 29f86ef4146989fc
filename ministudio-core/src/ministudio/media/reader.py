"""Reading frames: by number, by time, the last kept one, thumbnails."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from av.codec.context import ThreadType

from ministudio.artifacts.files import staged
from ministudio.errors import MediaError
from ministudio.media.container import open_clip, video_stream
from ministudio.media.frames import rgb_of
from ministudio.media.packets import PacketTable, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import av

    Rgb = np.ndarray[Any, np.dtype[np.uint8]]


def decoded(
    path: Path | str, table: PacketTable, *, first: int = 0, end: int | None = None
) -> Iterator[av.VideoFrame]:
    """The frames [first, end) of a clip, decoded, in order; exactly as many as asked for.

    Raises:
        MediaError: the marks lie outside the clip, or it is damaged before `end`.
    """
    first, end = table.marks(first, end, path)
    wanted = first
    with open_clip(path) as container:
        stream = video_stream(container, path)
        stream.thread_type = ThreadType.AUTO
        keys = np.nonzero(table.key & (table.ranks <= first))[0]
        if first and keys.size:
            container.seek(int(table.pts[keys[-1]]), stream=stream)
        for frame in container.decode(stream):
            if frame.pts is None or frame.pts < table.times[wanted]:
                continue
            yield frame
            wanted += 1
            if wanted == end:
                return
    raise MediaError(f"{str(path)!r} is damaged: frame {wanted} of {table.frames} is missing.")


def rgb_frames(path: Path | str, *, first: int = 0, end: int | None = None) -> Iterator[Rgb]:
    """The frames [first, end) as RGB arrays (height, width, 3), uint8, one at a time.

    Raises:
        MediaError: as `decoded`.
    """
    for frame in decoded(path, read_table(path), first=first, end=end):
        yield rgb_of(frame)


def rgb_at(path: Path | str, frame: int) -> Rgb:
    """One frame by number, as RGB (height, width, 3), uint8.

    Raises:
        MediaError: there is no such frame.
    """
    return next(rgb_frames(path, first=frame, end=frame + 1))


def frame_number(path: Path | str, seconds: Fraction | float) -> int:
    """The number of the frame that is seen `seconds` after the clip's start.

    Raises:
        MediaError: the time lies outside the clip.
    """
    table = read_table(path)
    length = table.time_of(table.frames)
    if not 0 <= seconds < length:
        raise MediaError(
            f"{float(seconds):g} s lies outside {str(path)!r}, which is {float(length):g} s long."
        )
    tick = Fraction(seconds) / table.time_base + int(table.times[0])
    return int(np.searchsorted(table.times, int(tick), side="right")) - 1


def last_rgb(path: Path | str, end: int | None = None) -> Rgb:
    """The last kept frame: the one before the out mark `end` (None: the clip's last).

    Raises:
        MediaError: the mark lies outside the clip.
    """
    if end is None:
        end = read_table(path).frames
    return rgb_at(path, end - 1)


def save_png(rgb: Rgb, path: Path) -> None:
    """Write an RGB array (height, width, 3), uint8, as a PNG, durably."""
    from PIL import Image

    with staged(path) as part:
        Image.fromarray(rgb, "RGB").save(part, format="PNG")


def thumbnail(path: Path | str, *, frame: int = 0, width: int = 320) -> Rgb:
    """One frame, no wider than `width` pixels, as RGB."""
    from PIL import Image

    image = Image.fromarray(rgb_at(path, frame), "RGB")
    image.thumbnail((width, 16_384))
    return np.asarray(image)
