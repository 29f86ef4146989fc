"""The stitcher interface: what joins the selected takes into one film."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import anyio.to_thread
from pydantic import Field

from ministudio.artifacts.digest import file_digest
from ministudio.config.base import Model
from ministudio.errors import MediaError, PluginError

if TYPE_CHECKING:
    from ministudio.interfaces.timeline import Timeline

Progress = Callable[[int, int], None]
"""Called from a worker thread with the frames done and the frames in all."""

Preset = Literal[
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"
]


class StitchOptions(Model):
    """How frames that cannot be copied are encoded: x264's preset and its constant quality."""

    preset: Preset = "veryfast"
    crf: int = Field(default=18, ge=0, le=51)


class FilmFacts(Model):
    """A film on disk. `copied + reencoded + slates == frames`, each a number of frames."""

    path: Path
    width: int
    height: int
    fps: Fraction
    frames: int
    copied: int = 0
    reencoded: int = 0
    slates: int = 0
    size: int = 0

    @property
    def seconds(self) -> Fraction:
        """The length of the film."""
        return self.frames / self.fps


class Stitcher(ABC):
    """Joins a timeline into one file. Authors implement `_stitch`; core calls `stitch`."""

    async def stitch(
        self,
        timeline: Timeline,
        path: Path,
        options: StitchOptions = StitchOptions(),  # noqa: B008 - immutable
        *,
        progress: Progress | None = None,
    ) -> FilmFacts:
        """Write the film to `path`, which appears complete or not at all.

        Raises:
            MediaError: a clip is missing, was changed on disk, or cannot be used.
            StoreError: the film cannot be written.
            PluginError: the stitcher's answer is wrong.
        """
        await anyio.to_thread.run_sync(_check, timeline, path)
        facts = await self._stitch(timeline, path, options, progress or _no_progress)
        if not isinstance(facts, FilmFacts):
            raise PluginError(f"{type(self).__name__} answered {facts!r}; FilmFacts are due.")
        if not await anyio.Path(facts.path).is_file():
            raise PluginError(f"{type(self).__name__} left no file at {str(facts.path)!r}.")
        return facts

    @abstractmethod
    async def _stitch(
        self, timeline: Timeline, path: Path, options: StitchOptions, progress: Progress
    ) -> FilmFacts: ...


def _no_progress(_done: int, _total: int) -> None:
    """Nobody is watching."""


def _check(timeline: Timeline, path: Path) -> None:
    """Refuse clips that are not what the timeline says, and a film that would replace one."""
    for entry in timeline.entries:
        if entry.path is None:
            continue
        clip = Path(entry.path)
        if not clip.is_file():
            raise MediaError(f"The clip of {entry.shot!r} is missing: {entry.path!r}.")
        if path.exists() and clip.samefile(path):
            raise MediaError(f"The film {str(path)!r} would replace the clip of {entry.shot!r}.")
        if entry.sha256 and file_digest(clip) != entry.sha256:
            raise MediaError(
                f"The clip of {entry.shot!r} was changed on disk: {entry.path!r} is not "
                f"{entry.sha256[:12]}…",
                hint="Restore the file, or make the shot again.",
            )
