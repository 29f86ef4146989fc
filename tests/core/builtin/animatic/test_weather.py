from __future__ import annotations

import numpy as np
import pytest

from ministudio.builtin.animatic.light import Air, Light, LightWish, light_of
from ministudio.builtin.animatic.weather import falling


def lit(weather: str, *, indoors: bool = False, gravity: float = 1.0) -> Light:
    wish = LightWish(weather=weather, physics={"gravity": gravity})
    return light_of(wish, Air(indoors=indoors))


@pytest.mark.parametrize(
    "weather,kind", [("rain", "rain"), ("snow", "snow"), ("sandstorm", "sand"), ("windy", "leaves")]
)
def test_weather_falls_and_moves_with_time_alone(weather: str, kind: str) -> None:
    (fall,) = falling(lit(weather))
    assert fall.kind == kind
    one, same, later = (fall.at(t, 160, 90) for t in (1.0, 1.0, 1.2))
    assert np.array_equal(one.y, same.y)
    assert np.array_equal(one.x, same.x)
    assert not np.allclose(one.y, later.y)


def test_amount_shows() -> None:
    heavy, slight = falling(lit("heavy rain"))[0], falling(lit("light rain"))[0]
    assert heavy.count > 2 * slight.count


def test_nothing_falls_indoors_or_in_clear_air() -> None:
    assert falling(lit("rain", indoors=True)) == ()
    assert falling(lit("clear")) == ()
    assert [fall.kind for fall in falling(lit("clear"), season="autumn")] == ["leaves"]


def test_motes_rise_when_there_is_no_gravity() -> None:
    (motes,) = falling(lit("clear", indoors=True, gravity=0.0))
    assert motes.speed < 0


def test_particles_cover_the_whole_width_at_any_time() -> None:
    (snow,) = falling(lit("snow"))
    for t in (0.0, 40.0):
        x = snow.at(t, 160, 90).x
        assert np.histogram(x, bins=4, range=(0, 160))[0].min() > 20
