"""Colour words, hex, hsl and lists -> colours; free text -> the colour its words name."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence

RGB = tuple[float, float, float]

GAMMA = 2.2
WORDS: dict[str, str] = {
    "black": "#22222a",
    "charcoal": "#3a3e46",
    "gray": "#868c92",
    "grey": "#868c92",
    "silver": "#b8bec8",
    "white": "#f2f0ea",
    "ivory": "#f0e6cf",
    "cream": "#efe0bd",
    "beige": "#d8c6a2",
    "tan": "#c49a6c",
    "sand": "#d8b680",
    "brown": "#7a5236",
    "chestnut": "#7a4228",
    "bronze": "#a87840",
    "copper": "#b8683c",
    "rust": "#a8502c",
    "red": "#c83c38",
    "crimson": "#b0243c",
    "scarlet": "#d83a2c",
    "burgundy": "#7a2438",
    "maroon": "#702a30",
    "coral": "#f07a64",
    "salmon": "#ee9080",
    "pink": "#e890a8",
    "rose": "#d8708a",
    "magenta": "#e04aa8",
    "fuchsia": "#e04aa8",
    "purple": "#8650b8",
    "violet": "#7a58c8",
    "lavender": "#a898d8",
    "lilac": "#b8a0d8",
    "indigo": "#4a48a0",
    "navy": "#2a3a64",
    "blue": "#3c6ec0",
    "cobalt": "#2c58b8",
    "azure": "#58a0e0",
    "sky": "#88bce8",
    "cyan": "#50c8dc",
    "turquoise": "#40b8b0",
    "teal": "#2e8c8c",
    "aqua": "#60d0d0",
    "mint": "#98d8b0",
    "emerald": "#208a58",
    "green": "#4a8c48",
    "forest": "#2c5c3a",
    "olive": "#7c8040",
    "sage": "#93a888",
    "lime": "#98c840",
    "moss": "#66783c",
    "yellow": "#ecc448",
    "gold": "#d8a840",
    "golden": "#e0ac44",
    "amber": "#f0a038",
    "ochre": "#c88c34",
    "mustard": "#cc9c30",
    "honey": "#e0a048",
    "orange": "#e88434",
    "peach": "#f4b890",
    "apricot": "#f0a870",
    "terracotta": "#c0694a",
}
"""Colour words of descriptions, as surface colours (not as light)."""

LIGHT_WORDS: dict[str, str] = {
    "warm": "#ffc27a",
    "cool": "#a8c8ff",
    "cold": "#a0c4ff",
    "teal": "#5fd6d0",
    "golden": "#ffc050",
    "gold": "#ffc050",
    "amber": "#ffb04a",
    "moonlight": "#a8c4ff",
    "moon": "#a8c4ff",
    "daylight": "#fff2dc",
    "sunlight": "#ffe4b4",
    "sun": "#ffe4b4",
    "candle": "#ffa850",
    "candlelight": "#ffa850",
    "fire": "#ff8a3c",
    "firelight": "#ff8a3c",
    "tungsten": "#ffbe78",
    "fluorescent": "#e4f6ea",
    "neon": "#ff4ac8",
    "white": "#ffffff",
    "neutral": "#ffffff",
    "red": "#ff5a48",
    "magenta": "#ff6ac0",
    "green": "#8ee08a",
    "blue": "#6a9cff",
    "purple": "#b47cff",
    "violet": "#a080ff",
    "pink": "#ff90b8",
    "orange": "#ff9c50",
    "cyan": "#6ae4f4",
}
"""Colour words of lamps; a word that is not here falls back on `WORDS`."""

MATERIALS: dict[str, str] = {
    "oak": "#a87848",
    "pine": "#c89a60",
    "mahogany": "#6c3826",
    "walnut": "#6a4630",
    "wooden": "#8a5f3e",
    "wood": "#8a5f3e",
    "timber": "#8a6844",
    "bamboo": "#b8a860",
    "wicker": "#b89060",
    "leather": "#6c4430",
    "metal": "#8c959c",
    "steel": "#98a2aa",
    "iron": "#565b62",
    "chrome": "#b8c2ca",
    "brass": "#c89c48",
    "marble": "#dcd8d2",
    "stone": "#948c82",
    "concrete": "#9a9a98",
    "brick": "#a05c48",
    "glass": "#a8c8d0",
    "velvet": "#8a2c40",
    "linen": "#dccfb4",
    "paper": "#ece4d0",
    "clay": "#b8714e",
    "plastic": "#c8ccd0",
    "slate": "#5c6670",
    "sandstone": "#cca878",
    "rock": "#857a70",
}
"""Materials that stand for a colour when no colour word is given."""

_SHADE = {
    "dark": 0.55,
    "deep": 0.66,
    "aged": 0.8,
    "old": 0.84,
    "dusty": 0.92,
    "shadowy": 0.5,
    "black": 0.9,
    "light": 1.28,
    "pale": 1.36,
    "bright": 1.16,
    "worn": 0.88,
}
_WORD = re.compile(r"[a-z]+")
_HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_HSL = re.compile(
    r"hsla?\(\s*([-\d.]+)(?:deg)?\s*[, ]\s*([\d.]+)(%?)\s*[, ]\s*([\d.]+)(%?)", re.IGNORECASE
)
_RGB = re.compile(r"rgba?\(\s*([\d.]+)\s*[, ]\s*([\d.]+)\s*[, ]\s*([\d.]+)", re.IGNORECASE)


def to_hex(rgb: Sequence[float]) -> str:
    """'#rrggbb' of three display values 0..1, clipped."""
    return "#" + "".join(f"{max(0, min(255, round(v * 255))):02x}" for v in rgb)


def display(colour: str) -> RGB:
    """Display rgb 0..1 of '#rrggbb' or '#rgb'."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    r, g, b = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return r, g, b


