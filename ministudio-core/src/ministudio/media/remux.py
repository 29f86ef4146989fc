"""Writing a film: packets copied from clips, stretches encoded between them, one sound track.

Every frame of the film has a number; packets get their times from it, so that nothing of the
clips' own clocks, edit lists or rounding survives. The packet at place i in the file is decoded
at i - delay and shown at its number: decoding times rise by one frame and never pass a frame's
own time, whatever mix of reordered and plain stretches follows one another.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

import av
import numpy as np
from av.codec.context import Flags
from av.video.frame import PictureType

from ministudio.errors import MediaError
from ministudio.media import h264
from ministudio.media.audio import RATE, AacTrack, sample_at
from ministudio.media.container import open_clip, open_output, video_stream, writing

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from av.container import OutputContainer
    from av.video.stream import VideoStream

    from ministudio.media.audio import Samples
    from ministudio.media.conform import FilmFormat
    from ministudio.media.frames import Picture
    from ministudio.media.packets import PacketTable

ENCODED_DELAY = 1  # packets of reordering in an encoded stretch: B-frames without a pyramid
_THREADS = 4  # fixed: the bytes depend on it, the machine's number of cores must not matter
_HUSH = np.zeros((2, RATE), np.float32)  # when a film's sound ends before its picture
_PROFILES = {66: "baseline", 77: "main"}


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter of the film, in frames: from `first` up to `end`."""

    title: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoding:
    """How stretches are encoded: x264's preset and constant quality, and their parameter-set id.

    `profile` is the profile_idc of the packets they stand beside.
    """

    preset: str = "veryfast"
    crf: int = 18
    set_id: int = 0
    profile: int = 100


class StretchEncoder:
    """Encodes one stretch of a film; its parameter sets depend only on film and encoding."""

    def __init__(self, film: FilmFormat, encoding: Encoding) -> None:
        context = av.CodecContext.create("libx264", "w")
        context.width, context.height, context.pix_fmt = film.width, film.height, "yuv420p"
        context.time_base, context.framerate = 1 / film.fps, film.fps
        context.sample_aspect_ratio = Fraction(1)
        context.options = {
            "preset": encoding.preset,
            "crf": str(encoding.crf),
            "profile": _PROFILES.get(encoding.profile, "high"),
            "g": str(round(2 * film.fps)),
            "x264-params": f"sps-id={encoding.set_id}:b-pyramid=none:open-gop=0",
        }
        context.flags |= Flags.global_header | Flags.bitexact
        context.thread_count = _THREADS
        _tag(context, film)
        context.open()
        self._context = context

    @property
    def sets(self) -> h264.ParameterSets:
        """The parameter sets its packets refer to."""
        return h264.ParameterSets.from_annexb(bytes(self._context.extradata or b""))

    def packets(self, pictures: Iterable[Picture]) -> Iterator[tuple[int, bool, bytes]]:
        """Number in the stretch, keyframe or not, and content of each packet."""
        for number, picture in enumerate(pictures):
            frame = picture.frame
            frame.pts, frame.time_base = number, self._context.time_base
            frame.pict_type = PictureType.NONE
            yield from map(_told, self._context.encode(frame))
        yield from map(_told, self._context.encode(None))


