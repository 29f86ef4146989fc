"""The body that words describe: age, build, skin, hair, eyes and the features of a face."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import RGB, luma, mix, rgb
from ministudio.builtin.animatic.pigments import colour_of, find_colours

if TYPE_CHECKING:
    from ministudio.builtin.animatic.dice import Dice


@dataclass(frozen=True, slots=True)
class Hair:
    """Hair by style (bob, long, short, curly, …), colour, and whether it curls or waves."""

    style: str
    colour: RGB
    texture: str = "straight"
    messy: bool = False
    fringe: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """The features that tell one face from another; 1 is the middle of each range."""

    width: float = 1.0
    jaw: float = 1.0
    chin: float = 1.0
    square: float = 0.0
    eye_size: float = 1.0
    eye_gap: float = 1.0
    eye_tilt: float = 0.0
    eye_round: float = 1.0
    nose_length: float = 1.0
    nose_width: float = 1.0
    nose_bridge: float = 1.0
    mouth_width: float = 1.0
    lips: float = 1.0
    brow_weight: float = 1.0
    brow_arch: float = 1.0
    cheeks: float = 1.0
    ears: float = 1.0


SKINS = (
    "#f3cdb2", "#eab793", "#dba57c", "#cf9468", "#b87a50", "#9c6442", "#7f4c32", "#643a28",
)  # fmt: skip
_SKIN_WORDS = {
    "porcelain": "#f6d8c4", "pale": "#f5d3bd", "ivory": "#f4d3b8", "fair": "#f3cdb2",
    "light": "#eec2a0", "rosy": "#f0bfa6", "freckled": "#f1c8aa", "pink": "#f0bda8",
    "peach": "#f0c29c", "east asian": "#ecc09a", "asian": "#e6b78e", "warm": "#dca27a",
    "medium": "#d09a70", "tan": "#cf9467", "tanned": "#cb8e5f", "olive": "#cc9f70",
    "golden": "#d49e66", "latina": "#cf9768", "latino": "#cf9768", "hispanic": "#cf9768",
    "mediterranean": "#d2a074", "arab": "#c8925f", "indian": "#ac7446", "south asian": "#ac7446",
    "caramel": "#bd8050", "bronze": "#b37848", "bronzed": "#b37848", "honey": "#cf985e",
    "brown": "#9c6442", "chestnut": "#8f5838", "copper": "#b0704a", "dark": "#774932",
    "dark brown": "#74452d", "deep": "#68402b", "ebony": "#553226", "black": "#6b412c",
    "african": "#74462f", "weathered": "#c08a62", "sunburnt": "#d98f6c", "sallow": "#dcbf94",
    "green": "#7fa06a", "blue": "#6f8fb8", "grey": "#9a9c9e", "gray": "#9a9c9e",
    "white": "#f2d2bd", "caucasian": "#efc4a2", "nigerian": "#6b412c", "kenyan": "#6b412c",
}  # fmt: skip
_HAIR_COLOURS = {
    "black": "#211d26", "jet black": "#1a171f", "raven": "#1e1a26", "brown": "#573524",
    "dark brown": "#38231b", "dark": "#2b1e1c", "light brown": "#85603f", "brunette": "#4a2e22",
    "chestnut": "#6a3a24", "auburn": "#8c4220", "red": "#ae4a22", "ginger": "#bd5f28",
    "copper": "#b35a2c", "blond": "#d9b164", "blonde": "#d9b164", "fair": "#dcb870",
    "golden": "#d8a648", "sandy": "#c29b64", "strawberry": "#cc8450", "platinum": "#e8dcba",
    "grey": "#9a9ca3", "gray": "#9a9ca3", "graying": "#7c7a7c", "greying": "#7c7a7c",
    "silver": "#b9bec8", "white": "#e4e3e0", "snow white": "#eeeeec", "salt": "#77767a",
    "honey": "#b98a4c", "mousy": "#8a6d54", "ash": "#8c8070", "steel": "#858a92",
}  # fmt: skip
_STYLES = (
    ("bald", r"\bbald|shaved head|hairless|no hair"),
    ("mohawk", r"mohawk|undercut crest"),
    ("afro", r"\bafro\b|natural curls"),
    ("braids", r"braid|plait|cornrow|dreadlock|dreads|\blocs\b"),
    ("pigtails", r"pigtail|twin tails|two tails"),
    ("pony", r"pony ?tail|tied back|tied-back|pulled back"),
    ("bun", r"\bbun\b|chignon|updo|top ?knot|pinned up"),
    ("bob", r"\bbob\b|chin-length|chin length|jaw-length|lob\b"),
    ("pixie", r"pixie|crop(?:ped)?\b|boyish"),
    ("buzz", r"buzz|crew ?cut|shaved|shaven(?!.*face)|close-cropped|stubbly hair"),
    ("shoulder", r"shoulder-length|shoulder length|medium-length|mid-length"),
    ("long", r"\blong\b|flowing|waist-length|to (?:her|his|their) waist|mane"),
    ("slick", r"slick|combed back|swept back|brushed back|pompadour|quiff"),
    ("short", r"\bshort\b|neat|tidy|trimmed"),
)
_EYES = {
    "brown": "#5a3620", "dark": "#35221a", "hazel": "#7d5a2c", "amber": "#a86f24",
    "green": "#54804a", "emerald": "#2f8a5c", "blue": "#4478ac", "grey": "#74828e",
    "gray": "#74828e", "violet": "#6c50a0", "black": "#241a18", "gold": "#b98a2a",
    "golden": "#b98a2a", "red": "#a02c2c", "ice": "#7fb0cc", "steel": "#6c7f90",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """The lower-case words of a text."""
    return re.findall(r"[a-z]+", text.lower())


_FEMININE = words_of(
    "woman women girl she her hers female lady mother mom mum daughter sister wife aunt "
    "grandmother grandma granny queen princess witch heroine actress waitress nun bride nurse "
    "duchess empress goddess businesswoman policewoman mermaid feminine ballerina sorceress"
)
_MASCULINE = words_of(
    "man men boy he his him male gentleman father dad son brother husband uncle grandfather "
    "grandpa king prince wizard hero actor waiter monk groom lord duke emperor god businessman "
    "policeman fisherman masculine sailor knight blacksmith beard bearded moustache mustache"
)
_FEMININE_NAMES = frozenset(
    words_of(
        "sarah ruth alice grace claire jane anne ann rose iris ingrid helen lin mei yuki aiko "
        "scarlett violet pearl judith esther margaret elizabeth beth karen carmen miriam lily "
        "ivy june joy dawn eve april faith hope charlotte sophie zoe chloe emily mary lucy amy "
        "molly holly penny wendy sally nancy betty dorothy astrid sigrid fatou aisling niamh"
    )
)
_MASCULINE_NAMES = frozenset(
    words_of("joshua luca noah elijah ezra kai ira nikita misha sasha mustafa attila ilya hamza")
)


def femininity(text: str, name: str, dice: Dice) -> bool:
    """Whether to draw a woman: by words, else by the name, else by chance of the name."""
    words = words_of(text)
    women = sum(word in _FEMININE for word in words)
    men = sum(word in _MASCULINE for word in words)
    if women != men:
        return women > men
    for word in words_of(name):
        if word in _FEMININE_NAMES:
            return True
        if word in _MASCULINE_NAMES:
            return False
    given = [w for w in words_of(name) if w not in _TITLES]
    if given:
        return bool(re.search(r"(?:[^o]a|ah|elle|ette|ine|lyn|lynn|issa|y?ie)$", given[0]))
    return dice.chance(0.5)


_TITLES = frozenset(
    words_of(
        "dr doctor detective captain professor prof mr mrs ms miss sir agent officer chief "
        "sergeant inspector young old little the a witness grandfather grandmother uncle aunt"
    )
)


_NUMBERS = words_of(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBER_WORD = re.compile(
    rf"(?:(?<=of )|(?<=aged )|\b)({'|'.join(_NUMBERS)})(?:[- ]years?|$|(?= with|,|\.))"
)


def years(age: object, text: str) -> int:
    """The age in years, from a number or from words; 32 when nothing tells."""
    if isinstance(age, int | float) and not isinstance(age, bool):
        return max(1, min(110, int(age)))
    whole = f"{age if isinstance(age, str) else ''} {text}".lower()
    whole = _NUMBER_WORD.sub(lambda m: str(_NUMBERS.index(m.group(1)) + 1) + " year", whole)
    match = re.search(r"\b(\d{1,3})[- ]?(?:years?[- ]?old|year|yo\b|y/o)", whole)
    if match or (match := re.fullmatch(r"\s*(\d{1,3})\s*\S*\s*", str(age or ""))):
        return max(1, min(110, int(match.group(1))))
    decade = re.search(r"\b(early|mid|late)?[- ]?(\d0)s\b", whole)
    if decade and 10 <= int(decade.group(2)) <= 90:
        return int(decade.group(2)) + {"early": 2, "mid": 5, "late": 8}.get(decade.group(1), 5)
    for pattern, value in (
        (r"baby|infant|newborn", 1), (r"toddler", 2), (r"\b(?:child|kid|little (?:girl|boy))", 8),
        (r"\b(?:girl|boy|schoolgirl|schoolboy|pupil)\b", 10), (r"teen|adolescent", 15),
        (r"\byouth|young adult|student", 20), (r"grand(?:father|mother|pa|ma)|granny", 72),
        (r"\bancient|very old", 84), (r"\belder|elderly|\bold (?:man|woman|lady|wizard)|aged\b",
        72),
        (r"middle[- ]aged", 48), (r"\byoung\b", 23), (r"\bold\b", 68),
    ):  # fmt: skip
        if re.search(pattern, whole):
            return value
    return 32


def skin_of(text: str, dice: Dice) -> RGB:
    """Skin from words ("light", "dark brown", "olive", "#c08060"), else chosen by the name."""
    lowered = text.lower()
    if match := re.search(r"#[0-9a-f]{6}", lowered):
        return rgb(match.group())
    for word in sorted(_SKIN_WORDS, key=len, reverse=True):
        if re.search(rf"\b{word}\b", lowered):
            return rgb(_SKIN_WORDS[word])
    return mix(dice.pick(SKINS[:7]), dice.pick(SKINS[1:6]), 0.3)


def eyes_of(text: str, skin: RGB, dice: Dice) -> RGB:
    """Iris colour from words, else fitting the skin."""
    lowered = text.lower()
    for word in sorted(_EYES, key=len, reverse=True):
        if re.search(rf"\b{word}\b", lowered):
            return rgb(_EYES[word])
    if (found := colour_of(text)) is not None:
        return found
    dark = luma(skin) < 0.66
    return rgb(dice.pick(("#4a2f20", "#5a3620", "#35221a") if dark else tuple(_EYES.values())[:9]))


def hair_of(text: str, *, colour: str, age: int, feminine: bool, dice: Dice, skin: RGB) -> Hair:
    """Hair from words; style and colour that are left open are chosen by the person's name."""
    lowered = f"{text} {colour}".lower()
    styles = ("bob", "long", "bun", "shoulder", "pony", "long") if feminine else (
        "short", "short", "slick", "buzz", "short")  # fmt: skip
    style = dice.pick(styles)
    texture = "straight"
    if re.search(r"cur(?:ly|led|ls?)|frizz|kink|ringlet|coil", lowered):
        texture = "curly"
    elif re.search(r"wav[ey]|tousled|loose", lowered):
        texture = "wavy"
    for candidate, pattern in _STYLES:
        if re.search(pattern, lowered):
            style = candidate
            break
    else:
        if texture == "curly":
            style = "shoulder" if feminine else "short"
    return Hair(
        style=style,
        colour=_hair_colour(lowered, colour, age, dice, skin),
        texture=texture,
        messy=bool(re.search(r"mess|unkempt|wild|dishevel|tangled|windswept|tousled", lowered)),
        fringe=bool(re.search(r"fringe|bangs", lowered)),
    )


