"""Is the file a film of at least six scenes that can be decoded to its end?"""

from __future__ import annotations

import sys
from pathlib import Path

import av

SCENES = 6


def main(path: str) -> None:
    """Exit with a message when `path` is not the film that the README promises."""
    assert Path(path).is_file(), f"no file {path!r}: the last line on stdout names the film"
    with av.open(path) as film:
        chapters = film.chapters()
        video = film.streams.video[0]
        frames = sum(1 for _ in film.decode(video))
    assert len(chapters) >= SCENES, f"{len(chapters)} scenes, expected at least {SCENES}"
    assert frames > 0, "no frame can be decoded"
    print(f"{path}: {len(chapters)} scenes, {frames} frames, {video.width}x{video.height}")


if __name__ == "__main__":
    main(sys.argv[1])
