"""Heads of four-legged animals: neck, muzzle, ears, the eye that acts."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Colour, Layer, Outline, Point, mix, spline, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.animals import Beast


class _Head:
    """The head's centre and roll; points are in head radii, x forward."""

    def __init__(self, beast: Beast) -> None:
        self.beast = beast
        build, act = beast.build, beast.act
        half = build.length / 2
        nod = (act.bow + act.face.drop) * 1.6
        graze = 0.35 if act.lead in ("drink", "tend") else 0.0
        x, y = half * 0.9 + build.neck[0], -0.98 - build.neck[1] + nod + graze
        self.size = build.head
        self.centre = beast.at(x, y) if not beast.sits else _seated(beast, build.neck, nod)
        self.roll = (act.bow + act.face.drop) * 2.2 + graze - act.face.tilt * 0.8

    def at(self, px: float, py: float) -> Point:
        cos, sin = math.cos(self.roll), math.sin(self.roll)
        k = self.beast.k * self.size
        x, y = px * cos - py * sin, px * sin + py * cos
        return self.centre[0] + x * k * self.beast.facing, self.centre[1] + y * k

    def blob(self, layer: Layer, points: Outline, colour: Colour, *, steps: int = 6,
        alpha: int = 255) -> None:
        layer.poly([self.at(*p) for p in spline(points, steps)], colour, alpha)

    def stroke(self, layer: Layer, points: Outline, widths: list[float], colour: Colour) -> None:
        k = self.beast.k * self.size
        layer.tube([self.at(*p) for p in points], [w * k for w in widths], colour)


def _seated(beast: Beast, neck: Point, nod: float) -> Point:
    x, y = beast.at(beast.build.length / 2 * 0.8, -0.95)
    return x + neck[0] * 0.7 * beast.k * beast.facing, y - (neck[1] * 0.8 - nod) * beast.k


def draw_beast_head(beast: Beast) -> Point:
    """Neck and head; returns the head's centre."""
    head = _Head(beast)
    build, half = beast.build, beast.build.length / 2
    neck = beast.layer(round_=0.12, cast=0.1)
    base = beast.at(half * 0.72, -0.84)
    top = head.at(-0.25, 0.1)
    if build.mane and beast.who.species not in ("lion",):
        mane = beast.layer(round_=0.06)
        colour = tone(beast.coat, 0.5) if beast.who.species != "unicorn" else mix("#c8a0e0",
            beast.pale, 0.3)
        mane.tube([head.at(-0.3, -0.9), ((base[0] + top[0]) / 2 - beast.facing * 0.16 * beast.k,
            (base[1] + top[1]) / 2 - 0.1 * beast.k), (base[0] - beast.facing * 0.2 * beast.k,
            base[1] - 0.12 * beast.k)], [0.05 * beast.k, 0.09 * beast.k, 0.04 * beast.k], colour)
    w = build.neck_width * beast.k
    neck.tube([base, ((base[0] + top[0]) / 2, (base[1] + top[1]) / 2), top],
        [w * 1.5, w * 1.05, w * 0.95], tone(beast.coat, 0.97))
    if beast.who.species == "lion":
        mane = beast.layer(round_=0.08)
        for i in range(14):
            a = i * math.tau / 14
            mane.circle(*head.at(-0.25 + 1.15 * math.cos(a), 0.15 + 1.25 * math.sin(a)),
                0.55 * beast.k * head.size, tone("#7a4a26", 0.9 + 0.2 * (i % 2)))
    _ear(head, beast, far=True)
    _skull(head, beast)
    _ear(head, beast, far=False)
    return head.centre


