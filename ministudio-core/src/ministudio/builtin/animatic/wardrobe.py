"""What somebody wears, from words: garments by slot with their colours and patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ministudio.builtin.animatic.canvas import RGB, rgb, tone
from ministudio.builtin.animatic.dice import Dice, seed_of
from ministudio.builtin.animatic.pigments import find_colours, modified


@dataclass(frozen=True, slots=True)
class Garment:
    """One piece of clothing: what it is, its colour, a second colour, a pattern."""

    kind: str
    colour: RGB
    accent: RGB
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Outfit:
    """Everything worn. `outer` is open over `top`; a dress or overalls are a long `top`."""

    top: Garment
    bottom: Garment
    shoes: Garment
    outer: Garment | None = None
    extras: tuple[Garment, ...] = ()

    def extra(self, *kinds: str) -> Garment | None:
        """The first extra of one of these kinds (hat, glasses, scarf, …)."""
        for garment in self.extras:
            if garment.kind in kinds:
                return garment
        return None


# kind -> (slot, colour when none is named, words). Longer words are looked for first.
_KINDS: dict[str, tuple[str, str, str]] = {
    "labcoat": ("outer", "#e8edf0", "lab coat|labcoat|white coat|doctor's coat"),
    "raincoat": ("outer", "#d8a02c", "raincoat|rain coat|rain jacket|slicker|mackintosh|anorak"),
    "coat": (
        "outer", "#6a5242",
        "trench coat|trenchcoat|overcoat|greatcoat|peacoat|duster|coat|parka|poncho",
    ),
    "blazer": ("outer", "#343c4c", "blazer|suit jacket|sport coat|tuxedo|business suit|suit"),
    "jacket": (
        "outer", "#4a4640",
        "leather jacket|bomber jacket|denim jacket|flight jacket|jacket|windbreaker|tunic coat",
    ),
    "cardigan": ("outer", "#7a6a58", "cardigan"),
    "vest": ("outer", "#5a4c40", "waistcoat|vest|gilet"),
    "cloak": ("outer", "#46324e", "cloak|cape|mantle|shawl"),
    "robe": ("outer", "#54406e", "bathrobe|robes|robe|kimono|gown of a wizard|toga|habit"),
    "armor": ("outer", "#9aa3ad", "armour|armor|chainmail|breastplate"),
    "spacesuit": ("outer", "#dfe3e8", "spacesuit|space suit|pressure suit|astronaut suit"),
    "uniform": ("outer", "#2f3c58", "uniform|tunic"),
    "hoodie": ("top", "#5a6470", "hoodie|hooded sweatshirt|sweatshirt"),
    "turtleneck": ("top", "#2e3038", "turtleneck|turtle neck|roll neck|polo neck"),
    "sweater": ("top", "#4a6a5e", "sweater|jumper|pullover|knit|jersey|fleece"),
    "tank": ("top", "#d8d8d4", "tank top|tank|singlet|undershirt|camisole|crop top"),
    "tee": ("top", "#c8ccd0", "t-shirt|t shirt|tshirt|tee|polo shirt|top"),
    "shirt": (
        "top", "#dfe4ea",
        "button-up shirt|button-down shirt|button up|collared shirt|dress shirt|shirt|blouse",
    ),
    "overalls": ("top", "#48648c", "overalls|dungarees|coveralls|jumpsuit|boiler suit|pinafore"),
    "dress": ("top", "#7a4860", "sundress|evening gown|ball gown|dress|gown|frock|sari|nightgown"),
    "skirt": ("bottom", "#4a4048", "skirt|kilt"),
    "shorts": ("bottom", "#6a6450", "shorts"),
    "jeans": ("bottom", "#3f557a", "jeans|denims"),
    "trousers": (
        "bottom", "#33363f",
        "trousers|slacks|pants|leggings|chinos|cargo pants|breeches|sweatpants|tights",
    ),
    "boots": ("shoes", "#3e322a", "rubber boots|wellingtons|wellies|rain boots|boots|boot"),
    "sandals": ("shoes", "#8a6238", "sandals|flip-flops|slippers"),
    "heels": ("shoes", "#2a2228", "high heels|heels|pumps"),
    "shoes": ("shoes", "#2a2426", "shoes|sneakers|trainers|loafers|oxfords|brogues"),
    "barefoot": ("shoes", "#000000", "barefoot|bare feet"),
    "sunglasses": ("extra", "#191a1e", "sunglasses|shades|dark glasses|goggles|visor"),
    "glasses": ("extra", "#2a2622", "glasses|spectacles|eyeglasses|monocle"),
    "strawhat": ("extra", "#d2a860", "straw hat|sun hat|sunhat|wide-brimmed hat|gardening hat"),
    "wizardhat": ("extra", "#3a3470", "wizard hat|pointed hat|pointy hat|witch hat"),
    "cowboyhat": ("extra", "#7a5a38", "cowboy hat|stetson"),
    "tophat": ("extra", "#22222a", "top hat|bowler|bowler hat"),
    "beanie": ("extra", "#8a3a34", "beanie|knit cap|woolly hat|wool hat|bobble hat"),
    "beret": ("extra", "#7a2c34", "beret"),
    "helmet": ("extra", "#c0c6cc", "space helmet|helmet|hard hat|hardhat"),
    "crown": ("extra", "#d8ac3c", "crown|tiara|circlet|diadem"),
    "headscarf": ("extra", "#4a7a84", "headscarf|head scarf|hijab|bandana|turban|kerchief|veil"),
    "cap": ("extra", "#35507c", "baseball cap|flat cap|newsboy cap|peaked cap|captain's hat|cap"),
    "fedora": ("extra", "#4a4038", "fedora|trilby|hat"),
    "hood": ("extra", "", "hood up|hooded|hood"),
    "headphones": ("extra", "#2a2c34", "headphones|headset|earphones"),
    "headband": ("extra", "#b84a4a", "headband|hairband|ribbon"),
    "scarf": ("extra", "#a8443c", "scarf|muffler"),
    "bowtie": ("extra", "#7a2030", "bow tie|bowtie"),
    "tie": ("extra", "#7a2c34", "necktie|tie"),
    "necklace": ("extra", "#d8b45a", "necklace|pendant|locket|medallion|amulet|pearls|chain"),
    "earrings": ("extra", "#d8b45a", "earrings|earring"),
    "gloves": ("extra", "#3a3230", "gloves|mittens|gauntlets"),
    "belt": ("extra", "#4a3424", "tool belt|belt|sash"),
    "backpack": ("extra", "#6a5a3a", "backpack|rucksack|satchel|knapsack"),
    "badge": ("extra", "#d8b45a", "badge|name tag|lanyard|id card"),
    "apron": ("extra", "#c8b898", "apron"),
    "mask": ("extra", "#e4e0d8", "face mask|skull mask|surgical mask|mask|respirator"),
    "eyepatch": ("extra", "#1c1a1c", "eyepatch|eye patch"),
}  # fmt: skip
_PATTERNS = {
    "striped": "stripes", "stripes": "stripes", "stripe": "stripes", "pinstripe": "pinstripes",
    "pinstriped": "pinstripes", "checked": "checks", "checkered": "checks", "plaid": "checks",
    "tartan": "checks", "flannel": "checks", "gingham": "checks", "polka": "dots",
    "dotted": "dots", "spotted": "dots", "floral": "flowers", "flowered": "flowers",
    "flowery": "flowers", "patterned": "dots", "embroidered": "flowers", "leather": "leather",
    "denim": "denim", "cable": "cable", "knitted": "cable", "wool": "cable", "woolen": "cable",
    "tweed": "tweed", "torn": "torn", "ragged": "torn", "tattered": "torn", "patched": "patches",
    "sequined": "sequins", "glittering": "sequins", "sparkling": "sequins",
}  # fmt: skip
_WORDS = {word: kind for kind, (_, _, words) in _KINDS.items() for word in words.split("|")}
_GARMENT = re.compile(
    r"\b(" + "|".join(re.escape(w) for w in sorted(_WORDS, key=len, reverse=True)) + r")\b"
)
# Words that end the reach of a garment's adjectives.
_BREAK = re.compile(r"[,;.]|\b(?:over|under|with|beneath|above|plus|atop)\b")
_NEGATION = re.compile(r"\b(?:no|without)(?: \w+){0,2} $")
_TOPS = ("#7a4a44", "#3f6a7a", "#5a7450", "#806a44", "#5c5480", "#7a5a6c", "#46587a", "#88583c")
_BOTTOMS = ("#33363f", "#3f4658", "#4a4038", "#3c4a44")


@dataclass(slots=True)
class _Found:
    slot: str
    garment: Garment


def _phrases(text: str) -> list[tuple[str, str, str]]:
    """Each garment word with the words before it that may describe it, and those after it."""
    found, begin = [], 0
    matches = list(_GARMENT.finditer(text))
    for index, match in enumerate(matches):
        before = text[begin : match.start()]
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        after = text[match.end() : end]
        if not _NEGATION.search(text[: match.start()]):
            found.append((_BREAK.split(before)[-1], match.group(1), after))
        begin = match.end()
    return found


def _colours(before: str, after: str) -> list[RGB]:
    named = [f.colour for f in find_colours(before)]
    if not named:
        tail = re.match(r"\s*(?:in|of|,)\s+([\w#-]+(?: [\w#-]+)?)", after)
        named = [f.colour for f in find_colours(tail.group(1))] if tail else []
    return named


def _garment(kind: str, before: str, after: str) -> Garment:
    named = _colours(before, after)
    colour = named[0] if named else modified(rgb(_KINDS[kind][1] or "#3a3a44"), before)
    accent = named[1] if len(named) > 1 else tone(colour, 0.72)
    words = re.findall(r"[a-z]+", before)
    pattern = next((_PATTERNS[word] for word in words if word in _PATTERNS), "")
    if len(named) > 1 and not pattern:
        pattern = "stripes"
    return Garment(kind, colour, accent, pattern)


def _rule_colour(text: str) -> RGB | None:
    """The one colour of a text that names no garment ("all in white")."""
    found = find_colours(text)
    return found[0].colour if found else None


def dress(wearing: str, *, name: str, feminine: bool, child: bool = False) -> Outfit:
    """The outfit that a text describes; what it leaves open is chosen by the person's name."""
    text = " " + wearing.lower().replace("\n", " ")
    found = [_Found(_KINDS[_WORDS[w]][0], _garment(_WORDS[w], b, a)) for b, w, a in _phrases(text)]
    dice = Dice(seed_of("wardrobe", name))
    by_slot: dict[str, list[Garment]] = {}
    for item in found:
        by_slot.setdefault(item.slot, []).append(item.garment)
    outer = by_slot.get("outer", [None])[0]
    return Outfit(
        top=_top(by_slot.get("top", []), outer, dice, feminine=feminine, text=text),
        bottom=_bottom(by_slot.get("bottom", []), outer, text, dice),
        shoes=_shoes(by_slot.get("shoes", []), dice, child=child),
        outer=outer,
        extras=_extras(by_slot.get("extra", []), by_slot.get("outer", [])[1:], outer),
    )