class FilmWriter:
    """Writes a film front to back: `copy` and `encode` append to the picture.

    `sets` are all parameter sets in use, `delay` the furthest reordering of all stretches,
    `sound` gives the film's samples (2, n) in order and is read as the picture goes on.
    """

    def __init__(
        self,
        path: Path,
        film: FilmFormat,
        *,
        sets: h264.ParameterSets,
        delay: int,
        sound: Generator[Samples],
        title: str = "",
        chapters: Sequence[ChapterMark] = (),
    ) -> None:
        self._path, self._film, self._delay = path, film, delay
        self._frames = self._packets = 0
        self._stack = ExitStack()
        self._sound = self._stack.enter_context(closing(sound))
        metadata = {"title": title} if title else {}
        self._out = self._stack.enter_context(open_output(path, fps=film.fps, metadata=metadata))
        self._video = _copied_track(self._out, film, sets)
        self._audio = AacTrack(self._out)
        _set_chapters(self._out, film, chapters)

    @property
    def frames(self) -> int:
        """How many frames the film has so far."""
        return self._frames

    def copy(self, path: Path | str, table: PacketTable, low: int, high: int) -> None:
        """Append the packets of frames [low, high), a stretch that `table.copyable` gave."""
        ranks = iter(table.ranks)
        copied = 0
        with open_clip(path) as clip:
            for packet in clip.demux(video_stream(clip, path)):
                if packet.size == 0 or copied == high - low:
                    break
                rank = int(next(ranks))
                if low <= rank < high:
                    self._mux(packet, rank - low, key=packet.is_keyframe)
                    copied += 1
        if copied != high - low:
            raise MediaError(f"{str(path)!r} changed while it was being copied.")
        self._advance(copied)

    def encode(self, pictures: Iterable[Picture], encoding: Encoding) -> int:
        """Append frames, encoded on their own; the answer is their number."""
        count = 0
        for number, key, content in StretchEncoder(self._film, encoding).packets(pictures):
            self._mux(av.Packet(content), number, key=key)
            count += 1
        self._advance(count)
        return count

    def close(self) -> None:
        """Finish both tracks and the file."""
        with self._stack:
            self._feed(self._frames)
            self._audio.close(self._sample(self._frames))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._stack.__exit__(kind, error, trace)

    def _mux(self, packet: av.Packet[Any], number: int, *, key: bool) -> None:
        shown, decoded = self._frames + number, self._packets - self._delay
        if decoded > shown:
            raise MediaError(f"Frame {shown} of the film would be decoded after its time.")
        packet.stream = self._video
        packet.time_base = 1 / self._film.fps
        packet.pts, packet.dts, packet.duration = shown, decoded, 1
        packet.is_keyframe = key
        self._packets += 1
        with writing(self._path):
            self._out.mux(packet)
        self._feed(max(0, decoded))

    def _advance(self, count: int) -> None:
        self._frames += count

    def _feed(self, frame: int) -> None:
        """Let the sound catch up with the picture."""
        end = self._sample(frame)
        while self._audio.length < end:
            self._audio.write(next(self._sound, _HUSH))
        self._audio.advance(end)

    def _sample(self, frame: int) -> int:
        return sample_at(frame, self._film.fps)


def _copied_track(out: OutputContainer, film: FilmFormat, sets: h264.ParameterSets) -> VideoStream:
    """A track whose packets come ready made.

    PyAV takes a track's header from an encoder; this one is opened for that and never fed.
    """
    idle = {"preset": "ultrafast", "tune": "zerolatency"}
    stream = out.add_stream("libx264", rate=film.fps, options=idle)
    stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
    context = stream.codec_context
    context.time_base, context.thread_count = 1 / film.fps, 1
    context.sample_aspect_ratio = Fraction(1)
    _tag(context, film)
    context.open()
    context.extradata = sets.avcc()
    return stream


def _tag(context: av.VideoCodecContext, film: FilmFormat) -> None:
    color = film.color
    context.color_range, context.colorspace = color.range, color.matrix
    context.color_primaries, context.color_trc = color.primaries, color.transfer


def _set_chapters(out: OutputContainer, film: FilmFormat, chapters: Sequence[ChapterMark]) -> None:
    out.set_chapters(
        [
            {
                "id": number,
                "start": chapter.first,
                "end": chapter.end,
                "time_base": 1 / film.fps,
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(chapters, start=1)
        ]
    )


def _told(packet: av.Packet[Any]) -> tuple[int, bool, bytes]:
    return packet.pts or 0, packet.is_keyframe, h264.to_sized(bytes(packet))
