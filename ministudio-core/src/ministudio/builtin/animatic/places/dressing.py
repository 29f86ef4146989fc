"""The layers of a composition -> pieces in the picture, each with its colour and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.colours import colour_in
from ministudio.builtin.animatic.places import floor_pieces as floor
from ministudio.builtin.animatic.places import hearth_pieces as hearth
from ministudio.builtin.animatic.places import outdoor_pieces as outdoor
from ministudio.builtin.animatic.places import tables
from ministudio.builtin.animatic.places import wall_pieces as wall
from ministudio.builtin.animatic.places.pen import Pen

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.place import Place, Recipe
    from ministudio.builtin.animatic.places.scenery import Scenery

LAYERS = ("background", "midground", "foreground")


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind of furnishing: the words for it, where it goes, what draws it."""

    name: str
    words: str
    where: str
    """wall, floor, table or open (as floor; it also fits outdoors)."""
    draw: Callable[[Pen], None] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A piece that somebody asked for, and in which layer of the composition."""

    piece: Piece
    layer: str
    words: str


_TIMBER = re.compile(
    r"\b(?:oak|pine|fir|birch|palm|willow)"
    r"(?= \w*(?:desk|table|chair|bench|door|floor|wall|panel|shel|case|cabinet|counter|beam|board"
    r"|box|chest|barrel|wood|stair|frame|bed))"
)
"""A tree's name that only says what a thing is made of."""

PIECES: tuple[Piece, ...] = (
    Piece("table", r"tables?|desks?|workbench|bar counter|writing bureau", "table"),
    Piece("stained", r"stained.glass", "wall", wall.stained),
    Piece("window", r"windows?|skylight", "wall", wall.window),
    Piece("clock", r"clocks?", "wall", wall.clock),
    Piece("door", r"doors?|doorway|gate|hatch|exit", "wall", wall.door),
    Piece(
        "painting",
        r"paintings?|pictures?|portraits?|photographs?|photos?|artwork",
        "wall",
        wall.painting,
    ),
    Piece("mirror", r"mirrors?", "wall", wall.mirror),
    Piece(
        "bookcase",
        r"book ?cases?|book ?shel(?:f|ves)|shelves of books|tall shelves|bookracks?",
        "floor",
        floor.bookcase,
    ),
    Piece("shelves", r"shel(?:f|ves|ving)", "wall", wall.shelves),
    Piece("screen", r"screens?|monitors?|displays?|holograms?|television|tv", "wall", wall.screen),
    Piece("curtains", r"curtains?|drapes", "wall", wall.curtains),
    Piece("board", r"(?:black|white|chalk|pin|notice|evidence|cork) ?boards?", "wall", wall.board),
    Piece("poster", r"posters?|maps?|banners?|flags?|tapestr\w+", "wall", wall.poster),
    Piece(
        "street lamp",
        r"(?:street ?|gas ?)(?:lamps?|lights?|lanterns?)|lamp ?posts?",
        "open",
        outdoor.street_lamp,
    ),
    Piece(
        "floor lamp", r"(?:floor|standing|table|desk) lamps?|lampshade", "floor", hearth.floor_lamp
    ),
    Piece(
        "pendant",
        r"(?:pendant|ceiling|hanging|overhead) (?:lamps?|lights?)|chandeliers?",
        "hang",
        wall.pendant,
    ),
    Piece("sconce", r"sconces?|torch(?:es)?|wall lamps?|lanterns?", "wall", wall.sconce),
    Piece("candles", r"candles?|candelabra", "floor", hearth.candles),
    Piece("lamp", r"lamps?", "floor", hearth.floor_lamp),
    Piece("chair", r"chairs?|stools?|armchairs?|seats?|throne", "floor", floor.chair),
    Piece("sofa", r"sofas?|couch(?:es)?", "floor", floor.sofa),
    Piece("bed", r"beds?|bunks?|cots?", "floor", floor.bed),
    Piece("vase", r"vases?|bouquets?", "floor", floor.vase),
    Piece("plant", r"(?:potted |house ?)?plants?|palms? in pots?", "floor", floor.plant),
    Piece("fireplace", r"fire ?places?|hearths?", "floor", hearth.fireplace),
    Piece("bonfire", r"(?:bon|camp) ?fires?|fire pit", "open", hearth.bonfire),
    Piece("barrel", r"barrels?|casks?|drums?", "open", floor.barrel),
    Piece(
        "crates", r"crates?|box(?:es)?|chests?|trunk of|luggage|suitcases?", "open", floor.crates
    ),
    Piece("counter", r"counters?|stoves?|ovens?|kitchen units?|sinks?", "floor", floor.counter),
    Piece(
        "cabinet",
        r"cabinets?|cupboards?|wardrobes?|lockers?|drawers|dressers?",
        "floor",
        floor.cabinet,
    ),
    Piece(
        "console",
        r"computers?|consoles?|servers?|racks?|terminals?|machines?|control panels?",
        "floor",
        floor.console,
    ),
    Piece("column", r"columns?|pillars?|statues?|busts?", "open", floor.column),
    Piece("piano", r"pianos?", "floor", floor.piano),
    Piece("rug", r"rugs?|carpets?", "flat", floor.rug),
    Piece("stairs", r"stairs?|staircases?|steps|stairway", "open", floor.stairs),
    Piece("fence", r"fences?|railings?|balustrades?|picket", "across", outdoor.fence),
    Piece("bench", r"bench(?:es)?|pews?", "open", outdoor.bench),
    Piece("car", r"cars?|taxis?|cabs?|vans?|vehicles?|automobiles?", "open", outdoor.car),
    Piece("market stall", r"stalls?|stands?|kiosks?", "open", outdoor.market_stall),
    Piece("umbrella", r"parasols?|umbrellas?", "open", outdoor.umbrella),
    Piece("fountain", r"fountains?", "open", outdoor.fountain),
    Piece("house", r"houses?|cottages?|huts?|cabins?|sheds?|barns?", "open", outdoor.house),
    Piece(
        "boat",
        r"boats?|sail(?:ing)?boats?|canoes?",
        "open",
        outdoor.boat,
    ),
    Piece("well", r"wells?", "open", outdoor.well),
    Piece("tent", r"tents?|pavilions?", "open", outdoor.tent),
    Piece("sign", r"signs?|signposts?", "open", outdoor.sign),
    Piece("ruin", r"ruins?|ruined wall|broken wall|arch(?:es)?", "open", outdoor.ruin),
    Piece("flowers", r"flowers?|flower ?beds?|roses?|tulips?|daisies", "open", outdoor.flowers),
    Piece("fern", r"ferns?|tall grass|reeds?|undergrowth", "open", outdoor.ferns),
    Piece("bush", r"bush(?:es)?|hedges?|shrubs?", "open", outdoor.bush),
    Piece("rock", r"rocks?|boulders?|stones|crystals?", "open", outdoor.rock),
    Piece("tree", r"trees?|oaks?|pines?|firs?|palms?|birch(?:es)?|willows?", "open", outdoor.tree),
)
"""All pieces; in a phrase the first that matches takes its words, so longer names come first."""


