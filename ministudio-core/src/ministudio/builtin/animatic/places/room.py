"""Rooms: interview room, office, kitchen, bedroom, living room, class, café, hall and any interior.

One painter for walls, floor and ceiling light; what stands in the room is its dressing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import wall_pieces
from ministudio.builtin.animatic.places.floor_pieces import side_chair
from ministudio.builtin.animatic.places.pen import Pen
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import (
    Setting,
    Spot,
    Table,
    on_ground,
    on_table,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.places.scenery import Scenery

FOOT = 0.70
"""Where wall and floor meet."""
_PLASTER = "#7c746c"
"""What shows through paint: a wall is never as bright as the word for its colour."""


@dataclass(frozen=True, slots=True)
class Style:
    """The shell of a kind of room: walls (colours to choose from), their finish, the floor."""

    walls: tuple[str, ...]
    finish: str = "dado"
    floor: tuple[str, ...] = ("#6a4c36", "#7a5a40", "#5c4638")
    boards: str = "planks"
    ceiling_lamp: bool = True
    chairs: bool = False


_STYLES: Mapping[str, Style] = {
    "interview": Style(
        ("#4c6a68", "#566a74", "#5e6e60"), "panels", ("#4a4440", "#44464a"), "planks", chairs=True
    ),
    "office": Style(
        ("#7d8f98", "#a39a88", "#6e8288"), "dado", ("#58606a", "#6a5a4a"), "carpet", chairs=True
    ),
    "kitchen": Style(
        ("#d8b98c", "#a8bcae", "#c89a84"), "tiles", ("#b08a64", "#8a6a50"), "tiles", chairs=True
    ),
    "bedroom": Style(("#7a86a8", "#a0848c", "#7c968c"), "paper", ("#80604a", "#6a4c3a"), "planks"),
    "living": Style(("#a88a6c", "#7c8f80", "#9a7468"), "dado", ("#6e4c34", "#7c5a40"), "planks"),
    "class": Style(("#c0b48c", "#9cb0a4"), "dado", ("#8a6c4c",), "planks", chairs=True),
    "ward": Style(("#a8c0c0", "#b4c0b4"), "tiles", ("#90a0a0",), "tiles"),
    "cafe": Style(("#8a5a48", "#5e7466", "#9a7a50"), "brick", ("#5c4432",), "planks", chairs=True),
    "hall": Style(
        ("#8c8074", "#7c7c88"), "stone", ("#77706a", "#6a625e"), "tiles", ceiling_lamp=False
    ),
    "cellar": Style(("#5c564e", "#54585a"), "stone", ("#4a443e",), "tiles", ceiling_lamp=False),
    "plain": Style(("#8898a0", "#a8957c", "#7c8f84", "#98808c"), "dado"),
}


def painter(kind: str) -> Callable[[Scenery], None]:
    """The painter of a kind of room."""

    def paint(scenery: Scenery) -> None:
        _paint(scenery, _STYLES[kind])

    return paint


def _paint(scenery: Scenery, style: Style) -> None:
    dice = scenery.fresh("shell")
    usual = dice.pick(style.walls)
    colour = scenery.hue(0, scenery.said(r"walls?|wallpaper|room", usual), 0.6)
    if colour != usual:
        colour = mix_hex(colour, _PLASTER, 0.3)
    _wall(scenery, colour, _finish(scenery, style))
    _floor(
        scenery,
        scenery.hue(1, scenery.said(r"floors?|floorboards|tiles?", dice.pick(style.floor))),
        style.boards,
    )
    if style.chairs:
        wood = scenery.said("chairs?", dice.pick(("#4a3a30", "#5c4634", "#3c4046")))
        for x, facing in ((-0.41, 1), (0.41, -1)):
            side_chair(Pen(scenery, x, 0.985, 1.0, 1.14, wood, "", dice), facing)
    if style.ceiling_lamp:
        pen = Pen(scenery, 0.0, 0.05, 1.0, 1.3, None, "", dice)
        wall_pieces.pendant(pen)


def _finish(scenery: Scenery, style: Style) -> str:
    for pattern, finish in (
        ("brick", "brick"),
        ("stone|castle|concrete", "stone"),
        ("tile", "tiles"),
        ("panel|wood(?:en)? walls?|oak", "panels"),
        ("wallpaper|striped", "paper"),
        ("plain walls?|bare walls?|plaster", "plain"),
    ):
        if scenery.has(pattern):
            return finish
    return style.finish


def _wall(scenery: Scenery, colour: str, finish: str) -> None:
    wall = scenery.layer(2.0, form=0.08, fog=0.04)
    wall.rect(-1.9, -0.4, 1.9, FOOT, colour)
    wall.vgrad(-0.1, FOOT, tone(colour, 0.58), tone(colour, 1.16), 0.6)
    with wall.inside():
        _FINISHES[finish](wall, colour, scenery)
    board = scenery.layer(1.95, form=0.3, round=0.006, rim=0.3)
    board.rect(-1.9, FOOT - 0.025, 1.9, FOOT + 0.004, tone(colour, 0.55))


def _plain(wall: Layer, colour: str, scenery: Scenery) -> None:
    del scenery
    wall.rect(-1.9, -0.4, 1.9, -0.02, tone(colour, 0.5), 60)


def _dado(wall: Layer, colour: str, scenery: Scenery) -> None:
    del scenery
    wall.rect(-1.9, 0.455, 1.9, 0.464, tone(colour, 1.3))
    wall.rect(-1.9, 0.464, 1.9, FOOT, tone(colour, 0.72), 170)


def _panels(wall: Layer, colour: str, scenery: Scenery) -> None:
    _dado(wall, colour, scenery)
    for x in np.arange(-1.65, 1.7, 0.30).tolist():
        wall.rect(x - 0.002, -0.4, x + 0.002, FOOT, tone(colour, 0.62))
        wall.rect(x + 0.002, -0.4, x + 0.004, FOOT, tone(colour, 1.2), 120)


def _paper(wall: Layer, colour: str, scenery: Scenery) -> None:
    dice = scenery.fresh("paper")
    light = mix(colour, "#fff0dc", 0.16)
    for x in np.arange(-1.7, 1.75, 0.11).tolist():
        wall.rect(x, -0.4, x + 0.055, FOOT, light, 150)
        for y in np.arange(0.0 + dice.near(0.0), FOOT, 0.13).tolist():
            wall.poly(
                [
                    (x + 0.027, y),
                    (x + 0.037, y + 0.014),
                    (x + 0.027, y + 0.028),
                    (x + 0.017, y + 0.014),
                ],
                tone(colour, 0.82),
                150,
            )


def _tiles(wall: Layer, colour: str, scenery: Scenery) -> None:
    dice = scenery.fresh("tiles")
    tile = scenery.said("tiles?|tiled", str(mix_hex(colour, "#f0ece0", 0.5)))
    for j, y in enumerate(np.arange(0.36, FOOT, 0.056).tolist()):
        for x in np.arange(-1.3 + (j % 2) * 0.05, 1.3, 0.10).tolist():
            wall.rect(x, y, x + 0.096, y + 0.052, tone(tile, dice.between(0.93, 1.05)))
    wall.rect(-1.9, 0.35, 1.9, 0.358, tone(colour, 0.6))


def _brick(wall: Layer, colour: str, scenery: Scenery) -> None:
    dice = scenery.fresh("brick")
    for j, y in enumerate(np.arange(-0.2, FOOT, 0.045).tolist()):
        for x in np.arange(-1.35 + (j % 2) * 0.06, 1.35, 0.12).tolist():
            if dice.chance(0.72):
                wall.rect(x, y, x + 0.114, y + 0.039, tone(colour, dice.between(0.84, 1.16)), 190)


def _stone(wall: Layer, colour: str, scenery: Scenery) -> None:
    dice = scenery.fresh("stone")
    for j, y in enumerate(np.arange(-0.2, FOOT, 0.075).tolist()):
        x = -1.5 + (j % 2) * 0.09
        while x < 1.5:
            wide = dice.between(0.10, 0.19)
            wall.rect(
                x, y, x + wide - 0.006, y + 0.070, tone(colour, dice.between(0.84, 1.14)), 150
            )
            x += wide


_FINISHES: Mapping[str, Callable[[Layer, str, Scenery], None]] = {
    "plain": _plain,
    "dado": _dado,
    "panels": _panels,
    "paper": _paper,
    "tiles": _tiles,
    "brick": _brick,
    "stone": _stone,
}


def _floor(scenery: Scenery, colour: str, boards: str) -> None:
    floor = scenery.layer(1.92, form=0.05)
    floor.rect(-1.9, FOOT, 1.9, 1.5, colour)
    floor.vgrad(FOOT, 1.05, tone(colour, 0.6), tone(colour, 1.15), 0.75)
    line = tone(colour, 0.66)
    with floor.inside():
        if boards != "carpet":
            for x in np.arange(-1.6, 1.65, 0.2 if boards == "planks" else 0.26).tolist():
                floor.poly(
                    [
                        (x * 0.9, FOOT),
                        (x * 0.9 + 0.003, FOOT),
                        (x * 1.9 + 0.010, 1.5),
                        (x * 1.9, 1.5),
                    ],
                    line,
                    130,
                )
        if boards == "tiles":
            for y in (0.725, 0.76, 0.81, 0.88, 0.98):
                floor.rect(-1.9, y, 1.9, y + 0.003, line, 130)


def mix_hex(a: str, b: str, share: float) -> str:
    """Two colours mixed, as '#rrggbb'."""
    return "#{:02x}{:02x}{:02x}".format(*mix(a, b, share))


_TABLE = Table(0.735, -0.55, 0.55)
_SEATS = (Spot(-0.39, 0.985, 1.0, 0.78, 34.0), Spot(0.39, 0.985, 1.0, 0.80, -34.0))
_MARKS = standing(0.955, 0.66)
_SEATED = Setting(0.955, _MARKS, _SEATS, _TABLE, on_table(_TABLE), Spot(0.0, 0.46), indoors=True)
_STANDING = Setting(
    0.945, standing(0.945, 0.62), (), None, on_ground(0.955), Spot(0.0, 0.50), indoors=True
)
_SLOTS = Slots(
    wall=(
        (0.0, 0.27, 1.0),
        (-0.50, 0.255, 0.95),
        (0.52, 0.26, 0.95),
        (0.80, 0.26, 0.9),
        (-0.80, 0.26, 0.9),
        (-1.12, 0.27, 1.0),
        (1.14, 0.27, 1.0),
    ),
    wall_foot=FOOT,
)
_OWN = r"interior|room|pendant|ceiling light"


def _room(
    kind: str,
    words: str,
    style: str,
    dressing: Mapping[str, str],
    *,
    windows: float = 0.8,
    slots: Slots = _SLOTS,
) -> Recipe:
    setting = _SEATED if _STYLES[style].chairs else _STANDING
    air = Air("#6a6a66", 0.05, 0.06, 1.14, "day", indoors=True, windows=windows)
    return Recipe(kind, words, painter(style), air, setting, _OWN, slots, dressing)


_TALL = Slots(
    wall=(
        (0.0, 0.28, 1.25),
        (-0.52, 0.28, 1.05),
        (0.52, 0.28, 1.05),
        (-0.27, 0.24, 1.0),
        (0.27, 0.24, 1.0),
    ),
    wall_foot=FOOT,
    middle=((-0.30, 0.9, 1.0), (0.30, 0.9, 1.0), (-0.76, 0.90, 1.15), (0.76, 0.90, 1.15)),
)
INTERVIEW = _room(
    "interview room",
    r"interview|interrogation|police (?:room|station)|prison|cell|jail|"
    r"court(?:room)?|questioning",
    "interview",
    {"background": "observation mirror, clock, door", "foreground": "wooden table"},
    windows=0.1,
)
OFFICE = _room(
    "office",
    r"offices?|study|newsroom|meeting room|board ?room|headquarters|workshop|studio",
    "office",
    {
        "background": "window, shelves, painting, poster",
        "midground": "plant, cabinet",
        "foreground": "desk",
    },
    windows=0.9,
)
KITCHEN = _room(
    "kitchen",
    r"kitchens?|dining room|pantry|bakery",
    "kitchen",
    {"background": "window, shelves, clock, kitchen counter", "foreground": "table"},
    windows=0.9,
)
BEDROOM = _room(
    "bedroom",
    r"bed ?rooms?|nursery|hotel room|dormitory|attic",
    "bedroom",
    {
        "background": "window, curtains, painting, bed, lamp",
        "midground": "rug",
        "foreground": "chair",
    },
    windows=0.8,
)
LIVING = _room(
    "living room",
    r"living ?rooms?|lounge|parlou?r|sitting room|apartment|flat|home|cabin|cottage",
    "living",
    {
        "background": "window, curtains, painting, fireplace, sofa, lamp",
        "midground": "rug, plant",
        "foreground": "vase",
    },
    windows=0.8,
)
CLASSROOM = _room(
    "classroom",
    r"class ?rooms?|school|lecture",
    "class",
    {"background": "blackboard, window, map, clock", "foreground": "desk"},
    windows=0.9,
)
WARD = _room(
    "hospital",
    r"hospitals?|clinic|ward|surgery|infirmary",
    "ward",
    {"background": "window, screen, door, bed, cabinet", "foreground": "chair"},
    windows=0.8,
)
CAFE = _room(
    "café",
    r"caf[eé]s?|coffee ?shops?|restaurants?|diners?|bars?|pubs?|taverns?|inns?|bistro",
    "cafe",
    {
        "background": "window, blackboard, shelves, painting",
        "midground": "plant",
        "foreground": "table",
    },
    windows=0.7,
)
HALL = _room(
    "hall",
    r"halls?|church|cathedral|temple|castle|palace|throne|museum|monastery|chapel|ballroom|"
    r"theat(?:er|re)|opera|mansion|great room",
    "hall",
    {
        "background": "stained glass, stained glass, stained glass, banner, banner",
        "midground": "red carpet, column, column",
        "foreground": "candles",
    },
    windows=0.7,
    slots=_TALL,
)
CELLAR = _room(
    "cellar",
    r"cellars?|basements?|dungeons?|crypts?|vaults?|warehouses?|garages?|bunkers?|hangars?",
    "cellar",
    {
        "background": "torch, door, torch, crates, barrel",
        "midground": "crates",
        "foreground": "barrel",
    },
    windows=0.0,
)
INTERIOR = _room(
    "interior",
    r"rooms?|interiors?|inside|indoors?|chambers?|corridors?|hallways?|lobby|"
    r"foyer|shop|store|gallery|gym|bathroom|house",
    "plain",
    {"background": "window, painting, door, lamp", "midground": "plant", "foreground": "chair"},
    windows=0.8,
)
RECIPES = (INTERVIEW, OFFICE, KITCHEN, BEDROOM, LIVING, CLASSROOM, WARD, CAFE, HALL, CELLAR)
