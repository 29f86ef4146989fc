from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ministudio.builtin.animatic.particles import Particles
from ministudio.media.frames import Picture

if TYPE_CHECKING:
    from ministudio.builtin.animatic.particles import Kind


def _luma(kind: Kind, frame: int, **how: float) -> np.ndarray:
    picture = Picture.blank(160, 90)
    for plane in picture.planes:
        plane[:] = 80
    Particles.of(kind, width=160, height=90, fps=24, **how).draw(picture, frame)
    assert (picture.planes[1] == 80).all()
    return picture.planes[0].copy()


@pytest.mark.parametrize("kind", ["rain", "snow", "dust"])
def test_particles_only_brighten_and_move(kind: Kind) -> None:
    first, later = _luma(kind, 0), _luma(kind, 6)
    assert first.min() == 80
    assert first.max() > 84
    assert (first != later).any()
    assert np.array_equal(first, _luma(kind, 0))


def test_heavy_rain_is_more_rain() -> None:
    light, heavy = (int((_luma("rain", 3, amount=a) > 82).sum()) for a in (0.45, 1.6))
    assert heavy > light * 1.5
