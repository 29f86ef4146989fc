"""Colour words of people and things to colours: our pigments, then CSS, modifiers, hex."""

from __future__ import annotations

import re
from typing import NamedTuple

from ministudio.builtin.animatic.canvas import RGB, mix, rgb
from ministudio.config.color_words import COLOR_WORDS

# Paper has no pure primaries: the plain words stand for pigments that hold up under every hour.
_PIGMENTS = {
    "red": "#b9382f", "crimson": "#a3243a", "scarlet": "#c8352a", "maroon": "#6b2430",
    "burgundy": "#6e2238", "wine": "#6e2238", "ruby": "#a81e40", "brick": "#9a4a38",
    "rust": "#a5532c", "terracotta": "#b9603f", "coral": "#e07a5f", "salmon": "#e39078",
    "peach": "#f0b48c", "rose": "#d0697c", "pink": "#dd8ba0", "magenta": "#b8418c",
    "fuchsia": "#c2409a", "orange": "#dd7a2c", "tangerine": "#e5812e", "pumpkin": "#d4701f",
    "amber": "#d9952c", "apricot": "#eba867", "gold": "#d1a13a", "golden": "#d8aa42",
    "mustard": "#c79a2e", "saffron": "#dfa02c", "ochre": "#bf8a3a", "yellow": "#e0b83a",
    "lemon": "#ead860", "honey": "#c98f3c", "straw": "#d8b46a", "sand": "#d2b78a",
    "sandy": "#d2b78a", "camel": "#b78d57", "tan": "#b8905e", "khaki": "#a99a68",
    "beige": "#d3c4a2", "cream": "#ece0c2", "ivory": "#efe8d4", "white": "#e9ebee",
    "snow": "#f2f4f7", "pearl": "#e2e0da", "lime": "#9abf3c", "green": "#3f8a4c",
    "emerald": "#21805a", "jade": "#3f9072", "olive": "#6f7038", "moss": "#65753c",
    "sage": "#8fa182", "mint": "#9fd3b4", "forest": "#2c6a46", "pine": "#2a5a48",
    "teal": "#27808a", "turquoise": "#38a7a5", "cyan": "#48b4c6", "aqua": "#5cc0c4",
    "blue": "#3a66ac", "azure": "#4b8ecf", "sky": "#7db4e2", "navy": "#26345a",
    "cobalt": "#2c4fa0", "sapphire": "#2a4c9a", "royal": "#3152b4", "midnight": "#1e2548",
    "denim": "#48648c", "indigo": "#41407e", "violet": "#6f4f9e", "purple": "#6d4590",
    "lavender": "#a99bd0", "lilac": "#b7a0cf", "mauve": "#a57f9c", "plum": "#6a3c62",
    "brown": "#6d4a33", "chocolate": "#4f3323", "coffee": "#5a3d2b", "caramel": "#a9713c",
    "chestnut": "#6d3f28", "mahogany": "#5e2f22", "bronze": "#94683a", "copper": "#b06a3c",
    "brass": "#b5913e", "black": "#25252b", "charcoal": "#363c48", "ebony": "#1f1d20",
    "jet": "#1c1b20", "grey": "#878b90", "gray": "#878b90", "slate": "#566273",
    "silver": "#b6bcc4", "steel": "#7c8a98", "ash": "#a7a7a4", "stone": "#9b958a",
    "smoke": "#8e9298", "graphite": "#3f4349", "gunmetal": "#444d55", "blonde": "#d8ac5e",
    "blond": "#d8ac5e", "auburn": "#86401f", "ginger": "#b95a24", "hazel": "#8a6a38",
    "raven": "#1c1b24", "platinum": "#e6dcc0", "strawberry": "#c8804e", "clay": "#a8684a",
    "ruddy": "#b5604a", "ice": "#cfe4ee", "icy": "#cfe4ee", "neon": "#58e08a",
    "oatmeal": "#d0c0a0", "tawny": "#b07c44", "turmeric": "#d39a2a", "cherry": "#a32036",
    "sunshine": "#f0c43c", "lapis": "#2a4a94", "ultramarine": "#2f3f9c",
}  # fmt: skip
_PAIRS = {
    "light blue": "#97c0ea", "pale blue": "#b5d2ec", "light green": "#93c78c",
    "light pink": "#ecbcc6", "pale pink": "#efc9cf", "light grey": "#b9bdc1",
    "light gray": "#b9bdc1", "dark red": "#7c2226", "dark green": "#23502f",
    "dark blue": "#243c70", "dark brown": "#422c20", "light brown": "#9a7350",
    "forest green": "#2c6a46", "moss green": "#65753c", "olive green": "#6f7038",
    "mint green": "#9fd3b4", "sea green": "#3c8c78", "bottle green": "#1f4f3c",
    "lime green": "#8fc23c", "hunter green": "#2c5a40", "apple green": "#86b04a",
    "grass green": "#5a9a40", "sage green": "#8fa182", "army green": "#565c38",
    "sky blue": "#7db4e2", "navy blue": "#26345a", "royal blue": "#3152b4",
    "baby blue": "#a6cbe8", "powder blue": "#b2cbe0", "steel blue": "#5a7fa6",
    "midnight blue": "#1e2548", "ice blue": "#bfdcec", "electric blue": "#3a86ff",
    "cornflower blue": "#6a8fd8", "slate blue": "#5c6ca0", "denim blue": "#48648c",
    "blood red": "#8a1e22", "wine red": "#6e2238", "brick red": "#9a4a38",
    "cherry red": "#b32036", "rose gold": "#d8a08a", "hot pink": "#e0508c",
    "dusty pink": "#cf9a9a", "dusty rose": "#bf8288", "burnt orange": "#b85a24",
    "mustard yellow": "#c79a2e", "lemon yellow": "#ead860", "sunshine yellow": "#f0c43c",
    "off white": "#e6e2d6", "snow white": "#f2f4f7", "charcoal grey": "#3c424c",
    "charcoal gray": "#3c424c", "slate grey": "#566273", "slate gray": "#566273",
    "jet black": "#1a1a20", "chestnut brown": "#6d3f28", "chocolate brown": "#4f3323",
    "strawberry blonde": "#c8804e", "strawberry blond": "#c8804e", "sandy blond": "#c8a468",
    "sandy blonde": "#c8a468", "dirty blonde": "#a98850", "salt and pepper": "#7a7b80",
    "blue white": "#cfe4ff", "rose pink": "#d98498", "ash brown": "#6e5a4c",
}  # fmt: skip
_MODIFIERS = {
    "light": ("#ffffff", 0.42), "pale": ("#ffffff", 0.5), "pastel": ("#ffffff", 0.48),
    "soft": ("#d8d8d8", 0.15), "faded": ("#b8b8b4", 0.35), "dusty": ("#a8a09a", 0.35),
    "muted": ("#989898", 0.3), "washed": ("#b8b8b4", 0.35), "dark": ("#0c0c12", 0.42),
    "deep": ("#0a0a14", 0.3), "dim": ("#202024", 0.35), "bright": ("#ffffff", 0.1),
    "vivid": ("#ffffff", 0.05), "warm": ("#d89050", 0.12), "cool": ("#6080b0", 0.12),
    "burnt": ("#5a2c10", 0.35), "dirty": ("#5c5040", 0.35), "rich": ("#100810", 0.12),
    "medium": ("#808080", 0.05),
}  # fmt: skip
_VIVID = {"bright", "vivid"}
_BASES = {**{word: f"#{code.lower()}" for word, code in COLOR_WORDS.items()}, **_PIGMENTS}
_TOKEN = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|[a-z]+")
_SUFFIX = re.compile(r"(?:ish|y|en)$")


