"""The content-addressed folder: files known by the sha256 of their bytes, never changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ministudio.artifacts import files
from ministudio.artifacts.digest import file_digest
from ministudio.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


class ContentStore:
    """Files under `folder/ab/<sha256>.<suffix>`; a damaged one goes to `folder/quarantine/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str, suffix: str = ".mp4") -> Path:
        """Where the file of a digest lies, or would lie."""
        return self.folder / sha256[:2] / f"{sha256}{suffix}"

    def files(self, sha256: str) -> list[Path]:
        """Every file of a digest (more than one when the same bytes came under two suffixes)."""
        found = sorted((self.folder / sha256[:2]).glob(f"{sha256}.*"))
        return [path for path in found if path.stem == sha256]

    def find(self, sha256: str) -> Path | None:
        """The file of a digest, whatever its suffix; None when there is none."""
        return next(iter(self.files(sha256)), None)

    def add(self, staged: Path, *, sha256: str | None = None) -> str:
        """Move a finished file in, durably; the answer is its digest.

        `staged` must lie on the same disk. A file that is already there is replaced by its
        equal, which also heals a damaged one.

        Raises:
            StoreError: it cannot be written.
        """
        sha256 = sha256 or file_digest(staged)
        place = self.path(sha256, staged.suffix.lower())
        place.parent.mkdir(parents=True, exist_ok=True)
        with files.staged(place) as part:
            staged.replace(part)
        return sha256

    def verified(self, sha256: str, suffix: str = ".mp4") -> Path:
        """The file of a digest, after reading all of it.

        Raises:
            StoreError: it is missing, or damaged (then it is in quarantine now).
        """
        path = self.path(sha256, suffix)
        try:
            actual = file_digest(path)
        except OSError as error:
            raise StoreError(
                f"{os.fspath(path)!r} cannot be read: {error.strerror}.",
                hint="Plan again: the shot will be made anew, or restore the file.",
            ) from error
        if actual != sha256:
            kept = self.quarantine(path)
            raise StoreError(
                f"{os.fspath(path)!r} is damaged; it was moved to {os.fspath(kept)!r}.",
                hint="Plan again: the shot will be made anew, or restore the file.",
            )
        return path

    def quarantine(self, path: Path) -> Path:
        """Put a file aside, where nothing reads it but a person; the answer is its new place."""
        folder = self.folder / "quarantine"
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / path.name
        number = 1
        while place.exists():
            number += 1
            place = folder / f"{path.stem}-{number}{path.suffix}"
        path.replace(place)
        return place
