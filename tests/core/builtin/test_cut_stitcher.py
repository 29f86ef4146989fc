from __future__ import annotations

import socket
import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import anyio
import anyio.from_thread
import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ministudio.artifacts.digest import file_digest
from ministudio.builtin.cut_plan import plan_cuts
from ministudio.builtin.cut_stitcher import CutStitcher
from ministudio.errors import MediaError, StoreError
from ministudio.interfaces.stitcher import FilmFacts, StitchOptions
from ministudio.interfaces.timeline import Timeline, TimelineEntry

if TYPE_CHECKING:
    from pathlib import Path

FPS = 24
# Keyframes only where they are asked for, and B-frames between them.
STEADY = {"x264-params": "keyint=24:scenecut=0:bframes=3:b-adapt=0"}
OPEN_GOP = {"x264-params": "open-gop=1:keyint=12:bframes=3:b-adapt=0:scenecut=0"}
HEVC = {"codec": "libx265", "options": {"x265-params": "log-level=none"}}
VP9 = {
    "codec": "libvpx-vp9",
    "audio_codec": "libopus",
    "options": {"deadline": "realtime", "cpu-used": "8"},
}


def entry(path: Path | None, *, scene: str = "one", **more: Any) -> TimelineEntry:
    shot = f"{scene}/{path.stem if path else 'missing'}"
    fields = {"shot": shot, "scene": scene, "path": str(path) if path else None, **more}
    return TimelineEntry.model_validate(fields)


def timeline(*entries: TimelineEntry, **more: Any) -> Timeline:
    fields = {"width": 128, "height": 72, "fps": FPS, "entries": entries, **more}
    return Timeline.model_validate(fields)


def stitch(board: Timeline, path: Path, **more: Any) -> FilmFacts:
    return anyio.run(lambda: CutStitcher().stitch(board, path, **more))


def check_clock(seen: Any, facts: FilmFacts) -> None:
    """Every frame in its place, decoding times rising and never late, sound as long as picture."""
    frames = facts.frames
    assert len(seen.pictures) == frames
    assert seen.pts == [number / facts.fps for number in range(frames)]
    assert all(later > earlier for earlier, later in zip(seen.dts, seen.dts[1:], strict=False))
    assert seen.sound_start == 0
    assert 0 <= len(seen.sound) - round(facts.seconds * 48_000) < 1024  # whole AAC frames
    with av.open(str(facts.path)) as container:
        for stream in container.streams:
            if stream.type in ("video", "audio"):
                assert abs(stream.duration * stream.time_base - facts.seconds) < Fraction(1, 48_000)


def test_copied_frames_are_bit_identical(make_clip: Any, look_at: Any, tmp_path: Path) -> None:
    clips = [
        make_clip(f"{name}.mp4", frames=frames)
        for name, frames in zip("abc", (48, 30, 61), strict=True)
    ]
    facts = stitch(timeline(*map(entry, clips)), tmp_path / "film.mp4")
    assert (facts.frames, facts.copied, facts.reencoded) == (139, 139, 0)
    seen = look_at(facts.path)
    check_clock(seen, facts)
    sources = [picture for clip in clips for picture in look_at(clip).pictures]
    assert np.array_equal(seen.pictures, sources)


@pytest.mark.parametrize("fps", [24, Fraction(30000, 1001), Fraction(25, 2)])
def test_sound_meets_picture_at_every_join(
    make_clip: Any, look_at: Any, tmp_path: Path, fps: Any
) -> None:
    clips = [make_clip(f"{n}.mp4", frames=31 + 7 * n, fps=fps, flash=(0, 15)) for n in range(5)]
    facts = stitch(timeline(*map(entry, clips), fps=fps), tmp_path / "film.mp4")
    seen = look_at(facts.path)
    check_clock(seen, facts)
    offsets = [seen.offset_at(number / facts.fps) for number in seen.flashes]
    assert offsets == [0] * 10


def test_the_same_timeline_gives_the_same_bytes(make_clip: Any, tmp_path: Path) -> None:
    copied, encoded = make_clip("a.mp4"), make_clip("b.mp4", size=(64, 64), fps=30)
    board = timeline(entry(copied, first=5), entry(None, slate=12), entry(encoded), title="Orb")
    first, second = (stitch(board, tmp_path / name).path for name in ("x.mp4", "y.mp4"))
    assert first.read_bytes() == second.read_bytes()


