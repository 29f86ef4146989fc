"""An orb: a sphere of light with a pattern on its surface, a face of light, rings and a halo."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ministudio.builtin.animatic.canvas import (
    RGB,
    Array,
    Layer,
    Point,
    Shine,
    Stage,
    ellipse,
    halo,
    lin,
    mix,
    smoothstep,
    spline,
    tone,
    tube,
)
from ministudio.builtin.animatic.figures.placed import Placed, Standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.identity import Identity

_PULSES = {"steady": 0.06, "slow": 0.04, "bright": 0.1, "fast": 0.14, "irregular": 0.16}


def pulse_of(act: Acting) -> float:
    """Brightness at this moment of the rhythm; `Acting.breath` is its place (-1..1)."""
    depth = next((v for word, v in _PULSES.items() if word in act.pulse), 0.06)
    wave = act.breath if "irregular" not in act.pulse else math.sin(act.breath
        * 5.1) * 0.6 + act.breath * 0.4
    return act.glow * (1 + depth * wave)


def draw_orb(stage: Stage, who: Identity, act: Acting, at: Standing) -> Placed:
    """A floating orb; its centre is at the height of a person's chest."""
    x, floor, height, yaw, z, tag = at
    radius = height * 0.115 * who.height
    y = floor - height * (0.62 if act.stance in ("float", "stand",
        "walk") else 0.5) - act.breath * 0.012 * height
    y += (act.bow + act.face.drop) * height * 0.12
    x += (act.lean + act.face.lean) * height * 0.1 * (1 if yaw >= 0 else -1)
    colour = _vivid(who.main)
    power = pulse_of(act) * who.glow
    stage.lamp(x, y, radius * 6.5, mix(colour, "#ffffff", 0.12), 0.95 * power, z)
    stage.lamp(x, y, radius * 2.6, mix(colour, "#ffffff", 0.35), 0.85 * power, z)
    stage.shine(z + 0.02, halo(x, y, radius * 2.1, colour, 0.42 * power, z), emits=0.25)
    with stage.tagged(tag):
        _ring(stage, x, y, radius, colour, z, front=False)
        _sphere(stage, who, act, _Ball(x, y, radius, colour, power, z, yaw))
        _ring(stage, x, y, radius, colour, z, front=True)
    stage.shine(z - 0.02, _flare(x, y, radius, colour, 0.5 * power, z))
    return Placed(tag, (x, y), radius * 2.2, (x, floor), yaw, 1 if yaw >= 0 else -1,
        {"lead": (x + radius * 1.6, y + radius), "other": (x - radius * 1.6, y + radius)})


def _vivid(colour: RGB) -> RGB:
    """A pigment as light: its brightest channel full, the others the deeper."""
    top = max(colour) or 1
    r, g, b = (round(250 * (v / top) ** 1.55) for v in colour)
    return (r, g, b)


class _Ball(NamedTuple):
    """The sphere of an orb: middle, radius, colour, brightness, depth, turn."""

    x: float
    y: float
    r: float
    colour: RGB
    power: float
    z: float
    yaw: float


def _sphere(stage: Stage, who: Identity, act: Acting, ball: _Ball) -> None:
    x, y, r, colour, power, z, yaw = ball
    body = stage.layer(z, form=0.35, round=r * 0.55, flat=0.88, glow=0.1 * power, own=True)
    body.circle(x, y, r, tone(colour, 0.84))
    turn = math.sin(math.radians(yaw)) * 0.3
    with body.inside():
        for size, share in ((0.86, 0.35), (0.66, 0.45), (0.44, 0.5), (0.24, 0.6)):
            body.circle(x - r * 0.12 + turn * r * 0.3, y - r * 0.14, r * size,
                mix(colour, "#fff6d8", 0.55), alpha=int(80 * share + 16))
        _SURFACES.get(who.surface, _plain)(body, who, x + turn * r * 0.4, y, r,
            mix(colour, "#fffbe8", 0.72), tone(colour, 0.62))
        _face(body, act, (x + turn * r, y), r, colour)
        for i in range(10):  # the edge burns deeper
            a0 = i * 36
            body.poly(ellipse(x, y, r * 1.02, start=a0, end=a0 + 38,
                steps=8) + list(reversed(ellipse(x, y, r * 0.9, start=a0, end=a0 + 38, steps=8))),
                tone(colour, 0.75), 90)
    shine = stage.layer(z, form=0, flat=1, glow=0.1)
    shine.blob([(x - r * 0.62, y - r * 0.3), (x - r * 0.42, y - r * 0.66),
        (x - r * 0.2, y - r * 0.74), (x - r * 0.4, y - r * 0.5)], "#ffffff", 6, alpha=170)