def _top(
    named: list[Garment], outer: Garment | None, dice: Dice, *, feminine: bool, text: str
) -> Garment:
    colour = rgb(dice.pick(_TOPS))
    if named:
        full = [g for g in named if g.kind in ("dress", "overalls", "sweater", "hoodie")]
        first = full[0] if full else named[0]
        other = next((g for g in named if g is not first), None)
        accent = other.colour if other else first.accent
        return Garment(first.kind, first.colour, accent, first.pattern)
    if outer is not None:
        light = rgb(dice.pick(("#dfe4ea", "#d8cdb8", "#c9d6e2", "#e2dccb")))
        kind = "tee" if outer.kind in ("jacket", "cloak", "robe") else "shirt"
        return Garment(kind, light, tone(light, 0.72))
    colour = _rule_colour(text) or colour
    return Garment("blouse" if feminine else "shirt", colour, tone(colour, 0.72))


def _bottom(named: list[Garment], outer: Garment | None, text: str, dice: Dice) -> Garment:
    if named:
        return named[0]
    if outer is not None and outer.kind in ("uniform", "spacesuit", "armor"):
        return Garment("trousers", tone(outer.colour, 0.92), tone(outer.colour, 0.7))
    if outer is not None and outer.kind == "blazer" and re.search(r"\bsuit|tuxedo", text):
        return Garment("trousers", outer.colour, tone(outer.colour, 0.7))
    colour = rgb(dice.pick(_BOTTOMS))
    return Garment("trousers", colour, tone(colour, 0.72))


def _shoes(named: list[Garment], dice: Dice, *, child: bool) -> Garment:
    if named:
        return named[0]
    colour = rgb(
        dice.pick(("#2a2426", "#3a2c24", "#44484e") if not child else ("#b8443c", "#3c6aa0"))
    )
    return Garment("shoes", colour, rgb("#d8d4cc"))


def _extras(
    named: list[Garment], more_outers: list[Garment], outer: Garment | None
) -> tuple[Garment, ...]:
    extras: list[Garment] = []
    for garment in [*named, *more_outers]:
        if garment.kind == "hood" and outer is not None:
            extras.append(Garment("hood", tone(outer.colour, 0.95), tone(outer.colour, 0.6)))
            continue
        if all(garment.kind != other.kind for other in extras):
            extras.append(garment)
    return tuple(extras)
