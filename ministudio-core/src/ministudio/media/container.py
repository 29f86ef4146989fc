"""Opening media files: the only place where a file name meets the demuxers and muxers.

A clip from a provider is untrusted. It is opened as a file object, never as a name that libav
could take for a URL; the demuxer is chosen by the file's first bytes, never guessed by libav
(a playlist disguised as an MP4 reaches no playlist demuxer); nested opens are limited to files,
and the MOV demuxer follows no external data references by default.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import TYPE_CHECKING

import av
import av.error

from ministudio.errors import MediaError, StoreError
from ministudio.media import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from av.container import InputContainer, OutputContainer
    from av.video.stream import VideoStream

# The first boxes a QuickTime or ISO file may start with (ISO/IEC 14496-12, 4.3 and 8.1).
_ISO_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"})
_EBML = b"\x1a\x45\xdf\xa3"  # Matroska and WebM (RFC 8794)
_SAMPLES = 48_000  # a second, as in every sound track we write
_FASTEST_CLOCK = 1_000_000  # ticks a second: 32 bits then hold a film of more than an hour
_IO_BUFFER = 1 << 18  # bytes per call into Python; 32 KiB (the default) costs 8 x the calls


def demuxer_of(head: bytes) -> str | None:
    """The demuxer for a file that starts with `head` (at least 12 bytes), None when unknown."""
    if head[4:8] in _ISO_BOXES:
        return "mov"
    if head[:4] == _EBML:
        return "matroska"
    return None


@contextmanager
def open_clip(path: Path | str) -> Iterator[InputContainer]:
    """An MP4, MOV or WebM file, open for reading.

    Errors of libav inside the `with` block become MediaError too.

    Raises:
        MediaError: the file is missing, empty, no regular file, no MP4/MOV/WebM, truncated or
            damaged.
    """
    name = os.fspath(path)
    try:
        with open(name, "rb", opener=_open_regular) as file:
            demuxer = demuxer_of(file.read(12))
            if demuxer is None:
                raise MediaError(_unknown(name, empty=file.tell() == 0))
            if demuxer == "mov" and (damage := boxes.damage(file)):
                raise MediaError(f"{name!r} is truncated or damaged: {damage}.")
            file.seek(0)
            options = {"protocol_whitelist": "file"}
            with av.open(
                file,
                "r",
                format=demuxer,
                options=options,
                buffer_size=_IO_BUFFER,
                metadata_errors="replace",
            ) as container:
                yield container
    except av.error.FFmpegError as error:
        raise MediaError(f"{name!r} is damaged: {_reason(error)}.") from error
    except OSError as error:
        raise MediaError(f"{name!r} cannot be read: {error.strerror or error}.") from error


@contextmanager
def open_output(
    path: Path | str, *, fps: Fraction, metadata: Mapping[str, str] | None = None
) -> Iterator[OutputContainer]:
    """A new MP4 for writing, with its index in front and nothing in it that depends on the clock.

    Errors of libav inside the `with` block are taken for errors of writing.

    Raises:
        StoreError: the file cannot be written (folder missing, disk full, ...).
    """
    name = str(Path(path).absolute())
    options = {
        "movflags": "+faststart",
        "fflags": "+bitexact",
        "movie_timescale": str(_movie_clock(fps)),
    }
    # An absolute path behind "file:" cannot be read as another protocol.
    with writing(path), av.open(f"file:{name}", "w", format="mp4", options=options) as out:
        out.metadata.update(metadata or {})
        yield out


def _movie_clock(fps: Fraction) -> int:
    """Ticks a second in which samples and frames are whole, so that edit lists cut nothing off.

    The muxer's own 1,000 rounds the length of a track down by up to a millisecond.
    """
    exact = lcm(_SAMPLES, fps.numerator)
    return exact if exact <= _FASTEST_CLOCK else _SAMPLES


@contextmanager
def writing(path: Path | str) -> Iterator[None]:
    """Errors of libav inside the `with` block become StoreError for `path`."""
    try:
        yield
    except av.error.FFmpegError as error:
        raise StoreError(f"{str(path)!r} cannot be written: {_reason(error)}.") from error


def video_stream(container: InputContainer, path: Path | str) -> VideoStream:
    """The first moving picture of a clip; cover art does not count.

    Raises:
        MediaError: there is none.
    """
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            return stream
    raise MediaError(f"{os.fspath(path)!r} has no video track.")


def as_fraction(fps: Fraction | float | str) -> Fraction:
    """A frame rate as an exact fraction.

    Raises:
        MediaError: it is not above zero.
    """
    rate = Fraction(fps).limit_denominator(1_000_000)
    if rate <= 0:
        raise MediaError(f"A frame rate must be above 0, not {fps!r}.")
    return rate


def _open_regular(name: str, flags: int) -> int:
    """Open without blocking on a FIFO and refuse whatever is no regular file."""
    descriptor = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise MediaError(f"{name!r} is not a regular file.")
    return descriptor


def _unknown(name: str, *, empty: bool) -> str:
    return f"{name!r} is empty." if empty else f"{name!r} is neither an MP4, a MOV nor a WebM file."


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)
