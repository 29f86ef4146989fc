"""The lock that lets one process run a project; the kernel frees it when the process dies."""

from __future__ import annotations

import json
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from ministudio.errors import ProjectLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_PATIENCE = 0.2  # seconds: `holder` may look at the lock for a moment


class Holder(NamedTuple):
    """The process that runs a project; `pid` None: it is not known which."""

    pid: int | None
    host: str


def holder(folder: Path, project: str) -> Holder | None:
    """Who runs a project just now; None when nobody does.

    The note beside the lock says who; whether he lives, only the lock itself knows.
    """
    note, place = _note(folder, project), _place(folder, project)
    if not note.exists():
        return None
    from filelock import FileLock, Timeout

    lock = FileLock(place, timeout=0, is_singleton=False)
    try:
        lock.acquire()
    except Timeout:
        return _read(note)
    except OSError:
        return None  # a store that may only be read is run by nobody
    lock.release()
    return None


@contextmanager
def runner_lock(folder: Path, project: str) -> Iterator[None]:
    """Be the one runner of a project until the block ends.

    Raises:
        ProjectLocked: another process is; it is named.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(
        _place(folder, project), timeout=_PATIENCE, poll_interval=0.02, is_singleton=False
    )
    note = _note(folder, project)
    try:
        lock.acquire()
    except Timeout:
        found = _read(note)
        raise ProjectLocked(project, pid=found.pid, host=found.host) from None
    try:
        note.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _place(folder: Path, project: str) -> Path:
    return folder / f"{project}.lock"


def _note(folder: Path, project: str) -> Path:
    """Beside the lock, which a second process may open and empty before it is refused."""
    return folder / f"{project}.runner.json"


def _read(note: Path) -> Holder:
    try:
        facts = json.loads(note.read_text())
        return Holder(int(facts["pid"]), str(facts["host"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder(None, "")
