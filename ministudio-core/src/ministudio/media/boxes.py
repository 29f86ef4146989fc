"""The boxes of an MP4 or MOV file (ISO/IEC 14496-12, 4.2): is it whole, is it upright."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# tkhd's matrix of a picture that is shown as it was coded, in 16.16 and 2.30 fixed point.
_UPRIGHT = b"".join(value.to_bytes(4) for value in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
_TKHD_MATRIX = {0: 40, 1: 52}  # offset in the box's payload, by version
_MOST_BOXES = 10_000  # of one level; more is an attack


def damage(file: BinaryIO) -> str:
    """What is wrong with the outermost boxes, in words; empty when the file is whole."""
    size = os.fstat(file.fileno()).st_size
    kinds = set()
    end = 0
    for kind, _start, end in _boxes(file, 0, size):
        kinds.add(kind)
        if end > size:
            return f"it ends early: {size:,} bytes of {end:,}"
    if end != size:
        return f"it ends inside a box header, at byte {end:,}"
    if b"moov" not in kinds:
        return "it has no index (moov)"
    return ""


def is_upright(path: Path | str) -> bool:
    """False when a track asks to be turned or mirrored before it is shown."""
    with Path(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        for kind, start, end in _boxes(file, 0, size):
            if kind == b"moov":
                return all(_track_upright(file, *span) for span in _children(file, start, end))
    return True


def _children(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int]]:
    for kind, inner, inner_end in _boxes(file, start, end):
        if kind == b"trak":
            yield inner, inner_end


def _track_upright(file: BinaryIO, start: int, end: int) -> bool:
    for kind, inner, _inner_end in _boxes(file, start, end):
        if kind == b"tkhd":
            file.seek(inner)
            head = file.read(_TKHD_MATRIX[1] + 36)
            at = _TKHD_MATRIX.get(head[0] if head else 0, 40)
            return head[at : at + 36] == _UPRIGHT
    return True


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start of the payload and end of each box between two offsets."""
    for _ in range(_MOST_BOXES):
        file.seek(start)
        head = file.read(16)
        if start + 8 > end or len(head) < 8:
            return
        size, payload = int.from_bytes(head[:4]), start + 8
        if size == 1:
            size, payload = int.from_bytes(head[8:16]), start + 16
        elif size == 0:
            size = end - start
        if size < payload - start:
            return
        yield head[4:8], payload, start + size
        start += size
