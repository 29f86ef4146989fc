"""A robot: plates, joints, a screen for a face."""

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
    ellipse,
    mix,
    spline,
    tone,
    tube,
)
from ministudio.builtin.animatic.figures.placed import Placed, Standing, draw_contact

if TYPE_CHECKING:
    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.identity import Identity

_HEADS = ("box", "dome", "visor")


class _Machine:
    """Measures of one robot: u is the head's height, points are u from the floor."""

    def __init__(self, stage: Stage, who: Identity, act: Acting, x: float, floor: float, u: float,
        z: float, yaw: float) -> None:
        self.stage, self.who, self.act = stage, who, act
        self.x, self.floor, self.u, self.z = x, floor, u, z
        self.turn = math.sin(math.radians(yaw))
        self.facing = 1 if yaw >= 0 else -1
        self.plate = who.main
        self.trim: RGB = who.colours[1] if len(who.colours) > 1 else mix(tone(who.main, 0.5),
            "#30363e", 0.5)
        self.dark = mix("#2b3038", who.main, 0.12)
        self.lean = self.facing * (act.lean + act.face.lean) * 0.8
        self.kind = _HEADS[who.seed % 3]
        self.hip = -1.5 if act.stance in ("sit", "crouch", "kneel") else -2.35

    def at(self, px: float, py: float) -> Point:
        """A point in u from the floor; the trunk leans about the hip."""
        if py < self.hip:
            cos, sin = math.cos(self.lean), math.sin(self.lean)
            dx, dy = px, py - self.hip
            px, py = dx * cos - dy * sin, self.hip + dx * sin + dy * cos
        return self.x + px * self.u, self.floor + py * self.u

    def layer(self, *, round_: float = 0.12, form: float = 0.75, rim: float = 1.0,
        cast: float = 0.35, sheen: float = 0.35, glow: float = 0.0, flat: float = 0.0) -> Layer:
        return self.stage.layer(self.z, round=round_ * self.u, form=form, rim=rim, cast=cast,
            drop=0.07 * self.u, sheen=sheen, own=True, glow=glow, flat=flat)

    def fill(self, layer: Layer, points: Outline, colour: RGB | str, *, alpha: int = 255,
        smooth: int = 0) -> None:
        if smooth:
            points = spline(points, smooth)
        layer.poly([self.at(*p) for p in points], colour, alpha)

    def rod(self, points: Outline, width: float, colour: RGB | str, *, rim: float = 0.8) -> None:
        layer = self.layer(round_=0.09, rim=rim)
        layer.poly(tube([self.at(*p) for p in points], [width * self.u] * 2), colour)

    def box(self, x: float, y: float, half: float, tall: float, corner: float = 0.12) -> Outline:
        """A plate with rounded corners, centred at x, from y downward."""
        points: Outline = []
        for sx, sy, a in ((1, 0, -90), (1, 1, 0), (-1, 1, 90), (-1, 0, 180)):
            cx, cy = x + sx * (half - corner), y + (corner if not sy else tall - corner)
            points += ellipse(cx, cy, corner, corner, start=a, end=a + 90, steps=6)
        return points


def draw_robot(stage: Stage, who: Identity, act: Acting, at: Standing) -> Placed:
    """A robot that stands on two legs."""
    x, floor, height, yaw, z, tag = at
    u = height * who.height / 5.2
    m = _Machine(stage, who, act, x, floor, u, z, yaw)
    if act.stance != "float":
        draw_contact(stage, at, u, wide=0.8)
    with stage.tagged(tag):
        far_hand = _arm(m, m.facing, act.lead)
        _legs(m)
        _trunk(m)
        head = _head(m)
        near_hand = _arm(m, -m.facing, act.other)
    return Placed(tag, head, u, (x, floor), yaw, m.facing, {"lead": far_hand, "other": near_hand})


