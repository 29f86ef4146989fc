"""Props in the hand and in place: words and state to a drawing, and its box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic import prop_shapes as one
from ministudio.builtin.animatic import prop_shapes_more as two
from ministudio.builtin.animatic.canvas import Layer, Point, Stage, mix, rgb, tone
from ministudio.builtin.animatic.dice import Dice, seed_of
from ministudio.builtin.animatic.pigments import find_colours
from ministudio.builtin.animatic.prop_pen import Prop, PropPen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.builtin.animatic.figures.arms import Arm
    from ministudio.builtin.animatic.figures.placed import Placed
    from ministudio.builtin.animatic.figures.rig import Rig


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind is drawn: words, colour when none is named, where a hand takes it, tilt."""

    draw: Callable[[PropPen], None]
    words: str
    colour: str
    grip: Point = (0.0, -0.2)
    tilt: float = 0.0


_KINDS: dict[str, _Kind] = {
    "umbrella": _Kind(two.umbrella, r"umbrella|parasol", "#a8342e", (0.0, 0.1)),
    "lantern": _Kind(one.lantern, r"lantern|oil lamp", "#4a3c2c", (0.0, -1.22)),
    "torch": _Kind(one.torch, r"torch|flashlight", "#3c4046", (0.0, 0.0)),
    "candle": _Kind(one.candle, r"candle", "#efe6d0", (0.0, -0.1)),
    "recorder": _Kind(one.recorder, r"recorder|dictaphone|microphone|walkie", "#33373e",
    (0.0, -0.2)),
    "camera": _Kind(one.camera, r"camera|camcorder", "#5a4a3c", (0.2, -0.2)),
    "tablet": _Kind(one.phone, r"tablet|clipboard|datapad", "#1c2026", (0.3, -0.2)),
    "phone": _Kind(one.phone, r"phone|smartphone|mobile|remote", "#1c2026", (0.0, -0.2)),
    "screen": _Kind(two.screen,
    r"laptop|computer|monitor|radio|television|terminal|console|printer", "#4a505a", (0.0, -0.3)),
    "folder": _Kind(one.folder, r"folder|dossier|\bfile\b|binder|envelope of papers", "#c8a468",
    (0.2, -0.3), 6),
    "map": _Kind(two.map_, r"\bmap\b|scroll|chart|blueprint|parchment", "#d8c490", (0.3, -0.3)),
    "book": _Kind(one.book, r"book|notebook|diary|journal|tome|grimoire|novel|album|bible|ledger",
    "#7a3430", (0.25, -0.35), 5),
    "letter": _Kind(one.letter,
(
        r"letter|slip|receipt|paper|note\b|envelope|card|ticket|photo|photograph|document|"
        r"newspaper|page|contract"
    ), "#efe6d0", (0.0, -0.1), 8),
    "key": _Kind(two.key, r"\bkey|keys\b", "#c8a048", (0.0, -0.5)),
    "watering can": _Kind(two.can, r"watering[- ]can|jerry can|\bcan\b", "#5f8a90", (0.0, -0.86)),
    "cup": _Kind(two.cup, r"\bcup|mug|glass of|goblet|chalice|teacup|coffee|\btea\b|bowl|\bpot\b",
    "#e4ded0", (0.14, -0.22)),
    "bottle": _Kind(two.bottle, r"bottle|vial|potion|flask|\bjar\b|medicine|wine", "#4a8a5c",
    (0.0, -0.45)),
    "lamp": _Kind(one.lamp, r"lamp|light bulb|\blight\b", "#c8a878", (0.0, -0.3)),
    "sword": _Kind(two.sword, r"sword|blade|katana|dagger|knife|sabre|saber|spear", "#aab4c0",
    (0.0, 0.1), 14),
    "gun": _Kind(two.gun, r"\bgun|pistol|blaster|laser|rifle|revolver|crossbow", "#3a3e46",
    (0.0, 0.05)),
    "door": _Kind(one.door, r"\bdoor|gate\b|portal|hatch|entrance|wardrobe", "#7a5236", (0.0, 0.0)),
    "box": _Kind(one.box,
    r"\bbox|chest|crate|trunk|coffer|case\b|container|safe\b|basket|drawer|package|coffin",
    "#8a6238", (0.0, -0.4)),
    "flower": _Kind(two.flower,
    r"flower|rose|tulip|bouquet|lily|daisy|sunflower|plant|seedling|blossom|herb|leaf", "#c83c50",
    (0.0, -0.16)),
    "bag": _Kind(two.bag, r"\bbag|satchel|briefcase|suitcase|backpack|purse|handbag|rucksack|sack",
    "#6a4a30", (0.0, -0.88)),
    "instrument": _Kind(two.instrument, r"guitar|violin|lute|cello|ukulele|harp|banjo", "#a8622c",
    (0.0, -0.9), 24),
    "food": _Kind(two.food,
(
        r"apple|orange|fruit|bread|loaf|sandwich|cake|pie|pizza|pear|peach|tomato|pumpkin|egg|"
        r"cookie|food"
    ), "#c04030", (0.0, -0.1)),
    "globe": _Kind(one.globe, r"\bball|globe|orb|sphere|pearl|balloon|snow ?globe|planet|marble",
    "#b8443c", (0.0, -0.05)),
    "gem": _Kind(two.gem,
(
        r"gem|crystal|diamond|ruby|emerald|coin|medal|ring\b|watch|amulet|stone|star\b|"
        r"artifact|artefact|shard|jewel|necklace|badge|chip|device|cube"
    ), "#5ac0d8", (0.0, -0.1)),
    "furniture": _Kind(two.furniture, r"chair|table|desk|stool|bench|armchair", "#7a5638",
    (0.0, 0.0)),
    "tool": _Kind(two.tool,
(
        r"broom|rake|staff|hammer|axe|wand|brush|\bpen\b|pencil|quill|shovel|spade|stick|cane|"
        r"pole|fishing rod|scepter|spoon|screwdriver|wrench|tool|oar|mop|pickaxe"
    ), "#8a6238", (0.0, 0.0), 6),
}  # fmt: skip
_FLAGS = {
    "open": r"\bopen|ajar|unrolled|unfolded|spread|unlocked|revealed",
    "closed": r"closed|shut|sealed|rolled up|furled",
    "lit": r"\blit\b|\bon\b|burning|alight|bright",
    "glowing": r"glow|shining|radiant|luminous|magic|enchanted|pulsing",
    "off": r"\boff\b|unlit|\bout\b|extinguished|dark\b|dead",
    "unlit": r"unlit|extinguished|\bout\b",
    "broken": r"broken|cracked|shattered|smashed|damaged|destroyed|snapped",
    "torn": r"torn|ripped|shredded",
    "wet": r"\bwet\b|soaked|dripping", "burnt": r"burnt|charred|scorched|singed|burned",
    "bloody": r"blood",
    "empty": r"empty|drained", "full": r"\bfull\b|filled", "locked": r"(?<!un)locked",
    "folded": r"folded|crumpled",
    "dusty": r"dust|dirty|muddy|old\b|ancient|weathered|rusty|worn",
    "wilted": r"wilt|wither|dry\b|dried",
    "hot": r"hot\b|steaming", "spilled": r"spill", "ajar": r"ajar|half[- ]open",
    "frozen": r"frozen|icy|frost",
    "burning": r"burning|on fire|flaming|in flames",
    "pouring": r"pouring|tipped|watering\b(?![- ]can)",
}  # fmt: skip
_HANGING = frozenset({"lantern", "watering can", "bag"})
_LARGE = frozenset({"box", "screen", "parcel"})
_IMPLIED = frozenset({"ajar"})


