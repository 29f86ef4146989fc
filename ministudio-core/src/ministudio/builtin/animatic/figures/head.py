"""The head's shape, neck and ears; the features are in `face`, the hair in `hair`."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Layer, Point, lerp, mix, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig

# Half-widths by height: a face from the front, and the far and near side of one turned by 45
# degrees (the far side with brow, eye socket, cheekbone and a chin that comes forward).
_HEIGHTS = (-0.96, -0.8, -0.5, -0.28, -0.06, 0.18, 0.42, 0.64, 0.82, 0.95)
_FRONT = (0.155, 0.28, 0.355, 0.368, 0.366, 0.358, 0.33, 0.272, 0.19, 0.095)
_FAR = (0.2, 0.305, 0.358, 0.362, 0.336, 0.352, 0.326, 0.278, 0.222, 0.13)
_NEAR = (0.2, 0.335, 0.405, 0.412, 0.41, 0.398, 0.366, 0.275, 0.15, 0.04)


def _half(rig: Rig, table: tuple[float, ...]) -> list[float]:
    """Half-widths from the front to a turned table, shaped by jaw, chin and cheeks."""
    face = rig.who.face
    turned = min(1.0, abs(rig.turn) / 0.7)
    widths = []
    for v, front, side in zip(_HEIGHTS, _FRONT, table, strict=True):
        width = lerp(front, side, turned) * face.width
        if v > 0.3:
            share = (v - 0.3) / 0.65
            square = face.square * (1 - 0.6 * turned)
            width *= lerp(1.0, face.jaw, min(1.0, share * 2) * (1 - 0.4
                * turned)) + square * 0.16 * share * (1.1 - share) * 2
        if v > 0.8:
            width *= lerp(1.0, face.chin, 0.5)
        if v == 0.42:
            width *= 1 + (face.cheeks - 1) * 0.12
        widths.append(width)
    return widths


def outline(rig: Rig) -> list[Point]:
    """The face's outline as (x, v), clockwise from the crown."""
    facing = rig.facing
    far, near = _half(rig, _FAR), _half(rig, _NEAR)
    middle = rig.turn * 0.2
    right, left = (far, near) if facing > 0 else (near, far)
    points: list[Point] = [(0.0, -1.0)]
    points += [(w, v) for w, v in zip(right, _HEIGHTS, strict=True)]
    points.append((middle * 0.42, 1.0))
    points += [(-w, v) for w, v in zip(reversed(left), reversed(_HEIGHTS), strict=True)]
    return points


def draw_neck(rig: Rig) -> None:
    """The neck, from the trunk into the head."""
    thick = 0.17 if rig.who.feminine or rig.who.age < 14 else 0.205 * rig.who.build**0.5
    layer = rig.layer(round=0.1, form=0.5, cast=0.0, flesh=0.8)
    top = rig.head(-rig.turn * 0.06, 0.55)
    base = rig.trunk(rig.turn * 0.02, -1.62)
    rig.limb(layer, [base, top], [thick * 1.12, thick], tone(rig.skin, 0.8))
    if not rig.back:
        with layer.inside():  # the chin's shadow
            rig.blob(layer, [(-0.4, 0.7), (0.5, 0.7), (0.4, 1.06), (rig.turn * 0.2, 1.24),
                (-0.35, 1.06)], mix(tone(rig.skin, 0.45), "#4a1830", 0.25), 6, alpha=105)


def draw_ears(rig: Rig, *, far: bool) -> None:
    """The ear behind the face (far) or on its near side."""
    for side in (-1, 1):
        angle = side * 86
        if abs(rig.turn) > 0.16 and (side == rig.facing) != far:
            continue
        if abs(rig.turn) <= 0.16 and not far:
            continue
        if far and abs(rig.turn) > 0.3:
            continue
        _ear(rig, rig.around(angle, 0.372), side)


def _ear(rig: Rig, x: float, side: int) -> None:
    size = rig.who.face.ears
    tip = 0.16 if size > 1.5 else 0.0
    layer = rig.layer(round=0.04, form=0.5, cast=0.2, drop=0.02, flesh=1.0)
    skin, dark = tone(rig.skin, 0.94), mix(tone(rig.skin, 0.62), "#8a3a2a", 0.25)
    rig.blob(layer, [(x - side * 0.02, -0.14), (x + side * (0.055 + tip * 0.5), -0.17 - tip * 2.2),
        (x + side * 0.088, -0.06), (x + side * 0.07, 0.12), (x + side * 0.02, 0.25),
        (x - side * 0.025, 0.2)], skin)
    with layer.inside():
        rig.stroke(layer, [(x + side * 0.045, -0.11), (x + side * 0.066, -0.02),
            (x + side * 0.03, 0.1)], [0.006, 0.014, 0.005], dark, alpha=170)
        rig.blob(layer, [(x, 0.0), (x + side * 0.03, 0.03), (x + side * 0.012, 0.12)], dark, 5,
            alpha=150)
    if rig.who.outfit and (ring := rig.who.outfit.extra("earrings")):
        gem = rig.layer(round=0.02, form=0.8, sheen=0.6)
        gem.circle(*rig.head(x + side * 0.03, 0.32), 0.032 * rig.unit, ring.colour)


def draw_head(rig: Rig) -> Layer:
    """The face without features; returns its layer."""
    layer = rig.layer(round=0.21, form=0.6, cast=0.5, drop=0.1, sheen=_sheen(rig), flesh=1.0)
    rig.blob(layer, outline(rig), rig.skin, 6)
    return layer


def _sheen(rig: Rig) -> float:
    """Dark skin is read by its highlights, light skin by its shadows."""
    from ministudio.builtin.animatic.canvas import luma

    wet = 0.1 if {"wet", "sweaty"} & rig.who.conditions else 0.0
    return max(0.0, 0.72 - luma(rig.skin)) * 0.3 + 0.015 + wet
