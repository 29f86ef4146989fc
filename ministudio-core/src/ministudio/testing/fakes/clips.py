"""The clips that a fake delivers: real MP4s, or what a bad day makes of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ministudio.testing.canned import prepared_clip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ministudio.testing.fakes.plays import Clip

_SHORT_SIDES = {"360p": 360, "480p": 480, "720p": 720, "1080p": 1080}


def deliver(cache: Path, body: Mapping[str, Any], clip: Clip) -> bytes:
    """The bytes for a request: as asked for, or wrong in the way that `clip` says."""
    if clip == "empty":
        return b""
    width, height = _size(body)
    frames, fps = measures(body)
    if clip == "small":
        width, height = width // 4 * 2, height // 4 * 2
    if clip == "short":
        frames = max(1, frames // 2)
    if clip == "codec":
        return _old_codec(cache, width, height)
    place = prepared_clip(cache, width=width, height=height, frames=frames, fps=fps)
    data = place.read_bytes()
    return data[: len(data) * 2 // 3] if clip == "truncated" else data


def measures(body: Mapping[str, Any]) -> tuple[int, Fraction]:
    """Frames and frames a second that a request asks for."""
    fps = Fraction(str(body.get("fps", 24)))
    seconds = Fraction(str(body.get("seconds", body.get("duration", 4))))
    return int(body.get("num_frames", 0)) or round(seconds * fps), fps


def _size(body: Mapping[str, Any]) -> tuple[int, int]:
    if "size" in body:
        width, height = str(body["size"]).split("x")
        return int(width), int(height)
    across, down = (int(part) for part in str(body.get("aspect_ratio", "16:9")).split(":"))
    name = str(body.get("resolution", "720p"))
    short = _SHORT_SIDES.get(name) or int(name.removesuffix("p"))
    long = round(short * max(across, down) / min(across, down) / 2) * 2
    return (long, short) if across >= down else (short, long)


def _old_codec(cache: Path, width: int, height: int) -> bytes:
    """An MP4 with MPEG-4 part 2, which no browser plays."""
    from ministudio.media.container import open_output
    from ministudio.media.frames import Picture

    place = cache / f"old-{width}x{height}.mp4"
    if not place.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with open_output(place, fps=Fraction(24)) as output:
            stream = output.add_stream("mpeg4", rate=24)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            picture = Picture.blank(width, height)
            for number in range(24):
                picture.frame.pts = number
                output.mux(stream.encode(picture.frame))
            output.mux(stream.encode(None))
    return place.read_bytes()
