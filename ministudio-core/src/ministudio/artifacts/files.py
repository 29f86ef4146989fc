"""The disk door: every file that must survive a crash is written through here.

A file appears under its name complete or not at all: it is written beside its place, flushed to
the disk, renamed, and the folder is flushed too. Each step is a named point that observers see
(`POINTS`), so that a test can stop the program at every one of them.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ministudio.errors import StoreError

POINTS = ("files.begin", "files.written", "files.synced", "files.renamed", "files.durable")

Observer = Callable[[str, Path], None]
"""Called with the name of a point and the file's final path; what it raises stops the write."""

_PART = ".part"
_NAME_ROOM = 200  # of the 255 bytes that file systems allow; the rest is for token and suffix
_ROOM_ERRORS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file is larger than allowed",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
}
_observers: list[Observer] = []


def observe(callback: Observer) -> Callable[[], None]:
    """Let `callback` see every point from now on; the answer is a function that ends it."""
    _observers.append(callback)
    return lambda: _observers.remove(callback)


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """A temporary path in the folder of `path`, which becomes `path` when the block ends well.

    The block creates the file. When it raises, the temporary file is removed and whatever stood
    at `path` before is untouched.

    Raises:
        StoreError: the disk is full, read-only or the folder is missing.
    """
    part = path.with_name(_part_name(path))
    try:
        with _explained(path):
            if not path.parent.is_dir():
                raise FileNotFoundError(path.parent)
            _reach("files.begin", path)
            yield part
            _reach("files.written", path)
            _sync_file(part)
            _reach("files.synced", path)
            part.replace(path)
            _reach("files.renamed", path)
            _sync_folder(path.parent)
            _reach("files.durable", path)
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file, durably.

    Raises:
        StoreError: as `staged`.
    """
    with staged(path) as part:
        part.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write a whole file as UTF-8 with Unix line ends, durably.

    Raises:
        StoreError: as `staged`.
    """
    write_bytes(path, text.encode())


def ensure_space(path: Path, size: int) -> None:
    """Check that `size` bytes more fit on the disk of `path`, which need not exist yet.

    Raises:
        StoreError: they do not; the message says how much is needed and how much is free.
    """
    folder = next(parent for parent in (path, *path.absolute().parents) if parent.is_dir())
    free = shutil.disk_usage(folder).free
    if free < size:
        raise StoreError(
            f"{os.fspath(path)!r} needs {_megabytes(size)}; its disk has {_megabytes(free)} free.",
            hint="Make room or choose a folder on another disk; nothing was written.",
        )


def leftovers(folder: Path) -> list[Path]:
    """Temporary files of writes that never ended (a crash, or a writer still at work)."""
    return sorted(path for path in folder.glob(f".*{_PART}*") if path.is_file())


def _part_name(path: Path) -> str:
    stem = path.name.encode()[:_NAME_ROOM].decode(errors="ignore")
    return f".{stem}-{secrets.token_hex(4)}{_PART}{path.suffix[:20]}"


def _reach(point: str, path: Path) -> None:
    for observer in tuple(_observers):
        observer(point, path)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open folders; its rename is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        if path.parent.is_dir():
            raise  # a file that the block itself was looking for
        message = f"{os.fspath(path)!r} cannot be written: its folder does not exist."
        raise StoreError(message, hint=f"Create {os.fspath(path.parent)!r} first.") from error
    except OSError as error:
        reason = _ROOM_ERRORS.get(error.errno or 0)
        if reason is None:
            raise
        raise StoreError(f"{os.fspath(path)!r} cannot be written: {reason}.") from error


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
