"""The connection to a store's SQLite file, with errors that say what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ministudio.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BUSY_SECONDS = 20.0
_WAL_TRIES = 200
_BROKEN_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_MEND = (
    "Nothing is spent on a damaged store. Rename the file: the next run builds it again from "
    "the copy of the last run and the takes. Ask paid providers for newer jobs first."
)
_REASONS = {
    "SQLITE_FULL": ("the disk is full", "Make room and run again; finished shots stay."),
    "SQLITE_IOERR_WRITE": ("the disk is full or damaged", "Make room and run again."),
    "SQLITE_READONLY": ("it is read-only", "Set MINISTUDIO_HOME to a folder you may write to."),
    "SQLITE_CANTOPEN": (
        "it cannot be opened or created",
        "Set MINISTUDIO_HOME to a local folder you may write to.",
    ),
    "SQLITE_BUSY": ("another process keeps it busy", "Wait for that process, then try again."),
    "SQLITE_CORRUPT": ("it is damaged", _MEND),
    "SQLITE_NOTADB": ("it is damaged", _MEND),
}


class Database:
    """One connection to one file, usable from any thread, one user at a time.

    `path` None is an empty store in memory: what a project has before its first run.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only or path is None
        self._lock = threading.RLock()
        self._durable = True
        with explained(path):
            self._connection = _connect(path, read_only=read_only)
            self._connection.execute("PRAGMA foreign_keys=ON")

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock, explained(self.path):
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """A write transaction, committed when the block ends well.

        `durable`: the commit waits for the disk (survives a power cut), as paid work needs.

        Raises:
            StoreError: the store is read-only, full, damaged, or busy for too long.
        """
        if self.read_only:
            raise _error(self.path, "SQLITE_READONLY")
        with self._lock, explained(self.path):
            self._synchronize(durable=durable)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """The connection itself, for backups and migrations."""
        with self._lock, explained(self.path):
            yield self._connection

    def write_ahead(self) -> None:
        """Switch the file to write-ahead logging, in which readers never wait for the writer."""
        with self._lock, explained(self.path):
            for attempt in range(_WAL_TRIES):
                try:
                    self._connection.execute("PRAGMA journal_mode=WAL")
                except sqlite3.OperationalError as error:
                    # The switch does not wait for others who are just creating the same file.
                    if _name(error) != "SQLITE_BUSY" or attempt == _WAL_TRIES - 1:
                        raise
                    time.sleep(0.02)
                else:
                    return

    def check(self) -> None:
        """Look through the whole file.

        Raises:
            StoreError: it is damaged.
        """
        if self.read("PRAGMA quick_check(1)") != [("ok",)]:
            raise _error(self.path, "SQLITE_CORRUPT")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _synchronize(self, *, durable: bool) -> None:
        if durable != self._durable:
            level = "FULL" if durable else "NORMAL"
            self._connection.execute(f"PRAGMA synchronous={level}")
            self._durable = durable


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _error(path, _name(error), str(error)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            raise
        raise _error(path, _name(error), str(error)) from error


def is_broken(error: BaseException) -> bool:
    """Whether an error means that nothing can be written any more (disk full, damaged ...)."""
    cause = error.__cause__
    if isinstance(cause, OSError):
        return cause.errno in _BROKEN_DISK
    return isinstance(cause, sqlite3.Error)


def _connect(path: Path | None, *, read_only: bool) -> sqlite3.Connection:
    name = ":memory:" if path is None else f"{path.absolute().as_uri()}"
    if path is not None and read_only:
        # A log beside the file may hold commits; without one the file alone is the truth, and
        # `immutable` reads it where not even a lock can be written.
        log = path.with_name(f"{path.name}-wal")
        pending = log.exists() and log.stat().st_size > 0
        name += "?mode=ro" if pending else "?mode=ro&immutable=1"
    return sqlite3.connect(
        name,
        uri=path is not None,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _name(error: sqlite3.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", None) or ""
    if name in _REASONS:
        return name
    return next((known for known in _REASONS if name.startswith(known)), name)


def _error(path: Path | None, name: str, detail: str = "") -> StoreError:
    reason, hint = _REASONS.get(name, (detail, ""))
    where = os.fspath(path) if path else "in memory"
    return StoreError(f"the store {where!r} cannot be used: {reason}.", hint=hint)
