"""What painting a stage gives: the ground, the painting in linear light, the film's plates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.development import bloom, develop

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.canvas.look import Look

# Below this share of coverage a subject pixel has no colour of its own worth showing.
_THIN = 0.012


@dataclass(frozen=True, slots=True)
class Ground:
    """The empty plate in linear light (height, width, 3), and what of it feeds the bloom."""

    light: Array
    emit: Array | None


@dataclass(frozen=True, slots=True)
class Plates:
    """What the film loop moves: display values 0..1, float32.

    `back` (height, width, 3) is the empty plate with the subject's shadow and glow on it; `subject`
    (height, width, 3) is the subject's colour, not premultiplied and filled with `back` where there
    is none; `coverage` (height, width) is its matte. `box` bounds the matte: x0, y0, x1, y1 in
    pixels, or None when nobody is there.
    """

    back: Array
    subject: Array
    coverage: Array
    box: tuple[int, int, int, int] | None
    glow: Array = field(repr=False)
    """The bloom in linear light; variants of the subject are developed under it."""

    def picture(self) -> Array:
        """The plates laid over each other: (height, width, 3)."""
        cover = self.coverage[..., None]
        whole: Array = self.back * (1 - cover) + self.subject * cover
        return whole


@dataclass(frozen=True, slots=True)
class Painting:
    """Linear light: the ground with shadows on it, the premultiplied subject, its coverage."""

    back: Array
    subject: Array
    coverage: Array
    emit: Array | None

    def picture(self) -> Array:
        """The whole picture in linear light."""
        whole: Array = self.back * (1 - self.coverage[..., None]) + self.subject
        return whole

    def plates(self, look: Look, like: Plates | None = None) -> Plates:
        """Develop back and subject under the glow of the whole picture.

        With `like`, its back and glow are taken over and only the subject is developed.
        """
        height, width = self.coverage.shape
        if like is None:
            glow = bloom(self.picture(), self.emit)
            back = develop(self.back + glow, look, size=(width, height))
        else:
            glow, back = like.glow, like.back
        coverage = np.where(self.coverage < _THIN, 0, self.coverage)
        box = _bounds(coverage)
        subject = back.copy()
        if box is not None:
            self._develop_subject(subject, glow, look, box)
        return Plates(back, subject, coverage, box, glow)

    def _develop_subject(
        self, subject: Array, glow: Array, look: Look, box: tuple[int, int, int, int]
    ) -> None:
        x0, y0, x1, y1 = box
        part = np.s_[y0:y1, x0:x1]
        cover = self.coverage[part][..., None]
        light = self.subject[part] / np.maximum(cover, _THIN) + glow[part]
        height, width = self.coverage.shape
        shown = develop(light, look, size=(width, height), at=(x0, y0))
        np.copyto(subject[part], shown, where=cover >= _THIN)


def _bounds(coverage: Array) -> tuple[int, int, int, int] | None:
    rows = np.nonzero(coverage.max(1))[0]
    columns = np.nonzero(coverage.max(0))[0]
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
