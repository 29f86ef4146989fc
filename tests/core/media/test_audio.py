from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from ministudio.errors import MediaError
from ministudio.media.audio import RATE, clip_sound, read_sound, silence, stereo


def joined(pieces: Any) -> np.ndarray[Any, Any]:
    return np.concatenate(list(pieces), axis=1)


def onset(sound: np.ndarray[Any, Any], burst: np.ndarray[Any, Any]) -> int:
    return int(np.argmax(np.correlate(sound[0], burst, "valid")))


@pytest.fixture
def burst(make_clip: Any) -> np.ndarray[Any, Any]:
    # what the makers of the other clips wrote, as it comes through one codec pass
    return read_sound(make_clip("burst.mp4", frames=12, flash=(0,)))[0][:2400]


def test_sound_keeps_its_place(make_clip: Any, burst: Any) -> None:
    sound = read_sound(make_clip(flash=(12,)))
    assert sound.shape == (2, 2 * RATE)
    assert onset(sound, burst) == RATE // 2
    assert abs(sound[:, : RATE // 2 - 1100]).max() < 0.01


@pytest.mark.parametrize("rate, layout", [(44_100, "stereo"), (22_050, "mono"), (48_000, "mono")])
def test_other_rates_and_mono_become_stereo_48k(
    make_clip: Any, burst: Any, rate: int, layout: str
) -> None:
    sound = read_sound(make_clip("other.mp4", flash=(12,), rate=rate, layout=layout))
    assert sound.shape == (2, 2 * RATE)
    assert layout != "mono" or (sound[0] == sound[1]).all()
    assert abs(onset(sound, burst) - RATE // 2) <= 24  # half a millisecond
    loudness = np.sqrt(np.mean(sound[0, RATE // 2 : RATE // 2 + 2400] ** 2))
    assert loudness > 0.5 * np.sqrt(np.mean(burst**2))


def test_sound_that_starts_late_stays_late(make_clip: Any, burst: Any) -> None:
    path = make_clip("late.mp4", flash=(0,), codec="libx264", late=RATE // 4)
    sound = read_sound(path)
    assert abs(onset(sound, burst) - RATE // 4) <= 48  # the edit list counts milliseconds
    assert abs(sound[:, : RATE // 4 - 1100]).max() == 0


@pytest.mark.parametrize("start", [Fraction(1, 24), Fraction(1, 2), Fraction(29, 24), Fraction(3)])
def test_a_part_is_the_part_of_the_whole(make_clip: Any, start: Fraction) -> None:
    path = make_clip(frames=96, flash=(3, 14, 30, 75))
    whole = read_sound(path)
    first = round(start * RATE)
    part = joined(clip_sound(path, count=20_000, start=start))
    assert part.shape == (2, 20_000)
    assert abs(part - whole[:, first : first + 20_000]).max() < 1e-4


def test_after_the_end_there_is_silence(make_clip: Any) -> None:
    part = joined(clip_sound(make_clip(), count=RATE, start=Fraction(47, 24)))
    assert part.shape == (2, RATE)
    assert (part[:, RATE // 2 :] == 0).all()


def test_a_mute_clip_is_silent(make_clip: Any) -> None:
    sound = read_sound(make_clip(audio=False))
    assert sound.shape == (2, 2 * RATE)
    assert not sound.any()


def test_pieces_are_small(make_clip: Any) -> None:
    path = make_clip(frames=240, size=(16, 16))
    assert max(piece.shape[1] for piece in clip_sound(path, count=10 * RATE)) <= RATE
    assert [piece.shape[1] for piece in silence(2 * RATE + 5)] == [RATE, RATE, 5]


def test_shapes_and_levels() -> None:
    assert stereo(np.array([0.5, 2.0], np.float32)).tolist() == [[0.5, 1.0], [0.5, 1.0]]
    assert stereo(np.zeros((2, 7))).shape == (2, 7)
    with pytest.raises(MediaError, match="shape"):
        stereo(np.zeros((7, 2)))
