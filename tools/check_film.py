"""Make the README's film as a user does, and look at what came out.

Run: python tools/check_film.py BOARD
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av

SCENES = 6


def make(board: str) -> Path:
    """Run the board; the last line on stdout names the film."""
    program = Path(sys.executable).with_name("ministudio")
    done = subprocess.run([program, "run", board], stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout, end="")
    return Path(done.stdout.splitlines()[-1])


def main(board: str) -> None:
    """Exit with a message when the film is not what the README promises."""
    path = make(board)
    assert path.is_file(), f"no file {str(path)!r}: the last line on stdout names the film"
    with av.open(path) as film:
        chapters = film.chapters()
        video = film.streams.video[0]
        frames = sum(1 for _ in film.decode(video))
        width, height = video.width, video.height
    assert len(chapters) >= SCENES, f"{len(chapters)} scenes, expected at least {SCENES}"
    assert frames > 0, "no frame can be decoded"
    print(f"{path}: {len(chapters)} scenes, {frames} frames, {width}x{height}")


if __name__ == "__main__":
    main(sys.argv[1])