def describe_prop(what: str, state: str = "") -> Prop:
    """What a thing of these words is drawn as; the state wins over words in the description."""
    text = what.lower()
    kind = _kind_of(text)
    named = [found.colour for found in find_colours(text)]
    default = rgb(_KINDS[kind].colour) if kind in _KINDS else rgb(_unknown_colour(text))
    colour = named[0] if named else default
    accent = (
        named[1]
        if len(named) > 1
        else mix(tone(colour, 0.62), "#d8c8a0" if sum(colour) < 300 else "#3a2a24", 0.3)
    )
    flags = _flags(state.lower()) or _flags(text)
    return Prop(text, kind, colour, accent, flags, state)


def _kind_of(text: str) -> str:
    """The kind whose word stands last: "key of the chest" is a key, "tan file folder" a folder."""
    head = re.split(r"\b(?:of|with|from|for|in|on|under|containing)\b", text)[0]
    for source in (head, text):
        best = (-1, "")
        for kind, entry in _KINDS.items():
            for match in re.finditer(entry.words, source):
                if match.end() > best[0]:
                    best = (match.end(), kind)
        if best[1]:
            return best[1]
    return "parcel"


def _unknown_colour(text: str) -> str:
    dice = Dice(seed_of("prop colour", text))
    return dice.pick(("#a8835a", "#8a6a7a", "#6a8088", "#8a8a58", "#9a6a50"))


