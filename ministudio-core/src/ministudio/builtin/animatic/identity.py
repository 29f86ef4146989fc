"""Words to how somebody looks: the same in every shot, size, place and light."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ministudio.builtin.animatic import anatomy, wardrobe
from ministudio.builtin.animatic.anatomy import Face, Hair
from ministudio.builtin.animatic.canvas import RGB, mix, rgb
from ministudio.builtin.animatic.dice import Dice, seed_of
from ministudio.builtin.animatic.pigments import colour_of, find_colours
from ministudio.builtin.animatic.wardrobe import Garment, Outfit

PERSON, ORB, ROBOT, ANIMAL, SPIRIT, THING = (
    "person", "orb", "robot", "animal", "spirit", "thing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """How a character looks. `kind` decides who draws it; `colours` are those named, in order.

    `species` is the animal, or a word for the sort of thing. `height` is the standing height, 1 for
    an adult. `marks` are details (freckles, beard, scar, …), `conditions` what has happened
    to the look (wet, muddy, …), `surface` the pattern on an orb or a robot.
    """

    name: str
    kind: str
    species: str
    seed: int
    age: int = 32
    feminine: bool = False
    skin: RGB = (234, 183, 147)
    eyes: RGB = (74, 47, 32)
    hair: Hair = field(default_factory=lambda: Hair("short", (74, 46, 32)))
    face: Face = field(default_factory=Face)
    outfit: Outfit | None = None
    build: float = 1.0
    height: float = 1.0
    colours: tuple[RGB, ...] = ()
    surface: str = ""
    glow: float = 1.0
    marks: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()

    @property
    def main(self) -> RGB:
        """The first colour of an orb, a robot, an animal or a thing."""
        return self.colours[0] if self.colours else (216, 170, 66)

    def dice(self, purpose: str) -> Dice:
        """Chance that belongs to this character and a purpose, never to a shot."""
        return Dice(seed_of("identity", self.name, purpose))


_MARKS = {
    "freckles": r"freckl", "beard": r"beard(?!less)|bearded",
    "full beard": r"(?:full|long|bushy|thick|big|flowing|great)[\w -]{0,18}beard|wizard",
    "stubble": r"stubble|unshaven",
    "moustache": r"mou?stache|goatee", "scar": r"\bscar(?:red|s)?\b",
    "wrinkles": r"wrinkl|lined face|weathered|crow's feet", "makeup": r"make-?up|lipstick|eyeliner",
    "mole": r"\bmole\b|beauty mark", "dimples": r"dimple", "tattoo": r"tattoo",
    "horns": r"\bhorns?\b", "wings": r"\bwings?\b|winged", "halo": r"\bhalo\b",
    "tail": r"\btail\b", "tired": r"tired|weary|dark circles|exhausted",
    "antlers": r"antler", "cat ears": r"cat ears", "blush": r"rosy cheek|blush",
}  # fmt: skip
_CONDITIONS = {
    "wet": r"\bwet\b|soak|drench|dripping|rain-?soaked|damp",
    "muddy": r"mud|dirt|grim[ey]|soot|dust",
    "bandaged arm": (
        r"(?:arm|hand|wrist)\w* (?:\w+ )?bandaged|bandaged (?:\w+ )?(?:arm|hand|wrist)|sling"
    ),
    "bandaged head": r"(?:head|forehead|brow) (?:\w+ )?bandaged|bandaged (?:head|forehead)",
    "bloody": r"blood|bleeding|wounded|cut on|injured", "bruised": r"bruis|black eye",
    "torn": r"\btorn\b|ripped|tattered|ragged", "snowy": r"snow|frost|icy",
    "burnt": r"burn|scorch|singed|charred", "crying": r"tear(?:s|ful|-streaked)|crying|weeping",
    "sweaty": r"sweat", "glowing": r"glow|radiant|luminous|enchanted", "painted": r"paint",
    "bandaged": r"bandag|plaster", "floury": r"flour|powder", "bound": r"\btied up\b|bound hands",
    "sick": r"\bsick\b|ill\b|feverish|pale", "old": r"aged by|grown old",
}  # fmt: skip
_ANIMALS = {
    "dog": "dog|puppy|hound|terrier|retriever|shepherd dog|corgi|labrador|spaniel|collie",
    "wolf": "wolf|coyote|jackal", "cat": "cat|kitten|kitty|tomcat|tabby",
    "lion": "lion|lioness", "tiger": "tiger|leopard|panther|jaguar|cheetah|lynx",
    "fox": "fox|vixen", "horse": "horse|pony|mare|stallion|foal|unicorn|donkey|mule|zebra",
    "deer": "deer|stag|doe|fawn|elk|moose|reindeer|antelope|gazelle",
    "cow": "cow|bull|ox|buffalo|bison|goat|sheep|lamb|ram", "pig": "pig|boar|piglet",
    "bear": "bear|panda|grizzly", "rabbit": "rabbit|bunny|hare",
    "mouse": "mouse|rat|hamster|squirrel|hedgehog|raccoon|badger|otter|beaver",
    "elephant": "elephant|mammoth|rhino",
    "owl": "owl", "bird": "bird|raven|crow|sparrow|robin|parrot|eagle|hawk|falcon|dove|pigeon|"
    "seagull|gull|swan|duck|goose|hen|chicken|rooster|penguin|crane|heron|songbird|finch|phoenix",
    "fish": "fish|goldfish|koi|shark|whale|dolphin|salmon|trout",
    "turtle": "turtle|tortoise", "dragon": "dragon|wyvern|dinosaur|lizard|gecko",
    "snake": "snake|serpent|viper|cobra|python",
    "butterfly": "butterfly|moth|bee|dragonfly|firefly",
    "monkey": "monkey|ape|chimp|gorilla|lemur",
}  # fmt: skip
_KINDS = (
    (ORB, (r"\borb\b|sphere|ball of (?:light|energy|fire)|wisp|will-o|light being|glowing ball|"
           r"energy being|spark\b|\bsun being|golden energy")),
    (ROBOT, r"\brobot|android|\bdroid\b|\bmech\b|automaton|cyborg|\bdrone\b|\bbot\b"),
    (SPIRIT, (r"hologra|\bghost|spirit\b|spectre|specter|phantom|apparition|made of light|"
              r"ethereal (?:figure|woman|man|being|blue)")),
    (THING, (r"\b(?:car|truck|spaceship|rocket|ship|boat|train|house|tree|plant|machine|planet|"
             r"cloud|star|robot arm|statue|logo|product|bottle|box|cube|crystal)\b")),
)  # fmt: skip
_HUMAN = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|girl|boy|person|human|lady|child|kid|people|detective|doctor|scientist|"
    r"captain|gardener|teacher|student|wizard|witch|knight|soldier|chef|pilot|astronaut|nurse|"
    r"farmer|king|queen|prince|princess|hair|beard|years? old|mother|father|sailor|hero)\b"
)
_PET = re.compile(
    r"\b(?:with|and|has|owns|walks|holding|riding|likes|loves) (?:an?|the|her|his|their)\b"
)


def describe(
    name: str,
    *,
    genetics: Mapping[str, object] | None = None,
    identity: Mapping[str, object] | None = None,
    tag: str = "",
    core: str = "",
    wearing: str = "",
    conditions: Iterable[str] = (),
) -> Identity:
    """How the character of these words looks.

    `genetics` is the character's free mapping, `identity` the seed's six body fields (and any
    others), `wearing` and `conditions` belong to the current look. Whatever the words leave
    open is chosen by the name, so the same name always looks the same.
    """
    facts = _facts(genetics or {})
    facts.update({k: v for k, v in _facts(identity or {}).items() if v})
    text = ". ".join([*(f"{v}" for v in facts.values() if v), tag, core])
    kind, species = _kind(facts, f"{name}. {text}")
    worn = ", ".join(t for t in (wearing, *_picked(facts, ("cloth", "wear", "outfit", "jacket",
        "coat",
        "garment", "costume", "accessor", "hat", "mask", "distinctive"))) if t)  # fmt: skip
    state = frozenset(
        word for word, pattern in _CONDITIONS.items()
        if re.search(pattern, " ".join(conditions).lower())
    )  # fmt: skip
    if kind in (PERSON, SPIRIT):
        return _person(name, kind, facts, text, worn=worn, tag=tag, state=state)
    return _creature(name, kind, species, facts, text, worn=worn, state=state)


def _facts(mapping: Mapping[str, object]) -> dict[str, str]:
    """The mapping flattened to texts, by lower-case key path."""
    flat: dict[str, str] = {}
    for key, value in mapping.items():
        path = str(key).lower()
        if isinstance(value, Mapping):
            flat.update({f"{path} {inner}": text for inner, text in _facts(value).items()})
        elif isinstance(value, Sequence) and not isinstance(value, str):
            flat[path] = ", ".join(str(item) for item in value)
        elif value is not None and value is not False:
            flat[path] = path.replace("_", " ") if value is True else str(value)
    return flat


def _picked(facts: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    """Texts of all facts whose key holds one of the words, with the key's own word."""
    picked = []
    for path, value in facts.items():
        for key in keys:
            if key in path:
                garment = path.rsplit(" ", 1)[-1].replace("_", " ")
                picked.append(value if garment in value.lower() else f"{value} {garment}")
                break
    return picked


