"""A forest: ranks of trunks in haze, a path of light, ferns, a roof of leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import hex_of, mix, tone
from ministudio.builtin.animatic.canvas.geometry import ellipse, tube
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, plants, trees
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Setting, Spot, on_ground, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

PATH = (
    (0.13, 0.748, 0.012),
    (0.09, 0.785, 0.035),
    (0.15, 0.86, 0.085),
    (0.06, 1.08, 0.26),
    (-0.1, 1.5, 0.6),
)


def paint(scenery: Scenery) -> None:
    """From the bright gap at the end of the path to the ferns beside the viewer."""
    dice, light, stage = scenery.dice, scenery.light, scenery.stage
    if light.hour in ("night", "blue"):
        atmosphere.stars(stage, scenery.fresh("stars"), count=140, low=0.6)
    atmosphere.sun_or_moon(stage, light)
    leaf = hex_of(mix("#57854a", trees.season_leaf(scenery, dice), 0.6))
    pines = scenery.has("pine|conifer|taiga|fir|evergreen|nordic|snowy")
    _glow(scenery, leaf)
    for z, count, base, colour in (
        (9.0, 26, 0.62, "#9ab09a"),
        (6.0, 20, 0.655, "#76947a"),
        (3.8, 13, 0.70, "#4e6e58"),
    ):
        _rank(scenery, dice, (z, count, base), colour, leaf, pines=pines)
        atmosphere.mist(
            stage, z - 0.2, (base - 0.13, base + 0.05), 0.22, scenery.fresh(f"mist {z}")
        )
    sun = light.sun if sum(light.sun) > 0.4 else light.key
    power = 0.5 if light.weather.kind in ("clear", "wind") else 0.16
    atmosphere.beams(
        stage,
        (light.sun_at[0], -0.16),
        0.7,
        sun,
        power * (1 + 0.5 * light.volumetric),
        3.2,
        scenery.fresh("beams"),
    )
    _floor(scenery, leaf)
    for x, wide in ((-0.76, 0.072), (0.72, 0.058), (-1.04, 0.05)):
        _near_trunk(scenery, dice, x, wide)
    for z, y, count, factor in ((2.4, 0.05, 15, 0.92), (1.5, -0.03, 13, 0.56)):
        _roof(scenery, dice, (z, y, count), tone(leaf, factor))
    _undergrowth(scenery, dice, leaf)
    with stage.tagged("front"):
        for x, y, k in ((-0.90, 1.06, 1.9), (0.92, 1.07, 2.1), (-0.66, 1.1, 1.2)):
            near = scenery.layer(0.6, form=0.5, round=0.01, rim=0.4, soft=0.003, fog=0)
            plants.fern(near, dice, x, y, k, "#2c4426")


def _glow(scenery: Scenery, leaf: Colour) -> None:
    """The far wood: a sheet of light through leaves, brightest where the path leads."""
    share = 0.62 if scenery.light.hour in ("dawn", "dusk") else 0.35
    green = mix(mix(leaf, "#c8d8a0", 0.55), land.display(scenery.light.sky[2]), share)
    if scenery.snowing:
        green = mix(green, "#c8d4e4", 0.7)
    paper = (tone(green, 0.72), tone(green, 1.08))
    atmosphere.backdrop(scenery.stage, 14.0, (-0.1, 0.62), paper)
    if scenery.light.hour not in ("night", "blue"):
        atmosphere.halo(scenery.stage, 0.14, 0.50, 0.36, scenery.light.key, 0.32, 10)


def _rank(
    scenery: Scenery,
    dice: Dice,
    rank: tuple[float, int, float],
    colour: Colour,
    leaf: Colour,
    *,
    pines: bool,
) -> None:
    z, count, base = rank
    ground = scenery.layer(z, form=0.06)
    line = [(-1.75, base), (-0.5, base + 0.012), (0.3, base - 0.008), (1.75, base + 0.01)]
    land.ground(ground, line, land.ground_colour(scenery, tone(colour, 0.92)))
    xs = [-1.45 + 2.9 * (i + dice.between(-0.35, 0.35)) / count for i in range(count)]
    xs = [x for x in xs if abs(x - 0.12) > 0.14 * 4 / z]
    if pines:
        wood = [
            trees.Tree(
                x,
                base + 0.01,
                dice.between(0.5, 0.75),
                tone(mix("#44684e", colour, 0.35), 0.95),
                "pine",
                0.75,
            )
            for x in xs[:: 2 if z > 5 else 1]
        ]
        trees.grove(scenery, z, wood, detail=0.0, rim=0.5, dice=dice)
        return
    trunks = scenery.layer(z, form=0.7, round=0.012, rim=0.6 if z < 5 else 0.0)
    bark = tone(mix(colour, trees.BARK, 0.18), 0.78)
    for x in xs:
        w = dice.between(0.7, 1.2) * 0.05 / z**0.75
        trunks.tube(
            [(x, base + 0.02), (x + dice.near(0.008), 0.3), (x + dice.near(0.016), -0.25)],
            [w * 1.4, w, w * 0.8],
            tone(bark, dice.between(0.9, 1.12)),
            cap=False,
        )
        if dice.chance(0.5):
            side = 1 if dice.chance(0.5) else -1
            y = dice.between(0.12, 0.4)
            trunks.tube(
                [(x, y), (x + side * w * 3, y - 0.06), (x + side * w * 5, y - 0.14)],
                [w * 0.5, w * 0.35, w * 0.1],
                bark,
                cap=False,
            )
    if scenery.season() == "winter":
        return
    crowns = scenery.layer(z - 0.1, form=0.6 if z < 5 else 0.1, round=0.016)
    for i in range(int(count * 0.9)):
        x = -1.4 + 2.8 * (i + dice.roll()) / (count * 0.9)
        y = dice.between(-0.06, 0.09) - 0.05 * abs(x) + 0.03 * (z < 5)
        crowns.poly(
            trees.crown(dice, x, y, dice.between(0.09, 0.16), dice.between(0.06, 0.10)),
            tone(mix(leaf, colour, 0.5 if z < 5 else 0.7), dice.between(0.85, 1.18)),
        )


def _floor(scenery: Scenery, leaf: Colour) -> None:
    dice = scenery.fresh("floor")
    moss = land.ground_colour(
        scenery, scenery.said("moss|floor|ground|grass", hex_of(mix("#55683a", leaf, 0.35)))
    )
    ground = scenery.layer(2.2, form=0.08)
    land.ground(ground, [(-1.75, 0.76), (-0.5, 0.74), (0.4, 0.75), (1.75, 0.74)], moss)
    ground.vgrad(0.74, 1.0, tone(moss, 1.35), tone(moss, 0.5), 0.8)
    way = scenery.layer(2.1, form=0.08)
    earth = land.ground_colour(scenery, scenery.said("path|trail|track", "#b89a62"))
    land.path_between(way, PATH, earth, dice)
    way.vgrad(0.75, 1.05, tone(earth, 1.2), tone(earth, 0.55), 0.7)
    with way.inside():
        for _ in range(60):
            t = dice.roll()
            y = 0.755 + 0.28 * t
            way.circle(
                0.1 + dice.near(0.2) * (0.2 + t),
                y,
                0.004 + 0.012 * t,
                tone(earth, dice.between(0.7, 0.95)),
                0.002 + 0.004 * t,
            )
    land.puddles(scenery, 2.05, ((0.10, 0.87, 0.07), (-0.35, 0.93, 0.14), (0.42, 0.95, 0.12)))
    if scenery.snowing:
        return
    plants.grass(scenery, 2.0, 420, moss, band=(0.755, 1.02), keep=land.off_path(PATH), dice=dice)
    if scenery.season() == "autumn":
        plants.fallen(scenery, 1.9, (0.76, 1.02), 220, trees.LEAVES["autumn"])


def _near_trunk(scenery: Scenery, dice: Dice, x: float, w: float) -> None:
    bark = scenery.said("trunks?|bark", "#5c4632")
    trunk = scenery.layer(1.6, form=1.0, round=0.03, rim=1.2, cast=0.4)
    trunk.poly(
        tube([(x, 0.90), (x + 0.012, 0.5), (x - 0.02, -0.15)], [w * 1.25, w, w * 0.86], cap=False),
        bark,
    )
    for d in (-1, 1):
        trunk.tube(
            [(x + d * w * 0.6, 0.84), (x + d * w * 1.5, 0.885), (x + d * w * 2.3, 0.905)],
            [w * 0.5, w * 0.3, w * 0.08],
            bark,
        )
    with trunk.inside():
        for _ in range(40):
            u, y = x + dice.between(-1, 1) * w, dice.between(-0.12, 0.85)
            trunk.tube(
                [(u, y), (u + 0.006, y + 0.05), (u - 0.004, y + dice.between(0.08, 0.15))],
                [0.001, 0.004, 0.001],
                tone(bark, dice.pick((0.7, 1.22))),
                cap=False,
            )
        for _ in range(20):
            trunk.circle(
                x + dice.between(-1, 1) * w * 1.2,
                0.86 - dice.roll() ** 2 * 0.2,
                0.012,
                "#6e8a44",
                0.008,
            )
    if scenery.snowing:
        drift = scenery.layer(1.58, form=0.5, round=0.01)
        drift.blob(
            [
                (x - w * 2.6, 0.91),
                (x - w, 0.875),
                (x + w * 1.2, 0.88),
                (x + w * 2.7, 0.912),
                (x, 0.925),
            ],
            "#e4e9f5",
            5,
        )


def _roof(scenery: Scenery, dice: Dice, roof: tuple[float, float, int], colour: Colour) -> None:
    """Leaves overhead, opening where the light comes in."""
    if scenery.season() == "winter" and not scenery.has("pine|fir|evergreen"):
        return
    z, y0, count = roof
    cover = scenery.layer(z, form=0.7, round=0.016, rim=0.8)
    for i in range(count):
        x = -1.2 + 2.4 * (i + dice.roll()) / count
        y = y0 + dice.between(-0.10, 0.02) + 0.12 * min(1.0, abs(x - 0.1)) ** 2
        cover.poly(
            trees.crown(dice, x, y, dice.between(0.12, 0.18), dice.between(0.07, 0.11)),
            tone(colour, dice.between(0.8, 1.18)),
        )
    with cover.inside():
        shades = [tone(colour, k) for k in (0.72, 1.25, 1.5)]
        for _ in range(260):
            cover.poly(
                ellipse(dice.between(-1.1, 1.1), dice.between(-0.1, 0.22), 0.012, 0.006, steps=6),
                dice.pick(shades),
            )


def _undergrowth(scenery: Scenery, dice: Dice, leaf: Colour) -> None:
    if scenery.snowing:
        return
    ferns = scenery.layer(1.25, form=0.4, round=0.006, rim=0.8, cast=0.2)
    for x, y, k in (
        (-0.56, 0.93, 1.0),
        (0.50, 0.91, 0.9),
        (0.84, 0.95, 1.2),
        (-0.86, 0.96, 1.2),
        (-0.32, 0.90, 0.6),
    ):
        plants.fern(ferns, dice, x, y, k, mix("#5f8c44", leaf, 0.3))
    if scenery.has("mushroom|fairy|magic|enchanted"):
        caps = scenery.layer(1.2, form=0.7, round=0.008, rim=1.0, glow=0.3)
        for _ in range(9):
            x, y, s = (
                dice.pick((-1, 1)) * dice.between(0.3, 0.85),
                dice.between(0.9, 0.97),
                dice.between(0.012, 0.024),
            )
            caps.rect(x - s * 0.25, y - s * 1.4, x + s * 0.25, y, "#efe6d8")
            caps.blob([(x - s, y - s * 1.2), (x, y - s * 2.4), (x + s, y - s * 1.2)], "#d85a4c", 5)


FOREST = Recipe(
    kind="forest",
    words=(
        r"forests?|woods?|woodlands?|jungles?|groves?|taiga|rain ?forest|clearing|glade|"
        r"thicket|swamp"
    ),
    paint=paint,
    air=Air("#7a8a50", 0.08, 0.07, 1.12, "morning"),
    setting=Setting(
        0.925,
        standing(0.925, 0.52, spread=0.30, centre=0.06),
        (),
        None,
        on_ground(0.935),
        Spot(0.05, 0.56),
    ),
    own=(
        r"forest|trees?|trunks?|leaves|foliage|canopy|ferns?|moss\w*|path|trail|"
        r"undergrowth|mushrooms?|sun ?beams?|roots|"
        r"branches|woods?|grass"
    ),
    slots=Slots(back=((-0.36, 0.82, 0.7), (0.44, 0.82, 0.7), (-0.2, 0.8, 0.6)), back_z=1.9),
)
RECIPES = (FOREST,)