def _skull(head: _Head, beast: Beast) -> None:
    build, act = beast.build, beast.act
    length, deep = build.muzzle[0] / build.head, build.muzzle[1] / build.head
    layer = beast.layer(round_=0.09, cast=0.3)
    open_ = max(act.face.open * 2.2, act.talk * 0.28)
    nose = 0.75 + length
    head.blob(layer, [(-0.95, 0.0), (-0.6, -0.8), (0.1, -0.98), *_bridge(beast, nose),
        (nose, 0.12 - deep * 0.2), (nose + 0.06, 0.22 + deep * 0.4),
        (nose - 0.25, 0.32 + deep * 0.7), (0.7, 0.34 + deep), (0.0, 0.85), (-0.7, 0.7)],
        beast.coat)
    if open_ > 0.05:
        head.blob(layer, [(0.45, 0.45 + deep * 0.4), (nose * 0.95, 0.34 + deep * 0.5),
            (nose * 0.85, 0.42 + deep * 0.6 + open_), (0.5, 0.6 + deep * 0.5 + open_ * 0.6)],
            tone(beast.coat, 0.9))
        head.blob(layer, [(0.5, 0.5 + deep * 0.4), (nose * 0.93, 0.38 + deep * 0.4),
            (nose * 0.8, 0.36 + deep * 0.6 + open_ * 0.8), (0.55, 0.56 + deep * 0.5 + open_ * 0.4)],
            "#7a2c30")
    with layer.inside():
        if beast.who.species in ("fox", "dog", "wolf", "cat", "tiger"):
            head.blob(layer, [(0.3, 0.35), (nose, 0.2), (nose, 0.9), (0.1, 1.0), (-0.5, 0.7)],
                mix("#f4ecdc", beast.pale, 0.4), alpha=220)
        if beast.who.species == "panda":
            head.blob(layer, [(0.05, -0.45), (0.5, -0.3), (0.45, 0.2), (0.1, 0.1)], "#2a282a")
        if beast.who.species == "tiger":
            for i in range(3):
                head.stroke(layer, [(-0.5 + i * 0.25, -0.95), (-0.35 + i * 0.25, -0.5)],
                    [0.07, 0.01], "#2a2422")
    tip = beast.layer(round_=0.03, cast=0)
    snout = "#d08a80" if beast.who.species in ("pig", "cat", "rabbit", "mouse") else "#1e1a1a"
    if not build.hoof or beast.who.species == "pig":
        head.blob(tip, [(nose - 0.16, 0.02 - deep * 0.1), (nose + 0.12, 0.0), (nose + 0.14, 0.2),
            (nose - 0.06, 0.26)], snout)
    else:
        tip.circle(*head.at(nose - 0.06, 0.12), 0.055 * beast.k * head.size, "#1e1a1a")
    head.stroke(tip, [(nose - 0.05, 0.32 + deep * 0.35), (0.75,
        0.42 + deep * 0.6 - act.face.corner * 4), (0.5, 0.4 + deep * 0.5 - act.face.corner * 8)],
        [0.012, 0.03, 0.012], tone(beast.coat, 0.42))
    if beast.who.species == "elephant":
        head.stroke(tip, [(0.7, 0.2), (1.3, 1.0), (1.2, 2.2), (1.5, 2.7)], [0.4, 0.3, 0.2, 0.13],
            tone(beast.coat, 0.98))
    if beast.who.species == "unicorn":
        horn = beast.layer(round_=0.02)
        head.stroke(horn, [(0.25, -0.85), (0.9, -2.3)], [0.16, 0.02], "#f0d890")
    if beast.who.species in ("goat", "cow", "deer") or {"horns", "antlers"} & beast.who.marks:
        _horns(head, beast)
    _eye(head, beast)
    if beast.who.species in ("cat", "mouse", "rabbit", "tiger"):
        for i in (-1, 0, 1):
            head.stroke(tip, [(nose * 0.8, 0.3), (nose * 0.6 + 0.9, 0.3 + i * 0.22)],
                [0.012, 0.004], "#e8e4dc")


def _bridge(beast: Beast, nose: float) -> Outline:
    """The line from the brow to the nose: hoofed animals have a straight one."""
    return [(0.68, -0.52)] if beast.build.hoof else [
        (0.62, -0.5), (0.86, -0.16), (nose - 0.12, -0.12)]  # fmt: skip


def _horns(head: _Head, beast: Beast) -> None:
    layer = beast.layer(round_=0.03, cast=0.1)
    if beast.who.species == "deer":
        for dx in (0.0, -0.25):
            head.stroke(layer, [(-0.1 + dx, -0.9), (-0.5 + dx, -2.0), (0.0 + dx, -3.0)],
                [0.1, 0.08, 0.02], "#8a6a48")
            head.stroke(layer, [(-0.42 + dx, -1.7), (0.3 + dx, -2.1)], [0.07, 0.02], "#8a6a48")
    else:
        head.stroke(layer, [(-0.1, -0.9), (-0.3, -1.5), (0.25, -1.9)], [0.14, 0.12, 0.02],
            "#d8ccb4")


