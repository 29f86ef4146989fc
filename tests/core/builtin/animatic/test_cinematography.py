from __future__ import annotations

import pytest

from ministudio.builtin.animatic.cinematography import (
    HEAD_SHARE,
    angle_of,
    move_of,
    perspective,
    size_of,
)


@pytest.mark.parametrize(
    "text,size",
    [
        ("close-up", "close-up"),
        ("Close-Up", "close-up"),
        ("extreme close-up", "extreme close-up"),
        ("ECU", "extreme close-up"),
        ("medium close-up", "medium close-up"),
        ("medium", "medium"),
        ("medium wide", "medium wide"),
        ("full shot", "full"),
        ("wide", "wide"),
        ("extreme wide", "extreme wide"),
        ("insert", "insert"),
        ("two-shot", "medium wide"),
        ("", None),
        ("sideways", None),
    ],
)
def test_sizes(text: str, size: str | None) -> None:
    assert size_of(text) == size


def test_closer_sizes_show_larger_heads() -> None:
    order = ["full", "medium wide", "medium", "medium close-up", "close-up", "extreme close-up"]
    shares = [HEAD_SHARE[size] for size in order]
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    "text,motion,way",
    [
        ("static", "static", 1),
        ("pan left", "pan", -1),
        ("slow pan from left to right", "pan", 1),
        ("tilt up", "tilt", -1),
        ("tilt down", "tilt", 1),
        ("slow dolly left", "dolly", -1),
        ("tracking shot", "dolly", 1),
        ("slow push in", "push", 1),
        ("dolly in", "push", 1),
        ("push_in", "push", 1),
        ("pull out", "pull", 1),
        ("dolly back", "pull", 1),
        ("crane up", "crane", -1),
        ("crane down", "crane", 1),
        ("orbit", "orbit", 1),
        ("slow zoom in", "push", 1),
    ],
)
def test_moves(text: str, motion: str, way: float) -> None:
    move = move_of(text)
    assert move is not None
    assert (move.motion, move.way) == (motion, way)


def test_speed_words_change_the_reach() -> None:
    slow, plain, fast = (move_of(f"{word} pan right") for word in ("slow", "", "fast"))
    assert slow
    assert plain
    assert fast
    assert slow.reach < plain.reach < fast.reach


def test_handheld_shakes_and_slight_handheld_less() -> None:
    plain, slight = move_of("handheld"), move_of("slight handheld")
    assert plain
    assert slight
    assert 0 < slight.shake < plain.shake
    both = move_of("handheld push in")
    assert both
    assert both.motion == "push"
    assert both.shake > 0


def test_unknown_words_are_told_apart_from_none() -> None:
    assert move_of("somersault") is None
    assert angle_of("somersault") is None
    assert move_of("") is not None
    assert angle_of("") is not None


def test_angles() -> None:
    low, high, dutch = angle_of("low"), angle_of("high angle"), angle_of("dutch tilt")
    assert low
    assert high
    assert dutch
    assert low.lift > 0 > high.lift
    assert dutch.roll


def test_long_lenses_bring_the_background_nearer() -> None:
    assert perspective(20) < perspective(40) < perspective(100)
