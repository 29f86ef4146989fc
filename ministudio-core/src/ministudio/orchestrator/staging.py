"""Where a provider puts what it fetched, until it is verified."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ministudio.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = {
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "application/json": ".json",
}
ROLES = ("video", "audio", "image", "sidecar")


class Staging:
    """A folder of one attempt on the disk of the store; its `path` makes it a provider's `Sink`.

    File names are made here: nothing that a provider says becomes a path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Path] = {}

    def path(self, role: str, media_type: str) -> Path:
        """A new file to write.

        Raises:
            StoreError: the role or the media type is not known, or the disk is full.
        """
        suffix = _SUFFIXES.get(media_type.partition(";")[0].strip().lower())
        if role not in ROLES or suffix is None:
            raise StoreError(f"{role!r} of type {media_type!r} cannot be stored.")
        self.files[role] = self.folder / f"{role}{suffix}"
        return self.files[role]

    @property
    def video(self) -> Path | None:
        """The clip, when one was delivered."""
        path = self.files.get("video")
        return path if path is not None and path.is_file() else None

    @property
    def sidecars(self) -> dict[str, Path]:
        """Everything else that was delivered, by role."""
        return {
            role: path for role, path in self.files.items() if role != "video" and path.is_file()
        }

    def clear(self) -> None:
        """An empty folder to fetch into.

        Raises:
            StoreError: the disk is full, or read-only.
        """
        if self.folder.exists():
            self.remove()
        self.files = {}
        try:
            self.folder.mkdir(parents=True)
        except OSError as error:
            message = f"{str(self.folder)!r} cannot be created: {error.strerror}."
            raise StoreError(message, hint="Make room and run again.") from error

    def remove(self) -> None:
        """Throw away what was not moved into the store."""
        shutil.rmtree(self.folder, ignore_errors=True)
