"""Draw the README's picture: frames of a film, one from the middle of each stretch, in a grid.

Use: python tools/film_picture.py examples/lantern.mp4 docs/images/lantern.jpg [SECONDS ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from ministudio.media.probe import probe
from ministudio.media.reader import rgb_at

COLUMNS, ROWS = 3, 3
WIDTH, HEIGHT = 480, 270  # pixels of one frame
GAP = 6


def main(film: str, picture: str, *moments: str) -> None:
    """Write the picture. `moments` are seconds; without them the film is divided evenly."""
    facts = probe(film)
    count = COLUMNS * ROWS
    at = [int(float(moment) * facts.fps) for moment in moments] or [
        int((index + 0.5) * facts.frames / count) for index in range(count)
    ]
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) - GAP, ROWS * (HEIGHT + GAP) - GAP), "white")
    for index, frame in enumerate(at[:count]):
        image = Image.fromarray(rgb_at(film, frame)).resize((WIDTH, HEIGHT))
        row, column = divmod(index, COLUMNS)
        sheet.paste(image, (column * (WIDTH + GAP), row * (HEIGHT + GAP)))
    Path(picture).parent.mkdir(parents=True, exist_ok=True)
    sheet.save(picture, quality=88, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