def test_the_index_is_in_front(make_clip: Any, tmp_path: Path) -> None:
    data = stitch(timeline(entry(make_clip())), tmp_path / "film.mp4").path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize(
    "first, end, copied",
    [
        (0, None, 72),
        (24, 48, 24),
        (24, None, 48),
        (0, 30, 28),
        (5, 60, 36),
        (25, 47, 0),
        (71, 72, 0),
    ],
)
def test_marks(
    make_clip: Any, look_at: Any, tmp_path: Path, first: int, end: int | None, copied: int
) -> None:
    clip = make_clip(frames=72, options=STEADY, flash=(first,))
    other = make_clip("other.mp4", frames=24, options=STEADY)
    facts = stitch(timeline(entry(other), entry(clip, first=first, end=end)), tmp_path / "film.mp4")
    seen = look_at(facts.path)
    check_clock(seen, facts)
    last = end or 72
    assert seen.numbers == [*range(24), *range(first, last)]
    assert abs(facts.copied - 24 - copied) <= 3  # where the last reordered group ends
    assert facts.copied + facts.reencoded == facts.frames
    burst = seen.offset_at(Fraction(24, FPS))
    assert burst is None or abs(burst) <= 2
    assert last - first < 4 or burst is not None


MARKS = st.tuples(st.integers(0, 58), st.integers(1, 60)).map(
    lambda pair: (pair[0], min(60, pair[0] + pair[1]))
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(marks=st.lists(MARKS, min_size=1, max_size=4))
def test_any_marks_give_exactly_those_frames(
    make_clip: Any, look_at: Any, tmp_path: Path, marks: list[tuple[int, int]]
) -> None:
    clip = tmp_path / "clip.mp4"
    if not clip.exists():
        make_clip(frames=60, options=STEADY)
    entries = [entry(clip, first=first, end=end) for first, end in marks]
    facts = stitch(timeline(*entries), tmp_path / "film.mp4")
    seen = look_at(facts.path)
    check_clock(seen, facts)
    assert seen.numbers == [number for first, end in marks for number in range(first, end)]


def test_an_open_group_is_encoded_not_broken(make_clip: Any, look_at: Any, tmp_path: Path) -> None:
    clip = make_clip(frames=60, options=OPEN_GOP)
    facts = stitch(timeline(entry(clip, first=12, end=40)), tmp_path / "film.mp4")
    assert (facts.copied, facts.reencoded) == (0, 28)
    assert look_at(facts.path).numbers == list(range(12, 40))


@pytest.mark.parametrize(
    "name, change, frames",
    [
        ("rate.mp4", {"fps": 30, "frames": 60}, 48),
        ("slow.mp4", {"fps": 12, "frames": 24}, 48),
        ("film.mp4", {"fps": Fraction(24000, 1001)}, 48),
        ("size.mp4", {"size": (256, 144)}, 48),
        ("hevc.mp4", HEVC, 48),
        ("vp9.webm", VP9, 48),
        ("profile.mp4", {"options": {"profile": "baseline"}}, 48),
        ("full.mp4", {"codec": "libx264", "color_range": 2}, 48),
    ],
)
def test_what_does_not_conform_is_encoded_alone(
    make_clip: Any, look_at: Any, tmp_path: Path, name: str, change: Any, frames: int
) -> None:
    plain = make_clip("plain.mp4", frames=72, flash=(1,))
    odd = make_clip(name.replace("film", "odd"), flash=(1,), **{"frames": 48, **change})
    board = timeline(entry(plain), entry(odd), entry(plain))
    facts = stitch(board, tmp_path / "film.mp4")
    assert (facts.copied, facts.reencoded, facts.frames) == (144, frames, 144 + frames)
    seen = look_at(facts.path)
    check_clock(seen, facts)
    middle = seen.numbers[72 : 72 + frames]
    step = Fraction(change.get("fps", 24)) / FPS
    assert middle == [int((number + Fraction(1, 2)) * step) for number in range(frames)]
    assert seen.numbers[:72] == seen.numbers[-72:] == list(range(72))
    for number in seen.flashes:
        offset = seen.offset_at(number / facts.fps)
        assert offset is not None
        assert abs(offset) <= (2 if number in (1, 72 + frames + 1) else 48_000 // FPS)


def test_the_largest_kind_is_copied(make_clip: Any, look_at: Any, tmp_path: Path) -> None:
    few = make_clip("few.mp4", frames=24, options={"profile": "baseline"})
    many = make_clip("many.mp4", frames=72)
    facts = stitch(timeline(entry(few), entry(many), entry(few)), tmp_path / "film.mp4")
    assert (facts.copied, facts.reencoded) == (72, 48)
    check_clock(look_at(facts.path), facts)


def test_a_baseline_film_gets_baseline_inserts(
    make_clip: Any, look_at: Any, tmp_path: Path
) -> None:
    steady = {"profile": "baseline", "x264-params": "keyint=24:scenecut=0"}
    clip = make_clip(frames=72, options=steady)
    facts = stitch(timeline(entry(clip, first=3)), tmp_path / "film.mp4")
    assert facts.copied == 48
    assert look_at(facts.path).numbers == list(range(3, 72))
    with av.open(str(facts.path)) as container:
        assert "Baseline" in (container.streams.video[0].profile or "")


def test_other_shapes_stand_on_black(make_clip: Any, look_at: Any, tmp_path: Path) -> None:
    tall = make_clip("tall.mp4", size=(64, 64), frames=12)
    wide = make_clip("wide.mp4", size=(256, 72), frames=12)
    facts = stitch(timeline(entry(tall), entry(wide)), tmp_path / "film.mp4")
    seen = look_at(facts.path)
    first, last = seen.pictures[5][:72], seen.pictures[18][:72]
    assert first[:, :26].max() <= 20
    assert first[:, 102:].max() <= 20
    assert first[45:60, 32:96].mean() > 80
    assert last[:16].max() <= 20
    assert last[56:].max() <= 20
    assert last[40:52].mean() > 80


def test_square_pixels_are_made_of_others(make_clip: Any, look_at: Any, tmp_path: Path) -> None:
    thin = {"codec": "libx264", "sample_aspect_ratio": Fraction(2)}
    clip = make_clip("thin.mp4", size=(64, 72), frames=12, **thin)
    facts = stitch(timeline(entry(clip)), tmp_path / "film.mp4")
    seen = look_at(facts.path)
    assert facts.reencoded == 12
    assert seen.numbers == list(range(12))
    assert seen.pictures[3][45:60, :8].mean() > 80  # no black at the sides


def test_a_turned_clip_is_turned(make_clip: Any, tmp_path: Path) -> None:
    clip = make_clip(frames=6)
    data = clip.read_bytes()
    upright = b"".join(v.to_bytes(4) for v in (1 << 16, 0, 0, 0, 1 << 16))
    turned = b"".join((v % (1 << 32)).to_bytes(4) for v in (0, 1 << 16, 0, -(1 << 16), 0))
    at = data.index(upright, data.index(b"tkhd"))
    clip.write_bytes(data[:at] + turned + data[at + 20 :])
    facts = stitch(timeline(entry(clip)), tmp_path / "film.mp4")
    assert facts.reencoded == 6
    with av.open(str(facts.path)) as container:
        luma = next(container.decode(video=0)).to_ndarray()[:72]
    assert luma[:, :40].max() <= 20  # a wide clip stands upright between black sides
    assert luma[:, 54:74].mean() > 50


def test_missing_shots_have_slates(make_clip: Any, look_at: Any, tmp_path: Path) -> None:
    board = timeline(entry(None, slate=30), entry(make_clip(frames=24)), entry(None, slate=6))
    facts = stitch(board, tmp_path / "film.rough.mp4")
    assert (facts.frames, facts.slates, facts.copied) == (60, 36, 24)
    seen = look_at(facts.path)
    check_clock(seen, facts)
    slate = seen.pictures[10][:72]
    assert slate.mean() < 80
    assert slate.max() > 150
    assert not seen.sound[: 48_000 * 30 // FPS - 2000].any()


def test_a_film_of_slates_only(look_at: Any, tmp_path: Path) -> None:
    facts = stitch(timeline(entry(None, slate=10)), tmp_path / "film.mp4")
    check_clock(look_at(facts.path), facts)


def test_chapters_and_title(make_clip: Any, tmp_path: Path) -> None:
    clip = make_clip(frames=24)
    board = timeline(
        entry(clip, scene="a", scene_title="Die Straße"),
        entry(clip, scene="a"),
        entry(clip, scene="b"),
        title="Orb: ein Film",
    )
    path = stitch(board, tmp_path / "film.mp4").path
    with av.open(str(path)) as container:
        assert container.metadata["title"] == "Orb: ein Film"
        chapters = [
            (c["metadata"]["title"], c["start"] * c["time_base"], c["end"] * c["time_base"])
            for c in container.chapters()
        ]
    assert chapters == [("Die Straße", 0, 2), ("b", 2, 3)]


def damaged(path: Path, how: str) -> Path:
    data = path.read_bytes()
    bad = {
        "truncated": data[: len(data) // 2],
        "empty": b"",
        "playlist": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n",
        "no index": data.replace(b"moov", b"moof"),
    }
    path.write_bytes(bad[how])
    return path


@pytest.mark.parametrize(
    "how, words",
    [
        ("truncated", "truncated or damaged"),
        ("empty", "is empty"),
        ("playlist", "neither an MP4"),
        ("no index", "no index"),
    ],
)
def test_bad_clips_are_refused_by_name(
    make_clip: Any, tmp_path: Path, how: str, words: str
) -> None:
    good, bad = make_clip("good.mp4"), damaged(make_clip("bad.mp4"), how)
    with pytest.raises(MediaError, match=f"Shot 'one/bad'.*{words}"):
        stitch(timeline(entry(good), entry(bad)), tmp_path / "film.mp4")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.mp4", "good.mp4"]


def test_a_clip_that_was_changed_is_refused(make_clip: Any, tmp_path: Path) -> None:
    clip = make_clip()
    board = timeline(entry(clip, sha256=file_digest(clip)))
    stitch(board, tmp_path / "film.mp4")
    clip.write_bytes(clip.read_bytes() + b"\x00\x00\x00\x08free")
    with pytest.raises(MediaError, match="'one/clip' was changed on disk"):
        stitch(board, tmp_path / "film.mp4")


def test_missing_clips_and_marks_outside_are_refused(make_clip: Any, tmp_path: Path) -> None:
    clip = make_clip()
    with pytest.raises(MediaError, match="The clip of 'one/none' is missing"):
        stitch(timeline(entry(tmp_path / "none.mp4")), tmp_path / "film.mp4")
    with pytest.raises(MediaError, match="'one/clip': The marks 0 to 99 lie outside"):
        stitch(timeline(entry(clip, end=99)), tmp_path / "film.mp4")
    with pytest.raises(MediaError, match="would replace the clip of 'one/clip'"):
        stitch(timeline(entry(clip)), clip)
    with pytest.raises(StoreError, match="folder does not exist"):
        stitch(timeline(entry(clip)), tmp_path / "nowhere" / "film.mp4")


def test_urls_are_names(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.mp4"
        board = timeline(TimelineEntry(shot="a/b", scene="a", path=url))
        with pytest.raises(MediaError, match="is missing"):
            stitch(board, tmp_path / "film.mp4")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_failure_leaves_the_old_film(make_clip: Any, tmp_path: Path) -> None:
    """A frame that is broken in a stretch to encode is found while the film is written."""
    film = tmp_path / "film.mp4"
    good = make_clip("good.mp4")
    stitch(timeline(entry(good)), film)
    before = film.read_bytes()
    bad = make_clip("bad.mp4", size=(64, 64), audio=False)
    data = bytearray(bad.read_bytes())
    start = data.index(b"mdat") + 8
    data[start:] = bytes(len(data) - start)
    bad.write_bytes(data)
    with pytest.raises(MediaError, match="damaged"):
        stitch(timeline(entry(good), entry(bad)), film)
    assert film.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if ".part" in path.name]


def test_progress_counts_up_to_the_end(make_clip: Any, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    board = timeline(entry(make_clip()), entry(None, slate=50))
    stitch(board, tmp_path / "film.mp4", progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 98)
    assert told[-1] == (98, 98)
    assert told == sorted(told)


def test_cancelling_stops_the_work(make_clip: Any, tmp_path: Path) -> None:
    board = timeline(*[entry(None, slate=48)] * 20)

    async def main() -> None:
        with anyio.CancelScope() as scope:

            def stop(done: int, _total: int) -> None:
                if done >= 96:
                    anyio.from_thread.run_sync(scope.cancel)
                assert done <= 144

            await CutStitcher().stitch(board, tmp_path / "film.mp4", progress=stop)
        assert scope.cancelled_caught

    anyio.run(main)
    assert not list(tmp_path.iterdir())


def test_the_plan_says_what_will_be_copied(make_clip: Any) -> None:
    clip = make_clip(frames=72, options=STEADY)
    plan = plan_cuts(timeline(entry(clip, first=24), entry(None, slate=5)), StitchOptions())
    assert [(cut.start, cut.frames, cut.copied) for cut in plan.cuts] == [(0, 48, 48), (48, 5, 0)]
    assert plan.sets.ids == {0, 1}
    assert plan.delay == 2


def test_a_disk_that_fills_up_is_a_store_error(make_clip: Any, tmp_path: Path) -> None:
    """The limit on a file's size stands for a full disk: it comes in the middle of writing."""
    clip = make_clip(frames=240)
    script = (
        "import resource, sys, anyio\nfrom pathlib import Path\n"
        "from ministudio.builtin.cut_stitcher import CutStitcher\n"
        "from ministudio.errors import StoreError\n"
        "from ministudio.interfaces.timeline import Timeline, TimelineEntry\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "entry = TimelineEntry(shot='a/b', scene='a', path=sys.argv[1])\n"
        "board = Timeline(width=128, height=72, fps=24, entries=(entry,))\n"
        "try: anyio.run(CutStitcher().stitch, board, Path(sys.argv[2]))\n"
        "except StoreError as error: print(error)\n"
    )
    assert clip.stat().st_size > 25_000
    film = tmp_path / "film.mp4"
    command = [sys.executable, "-c", script, str(clip), str(film)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "cannot be written: File too large" in done.stdout
    assert list(tmp_path.iterdir()) == [clip]
