from __future__ import annotations

import numpy as np
import pytest

from ministudio.builtin.animatic.sound import RATE, room_tone, tone_of


def _heard(words: str, seconds: float = 1.0, **how: object) -> np.ndarray:
    return np.concatenate(list(room_tone(tone_of(words, **how), round(seconds * RATE))), axis=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["library", "city street", "forest", "sea", "space", "lab", "x"])
def test_room_tone_is_quiet_but_there(words: str) -> None:
    sound = _heard(words)
    assert sound.shape == (2, RATE)
    assert sound.dtype == np.float32
    assert 0.002 < np.sqrt((sound**2).mean()) < 0.12
    assert np.abs(sound).max() < 0.6


def test_the_same_place_always_sounds_alike_and_another_place_differs() -> None:
    assert np.array_equal(_heard("library", key="a"), _heard("library", key="a"))
    assert not np.array_equal(_heard("library", key="a"), _heard("library", key="b"))


def test_rain_is_heard_and_less_of_it_indoors() -> None:
    dry, wet, inside = (
        _heard("room", indoors=indoors, weather=weather)
        for indoors, weather in ((True, ""), (False, "rain"), (True, "rain"))
    )
    loud = [float((one[:, RATE // 4 : RATE // 2] ** 2).mean()) for one in (dry, inside, wet)]
    assert loud == sorted(loud)


def test_it_fades_in_and_out_and_ends_on_the_sample() -> None:
    sound = _heard("street", seconds=0.7)
    assert sound.shape[1] == round(0.7 * RATE)
    assert np.abs(sound[:, :20]).max() < 0.01
    assert np.abs(sound[:, -20:]).max() < 0.01