def hair_clause(text: str) -> str:
    """The clause that names a hair style without the word hair ("a girl with red braids")."""
    match = re.search(
(
            r"([\w-]+ ){0,3}(?:braids?|plaits|pigtails|pony ?tail|bun|bob|afro|curls|locks|"
            r"mohawk|dreadlocks)\b|\b(?:bald|blonde?|brunette|redhead)\b"
        ), text.lower())  # fmt: skip
    return match.group().replace("redhead", "red") if match else ""


def _hair_colour(lowered: str, colour: str, age: int, dice: Dice, skin: RGB) -> RGB:
    for text in (colour.lower(), lowered):
        if match := re.search(r"#[0-9a-f]{6}", text):
            return rgb(match.group())
        for word in sorted(_HAIR_COLOURS, key=len, reverse=True):
            if re.search(rf"\b{word}\b", text):
                return rgb(_HAIR_COLOURS[word])
        if found := find_colours(text):
            return found[0].colour
    if age > 62:
        return rgb(dice.pick(("#9a9ca3", "#b9bec8", "#e4e3e0")))
    dark = luma(skin) < 0.62
    return rgb(dice.pick(("#211d26", "#38231b") if dark else ("#38231b", "#573524", "#8c4220",
        "#c29b64", "#211d26")))  # fmt: skip