def _flags(text: str) -> frozenset[str]:
    found = {flag for flag, pattern in _FLAGS.items() if re.search(pattern, text)}
    if "closed" in found:
        found.discard("open")
    if found & {"off", "unlit"}:
        found.discard("lit")
    return frozenset(found)


def draw_prop(  # noqa: PLR0913 - where and how are keywords
    stage: Stage,
    prop: Prop,
    *,
    x: float,
    y: float,
    unit: float,
    z: float = 1.0,
    facing: int = 1,
    tilt: float = 0.0,
    tag: str = "",
    held: bool = False,
) -> tuple[float, float, float, float]:
    """Draw a thing; `unit` is the height of a grown head there, in world units.

    (x, y) is where its foot stands or, when `held`, where a hand takes it. Returns its box in world
    units (x0, y0, x1, y1); the pixel box is under `tag` in `stage.boxes()`.
    """
    entry = _KINDS.get(prop.kind, _Kind(two.parcel, "", ""))
    before = len(stage.layers())
    with stage.tagged(tag):
        pen = PropPen(stage, prop, x, y, unit, z, facing, tilt, entry.grip if held else (0.0, 0.0))
        entry.draw(pen)
        _wear(pen, stage.layers()[before:])
    return _world_box(stage, before, z)


def _wear(pen: PropPen, layers: list[Layer]) -> None:
    """What its state has done to a thing, on the largest piece of it."""
    prop, dice = pen.prop, pen.prop.dice("state")
    drawn = [layer for layer in layers if layer.box]
    if not drawn:
        return
    largest = max(_area(layer) for layer in drawn)
    pen.layer = [layer for layer in drawn if _area(layer) > 0.6 * largest][-1]
    tint = {
        "wet": ("#0c1620", 80),
        "burnt": ("#0e0a08", 150),
        "bloody": ("#7a1418", 110),
        "dusty": ("#a89878", 75),
        "frozen": ("#cfe8f8", 120),
    }
    with pen.inside():
        for flag, (colour, alpha) in tint.items():
            if prop.has(flag):
                pen.rect(-4, -8, 4, 2, colour, alpha=alpha)
        if prop.has("broken", "torn"):
            for _ in range(4):
                px, py = dice.between(-0.3, 0.3), dice.between(-0.7, -0.1)
                path = [
                    (px, py),
                    (px + dice.near(0.12), py + 0.1),
                    (px + dice.near(0.2), py + 0.22),
                ]
                pen.line(path, [0.004, 0.018, 0.004], "#14100e")
        if prop.has("glowing") and prop.kind not in ("book", "lantern", "door", "box"):
            pen.rect(-4, -8, 4, 2, pen.mixed("#fff4c8", 0.7), alpha=80)
        unknown = prop.state.strip().lower()
        if unknown and not _flags(unknown):
            shade = mix(prop.colour, dice.pick(("#d8a03c", "#4a7a9a", "#9a4a5a", "#5a8a4a")), 0.6)
            pen.line([(-0.5, -0.12), (0.5, -0.16)], [0.03, 0.03], shade)
    if prop.has("glowing") and prop.kind not in (
        "book",
        "lantern",
        "globe",
        "gem",
        "box",
        "parcel",
        "bottle",
        "sword",
        "flower",
        "key",
    ):
        pen.light(0, -0.4, 0.8, pen.mixed("#ffe8a0", 0.6), 0.9)
    if prop.has("burning") and prop.kind not in ("torch", "lantern", "candle"):
        pen.shining(1.0)
        pen.blob(
            [(-0.2, -0.3), (-0.1, -0.8), (0.02, -0.6), (0.14, -1.0), (0.26, -0.4), (0.1, -0.2)],
            "#ff9a3a",
        )
        pen.light(0, -0.7, 1.0, "#ff9a3a", 1.0)


