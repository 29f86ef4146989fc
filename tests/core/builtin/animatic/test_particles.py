from __future__ import annotations

import numpy as np
import pytest

from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.light import LightWish, light_of
from ministudio.builtin.animatic.particles import Particles
from ministudio.builtin.animatic.weather import Falling, falling
from ministudio.media.frames import Picture


def _fall(weather: str) -> Falling:
    return falling(light_of(LightWish(weather=weather), Air()))[0]


def _planes(fall: Falling, frame: int) -> list[np.ndarray]:
    picture = Picture.blank(160, 90)
    for plane, level in zip(picture.planes, (80, 128, 128), strict=True):
        plane[:] = level
    Particles(fall, width=160, height=90, fps=24).draw(picture, frame)
    return [plane.astype(int) for plane in picture.planes]


@pytest.mark.parametrize("weather", ["rain", "storm", "snow", "sandstorm", "windy"])
def test_what_falls_is_seen_and_moves_and_is_always_alike(weather: str) -> None:
    first, later, again = (_planes(_fall(weather), frame) for frame in (0, 6, 0))
    assert np.abs(first[0] - 80).max() > 4
    assert (first[0] != later[0]).any()
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_rain_has_no_colour_and_leaves_have() -> None:
    rain, leaves = _planes(_fall("rain"), 3), _planes(_fall("windy"), 3)
    assert np.abs(rain[1] - 128).max() <= 4
    assert np.abs(leaves[1] - 128).max() > 8


def test_heavy_rain_is_more_rain() -> None:
    light, heavy = (
        int((np.abs(_planes(_fall(words), 3)[0] - 80) > 2).sum())
        for words in ("light rain", "heavy rain")
    )
    assert heavy > light * 1.5
