"""The slate that stands for a missing shot in a rough film."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.media.frames import Picture, yuv_from_rgb

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont
    from PIL.ImageFont import ImageFont as BitmapFont

# Neutral greys look the same whatever colour matrix the film has.
_GROUND, _FRAME, _NAME, _NOTE = ((level,) * 3 for level in (30, 70, 220, 140))


def draw_slate(width: int, height: int, address: str) -> Picture:
    """A dark, plain picture that says which shot is missing.

    `address`: `scene/shot`; a long one is set smaller.
    """
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (width, height), _GROUND)
    draw = ImageDraw.Draw(image)
    inset = height // 18
    if min(width, height) > 4 * inset > 0:
        draw.rectangle((inset, inset, width - inset - 1, height - inset - 1), outline=_FRAME)
    middle = (width / 2, height / 2)
    draw.text(middle, address, _NAME, _fitting(draw, address, width, height), anchor="mm")
    note = ImageFont.load_default(max(6, height / 22))
    draw.text((width / 2, height * 0.64), "missing", _NOTE, note, anchor="mm")
    return Picture.of(yuv_from_rgb(np.asarray(image)))


def _fitting(
    draw: ImageDraw.ImageDraw, text: str, width: int, height: int
) -> FreeTypeFont | BitmapFont:
    from PIL import ImageFont

    size = height / 10
    font = ImageFont.load_default(size)
    room = width * 0.84 / max(1.0, draw.textlength(text, font))
    return font if room >= 1 else ImageFont.load_default(max(6, size * room))