def _about(facts: Mapping[str, str], word: str, text: str) -> str:
    """What the words say about a part of the body: its own keys, else the clauses naming it."""
    own = [v for path, v in facts.items() if word in path]
    if own:
        return ", ".join(own)
    clauses = [
        c for c in re.split(r"[,;.]| and (?=\w+ (?:eyes|hair|skin))", text) if word in c.lower()
    ]
    return ", ".join(clauses)


def _kind(facts: Mapping[str, str], text: str) -> tuple[str, str]:
    lowered = text.lower()
    stated = " ".join(v for k, v in facts.items() if k in ("kind", "species", "type", "race",
        "form", "creature", "breed")).lower()  # fmt: skip
    for source in (stated, lowered):
        human = _HUMAN.search(source) is not None or any("hair" in key for key in facts)
        for kind, pattern in _KINDS[:3]:
            if re.search(pattern, source) and not (human and kind == ORB):
                return kind, kind
        body = _PET.split(source)[0]
        for species, words in _ANIMALS.items():
            if not human and (match := re.search(rf"\b(?:{words})s?\b", body)):
                return ANIMAL, _breed(species, match.group())
        if not human and source and (match := re.search(_KINDS[3][1], source)):
            return THING, match.group()
    if "core" in facts or "glow" in facts:
        return ORB, ORB
    return PERSON, "human"


