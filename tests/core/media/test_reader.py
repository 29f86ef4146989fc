from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from ministudio.errors import MediaError
from ministudio.media import reader

if TYPE_CHECKING:
    from pathlib import Path

OPEN_GOP = {"options": {"x264-params": "open-gop=1:keyint=12:bframes=3:scenecut=0"}}
HEVC = {"codec": "libx265", "options": {"x265-params": "log-level=none"}}
VP9 = {
    "codec": "libvpx-vp9",
    "audio_codec": "libopus",
    "options": {"deadline": "realtime", "cpu-used": "8"},
}


def numbers(frames: Any, number_of: Any) -> list[int]:
    return [number_of(frame[..., 0]) for frame in frames]


@pytest.mark.parametrize("codec", [{}, OPEN_GOP, HEVC])
def test_frames_come_by_number(make_clip: Any, number_of: Any, codec: Any) -> None:
    path = make_clip(frames=60, **codec)
    assert numbers(reader.rgb_frames(path), number_of) == list(range(60))
    for first, end in ((0, 1), (5, 9), (23, 26), (47, 49), (59, 60)):
        part = reader.rgb_frames(path, first=first, end=end)
        assert numbers(part, number_of) == list(range(first, end))


def test_webm_works_too(make_clip: Any, number_of: Any) -> None:
    path = make_clip("clip.webm", **VP9)
    assert numbers([reader.rgb_at(path, 31)], number_of) == [31]


def test_the_last_kept_frame(make_clip: Any, number_of: Any) -> None:
    path = make_clip(frames=40)
    assert numbers([reader.last_rgb(path), reader.last_rgb(path, 17)], number_of) == [39, 16]


@pytest.mark.parametrize(
    "seconds, number",
    [(0, 0), (0.041, 0), (Fraction(1, 24), 1), (0.999, 23), (1, 24), (Fraction(47, 24), 47)],
)
def test_frames_come_by_time(make_clip: Any, seconds: Any, number: int) -> None:
    assert reader.frame_number(make_clip(), seconds) == number


def test_what_lies_outside_is_refused(make_clip: Any) -> None:
    path = make_clip(frames=10)
    with pytest.raises(MediaError, match="marks 10 to 11 lie outside .* has 10 frames"):
        reader.rgb_at(path, 10)
    with pytest.raises(MediaError, match="marks -1 to 0 lie outside"):
        reader.last_rgb(path, 0)
    with pytest.raises(MediaError, match=r"5 s lies outside .* 0\.416667 s long"):
        reader.frame_number(path, 5)


def test_png_and_thumbnail(make_clip: Any, number_of: Any, tmp_path: Path) -> None:
    path = make_clip()
    rgb = reader.rgb_at(path, 9)
    reader.save_png(rgb, tmp_path / "nine.png")
    with Image.open(tmp_path / "nine.png") as image:
        assert (np.asarray(image) == rgb).all()
    small = reader.thumbnail(path, frame=9, width=64)
    assert small.shape == (36, 64, 3)
    assert number_of(small[..., 0]) == 9
