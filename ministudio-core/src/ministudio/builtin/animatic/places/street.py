"""A city street: a row of shop fronts, lamps, a road; with stalls it is a market."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, outdoor_pieces
from ministudio.builtin.animatic.places.pen import Pen
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

FRONTS = ("#8a4a44", "#5a6a80", "#a07a52", "#6a5470", "#4e6a62", "#9a6a4a", "#72707a")
AWNINGS = ("#c8463e", "#3e6a8a", "#4a7a58", "#c8903c")
KERB = 0.80


def paint(scenery: Scenery) -> None:
    """Skyline, fronts, pavement, lamps."""
    land.heavens(scenery, cloud_base=0.28)
    _skyline(scenery)
    if scenery.light.weather.kind in ("fog", "rain", "snow", "storm"):
        atmosphere.mist(scenery.stage, 3.0, (0.3, 0.7), 0.45, scenery.fresh("mist"))
    dice = scenery.fresh("fronts")
    row = Row.on(scenery)
    x = -1.3 - dice.between(0.0, 0.2)
    number = 0
    while x < 1.3:
        wide = dice.between(0.38, 0.52)
        _front(row, dice, (x, wide), number)
        x += wide + 0.004
        number += 1
    _road(scenery)
    for lx in (-0.60, 0.66):
        outdoor_pieces.street_lamp(Pen(scenery, lx, 0.90, 1.0, 1.3, None, "", dice))
    with scenery.stage.tagged("front"):
        post = scenery.layer(0.62, form=0.7, round=0.02, rim=1.2, soft=0.003, fog=0)
        post.rect(-0.93, 0.62, -0.87, 1.2, "#20242e")
        post.blob(
            [(-0.945, 0.63), (-0.90, 0.585), (-0.855, 0.63), (-0.86, 0.66), (-0.94, 0.66)],
            "#262b38",
            5,
        )


def _skyline(scenery: Scenery) -> None:
    dice = scenery.fresh("skyline")
    for z, top, colour in ((9, 0.26, "#6c6c94"), (6, 0.36, "#5c5c84")):
        far = scenery.layer(z, form=0.1)
        x = -1.7
        while x < 1.7:
            wide = dice.between(0.10, 0.24)
            high = top - dice.between(0, 0.16)
            far.rect(x, high, x + wide, 0.95, tone(colour, dice.between(0.88, 1.1)))
            if dice.chance(0.3):
                far.rect(x + wide * 0.4, high - 0.05, x + wide * 0.46, high, colour)
            x += wide


@dataclass(frozen=True, slots=True)
class Row:
    """The sheets of paper that all fronts of a street share."""

    scenery: Scenery
    houses: Layer
    trim: Layer
    panes: Layer
    shops: Layer
    glass: Layer
    awnings: Layer
    caps: Layer | None

    @classmethod
    def on(cls, scenery: Scenery) -> Row:
        """New sheets, from the walls to the snow on the ledges."""
        lit = scenery.light.lamplight
        return cls(
            scenery,
            houses=scenery.layer(2.4, form=0.15, round=0.012, rim=0.4),
            trim=scenery.layer(2.37, form=0.3, round=0.006, cast=0.3, drop=0.006),
            panes=scenery.layer(2.35, form=0, flat=0.25 + 0.75 * lit, glow=0.08 * lit),
            shops=scenery.layer(2.34, form=0.1),
            glass=scenery.layer(2.32, form=0, flat=0.2 + 0.75 * lit, glow=0.06 * lit),
            awnings=scenery.layer(2.3, form=0.4, round=0.008, rim=0.6, cast=0.5, drop=0.02),
            caps=scenery.layer(2.28, form=0.6, round=0.006, rim=0.7, fog=0.08)
            if scenery.snowing
            else None,
        )


def _front(row: Row, dice: Dice, place: tuple[float, float], number: int) -> None:
    """One house: upper windows, a shop with its awning, snow on the ledges."""
    scenery, (x, wide) = row.scenery, place
    top = 0.15 + dice.between(-0.09, 0.06)
    base = scenery.said(
        "buildings?|houses?|fronts?|facades?|brick",
        FRONTS[(number * 3 + int(dice.roll() * 2)) % len(FRONTS)],
    )
    colour = scenery.hue(number, base, 0.5)
    row.houses.rect(x, top, x + wide, KERB + 0.004, colour)
    with row.houses.inside():
        for j in range(22):
            row.houses.rect(
                x, top + 0.036 * j, x + wide, top + 0.036 * j + 0.002, tone(colour, 0.86)
            )
    row.houses.rect(x - 0.008, top - 0.018, x + wide + 0.008, top + 0.004, tone(colour, 0.68))
    _upper_windows(row, dice, (x, top, wide), colour)
    _shop(row, dice, place, colour)
    striped, middle = dice.pick(AWNINGS), x + wide / 2
    for k in range(8):
        a, b = x + 0.015 + (wide - 0.03) * k / 8, x + 0.015 + (wide - 0.03) * (k + 1) / 8
        m = (a + b) / 2
        row.awnings.poly(
            [
                (a, 0.505),
                (b, 0.505),
                (b + (b - middle) * 0.06, 0.56),
                (m + (m - middle) * 0.06, 0.572),
                (a + (a - middle) * 0.06, 0.56),
            ],
            (striped, "#f0e4cc")[k % 2],
        )
    if row.caps:
        for left, right, y, thick in (
            (x - 0.01, x + wide + 0.01, top - 0.016, 0.02),
            (x + 0.01, x + wide - 0.01, 0.508, 0.017),
        ):
            row.caps.blob(
                [
                    (left, y + 0.002),
                    (left + wide * 0.3, y - thick * 1.1),
                    (left + wide * 0.7, y - thick * 0.8),
                    (right, y + 0.002),
                    (middle, y + 0.004),
                ],
                "#e8ecf6",
                5,
            )


def _upper_windows(row: Row, dice: Dice, house: tuple[float, float, float], colour: str) -> None:
    x, top, wide = house
    lit = row.scenery.light.lamplight
    dark = mix("#2c3850", land.display(row.scenery.light.sky[1], 0.5), 0.45 if lit < 0.5 else 0.1)
    for j in range(2):
        for k in range(3):
            wx, wy = x + wide * (0.13 + 0.28 * k), top + 0.05 + j * 0.145
            on = dice.chance(0.6) and lit > 0.35
            row.trim.rect(
                wx - 0.006, wy - 0.006, wx + wide * 0.18 + 0.006, wy + 0.10, tone(colour, 0.55)
            )
            row.trim.rect(
                wx - 0.01, wy + 0.098, wx + wide * 0.18 + 0.01, wy + 0.107, tone(colour, 0.8)
            )
            row.panes.rect(wx, wy, wx + wide * 0.18, wy + 0.092, "#ffcf86" if on else dark)
            row.panes.rect(wx + wide * 0.087, wy, wx + wide * 0.094, wy + 0.092, tone(colour, 0.5))


def _shop(row: Row, dice: Dice, place: tuple[float, float], colour: str) -> None:
    x, wide = place
    lit, glass = row.scenery.light.lamplight, row.glass
    row.shops.rect(x + 0.02, 0.50, x + wide - 0.02, KERB + 0.003, tone(colour, 0.45))
    glass.rect(x + 0.04, 0.56, x + wide * 0.66, 0.765, mix("#6a7c88", "#f0be74", lit))
    glass.rect(x + wide * 0.74, 0.56, x + wide - 0.045, 0.80, mix("#5a4c44", "#b87c48", lit))
    glass.rect(x + 0.04, 0.70, x + wide * 0.66, 0.765, mix("#4c4440", "#b06a3a", lit))
    for n in range(int(wide * 13)):
        if x + 0.085 + 0.04 * n < x + wide * 0.66:
            glass.circle(
                x + 0.065 + 0.04 * n,
                0.69,
                0.014,
                dice.pick(("#c8503a", "#6a8a5a", "#e8d8a8", "#5a7a9a")),
            )
    with glass.inside():
        glass.poly(
            [(x + 0.06, 0.56), (x + 0.12, 0.56), (x + 0.07, 0.765), (x + 0.01, 0.765)],
            "#ffffff",
            50,
        )
    if lit > 0.3:
        row.scenery.stage.lamp(x + wide * 0.4, 0.74, 0.26, "#ffb868", 0.34 * lit, 2.3)


def _road(scenery: Scenery) -> None:
    pave, tar = scenery.said("pavement|sidewalk|cobble\\w*|street", "#6c6c78"), "#42424e"
    if scenery.snowing:
        pave, tar = "#d4d8ea", "#8488a8"
    walk = scenery.layer(2.0, form=0.06)
    walk.rect(-1.9, KERB, 1.9, 1.5, pave)
    walk.vgrad(KERB, 0.9, tone(pave, 0.92), tone(pave, 1.08), 0.8)
    with walk.inside():
        for i in range(15):
            x = -1.6 + i * 0.23
            walk.poly(
                [
                    (x * 0.95, KERB),
                    (x * 0.95 + 0.003, KERB),
                    (x * 1.1 + 0.004, 0.9),
                    (x * 1.1, 0.9),
                ],
                tone(pave, 0.8),
            )
    kerb = scenery.layer(1.7, form=0.4, round=0.008, rim=0.6)
    kerb.rect(-1.9, 0.868, 1.9, 0.885, tone(pave, 1.15))
    road = scenery.layer(1.65, form=0.05)
    road.rect(-1.9, 0.885, 1.9, 1.5, tar)
    road.vgrad(0.885, 1.05, tone(tar, 1.1), tone(tar, 0.75), 0.8)
    if scenery.snowing:
        with road.inside():
            for y in (0.91, 0.945, 0.985):
                road.tube(
                    [(-1.8, y), (0, y + 0.004), (1.8, y - 0.003)],
                    [0.004, 0.008, 0.004],
                    "#aab0d0",
                    cap=False,
                )
    if scenery.raining:
        _wet_road(scenery)
    land.puddles(scenery, 1.6, ((-0.35, 0.93, 0.16), (0.62, 0.965, 0.22), (0.18, 0.845, 0.10)))


def _wet_road(scenery: Scenery) -> None:
    """Long soft reflections of lamps and windows."""
    shine = scenery.layer(1.62, form=0, flat=0.6, soft=0.009)
    dice = scenery.fresh("reflections")
    warm = "#ffb868" if scenery.night else "#c8d4dc"
    for x in (-0.62, 0.68, *(dice.between(-1.0, 1.0) for _ in range(16))):
        w, long = dice.between(0.010, 0.04), dice.between(0.08, 0.22)
        for k in (1.0, 0.6):
            shine.blob(
                [
                    (x - w * k, 0.888),
                    (x + w * k, 0.888),
                    (x + w * 0.7 * k, 0.888 + long * k),
                    (x - w * 0.7 * k, 0.888 + long * k),
                ],
                warm,
                4,
                alpha=55,
            )


def market(scenery: Scenery) -> None:
    """A street with stalls."""
    paint(scenery)
    dice = scenery.fresh("market")
    for x, size, z in (
        (-0.78, 1.05, 1.5),
        (-0.30, 0.92, 1.62),
        (0.34, 0.92, 1.62),
        (0.82, 1.05, 1.5),
    ):
        colour = dice.pick(("#c8463e", "#3e7a8a", "#4a8a58", "#c8903c", "#8a4a80"))
        outdoor_pieces.market_stall(Pen(scenery, x, 0.86, size, z, colour, "", dice))
    wires = scenery.layer(1.9, form=0)
    bulbs = scenery.layer(1.89, form=0, flat=1.0, glow=1.0 * max(0.25, scenery.light.lamplight))
    for i in range(19):
        x = -1.0 + i * 0.11
        y = 0.30 + 0.09 * (1 - (x / 1.1) ** 2)
        bulbs.circle(x, y + 0.012, 0.008, "#ffd890")
    wires.tube(
        [(-1.1, 0.30), (-0.55, 0.365), (0, 0.39), (0.55, 0.365), (1.1, 0.30)],
        [0.0015, 0.0015],
        "#1c1e2c",
        cap=False,
    )


_GROUND = (Rest(0.2, 0.96, 0.99, 0.33), Rest(-0.2, 0.965, 0.99, 0.33), Rest(0.44, 0.97, 0.98, 0.33))
SETTING = Setting(0.955, standing(0.955, 0.58), (), None, _GROUND, Spot(0.0, 0.60))
_AIR = Air("#8a7aa0", 0.06, 0.05, 1.06)
OWN = (
    r"streets?|buildings?|houses?|shops?|shop ?fronts?|store ?fronts?|"
    r"(?:street ?)?(?:lamps?|lights?)|lamp ?posts?|pavement|sidewalk|"
    r"road|skyline|awnings?|cobble\w*|alley|market|stalls?|windows?|neon(?: signs?)?|"
    r"village|cottages?|lane"
)
SLOTS = Slots(back=((0.0, 0.845, 0.95), (0.42, 0.85, 0.95), (-0.40, 0.85, 0.95)), back_z=1.75)
STREET = Recipe(
    "street",
    r"streets?|city|cities|town|downtown|(?:train|bus|railway|tram|metro) stations?|platforms?|"
    r"avenue|boulevard|road|plaza|square|sidewalk|"
    r"cross(?:ing|roads)|intersection|bus stop|high street|neighbou?rhood|metropolis",
    paint,
    _AIR,
    SETTING,
    OWN,
    SLOTS,
)
MARKET = Recipe(
    "market",
    r"markets?|bazaars?|souks?|fairs?|festival|carnival|night market",
    market,
    _AIR,
    SETTING,
    OWN,
    SLOTS,
)
RECIPES = (STREET, MARKET)
