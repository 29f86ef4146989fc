from __future__ import annotations

import itertools

import pytest

from ministudio.builtin.animatic.canvas import Camera
from ministudio.builtin.animatic.cinematography import Move, move_of
from ministudio.builtin.animatic.motion import Lens, Path, Pose, margin_for

LENS = Lens(Camera(0.0, 0.5, 1.5), 640, 360, 1.3)


def _shift(text: str, z: float = 1.0) -> tuple[float, float, float]:
    """How far the window goes right and down, and how much it grows, over a shot."""
    move = move_of(text)
    assert move
    path = Path(move, 48, 24)
    first, last = (LENS.window(path.at(k), z=z) for k in (0, 47))
    return last[0] - first[0], last[1] - first[1], (last[2] - last[0]) - (first[2] - first[0])


@pytest.mark.parametrize("text", ["pan right", "dolly right"])
def test_right_goes_right(text: str) -> None:
    x, y, grown = _shift(text)
    assert x > 5
    assert y == pytest.approx(0)
    assert grown == pytest.approx(0)


def test_left_is_the_mirror_of_right() -> None:
    assert _shift("pan left")[0] == pytest.approx(-_shift("pan right")[0])


def test_tilt_up_goes_up() -> None:
    assert _shift("tilt up")[1] < -3


def test_push_sees_less_and_pull_sees_more() -> None:
    assert _shift("push in")[2] < 0 < _shift("pull out")[2]


def test_a_dolly_shifts_near_things_more_than_far_ones_and_a_pan_does_not() -> None:
    assert _shift("dolly right", z=1.0)[0] > _shift("dolly right", z=3.0)[0] * 1.5
    assert _shift("pan right", z=1.0)[0] == pytest.approx(_shift("pan right", z=3.0)[0])


def test_an_orbit_keeps_the_subject_and_turns_the_world() -> None:
    assert _shift("orbit", z=1.0)[0] == pytest.approx(0, abs=1e-6)
    assert abs(_shift("orbit", z=2.5)[0]) > 3


def test_static_stands_still() -> None:
    assert _shift("static") == (0, 0, 0)


def test_handheld_moves_a_little_and_never_jumps() -> None:
    path = Path(Move(shake=1.0), 96, 24)
    xs = [LENS.window(path.at(k), z=1.0)[0] for k in range(96)]
    steps = [abs(b - a) for a, b in itertools.pairwise(xs)]
    assert 0.5 < max(xs) - min(xs) < 12
    assert max(steps) < 2


@pytest.mark.parametrize("text", ["fast pan left", "push in", "crane up", "orbit", "handheld tilt"])
def test_the_margin_keeps_every_window_inside_the_plate(text: str) -> None:
    move = move_of(text)
    assert move
    path = Path(move, 120, 24)
    lens = Lens(Camera(0.1, 0.4, 1.8), 640, 360, margin_for(path.samples(), width=640, height=360))
    width, height = lens.plate
    for number in range(120):
        for z in (1.0, 2.2):
            x0, y0, x1, y1 = lens.window(path.at(number), z=z)
            assert x0 > -2
            assert y0 > -2
            assert x1 < width + 2
            assert y1 < height + 2


def test_a_shifted_plate_moves_its_window_the_other_way() -> None:
    still = LENS.window(Pose(), z=1.0)
    moved = LENS.window(Pose(), z=1.0, shift=(0.1, 0.0))
    assert moved[0] == pytest.approx(still[0] - 36)
