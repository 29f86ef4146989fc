from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from animatic_views import JORDAN, MIRA, STREET, request, seen, view
from PIL import Image

from ministudio.builtin.animatic.film import Film, draw
from ministudio.builtin.animatic.life import BLINK, GLANCE, HALF, WIDE
from ministudio.builtin.animatic.reel import Backdrops, paint_reel
from ministudio.builtin.animatic.staging import stage_shot
from ministudio.media.container import open_clip
from ministudio.media.frames import rgb_from_yuv
from ministudio.state.changes import Open
from ministudio.storyboard.view import Line, SeenProp

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.interfaces.request import Request


class _Shot:
    """A shot painted once, whose single frames can be looked at."""

    def __init__(self, shot: Request) -> None:
        self.scene = stage_shot(shot)
        self.reel = paint_reel(self.scene, Backdrops())
        self.film = Film(self.scene, self.reel)

    def luma(self, number: int) -> np.ndarray:
        return self.film.frame(number).planes[0].astype(int)

    def rgb(self, number: int) -> np.ndarray:
        return rgb_from_yuv(self.film.frame(number).planes).astype(int)


def _facts(path: Path) -> tuple[int, int, int, float, float]:
    with open_clip(path) as clip:
        video, audio = clip.streams.video[0], clip.streams.audio[0]
        frames = sum(1 for _ in clip.decode(video=0))
        seconds = float(audio.duration * audio.time_base)
        return video.width, video.height, frames, float(video.average_rate), seconds


def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    shot = request(
        view(
            characters=(seen("mira", **MIRA), seen("jordan", **JORDAN)),
            say=(Line("jordan", "Twelve past."),),
            camera={"size": "medium", "move": "handheld push in"},
        )
    )
    results = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        draw(shot, folder)
        results.append([(folder / file).read_bytes() for file in ("clip.mp4", "sidecar.json")])
    assert results[0] == results[1]


@pytest.mark.parametrize(
    "size,fps,seconds",
    [
        ((192, 108), Fraction(24), Fraction(1)),
        ((108, 192), Fraction(25), Fraction(1, 2)),
        ((128, 128), Fraction(30000, 1001), Fraction(1, 2)),
        ((258, 90), Fraction(12), Fraction(1, 4)),
    ],
)
def test_clips_have_the_size_rate_and_length_asked_for(
    tmp_path: Path, size: tuple[int, int], fps: Fraction, seconds: Fraction
) -> None:
    shot = request(view(characters=(seen("mira", **MIRA),), duration=seconds), size=size, fps=fps)
    draw(shot, tmp_path)
    width, height, frames, rate, heard = _facts(tmp_path / "clip.mp4")
    assert (width, height) == size
    assert frames == shot.frames
    assert rate == pytest.approx(float(fps))
    assert heard == pytest.approx(float(shot.seconds), abs=0.03)


def test_a_minute_is_drawn_without_growing(tmp_path: Path) -> None:
    shot = request(view(duration=Fraction(60)), size=(64, 64), fps=Fraction(8))
    shares: list[float] = []
    draw(shot, tmp_path, progress=shares.append)
    assert _facts(tmp_path / "clip.mp4")[2] == 480
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_still_is_one_picture(tmp_path: Path) -> None:
    draw(request(view(), kind="image", model="animatic-still"), tmp_path)
    with Image.open(tmp_path / "still.png") as image:
        assert image.size == (192, 108)
    assert not (tmp_path / "clip.mp4").exists()


def test_captions_show_only_while_they_are_spoken() -> None:
    people = (seen("mira", **MIRA),)
    shot = view(characters=people, say=(Line("mira", "Now."),), duration=Fraction(4))
    with_words = _Shot(request(shot))
    caption = with_words.scene.captions[0]
    foot = np.s_[92:104, 40:150]
    before, while_, after = (
        with_words.luma(number)[foot] for number in (0, caption.start + 2, caption.end + 2)
    )
    assert np.abs(while_ - before).mean() > 12
    assert np.abs(after - before).mean() < 3


def test_blinking_and_talking_change_the_face_and_nothing_else() -> None:
    shot = view(
        characters=(seen("mira", **MIRA),),
        say=(Line("mira", "Where were you at five?"),),
        camera={"size": "close-up"},
        duration=Fraction(6),
    )
    drawn = _Shot(request(shot, size=(320, 180)))
    moving = drawn.reel.moving[-1]
    table = moving.tables["mira"]
    calm = next(k for k in range(144) if not table.at(k))
    for name in (BLINK, GLANCE, HALF, WIDE):
        other = next(k for k in range(144) if table.at(k) == (name,))
        apart = np.abs(drawn.luma(calm)[:140] - drawn.luma(other)[:140]) > 12
        assert apart.any(), name
        rows, columns = np.nonzero(apart)
        assert columns.max() - columns.min() < 120
        assert rows.max() - rows.min() < 80


