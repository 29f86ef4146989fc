"""Copies of the store, and the way back from them when its file is lost or damaged."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from ministudio.artifacts import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ministudio.artifacts.cas import ContentStore
    from ministudio.results import Take
    from ministudio.store.database import Database

COPY = "state.backup.db"
MANIFEST = 1
_SUFFIX = ".take.json"


def copy_to(database: Database, path: Path) -> None:
    """Copy the store as it is now, also while others write (SQLite's backup API)."""
    with files.staged(path) as part, database.raw() as source:
        target = sqlite3.connect(part)
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, complete in itself
        finally:
            target.close()


def write_manifest(content: ContentStore, take: Take, view: dict[str, Any]) -> None:
    """Put beside the first clip of a take what is needed to know it without the store."""
    first = take.clips[0]
    place = content.path(first.sha256, f".{take.id}{_SUFFIX}")
    manifest = {"manifest": MANIFEST, "take": take.model_dump(mode="json"), "view": view}
    files.write_text(place, json.dumps(manifest, ensure_ascii=False) + "\n")


def remains(folder: Path) -> bool:
    """Whether a store folder holds what a lost database can be filled from."""
    if (folder / COPY).exists():
        return True
    return next((folder / "cas").glob(f"??/*{_SUFFIX}"), None) is not None


def manifests_of(content: ContentStore, take: str) -> list[Path]:
    """The manifests of a take."""
    return sorted(content.folder.glob(f"??/*.{take}{_SUFFIX}"))


def manifests(content: ContentStore) -> Iterator[tuple[Take, dict[str, Any]]]:
    """All takes that lie in the content store with their clips, and their views."""
    from pydantic import ValidationError

    from ministudio.results import Take

    for path in sorted(content.folder.glob(f"??/*{_SUFFIX}")):
        try:
            found = json.loads(path.read_text())
            take, view = Take.model_validate(found["take"]), dict(found["view"])
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            continue  # a manifest that was damaged tells nothing
        if all(content.path(clip.sha256, clip.suffix).is_file() for clip in take.clips):
            yield take, view