def _legs(m: _Machine) -> None:
    swing = math.sin(m.act.phase * math.tau) * 0.55 if m.act.stance in ("walk", "run") else 0.0
    for side, shade in ((m.facing, 0.8), (-m.facing, 1.0)):
        foot = side * 0.36 + m.facing * swing * (1 if side == m.facing else -1)
        lift = max(0.0, swing * (1 if side == m.facing else -1)) * 0.25
        knee = (side * 0.38 + m.facing * 0.12 + (foot - side * 0.36) * 0.5, m.hip * 0.52)
        m.rod([(side * 0.34, m.hip), knee], 0.13, m.dark)
        m.rod([knee, (foot, -0.3 - lift)], 0.13, m.dark)
        shin = m.layer()
        m.fill(shin, [(foot - 0.24, -1.0 - lift), (foot + 0.24, -1.0 - lift),
            (foot + 0.28, -0.3 - lift), (foot - 0.28, -0.3 - lift)], tone(m.plate, shade))
        joint = m.layer(round_=0.08)
        joint.circle(*m.at(*knee), 0.2 * m.u, tone(m.trim, shade))
        shoe = m.layer()
        m.fill(shoe, [(foot - 0.34, -lift), (foot - 0.28, -0.3 - lift),
            (foot + 0.28 + 0.06 * m.facing, -0.34 - lift), (foot + 0.34 + 0.16 * m.facing, -lift)],
            tone(m.plate, shade * 0.9), smooth=3)


def _trunk(m: _Machine) -> None:
    top = m.hip - 1.72
    neck = m.layer(round_=0.06)
    neck.poly(tube([m.at(0, top + 0.1), m.at(m.turn * 0.05, top - 0.28)], [0.17 * m.u] * 2), m.dark)
    waist = m.layer()
    m.fill(waist, m.box(0, m.hip - 0.35, 0.5, 0.55), m.dark)
    body = m.layer(round_=0.24)
    m.fill(body, [(-0.82, top + 0.1), (-0.55, top - 0.06), (0.55, top - 0.06), (0.82, top + 0.1),
        (0.78, top + 0.75), (0.56, m.hip - 0.25), (-0.56, m.hip - 0.25), (-0.78, top + 0.75)],
        m.plate, smooth=4)
    c = m.turn * 0.26
    with body.inside():
        m.fill(body, m.box(c, top + 0.28, 0.36, 0.5, 0.08), m.dark)
        m.fill(body, [(c - 0.9, m.hip - 0.62), (c + 0.9, m.hip - 0.62), (c + 0.9, m.hip - 0.56),
            (c - 0.9, m.hip - 0.56)], tone(m.plate, 0.62))
        m.fill(body, [(c - 0.02, top), (c + 0.02, top), (c + 0.02, top + 0.26),
            (c - 0.02, top + 0.26)], tone(m.plate, 0.62))
        for sx in (-0.62, 0.62):
            for sy in (top + 0.16, m.hip - 0.4):
                body.circle(*m.at(sx + c * 0.3, sy), 0.04 * m.u, tone(m.plate, 0.55))
        _wear(m, body, top)
    light = m.layer(form=0, rim=0, cast=0, sheen=0, glow=0.5 * m.act.glow, flat=1.0)
    for i in range(3):
        m.fill(light, m.box(c - 0.2 + 0.2 * i, top + 0.4, 0.065, 0.13, 0.04),
            (m.who.eyes, "#ffc24a", "#ff6a4a")[i])
    m.fill(light, m.box(c, top + 0.6, 0.26, 0.07, 0.03), tone(m.who.eyes, 0.7))


