"""Birds, fish, snakes and butterflies: bodies without four legs."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
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
from ministudio.builtin.animatic.figures.placed import Placed, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.identity import Identity

_SIZES = {"bird": 0.17, "owl": 0.26, "raven": 0.24, "crow": 0.22, "penguin": 0.44, "fish": 0.16,
    "snake": 0.3, "butterfly": 0.12}


class _Small:
    """Measures of one small animal: k is its size, points are in k from its middle, x forward."""

    def __init__(self, stage: Stage, who: Identity, act: Acting, x: float, y: float, k: float,
        z: float, facing: int) -> None:
        self.stage, self.who, self.act, self.z, self.facing = stage, who, act, z, facing
        self.x, self.y, self.k = x, y, k
        self.coat = who.main
        self.roll = (act.bow + act.face.drop) * 1.5 + act.lean
        self.pale: RGB = who.colours[1] if len(who.colours) > 1 else mix(who.main,
            "#f6ecd8" if luma(who.main) < 0.8 else "#8a7a6a", 0.6)

    def at(self, px: float, py: float) -> Point:
        return self.x + px * self.k * self.facing, self.y + py * self.k

    def layer(self, *, round_: float = 0.14, form: float = 0.65, rim: float = 0.9,
        cast: float = 0.25) -> Layer:
        return self.stage.layer(self.z, round=round_ * self.k, form=form, rim=rim, cast=cast,
            drop=0.06 * self.k, own=True)

    def blob(self, layer: Layer, points: Outline, colour: RGB | str, *, steps: int = 6,
        alpha: int = 255) -> None:
        layer.poly([self.at(*p) for p in spline(points, steps)], colour, alpha)

    def stroke(self, layer: Layer, points: Outline, widths: list[float], colour: RGB | str) -> None:
        layer.poly(tube([self.at(*p) for p in points], [w * self.k for w in widths]), colour)

    def eye(self, x: float, y: float, r: float) -> None:
        """A round eye that blinks and looks."""
        layer = self.layer(form=0.1, rim=0.1, cast=0)
        opening = max(0.0, min(1.3, self.act.face.lid * (1 - self.act.blink)))
        if opening < 0.2:
            lift = -r * 0.5 if self.act.face.corner > 0.03 else r * 0.4
            self.stroke(layer, [(x - r, y), (x, y + lift), (x + r, y)],
                [r * 0.15, r * 0.3, r * 0.15], tone(self.coat, 0.3))
            return
        layer.circle(*self.at(x, y), r * self.k, "#f8f4ec", r * self.k * opening)
        layer.circle(*self.at(x + r * 0.12, y), r * 0.78 * self.k, self.who.eyes,
            r * 0.78 * self.k * opening)
        layer.circle(*self.at(x + r * (0.15 + 0.2 * self.act.gaze * self.facing), y),
            r * 0.45 * self.k, "#0c0808", r * 0.5 * self.k * opening)
        layer.circle(*self.at(x - r * 0.1, y - r * 0.3), r * 0.2 * self.k, "#ffffff")
        if abs(self.act.face.brow_in) > 0.02:
            self.stroke(layer, [(x + r, y - r * 1.1 - self.act.face.brow_in * 4 * r),
                (x - r, y - r * 1.2 - self.act.face.brow_out * 4 * r)], [r * 0.25, r * 0.1],
                tone(self.coat, 0.35))


def draw_small(stage: Stage, who: Identity, act: Acting, at: Standing) -> Placed:
    """A bird, fish, snake or butterfly, facing the way of its yaw."""
    x, floor, height, yaw, z, tag = at
    facing = 1 if yaw >= 0 else -1
    k = height * _SIZES.get(who.species, 0.18) * who.height
    flying = act.stance in ("float", "jump", "run") or who.species in ("butterfly", "fish")
    y = floor - (height * 0.55 if flying else k * 0.62) - act.breath * k * 0.05
    if who.species == "snake":
        y = floor - k * 0.5
    small = _Small(stage, who, act, x, y, k, z, facing)
    with stage.tagged(tag):
        head = _DRAW.get(who.species, _bird)(small) if not (flying and who.species in ("bird",
            "owl", "raven", "crow")) else _flying(small)
    return Placed(tag, head, k * 0.7, (x, floor), yaw, facing, {"lead": (head[0] + facing * k * 0.4,
        head[1]), "other": head})


def _bird(s: _Small) -> Point:
    owl, penguin = s.who.species == "owl", s.who.species == "penguin"
    legs = s.layer(round_=0.03)
    for dx in (-0.06, 0.1):
        s.stroke(legs, [(dx, 0.32), (dx + 0.02, 0.6)], [0.03, 0.025], "#c88a3a")
        s.stroke(legs, [(dx - 0.06, 0.61), (dx + 0.14, 0.61)], [0.02, 0.015], "#c88a3a")
    tail = s.layer(round_=0.06)
    if not penguin:
        s.blob(tail, [(-0.3, 0.1), (-0.95, 0.42), (-0.9, 0.56), (-0.2, 0.4)], tone(s.coat, 0.75),
            steps=4)
    body = s.layer(round_=0.2)
    if penguin or owl:
        s.blob(body, [(0.0, -0.78), (0.34, -0.6), (0.42, 0.0), (0.3, 0.5), (0, 0.6), (-0.3, 0.5),
            (-0.42, 0.0), (-0.34, -0.6)], s.coat)
        with body.inside():
            s.blob(body, [(0.1, -0.5), (0.34, -0.2), (0.3, 0.42), (0.06, 0.56), (-0.16, 0.4),
                (-0.14, -0.2)], mix(s.pale, "#f4f0e6", 0.7) if penguin else s.pale)
        head = (0.06, -0.5)
    else:
        s.blob(body, [(0.36, -0.62), (0.56, -0.46), (0.58, -0.22), (0.46, 0.16), (0.12, 0.42),
            (-0.3, 0.4), (-0.62, 0.16), (-0.3, -0.1), (0.06, -0.32), (0.14, -0.54)], s.coat)
        with body.inside():
            s.blob(body, [(0.56, -0.2), (0.5, 0.2), (0.1, 0.5), (-0.2, 0.42), (0.16, 0.14)], s.pale,
                alpha=230)
        head = (0.36, -0.4)
    _feathers(s, body)
    wing = s.layer(round_=0.1, cast=0.4)
    flap = -0.35 if s.act.lead in ("up", "wave", "hug") else 0.0
    s.blob(wing, [(0.16, -0.16), (-0.1, -0.2 + flap), (-0.5, 0.06 + flap * 1.5),
        (-0.72, 0.34 + flap * 2), (-0.3, 0.34 + flap), (0.08, 0.22)] if not penguin
        else [(-0.1, -0.3), (-0.3, 0.0), (-0.42, 0.36 + flap), (-0.24, 0.3), (-0.04, 0.0)],
        tone(s.coat, 0.82))
    with wing.inside():
        for i in range(4):
            s.stroke(wing, [(0.0 - 0.1 * i, 0.0 + flap), (-0.34 - 0.1 * i, 0.26 + flap)],
                [0.006, 0.012], tone(s.coat, 0.62))
    _beak(s, head[0] + (0.2 if not owl else 0.12), head[1] + 0.04, owl=owl)
    if owl:
        for dx in (-0.16, 0.2):
            disc = s.layer(round_=0.05, cast=0.1)
            disc.circle(*s.at(dx, -0.46), 0.2 * s.k, s.pale)
            s.eye(dx, -0.46, 0.12)
    else:
        s.eye(head[0] + 0.06, head[1] - 0.06, 0.075)
    return s.at(*head)


def _feathers(s: _Small, body: Layer) -> None:
    dice = s.who.dice("feathers")
    with body.inside():
        for _ in range(18):
            x, y = dice.between(-0.5, 0.5), dice.between(-0.5, 0.45)
            s.stroke(body, [(x, y), (x - 0.03, y + 0.03), (x - 0.07, y + 0.03)],
                [0.002, 0.012, 0.002], tone(s.coat, dice.pick((0.82, 1.16))))


def _beak(s: _Small, x: float, y: float, *, owl: bool = False) -> None:
    layer = s.layer(round_=0.03, cast=0.1)
    open_ = max(s.act.face.open * 1.4, s.act.talk * 0.14)
    colour = "#2c2a2c" if s.who.species in ("raven", "crow") else "#d8942e"
    if owl:
        s.blob(layer, [(x - 0.12, y - 0.02), (x - 0.04, y - 0.02), (x - 0.08, y + 0.14 + open_)],
            colour, steps=3)
        return
    s.blob(layer, [(x - 0.02, y - 0.08), (x + 0.3, y + 0.02), (x - 0.02, y + 0.04)], colour,
        steps=3)
    s.blob(layer, [(x - 0.02, y + 0.03 + open_ * 0.3), (x + 0.22, y + 0.05 + open_),
        (x - 0.04, y + 0.1 + open_ * 0.5)], tone(colour, 0.8), steps=3)


def _flying(s: _Small) -> Point:
    """Wings up or down by the phase of the flight."""
    beat = math.sin(s.act.phase * math.tau)
    for far in (True, False):
        wing = s.layer(round_=0.1, cast=0.2)
        lift = -0.95 * beat - 0.2
        dx = 0.1 if far else 0.0
        s.blob(wing, [(0.2 + dx, -0.08), (0.05 + dx, lift * 0.7), (-0.35 + dx, lift * 1.25),
            (-0.75 + dx, lift * 1.2), (-0.5 + dx, lift * 0.5), (-0.25 + dx, 0.06)],
            tone(s.coat, 0.66 if far else 0.86))
        with wing.inside():
            for i in range(5):
                s.stroke(wing, [(0.0 + dx - 0.08 * i, lift * 0.2),
                    (-0.3 + dx - 0.1 * i, lift * 1.1)], [0.006, 0.012], tone(s.coat, 0.55))
        if far:
            body = s.layer(round_=0.14)
            s.blob(body, [(0.62, -0.1), (0.5, -0.26), (0.2, -0.2), (-0.4, -0.04), (-0.95, 0.02),
                (-0.9, 0.16), (-0.3, 0.2), (0.3, 0.16), (0.56, 0.04)], s.coat)
            with body.inside():
                s.blob(body, [(0.5, 0.0), (0.2, 0.06), (-0.4, 0.12), (-0.2, 0.3), (0.4, 0.24)],
                    s.pale)
    _beak(s, 0.6, -0.12)
    s.eye(0.5, -0.14, 0.07)
    return s.at(0.5, -0.12)


def _fish(s: _Small) -> Point:
    swim = math.sin(s.act.phase * math.tau) * 0.12
    fins = s.layer(round_=0.06)
    s.blob(fins, [(-0.6, 0.0), (-1.1, -0.4 + swim), (-0.95, 0.0 + swim), (-1.1, 0.4 + swim)],
        tone(s.coat, 0.8), steps=4)
    s.blob(fins, [(-0.3, -0.3), (0.0, -0.66), (0.3, -0.34)], tone(s.coat, 0.8), steps=4)
    body = s.layer(round_=0.2)
    s.blob(body, [(0.82, 0.0), (0.5, -0.32), (0.0, -0.4), (-0.5, -0.16), (-0.72, 0.0), (-0.5, 0.18),
        (0.0, 0.42), (0.5, 0.32)], s.coat)
    with body.inside():
        s.blob(body, [(0.8, 0.1), (0.3, 0.2), (-0.6, 0.1), (0.0, 0.6)], s.pale, alpha=220)
        for i in range(4):
            for j in range(3):
                s.stroke(body, [(0.3 - i * 0.22, -0.16 + j * 0.16 - 0.06),
                    (0.24 - i * 0.22, -0.16 + j * 0.16), (0.3 - i * 0.22, -0.16 + j * 0.16 + 0.06)],
                    [0.004, 0.012, 0.004], tone(s.coat, 0.75))
        s.stroke(body, [(0.42, -0.26), (0.36, 0.0), (0.42, 0.24)], [0.008, 0.018, 0.008],
            tone(s.coat, 0.6))
    s.eye(0.56, -0.08, 0.085)
    return s.at(0.5, 0.0)


def _snake(s: _Small) -> Point:
    sway = math.sin(s.act.phase * math.tau) * 0.1
    body = s.layer(round_=0.1)
    line = [(-1.6, 0.42), (-1.1, 0.3 + sway), (-0.7, 0.44), (-0.2, 0.3 - sway), (0.2, 0.44),
        (0.5, 0.2), (0.5, -0.3), (0.62, -0.62)]
    s.stroke(body, line, [0.02, 0.08, 0.11, 0.12, 0.12, 0.12, 0.11, 0.1], s.coat)
    with body.inside():
        for i in range(14):
            x = -1.4 + i * 0.13
            s.stroke(body, [(x, 0.2), (x + 0.05, 0.5)], [0.02, 0.02], s.pale)
    head = s.layer(round_=0.08)
    s.blob(head, [(0.5, -0.74), (0.72, -0.84), (0.98, -0.68), (0.92, -0.56), (0.62, -0.52)], s.coat)
    s.stroke(head, [(0.95, -0.62), (1.12, -0.6)], [0.012, 0.008], "#c03a3a")
    s.eye(0.74, -0.72, 0.05)
    return s.at(0.72, -0.68)


def _butterfly(s: _Small) -> Point:
    open_ = 0.45 + 0.55 * abs(math.cos(s.act.phase * math.tau))
    for side in (-1, 1):
        for up in (True, False):
            wing = s.layer(round_=0.08)
            tip = (side * 0.95 * open_, -0.8) if up else (side * 0.7 * open_, 0.62)
            s.blob(wing, [(0, -0.1 if up else 0.05), (tip[0] * 0.5, tip[1] * 1.05), tip,
                (tip[0] * 1.05, tip[1] * 0.4), (tip[0] * 0.6, 0.0)],
                s.coat if up else tone(s.coat, 0.85))
            with wing.inside():
                wing.circle(*s.at(tip[0] * 0.72, tip[1] * 0.66), 0.12 * s.k, s.pale)
                s.stroke(wing, [(0, 0), tip], [0.01, 0.02], tone(s.coat, 0.4))
    body = s.layer(round_=0.05)
    s.stroke(body, [(0, -0.45), (0, 0.5)], [0.07, 0.04], "#2c2422")
    for side in (-1, 1):
        s.stroke(body, [(0, -0.45), (side * 0.2, -0.85)], [0.015, 0.01], "#2c2422")
    return s.at(0, -0.4)


_DRAW: dict[str, Callable[[_Small], Point]] = {"fish": _fish, "snake": _snake,
    "butterfly": _butterfly}
