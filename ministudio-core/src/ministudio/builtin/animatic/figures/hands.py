"""Hands: a palm, four fingers and a thumb in a few attitudes."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import RGB, Layer, Point, mix, spline, tone, tube

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig

# For each attitude: the fingers' lengths (index to little), their spread, how far they curl
# toward the palm, and the thumb's direction (degrees off the hand's axis) and length.
_ATTITUDES = {
    "relaxed": ((0.22, 0.24, 0.22, 0.18), 4.0, 16.0, (34.0, 0.2)),
    "flat": ((0.23, 0.255, 0.235, 0.19), 3.0, 4.0, (46.0, 0.21)),
    "spread": ((0.24, 0.265, 0.245, 0.2), 12.0, 0.0, (58.0, 0.22)),
    "point": ((0.27, 0.08, 0.08, 0.07), 3.0, 0.0, (24.0, 0.15)),
    "grip": ((0.1, 0.1, 0.1, 0.09), 2.0, 0.0, (12.0, 0.17)),
    "fist": ((0.085, 0.085, 0.085, 0.075), 1.0, 0.0, (8.0, 0.15)),
}


@dataclass(frozen=True, slots=True)
class Hand:
    """Where a hand is: wrist, direction (unit vector), side of the thumb (1 or -1), attitude."""

    wrist: Point
    along: Point
    thumb: int
    attitude: str = "relaxed"

    def place(self, out: float, across: float, unit: float) -> Point:
        """A point of the hand; `out` from the wrist, `across` toward the thumb, in u."""
        (ax, ay), k = self.along, unit
        return (self.wrist[0] + (ax * out - ay * across * -self.thumb) * k,
            self.wrist[1] + (ay * out + ax * across * -self.thumb) * k)


def draw_hand(rig: Rig, hand: Hand, skin: RGB, *, glove: bool = False) -> Layer:
    """Draw a hand in its own layer."""
    size = rig.unit * (0.86 if rig.who.feminine else 0.98) * (0.55 + 0.45 * rig.tall)
    layer = rig.layer(round=0.05, form=0.55, cast=0.35, drop=0.03, rim=0.6, flesh=0.8)
    thumb_angle, thumb_length = _ATTITUDES[hand.attitude][3]
    closed = hand.attitude in ("grip", "fist", "point")
    for index in (3, 2, 1, 0):
        _finger(rig, layer, hand, index=index, size=size, skin=skin)
    palm = [(-0.05, 0.075), (0.08, 0.105), (0.21, 0.125), (0.27, 0.06), (0.27, -0.06),
        (0.2, -0.115), (0.06, -0.095), (-0.05, -0.075)]
    if closed:
        palm = [(-0.05, 0.075), (0.07, 0.12), (0.2, 0.135), (0.29, 0.06), (0.285, -0.07),
            (0.2, -0.125), (0.06, -0.1), (-0.05, -0.075)]
    layer.poly([hand.place(a, b, size) for a, b in spline(palm, 5)], rig.colour(skin))
    dark = rig.colour(mix(tone(skin, 0.66), "#7a2a20", 0.2))
    with layer.inside():
        for gap in (0.035, -0.02, -0.07):
            start = 0.16 if closed else 0.22
            layer.poly(tube([hand.place(start, gap, size), hand.place(start + 0.13, gap * 1.05,
                size)], [0.004 * size, 0.008 * size]), dark, 170)
        if glove:
            layer.poly(tube([hand.place(0.0, -0.1, size), hand.place(0.0, 0.1, size)],
                [0.025 * size] * 2), rig.colour(tone(skin, 0.75)))
    _thumb(rig, layer, hand, thumb_angle, thumb_length, size, skin)
    return layer


def _finger(
    rig: Rig, layer: Layer, hand: Hand, *, index: int, size: float, skin: RGB
) -> None:
    lengths, spread, curl, _ = _ATTITUDES[hand.attitude]
    length = lengths[index]
    base = 0.09 - index * 0.062
    angle = math.radians(spread * (1.5 - index))
    bend = math.radians(curl) * -1
    mid = (0.21 + length * 0.5 * math.cos(angle), base + length * 0.5 * math.sin(angle))
    end = (mid[0] + length * 0.5 * math.cos(angle + bend), mid[1] + length * 0.5
        * math.sin(angle + bend))
    width = 0.034 if index < 3 else 0.029
    line = [hand.place(0.19, base, size), hand.place(*mid, size), hand.place(*end, size)]
    layer.poly(tube(line, [width * size, width * size, width * 0.8 * size], 4),
        rig.colour(tone(skin, 1.0 - 0.028 * index)))


def _thumb(rig: Rig, layer: Layer, hand: Hand, angle: float, length: float, size: float,
    skin: RGB) -> None:
    a = math.radians(angle)
    start, knuckle = (0.05, 0.055), (0.05 + length * 0.55 * math.cos(a),
        0.075 + length * 0.55 * math.sin(a))
    bend = a - 0.45
    end = (knuckle[0] + length * 0.55 * math.cos(bend), knuckle[1] + length * 0.55 * math.sin(bend))
    line = [hand.place(*p, size) for p in (start, knuckle, end)]
    layer.poly(tube(line, [0.052 * size, 0.042 * size, 0.03 * size], 5),
        rig.colour(mix(tone(skin, 1.03), "#d06a50", 0.04)))
    edge = [hand.place(p[0] - 0.012, p[1] - 0.045, size) for p in (start, knuckle, end)]
    with layer.inside():
        layer.poly(tube(edge, [0.003 * size, 0.009 * size, 0.003 * size], 4),
            rig.colour(tone(skin, 0.7)), 160)