def _wear(m: _Machine, body: Layer, top: float) -> None:
    dice = m.who.dice("rust")
    if m.who.surface in ("rust", "cracks") or {"muddy", "burnt", "torn"} & m.who.conditions:
        for _ in range(12):
            x, y, r = dice.between(-0.75, 0.75), dice.between(top, m.hip - 0.3), dice.between(0.04,
                0.14)
            m.fill(body, [(x - r, y), (x, y - r), (x + r * 1.3, y), (x, y + r * 1.5)], "#8a4a22",
                alpha=170, smooth=4)
    if m.who.surface == "circuit":
        for _ in range(10):
            x, y = dice.between(-0.7, 0.7), dice.between(top + 0.1, m.hip - 0.4)
            body.poly(tube([m.at(x, y), m.at(x + 0.2, y), m.at(x + 0.2, y + 0.16)],
                [0.012 * m.u] * 3, 3), m.who.eyes, 190)
    if m.who.surface == "stripes":
        for i in range(5):
            m.fill(body, [(-0.9 + i * 0.4, m.hip), (-0.7 + i * 0.4, m.hip),
                (-0.5 + i * 0.4, m.hip - 0.55), (-0.7 + i * 0.4, m.hip - 0.55)], m.trim)


def _head(m: _Machine) -> Point:
    drop = m.act.face.drop + m.act.bow
    base = m.hip - 2.0 + drop
    cx = m.turn * 0.12 + m.facing * max(0.0, drop) * 0.5
    layer = m.layer(round_=0.2)
    if m.kind == "dome":
        m.fill(layer, [(cx - 0.52, base), (cx - 0.54, base - 0.5), (cx - 0.3, base - 0.92),
            (cx + 0.3, base - 0.92), (cx + 0.54, base - 0.5), (cx + 0.52, base)], m.plate, smooth=7)
    else:
        m.fill(layer, m.box(cx, base - 0.92, 0.6 if m.kind == "box" else 0.52, 0.94, 0.2), m.plate)
    with layer.inside():
        m.fill(layer, [(-2, base - 0.12), (2, base - 0.12), (2, base), (-2, base)],
            tone(m.plate, 0.74))
    for side in (-1, 1):
        ear = m.layer(round_=0.06)
        m.fill(ear, m.box(cx + side * 0.58, base - 0.62, 0.1, 0.36, 0.05), m.trim)
    mast = m.layer(round_=0.03)
    mast.poly(tube([m.at(cx - m.facing * 0.3, base - 0.85), m.at(cx - m.facing * 0.36, base - 1.3)],
        [0.03 * m.u, 0.02 * m.u], 3), m.dark)
    bulb = m.layer(form=0.2, rim=0, cast=0, glow=0.7 * m.act.glow, flat=0.9)
    bulb.circle(*m.at(cx - m.facing * 0.36, base - 1.34), 0.065 * m.u, m.who.eyes)
    _screen(m, cx + m.turn * 0.18, base)
    return m.at(cx, base - 0.46)


def _screen(m: _Machine, cx: float, base: float) -> None:
    """A dark glass with eyes and mouth of light."""
    face = m.act.face
    glass = m.layer(round_=0.08, form=0.4, cast=0.0, sheen=0.5)
    m.fill(glass, m.box(cx, base - 0.76, 0.42, 0.58, 0.16), "#10161c")
    light = m.layer(form=0, rim=0, cast=0, sheen=0, glow=0.45 * m.act.glow, flat=1.0)
    opening = max(0.0, min(1.4, face.lid * (1 - m.act.blink)))
    gaze = m.act.gaze * 0.06
    for side in (-1, 1):
        ex, ey = cx + side * 0.19 + gaze, base - 0.52 + m.act.gaze_y * 0.06
        tall = 0.12 * opening
        if opening < 0.2:
            lift = -0.05 if face.corner > 0.03 else 0.02
            light.poly(tube([m.at(ex - 0.1, ey), m.at(ex, ey + lift), m.at(ex + 0.1, ey)],
                [0.02 * m.u] * 3, 4), m.who.eyes)
            continue
        slant_in, slant_out = face.brow_in * 1.5, face.brow_out * 1.5 + (face.brow_up if side < 0
            else 0)
        eye = [(ex - side * 0.1, ey - tall - slant_in), (ex + side * 0.1, ey - tall - slant_out),
            (ex + side * 0.11, ey + tall * 0.6), (ex, ey + tall * (1 - face.lower)),
            (ex - side * 0.11, ey + tall * 0.6)]
        m.fill(light, eye, m.who.eyes, smooth=4)
    open_ = max(face.open, m.act.talk * 0.07)
    wide = 0.16 * face.wide * (1 - 0.3 * m.act.round_)
    if open_ > 0.012:
        m.fill(light, m.box(cx, base - 0.32, wide, 0.05 + open_ * 1.6, 0.03), m.who.eyes)
    else:
        line = [m.at(cx - wide, base - 0.28 - face.corner), m.at(cx,
            base - 0.28 + face.corner * 0.6), m.at(cx + wide, base - 0.28 - face.corner)]
        light.poly(tube(line, [0.018 * m.u] * 3, 5), m.who.eyes)


