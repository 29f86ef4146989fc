"""The store of a project: what was tried, made, selected and paid, safe against crashes."""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from ministudio.artifacts.cas import ContentStore
from ministudio.clock import Clock, SystemClock
from ministudio.config.money import Money
from ministudio.errors import StoreError
from ministudio.store import attempts, backup, history, journal, ledger, takes
from ministudio.store.database import Database
from ministudio.store.location import require_local
from ministudio.store.migrate import migrate, require_current
from ministudio.store.runner import Holder, holder, runner_lock
from ministudio.store.schema import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from ministudio.interfaces.capabilities import Grade
    from ministudio.interfaces.events import Event
    from ministudio.results import Attempt, AttemptState, Clip, Take
    from ministudio.store.garbage import Garbage
    from ministudio.store.history import ShotState
    from ministudio.store.journal import Outcome, Work
    from ministudio.store.ledger import CostKey

T = TypeVar("T")
DATABASE = "state.db"
_CHECKED_AT_OPEN = 4_000_000  # bytes: a whole check takes under 10 ms


class Store:
    """One board's part of a store folder; boards in the same folder share takes and files.

    Reading works from any thread. Writing is for the process that holds `runner()`, except for
    `select` and `approve`, which work beside a run.
    """

    def __init__(
        self, folder: Path, database: Database, *, project: str, clock: Clock | None = None
    ) -> None:
        self.folder = folder
        self.project = project
        self.content = ContentStore(folder / "cas")
        self._database = database
        self._clock = clock or SystemClock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        project: str = "project",
        create: bool = True,
        clock: Clock | None = None,
    ) -> Self:
        """Open the store in `folder` (see `location.store_folder`).

        `project` names the board (the storyboard's file stem). Without `create` nothing is
        written: a folder that has no store yet, or that may not be written to, can be read. A
        store whose database was lost is filled again from its copy and the manifests, so that
        what was paid for is known before anything is planned.

        Raises:
            StoreError: the store is damaged, of a newer version, on a network file system, or
                (with `create`) cannot be written.
        """
        path = folder / DATABASE
        lost = _is_missing(path) and backup.remains(folder) and os.access(folder, os.W_OK)
        if create or lost:
            return cls._create(folder, path, project=project, clock=clock)
        if _is_missing(path):
            database = Database(None)
            with database.raw() as connection:
                connection.executescript("".join(MIGRATIONS.values()))
            return cls(folder, database, project=project, clock=clock)
        writable = os.access(path, os.W_OK) and os.access(folder, os.W_OK)
        database = Database(path, read_only=not writable)
        if require_current(database) < max(MIGRATIONS) + 1:
            database.close()
            return cls._create(folder, path, project=project, clock=clock)
        return cls(folder, database, project=project, clock=clock).checked()

    @classmethod
    def _create(cls, folder: Path, path: Path, *, project: str, clock: Clock | None) -> Self:
        require_local(folder)
        _make(folder)
        fresh = _is_missing(path)
        if fresh and (folder / backup.COPY).exists():
            (folder / backup.COPY).replace(path)
        database = Database(path)
        try:
            database.write_ahead()
            migrate(database)
            store = cls(folder, database, project=project, clock=clock).checked()
            if fresh:
                store.recover()
        except BaseException:
            database.close()
            raise
        return store

    def checked(self) -> Self:
        """This store, after a look through its database if that is quick.

        Raises:
            StoreError: the database is damaged.
        """
        path = self._database.path
        if path is not None and path.stat().st_size <= _CHECKED_AT_OPEN:
            self._database.check()
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database file."""
        self._database.close()

    @property
    def scratch(self) -> Path:
        """Where fetched files lie until they are verified."""
        return self.folder / "tmp"

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written (or nothing was yet)."""
        return self._database.read_only

    @contextmanager
    def runner(self) -> Iterator[None]:
        """Be the one runner of the project; the whole database is checked first.

        Raises:
            ProjectLocked: another process runs it.
            StoreError: the store is damaged, or cannot be written.
        """
        if self.read_only:
            with self._database.transaction():
                pass  # says why
        with runner_lock(self.folder, self.project):
            self._database.check()
            yield

    def holder(self) -> Holder | None:
        """Who runs the project just now; None when nobody does."""
        return holder(self.folder, self.project)

    # Reading, all of it in bulk.

    def takes(self) -> list[Take]:
        """All takes with clips, oldest first, of all boards in the folder (see `Take.project`)."""
        return takes.every(self._database, self.content)

    def clip(self, sha256: str) -> Clip | None:
        """The record of a file that was verified before; None when it is not known."""
        return takes.clip(self._database, sha256)

    def has(self, take: Take) -> bool:
        """Whether the files of a take are there (their content is checked when they are used)."""
        files = (self.content.path(clip.sha256, clip.suffix) for clip in take.clips)
        return all(path.is_file() for path in files)

    def look_at(self, several: Sequence[Take | None]) -> list[tuple[str, StoreError | None]]:
        """Read every clip of some takes: for each the digest of a bad clip, and what is wrong.

        Damaged files are in quarantine afterwards.
        """
        return [self._look_at(take) for take in several]

    def _look_at(self, take: Take | None) -> tuple[str, StoreError | None]:
        if take is None:
            return "", StoreError("its take is gone.", hint="Plan again.")
        for clip in take.clips:
            try:
                self.content.verified(clip.sha256, clip.suffix)
            except StoreError as error:
                return clip.sha256, error
        return "", None

    def selected(self) -> dict[tuple[str, Grade], str]:
        """The id of the selected take of each shot and grade."""
        return takes.selected(self._database, self.project)

    def approved(self) -> dict[str, str]:
        """The id of the approved take of each approved shot."""
        return takes.approved(self._database, self.project)

    def live_attempts(self) -> list[Attempt]:
        """The attempts whose story has not ended, oldest first."""
        return attempts.live(self._database, self.project)

    def attempt(self, attempt: str) -> Attempt | None:
        """An attempt by its id."""
        return attempts.one(self._database, attempt)

    def find_attempts(self, start: str) -> list[Attempt]:
        """The attempts whose ids begin like this, oldest first."""
        return attempts.matching(self._database, self.project, start)

    def left_running(self) -> list[Attempt]:
        """The attempts that were given up while their job went on: it may still deliver."""
        return attempts.left_running(self._database, self.project)

    def states(self) -> dict[str, AttemptState]:
        """The states of the live attempts, by id: what a run compares its own memory with."""
        return attempts.states(self._database, self.project)

    def is_claimed(self, attempt: Attempt, job: str) -> bool:
        """Whether another attempt at the same endpoint already has this job."""
        return attempts.is_claimed(self._database, attempt, job)

    def finished_requests(self) -> dict[str, str]:
        """The take id of each request that was fulfilled and whose files are there, by digest."""
        there = {take.id for take in self.takes() if self.has(take)}
        finished = attempts.committed(self._database, self.project)
        return {digest: take for digest, take in finished.items() if take in there}

    def view(self, basis: str) -> dict[str, Any] | None:
        """The view that a basis is the digest of, as canonical JSON."""
        return history.view(self._database, basis)

    def request(self, digest: str) -> dict[str, Any] | None:
        """A resolved request by its digest, as canonical JSON."""
        return history.request(self._database, digest)

    def snapshot(self, digest: str) -> dict[str, Any] | None:
        """A world state by its digest, as JSON."""
        return history.snapshot(self._database, digest)

    def history(self, shot: str = "") -> list[ShotState]:
        """How the snapshots of the shots (or of one) changed from run to run, oldest first."""
        return history.shot_states(self._database, self.project, shot)

    def spent(self, currency: str | None = None) -> Money:
        """Committed + in flight + unknown, each at its highest, in one currency.

        Without `currency`: in the only one there is, or the first of several (see `totals`).
        """
        found = self.totals()
        wanted = currency or next(iter(found), "USD")
        return found.get(wanted, Money(currency=wanted))

    def totals(self) -> dict[str, Money]:
        """The same in each currency."""
        return ledger.totals(self._database, self.project)

    def costs(self, by: CostKey = "endpoint") -> dict[str, Money]:
        """The same by `endpoint`, `model`, `scene`, `shot` or `run`."""
        return ledger.costs(self._database, self.project, by)

    def runs(self) -> int:
        """How many runs the board has had."""
        return history.count_runs(self._database, self.project)

    def events(self, after: int = 0) -> list[Event]:
        """The event log behind a sequence number, in order."""
        return history.events(self._database, self.project, after)

    # Writing.

    def write(self, work: Work[T], *, durable: bool = True) -> T:
        """Do one work in a transaction of its own; see `write_all`.

        Raises:
            MinistudioError: what the work raised; nothing was written.
        """
        outcome = self.write_all([work], durable=durable)[0]
        if outcome.error is not None:
            raise outcome.error
        return cast("T", outcome.value)

    def write_all(self, works: Sequence[Work[Any]], *, durable: bool = True) -> list[Outcome[Any]]:
        """Do several works in one transaction; one that fails is undone alone.

        Raises:
            StoreError: nothing could be written.
        """
        now = self._clock.now()
        return journal.write(self._database, works, project=self.project, now=now, durable=durable)

    def select(self, shot: str, grade: Grade, take: str) -> None:
        """Make a take the one that counts for a shot and grade.

        Raises:
            NotFoundError: there is no such take.
        """
        self.write(lambda unit: takes.select(unit, shot=shot, grade=grade, take=take))

    def approve(self, shot: str, take: str | None) -> None:
        """Pin a take for a shot; None lets go.

        Raises:
            NotFoundError: there is no such take.
        """
        self.write(lambda unit: takes.approve(unit, shot=shot, take=take))

    def save_snapshots(
        self,
        snapshots: Mapping[str, Mapping[str, Any]],
        shots: Iterable[tuple[str, str, str]],
        *,
        run: str = "",
    ) -> None:
        """Store world states (digest -> JSON) and each shot's (address, before, after)."""
        self.write(
            lambda unit: history.keep_snapshots(unit, run=run, snapshots=snapshots, shots=shots),
            durable=False,
        )

    def tidy(self) -> None:
        """Throw away what dead writers left; no take is touched."""
        from ministudio.store import garbage

        garbage.tidy(self)

    def collect_garbage(self, *, purge: bool = False, rehearsal: bool = False) -> Garbage:
        """Remove what no take needs; `purge` removes the takes that no film uses as well.

        Raises:
            ProjectLocked: a purge while the project is run.
        """
        from ministudio.store import garbage

        with self.runner() if purge and not rehearsal else nullcontext():
            return garbage.collect(self, self._database, purge=purge, rehearsal=rehearsal)

    def now(self) -> datetime:
        """The time by the store's clock."""
        return self._clock.now()

    def backup(self) -> None:
        """Copy the database beside itself."""
        backup.copy_to(self._database, self.folder / backup.COPY)

    def recover(self) -> None:
        """Fill a fresh database with the takes whose manifests lie beside their clips."""
        found = sorted(backup.manifests(self.content), key=lambda item: item[0].id)
        if not found:
            return
        known = {take.id for take in self.takes()}
        chosen = self.selected()

        def work(unit: journal.Unit) -> None:
            for take, view in found:
                if take.id in known:
                    continue
                history.keep_view(unit, take.basis, view)
                takes.add(unit, take)
                if take.project == self.project and (take.shot, take.grade) not in chosen:
                    takes.select(unit, shot=take.shot, grade=take.grade, take=take.id)

        self.write(work)


def set_aside(folder: Path) -> Path:
    """Move a damaged database away, so that the next `Store.open` builds it again.

    What was in flight since the copy of the last run is not known any more afterwards: check
    with the providers first.
    """
    path = folder / DATABASE
    number = 1
    while (place := folder / f"state.damaged-{number}.db").exists():
        number += 1
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(f"{DATABASE}{suffix}")
        if part.exists():
            part.replace(place.with_name(f"{place.name}{suffix}"))
    return place


def _is_missing(path: Path) -> bool:
    """Whether there is no database: no file, or one that a crash left empty."""
    try:
        empty = path.stat().st_size == 0
    except OSError:
        return True
    return empty and not path.with_name(f"{path.name}-wal").exists()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
    except OSError as error:
        raise StoreError(
            f"the store {os.fspath(folder)!r} cannot be created: {error.strerror}.",
            hint="Set MINISTUDIO_HOME to a local folder you may write to.",
        ) from error