class Found(NamedTuple):
    """A colour in a text: where it stands and what it is."""

    start: int
    end: int
    colour: RGB


def modified(colour: RGB, text: str) -> RGB:
    """The colour under the modifiers ("dark", "faded", …) that a text holds."""
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _MODIFIERS:
            colour = _modified(colour, word)
    return colour


def _vivid(colour: RGB) -> RGB:
    """More chroma at the same mean."""
    grey = sum(colour) / 3
    r, g, b = (max(0, min(255, round(grey + (v - grey) * 1.3 + 6))) for v in colour)
    return (r, g, b)


def _modified(colour: RGB, word: str) -> RGB:
    if word in _VIVID:
        return _vivid(colour)
    toward, share = _MODIFIERS[word]
    return mix(colour, toward, share)


def _base(word: str) -> RGB | None:
    if word in _BASES:
        return rgb(_BASES[word])
    stem = _SUFFIX.sub("", word)
    for candidate in (stem, stem + "e"):  # reddish, greenish, bluish, rosy, ashen
        if candidate != word and len(stem) > 2 and candidate in _PIGMENTS:
            return mix(_PIGMENTS[candidate], "#8a8680", 0.25)
    return None


def _hex(token: str) -> RGB:
    digits = token[1:]
    return rgb("#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits)))


def find_colours(text: str) -> list[Found]:
    """All colours named in a text, in order: words, pairs ("forest-green"), modifiers, hex."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text.lower())]
    found: list[Found] = []
    index = 0
    while index < len(tokens):
        colour, used = _colour_at([token[0] for token in tokens[index : index + 3]])
        if colour is None:
            index += 1
            continue
        first = index
        while first and tokens[first - 1][0] in _MODIFIERS and _clear(found, tokens[first - 1][1]):
            first -= 1
            colour = _modified(colour, tokens[first][0])
        found.append(Found(tokens[first][1], tokens[index + used - 1][2], colour))
        index += used
    return found


def _clear(found: list[Found], start: int) -> bool:
    return not found or found[-1].end <= start


def _colour_at(words: list[str]) -> tuple[RGB | None, int]:
    """The colour that the words begin with, and how many words it takes."""
    if words[0].startswith("#"):
        return _hex(words[0]), 1
    for count in (3, 2):
        pair = " ".join(words[:count])
        if len(words) >= count and pair in _PAIRS:
            return rgb(_PAIRS[pair]), count
    colour = _base(words[0])
    if colour is None:
        return None, 1
    second = _base(words[1]) if len(words) > 1 else None
    if second is not None and words[0] in _PIGMENTS:  # "blue green", "grey blue"
        return mix(colour, second, 0.55), 2
    return colour, 1


def colour_of(text: str, default: RGB | None = None) -> RGB | None:
    """The first colour named in a text."""
    found = find_colours(text)
    return found[0].colour if found else default