_SHAPES = {
    "round": {"width": 1.06, "jaw": 1.1, "cheeks": 1.25},
    "oval": {"width": 0.98, "jaw": 0.95},
    "square": {"jaw": 1.16, "square": 0.7, "chin": 1.3},
    "heart": {"width": 1.03, "jaw": 0.84, "chin": 0.75},
    "long": {"width": 0.93, "jaw": 0.96, "chin": 1.1},
    "thin": {"width": 0.92, "jaw": 0.86, "cheeks": 0.7},
    "narrow": {"width": 0.92, "jaw": 0.86},
    "angular": {"jaw": 1.04, "square": 0.6, "cheeks": 0.6},
    "sharp": {"jaw": 0.92, "square": 0.45, "chin": 0.85},
    "chiseled": {"jaw": 1.12, "square": 0.75, "chin": 1.15},
    "broad": {"width": 1.06, "jaw": 1.14},
    "wide": {"width": 1.06, "jaw": 1.12},
    "chubby": {"width": 1.07, "jaw": 1.14, "cheeks": 1.4},
    "high cheekbones": {"cheeks": 0.7, "width": 1.02},
    "strong jaw": {"jaw": 1.15, "square": 0.6},
}


def face_of(text: str, *, age: int, feminine: bool, dice: Dice) -> Face:
    """Features from words over a face that belongs to the name alone."""
    jaw = dice.between(0.86, 0.98) if feminine else dice.between(0.95, 1.14)
    features = {
        "width": dice.between(0.95, 1.05),
        "jaw": jaw,
        "chin": dice.between(0.75, 1.0) if feminine else dice.between(0.9, 1.3),
        "square": dice.between(0.0, 0.25) if feminine else dice.between(0.1, 0.6),
        "eye_size": dice.between(0.96, 1.12) * (1.06 if feminine else 0.95),
        "eye_gap": dice.between(0.94, 1.06),
        "eye_tilt": dice.between(-0.012, 0.02),
        "eye_round": dice.between(0.85, 1.12),
        "nose_length": dice.between(0.92, 1.1),
        "nose_width": dice.between(0.85, 1.2) * (0.92 if feminine else 1.06),
        "nose_bridge": dice.between(0.6, 1.3),
        "mouth_width": dice.between(0.9, 1.12),
        "lips": dice.between(0.85, 1.15) * (1.12 if feminine else 0.85),
        "brow_weight": dice.between(0.8, 1.2) * (0.85 if feminine else 1.2),
        "brow_arch": dice.between(0.7, 1.3) * (1.1 if feminine else 0.8),
        "cheeks": dice.between(0.8, 1.1),
        "ears": dice.between(0.9, 1.15),
    }
    if age < 14:
        features |= {"jaw": 0.98, "chin": 0.7, "square": 0.0, "cheeks": 1.3, "nose_length": 0.78,
                     "nose_width": 0.82, "nose_bridge": 0.4, "brow_weight": 0.75}  # fmt: skip
        features["eye_size"] *= 1.14
        features["eye_gap"] *= 1.05
        features["mouth_width"] *= 0.86
    lowered = text.lower()
    for word, changes in _SHAPES.items():
        if re.search(rf"\b{word}\b", lowered):
            features |= changes
    for pattern, name, value in (
        (r"big nose|large nose|hooked nose|prominent nose", "nose_length", 1.22),
        (r"small nose|button nose", "nose_length", 0.82),
        (r"full lips|plump lips", "lips", 1.4), (r"thin lips", "lips", 0.65),
        (r"(?:large|big|wide|round)[\w ]* eyes", "eye_size", 1.24),
        (r"(?:small|narrow|beady)[\w ]* eyes", "eye_size", 0.86),
        (r"(?:thick|bushy|heavy) (?:eye)?brows", "brow_weight", 1.6),
        (r"almond[\w ]* eyes|east asian", "eye_tilt", 0.026),
        (r"pointed ears|elf|elven", "ears", 1.7),
    ):  # fmt: skip
        if re.search(pattern, lowered):
            features[name] = value
    return Face(**features)