def linear(colour: str, strength: float = 1.0) -> RGB:
    """Linear rgb of '#rrggbb', times a strength."""
    r, g, b = (v**GAMMA * strength for v in display(colour))
    return r, g, b


def blend(a: Sequence[float], b: Sequence[float], t: float) -> RGB:
    """The colour at `t` (0..1) between two rgb triples."""
    x, y, z = (p + (q - p) * t for p, q in zip(a, b, strict=True))
    return x, y, z


def shade(colour: str, factor: float) -> str:
    """A colour made darker (< 1) or lighter (> 1; it also loses some saturation)."""
    rgb = display(colour)
    if factor > 1:
        return to_hex(blend(rgb, (1.0, 1.0, 1.0), min(0.85, (factor - 1) * 0.9)))
    return to_hex([v * factor for v in rgb])


def colour_of(value: object, *, words: Mapping[str, str] = WORDS) -> str | None:
    """'#rrggbb' of what an author may write for a colour, or None.

    Takes '#rgb', '#rrggbb', 'hsl(30, 80%, 50%)', 'rgb(…)', words, three numbers
    (0..1, or 0..255 when one exceeds 1) and mappings with `hex`, `r g b`, or
    `hue saturation lightness` (degrees, 0..1 or percent).
    """
    if isinstance(value, str):
        return _from_text(value, words)
    if isinstance(value, Mapping):
        return _from_mapping(value, words)
    if isinstance(value, Sequence) and len(value) >= 3:
        return _from_numbers(value[:3])
    return None


def colour_in(text: str, *, default: str | None = None) -> str | None:
    """The surface colour that free text names: colour word, else material, shaded by adjectives."""
    found = _HEX.search(text)
    if found:
        return to_hex(display(found.group()))
    words = _WORD.findall(text.lower())
    base = _first_of(words, WORDS) or _first_of(words, MATERIALS) or default
    if base is None:
        return None
    for word in words:
        base = shade(base, _SHADE.get(word, 1.0))
    return base


def _first_of(words: Sequence[str], table: Mapping[str, str]) -> str | None:
    hits = [table[word] for word in words if word in table]
    return hits[0] if hits else None


def _from_text(text: str, words: Mapping[str, str]) -> str | None:
    found = _HEX.search(text)
    if found:
        return to_hex(display(found.group()))
    hsl = _HSL.search(text)
    if hsl:
        hue, sat, sat_unit, lum, lum_unit = hsl.groups()
        return _hsl(float(hue), _unit(float(sat), sat_unit), _unit(float(lum), lum_unit))
    rgb = _RGB.search(text)
    if rgb:
        return _from_numbers([float(v) for v in rgb.groups()])
    for word in _WORD.findall(text.lower()):
        if word in words:
            return words[word]
    return None if words is WORDS else _from_text(text, WORDS)


def _from_mapping(value: Mapping[object, object], words: Mapping[str, str]) -> str | None:
    low = {str(key).lower(): item for key, item in value.items()}
    for key in ("hex", "name", "color", "colour", "value"):
        if isinstance(low.get(key), str):
            return _from_text(str(low[key]), words)
    if {"r", "g", "b"} <= low.keys():
        return _from_numbers([low[k] for k in "rgb"])
    if {"red", "green", "blue"} <= low.keys():
        return _from_numbers([low["red"], low["green"], low["blue"]])
    hue = _number(low.get("hue", low.get("h")))
    if hue is None:
        return None
    sat = _number(low.get("saturation", low.get("s")))
    lum = _number(low.get("lightness", low.get("l", low.get("brightness"))))
    return _hsl(hue, _unit(0.8 if sat is None else sat), _unit(0.6 if lum is None else lum))


def _from_numbers(values: Sequence[object]) -> str | None:
    numbers = [_number(v) for v in values]
    if any(n is None for n in numbers):
        return None
    known = [n for n in numbers if n is not None]
    return to_hex([n / 255 for n in known] if max(known) > 1 else known)


def _hsl(hue: float, sat: float, lum: float) -> str:
    return to_hex(colorsys.hls_to_rgb((hue % 360) / 360, lum, sat))


def _unit(value: float, unit: str = "") -> float:
    return min(1.0, max(0.0, value / 100 if unit == "%" or value > 1 else value))


def _number(value: object) -> float | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return None
