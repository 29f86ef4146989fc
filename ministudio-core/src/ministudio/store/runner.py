"""The lock that lets one process run a project; the kernel frees it when the process dies."""

from __future__ import annotations

import json
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ministudio.errors import ProjectLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def runner_lock(folder: Path, project: str) -> Iterator[None]:
    """Be the one runner of a project until the block ends.

    Raises:
        ProjectLocked: another process is; it is named.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / f"{project}.lock", timeout=0, is_singleton=False)
    # Beside the lock, which a second process may open and empty before it is refused.
    holder = folder / f"{project}.runner.json"
    try:
        lock.acquire()
    except Timeout:
        pid, host = _read(holder)
        raise ProjectLocked(project, pid=pid, host=host) from None
    try:
        holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _read(holder: Path) -> tuple[int | None, str]:
    try:
        facts = json.loads(holder.read_text())
        return int(facts["pid"]), str(facts["host"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, ""
