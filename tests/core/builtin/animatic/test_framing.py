from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ministudio.builtin.animatic.canvas import Camera
from ministudio.builtin.animatic.cinematography import HEAD_SHARE
from ministudio.builtin.animatic.framing import (
    Frame,
    Head,
    background,
    frame_heads,
    frame_thing,
    frame_wide,
)

ONE = Head(0.1, 0.45, 0.085, looks=0.5, reach=0.09, feet=0.95)
WIDE = Frame(16 / 9)


def _seen(camera: Camera, x: float, y: float, frame: Frame) -> tuple[float, float]:
    """Where a world point lies in the frame: 0..1 across and down."""
    return (
        0.5 + (x - camera.x) * camera.zoom / frame.aspect,
        0.5 + (y - camera.y) * camera.zoom,
    )


@pytest.mark.parametrize("size", list(HEAD_SHARE))
@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 1.0, 2.39])
@pytest.mark.parametrize("captions", [0.0, 0.17])
def test_no_head_is_cut_and_no_chin_lies_under_a_caption(
    size: str, aspect: float, captions: float
) -> None:
    frame = Frame(aspect, captions)
    camera = frame_heads([ONE], size, frame)  # type: ignore[arg-type]
    x, top = _seen(camera, ONE.x, ONE.y - ONE.height / 2, frame)
    _, chin = _seen(camera, ONE.x, ONE.y + ONE.height / 2, frame)
    half = ONE.height * 0.37 * camera.zoom / aspect
    assert half < x < 1 - half
    assert chin < 1 - captions
    if size != "extreme close-up":
        assert top > -0.02


def test_the_head_is_as_large_as_the_size_says() -> None:
    for size, share in HEAD_SHARE.items():
        camera = frame_heads([ONE], size, WIDE)  # type: ignore[arg-type]
        assert camera.zoom * ONE.height == pytest.approx(max(share, ONE.height), rel=0.02)


def test_there_is_room_where_somebody_looks() -> None:
    right = frame_heads([ONE], "close-up", WIDE)
    left = frame_heads([Head(0.1, 0.45, 0.085, looks=-0.5)], "close-up", WIDE)
    assert _seen(right, 0.1, 0, WIDE)[0] < 0.5 < _seen(left, 0.1, 0, WIDE)[0]


@given(
    st.lists(st.floats(-0.6, 0.6), min_size=2, max_size=5),
    st.sampled_from(["medium close-up", "medium", "medium wide", "full"]),
    st.sampled_from([16 / 9, 1.0, 9 / 16]),
)
def test_everybody_is_in_the_frame(places: list[float], size: str, aspect: float) -> None:
    squeeze = min(1.0, aspect / 1.55)
    heads = [Head(x * squeeze, 0.45, 0.08, reach=0.08, feet=0.95) for x in places]
    frame = Frame(aspect)
    camera = frame_heads(heads, size, frame)  # type: ignore[arg-type]
    for head in heads:
        x, y = _seen(camera, head.x, head.y, frame)
        assert 0 <= x <= 1
        assert 0 <= y <= 1


def test_a_wide_frame_shows_the_feet() -> None:
    camera = frame_wide([ONE], "wide", WIDE)
    assert 0.7 < _seen(camera, ONE.x, ONE.feet, WIDE)[1] < 0.99


def test_a_thing_fills_its_share() -> None:
    camera = frame_thing(0.2, 0.8, 0.05, WIDE, share=0.5)
    assert camera.zoom * 0.05 == pytest.approx(0.5)
    assert (camera.x, camera.y) == (0.2, 0.8)


def test_a_low_angle_sinks_the_place_and_a_long_lens_brings_it_nearer() -> None:
    camera = Camera(0, 0.5, 2.0)
    assert background(camera, lift=0.1, perspective=1).y < 0.5
    assert background(camera, lift=0, perspective=1.3).zoom > 2


def test_the_short_stand_at_the_foot_of_the_frame() -> None:
    dog = Head(0.0, 0.78, 0.1, feet=0.95)
    camera = frame_heads([dog], "full", Frame(16 / 9))
    below = (camera.y + 0.5 / camera.zoom - dog.feet) * camera.zoom
    assert below < 0.13


def test_a_low_head_beside_a_high_one_cuts_neither() -> None:
    pair = [Head(-0.15, 0.42, 0.085, feet=0.95), Head(0.15, 0.8, 0.09, feet=0.95)]
    frame = Frame(16 / 9, captions=0.14)
    camera = frame_heads(pair, "medium", frame)
    assert _seen(camera, -0.15, 0.42 - 0.5 * 0.085, frame)[1] > 0
    assert _seen(camera, 0.15, 0.8 + 0.5 * 0.09, frame)[1] < 0.86
