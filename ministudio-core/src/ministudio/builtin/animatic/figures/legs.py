"""Legs and shoes of every stance."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math

from ministudio.builtin.animatic.canvas import RGB, Point, mix, spline, tone
from ministudio.builtin.animatic.figures.rig import STEP, Rig, elbow

_THIGH, _SHIN, _ANKLE = 1.655, 1.605, 0.15


def _feet(rig: Rig) -> list[tuple[int, Point, float, bool]]:
    """For the far and the near leg: side, ankle (u from the floor), tilt of the foot."""
    facing, stance = rig.facing, rig.act.stance
    if stance in ("walk", "run"):
        return [_stride(rig, facing, 0.5), _stride(rig, -facing, 0.0)]
    if stance in ("float", "jump"):
        drop = 0.18 if stance == "float" else 0.55
        return [(facing, (facing * -0.02, rig.hip + 3.0 * rig.tall - drop), 34.0, False),
            (-facing, (-facing * 0.3, rig.hip + 3.15 * rig.tall - drop * 0.5), 40.0, False)]
    if stance == "dance":
        return [(facing, (facing * 0.75, -0.62), 30.0, False), (-facing, (-facing * 0.1, -_ANKLE),
            0.0, False)]
    spread = 0.3 * rig.wide * (1 - 0.3 * abs(rig.turn))
    return [(facing, (facing * (spread + 0.02), -_ANKLE - 0.02), 0.0, False),
        (-facing, (-facing * spread, -_ANKLE), 0.0, False)]


def _stride(rig: Rig, side: int, offset: float) -> tuple[int, Point, float, bool]:
    """One leg of the walk: on the ground it goes back, in the air it swings forward."""
    run = rig.act.stance == "run"
    turn = (rig.act.phase + offset) % 1.0
    length, lift = (1.15, 0.62) if run else (STEP, 0.2)
    length *= rig.stride
    if turn < 0.5:
        along, up = 1 - 4 * turn, 0.0
    else:
        swing = (turn - 0.5) * 2
        along, up = -1 + 2 * swing, math.sin(swing * math.pi) * lift
    if run:
        up += 0.12
    tilt = 26 * max(0.0, -along) - 12 * max(0.0, along) if up or run else 18 * max(0.0,
        -along - 0.5) * 2
    apart = 0.05 if run else 0.14 * rig.wide
    ankle = (rig.facing * along * length + side * apart, -_ANKLE - up)
    return side, ankle, tilt, run and turn > 0.5


def draw_legs(rig: Rig) -> None:
    """Both legs, the far one first and darker."""
    stance = rig.act.stance
    if stance == "sit":
        _seated(rig)
    elif stance == "kneel":
        _kneeling(rig)
    else:
        for index, (side, foot, tilt, _) in enumerate(_feet(rig)):
            _leg(rig, side, foot, tilt, 0.8 if index == 0 else 1.0)


def _cloth(rig: Rig) -> tuple[RGB, str]:
    outfit = rig.who.outfit
    if outfit is None:
        return rig.skin, "bare"
    if outfit.outer and outfit.outer.kind == "robe":
        return tone(outfit.outer.colour, 0.7), "trousers"
    if outfit.top.kind == "overalls":
        return outfit.top.colour, "jeans"
    if outfit.top.kind == "dress" or outfit.bottom.kind == "skirt":
        return tone(rig.skin, 0.92), "bare"
    return outfit.bottom.colour, outfit.bottom.kind


def _leg(rig: Rig, side: int, foot: Point, tilt: float, shade: float) -> None:
    colour, kind = _cloth(rig)
    scale = rig.unit * rig.tall
    hip = rig.ground(side * 0.21 * rig.wide, rig.hip + 0.05)
    ankle = rig.ground(*foot)
    turned = abs(rig.turn) > 0.1
    toward = (rig.facing * 1.0, -0.2) if turned else (side * 1.0, -0.2)
    knee, ankle = elbow(hip, ankle, _THIGH * scale, _SHIN * scale, toward)
    layer = rig.layer(round=0.14, form=0.6, rim=0.6, cast=0.25)
    widths = [0.32, 0.225, 0.135] if kind not in ("bare",) else [0.24, 0.17, 0.095]
    if rig.who.feminine:
        widths = [w * 0.92 for w in widths]
    tinted = tone(colour, shade)
    rig.limb(layer, [hip, knee, ankle], widths, tinted if kind != "shorts" else tone(rig.skin,
        shade * 0.95))
    with layer.inside():
        if kind == "shorts":
            rig.limb(layer, [hip, ((hip[0] * 0.2 + knee[0] * 0.8), (hip[1] * 0.2 + knee[1] * 0.8))],
                [0.36, 0.27], tinted)
        rig.limb(layer, [hip, knee, ankle], [0.012, 0.012, 0.008], tone(tinted, 0.86), alpha=90)
        _leg_state(rig, layer, knee, ankle)
    _shoe(rig, ankle, tilt, shade, knee)


def _leg_state(rig: Rig, layer: object, knee: Point, ankle: Point) -> None:
    from ministudio.builtin.animatic.canvas import Layer

    if not isinstance(layer, Layer):
        return
    if "muddy" in rig.who.conditions:
        rig.limb(layer, [((knee[0] + ankle[0]) / 2, (knee[1] + ankle[1]) / 2), ankle], [0.16, 0.2],
            "#4a3826", alpha=190)
    if "torn" in rig.who.conditions:
        rig.limb(layer, [(knee[0] - 0.03 * rig.unit, knee[1]), (knee[0] + 0.04 * rig.unit,
            knee[1] + 0.05 * rig.unit)], [0.07, 0.05], tone(rig.skin, 0.85))


def _shoe(rig: Rig, ankle: Point, tilt: float, shade: float, knee: Point) -> None:
    outfit = rig.who.outfit
    kind = outfit.shoes.kind if outfit else "barefoot"
    colour = tone(rig.skin, 0.95) if kind == "barefoot" or outfit is None else outfit.shoes.colour
    facing = rig.facing
    long = 0.46 if abs(rig.turn) > 0.25 else 0.3
    k = rig.unit * (0.35 + 0.65 * rig.tall)
    angle = math.radians(tilt) * facing + rig.spin

    def at(x: float, y: float) -> Point:
        cos, sin = math.cos(angle), math.sin(angle)
        return ankle[0] + (x * cos - y * sin) * k * 1.0, ankle[1] + (x * sin + y * cos) * k

    layer = rig.layer(round=0.07, form=0.7, rim=0.6, cast=0.25, drop=0.03)
    if kind == "boots":
        cuff = (ankle[0] + (knee[0] - ankle[0]) * 0.5, ankle[1] + (knee[1] - ankle[1]) * 0.5)
        rig.limb(layer, [ankle, cuff], [0.15, 0.2], tone(colour, shade), cap=False)
    shape = [(-0.15, 0.12), (-0.17, -0.06), (-0.05, -0.15), (0.1, -0.1), (long * 0.72, 0.0),
        (long, 0.07), (long, 0.14), (0.1, 0.15)]
    layer.poly([at(x * facing, y) for x, y in spline(shape, 5)], rig.colour(tone(colour, shade)))
    with layer.inside():
        sole = mix(colour, "#e8e2d6", 0.7) if kind == "shoes" else tone(colour, 0.55)
        layer.poly([at(x * facing, y) for x, y in ((-0.25, 0.105), (0.7, 0.105), (0.7, 0.2),
            (-0.25, 0.2))], rig.colour(tone(sole, shade)))
        if kind == "shoes":
            layer.poly([at(x * facing, y) for x, y in ((0.06, -0.09), (0.2, -0.02), (0.19, 0.0),
                (0.05, -0.06))], rig.colour(mix(colour, "#ffffff", 0.5)), 160)
        if kind == "sandals":
            layer.poly([at(x * facing, y) for x, y in ((0.1, -0.2), (0.22, -0.2), (0.22, 0.1),
                (0.1, 0.1))], rig.colour(colour))


def _seated(rig: Rig) -> None:
    colour, kind = _cloth(rig)
    facing, turned = rig.facing, abs(rig.turn) > 0.15
    scale = rig.tall
    outfit = rig.who.outfit
    skirt = outfit is not None and (outfit.top.kind == "dress" or outfit.bottom.kind == "skirt")
    for index, shade in ((0, 0.8), (1, 1.0)):
        side = facing if index == 0 else -facing
        reach = 1.22 * scale if turned else 0.42 * scale
        off = 0.12 * side if turned else 0.32 * side
        hip = rig.ground(off * 0.9, rig.hip + 0.08)
        knee = rig.ground(facing * reach * (1 if turned else 0.2) + off,
            rig.hip + (0.1 if turned else 0.5) * scale)
        ankle = rig.ground(facing * (reach * (1 if turned else 0.2) - 0.02 + 0.1 * index) + off,
            -_ANKLE)
        layer = rig.layer(round=0.14, form=0.6, rim=0.6, cast=0.3)
        wide = [0.3, 0.29, 0.245] if kind != "bare" else [0.24, 0.21, 0.17]
        rig.limb(layer, [hip, ((hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2 - 0.02 * rig.unit),
            knee], wide, tone(colour, shade))
        shin = rig.layer(round=0.13, form=0.6, rim=0.6, cast=0.3)
        rig.limb(shin, [knee, ankle], [0.235, 0.14] if kind != "bare" else [0.165, 0.095],
            tone(colour, shade * 0.97))
        _shoe(rig, ankle, 0.0, shade, knee)
    if skirt and outfit is not None:
        cloth = outfit.top.colour if outfit.top.kind == "dress" else outfit.bottom.colour
        layer = rig.layer(round=0.16, form=0.55, rim=0.6, cast=0.3)
        reach = 1.2 * scale if turned else 0.1
        k = rig.wide
        points = [(-facing * 0.5 * k, rig.hip - 0.1), (facing * 0.3 * k, rig.hip - 0.22),
            (facing * (reach + 0.16), rig.hip - 0.14), (facing * (reach + 0.26), rig.hip + 0.5),
            (facing * (reach - 0.2), rig.hip + 0.62), (-facing * 0.4 * k, rig.hip + 0.4)]
        layer.poly([rig.ground(*p) for p in spline(points, 7)], rig.colour(cloth))


def _kneeling(rig: Rig) -> None:
    colour, _ = _cloth(rig)
    facing, s = rig.facing, rig.tall
    back = rig.layer(round=0.14, form=0.6, rim=0.6, cast=0.25)
    hip = rig.ground(facing * 0.1, rig.hip + 0.05)
    knee = rig.ground(facing * 0.12, -0.2)
    toe = rig.ground(-facing * 1.25 * s, -0.16)
    rig.limb(back, [hip, knee], [0.31, 0.23], tone(colour, 0.82))
    rig.limb(back, [knee, toe], [0.22, 0.13], tone(colour, 0.78))
    _shoe(rig, toe, 60.0, 0.82, knee)
    front = rig.layer(round=0.14, form=0.6, rim=0.6, cast=0.3)
    hip, knee = rig.ground(-facing * 0.14, rig.hip + 0.05), rig.ground(facing * 1.12 * s,
        rig.hip - 0.02)
    ankle = rig.ground(facing * 1.06 * s, -_ANKLE)
    rig.limb(front, [hip, knee], [0.31, 0.25], colour)
    shin = rig.layer(round=0.13, form=0.6, rim=0.6, cast=0.3)
    rig.limb(shin, [knee, ankle], [0.235, 0.14], tone(colour, 0.97))
    _shoe(rig, ankle, 0.0, 1.0, knee)
