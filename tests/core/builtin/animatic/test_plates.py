from __future__ import annotations

import numpy as np
import pytest

from ministudio.builtin.animatic.plates import BackPlate, CutoutPlate, Overlay
from ministudio.builtin.animatic.sprites import Sprite, cut, difference, flatten, laid_over
from ministudio.media.frames import rgb_from_yuv

WHOLE = (0.0, 0.0, 128.0, 72.0)


def _back(value: float = 0.3) -> BackPlate:
    return BackPlate(np.full((72, 128, 3), value, np.float32))


def _disc(colour: tuple[float, float, float], *, x: int = 64, y: int = 36, r: int = 16) -> Sprite:
    rows, columns = np.mgrid[y - r - 4 : y + r + 4, x - r - 4 : x + r + 4]
    matte = np.clip(r - np.hypot(columns - x, rows - y) + 0.5, 0, 1).astype(np.float32)
    box = (x - r - 4, y - r - 4, x + r + 4, y + r + 4)
    return Sprite(box, matte[..., None] * np.array(colour, np.float32), matte)


def _shown(plate: CutoutPlate, back: BackPlate, **how: float) -> np.ndarray:
    frame = back.frame(WHOLE, width=128, height=72)
    plate.draw(frame, WHOLE, **how)
    return rgb_from_yuv(frame.planes).astype(int)


@pytest.mark.parametrize("colour", [(0.9, 0.1, 0.1), (0.1, 0.2, 0.9), (1.0, 1.0, 1.0), (0, 0, 0)])
def test_a_cutout_shows_its_colour_and_leaves_the_rest(colour: tuple[float, float, float]) -> None:
    shown = _shown(CutoutPlate(_disc(colour), z=1.0), _back())
    assert np.abs(shown[36, 64] - np.array(colour) * 255).max() <= 6
    assert np.abs(shown[36, 20] - 0.3 * 255).max() <= 4
    assert np.abs(shown[36, 64 - 19] - 0.3 * 255).max() <= 4  # inside the box, outside the matte


def test_edges_lie_between_both_colours_without_fringes() -> None:
    shown = _shown(CutoutPlate(_disc((0.9, 0.2, 0.2)), z=1.0), _back(0.8))
    # 4:2:0 spreads colour over two pixels; a real fringe would be far outside
    low = np.minimum(0.8 * 255, np.array((0.9, 0.2, 0.2)) * 255) - 70
    high = np.maximum(0.8 * 255, np.array((0.9, 0.2, 0.2)) * 255) + 70
    assert (shown >= low).all()
    assert (shown <= high).all()


def test_a_dark_matte_without_colour_is_a_shadow() -> None:
    disc = _disc((0, 0, 0))
    shadow = Sprite(disc.box, disc.colour, disc.matte * 0.5)
    shown = _shown(CutoutPlate(shadow, z=1.0), _back(0.6))
    assert np.abs(shown[36, 64] - 0.3 * 255).max() <= 6


def test_patches_go_on_and_off() -> None:
    whole = _disc((0.9, 0.9, 0.9))
    eyes = cut(_disc((0.1, 0.1, 0.1)), (56, 30, 72, 40))
    plate = CutoutPlate(whole, z=1.0, patches={"a:blink": eyes})
    open_ = _shown(plate, _back())
    plate.wear(("a:blink", "a:unknown"))
    shut = _shown(plate, _back())
    plate.wear(())
    assert shut[36, 64].max() < 60
    assert np.array_equal(_shown(plate, _back()), open_)
    assert np.array_equal(np.argwhere((open_ != shut).any(-1)).min(0) >= (28, 54), (True, True))


def test_gain_brightens() -> None:
    plate = CutoutPlate(_disc((0.5, 0.5, 0.5)), z=1.0)
    assert (
        _shown(plate, _back(), gain=1.2)[36, 64].mean() > _shown(plate, _back())[36, 64].mean() + 8
    )


def test_a_window_that_goes_right_moves_things_left() -> None:
    plate, back = CutoutPlate(_disc((1, 1, 1)), z=1.0), _back(0.1)
    frame = back.frame(WHOLE, width=128, height=72)
    plate.draw(frame, (20.0, 0.0, 148.0, 72.0))
    bright = np.argwhere(frame.planes[0] > 150)
    assert abs(bright[:, 1].mean() - 44) < 1.5


def test_a_cutout_out_of_the_window_draws_nothing() -> None:
    plate, back = CutoutPlate(_disc((1, 1, 1)), z=1.0), _back(0.1)
    frame = back.frame(WHOLE, width=128, height=72)
    plate.draw(frame, (300.0, 0.0, 428.0, 72.0))
    assert frame.planes[0].max() < 60


def test_an_overlay_lies_where_it_was_made() -> None:
    frame = _back(0.2).frame(WHOLE, width=128, height=72)
    Overlay(_disc((1, 1, 1), x=30, y=50, r=8)).draw(frame)
    assert frame.planes[0][50, 30] > 220
    assert frame.planes[0][20, 90] < 80


def test_flattening_equals_laying_over() -> None:
    near, far = _disc((1, 0, 0), x=70), _disc((0, 0, 1), x=56)
    back = np.full((72, 128, 3), 0.4, np.float32)
    one = laid_over(back, [far, near])
    other = laid_over(back, [flatten([far, near])])
    assert np.allclose(one, other, atol=1e-5)


def test_differences_are_boxed() -> None:
    one = flatten([_disc((1, 0, 0))])
    other = flatten([_disc((1, 0, 0)), _disc((0, 1, 0), r=4)])
    assert difference(one, one) is None
    box = difference(one, cut(other, one.box))
    assert box is not None
    assert box[0] >= 58
    assert box[2] <= 72


def test_a_patch_that_reaches_farther_than_its_plate_is_seen_whole() -> None:
    box = (0, 0, 256, 72)
    plain = flatten([_disc((0.9, 0.1, 0.1), x=24)], box)
    shines = flatten([_disc((0.9, 0.1, 0.1), x=24), _disc((0.9, 0.9, 0.1), x=200)], box)
    plate = CutoutPlate(plain, z=1.0, patches={"lit": shines})
    plate.wear(("lit",))
    frame = BackPlate(np.full((72, 256, 3), 0.3, np.float32)).frame(
        (0, 0, 256, 72), width=256, height=72
    )
    plate.draw(frame, (0, 0, 256, 72))
    assert rgb_from_yuv(frame.planes)[36, 200, 0] > 200