def _face(body: Layer, act: Acting, middle: Point, r: float, colour: RGB) -> None:
    """Two eyes and a hint of a mouth, in deep light: enough to act with."""
    x, y = middle
    dark = mix(tone(colour, 0.22), "#2a1208", 0.4)
    e = act.face
    opening = max(0.02, min(1.35, e.lid * (1 - act.blink)))
    gx, gy = act.gaze * 0.06 * r, (act.gaze_y * 0.08 + (act.bow + e.drop) * 0.6) * r
    for side in (-1, 1):
        ex, ey = x + side * r * 0.29 + gx, y - r * 0.04 + gy
        rx, ry = r * 0.085, r * 0.17 * opening
        if opening < 0.2:
            lift = -0.05 if e.corner > 0.03 else 0.04
            body.tube([(ex - rx * 1.3, ey), (ex, ey + lift * r), (ex + rx * 1.3, ey)],
                [r * 0.012, r * 0.026, r * 0.012], dark)
        else:
            body.circle(ex, ey, rx, dark, ry)
            body.circle(ex - rx * 0.3, ey - ry * 0.4, rx * 0.34, "#fffdf0", ry * 0.24)
        tilt_in, tilt_out = e.brow_in * 2.2, e.brow_out * 2.2
        lift = e.brow_up * 2 if side < 0 else 0
        if abs(tilt_in) + abs(tilt_out) + lift > 0.05:
            by = y - r * 0.36 + gy
            body.tube([(ex - side * r * 0.12, by - (tilt_in + lift) * r),
                (ex + side * r * 0.13, by - (tilt_out + lift) * r)], [r * 0.022, r * 0.012], dark)
    open_, corner = max(e.open * 1.6, act.talk * 0.11), e.corner * 1.9
    if open_ > 0.02 or abs(corner) > 0.02 or act.talk:
        my = y + r * 0.26 + gy
        wide = r * 0.15 * e.wide * (1 - 0.3 * act.round_)
        mouth = [(x - wide + gx, my - corner * r), (x + gx, my + corner * r * 0.3),
            (x + wide + gx, my - corner * r)]
        if open_ > 0.02:
            low = my + open_ * r * 1.7
            lip = [mouth[0], (x + gx, my - r * 0.015), mouth[2], (x + gx + wide * 0.7, low),
                (x + gx, low + r * 0.03), (x + gx - wide * 0.7, low)]
            body.poly(spline(lip, 6), dark)
        else:
            body.tube(mouth, [r * 0.01, r * 0.022, r * 0.01], dark)


def _plain(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB,
        _dark: RGB) -> None:
    dice = who.dice("orb")
    for _ in range(7):
        a, q = dice.between(0, math.tau), dice.between(0.2, 0.8)
        body.circle(x + q * r * math.cos(a), y + q * r * math.sin(a), r * dice.between(0.05, 0.16),
            light, alpha=60)


def _circuit(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB,
    dark: RGB) -> None:
    """Traces that run along meridians and parallels, with pads where they end."""
    dice = who.dice("circuit")

    def at(lon: float, lat: float) -> Point:
        return x + r * math.sin(lon) * math.cos(lat), y + r * math.sin(lat)

    for _ in range(30):
        lon, lat = dice.between(-1.3, 1.3), dice.between(-1.2, 1.2)
        path = [at(lon, lat)]
        for _ in range(3):
            if dice.chance(0.5):
                lon += dice.pick((-0.34, 0.34))
            else:
                lat += dice.pick((-0.3, 0.3))
            lon, lat = max(-1.45, min(1.45, lon)), max(-1.4, min(1.4, lat))
            path.append(at(lon, lat))
        for one, two in itertools.pairwise(path):
            body.poly(tube([one, two], [r * 0.012, r * 0.012], 3), light, 200)
        body.circle(*path[-1], r * 0.034, light)
        body.circle(*path[-1], r * 0.015, dark)


def _runes(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB,
        _dark: RGB) -> None:
    dice = who.dice("runes")
    for i in range(9):
        a = i * math.tau / 9 + 0.3
        cx, cy, k = x + r * 0.72 * math.cos(a), y + r * 0.72 * math.sin(a), r * 0.11
        points = [(cx + dice.pick((-1, 0, 1)) * k * 0.6, cy + dice.pick((-1, 0, 1)) * k)
            for _ in range(4)]
        for one, two in itertools.pairwise(points):
            if one != two:
                body.poly(tube([one, two], [r * 0.014, r * 0.014], 3), light, 220)


