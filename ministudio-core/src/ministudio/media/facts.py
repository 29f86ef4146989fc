"""What is known of a clip without decoding it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from ministudio.errors import MediaError
from ministudio.media.boxes import is_upright
from ministudio.media.container import open_clip, video_stream
from ministudio.media.packets import PacketTable, table_of
from ministudio.media.records import BT709, ClipFacts, ColorTags

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream


_SHORTFALL = Fraction(1, 10)  # seconds that a WebM header may claim over its frames
# A clock of milliseconds states 29.97 as 29.96: of the rates that fit, a usual one is meant.
_USUAL = (
    *(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 12, 15, 16, 8)),
    *(Fraction(rate * 1000, 1001) for rate in (24, 30, 60)),
)

__all__ = ["BT709", "ClipFacts", "ColorTags", "read_facts"]


def read_facts(path: Path | str) -> tuple[ClipFacts, PacketTable]:
    """Measure a clip by its headers and packets; nothing of it may be missing.

    Raises:
        MediaError: it is missing, empty, truncated, damaged, of another kind, or has no picture.
    """
    with open_clip(path) as container:
        stream = video_stream(container, path)
        table = table_of(container.demux(stream), stream, path)
        facts = _facts(container, stream, table, Path(path))
        claimed = Fraction(container.duration or 0, av.time_base)
    if not facts.has_audio and claimed > facts.duration + _SHORTFALL:
        raise MediaError(
            f"{str(path)!r} is truncated: it claims {float(claimed):g} s "
            f"and has {float(facts.duration):g} s."
        )
    return facts, table


def _facts(
    container: InputContainer, stream: VideoStream, table: PacketTable, path: Path
) -> ClipFacts:
    fps, even = _rate(stream, table)
    context = stream.codec_context
    name = container.format.name.split(",", maxsplit=1)[0]
    audio = container.streams.audio[0] if container.streams.audio else None
    return ClipFacts(
        container=name,
        codec=context.name,
        width=context.width,
        height=context.height,
        pix_fmt=context.pix_fmt or "",
        fps=fps,
        frames=table.frames,
        duration=table.frames / fps if even else table.time_of(table.frames),
        even=even,
        sar=context.sample_aspect_ratio or Fraction(1),
        upright=name != "mov" or is_upright(path),
        color=ColorTags(
            range=context.color_range,
            primaries=context.color_primaries,
            transfer=context.color_trc,
            matrix=context.colorspace,
        ),
        has_audio=audio is not None,
        audio_codec=audio.codec_context.name if audio else "",
        sample_rate=audio.sample_rate if audio else 0,
        channels=audio.channels if audio else 0,
        size=path.stat().st_size,
    )


def _rate(stream: VideoStream, table: PacketTable) -> tuple[Fraction, bool]:
    """The frame rate, and whether all frames lie on its grid."""
    span = int(table.times[-1] - table.times[0]) * table.time_base
    stated = [
        Fraction(rate)
        for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate)
        if rate and rate > 0
    ]
    mean = (table.frames - 1) / span if span > 0 else (*stated, Fraction(24))[0]
    usual = sorted(_USUAL, key=lambda rate: (rate not in stated, abs(rate - mean)))
    for rate in (*usual, *stated, mean.limit_denominator(1001)):
        if abs(rate - mean) < mean / 10 and _on_grid(table, rate):
            return rate, True
    return mean, False


def _on_grid(table: PacketTable, rate: Fraction) -> bool:
    step = 1 / (rate * table.time_base)
    return all(
        abs(int(tick) - int(table.times[0]) - number * step) <= 1
        for number, tick in enumerate(table.times)
    )
