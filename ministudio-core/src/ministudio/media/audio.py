"""Sound: one AAC track written by sample position, and the sound of clips as float samples.

Samples are float32 in [-1, 1], shape (2, n), 48 kHz unless said otherwise.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from ministudio.errors import MediaError

if TYPE_CHECKING:
    from av.container import OutputContainer

    Samples = np.ndarray[Any, np.dtype[np.float32]]

RATE = 48_000
_BLOCK = 1024  # samples in an AAC frame
_BIT_RATE = 160_000


def stereo(samples: Samples) -> Samples:
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
    interleaved in the file and no more sound is encoded than there is picture.
    """

    def __init__(self, out: OutputContainer, *, rate: int = RATE) -> None:
        self._out = out
        self._rate = rate
        self._stream = out.add_stream("aac", rate=rate, layout="stereo")
        self._stream.bit_rate = _BIT_RATE
        self._stream.codec_context.flags |= av.codec.context.Flags.bitexact
        self._waiting: list[Samples] = []
        self._held = 0
        self._position = 0

    @property
    def position(self) -> int:
        """How many samples have been encoded."""
        return self._position

    def write(self, samples: Samples) -> None:
        """Append samples of shape (n,) or (2, n)."""
        plane = stereo(samples)
        self._waiting.append(plane)
        self._held += plane.shape[1]

    def advance(self, end: int) -> None:
        """Encode whole AAC frames of what waits, up to sample `end`."""
        count = min(end - self._position, self._held) // _BLOCK * _BLOCK
        if count > 0:
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
