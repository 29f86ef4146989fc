from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from ministudio.errors import MediaError, StoreError
from ministudio.media.frames import Picture
from ministudio.media.probe import probe
from ministudio.media.writer import ClipWriter

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 64, 36


def picture(number: int) -> Picture:
    made = Picture.blank(WIDTH, HEIGHT)
    for plane in made.planes:
        plane[:] = 100 + number
    return made


def write(path: Path, *, frames: int = 12, sound: int | None = None, **options: Any) -> Path:
    with ClipWriter(path, width=WIDTH, height=HEIGHT, **options) as clip:
        if sound is not None:
            clip.write_audio(np.full(sound, 0.25, np.float32))
        for number in range(frames):
            clip.write_frame(picture(number))
    return path


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write(tmp_path / name, sound=9000) for name in ("a.mp4", "b.mp4"))
    assert first.read_bytes() == second.read_bytes()


def test_nothing_in_the_file_depends_on_builds_or_clocks(tmp_path: Path) -> None:
    data = write(tmp_path / "a.mp4", sound=100).read_bytes()
    assert b"Lavf" not in data
    assert b"Lavc" not in data
    assert data.index(b"moov") < data.index(b"mdat")
    created = data[data.index(b"mvhd") + 8 :][:8]
    assert created == bytes(8)


def test_pictures_planes_and_frames_are_the_same_to_the_writer(tmp_path: Path) -> None:
    written = []
    for name, form in {
        "picture": lambda p: p,
        "planes": lambda p: p.planes,
        "frame": lambda p: p.frame,
    }.items():
        with ClipWriter(tmp_path / name, width=WIDTH, height=HEIGHT) as clip:
            for number in range(5):
                clip.write_frame(form(picture(number)))
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1] == written[2]


def test_a_picture_may_be_drawn_into_again_at_once(tmp_path: Path) -> None:
    expected = write(tmp_path / "fresh.mp4")
    canvas = picture(0)
    with ClipWriter(tmp_path / "reused.mp4", width=WIDTH, height=HEIGHT) as clip:
        for number in range(12):
            for plane in canvas.planes:
                plane[:] = 100 + number
            clip.write_frame(canvas)
            for plane in canvas.planes:
                plane[:] = 0
    assert (tmp_path / "reused.mp4").read_bytes() == expected.read_bytes()


@pytest.mark.parametrize("fps", [24, Fraction(30000, 1001), Fraction(25, 2), 60])
def test_any_frame_rate_is_exact(tmp_path: Path, fps: Fraction | int) -> None:
    facts = probe(write(tmp_path / "a.mp4", frames=30, fps=fps))
    assert (facts.fps, facts.frames, facts.even) == (fps, 30, True)


@pytest.mark.parametrize("samples", [None, 100, 500_000])
def test_sound_is_as_long_as_the_picture(tmp_path: Path, samples: int | None) -> None:
    path = write(tmp_path / "a.mp4", frames=36, sound=samples)
    with av.open(str(path)) as container:
        audio = container.streams.audio[0]
        assert audio.duration * audio.time_base == Fraction(36, 24)


def test_a_clip_can_have_no_sound(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp4", audio_rate=None)
    assert not probe(path).has_audio
    with (
        ClipWriter(tmp_path / "b.mp4", width=WIDTH, height=HEIGHT, audio_rate=None) as clip,
        pytest.raises(ValueError, match="without sound"),
    ):
        clip.write_audio(np.zeros(10, np.float32))


@pytest.mark.parametrize("size", [(63, 36), (64, 0), (64, -2), (20_000, 36)])
def test_impossible_sizes_are_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(MediaError, match="both sides must be even"):
        ClipWriter(tmp_path / "a.mp4", width=size[0], height=size[1])
    assert not (tmp_path / "a.mp4").exists()


def test_a_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    with ClipWriter(tmp_path / "a.mp4", width=WIDTH, height=HEIGHT) as clip:
        with pytest.raises(ValueError, match="a frame of 32x36 in a clip of 64x36"):
            clip.write_frame(Picture.blank(32, 36))
        clip.write_frame(picture(0))


@pytest.mark.parametrize("name", ["a:b.mp4", "http:x.mp4", "50%d.mp4", "-o.mp4", "ü ö.mp4", "x"])
def test_odd_names_are_only_names(tmp_path: Path, name: str) -> None:
    assert probe(write(tmp_path / name)).frames == 12


def test_a_missing_folder_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"a\.mp4' cannot be written: No such file"):
        write(tmp_path / "nowhere" / "a.mp4")


def test_the_picture_is_tagged_bt709(tmp_path: Path) -> None:
    color = probe(write(tmp_path / "a.mp4")).color
    assert (color.range, color.primaries, color.transfer, color.matrix) == (1, 1, 1, 1)
