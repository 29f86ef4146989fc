"""Sound: one AAC track written by sample position, and the sound of clips as float samples.

Samples are float32 in [-1, 1], shape (2, n), 48 kHz unless said otherwise.
"""

from __future__ import annotations

from contextlib import closing
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

import av
import numpy as np

from ministudio.errors import MediaError
from ministudio.media.container import open_clip
from ministudio.media.packets import read_table

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from av.container import OutputContainer

    Samples = np.ndarray[Any, np.dtype[np.float32]]

RATE = 48_000
Coder = Literal["twoloop", "fast"]
_BLOCK = 1024  # samples in an AAC frame
_BIT_RATE = 192_000
_AT_ONCE = 8 * _BLOCK  # samples that are encoded in one call: 171 ms between two looks
_PIECE = RATE // 4  # samples that are read before they are handed on
_PREROLL = Fraction(1, 4)  # AAC needs the frame before (21 ms); a quarter second is safe for all
_SLACK = 64  # samples (1.3 ms): a rounded timestamp, not a gap


def stereo(samples: np.ndarray[Any, np.dtype[Any]]) -> Samples:
    """Samples of shape (n,), (1, n) or (2, n) as a clipped (2, n) array.

    Raises:
        MediaError: another shape.
    """
    plane = np.atleast_2d(np.asarray(samples, np.float32))
    if plane.ndim != 2 or plane.shape[0] not in (1, 2):
        raise MediaError(f"Sound must have the shape (n,) or (2, n), not {plane.shape!r}.")
    return np.clip(np.broadcast_to(plane, (2, plane.shape[1])), -1.0, 1.0)


class AacTrack:
    """The sound track of a file being written.

    Samples wait until the picture has got as far (`advance`), so that both tracks lie
    interleaved in the file and no more sound is encoded than there is picture. `coder` is
    libavcodec's; at this bit rate `fast` is nearer to the original than `twoloop` (sine, music and
    pink noise: 36, 49 and 11 dB against 35, 36 and 11) and as cheap or cheaper.
    """

    def __init__(self, out: OutputContainer, *, rate: int = RATE, coder: Coder = "fast") -> None:
        self._out = out
        self._rate = rate
        self._stream = out.add_stream(
            "aac", rate=rate, layout="stereo", options={"aac_coder": coder}
        )
        self._stream.bit_rate = _BIT_RATE
        self._stream.codec_context.flags |= av.codec.context.Flags.bitexact
        self._waiting: list[Samples] = []
        self._held = 0
        self._position = 0

    @property
    def length(self) -> int:
        """How many samples have been written, encoded or waiting."""
        return self._position + self._held

    def write(self, samples: Samples) -> None:
        """Append samples of shape (n,) or (2, n)."""
        plane = stereo(samples)
        self._waiting.append(plane)
        self._held += plane.shape[1]

    def advance(self, end: int) -> None:
        """Encode whole AAC frames of what waits, up to sample `end`."""
        count = min(end - self._position, self._held) // _BLOCK * _BLOCK
        if count >= _AT_ONCE:
            self._encode(self._take(count))

    def close(self, end: int) -> None:
        """Finish the track at exactly sample `end`: padded with silence, or cut."""
        missing = end - self._position - self._held
        if missing > 0:
            self.write(np.zeros((2, missing), np.float32))
        if end > self._position:
            self._encode(self._take(end - self._position))
        self._out.mux(self._stream.encode(None))

    def _take(self, count: int) -> Samples:
        joined = np.concatenate(self._waiting, axis=1)
        rest = joined[:, count:]
        self._waiting = [rest] if rest.shape[1] else []
        self._held = rest.shape[1]
        return joined[:, :count]

    def _encode(self, samples: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", "stereo")
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._position
        self._position += samples.shape[1]
        self._out.mux(self._stream.encode(frame))


def sample_at(frame: int, fps: Fraction) -> int:
    """The sample with which a frame begins, to the nearest."""
    rate, scale = fps.numerator, fps.denominator
    return (2 * frame * scale * RATE + rate) // (2 * rate)


def silence(count: int) -> Iterator[Samples]:
    """`count` silent samples, in pieces of a second."""
    for start in range(0, count, RATE):
        yield np.zeros((2, min(RATE, count - start)), np.float32)


def clip_sound(
    path: Path | str, *, count: int, start: Fraction = Fraction(0), origin: Fraction = Fraction(0)
) -> Iterator[Samples]:
    """Exactly `count` samples of a clip's sound, in pieces; silence where it has none.

    `start` is where to begin, in seconds after `origin`, the clip's own time of its first frame:
    what was heard with a picture stays with it.

    Raises:
        MediaError: the sound is damaged.
    """
    position = 0
    with closing(_placed(path, origin + start)) as pieces:
        for offset, piece in pieces:
            if position >= count:
                return
            if offset > position:
                gap = min(offset, count) - position
                yield from silence(gap)
                position += gap
            kept = piece[:, max(0, position - offset) :][:, : count - position]
            if kept.shape[1]:
                yield kept
                position += kept.shape[1]
    yield from silence(count - position)


def read_sound(path: Path | str, *, seconds: Fraction | None = None) -> Samples:
    """A clip's whole sound as (2, n), from its first frame on; silent when it has none.

    `seconds`: the length to return; None for as long as the picture.
    """
    table = read_table(path)
    length = table.time_of(table.frames) if seconds is None else seconds
    pieces = list(clip_sound(path, count=round(length * RATE), origin=table.start))
    return np.concatenate(pieces, axis=1) if pieces else np.zeros((2, 0), np.float32)


def _placed(path: Path | str, start: Fraction) -> Generator[tuple[int, Samples]]:
    """Decoded pieces with their place, in samples after `start` seconds of the clip's own time."""
    held: list[av.AudioFrame] = []
    place = end = 0
    for offset, frame in _decoded(path, start):
        if held and (abs(offset - end) > _SLACK or end - place >= _PIECE):
            yield place, _joined(held, end - place)
            held = []
        if not held:
            # a timestamp that was only rounded is no gap
            place = end = end if 0 < abs(offset - end) <= _SLACK and end else offset
        held.append(frame)
        end += frame.samples
    if held:
        yield place, _joined(held, end - place)


def _decoded(path: Path | str, start: Fraction) -> Iterator[tuple[int, av.AudioFrame]]:
    """Frames of float samples at `RATE` with the places that their timestamps give them."""
    with open_clip(path) as container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        if start > _PREROLL:
            base = stream.time_base or Fraction(1, RATE)
            container.seek(int((start - _PREROLL) / base), stream=stream)
        resampler = av.AudioResampler("fltp", "mono" if stream.channels == 1 else "stereo", RATE)
        first, following = round(start * RATE), 0
        for source in chain(container.decode(stream), [None]):
            for frame in resampler.resample(source):
                if frame.pts is not None and frame.time_base is not None:
                    ticks, scale = frame.time_base.as_integer_ratio()
                    following = round(frame.pts * ticks * RATE / scale) - first
                yield following, frame
                following += frame.samples


def _joined(frames: list[av.AudioFrame], count: int) -> Samples:
    samples = np.empty((2, count), np.float32)
    at = 0
    for frame in frames:
        planes = frame.planes
        for channel in (0, 1):
            plane = memoryview(planes[channel % len(planes)])
            samples[channel, at : at + frame.samples] = np.frombuffer(
                plane, np.float32, frame.samples
            )
        at += frame.samples
    return samples
