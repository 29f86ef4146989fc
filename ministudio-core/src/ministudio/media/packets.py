"""The packet table: where each frame of a clip lies, read without decoding anything."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ministudio.errors import MediaError
from ministudio.media import h264
from ministudio.media.container import open_clip, video_stream

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from av import Packet
    from av.video.stream import VideoStream

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class PacketTable:
    """The video packets of a clip in decoding order. Times are in ticks of `time_base` seconds.

    `key`: a decoder can start here. `idr`: an H.264 IDR frame, after which nothing refers back.
    `plain`: every packet can be copied (none is cut off by an edit list, and no parameter sets
    change on the way).
    """

    time_base: Fraction
    pts: Ints
    dts: Ints
    key: Flags
    idr: Flags
    last_duration: int
    size: int
    plain: bool
    sets: h264.ParameterSets | None

    @property
    def frames(self) -> int:
        """How many frames the clip has."""
        return len(self.pts)

    @cached_property
    def times(self) -> Ints:
        """Presentation times, rising."""
        return np.sort(self.pts)

    @cached_property
    def ranks(self) -> Ints:
        """The frame number (in presentation) of each packet."""
        ranks = np.empty(self.frames, np.int64)
        ranks[np.argsort(self.pts, kind="stable")] = np.arange(self.frames)
        return ranks

    @cached_property
    def clean(self) -> Flags:
        """`clean[n]`: the first n packets are exactly the first n frames. Length frames + 1."""
        reached = np.maximum.accumulate(self.ranks) + 1
        return np.concatenate([[True], reached == np.arange(1, self.frames + 1)])

    @property
    def start(self) -> Fraction:
        """The time of the first frame, in seconds."""
        return int(self.times[0]) * self.time_base

    def delay(self, low: int, high: int) -> int:
        """By how many packets frames of a copyable stretch come after their place at most."""
        return int(np.max(np.arange(low, high) - self.ranks[low:high]))

    def time_of(self, frame: int) -> Fraction:
        """Seconds from the first frame to `frame`; `frame == frames` is the clip's end."""
        if frame >= self.frames:
            return (int(self.times[-1]) + self.last_duration) * self.time_base - self.start
        return int(self.times[frame]) * self.time_base - self.start

    def copyable(self, first: int, end: int) -> tuple[int, int]:
        """The longest stretch inside [first, end) whose packets can be copied as they are.

        It starts at an IDR frame and ends where the kept packets need none of the dropped ones;
        empty (equal numbers) when there is none.
        """
        if not self.plain:
            return first, first
        numbers = np.arange(self.frames)
        starts = numbers[self.idr & self.clean[:-1] & (self.ranks == numbers)]
        starts = starts[(starts >= first) & (starts < end)]
        if not starts.size:
            return first, first
        low = int(starts[0])
        ends = np.nonzero(self.clean[: end + 1])[0]
        return low, max(low, int(ends[-1]))

    def marks(self, first: int, end: int | None, path: Path | str) -> tuple[int, int]:
        """In and out marks as numbers within the clip.

        Raises:
            MediaError: they lie outside the clip.
        """
        last = self.frames if end is None else end
        if not 0 <= first < last <= self.frames:
            raise MediaError(
                f"The marks {first} to {last} lie outside {str(path)!r}, "
                f"which has {self.frames} frames."
            )
        return first, last


def read_table(path: Path | str) -> PacketTable:
    """Read the packet table of a clip's picture.

    Raises:
        MediaError: no readable clip, or one without a single frame.
    """
    with open_clip(path) as container:
        stream = video_stream(container, path)
        return table_of(container.demux(stream), stream, path)


def table_of(packets: Iterable[Packet[Any]], stream: VideoStream, path: Path | str) -> PacketTable:
    """The table of packets as they come from a demuxer."""
    context = stream.codec_context
    sets = None
    if context.name == "h264":
        sets = h264.ParameterSets.from_avcc(bytes(context.extradata or b""))
    rows: list[tuple[int, int, bool, bool, int]] = []
    plain, duration, size = True, 0, 0
    for packet in packets:
        if packet.size == 0:
            continue  # the flush packet at the end
        if packet.pts is None or packet.is_discard or packet.has_sidedata("new_extradata"):
            plain = False
        if packet.is_discard:
            continue
        idr = packet.is_keyframe and sets is not None and _is_idr(packet)
        plain = plain and not (packet.is_keyframe and sets and _changes(packet, sets))
        dts = packet.dts if packet.dts is not None else packet.pts or 0
        pts = packet.pts if packet.pts is not None else dts
        rows.append((pts, dts, packet.is_keyframe, idr, packet.duration or 0))
        size += packet.size
    if not rows:
        raise MediaError(f"{str(path)!r} has a video track without a single frame.")
    pts_, dts_, key, idr_, durations = zip(*rows, strict=True)
    duration = durations[int(np.argmax(pts_))]
    plain = plain and len(set(pts_)) == len(pts_)
    return PacketTable(
        time_base=stream.time_base or Fraction(1, 90_000),
        pts=np.array(pts_, np.int64),
        dts=np.array(dts_, np.int64),
        key=np.array(key, np.bool_),
        idr=np.array(idr_, np.bool_),
        last_duration=duration,
        size=size,
        plain=plain and sets is not None,
        sets=sets,
    )


def _is_idr(packet: Packet[Any]) -> bool:
    kinds = {unit[0] & 31 for unit in h264.sized_units(bytes(packet))}
    return h264.IDR in kinds and 1 not in kinds


def _changes(packet: Packet[Any], sets: h264.ParameterSets) -> bool:
    """Whether a packet carries parameter sets that the track's header does not have."""
    known = {*sets.sps, *sets.pps}
    return any(
        unit[0] & 31 in (h264.SPS, h264.PPS) and unit not in known
        for unit in h264.sized_units(bytes(packet))
    )