def _ear(head: _Head, beast: Beast, *, far: bool) -> None:
    kind = beast.build.ears
    if kind == "none" or (far and kind in ("flop", "fan")):
        return
    shift = 0.34 if far else 0.0
    mood = beast.act.emotion
    back = 0.35 if mood in ("afraid", "sad", "angry", "furious") else 0.0
    layer = beast.layer(round_=0.04, cast=0.1 if far else 0.25)
    colour = tone(beast.coat, 0.74 if far else 0.92)
    x = -0.42 + shift
    shapes: dict[str, Outline] = {"pointed": [(x - 0.3, -0.55),
        (x - 0.1 - back, -1.65 + back * 0.8), (x + 0.42, -0.72)],
        "flop": [(x - 0.2, -0.75), (x + 0.2, -0.85), (x + 0.28, -0.2), (x - 0.02, 0.5 + back * 0.3),
        (x - 0.42, 0.3), (x - 0.46, -0.3)], "round": [(x - 0.22, -0.7), (x - 0.16, -1.2),
        (x + 0.22, -1.25), (x + 0.38, -0.8)], "leaf": [(x - 0.1, -0.55),
        (x - 0.75 - back, -0.85 + back), (x - 0.8, -0.6 + back), (x - 0.2, -0.3)],
        "long": [(x - 0.2, -0.7), (x - 0.5 - back, -2.1 + back), (x - 0.15 - back, -2.4 + back),
        (x + 0.18, -1.5), (x + 0.22, -0.75)], "big": [(x - 0.4, -0.5), (x - 0.65, -1.2),
        (x - 0.1, -1.6), (x + 0.4, -1.15), (x + 0.25, -0.6)], "fan": [(x, -0.7), (x - 1.0, -0.9),
        (x - 1.5, 0.1), (x - 1.0, 1.1), (x - 0.3, 0.9), (x + 0.1, 0.1)],
        "horn": [(x - 0.1, -0.75), (x - 0.9, -1.3), (x - 1.3, -1.2), (x + 0.15, -0.5)],}
    head.blob(layer, shapes[kind], colour, steps=3 if kind in ("pointed", "horn") else 6)
    if not far and kind in ("pointed", "long", "big", "round"):
        inner = [(x + (px - x) * 0.5, -0.72 + (py + 0.72) * 0.7) for px, py in shapes[kind]]
        with layer.inside():
            head.blob(layer, inner, mix(tone(beast.coat, 0.8), "#c88a80", 0.5), steps=4)


def _eye(head: _Head, beast: Beast) -> None:
    act = beast.act
    layer = beast.layer(round_=0.02, form=0.2, cast=0, rim=0.2)
    x, y = 0.26, -0.22
    opening = max(0.0, min(1.35, act.face.lid * (1 - act.blink)))
    dark = tone(beast.coat, 0.3)
    if opening < 0.2:
        lift = -0.12 if act.face.corner > 0.03 else 0.08
        head.stroke(layer, [(x - 0.2, y), (x, y + lift), (x + 0.22, y)], [0.02, 0.05, 0.02], dark)
        return
    k = beast.k * head.size
    layer.circle(*head.at(x, y), 0.23 * k, dark, 0.24 * k * opening)
    layer.circle(*head.at(x + 0.015, y), 0.19 * k, beast.who.eyes, 0.2 * k * opening)
    layer.circle(*head.at(x + 0.03 + act.gaze * 0.03 * beast.facing, y), 0.12 * k, "#0c0808",
        0.15 * k * opening)
    layer.circle(*head.at(x - 0.02, y - 0.07), 0.05 * k, "#ffffff")
    if abs(act.face.brow_in) > 0.02:
        head.stroke(layer, [(x + 0.26, y - 0.22 - act.face.brow_in * 3),
            (x - 0.22, y - 0.28 - act.face.brow_out * 3)], [0.05, 0.02], dark)
