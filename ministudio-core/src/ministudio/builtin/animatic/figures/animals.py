"""Animals from the side: four legs, birds, fish and others, each by a clear silhouette."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import (
    RGB,
    Layer,
    Outline,
    Point,
    Stage,
    luma,
    mix,
    spline,
    tone,
    tube,
)
from ministudio.builtin.animatic.figures.placed import Placed, Standing, draw_contact

if TYPE_CHECKING:
    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.identity import Identity


@dataclass(frozen=True, slots=True)
class Build:
    """Measures of a four-legged animal, in shoulder heights.

    length of the trunk, its depth at chest and belly, height of the legs' joint, neck (reach up and
    forward), head size, muzzle length and depth, ear shape, tail shape, width of the legs.
    """

    length: float = 1.05
    chest: float = 0.28
    belly: float = 0.2
    neck: Point = (0.26, 0.3)
    neck_width: float = 0.16
    head: float = 0.2
    muzzle: Point = (0.2, 0.1)
    ears: str = "pointed"
    tail: str = "brush"
    leg: float = 0.07
    size: float = 0.36
    hoof: bool = False
    mane: bool = False


_BUILDS = {
    "dog": Build(neck=(0.2, 0.22), neck_width=0.17, head=0.24, muzzle=(0.17, 0.11), ears="flop",
    tail="up", leg=0.078), "wolf": Build(size=0.42, tail="brush"),
    "fox": Build(length=1.15, leg=0.055, head=0.19, muzzle=(0.22, 0.075), tail="fox", size=0.3),
    "cat": Build(length=1.15, chest=0.22, belly=0.18, neck=(0.16, 0.24), head=0.22,
    muzzle=(0.09, 0.09), tail="curl", leg=0.06, size=0.24),
    "lion": Build(length=1.2, head=0.26, muzzle=(0.16, 0.14), ears="round", tail="tuft", mane=True,
    size=0.52),
    "lioness": Build(length=1.2, head=0.24, muzzle=(0.16, 0.13), ears="round", tail="tuft",
    size=0.5),
    "tiger": Build(length=1.25, head=0.25, muzzle=(0.15, 0.13), ears="round", tail="curl",
    size=0.5),
    "horse": Build(length=1.0, chest=0.25, belly=0.2, neck=(0.36, 0.5), neck_width=0.17, head=0.17,
    muzzle=(0.32, 0.11), tail="hair", leg=0.055, size=0.82, hoof=True, mane=True),
    "deer": Build(length=0.95, chest=0.22, belly=0.17, neck=(0.24, 0.46), neck_width=0.11,
    head=0.15, muzzle=(0.2, 0.08), ears="leaf", tail="stub", leg=0.04, size=0.6, hoof=True),
    "cow": Build(length=1.2, chest=0.34, belly=0.3, neck=(0.28, 0.16), neck_width=0.2, head=0.2,
    muzzle=(0.24, 0.14), ears="leaf", tail="tuft", leg=0.07, size=0.68, hoof=True),
    "sheep": Build(length=1.05, chest=0.34, belly=0.32, neck=(0.22, 0.2), neck_width=0.16,
    head=0.18, muzzle=(0.16, 0.1), ears="leaf", tail="stub", leg=0.05, size=0.4, hoof=True),
    "goat": Build(length=0.95, neck=(0.22, 0.34), head=0.17, muzzle=(0.18, 0.09), ears="leaf",
    tail="stub", leg=0.05, size=0.42, hoof=True),
    "pig": Build(length=1.15, chest=0.36, belly=0.34, neck=(0.22, 0.06), neck_width=0.26, head=0.24,
    muzzle=(0.14, 0.12), ears="leaf", tail="curl", leg=0.07, size=0.36, hoof=True),
    "bear": Build(length=1.15, chest=0.38, belly=0.36, neck=(0.26, 0.12), neck_width=0.26,
    head=0.26, muzzle=(0.16, 0.12), ears="round", tail="stub", leg=0.12, size=0.6),
    "rabbit": Build(length=0.9, chest=0.3, belly=0.34, neck=(0.14, 0.26), neck_width=0.18,
    head=0.26, muzzle=(0.1, 0.12), ears="long", tail="puff", leg=0.08, size=0.17),
    "mouse": Build(length=1.1, chest=0.3, belly=0.34, neck=(0.16, 0.1), neck_width=0.2, head=0.26,
    muzzle=(0.16, 0.08), ears="big", tail="thin", leg=0.06, size=0.1),
    "elephant": Build(length=1.1, chest=0.4, belly=0.38, neck=(0.24, 0.08), neck_width=0.3,
    head=0.3, muzzle=(0.1, 0.14), ears="fan", tail="tuft", leg=0.13, size=1.0),
    "turtle": Build(length=1.3, chest=0.5, belly=0.5, neck=(0.26, 0.0), neck_width=0.12, head=0.2,
    muzzle=(0.1, 0.1), ears="none", tail="stub", leg=0.12, size=0.16),
    "dragon": Build(length=1.2, chest=0.32, belly=0.28, neck=(0.42, 0.5), neck_width=0.15,
    head=0.22, muzzle=(0.26, 0.12), ears="horn", tail="spade", leg=0.1, size=0.7),
    "monkey": Build(length=0.9, chest=0.26, belly=0.26, neck=(0.14, 0.3), neck_width=0.16, head=0.3,
    muzzle=(0.1, 0.14), ears="big", tail="curl", leg=0.07, size=0.34),
}
_BUILDS |= {"unicorn": _BUILDS["horse"], "zebra": _BUILDS["horse"], "panda": _BUILDS["bear"]}


class Beast:
    """One four-legged animal at one moment; points are shoulder heights from the floor."""

    def __init__(self, stage: Stage, who: Identity, act: Acting, x: float, floor: float,
        height: float, z: float, facing: int) -> None:
        self.stage, self.who, self.act, self.z, self.facing = stage, who, act, z, facing
        self.build = _BUILDS.get(who.species, _BUILDS["dog"])
        if {"hair", "long"} & set(who.surface.split()):
            self.build = replace(self.build, tail="hair")
        self.k = height * self.build.size * who.height
        self.x, self.floor = x, floor
        self.coat = who.main
        light = luma(who.main) < 0.75
        self.pale: RGB = who.colours[1] if len(who.colours) > 1 else mix(who.main,
            "#f4ead8" if light else "#8a7a6a", 0.55)
        self.sits = act.stance in ("sit", "kneel", "crouch")
        self.lies = act.stance == "lie"
        self.back = {True: -0.52}.get(self.lies, -1.0)

    def at(self, px: float, py: float) -> Point:
        """A point by its distance from the feet; x forward. A sitting animal tips up."""
        if self.lies:
            py = py * 0.62
        elif self.sits:
            pivot = -self.build.length * 0.42
            angle = -0.62
            dx, dy = px - pivot, py + 0.42
            if py < -0.44 or px < pivot:
                px = pivot + dx * math.cos(angle) - dy * math.sin(angle)
                py = -0.34 + dx * math.sin(angle) + dy * math.cos(angle)
        return self.x + px * self.k * self.facing, self.floor + py * self.k

    def flat(self, px: float, py: float) -> Point:
        """A point that does not tip when the animal sits."""
        return self.x + px * self.k * self.facing, self.floor + py * self.k

    def layer(self, *, round_: float = 0.14, form: float = 0.65, rim: float = 0.85,
        cast: float = 0.25) -> Layer:
        return self.stage.layer(self.z, round=round_ * self.k, form=form, rim=rim, cast=cast,
            drop=0.04 * self.k, own=True)

    def blob(self, layer: Layer, points: Outline, colour: RGB | str, *, steps: int = 6,
        alpha: int = 255) -> None:
        layer.poly([self.at(*p) for p in spline(points, steps)], colour, alpha)

    def stroke(self, layer: Layer, points: Outline, widths: list[float], colour: RGB | str, *,
        alpha: int = 255) -> None:
        layer.poly(tube([self.at(*p) for p in points], [w * self.k for w in widths]), colour, alpha)


def draw_beast(stage: Stage, who: Identity, act: Acting, at: Standing) -> Placed:
    """A four-legged animal from the side, facing the way of its yaw."""
    x, floor, height, yaw, z, tag = at
    from ministudio.builtin.animatic.figures.beast_head import draw_beast_head

    facing = 1 if yaw >= 0 else -1
    beast = Beast(stage, who, act, x, floor, height, z, facing)
    draw_contact(stage, at, beast.k * 0.6, wide=0.95)
    with stage.tagged(tag):
        _tail(beast)
        _legs(beast, far=True)
        _body(beast)
        _legs(beast, far=False)
        head = draw_beast_head(beast)
    return Placed(tag, head, beast.k * beast.build.head * 2.6, (x, floor), yaw, facing,
        {"lead": (head[0] + facing * beast.k * 0.3, head[1] + beast.k * 0.12), "other": head})


def _legs(b: Beast, *, far: bool) -> None:
    build, moving = b.build, b.act.stance in ("walk", "run")
    half = build.length / 2
    reach = 0.34 if b.act.stance == "run" else 0.2
    for front in (False, True):
        hip = (half * 0.78 if front else -half * 0.8, -0.62)
        phase = b.act.phase + (0.5 if far else 0.0) + (0.25 if front else 0.0)
        swing = math.sin(phase * math.tau) * reach if moving else (0.05 if far else -0.03)
        lift = max(0.0, math.cos(phase * math.tau)) * 0.12 if moving else 0.0
        foot = (hip[0] + swing + (0.06 if far else 0), -0.03 - lift)
        if b.sits and not front:
            foot = (hip[0] + 0.34, -0.05)
        knee = ((hip[0] + foot[0]) / 2 + (0.05 if front else -0.08), -0.3 - lift * 0.5)
        layer = b.layer(round_=0.08, cast=0.15)
        shade = 0.74 if far else 0.97
        colour = tone(b.coat, shade)
        if b.who.species in ("fox", "panda", "raven"):
            colour = tone("#2e2622", shade + 0.1)
        thick = build.leg
        upper = [thick * 2.0, thick * 1.15, thick * 0.85] if not front else [thick * 1.5,
            thick * 1.05, thick * 0.85]
        if b.sits and not front:
            haunch = [(hip[0] - 0.2, -0.3), (hip[0] - 0.08, -0.5), (hip[0] + 0.16, -0.54),
                (hip[0] + 0.36, -0.36), (hip[0] + 0.34, -0.12), (foot[0] + 0.06, -0.01),
                (hip[0], 0.0), (hip[0] - 0.18, -0.1)]
            layer.poly([b.flat(*p) for p in spline(haunch, 6)], colour)
        else:
            b.stroke(layer, [hip, knee, foot], upper, colour)
        paw = tone("#2c2624" if build.hoof else b.pale if b.who.species in ("dog",
            "cat") else colour, shade)
        b.blob(layer, [(foot[0] - thick * 0.9, foot[1] - 0.06),
            (foot[0] + thick * 1.0, foot[1] - 0.06), (foot[0] + thick * (1.2 if build.hoof
            else 1.9), foot[1] + 0.03), (foot[0] - thick, foot[1] + 0.03)], paw, steps=4)


def _body(b: Beast) -> None:
    build = b.build
    half = build.length / 2
    layer = b.layer(round_=0.2)
    top = -1.0
    points = [(-half, top + 0.06), (-half * 0.4, top + 0.03), (half * 0.3, top + 0.02),
        (half * 0.85, top), (half * 1.08, top + 0.24), (half * 0.86, top + build.chest * 2.0),
        (half * 0.2, top + build.chest * 1.75), (-half * 0.4, top + build.belly * 2.0),
        (-half * 0.9, top + build.belly * 2.2), (-half * 1.12, top + 0.34)]
    b.blob(layer, points, b.coat)
    dice = b.who.dice("coat")
    with layer.inside():
        b.blob(layer, [(-half * 0.7, top + build.belly * 1.9), (half * 0.4,
            top + build.chest * 1.6), (half * 0.9, top + build.chest * 1.7),
            (half * 0.6, top + build.chest * 2.4), (-half * 0.8, top + build.belly * 2.6)], b.pale,
            alpha=200)
        _markings(b, layer, half, top)
        for _ in range(16):
            x, y = dice.between(-half, half), dice.between(top + 0.05, top + 0.5)
            b.stroke(layer, [(x, y), (x - 0.05, y + 0.02), (x - 0.1, y + 0.05)],
                [0.002, 0.012, 0.002], tone(b.coat, dice.pick((0.8, 1.18))), alpha=120)
        if "muddy" in b.who.conditions:
            for _ in range(9):
                x, y, r = dice.between(-half, half), dice.between(-0.7, -0.4), dice.between(0.03,
                    0.08)
                b.blob(layer, [(x - r, y), (x, y - r), (x + r, y), (x, y + r)], "#4a3826",
                    alpha=190)
        if "wet" in b.who.conditions:
            b.blob(layer, [(-half * 1.3, top - 0.1), (half * 1.3, top - 0.1), (half * 1.3, 0),
                (-half * 1.3, 0)], tone(b.coat, 0.5), alpha=90)
    if b.who.species == "turtle":
        shell = b.layer(round_=0.2)
        b.blob(shell, [(-half * 1.05, -0.4), (-half * 0.7, -1.0), (0, -1.22), (half * 0.7, -1.0),
            (half * 1.05, -0.4), (0, -0.3)], b.pale)
        with shell.inside():
            for i in range(-2, 3):
                b.stroke(shell, [(i * 0.26, -1.3), (i * 0.32, -0.3)], [0.015, 0.015],
                    tone(b.pale, 0.6))
            b.stroke(shell, [(-0.8, -0.7), (0, -0.82), (0.8, -0.7)], [0.015] * 3, tone(b.pale, 0.6))
    if b.who.species == "dragon" or "wings" in b.who.marks:
        wing = b.layer(round_=0.1)
        b.blob(wing, [(half * 0.3, -0.95), (half * 0.1, -1.7), (-half * 0.7, -2.15),
            (-half * 1.3, -1.75), (-half * 0.9, -1.55), (-half * 0.75, -1.25), (-half * 0.3, -1.2)],
            tone(b.coat, 0.82), steps=3)
        with wing.inside():
            for tip in ((-half * 0.7, -2.15), (-half * 1.3, -1.75), (-half * 0.75, -1.25)):
                b.stroke(wing, [(half * 0.2, -1.0), tip], [0.03, 0.008], tone(b.coat, 1.2))


def _markings(b: Beast, layer: Layer, half: float, top: float) -> None:
    dice, species = b.who.dice("markings"), b.who.species
    second = b.who.colours[1] if len(b.who.colours) > 1 else tone(b.coat, 0.42)
    if species in ("tiger", "zebra") or b.who.surface == "stripes":
        for i in range(11):
            x = -half + i * half * 0.2
            b.stroke(layer, [(x, top - 0.02), (x + dice.near(0.03), top + 0.22),
                (x + 0.03 + dice.near(0.03), top + 0.46)], [0.03, 0.022, 0.003],
                "#2a2422" if species != "zebra" else "#22222a", alpha=225)
    elif b.who.surface == "spots" or species == "cow" or len(
        b.who.colours) > 1 or species == "panda":
        for _ in range(7 if species != "panda" else 3):
            x, y, r = dice.between(-half, half), dice.between(top, top + 0.5), dice.between(0.07,
                0.2)
            b.blob(layer, [(x - r, y), (x - r * 0.2, y - r * 0.8), (x + r, y - r * 0.1),
                (x + r * 0.4, y + r * 0.7)], "#2a282a" if species == "panda" else second, alpha=235)


def _tail(b: Beast) -> None:
    half, kind = b.build.length / 2, b.build.tail
    wag = math.sin(b.act.phase * math.tau * 2) * 0.08 + 0.03 * b.act.breath
    low = 0.16 if b.act.emotion in ("sad", "afraid", "embarrassed") else 0.0
    layer = b.layer(round_=0.08, cast=0.1)
    root = (-half * 1.0, -0.9)
    if b.sits:
        root = (-half * 0.95, -0.7)
    shapes: dict[str, tuple[Outline, list[float]]] = {"up": ([root, (-half * 1.25, -1.05 + low),
        (-half * 1.4 + wag, -1.4 + low * 3)], [0.06, 0.06, 0.02]),
        "brush": ([root, (-half * 1.3, -0.75), (-half * 1.5 + wag, -0.42)], [0.06, 0.11, 0.02]),
        "fox": ([root, (-half * 1.45, -0.78 + low), (-half * 1.95 + wag, -0.72 + low),
        (-half * 2.2 + wag, -0.86 + low)], [0.06, 0.15, 0.16, 0.02]),
        "curl": ([root, (-half * 1.35, -1.0 + low), (-half * 1.5, -1.35 + low * 2),
        (-half * 1.3 + wag, -1.55 + low * 2), (-half * 1.2 + wag, -1.42 + low * 2)],
        [0.045, 0.045, 0.045, 0.04, 0.03]), "tuft": ([root, (-half * 1.3, -0.7),
        (-half * 1.36 + wag, -0.36)], [0.035, 0.028, 0.028]), "hair": ([root, (-half * 1.34, -0.86),
        (-half * 1.42 + wag, -0.3)], [0.07, 0.13, 0.03]), "stub": ([root, (-half * 1.12, -0.85)],
        [0.07, 0.04]), "puff": ([root, (-half * 1.08, -0.75)], [0.1, 0.11]),
        "thin": ([root, (-half * 1.6, -0.4), (-half * 2.1, -0.5 + wag)], [0.04, 0.03, 0.012]),
        "spade": ([root, (-half * 1.6, -0.6), (-half * 2.2, -0.35), (-half * 2.5, -0.6 + wag)],
        [0.16, 0.11, 0.06, 0.02]),}
    line, widths = shapes[kind]
    colour = tone(b.coat, 0.9)
    if kind == "hair":
        colour = tone(b.coat, 0.5) if b.who.species != "unicorn" else mix("#c8a0e0", b.pale, 0.3)
    b.stroke(layer, line, widths, colour if kind != "puff" else mix(b.coat, "#ffffff", 0.7))
    if kind in ("fox", "tuft"):
        tip = mix("#f4ecdc", b.pale, 0.3) if kind == "fox" else tone(b.coat, 0.45)
        with layer.inside():
            b.stroke(layer, [line[-2], line[-1]], [0.02 if kind == "tuft" else 0.1, 0.2], tip)
        if kind == "tuft":
            layer.circle(*b.at(*line[-1]), 0.07 * b.k, tip)