def build_of(text: str, dice: Dice) -> float:
    """Width of the body, .82 (thin) to 1.3 (heavy)."""
    lowered = text.lower()
    for pattern, value in (
        (r"\b(?:very fat|obese|huge|massive|giant)\b", 1.3),
        (r"\b(?:heavy|stout|plump|fat|burly|bulky|chubby|portly|large build|stocky)\b", 1.18),
        (r"\b(?:muscular|broad|strong|athletic|sturdy|broad-shouldered|solid)\b", 1.1),
        (r"\b(?:slim|slender|lean|slight|petite|lithe|wiry)\b", 0.9),
        (r"\b(?:thin|skinny|gaunt|frail|bony|lanky)\b", 0.84),
    ):  # fmt: skip
        if re.search(pattern, lowered):
            return value
    return dice.between(0.95, 1.05)


def height_of(text: str, age: int, dice: Dice) -> float:
    """Standing height, 1 is an adult of the middle."""
    lowered = text.lower()
    factor = 1.0
    if re.search(r"\b(?:tall|towering|lanky|giant|statuesque)\b", lowered):
        factor = 1.08
    elif re.search(r"\b(?:short|small|petite|tiny|little)\b(?!\s+(?:\w+\s+){0,2}hair)", lowered):
        factor = 0.93
    else:
        factor = dice.between(0.98, 1.02)
    if match := re.search(r"\b(\d)[.,](\d{2}) ?m\b|\b(\d{3}) ?cm\b", lowered):
        metres = (
            int(match.group(3)) / 100
            if match.group(3)
            else float(f"{match.group(1)}.{match.group(2)}")
        )
        return max(0.4, min(1.25, metres / 1.73))
    return factor * growth(age)


def growth(age: int) -> float:
    """Height at an age as a share of the grown height."""
    stops = ((1, 0.44), (2, 0.5), (4, 0.6), (8, 0.735), (12, 0.86), (15, 0.95), (18, 1.0))
    for (young, low), (older, high) in itertools.pairwise(stops):
        if age <= older:
            return low + (high - low) * max(0, age - young) / (older - young)
    return 0.97 if age > 70 else 1.0
