"""What films were made of, so that a film that would come out the same is not stitched again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ministudio.artifacts import files
from ministudio.results import Film

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "films"


def remember(folder: Path, key: str, film: Film) -> None:
    """Note in the store's `folder` what the film was made of: `key`, a digest.

    Raises:
        StoreError: the note cannot be written.
    """
    place = _note(folder, film.path)
    place.parent.mkdir(parents=True, exist_ok=True)
    note = {"key": key, "file": _state(film.path), "film": film.model_dump(mode="json")}
    files.write_text(place, json.dumps(note))


def recall(folder: Path, key: str, path: Path) -> Film | None:
    """The film at `path` if it is there, unchanged, and was made of the same; else None."""
    try:
        note = json.loads(_note(folder, path).read_text())
        film = Film.model_validate(note["film"])
        same = note["key"] == key and note["file"] == _state(path)
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
    return film.replace(path=path) if same else None


def _note(folder: Path, film: Path) -> Path:
    return folder / FOLDER / f"{film.name}.json"


def _state(path: Path) -> list[Any]:
    """Size and time of change: enough to see that a file was touched."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]
