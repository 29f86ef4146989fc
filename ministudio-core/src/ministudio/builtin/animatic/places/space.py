"""Space: nebula, stars, a ringed planet, a ship; and the inside of a ship."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import lerp, lin, mix, smoothstep, tone
from ministudio.builtin.animatic.canvas.filters import BILINEAR, noise, resize
from ministudio.builtin.animatic.canvas.geometry import ellipse, spline
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places.place import Recipe, Slots
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot, standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.canvas.stage import Stage
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

_NEBULAE = (
    ("#7a3cc8", "#2aa0c8", "#ff7a8a"),
    ("#2a5cc8", "#38b89a", "#e8a050"),
    ("#b83a6a", "#5a4ad0", "#f0a060"),
)
_BANDS = (
    ("#c87a48", "#f2cf98", "#8a3c3c"),
    ("#4a7ab0", "#b8d8e8", "#2c4a80"),
    ("#5a9a78", "#d8e0b0", "#3a6a5a"),
)


def paint(scenery: Scenery) -> None:
    """Deep space, and where people need ground: a platform of rock."""
    dice = scenery.fresh("space")
    _nebula(scenery, dice)
    _stars(scenery)
    planet = Planet(
        0.42 + dice.near(0.04),
        0.44,
        dice.between(0.25, 0.30),
        dice.pick(_BANDS),
        dice.between(0.2, 0.4),
    )
    _paint_planet(scenery, planet, rings=not scenery.has("no rings|earth|mars|moon"))
    moon = scenery.layer(8, form=1.0, round=0.05, fog=0)
    moon.circle(-0.52, 0.2, 0.045, "#9a9eb0")
    with moon.inside():
        for dx, dy, r in ((-0.015, -0.01, 0.012), (0.012, 0.012, 0.009), (-0.02, 0.02, 0.006)):
            moon.circle(-0.52 + dx, 0.2 + dy, r, "#787c92")
    if not scenery.has("asteroid|moon|surface|planet surface|lunar"):
        _ship(scenery)
    _rocks(scenery, dice)


def _nebula(scenery: Scenery, dice: Dice) -> None:
    colours = [np.array(lin(c), np.float32) for c in dice.pick(_NEBULAE)]
    seed, tilt = int(dice.roll() * 2**31), dice.between(0.2, 0.5)

    def change(stage: Stage, light: Array) -> None:
        width, height = max(8, stage.width // 3), max(8, stage.height // 3)
        rng = np.random.Generator(np.random.PCG64(seed))
        one = noise(width, height, height * 0.5, rng, octaves=5, stretch=1.3)
        two = noise(width, height, height * 0.35, rng, octaves=5)
        dark = noise(width, height, height * 0.2, rng, octaves=4)
        x, y = np.linspace(-0.9, 0.9, width)[None, :], np.linspace(0, 1, height)[:, None]
        band = np.exp(-(((y - 0.42 - x * tilt) / 0.30) ** 2))
        clouds = (
            (smoothstep(0.42, 0.85, one) * band)[..., None] * colours[0] * 0.60
            + (smoothstep(0.45, 0.85, two) * band)[..., None] * colours[1] * 0.45
            + (smoothstep(0.6, 0.92, one * two * 2) * band)[..., None] * colours[2] * 0.6
        )
        veil = 1 - 0.6 * smoothstep(0.5, 0.8, dark) * band
        clouds = (clouds * veil[..., None]).astype(np.float32)
        light += resize(clouds, stage.width, stage.height, BILINEAR)

    scenery.stage.fx(41, change)


def _stars(scenery: Scenery) -> None:
    atmosphere.stars(scenery.stage, scenery.fresh("stars"), count=1100, low=1.0)


@dataclass(frozen=True, slots=True)
class Planet:
    """Where a planet stands and what its bands are."""

    x: float
    y: float
    r: float
    bands: tuple[str, str, str]
    tilt: float


def _paint_planet(scenery: Scenery, planet: Planet, *, rings: bool) -> None:
    seed = int(scenery.fresh("planet").roll() * 2**31)
    low, high, deep = (lin(c) for c in planet.bands)
    sun = scenery.light.key_direction

    def change(stage: Stage, light: Array) -> None:
        x, y = stage.grid(12)
        reach = planet.r * (2.25 if rings else 1.3)
        columns = np.nonzero(np.abs(x[0] - planet.x) < reach)[0]
        rows = np.nonzero(np.abs(y[:, 0] - planet.y) < reach)[0]
        if len(columns) < 2 or len(rows) < 2:
            return
        box = np.s_[int(rows[0]) : int(rows[-1]) + 1, int(columns[0]) : int(columns[-1]) + 1]
        dx = ((x[:, box[1]] - planet.x) / planet.r) + np.zeros((len(rows), 1), np.float32)
        dy = ((y[box[0]] - planet.y) / planet.r) + np.zeros((1, len(columns)), np.float32)
        q = np.hypot(dx, dy)
        front = np.sqrt(np.clip(1 - q * q, 0, 1))
        day = smoothstep(-0.12, 0.6, dx * sun.x + dy * sun.y + front * max(0.2, sun.z))[..., None]
        rng = np.random.Generator(np.random.PCG64(seed))
        swirl = noise(
            len(columns), len(rows), max(4.0, len(rows) * 0.2), rng, octaves=4, stretch=4.0
        )
        lat = dy * math.cos(planet.tilt) + dx * math.sin(planet.tilt)
        wave = smoothstep(-0.6, 0.7, np.sin(lat * 13 + (swirl - 0.5) * 7))[..., None]
        storm = (smoothstep(0.3, 1, np.sin(lat * 29 + swirl * 6)) * 0.55)[..., None]
        body = lerp(lerp(low, high, wave), deep, storm) * (day * 1.5 + 0.025)
        view = light[box]
        c, s = math.cos(planet.tilt), math.sin(planet.tilt)
        across, along = dx * c + dy * s, dy * c - dx * s
        ring = _ring(np.hypot(across, along / 0.24)) if rings else np.zeros_like(q)
        shine = lin("#e8cfa8") * (ring * 0.6)[..., None]
        back = (along < 0)[..., None]
        disc = smoothstep(1.006, 0.994, q)[..., None]
        view *= 1 - (ring * 0.7)[..., None] * back
        view += shine * back
        view *= 1 - disc
        view += disc * body
        halo = np.exp(-np.abs(q - 1) / 0.035) * smoothstep(-0.1, 0.8, dx * sun.x + dy * sun.y) * 0.7
        view += halo[..., None] * mix_linear(high)
        view *= 1 - (ring * 0.75)[..., None] * ~back
        view += shine * 1.15 * ~back
        if stage.emit is not None:
            stage.emit[box] *= 1 - disc

    scenery.stage.fx(12, change)


def mix_linear(colour: Array) -> Array:
    """The colour of an atmosphere over a surface."""
    return (colour * 0.6 + np.array((0.35, 0.3, 0.25), np.float32)).astype(np.float32)


def _ring(radius: Array) -> Array:
    bands = 0.55 + 0.45 * np.sin(radius * 42) * np.sin(radius * 17)
    gap = 1 - 0.85 * np.exp(-(((radius - 1.78) / 0.03) ** 2))
    body: Array = smoothstep(1.30, 1.36, radius) * smoothstep(2.15, 2.05, radius) * bands * gap
    return body


def _ship(scenery: Scenery) -> None:
    x, y = -0.40, 0.50
    hull = scenery.layer(2.0, form=0.9, round=0.02, rim=1.4, fog=0)
    paint_ = scenery.said("ship|hull|rocket", "#c2c8d4")
    hull.poly(
        spline(
            [
                (x - 0.25, y + 0.006),
                (x - 0.18, y - 0.042),
                (x + 0.02, y - 0.055),
                (x + 0.2, y - 0.024),
                (x + 0.27, y + 0.006),
                (x + 0.16, y + 0.035),
                (x - 0.1, y + 0.045),
            ],
            7,
        ),
        paint_,
    )
    hull.poly(
        [(x - 0.2, y - 0.03), (x - 0.3, y - 0.14), (x - 0.2, y - 0.14), (x - 0.04, y - 0.045)],
        tone(paint_, 0.72),
    )
    hull.poly(
        [(x - 0.18, y + 0.035), (x - 0.28, y + 0.11), (x - 0.16, y + 0.105), (x - 0.02, y + 0.04)],
        tone(paint_, 0.58),
    )
    with hull.inside():
        for i in range(6):
            hull.rect(
                x - 0.12 + i * 0.06, y - 0.1, x - 0.118 + i * 0.06, y + 0.1, tone(paint_, 0.66)
            )
        hull.poly(
            [
                (x - 0.25, y + 0.012),
                (x + 0.3, y + 0.012),
                (x + 0.3, y + 0.02),
                (x - 0.25, y + 0.02),
            ],
            "#d0573a",
        )
    ports = scenery.layer(1.95, form=0, flat=1.0, glow=1.4, fog=0)
    for i in range(4):
        ports.poly(ellipse(x + 0.06 + 0.036 * i, y - 0.018, 0.010, 0.008, steps=14), "#9ae4ff")
    ports.poly(ellipse(x - 0.255, y, 0.014, 0.028, steps=16), "#d8f4ff")
    atmosphere.halo(scenery.stage, x - 0.27, y, 0.06, "#58b8ff", 1.4, 1.9)
    trail = scenery.layer(1.93, form=0, flat=1.0, glow=0.9, fog=0, soft=0.004)
    trail.poly(
        [
            (x - 0.26, y - 0.018),
            (x - 0.62, y - 0.001),
            (x - 0.62, y + 0.003),
            (x - 0.26, y + 0.018),
        ],
        "#4aa8ff",
        150,
    )


def _rocks(scenery: Scenery, dice: Dice) -> None:
    """A shelf of rock at the foot of the picture, and boulders adrift."""
    stone = scenery.hue(0, scenery.said("rocks?|asteroids?|surface|ground|moon", "#5a5870"))
    drift = scenery.layer(1.5, form=0.9, round=0.02, rim=1.3, fog=0)
    for x, y, size in ((-0.82, 0.68, 1.0), (0.86, 0.80, 0.8), (-0.2, 0.80, 0.4)):
        k = size * dice.between(0.8, 1.2)
        count = 9
        points = [
            (
                x + 0.075 * k * math.cos(math.tau * i / count) * dice.between(0.75, 1.1),
                y + 0.055 * k * math.sin(math.tau * i / count) * dice.between(0.75, 1.1),
            )
            for i in range(count)
        ]
        drift.poly(points, tone(stone, dice.between(0.9, 1.15)))
    shelf = scenery.layer(1.3, form=0.3, round=0.03, rim=1.2, fog=0)
    line = [
        (-1.75, 0.95),
        (-1.0, 0.90),
        (-0.7, 0.915),
        (-0.3, 0.895),
        (0.2, 0.90),
        (0.6, 0.885),
        (1.0, 0.91),
        (1.75, 0.93),
    ]
    shelf.poly([*line, (1.75, 1.6), (-1.75, 1.6)], stone)
    shelf.vgrad(0.88, 1.05, tone(stone, 1.25), tone(stone, 0.5), 0.8)
    with shelf.inside():
        for _ in range(18):
            x, y, r = dice.between(-1.0, 1.0), dice.between(0.92, 1.02), dice.between(0.015, 0.06)
            shelf.circle(x, y, r, tone(stone, 0.72), r * 0.22)
            shelf.circle(x, y + r * 0.06, r * 0.85, tone(stone, 0.88), r * 0.16)
    with scenery.stage.tagged("front"):
        near = scenery.layer(0.64, form=0.8, round=0.02, rim=1.4, soft=0.003, fog=0)
        near.poly(
            [(0.58, 1.2), (0.68, 1.0), (0.82, 0.955), (0.97, 0.90), (1.3, 0.93), (1.3, 1.2)],
            tone(stone, 0.5),
        )


def ship_inside(scenery: Scenery) -> None:
    """A bridge: ribs, a wide port full of stars and a planet, consoles, light strips."""
    dice = scenery.fresh("bridge")
    _nebula(scenery, dice)
    _stars(scenery)
    planet = Planet(0.24, 0.30, 0.15, dice.pick(_BANDS), 0.3)
    _paint_planet(scenery, planet, rings=dice.chance(0.6))
    steel = scenery.hue(0, scenery.said("walls?|panels?|hull|corridor", "#4a5a70"))
    glow = scenery.hue(1, scenery.said("lights?|consoles?|screens?|glow", "#58d0f0"))
    wall = scenery.layer(2.4, form=0.35, round=0.02, rim=0.9, cast=0.4)
    wall.rect(-1.9, -0.5, 1.9, 0.80, steel)
    wall.vgrad(-0.1, 0.75, tone(steel, 0.6), tone(steel, 1.2), 0.6)
    with wall.inside():
        for x in (-1.3, -1.05, -0.8, 0.8, 1.05, 1.3):
            wall.rect(x, -0.5, x + 0.006, 0.8, tone(steel, 0.55))
            wall.rect(x + 0.006, -0.5, x + 0.01, 0.8, tone(steel, 1.4))
        wall.rect(-1.9, 0.62, 1.9, 0.625, tone(steel, 1.5))
    port = [(-0.62, 0.10), (-0.50, 0.02), (0.50, 0.02), (0.62, 0.10), (0.56, 0.52), (-0.56, 0.52)]
    wall.cut(port)
    frame = scenery.layer(2.3, form=0.8, round=0.012, rim=1.2, cast=0.3)
    for a, b in zip(port, [*port[1:], port[0]], strict=True):
        frame.tube([a, b], [0.014, 0.014], tone(steel, 0.7))
    for x in (-0.21, 0.21):
        frame.tube([(x * 0.94, 0.02), (x, 0.52)], [0.008, 0.008], tone(steel, 0.7))
    strips = scenery.layer(2.2, form=0, flat=1.0, glow=0.8, fog=0)
    for x in (-0.88, 0.84):
        strips.rect(x, 0.06, x + 0.03, 0.56, mix(glow, "#ffffff", 0.5))
        scenery.stage.lamp(x, 0.3, 0.4, glow, 0.7, 2.2)
    floor = scenery.layer(2.0, form=0.06)
    dark = scenery.said("floors?", "#2a3444")
    floor.poly([(-1.9, 0.72), (1.9, 0.72), (1.9, 1.6), (-1.9, 1.6)], dark)
    floor.vgrad(0.72, 1.03, tone(dark, 1.5), tone(dark, 0.6), 0.8)
    with floor.inside():
        for x in np.arange(-1.5, 1.6, 0.25).tolist():
            floor.poly(
                [(x * 0.7, 0.72), (x * 0.7 + 0.004, 0.72), (x * 1.9 + 0.012, 1.5), (x * 1.9, 1.5)],
                tone(dark, 0.6),
            )
        floor.poly(
            [(-0.03, 0.72), (0.03, 0.72), (0.10, 1.5), (-0.10, 1.5)], mix(glow, dark, 0.5), 150
        )
    _consoles(scenery, dice, steel, glow)


def _consoles(scenery: Scenery, dice: Dice, steel: str, glow: str) -> None:
    desk = scenery.layer(1.6, form=0.5, round=0.014, rim=1.1, cast=0.4)
    lights = scenery.layer(1.58, form=0, flat=1.0, glow=0.5, fog=0)
    for side in (-1, 1):
        desk.poly(
            [(side * 0.50, 0.58), (side * 1.2, 0.56), (side * 1.2, 0.86), (side * 0.56, 0.80)],
            tone(steel, 0.62),
        )
        desk.poly(
            [(side * 0.47, 0.56), (side * 1.2, 0.535), (side * 1.2, 0.60), (side * 0.50, 0.60)],
            tone(steel, 0.95),
        )
        for i in range(7):
            x = side * (0.54 + i * 0.06)
            lights.rect(
                min(x, x + side * 0.04),
                0.57,
                max(x, x + side * 0.04),
                0.585,
                dice.pick((glow, "#ffb040", "#ff6a50", glow)),
            )
            if i < 5:
                lights.rect(
                    min(x, x + side * 0.045), 0.66, max(x, x + side * 0.045), 0.70, tone(glow, 0.5)
                )
        scenery.stage.lamp(side * 0.7, 0.58, 0.26, glow, 0.6, 1.6)
    with scenery.stage.tagged("front"):
        seat = scenery.layer(0.68, form=0.9, round=0.03, rim=1.4, soft=0.003, fog=0)
        seat.blob(
            [
                (-0.98, 1.25),
                (-1.0, 0.80),
                (-0.93, 0.70),
                (-0.78, 0.70),
                (-0.72, 0.82),
                (-0.70, 1.25),
            ],
            "#222a38",
            6,
        )


_SPACE_AIR = Air("#5a6a90", 0.05, 0.0, 1.0, "night", sky="space")
SPACE = Recipe(
    kind="space",
    words=(
        r"outer space|deep space|space(?! ?ship| ?craft| ?station| shuttle)|orbit|"
        r"cosmos|galax(?:y|ies)|nebulae?|asteroids?|"
        r"moon|lunar|stars|universe|planet"
    ),
    paint=paint,
    air=_SPACE_AIR,
    setting=Setting(
        0.925,
        standing(0.925, 0.46),
        (),
        None,
        (Rest(0.2, 0.93, 1.0, 0.28), Rest(-0.25, 0.935, 1.0, 0.28), Rest(0.5, 0.93, 1.0, 0.28)),
        Spot(-0.05, 0.46),
    ),
    own=(
        r"space|stars?|planets?|nebulae?|rings?|moons?|ship|rocket|asteroids?|galax\w+|"
        r"rocks?|void|earth"
    ),
    slots=Slots(back=((0.3, 0.90, 0.6), (-0.3, 0.90, 0.6)), back_z=1.28),
)
SHIP = Recipe(
    kind="ship interior",
    words=(
        r"space ?ships?|space ?crafts?|space ?stations?|starships?|cockpits?|"
        r"bridge of (?:a|the)|ship interior|shuttle|airlock|capsule|"
        r"cargo bay|engine room"
    ),
    paint=ship_inside,
    air=Air("#4a607c", 0.06, 0.05, 1.25, "night", indoors=True, windows=0.3, sky="space"),
    setting=Setting(
        0.945,
        standing(0.945, 0.60),
        (),
        None,
        (Rest(0.22, 0.955, 0.99, 0.33), Rest(-0.6, 0.56, 1.55, 0.28), Rest(0.6, 0.56, 1.55, 0.28)),
        Spot(0.0, 0.56),
        indoors=True,
    ),
    own=(
        r"ship|bridge|consoles?|screens?|stars?|planets?|view ?ports?|windows?|"
        r"control panels?|hull|corridor|lights?|space"
    ),
    slots=Slots(wall=((-0.76, 0.3, 0.6), (0.76, 0.3, 0.6)), wall_z=2.25),
)
RECIPES = (SPACE, SHIP)