def _breed(species: str, word: str) -> str:
    """Animals drawn with a difference keep their own word."""
    return word if word in ("unicorn", "zebra", "panda", "penguin", "raven", "crow", "lioness",
        "sheep", "goat") else species  # fmt: skip


def _person(
    name: str, kind: str, facts: Mapping[str, str], text: str, *, worn: str, tag: str,
    state: frozenset[str],
) -> Identity:  # fmt: skip
    dice = Dice(seed_of("identity", name, "body"))
    everything = f"{text}. {tag}. {worn}"
    feminine = anatomy.femininity(everything, name, dice)
    age = anatomy.years(_number(facts.get("age")), f"{text}. {name}. {tag}")
    skin = anatomy.skin_of(_about(facts, "skin", text) or _ethnic(text), dice)
    hair = anatomy.hair_of(
        _about(facts, "hair", text) or anatomy.hair_clause(text),
        colour=facts.get("hair_color", facts.get("hair_colour", "")),
        age=age, feminine=feminine, dice=dice, skin=skin,
    )  # fmt: skip
    if hair.style == "bald" and (beard := _about(facts, "beard", "")):
        hair = replace(hair, colour=anatomy.hair_of(
            beard, colour="", age=age, feminine=False, dice=dice, skin=skin).colour)  # fmt: skip
    outfit = wardrobe.dress(
        _with_glasses(worn, facts, text), name=name, feminine=feminine, child=age < 13
    )
    colours = tuple(f.colour for f in find_colours(text))
    if kind == SPIRIT:
        colours = colours or (rgb("#9fdcff"),)
    marks = frozenset(
        mark for mark, pattern in _MARKS.items() if re.search(pattern, everything.lower())
    )
    return Identity(
        name=name, kind=kind, species="human", seed=seed_of("identity", name), age=age,
        feminine=feminine, skin=skin, eyes=anatomy.eyes_of(_about(facts, "eye", text), skin, dice),
        hair=hair, face=anatomy.face_of(text, age=age, feminine=feminine, dice=dice), outfit=outfit,
        build=anatomy.build_of(text, dice), height=anatomy.height_of(_stature(facts, text), age,
        dice),
        colours=colours, marks=marks, conditions=state,
    )  # fmt: skip


def _with_glasses(worn: str, facts: Mapping[str, str], text: str) -> str:
    """The clothes, and the glasses that are told among the features of the face."""
    kinds = r"(?:sun)?glasses|spectacles|monocle|eye ?patch"
    if re.search(kinds, worn.lower()):
        return worn
    for path, value in facts.items():
        named = re.search(kinds, path.lower())
        if named and not re.search(r"\b(?:no|none|false|without)\b", value.lower()):
            return f"{worn}, {value} {named.group()}".removeprefix(", ")
    named = re.search(rf"(?<!no )(?:\w+ )?(?:{kinds})", text.lower())
    return f"{worn}, {named.group()}".removeprefix(", ") if named else worn


def _number(text: str | None) -> object:
    return int(text) if text and text.isdigit() else text


def _stature(facts: Mapping[str, str], text: str) -> str:
    return _about(facts, "height", "") or _about(facts, "build", "") or text


