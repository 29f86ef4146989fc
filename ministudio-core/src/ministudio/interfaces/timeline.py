"""The timeline: what a stitcher joins into a film, in order."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from ministudio.config.base import Model


class TimelineEntry(Model):
    """One clip of a shot, or a slate for a shot that has none.

    `shot` is the address (`scene/shot`); a shot of several clips has several entries in a row.
    `path` names the clip and `sha256` its content (checked when given). The used part runs from
    frame `first` up to, not including, `end` (None: to the clip's end), counted in the clip's
    own frames. An entry without `path` is a slate of `slate` frames of the film. `join` says how
    the entry begins; a stitcher that cannot dissolve or fade cuts.
    """

    shot: str
    scene: str
    scene_title: str = ""
    path: str | None = None
    sha256: str = ""
    first: int = Field(default=0, ge=0)
    end: int | None = Field(default=None, gt=0)
    slate: int = Field(default=0, ge=0)
    join: str = "cut"

    @model_validator(mode="after")
    def _clip_or_slate(self) -> Self:
        if (self.path is None) != (self.slate > 0):
            raise ValueError("an entry has either a path or a slate of at least one frame")
        if self.end is not None and self.end <= self.first:
            raise ValueError(f"the mark end={self.end} must lie after first={self.first}")
        return self


class Chapter(Model):
    """A stretch of the timeline in one scene: its title and its first entry's index."""

    scene: str
    title: str
    entry: int


class Timeline(Model):
    """A film before it is stitched. Sizes in pixels; `fps` may be 24 or `"30000/1001"`."""

    title: str = ""
    width: int = Field(ge=2, le=16_384, multiple_of=2)
    height: int = Field(ge=2, le=16_384, multiple_of=2)
    fps: Fraction = Field(gt=0, le=1000)
    entries: tuple[TimelineEntry, ...] = Field(min_length=1)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """One chapter for each run of entries in the same scene."""
        found: list[Chapter] = []
        for index, entry in enumerate(self.entries):
            if not found or found[-1].scene != entry.scene:
                title = entry.scene_title or entry.scene
                found.append(Chapter(scene=entry.scene, title=title, entry=index))
        return tuple(found)

    @property
    def missing(self) -> tuple[str, ...]:
        """Addresses of the shots that have only a slate."""
        return tuple(entry.shot for entry in self.entries if entry.path is None)
