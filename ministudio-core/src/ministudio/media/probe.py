"""Measuring and verifying a clip before it is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.errors import MediaError
from ministudio.media.container import open_clip, video_stream
from ministudio.media.facts import ClipFacts, read_facts
from ministudio.media.records import Expected

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.media.packets import PacketTable


__all__ = ["Expected", "probe", "verify"]


def probe(path: Path | str) -> ClipFacts:
    """Measure a clip by its headers and packet table, without decoding.

    Raises:
        MediaError: it is missing, empty, truncated, of another kind, or has no picture.
    """
    return read_facts(path)[0]


def verify(path: Path | str, expected: Expected | None = None) -> ClipFacts:
    """Check that a clip is whole, decodes at both ends, and is what was asked for.

    Raises:
        MediaError: it is not; the message lists everything that is wrong.
    """
    facts, table = read_facts(path)
    problems = _differences(facts, expected or Expected())
    if problems:
        raise MediaError(f"{str(path)!r} is not what was asked for: {'; '.join(problems)}.")
    _decode_ends(path, table)
    return facts


def _differences(facts: ClipFacts, expected: Expected) -> list[str]:
    pairs = (
        ("width", facts.width, expected.width),
        ("height", facts.height, expected.height),
        ("frame rate", facts.fps, expected.fps),
        ("frames", facts.frames, expected.frames),
        ("sound", facts.has_audio, expected.audio),
    )
    found = [
        f"{name} is {is_}, not {due}" for name, is_, due in pairs if due is not None and is_ != due
    ]
    seconds = expected.seconds
    if seconds is not None and abs(facts.duration - seconds) > expected.tolerance:
        found.append(f"length is {float(facts.duration):g} s, not {float(seconds):g} s")
    return found


def _decode_ends(path: Path | str, table: PacketTable) -> None:
    """Decode the first frame and everything from the last keyframe on, strictly."""
    _decode(path, 0, int(table.times[0]), stop=True)
    keys = np.nonzero(table.key)[0]
    if keys.size:
        _decode(path, int(table.pts[keys[-1]]), int(table.times[-1]), stop=False)


def _decode(path: Path | str, seek: int, due: int, *, stop: bool) -> None:
    last = None
    with open_clip(path) as container:
        stream = video_stream(container, path)
        stream.codec_context.options = {"err_detect": "explode"}
        stream.codec_context.thread_count = 1
        if seek:
            container.seek(seek, stream=stream)
        for frame in container.decode(stream):
            if frame.is_corrupt:
                raise MediaError(f"{str(path)!r} is damaged: a frame does not decode.")
            last = frame.pts
            if stop:
                break
    if last is None or last != due:
        where = "first" if stop else "last"
        raise MediaError(f"{str(path)!r} is damaged: its {where} frame does not decode.")