_OUTDOORS = {
    lamp: next(piece for piece in PIECES if piece.name == "street lamp")
    for lamp in ("lamp", "floor lamp", "pendant")
}
"""What the words of a room mean in the open."""


def phrases_of(value: object) -> tuple[str, ...]:
    """The single wishes in the value of a layer: a text, a list, or a mapping of such."""
    if value is None or isinstance(value, bool):
        return ()
    if isinstance(value, Mapping):
        return tuple(p for v in value.values() for p in phrases_of(v))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(p for v in value for p in phrases_of(v))
    parts = re.split(r"\s*(?:[,;/\n]|\band\b|\bwith\b|\bplus\b|\bbehind\b)\s*", str(value).lower())
    return tuple(p.removeprefix("a ").removeprefix("an ").removeprefix("the ") for p in parts if p)


def layer_of(name: str) -> str:
    """Which of the three layers a key of the composition means."""
    low = name.lower()
    if "fore" in low or "near" in low or "front" in low:
        return "foreground"
    return "midground" if "mid" in low or "centre" in low or "center" in low else "background"


def read_dressing(
    recipe: Recipe, composition: Mapping[str, object], fixed: Iterable[str]
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The pieces asked for, and the phrases that nothing stands for.

    A layer that is not mentioned takes the recipe's own dressing. Fixed elements of the place
    stand at the back, beside what the layers say.
    """
    items: list[Item] = []
    missing: list[str] = []
    spoken = set()
    for name, value in composition.items():
        layer = layer_of(name)
        spoken.add(layer)
        for phrase in phrases_of(value):
            _read(recipe, phrase, layer, items, missing)
    for phrase in phrases_of(list(fixed)):
        _read(recipe, phrase, "background", items, missing)
    for layer in LAYERS:
        if layer not in spoken:
            for phrase in phrases_of(recipe.dressing.get(layer)):
                _read(recipe, phrase, layer, items, [])
    return tuple(items), tuple(dict.fromkeys(missing))


def _read(recipe: Recipe, phrase: str, layer: str, items: list[Item], missing: list[str]) -> None:
    if re.search(rf"\b(?:{recipe.own})\b", phrase):
        return
    left, found = _TIMBER.sub("", phrase), False
    for piece in PIECES:
        match = re.search(rf"\b(?:{piece.words})\b", left)
        if match:
            outside = not recipe.setting.indoors
            items.append(
                Item(_OUTDOORS.get(piece.name, piece) if outside else piece, layer, phrase)
            )
            left = left[: match.start()] + " " + left[match.end() :]
            found = True
    if not found and not re.search(_SURFACES, phrase):
        missing.append(phrase)


_SURFACES = (
    r"\b(?:walls?|floors?|ceilings?|floorboards|tiles?|tiled|planks?|brickwork|panell?ing|wallpaper"
    r"|sky|ground|horizon|plain|empty|nothing|bare|blank)\b"
)
"""What every painter draws in some form; the colour words beside them are read by it."""


def furnish(scenery: Scenery, place: Place) -> None:
    """Draw the pieces of a place, each into the next free slot of its layer."""
    slots = place.recipe.slots
    free = {
        "wall": list(slots.wall or slots.back),
        "hang": [(0.0, 0.05, 1.0), (-0.5, 0.05, 0.9)],
        "background": list(slots.back),
        "midground": list(slots.middle),
        "foreground": list(slots.front),
        "flat": [(0.0, 0.90, 1.0)],
        "across": [(0.0, 0.80, 1.0)],
    }
    depth = {
        "wall": slots.wall_z,
        "hang": 1.3,
        "across": 1.45,
        "background": slots.back_z,
        "flat": 1.38,
        "midground": slots.middle_z,
        "foreground": slots.front_z,
    }
    hung: tuple[float, float, float] | None = None
    for number, item in enumerate(place.items):
        dice = scenery.fresh(f"{item.piece.name} {number}")
        colour = colour_in(item.words)
        if item.piece.where == "table":
            _table(scenery, place, item, colour)
            continue
        kind = _slot_of(item, bool(slots.wall))
        spots = free[kind]
        if not spots or item.piece.draw is None:
            continue
        pair = item.piece.name in _PAIRS and kind == "wall"
        if pair and hung is not None:
            (x, y, size), hung = hung, None
        else:
            x, y, size = spots.pop(_which(item, kind, len(spots)))
            hung = (x, y, size) if pair else hung
        pen = Pen(
            scenery,
            x,
            y,
            size,
            depth[kind] - number * 0.0007,
            colour,
            item.words,
            dice,
            slots.wall_foot,
        )
        with scenery.stage.tagged("front" if kind == "foreground" else ""):
            item.piece.draw(pen)


_WIDE = frozenset(
    {
        "mirror",
        "board",
        "stained",
        "screen",
        "bed",
        "sofa",
        "counter",
        "fireplace",
        "piano",
        "car",
        "market stall",
        "ruin",
        "house",
        "stairs",
        "boat",
        "fountain",
        "bench",
        "tent",
    }
)
"""Pieces that want the middle of their layer; the others leave it free."""


_PAIRS = frozenset({"window", "curtains"})
"""Pieces that share one place on the wall."""


def _which(item: Item, kind: str, free: int) -> int:
    """The index of the slot: slots are listed from the middle outwards."""
    if item.piece.name in _WIDE or kind in ("hang", "flat", "foreground", "across"):
        return 0
    if kind == "wall":
        return min(1, free - 1)
    return free - 1


def _slot_of(item: Item, walls: bool) -> str:
    where = item.piece.where
    if where in ("hang", "flat", "across") or (where == "wall" and walls):
        return where
    return item.layer


def _table(scenery: Scenery, place: Place, item: Item, colour: str | None) -> None:
    where = place.setting.table
    dice = scenery.fresh("table")
    with scenery.stage.tagged("table"):
        if where is None:
            tables.desk(scenery, colour, item.words, dice)
        else:
            tables.table(scenery, where, colour, item.words, dice)