def _ethnic(text: str) -> str:
    match = re.search(
        r"\b(east asian|south asian|asian|african|black (?:woman|man)|latin[ao]|hispanic|"
        r"arab|indian|"
        r"caucasian|nigerian|kenyan|mediterranean|pale|tanned|freckled)\b", text.lower(),
    )  # fmt: skip
    return match.group() if match else ""


_COATS = {
    "dog": "#a9743f", "wolf": "#70747c", "cat": "#8d8378", "lion": "#cf9c52", "tiger": "#d8822f",
    "fox": "#c8622a", "horse": "#7a4a2c", "unicorn": "#ece8f2", "zebra": "#e8e6e0",
    "deer": "#a8703f",
    "cow": "#8a6248", "sheep": "#e6e0d2", "goat": "#c9bfae", "pig": "#e0a49a", "bear": "#6a4630",
    "panda": "#ecebe6", "rabbit": "#b49a7e", "mouse": "#938a84", "elephant": "#8a8d94",
    "owl": "#8a6a48", "bird": "#4a7cae", "raven": "#26262e", "crow": "#26262e",
    "penguin": "#2c303a",
    "fish": "#e0803a", "turtle": "#6a8a4a", "dragon": "#4a8a5a", "snake": "#6f8a3c",
    "butterfly": "#e0923a", "monkey": "#7a5638", "lioness": "#cf9c52",
}  # fmt: skip


def _creature(
    name: str, kind: str, species: str, facts: Mapping[str, str], text: str, *, worn: str,
    state: frozenset[str],
) -> Identity:  # fmt: skip
    dice = Dice(seed_of("identity", name, "body"))
    body = ", ".join(v for k, v in facts.items() if "eye" not in k) or text
    named = tuple(f.colour for f in find_colours(re.sub(r"[\w-]+ eyes", "", f"{body}. {text}")))
    defaults = {ORB: "#ffb030", ROBOT: dice.pick(("#a9b4be", "#d8dde2", "#c9a24c", "#7fa3b8")),
                THING: dice.pick(("#8a6a48", "#5f7f96", "#a4584a"))}  # fmt: skip
    fallback = rgb(_COATS.get(species, defaults.get(kind, "#8a7a68")))
    colours = named or (mix(fallback, dice.pick(("#ffffff", "#201810", "#c08040")), 0.1),)
    eyes = colour_of(
        _about(facts, "eye", text), rgb("#7fe8ff") if kind == ROBOT else rgb("#2a1c14")
    )
    lowered = text.lower()
    outfit = wardrobe.dress(worn, name=name, feminine=False) if worn else None
    size = {"small": 0.8, "tiny": 0.6, "little": 0.8, "large": 1.2, "big": 1.2, "huge": 1.5,
        "giant": 1.7}  # fmt: skip
    factor = next((v for word, v in size.items() if re.search(rf"\b{word}\b", lowered)), 1.0)
    young = (
        0.72 if re.search(r"puppy|kitten|foal|cub|baby|young", f"{name} {lowered}".lower()) else 1.0
    )
    return Identity(
        name=name, kind=kind, species=species, seed=seed_of("identity", name),
        age=anatomy.years(_number(facts.get("age")), ""), colours=colours,
        eyes=eyes or rgb("#2a1c14"), build=anatomy.build_of(text, dice), height=factor * young,
        surface=_surface(facts, lowered), glow=1.35 if re.search(r"bright|brilliant|radiant",
        lowered) else 1.0,
        outfit=outfit, conditions=state,
        marks=frozenset(mark for mark, pattern in _MARKS.items() if re.search(pattern, lowered)),
    )  # fmt: skip


_SURFACES = (
    ("circuit", r"circuit|digital|tech|grid|data|matrix"), ("runes", r"rune|glyph|symbol|script"),
    ("cracks", r"crack|fractur|shatter|lava|molten|magma"), ("rings", r"ring|band|stripe|saturn"),
    ("stars", r"star|galaxy|cosmic|nebula|constellation"), ("swirl",
    r"swirl|marble|cloud|mist|smok|wave"),
    ("facets", r"crystal|facet|gem|diamond|glass"), ("spots", r"spot|dot|patch|piebald|dalmatian"),
    ("stripes", r"stripe|tabby|brindle"), ("rust", r"rust|weathered|worn|battered|old metal"),
    ("flame", r"flame|fire|burning|plasma"),
)  # fmt: skip


def _surface(facts: Mapping[str, str], lowered: str) -> str:
    stated = " ".join(v for k, v in facts.items() if "surface" in k or "pattern" in k).lower()
    for source in (stated, lowered):
        for surface, pattern in _SURFACES:
            if source and re.search(pattern, source):
                return surface
    return ""


__all__ = ["Face", "Garment", "Hair", "Identity", "Outfit", "describe"]
