from __future__ import annotations

import numpy as np
import pytest

from ministudio.errors import MediaError
from ministudio.media.frames import Picture, Zoom, rgb_from_yuv, yuv_from_rgb


def ramp(width: int, height: int, planes: int = 3) -> tuple[np.ndarray, ...]:
    luma = np.tile(np.arange(width, dtype=np.uint8), (height, 1))
    chroma = np.full((height // 2, width // 2), 128, np.uint8)
    return (luma, chroma, chroma, luma)[:planes]


def test_planes_are_views_of_the_frame() -> None:
    picture = Picture.blank(66, 34)  # libav pads such rows
    picture.planes[0][:] = 77
    assert (picture.frame.to_ndarray()[:34] == 77).all()
    assert [plane.shape for plane in picture.planes] == [(34, 66), (17, 33), (17, 33)]


def test_a_copy_is_independent() -> None:
    picture = Picture.of(ramp(16, 8))
    twin = picture.copy()
    picture.planes[0][:] = 0
    assert (twin.planes[0] == ramp(16, 8)[0]).all()


@pytest.mark.parametrize("planes", [3, 4])
def test_a_crop_of_the_wanted_size_is_not_scaled(planes: int) -> None:
    plate = ramp(128, 64, planes)
    crop = Zoom()(plate, (11, 5, 75, 37), width=64, height=32)
    assert len(crop.planes) == planes
    for index in {0, planes - 1}:
        if index in (0, 3):
            assert (crop.planes[index] == plate[index][5:37, 11:75]).all()


@pytest.mark.parametrize("planes", [3, 4])
def test_a_zoom_scales_all_planes(planes: int) -> None:
    seen = Zoom(smooth=True)(ramp(128, 64, planes), (32, 16, 96, 48), width=128, height=64)
    middle = seen.planes[0][32, 8:-8].astype(int)
    assert seen.planes[0].shape == (64, 128)
    assert abs(middle - (32 + np.arange(8, 120) / 2)).max() <= 1
    if planes == 4:
        assert abs(seen.planes[3][32, 8:-8] - middle).max() <= 1


def test_a_window_is_clipped_to_the_plate() -> None:
    seen = Zoom()(ramp(128, 64), (-20, -20, 500, 500), width=64, height=32)
    assert (seen.width, seen.height) == (64, 32)


def test_rgb_and_back() -> None:
    colors = np.random.default_rng(3).integers(0, 256, (4, 4, 3), dtype=np.uint8)
    rgb = colors.repeat(16, 0).repeat(16, 1)
    back = rgb_from_yuv(yuv_from_rgb(rgb))
    middle = (slice(8, None, 16), slice(8, None, 16))
    assert abs(back[middle].astype(int) - colors).max() <= 4


def test_bt709_limited_range() -> None:
    green = np.zeros((4, 4, 3), np.uint8)
    green[..., 1] = 255
    assert [int(plane[0, 0]) for plane in yuv_from_rgb(green)] == pytest.approx(
        [173, 42, 26], abs=1
    )
    white = np.ones((4, 4, 3), np.float32)
    assert [int(plane[0, 0]) for plane in yuv_from_rgb(white)] == [235, 128, 128]


def test_wrong_plane_counts_are_refused() -> None:
    with pytest.raises(MediaError, match="1, 3 or 4 planes"):
        Picture.of(ramp(16, 8)[:2])