def _area(layer: Layer) -> float:
    x0, y0, x1, y1 = layer.box or (0.0, 0.0, 0.0, 0.0)
    return (x1 - x0) * (y1 - y0)


def _world_box(stage: Stage, first: int, z: float) -> tuple[float, float, float, float]:
    boxes = [layer.box for layer in stage.layers()[first:] if layer.box]
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    ox, oy = stage.project(0, 0, z)
    k = stage.zoom_at(z) * stage.height
    return (
        (min(b[0] for b in boxes) - ox) / k,
        (min(b[1] for b in boxes) - oy) / k,
        (max(b[2] for b in boxes) - ox) / k,
        (max(b[3] for b in boxes) - oy) / k,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in somebody's hand; give it to `figures.draw(holds={"lead": …})`."""

    prop: Prop
    tag: str = ""

    @property
    def way(self) -> str:
        """The gesture that holds it: by a handle above it, low before the body, or at the chest."""
        if self.prop.kind in _HANGING:
            return "carry"
        return "cradle" if self.prop.kind in _LARGE else "hold"

    def __call__(self, rig: Rig, arm: Arm) -> None:
        """Draw it at a person's hand, before the fingers."""
        (ax, ay), (wx, wy) = arm.hand.along, arm.hand.wrist
        x, y = wx + ax * 0.16 * rig.unit, wy + ay * 0.16 * rig.unit
        entry = _KINDS.get(self.prop.kind)
        tilt = (entry.tilt if entry else 0.0) * arm.side
        if arm.gesture in ("point", "throw", "reach") and self.prop.kind in (
            "sword",
            "tool",
            "torch",
        ):
            tilt = 62.0 * arm.side
        draw_prop(
            rig.stage,
            self.prop,
            x=x,
            y=y,
            unit=rig.unit * _grown(rig),
            z=rig.z,
            facing=arm.side,
            tilt=tilt,
            tag=self.tag,
            held=True,
        )

    def draw_at(self, stage: Stage, hand: Point, placed: Placed) -> None:
        """Draw it at the hand of somebody who is not a person."""
        draw_prop(
            stage,
            self.prop,
            x=hand[0],
            y=hand[1],
            unit=placed.unit * 0.8,
            facing=placed.facing,
            tag=self.tag,
            held=True,
        )


def _grown(rig: Rig) -> float:
    """Heads of children are as large as grown ones, so that a thing keeps its size."""
    return 1.0 if rig.who.age > 13 else 0.92


def holder(prop: Prop, tag: str = "") -> Held:
    """What `figures.draw` takes for a hand."""
    return Held(prop, tag)