def _arm(m: _Machine, side: int, gesture: str) -> Point:
    top = m.hip - 1.55
    targets = {"rest": (side * 1.05, m.hip + 0.25), "hold": (side * 0.6, m.hip - 0.75),
        "offer": (side * 1.75, m.hip - 1.0), "reach": (side * 2.0, m.hip - 1.3),
        "point": (side * 2.1, m.hip - 1.5), "wave": (side * 1.5, m.hip - 2.6),
        "raise": (side * 1.2, m.hip - 2.9), "up": (side * 1.4, m.hip - 2.8),
        "crossed": (-side * 0.3, m.hip - 0.85), "chin": (side * 0.3, m.hip - 1.75),
        "talk": (side * 1.4, m.hip - 1.0), "write": (m.facing * 0.9, m.hip - 0.5),
        "table": (m.facing * 1.2, m.hip - 0.35), "guard": (side * 0.9, m.hip - 1.6),
        "shrug": (side * 1.7, m.hip - 0.9), "hips": (side * 0.6, m.hip - 0.1),}
    wx, wy = targets.get(gesture, targets["hold" if gesture in ("hug", "read", "clasp", "belly",
        "chest", "tend", "push", "drink") else "rest"])
    if gesture == "rest" and m.act.stance in ("walk", "run"):
        wx += m.facing * 0.4 * math.sin(m.act.phase * math.tau) * (-1 if side == m.facing else 1)
    shoulder = (side * 0.86, top)
    elbow = ((shoulder[0] + wx) / 2 + side * 0.22, (shoulder[1] + wy) / 2 + 0.2)
    shade = 0.82 if side == m.facing else 1.0
    m.rod([shoulder, elbow], 0.11, m.dark)
    m.rod([elbow, (wx, wy)], 0.1, m.dark)
    plate = m.layer()
    plate.poly(tube([m.at(*_part(elbow, (wx, wy), 0.15)), m.at(*_part(elbow, (wx, wy), 0.8))],
        [0.2 * m.u, 0.16 * m.u]), tone(m.plate, shade))
    for joint, r in ((shoulder, 0.27), (elbow, 0.16)):
        ball = m.layer(round_=0.09)
        ball.circle(*m.at(*joint), r * m.u, tone(m.plate if r > 0.2 else m.trim, shade))
    hand = m.layer(round_=0.05)
    angle = math.atan2(wy - elbow[1], wx - elbow[0])
    for spread in (-0.6, 0.0, 0.6):
        tip = (wx + 0.3 * math.cos(angle + spread), wy + 0.3 * math.sin(angle + spread))
        hand.poly(tube([m.at(wx, wy), m.at(*tip)], [0.07 * m.u, 0.05 * m.u], 3),
            tone(m.trim, shade))
    hand.circle(*m.at(wx, wy), 0.13 * m.u, m.dark)
    return m.at(wx, wy)


def _part(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