def _cracks(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB,
    dark: RGB) -> None:
    dice = who.dice("cracks")
    body.circle(x, y, r, dark, alpha=120)
    for i in range(8):
        a = i * math.tau / 8 + dice.near(0.3)
        path = [(x + r * q * math.cos(a + dice.near(0.3)), y + r * q
            * math.sin(a + dice.near(0.3))) for q in (0.25, 0.55, 0.8, 1.05)]
        body.poly(tube(path, [r * 0.012, r * 0.03, r * 0.02, r * 0.008], 4), light)


def _rings(body: Layer, _who: Identity, x: float, y: float, r: float, light: RGB,
        dark: RGB) -> None:
    for i in range(-3, 4):
        v = i * 0.26
        half = math.sqrt(max(0.0, 1 - v * v)) * r
        body.poly(tube([(x - half, y + v * r), (x, y + v * r + 0.08 * r), (x + half, y + v * r)],
            [r * 0.03] * 3, 6), light if i % 2 else dark, 150)


def _stars(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB, dark: RGB) -> None:
    dice = who.dice("stars")
    body.circle(x, y, r, mix(dark, "#181040", 0.5), alpha=150)
    for _ in range(46):
        a, q = dice.between(0, math.tau), dice.roll() ** 0.5
        body.circle(x + q * r * math.cos(a), y + q * r * math.sin(a), r * dice.between(0.008, 0.03),
            "#ffffff" if dice.chance(0.6) else light)


def _swirl(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB, dark: RGB) -> None:
    dice = who.dice("swirl")
    for i in range(5):
        a0 = i * math.tau / 5 + dice.near(0.3)
        path = [(x + r * q * math.cos(a0 + q * 2.6), y + r * q * math.sin(a0 + q * 2.6))
            for q in (0.12, 0.35, 0.6, 0.82, 1.0)]
        body.poly(tube(path, [r * 0.01, r * 0.05, r * 0.07, r * 0.05, r * 0.01], 6),
            light if i % 2 else dark, 110)


def _facets(body: Layer, who: Identity, x: float, y: float, r: float, light: RGB,
    dark: RGB) -> None:
    dice = who.dice("facets")
    ring = [(x + r * 1.05 * math.cos(a), y + r * 1.05 * math.sin(a)) for a in np.linspace(0,
        math.tau, 9)]
    core = [(x + r * 0.5 * math.cos(a + 0.4), y + r * 0.5 * math.sin(a + 0.4))
        for a in np.linspace(0, math.tau, 9)]
    for i in range(8):
        body.poly([ring[i], ring[i + 1], core[i]], light if dice.chance(0.5) else dark,
            int(dice.between(40, 110)))
        body.poly([core[i], core[i + 1], ring[i + 1]], light if dice.chance(0.5) else dark,
            int(dice.between(40, 110)))


_SURFACES = {"circuit": _circuit, "runes": _runes, "cracks": _cracks, "rings": _rings,
    "stars": _stars, "swirl": _swirl, "facets": _facets, "flame": _swirl}


def _ring(stage: Stage, x: float, y: float, r: float, colour: RGB, z: float, *,
    front: bool) -> None:
    """Two thin rings of light; their near halves lie before the sphere."""
    layer = stage.layer(z, form=0, flat=1, glow=0.5)
    for tilt, reach, width in ((-14.0, 1.55, 0.02), (20.0, 1.86, 0.013)):
        arc = ellipse(0, 0, r * reach, r * reach * 0.24, start=0 if front else 180,
            end=180 if front else 360, steps=40)
        cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
        line = [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in arc]
        layer.poly(tube(line, [r * width * 0.3, r * width, r * width, r * width * 0.3], 2),
            mix(colour, "#fff6d8", 0.55), 235)


def _flare(x: float, y: float, r: float, colour: RGB, strength: float, z: float) -> Shine:
    """Rays round the sphere."""

    def shine(stage: Stage) -> Array:
        across, down = stage.grid(z)
        dx, dy = (across - x) / r, (down - y) / r
        far = np.hypot(dx, dy)
        rays = 0.5 + 0.5 * np.cos(np.arctan2(dy, dx) * 9 + 1)
        amount = np.exp(-far * 0.95) * (0.45 + 0.4 * rays) * smoothstep(4.5, 1.5,
            far) * smoothstep(0.4, 1.1, far)
        light: Array = (amount * np.float32(strength))[..., None] * lin(colour)
        return light

    return shine
