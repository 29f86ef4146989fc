"""The sea: water cut from dashes under a sky, with rocks and a jetty; and a beach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import hex_of, lerp, mix, smoothstep, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse, spline
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, trees
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array, Colour
    from ministudio.builtin.animatic.canvas.stage import Stage
    from ministudio.builtin.animatic.places.scenery import Scenery

HORIZON = 0.56
_WATER = "#2c5c86"


def paint(scenery: Scenery) -> None:
    """A jetty over open water."""
    _open_sea(scenery, HORIZON)
    _sailing_boat(scenery)
    rocks = scenery.layer(1.3, form=0.8, round=0.02, rim=1.3, cast=0.3, fog=0)
    stone = scenery.said("rocks?|cliffs?", "#4a4458")
    for x, y, w, high in (
        (1.02, 0.985, 0.30, 0.17),
        (0.78, 1.0, 0.2, 0.09),
        (-1.04, 1.0, 0.28, 0.15),
    ):
        rocks.poly(
            [
                (x - w, y + 0.1),
                (x - w * 0.8, y - high * 0.45),
                (x - w * 0.35, y - high * 0.8),
                (x - w * 0.1, y - high),
                (x + w * 0.3, y - high * 0.9),
                (x + w * 0.75, y - high * 0.45),
                (x + w, y + 0.1),
            ],
            stone,
        )
        with rocks.inside():
            rocks.poly(
                [
                    (x - w * 0.1, y - high),
                    (x + w * 0.05, y - high * 0.5),
                    (x - w * 0.2, y + 0.1),
                    (x - w * 0.5, y + 0.1),
                    (x - w * 0.35, y - high * 0.8),
                ],
                tone(stone, 1.6),
                110,
            )
    _jetty(scenery)
    with scenery.stage.tagged("front"):
        post = scenery.layer(0.7, form=0.9, round=0.016, rim=1.3, soft=0.002, fog=0)
        for x, top in ((-0.78, 0.86), (-0.93, 0.80)):
            post.rect(x - 0.032, top, x + 0.032, 1.3, "#3a3038")
            post.circle(x, top, 0.032, "#584a50", 0.010)
        rope = scenery.layer(0.69, form=0.6, round=0.006, rim=0.8, soft=0.002, fog=0)
        rope.tube(
            [(-1.1, 0.88), (-0.93, 0.85), (-0.86, 0.93), (-0.78, 0.90)], [0.007, 0.007], "#a88a5c"
        )


def _open_sea(scenery: Scenery, horizon: float) -> None:
    land.heavens(scenery, cloud_base=0.44, flock=True)
    dice = scenery.fresh("coast")
    coast = scenery.layer(16, form=0.1)
    hills = scenery.said("hills?|mountains?|coast\\w*|cliffs?", "#64688a")
    left = [
        (-1.75, horizon - 0.06),
        (-1.15, horizon - 0.09),
        (-0.95, horizon - 0.05),
        (-0.72, horizon - 0.03),
        (-0.5, horizon + 0.004),
    ]
    right = [
        (0.58, horizon + 0.004),
        (0.85, horizon - 0.03),
        (1.05, horizon - 0.07),
        (1.3, horizon - 0.05),
        (1.75, horizon - 0.06),
    ]
    for line in (left, right):
        land.ground(
            coast, [(x, y + dice.near(0.008)) for x, y in line], tone(hills, dice.between(0.9, 1.1))
        )
    _water(scenery, horizon)
    _waves(scenery, horizon)


def _water(scenery: Scenery, horizon: float) -> None:
    """A gradient from the colour of the sky to the deep, with the road of light under the sun."""
    light = scenery.light
    sea = scenery.hue(0, scenery.said("sea|ocean|water|waves|lake", _WATER))
    body = np.array([v**2.2 for v in _unit(sea)], np.float32)
    low, top = (np.array(c, np.float32) for c in (light.sky[2], light.sky[1]))
    ambient = np.array(light.ambient, np.float32) + np.array(light.key, np.float32) * 0.45
    deep, far = body * ambient * 0.95 + top * 0.04, low * 0.34 + top * 0.12 + body * ambient * 0.55
    glitter = np.array(light.sun, np.float32) * (
        1.0 if light.weather.kind in ("clear", "wind") else 0.25
    )
    sx = light.sun_at[0]

    def change(stage: Stage, picture: Array) -> None:
        x, y = stage.grid(6)
        depth = np.clip((y - horizon) / (1 - horizon), 0, 1)
        rows = np.nonzero(y[:, 0] > horizon)[0]
        if not len(rows):
            return
        part = slice(int(rows[0]), None)
        base = lerp(far, deep, smoothstep(0, 0.55, depth[part])[..., None])
        road = np.exp(-(((x - sx) / (0.05 + 0.22 * depth[part])) ** 2)) * (0.6 - 0.42 * depth[part])
        shine = road[..., None] * glitter
        picture[part] = base + shine
        feed = np.zeros_like(picture)
        feed[part] = shine * 0.6
        stage.feed(feed)

    scenery.stage.fx(12, change)


def _waves(scenery: Scenery, horizon: float) -> None:
    """Cut dashes: dark troughs, bright crests, glitter under the sun; nearer is longer."""
    light, dice = scenery.light, scenery.fresh("waves")
    sea = scenery.hue(0, scenery.said("sea|ocean|water|waves|lake", _WATER))
    sky, sun = land.display(light.sky[2], 0.9), land.display(light.sun, 1.0)
    clear = light.weather.kind in ("clear", "wind")
    rough = 1.7 if light.weather.kind == "storm" else 1.0
    kinds: tuple[tuple[int, Colour, Colour, int, float], ...] = (
        (430, mix(sea, sky, 0.25), tone(sea, 0.55), 150, 0.0),
        (330, sky, mix(sea, sky, 0.4), 120, 0.0),
        (300 if clear else 60, mix(sun, "#fff4d8", 0.5), sun, 210, 0.7 if clear else 0.0),
    )
    for number, (count, far, near, alpha, glow) in enumerate(kinds):
        dashes = scenery.layer(
            6 - number * 0.01, form=0, flat=0.9 if number else 0.55, glow=glow, fog=0
        )
        for _ in range(count):
            depth = dice.roll() ** 1.7
            y = horizon + 0.006 + depth * 0.46
            x = (
                dice.between(-1.1, 1.1)
                if number < 2
                else light.sun_at[0] + dice.near(0.03 + 0.14 * depth)
            )
            long = lerp(0.008, 0.11, depth) * dice.between(0.4, 1.3) * (0.5 if number == 2 else 1)
            thick = lerp(0.0007, 0.0062, depth) * dice.between(0.5, 1.1) * rough
            dashes.poly(
                [
                    (x - long, y),
                    (x - long * 0.3, y - thick),
                    (x + long * 0.4, y - thick * 0.8),
                    (x + long, y + thick * 0.1),
                    (x + long * 0.2, y + thick),
                    (x - long * 0.5, y + thick * 0.7),
                ],
                mix(far, near, depth),
                alpha,
            )
    if light.weather.kind == "storm" or scenery.has("waves|surf|rough|stormy"):
        _breakers(scenery, horizon)


def _breakers(scenery: Scenery, horizon: float) -> None:
    dice = scenery.fresh("breakers")
    foam = scenery.layer(4.5, form=0.3, round=0.006, flat=0.3, fog=0.05)
    for _ in range(22):
        depth = dice.roll() ** 1.5
        x, y, w = dice.between(-1.1, 1.1), horizon + 0.02 + depth * 0.36, 0.03 + 0.12 * depth
        crest = [
            (x + w * t, y - w * 0.16 * (1 - t * t) + dice.near(0.02) * w)
            for t in (-1, -0.6, -0.2, 0.2, 0.6, 1)
        ]
        foam.tube(
            crest, [w * k for k in (0.006, 0.03, 0.045, 0.03, 0.02, 0.004)], "#dfe8ee", cap=False
        )


def _sailing_boat(scenery: Scenery) -> None:
    if scenery.has("empty sea|no boats?|beach") or scenery.light.weather.kind == "storm":
        return
    dice = scenery.fresh("boat")
    x, y, k = dice.between(-0.42, -0.16), 0.655, dice.between(0.8, 1.0)
    boat = scenery.layer(3.0, form=0.5, round=0.01, rim=1.3, fog=0.10)
    hull = scenery.said("boat|hull", "#3a3048")
    sail = scenery.said("sails?", "#f0d8bc")
    boat.blob(
        [
            (x - 0.10 * k, y),
            (x + 0.10 * k, y),
            (x + 0.075 * k, y + 0.028),
            (x - 0.07 * k, y + 0.028),
        ],
        hull,
        3,
    )
    boat.poly(
        spline(
            [
                (x - 0.005, y - 0.25 * k),
                (x - 0.005, y - 0.02),
                (x - 0.10 * k, y - 0.02),
                (x - 0.07 * k, y - 0.12 * k),
            ],
            6,
        ),
        tone(sail, 0.9),
    )
    boat.poly(
        spline(
            [
                (x + 0.008, y - 0.22 * k),
                (x + 0.008, y - 0.03),
                (x + 0.085 * k, y - 0.03),
                (x + 0.05 * k, y - 0.13 * k),
            ],
            6,
        ),
        sail,
    )
    boat.tube([(x, y - 0.27 * k), (x, y)], [0.003, 0.003], hull, cap=False)
    mirror = scenery.layer(2.95, form=0, fog=0.1)
    for i in range(9):
        mirror.poly(
            ellipse(
                x + dice.near(0.02), y + 0.036 + i * 0.009, (0.09 - i * 0.007) * k, 0.0022, steps=12
            ),
            tone(hull, 1.1),
            170,
        )


def _jetty(scenery: Scenery) -> None:
    wood = land.ground_colour(scenery, scenery.said("pier|jetty|dock|deck|planks?", "#6e5648"))
    dock = scenery.layer(1.15, form=0.12, rim=0.9, fog=0)
    dock.poly([(-0.62, 0.845), (0.62, 0.845), (1.05, 1.3), (-1.05, 1.3)], wood)
    dock.vgrad(0.845, 1.05, tone(wood, 1.15), tone(wood, 0.72), 0.7)
    with dock.inside():
        for i in range(1, 12):
            y = 0.845 + 0.0026 * i * i + 0.006 * i
            dock.rect(-1.3, y, 1.3, y + 0.0026 + i * 0.0003, tone(wood, 0.58))
        for u in (-0.48, -0.16, 0.2, 0.5):
            dock.poly(
                [(u, 0.845), (u + 0.002, 0.845), (u * 1.7 + 0.004, 1.3), (u * 1.7, 1.3)],
                tone(wood, 0.8),
                120,
            )
    posts = scenery.layer(1.14, form=0.8, round=0.012, rim=1.2, cast=0.3, fog=0)
    for x, top, foot in (
        (-0.60, 0.77, 0.87),
        (0.60, 0.77, 0.87),
        (-0.74, 0.80, 0.98),
        (0.76, 0.80, 0.98),
    ):
        posts.rect(x - 0.016, top, x + 0.016, foot, tone(wood, 0.66))
        posts.circle(x, top, 0.016, tone(wood, 1.05), 0.005)


def beach(scenery: Scenery) -> None:
    """Sand, surf, palms by warm words."""
    _open_sea(scenery, HORIZON)
    dice = scenery.fresh("beach")
    sand = scenery.hue(1, scenery.said("sand\\w*|beach", "#e6c894"))
    shore = [(-1.75, 0.80), (-0.7, 0.775), (0.0, 0.79), (0.8, 0.765), (1.75, 0.79)]
    foam = scenery.layer(2.4, form=0.2, flat=0.3, fog=0)
    land.ground(foam, [(x, y - 0.022 + dice.near(0.004)) for x, y in shore], "#eef4f4")
    wet = scenery.layer(2.3, form=0.06, fog=0)
    land.ground(wet, [(x, y - 0.008) for x, y in shore], tone(sand, 0.66))
    dry = scenery.layer(2.2, form=0.08, fog=0)
    land.ground(
        dry,
        [(x, y + 0.035 + dice.near(0.004)) for x, y in shore],
        land.ground_colour(scenery, sand),
    )
    dry.vgrad(0.8, 1.05, tone(sand, 1.06), tone(sand, 0.78), 0.7)
    with dry.inside():
        for _ in range(46):
            y, x = dice.between(0.84, 1.04), dice.between(-1.2, 1.1)
            dry.tube(
                [(x, y), (x + 0.08, y + dice.near(0.004)), (x + dice.between(0.12, 0.25), y)],
                [0.0005, 0.0018, 0.0005],
                tone(sand, 0.86),
                cap=False,
            )
    leaf = "#4f8448"
    palms = [
        trees.Tree(-0.80, 0.86, 0.86, leaf, "palm"),
        trees.Tree(-0.98, 0.90, 0.7, leaf, "palm"),
    ]
    trees.grove(scenery, 1.5, palms, rim=1.0, dice=dice)
    with scenery.stage.tagged("front"):
        near = scenery.layer(0.66, form=0.7, round=0.02, rim=1.0, soft=0.003, fog=0)
        near.blob(
            [(0.56, 1.2), (0.66, 0.99), (0.80, 0.93), (0.95, 0.96), (1.2, 0.90), (1.3, 1.2)],
            "#5a4a48",
            6,
        )


_REST = (Rest(0.22, 0.94, 1.0, 0.31), Rest(-0.24, 0.94, 1.0, 0.31), Rest(0.44, 0.95, 1.0, 0.31))
_OWN = (
    r"sea|ocean|waves?|water|horizon|beach|sand\w*|rocks?|boats?|sail\w*|pier|jetty|dock|"
    r"harbou?r|cliffs?|shore\w*|palms?|"
    r"gulls?|birds|lake|coast\w*|surf|foam|island\w*|posts?|rope"
)
_SLOTS = Slots(
    back=((0.40, 0.85, 0.7), (-0.42, 0.85, 0.7), (0.1, 0.85, 0.7)),
    back_z=1.14,
    middle=((0.5, 0.9, 0.9), (-0.5, 0.9, 0.9)),
    middle_z=1.12,
)
SEA = Recipe(
    "sea",
    r"seas?|oceans?|harbou?rs?|piers?|jetty|docks?|quay|port|coasts?|boats?|"
    r"ship(?! interior)|lighthouse|lakes?|"
    r"rivers?|bay|marina|cliffs?|yacht|ferry",
    paint,
    Air("#7a7a98", 0.05, 0.05, 1.06, "golden"),
    Setting(0.925, standing(0.925, 0.50, spread=0.28), (), None, _REST, Spot(0.05, 0.50)),
    _OWN,
    _SLOTS,
)
BEACH = Recipe(
    "beach",
    r"beach(?:es)?|shores?|seaside|islands?|lagoon|dunes by the sea|riverbank|waterfront",
    beach,
    Air("#b8a888", 0.05, 0.045, 1.08, "day"),
    Setting(0.935, standing(0.935, 0.54), (), None, _REST, Spot(0.05, 0.54)),
    _OWN,
    Slots(back=((0.3, 0.84, 0.7), (-0.3, 0.84, 0.7)), back_z=1.7),
)
RECIPES = (SEA, BEACH)


def _unit(colour: str) -> tuple[float, float, float]:
    text = hex_of(colour)
    return int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255
