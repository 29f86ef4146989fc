"""H.264 in MP4: parameter sets, NAL units and the `avcC` record (ISO/IEC 14496-15, 5.3.3).

One `avc1` track may carry several parameter sets as long as their ids differ. So frames encoded
by us (with an id of their own) can stand between packets copied from a provider's clip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from ministudio.errors import MediaError

if TYPE_CHECKING:
    from collections.abc import Iterator

IDR, SPS, PPS = 5, 7, 8  # nal_unit_type (ITU-T H.264, table 7-1)
_START = re.compile(b"\x00\x00\x01")
_HIGH_PROFILES = (100, 110, 122, 244)  # whose avcC ends with chroma format and bit depths
_CHROMA_420_8BIT = b"\xfd\xf8\xf8\x00"


@dataclass(frozen=True, slots=True)
class ParameterSets:
    """Sequence and picture parameter sets of a track, as NAL units."""

    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]

    @classmethod
    def from_avcc(cls, record: bytes) -> Self | None:
        """The sets in an `avcC` record; None when it is none or its lengths are not 4 bytes."""
        if len(record) < 7 or record[0] != 1 or record[4] & 3 != 3:
            return None
        try:
            sps, offset = _sized(record, 6, record[5] & 31)
            pps, _ = _sized(record, offset + 1, record[offset])
        except IndexError:
            return None
        return cls(sps, pps) if sps and pps else None

    @classmethod
    def from_annexb(cls, header: bytes) -> Self:
        """The sets in an encoder's global header."""
        units = tuple(annexb_units(header))
        return cls(
            tuple(unit for unit in units if unit[0] & 31 == SPS),
            tuple(unit for unit in units if unit[0] & 31 == PPS),
        )

    @property
    def ids(self) -> frozenset[int]:
        """Every id in use, of sequences and pictures alike."""
        return frozenset(
            [*(_exp_golomb(unit[4:]) for unit in self.sps), *(_exp_golomb(u[1:]) for u in self.pps)]
        )

    @property
    def profile(self) -> int:
        """profile_idc of the first set: 66 baseline, 77 main, 100 high."""
        return self.sps[0][1]

    def with_more(self, other: ParameterSets) -> ParameterSets:
        """Both together.

        Raises:
            MediaError: an id is used by both.
        """
        if self.ids & other.ids:
            raise MediaError(f"H.264 parameter sets collide on ids {sorted(self.ids & other.ids)}.")
        return ParameterSets(self.sps + other.sps, self.pps + other.pps)

    def avcc(self) -> bytes:
        """The `avcC` record with all sets; profile and level are the highest among them."""
        head = max(self.sps, key=lambda unit: unit[1])
        level = max(unit[3] for unit in self.sps)
        record = bytes([1, head[1], head[2], level, 0xFF, 0xE0 | len(self.sps)])
        record += b"".join(_with_size(unit, 2) for unit in self.sps)
        record += bytes([len(self.pps)])
        record += b"".join(_with_size(unit, 2) for unit in self.pps)
        return record + (_CHROMA_420_8BIT if head[1] in _HIGH_PROFILES else b"")


def annexb_units(stream: bytes) -> Iterator[bytes]:
    """NAL units of a byte stream with start codes."""
    starts = [match.end() for match in _START.finditer(stream)]
    for start, after in zip(starts, [*starts[1:], len(stream) + 3], strict=True):
        yield stream[start : after - 3].rstrip(b"\x00")


def sized_units(packet: bytes) -> Iterator[bytes]:
    """NAL units of a packet with 4-byte lengths; stops at damage."""
    offset = 0
    while offset + 4 < len(packet):
        size = int.from_bytes(packet[offset : offset + 4])
        unit = packet[offset + 4 : offset + 4 + size]
        if size == 0 or len(unit) < size:
            return
        yield unit
        offset += 4 + size


def to_sized(stream: bytes) -> bytes:
    """A packet with start codes as one with 4-byte lengths."""
    return b"".join(_with_size(unit, 4) for unit in annexb_units(stream))


def _with_size(unit: bytes, width: int) -> bytes:
    return len(unit).to_bytes(width) + unit


def _sized(record: bytes, offset: int, count: int) -> tuple[tuple[bytes, ...], int]:
    units = []
    for _ in range(count):
        end = offset + 2 + int.from_bytes(record[offset : offset + 2])
        if end > len(record) or end - offset < 6:
            raise IndexError
        units.append(record[offset + 2 : end])
        offset = end
    return tuple(units), offset


def _exp_golomb(payload: bytes) -> int:
    """The first ue(v) of a payload (ITU-T H.264, 9.1)."""
    bits = int.from_bytes(payload[:8].replace(b"\x00\x00\x03", b"\x00\x00").ljust(8, b"\x00"))
    zeros = 64 - bits.bit_length()
    return (bits >> (63 - 2 * zeros)) - 1 if zeros < 32 else -1
