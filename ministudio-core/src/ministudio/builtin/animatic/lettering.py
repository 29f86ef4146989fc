"""Letters on the picture: caption bars and the previz mark, with the bundled font.

Inter covers Latin, Greek and Cyrillic. Text in another script is not drawn as boxes: the caption
says in plain words how much of what is spoken, and the sidecar lists it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ministudio.builtin.animatic.sprites import Sprite

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_TEXT, _NAME = "Inter-Medium.otf", "Inter-SemiBold.otf"
_INK = (255, 247, 232, 255)
_NAME_INK = (255, 206, 128, 255)
_BAR = (10, 10, 16, 172)
_UNKNOWN = "\U0010ffff"
_ODD_SHARE = 0.25  # of the letters: with more unknown ones the line is described, not spelled


@dataclass(frozen=True, slots=True)
class Caption:
    """One line on the picture: who speaks (empty for narration), what, between two frames."""

    speaker: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=16)
def _font(file: str, size: int) -> FreeTypeFont:
    data = resources.files("ministudio.builtin.animatic.fonts").joinpath(file).read_bytes()
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1024)
def _known(letter: str) -> bool:
    """Whether the font has a drawing for the letter."""
    if letter.isspace():
        return True
    font = _font(_TEXT, 24)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN))


def readable(text: str) -> tuple[str, str]:
    """Text as the font can show it, and a note of what it cannot (empty when nothing is lost).

    A few unknown signs are left out; a line that is mostly unknown is described instead.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Mn"))
    odd = [c for c in text if not _known(c)]
    if not odd:
        return text, ""
    letters = sum(not c.isspace() for c in text)
    script = _script(odd)
    if len(odd) <= letters * _ODD_SHARE:
        kept = " ".join("".join(c for c in text if _known(c)).split())
        return kept, f"{len(odd)} signs of the script {script} that the caption font lacks"
    return f"[{letters} letters in {script}]", f"a line in {script}: the caption font lacks it"


def _script(letters: list[str]) -> str:
    names = Counter(unicodedata.name(c, "UNKNOWN").split()[0].title() for c in letters)
    name = names.most_common(1)[0][0]
    return {"Cjk": "Chinese characters", "Hangul": "Korean", "Unknown": "an unknown script"}.get(
        name, name
    )


def caption_sprite(speaker: str, text: str, *, width: int, height: int) -> Sprite:
    """A caption bar near the foot of the frame: one or two lines, led by the speaker's name."""
    size = max(11, round(min(height / 24, width / 26)))
    text_font, name_font = _font(_TEXT, size), _font(_NAME, size)
    lead = f"{speaker}  " if speaker else ""
    indent = name_font.getlength(lead) if lead else 0.0
    lines = _wrapped(text, text_font, width * 0.86, indent)
    ends = [text_font.getlength(line) + (indent if i == 0 else 0) for i, line in enumerate(lines)]
    pitch, pad = round(size * 1.36), round(size * 0.62)
    box_w = round(max(ends)) + 2 * pad
    box_h = pitch * len(lines) + round(pad * 0.9)
    left = (width - box_w) // 2
    bottom = height - round(height * 0.042)
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    top = bottom - box_h
    pen.rounded_rectangle((left, top, left + box_w, bottom), round(size * 0.42), fill=_BAR)
    for i, (line, end) in enumerate(zip(lines, ends, strict=True)):
        x = (width - end) / 2
        y = top + pad * 0.45 + pitch * (i + 0.5)
        if i == 0 and lead:
            pen.text((x, y), lead, font=name_font, fill=_NAME_INK, anchor="lm")
            x += indent
        pen.text((x, y), line, font=text_font, fill=_INK, anchor="lm")
    return _sprite(image)


def caption_top(height: int, width: int) -> float:
    """Where the highest caption bar begins, as a share of the frame's height."""
    size = max(11, round(min(height / 24, width / 26)))
    return 1 - 0.042 - (2 * 1.36 + 0.56) * size / height


def mark_sprite(*, width: int, height: int) -> Sprite:
    """The small word `previz` in the upper right corner."""
    size = max(8, round(min(height, width) / 42))
    font = _font(_NAME, size)
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    x, y = width - size * 1.1, size * 1.2
    spaced = "\u2009".join("PREVIZ")
    pen.text((x + 1, y + 1), spaced, font=font, fill=(0, 0, 0, 70), anchor="rm")
    pen.text((x, y), spaced, font=font, fill=(255, 255, 255, 120), anchor="rm")
    return _sprite(image)


def _wrapped(text: str, font: FreeTypeFont, room: float, indent: float) -> list[str]:
    """At most two lines that fit; what is too long ends in an ellipsis."""
    words = text.split() or [""]
    lines = [""]
    for index, word in enumerate(words):
        trial = f"{lines[-1]} {word}".strip()
        used = font.getlength(trial) + (indent if len(lines) == 1 else 0)
        if used <= room or not lines[-1]:
            lines[-1] = _cut(trial, font, room)
        elif len(lines) < 2:
            lines.append(_cut(word, font, room))
        else:
            rest = " ".join([lines[-1], *words[index:]])
            lines[-1] = _cut(rest, font, room)
            break
    return lines


def _cut(text: str, font: FreeTypeFont, room: float) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _sprite(image: Image.Image) -> Sprite:
    x0, y0, x1, y1 = image.getbbox() or (0, 0, 2, 2)
    box = (x0 // 2 * 2, y0 // 2 * 2, min(image.width, x1 // 2 * 2 + 2),
           min(image.height, y1 // 2 * 2 + 2))  # fmt: skip
    pixels = np.asarray(image.crop(box), np.float32) / 255
    matte = pixels[..., 3]
    return Sprite(box, pixels[..., :3] * matte[..., None], matte)
