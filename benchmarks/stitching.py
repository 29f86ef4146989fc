"""Joining eight conforming 8-second clips of 1280x720, against MoviePy.

Claims: at least 30 times less CPU; sound less than 1 ms off at every join; the film decodes
strictly without an error; memory does not grow with the film.
Run: python benchmarks/stitching.py [--rounds N] [--rival-venv FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from _measure import Cost, least, rival_python

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from ministudio.media.frames import Picture
    from ministudio.media.writer import ClipWriter

T = TypeVar("T")
RATE = 48_000
CLIPS, SECONDS, FPS, WIDTH, HEIGHT = 8, 8, 24, 1280, 720
CLAIM = 30
OURS = """
import sys
from pathlib import Path
import anyio
from ministudio.builtin.cut_stitcher import CutStitcher
from ministudio.interfaces.timeline import Timeline, TimelineEntry
film, *clips = sys.argv[1:]
entries = [TimelineEntry(shot=f"s/{n}", scene="s", path=clip) for n, clip in enumerate(clips)]
timeline = Timeline(title="film", width=1280, height=720, fps=24, entries=entries)
facts = anyio.run(CutStitcher().stitch, timeline, Path(film))
assert facts.copied == facts.frames
"""
RIVAL = """
import sys
from moviepy import VideoFileClip, concatenate_videoclips
film, *clips = sys.argv[1:]
joined = concatenate_videoclips([VideoFileClip(clip) for clip in clips], method="chain")
joined.write_videofile(film, preset="veryfast", logger=None, threads=2, fps=24)
"""


def beep() -> np.ndarray:
    """50 ms of noise: found again to the sample by correlation."""
    import numpy as np

    return np.random.default_rng(7).uniform(-0.6, 0.6, RATE // 20).astype(np.float32)


def make_clips(folder: Path) -> list[str]:
    """Clips of about 5 Mbit/s whose every second begins with a white frame and a beep."""
    import numpy as np

    from ministudio.media.frames import Picture
    from ministudio.media.writer import ClipWriter

    made, tone = [], beep()
    for number in range(CLIPS):
        random = np.random.default_rng(number)
        noise = random.normal(0, 20, (HEIGHT, WIDTH + FPS * SECONDS * 4))
        ground = (110 + 60 * np.sin(np.arange(noise.shape[1]) / 90) + noise).clip(16, 235)
        path = folder / f"{number}.mp4"
        picture = Picture.blank(WIDTH, HEIGHT)
        sound = random.normal(0, 0.01, SECONDS * RATE).astype(np.float32)  # a room is never silent
        for second in range(SECONDS):
            sound[second * RATE : second * RATE + len(tone)] = tone
        with ClipWriter(path, width=WIDTH, height=HEIGHT, fps=FPS) as clip:
            clip.write_audio(sound)
            for frame in range(SECONDS * FPS):
                write_frame(clip, picture, ground.astype(np.uint8), frame)
        made.append(str(path))
    return made


def write_frame(clip: ClipWriter, picture: Picture, ground: np.ndarray, frame: int) -> None:
    picture.planes[0][:] = 235 if frame % FPS == 0 else ground[:, frame * 4 : frame * 4 + WIDTH]
    picture.planes[1][:] = picture.planes[2][:] = 128
    clip.write_frame(picture)


def check(film: Path) -> tuple[int, list[float]]:
    """Frames that decode strictly, and by how many milliseconds each beep misses its flash."""
    import av

    from ministudio.media.audio import read_sound
    from ministudio.media.frames import Picture

    flashes, frames = [], 0
    with av.open(str(film)) as container:
        video = container.streams.video[0]
        video.codec_context.options = {"err_detect": "explode"}
        video.thread_type = "AUTO"
        for frame in container.decode(video):
            if Picture(frame).planes[0][::16, ::16].mean() > 228:
                flashes.append(Fraction(frame.pts) * frame.time_base)
            frames += 1
    sound = read_sound(film)[0]
    return frames, [offset(sound, flash) for flash in flashes]


def offset(sound: np.ndarray, flash: Fraction) -> float:
    """Milliseconds between a flash and the beep that is due with it."""
    import numpy as np

    tone = beep()
    due, reach = round(flash * RATE), RATE // 20
    start = max(0, due - reach)
    match = np.correlate(sound[start : due + reach + len(tone)], tone, "valid")
    return (start + int(np.argmax(match)) - due) / RATE * 1000


def report(best: dict[str, Cost]) -> None:
    ours = best["ministudio"]
    print(f"{CLIPS} clips of {SECONDS} s, {WIDTH}x{HEIGHT}")
    print(f"{'least of the rounds':24} {'CPU s':>8} {'wall s':>8} {'MB':>6} {'ratio':>7}")
    for name, cost in best.items():
        ratio = f"{cost.cpu / ours.cpu:7.1f}"
        print(f"{name:24} {cost.cpu:8.2f} {cost.wall:8.2f} {cost.memory:6.0f} {ratio}")
    if "MoviePy" in best:
        print(f"MoviePy / ministudio: {best['MoviePy'].cpu / ours.cpu:.1f} (claim: >= {CLAIM})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rival-venv", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rival = rival_python(options.rival_venv or folder / "rival", "moviepy==2.2.1")
        clips = apart(make_clips, folder)
        size = sum(Path(clip).stat().st_size for clip in clips)
        print(f"clips: {size / 1e6:.0f} MB, {size * 8 / 1e6 / CLIPS / SECONDS:.1f} Mbit/s")
        films = {name: folder / f"{name}.mp4" for name in ("ours", "long", "rival")}
        ours = [sys.executable, "-c", OURS]
        best = least(
            {
                "ministudio": [*ours, str(films["ours"]), *clips],
                "ministudio, 8 x longer": [*ours, str(films["long"]), *clips * 8],
            },
            options.rounds,
        )
        best |= least({"MoviePy": [str(rival), "-c", RIVAL, str(films["rival"]), *clips]}, 1)
        report(best)
        frames, offsets = apart(check, films["ours"])
    worst = max(map(abs, offsets))
    print(f"strict decode: {frames} frames of {CLIPS * SECONDS * FPS}, no error")
    print(f"sound against picture at {len(offsets)} flashes: at most {worst:.3f} ms (claim: < 1)")


def apart(work: Callable[..., T], *arguments: object) -> T:
    """Do it in another process, so that what it imports and keeps is not measured with us."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


if __name__ == "__main__":
    main()