def test_a_prop_that_opens_looks_different_afterwards() -> None:
    book = SeenProp(id="book", what="ancient book", state="closed")
    shot = view(props=(book,), during=(Open("book"),), camera={"size": "insert", "on": "book"})
    drawn = _Shot(request(shot))
    swap = drawn.scene.swap or 0
    assert np.abs(drawn.luma(swap) - drawn.luma(swap - 1)).max() > 40
    assert np.abs(drawn.luma(swap - 1) - drawn.luma(0)).max() < 8


@pytest.mark.parametrize("move,way", [("pan right", -1), ("pan left", 1), ("dolly right", -1)])
def test_the_picture_goes_against_the_camera(move: str, way: int) -> None:
    shot = view(environment=STREET, place="street", camera={"move": move}, duration=Fraction(3))
    drawn = _Shot(request(shot))
    first, last = drawn.luma(10)[20:90], drawn.luma(40)[20:90]
    shifts = range(-30, 31)
    fits = [np.abs(np.roll(first, s, axis=1) - last)[:, 35:-35].mean() for s in shifts]
    assert np.sign(shifts[int(np.argmin(fits))]) == way


def test_a_push_makes_things_larger() -> None:
    people = (seen("mira", **MIRA),)
    shot = view(
        characters=people, camera={"size": "medium", "move": "push in"}, duration=Fraction(3)
    )
    drawn = _Shot(request(shot))
    sizes = []
    for number in (0, drawn.scene.frames - 1):
        box = drawn.reel.boxes["mira"]
        window = drawn.reel.window_of("mira", drawn.scene, number, drawn.scene.path.at(number))
        sizes.append((box[2] - box[0]) * 192 / (window[2] - window[0]))
    assert sizes[1] > sizes[0] * 1.08


def test_boxes_lie_in_the_frame_and_hold_the_figure(tmp_path: Path) -> None:
    shot = request(
        view(
            characters=(seen("mira", **MIRA), seen("jordan", **JORDAN)),
            props=(SeenProp(id="folder", what="tan folder", held_by="mira"),),
            camera={"size": "medium wide", "move": "slow pan right"},
        )
    )
    draw(shot, tmp_path)
    data = json.loads((tmp_path / "sidecar.json").read_text("utf-8"))
    assert [sample["frame"] for sample in data["boxes"]] == [0, 6, 11]
    for sample in data["boxes"]:
        assert {"mira", "jordan", "folder"} <= set(sample["at"])
        for x0, y0, x1, y1 in sample["at"].values():
            assert 0 <= x0 < x1 <= 192
            assert 0 <= y0 < y1 <= 108
    green = _Shot(shot).rgb(0)
    x0, y0, x1, y1 = data["boxes"][0]["at"]["jordan"]
    sweater = (green[..., 1] - np.maximum(green[..., 0], green[..., 2])) > 35
    assert sweater[y0:y1, x0:x1].sum() > sweater.sum() * 0.97 > 50


def test_rain_falls() -> None:
    shot = view(environment=STREET, place="street", weather="heavy rain")
    drawn = _Shot(request(shot))
    assert (np.abs(drawn.luma(0) - drawn.luma(4)) > 4).mean() > 0.001


def test_shots_in_one_place_share_its_painting() -> None:
    backdrops = Backdrops()
    first = paint_reel(stage_shot(request(view())), backdrops)
    second = paint_reel(stage_shot(request(view(narration="Later."))), backdrops)
    assert first.back is second.back


@pytest.mark.parametrize("text", ["Ünïcode – Ελληνικά – Русский", "日本語", "\u202eRTL", "x" * 400])
def test_any_words_can_be_captions(tmp_path: Path, text: str) -> None:
    draw(request(view(narration=text, duration=Fraction(1, 4)), size=(128, 72)), tmp_path)
    assert (tmp_path / "clip.mp4").stat().st_size > 500


def test_dutch_angles_roll_the_whole_picture() -> None:
    people = (seen("mira", **MIRA),)
    level, dutch = (
        _Shot(request(view(characters=people, camera={"size": "medium", "angle": angle}))).luma(0)
        for angle in ("", "dutch")
    )
    assert np.abs(level - dutch).mean() > 4
    assert dutch[:4, :4].min() > 16  # no empty corner
