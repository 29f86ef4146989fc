"""What hangs between the depths: stars, sun and moon, clouds, mist, beams, cones and halos."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import lin, smoothstep
from ministudio.builtin.animatic.canvas.filters import BILINEAR, noise, resize
from ministudio.builtin.animatic.canvas.geometry import ellipse

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array, Colour
    from ministudio.builtin.animatic.canvas.stage import Shine, Stage
    from ministudio.builtin.animatic.colours import RGB
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.illumination import Light

Field = Callable[["Array", "Array"], "Array"]
_COARSE = 4
SKY_DEPTH = 30.0


def field(stage: Stage, z: float, of: Field) -> Array:
    """A soft function of world x (1, w) and y (h, 1), worked out at a quarter of the size."""
    x, y = stage.grid(z)
    coarse = of(
        np.linspace(x[0, 0], x[0, -1], -(-stage.width // _COARSE), dtype=np.float32)[None, :],
        np.linspace(y[0, 0], y[-1, 0], -(-stage.height // _COARSE), dtype=np.float32)[:, None],
    )
    return resize(coarse.astype(np.float32), stage.width, stage.height, BILINEAR)


def _glow(z: float, colour: Colour | RGB, of: Field) -> Shine:
    rgb = _linear(colour)

    def shine(stage: Stage) -> Array:
        return field(stage, z, of)[..., None] * rgb

    return shine


def _linear(colour: Colour | RGB) -> Array:
    """Linear light of '#rrggbb'; a triple is linear already."""
    return lin(colour) if isinstance(colour, str) else np.array(colour, np.float32)


def halo(
    stage: Stage, x: float, y: float, r: float, colour: Colour | RGB, strength: float, z: float
) -> None:
    """Soft light around a point."""

    def of(across: Array, down: Array) -> Array:
        far = np.hypot(across - x, down - y) / r
        glow: Array = (np.exp(-far * far * 1.2) * 0.6 + np.exp(-far * 1.7) * 0.4) * strength
        return glow

    stage.shine(z, _glow(z, colour, of))


def cone(
    stage: Stage,
    x: float,
    y: float,
    half: float,
    foot: float,
    colour: Colour | RGB,
    strength: float,
    z: float,
) -> None:
    """The visible light under a lamp: from its apex to half a width at the foot."""

    def of(across: Array, down: Array) -> Array:
        t = np.clip((down - y) / (foot - y), 0, 1)
        wide = 0.03 + (half - 0.03) * t
        body = smoothstep(1.08, 0.5, np.abs(across - x) / wide) * (down > y)
        fall: Array = body * (1 - t) ** 1.1 * smoothstep(1, 0.8, t) * strength
        return fall

    stage.shine(z, _glow(z, colour, of))


def beams(
    stage: Stage,
    source: tuple[float, float],
    reach: float,
    colour: Colour | RGB,
    strength: float,
    z: float,
    dice: Dice,
) -> None:
    """Shafts of light that fan out from a point, some wide, some thin."""
    phases = [(f, dice.between(0, 6.3), w) for f, w in ((11, 0.5), (23, 0.35), (47, 0.2))]

    def of(across: Array, down: Array) -> Array:
        angle = np.arctan2(down - source[1], across - source[0])
        away = np.hypot(across - source[0], down - source[1])
        stripes = sum(np.sin(angle * f + p) * w for f, p, w in phases)
        fade = np.exp(-away / reach) * smoothstep(0.02, 0.16, away)
        fan: Array = smoothstep(-0.2, 0.95, stripes) * fade * strength
        return fan

    stage.shine(z, _glow(z, colour, of))


def shafts(
    stage: Stage,
    window: tuple[float, float, float, float],
    slope: float,
    colour: Colour | RGB,
    strength: float,
    z: float,
) -> None:
    """Slanting light through a window (x0, y0, x1, y1), as parallel panes of brightness."""
    x0, y0, x1, y1 = window

    def of(across: Array, down: Array) -> Array:
        u = (across - slope * (down - y0) - x0) / (x1 - x0)
        panes = 0.62 + 0.38 * np.cos(u * math.tau * 2)
        side = smoothstep(-0.05, 0.08, u) * smoothstep(1.05, 0.92, u)
        long = smoothstep(y0, y1, down) * np.exp(-np.maximum(down - y1, 0) / 0.55)
        light: Array = side * panes * long * strength
        return light

    stage.shine(z, _glow(z, colour, of))


def mist(
    stage: Stage,
    z: float,
    band: tuple[float, float],
    amount: float,
    dice: Dice,
    colour: Colour | RGB | None = None,
) -> None:
    """A drifting bank between two heights; None takes the colour of the fog."""
    seed = int(dice.roll() * 2**31)
    top, bottom = band

    def change(on: Stage, light: Array) -> None:
        _, y = on.grid(z)
        rows = np.nonzero((y[:, 0] > top - 0.13) & (y[:, 0] < bottom + 0.16))[0]
        if len(rows) < 2:
            return
        part = slice(int(rows[0]), int(rows[-1]) + 1)
        height = part.stop - part.start
        rng = np.random.Generator(np.random.PCG64(seed))
        cloud = noise(on.width, height, max(4.0, on.height * 0.22), rng, octaves=3, stretch=3.5)
        middle, down = (top + bottom) / 2, y[part]
        body = smoothstep(top - 0.12, middle, down) * smoothstep(bottom + 0.15, middle, down)
        veil = (body * smoothstep(0.2, 0.75, cloud) * np.float32(amount))[..., None]
        target = np.array(on.look.fog if colour is None else _linear(colour), np.float32)
        view = light[part]
        view += (target - view) * veil

    stage.fx(z, change)


def backdrop(
    stage: Stage, z: float, band: tuple[float, float], colours: tuple[Colour, Colour]
) -> None:
    """A gradient over the whole frame, between two heights: paper of two colours, lit evenly."""
    top, bottom = (lin(colour) for colour in colours)

    def change(on: Stage, light: Array) -> None:
        _, y = on.grid(z)
        share = np.clip((y - band[0]) / (band[1] - band[0]), 0, 1)
        look = on.look
        lit = 0.45 + 0.55 * (np.array(look.ambient) + 0.62 * np.array(look.key))
        light[:] = ((top + (bottom - top) * share) * lit)[:, None, :]

    stage.fx(z, change)


def veil(stage: Stage, z: float, amount: float, colour: RGB | None = None) -> None:
    """An even film of air over everything farther than z."""

    def change(on: Stage, light: Array) -> None:
        light += (np.array(colour or on.look.fog, np.float32) - light) * np.float32(amount)

    stage.fx(z, change)


def stars(stage: Stage, dice: Dice, *, count: int = 320, low: float = 0.5, z: float = 40.0) -> None:
    """Points of light above a height; the brightest get a second pixel."""
    seed = int(dice.roll() * 2**31)

    def change(on: Stage, light: Array) -> None:
        rng = np.random.Generator(np.random.PCG64(seed))
        x, y = on.grid(SKY_DEPTH)
        u = rng.random((count, 4))
        px = ((u[:, 0] * 2.2 - 1.1 - x[0, 0]) / (x[0, -1] - x[0, 0]) * (on.width - 1)).astype(int)
        py = ((u[:, 1] * low - y[0, 0]) / (y[-1, 0] - y[0, 0]) * (on.height - 1)).astype(int)
        keep = (px >= 0) & (px < on.width - 1) & (py >= 0) & (py < on.height - 1)
        px, py, u = px[keep], py[keep], u[keep]
        power = u[:, 2] ** 4 * 1.3 + 0.06
        tint = u[:, 3:] * np.array([0.3, 0.04, -0.3]) + np.array([0.7, 0.84, 1.0])
        colour = (tint * power[:, None]).astype(np.float32)
        light[py, px] += colour
        big = power > 0.55
        for dy, dx, share in ((0, 1, 0.6), (1, 0, 0.6), (1, 1, 0.4)):
            light[py[big] + dy, px[big] + dx] += colour[big] * share
        feed = np.zeros_like(light)
        feed[py[big], px[big]] = colour[big] * 2
        on.feed(feed)

    stage.fx(z, change)


def sun_or_moon(stage: Stage, light: Light) -> None:
    """The disc in the sky, when the weather lets it through."""
    if light.weather.kind in ("overcast", "rain", "snow", "storm", "fog"):
        return
    x, y = light.sun_at
    if light.hour in ("night", "blue"):
        y = min(y, 0.17)
        moon = stage.layer(SKY_DEPTH, form=0.5, round=0.05, flat=0.85, glow=0.16, fog=0)
        moon.circle(x, y, 0.046, "#f4f2e4")
        with moon.inside():
            for dx, dy, r in (
                (-0.018, -0.01, 0.011),
                (0.012, 0.012, 0.014),
                (0.016, -0.018, 0.007),
            ):
                moon.circle(x + dx, y + dy, r, "#d4d6d4")
        return
    low = light.hour in ("dawn", "dusk", "golden")
    disc = stage.layer(SKY_DEPTH, form=0, flat=1.0, glow=1.2 if low else 1.7, fog=0)
    disc.circle(x, y, 0.056 if low else 0.042, "#fff0c8" if low else "#fffbe8")


def clouds(stage: Stage, light: Light, dice: Dice, *, base: float = 0.42) -> None:
    """Cut clouds with a flat foot: few when clear, long bands at low sun, a lid when overcast."""
    kind, hour = light.weather.kind, light.hour
    lid = kind in ("overcast", "rain", "snow", "storm")
    if kind == "fog":
        return
    low_sun = hour in ("dawn", "dusk", "golden", "blue")
    _top, middle, bottom = (np.array(c) for c in light.sky)
    for z, count in ((28.0, 7), (24.0, 5)):
        far = z > 26
        lit = bottom * 0.55 + middle * 0.45 if low_sun else bottom * 0.8 + 0.2
        body = lit * (1.0 if far else 0.75)
        if lid:
            body = middle * (1.12 if far else 0.86) + bottom * 0.06
        elif hour == "night":
            body = (middle * 0.7 + middle.mean() * 0.5) * (1.5 if far else 1.0)
        paper = stage.layer(
            z,
            form=0.5 if lid else 0.7,
            round=0.014,
            rim=0.6 if low_sun else 0.2,
            fog=0.1,
            flat=0.75 if lid else 0.55,
            soft=0.006 if lid else 0.0,
        )
        for _ in range(count + (3 if lid else 0)):
            width = dice.between(0.10, 0.30) * (1.5 if lid else 1.0)
            x, y = dice.between(-1.15, 1.15), dice.between(0.04, base)
            thin = 0.22 if lid else 0.16 if low_sun else 0.34
            paper.poly(_cloud(x, y, width, thin, dice), _hex(body * dice.between(0.92, 1.08)))


def birds(stage: Stage, dice: Dice, x: float, y: float, z: float = 8.0) -> None:
    """A few birds, far off."""
    flock = stage.layer(z, form=0, fog=0.3)
    for _ in range(5):
        bx, by, s = x + dice.near(0.09), y + dice.near(0.05), dice.between(0.010, 0.02)
        wing = [
            (bx - s, by - s * 0.5),
            (bx - s * 0.4, by - s * 0.6),
            (bx, by),
            (bx + s * 0.4, by - s * 0.6),
            (bx + s, by - s * 0.45),
        ]
        flock.tube(wing, [0.0008, 0.0024, 0.0016, 0.0024, 0.0008], "#3a2f52")


def _cloud(x: float, y: float, half: float, thick: float, dice: Dice) -> list[tuple[float, float]]:
    """A heap of rounds over a flat foot."""
    count = 5 + int(dice.roll() * 3)
    points: list[tuple[float, float]] = [(x - half, y)]
    for i in range(count):
        t = (i + 0.5) / count
        high = half * thick * math.sin(math.pi * t) ** 0.7 * dice.between(0.7, 1.2)
        cx, r = x - half + 2 * half * t, half / count * 1.25
        points += [
            (px, y - high * 0.55 + (py - y))
            for px, py in ellipse(cx, y, r, max(high * 0.5, r * thick), start=195, end=345, steps=7)
        ]
    points += [
        (x + half, y),
        (x + half * 0.6, y + half * 0.035),
        (x - half * 0.55, y + half * 0.03),
    ]
    return points


def _hex(rgb: Array) -> str:
    display = np.clip(rgb, 0, 1) ** (1 / 2.2) * 255
    return "#" + "".join(f"{round(float(v)):02x}" for v in display)
