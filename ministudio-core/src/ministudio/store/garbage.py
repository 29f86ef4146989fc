"""What a store can do without: leftovers of dead writers, and takes that nobody uses."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from ministudio.artifacts import files
from ministudio.config.base import Model
from ministudio.results import LIVE
from ministudio.store import backup, takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ministudio.results import Take
    from ministudio.store.database import Database
    from ministudio.store.journal import Unit
    from ministudio.store.store import Store

OLD_SECONDS = 3600.0  # a younger file may belong to a writer that still works


class Garbage(Model):
    """What was (or, as a rehearsal, would be) removed.

    `files` are relative to the store; `size` is in bytes; `takes` are the ids of purged takes.
    `kept` is what `--purge` would remove as well, in bytes.
    """

    files: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    size: int = 0
    kept: int = 0
    rehearsal: bool = False


def collect(store: Store, database: Database, *, purge: bool, rehearsal: bool) -> Garbage:
    """Remove what no take needs; with `purge` also the takes that no film uses.

    Without `purge` no take is touched, whoever paid for it. With it the caller holds the
    runner's lock: a run could be about to select one of them.
    """
    unused = list(_unused(store, database))
    spare = [path for path in _waste(store, database) if path.exists()]
    purged = _files_of(store, unused) + _quarantined(store)
    doomed = spare + purged if purge else spare
    report = Garbage(
        files=tuple(sorted(str(path.relative_to(store.folder)) for path in doomed)),
        takes=tuple(take.id for take in unused) if purge else (),
        size=sum(map(_size, doomed)),
        kept=0 if purge else sum(map(_size, purged)),
        rehearsal=rehearsal,
    )
    if not rehearsal:
        if purge and unused:
            lost = {clip.sha256 for take in unused for clip in take.clips}
            store.write(lambda unit: _forget(unit, unused, lost - _needed(store, unused)))
        for path in doomed:
            _remove(path)
    return report


def _forget(unit: Unit, unused: Iterable[Take], lost: Iterable[str]) -> None:
    """The rows of paid work stay; only the clips are gone."""
    for sha256 in lost:
        takes.lose(unit, sha256)
    for take in unused:
        unit.event("take.purged", shot=take.shot, data={"take": take.id, "cost": str(take.cost)})


def _unused(store: Store, database: Database) -> Iterator[Take]:
    """The takes of this board that are neither selected nor approved, for whatever board."""
    rows = database.read("SELECT take FROM selection UNION SELECT take FROM approval")
    used = {take for (take,) in rows}
    return (take for take in store.takes() if take.project == store.project and take.id not in used)


def _needed(store: Store, unused: Iterable[Take]) -> set[str]:
    """The digests of all files that the other takes are made of."""
    gone = {take.id for take in unused}
    return {
        sha256
        for take in store.takes()
        if take.id not in gone
        for clip in take.clips
        for sha256 in (clip.sha256, *clip.sidecars.values())
    }


def _files_of(store: Store, unused: list[Take]) -> list[Path]:
    """Clips, sidecars and manifests of the unused takes, but for files that another take shares."""
    needed = _needed(store, unused)
    digests = {
        sha256
        for take in unused
        for clip in take.clips
        for sha256 in (clip.sha256, *clip.sidecars.values())
    } - needed
    found = [path for sha256 in digests for path in store.content.files(sha256)]
    manifests = [path for take in unused for path in backup.manifests_of(store.content, take.id)]
    return list(dict.fromkeys(found + manifests))


def tidy(store: Store) -> None:
    """Remove what dead writers left; quick enough for the end of each run."""
    for path in list(_leftovers(store)):
        _remove(path)


def _waste(store: Store, database: Database) -> Iterator[Path]:
    yield from _leftovers(store)
    yield from _strays(store, database, store.now().timestamp() - OLD_SECONDS)


def _leftovers(store: Store) -> Iterator[Path]:
    """Half files, fetched files of ended attempts, notes of jobs that the store knows."""
    old = store.now().timestamp() - OLD_SECONDS
    for folder in (store.folder, store.folder / "films", *store.content.folder.glob("??")):
        yield from (path for path in files.leftovers(folder) if path.stat().st_mtime < old)
    for place in (*store.scratch.glob("*"), *(store.folder / "jobs").glob("*.json")):
        attempt = store.attempt(place.stem)
        if place.stat().st_mtime < old if attempt is None else attempt.state not in LIVE:
            yield place


def _strays(store: Store, database: Database, old: float) -> Iterator[Path]:
    """Files that no clip of the store names, and that no manifest vouches for."""
    known: set[str] = set()
    for sha256, text in database.read("SELECT sha256, json FROM clip"):
        known |= {sha256, *json.loads(text)["sidecars"].values()}
    for path in sorted(store.content.folder.glob("??/*")):
        digest = path.name.partition(".")[0]
        if path.name.startswith(".") or digest in known or path.stat().st_mtime >= old:
            continue
        if not any(path.parent.glob(f"{digest}.*.take.json")):
            yield path


def _quarantined(store: Store) -> list[Path]:
    """Bad clips that were kept for a claim."""
    return sorted((store.content.folder / "quarantine").glob("*"))


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    return path.stat().st_size


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
