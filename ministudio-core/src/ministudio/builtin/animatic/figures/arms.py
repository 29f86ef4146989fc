"""Arms: a gesture is a place for the wrist and an attitude of the hand; the elbow follows."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Colour, Layer, Point, lerp, mix, tone
from ministudio.builtin.animatic.figures.hands import Hand, draw_hand
from ministudio.builtin.animatic.figures.rig import FOREARM, UPPER_ARM, Rig, elbow

if TYPE_CHECKING:
    from collections.abc import Callable

# gesture -> wrist (forward, y) by adult measures from the hip; forward is away from the body
# on the arm's own side ("out"), toward the facing side ("fwd") or a place at the head ("head").
_WRISTS: dict[str, tuple[str, float, float, str]] = {
    "rest": ("out", 0.06, 0.36, "relaxed"), "fist": ("out", 0.1, 0.3, "fist"),
    "hold": ("out", -0.16, -1.02, "grip"), "carry": ("out", 0.44, -0.84, "fist"),
    "cradle": ("out", -0.28, -0.5, "flat"),
    "offer": ("out", 0.85, -1.32, "flat"),
    "reach": ("out", 1.62, -1.5, "spread"), "point": ("out", 1.95, -1.72, "point"),
    "wave": ("out", 0.5, -2.85, "spread"), "raise": ("out", 0.28, -3.1, "flat"),
    "up": ("out", 0.5, -3.0, "spread"), "hips": ("out", -0.3, -0.28, "fist"),
    "talk": ("out", 0.42, -1.3, "flat"), "shrug": ("out", 0.7, -1.12, "spread"),
    "guard": ("out", 0.02, -1.72, "spread"), "pocket": ("out", -0.26, -0.02, "fist"),
    "throw": ("out", 0.55, -2.55, "grip"), "behind": ("out", -0.75, -0.3, "fist"),
    "crossed": ("cross", 0.44, -1.16, "relaxed"), "clasp": ("fwd", 0.2, -0.95, "fist"),
    "hug": ("fwd", 0.42, -1.2, "flat"), "push": ("fwd", 1.65, -1.5, "flat"),
    "write": ("fwd", 0.95, -0.74, "grip"), "read": ("fwd", 0.46, -1.14, "flat"),
    "tend": ("fwd", 1.3, -0.55, "grip"), "table": ("fwd", 1.25, -0.42, "flat"),
    "lap": ("fwd", 0.74, -0.16, "relaxed"), "chest": ("fwd", 0.2, -1.42, "flat"),
    "belly": ("fwd", 0.2, -0.72, "flat"), "hold arm": ("fwd", 0.72, -0.92, "grip"),
    "chin": ("head", 0.12, 1.1, "fist"), "mouth": ("head", 0.1, 1.2, "flat"),
    "glasses": ("head", 0.3, 0.25, "point"), "head": ("head", 0.44, 0.0, "spread"),
    "phone": ("head", 0.5, 0.6, "grip"), "salute": ("head", 0.44, -0.28, "flat"),
    "neck": ("head", 0.34, 0.95, "relaxed"), "scratch": ("head", 0.38, -0.5, "relaxed"),
    "drink": ("head", 0.22, 0.98, "grip"),
}
# Where a hand points when it does not go on along the forearm: (outward, down).
_AIMS = {
    "wave": (0.12, -1.0), "raise": (0.0, -1.0), "up": (0.1, -1.0), "chin": (-0.35, -0.9),
    "mouth": (-0.5, -0.85), "guard": (0.25, -1.0), "shrug": (0.9, -0.35), "hips": (-0.8, 0.5),
    "table": (1.0, 0.1), "offer": (1.0, -0.12), "hold": (-0.5, -0.6), "cradle": (-0.9, -0.2),
    "read": (0.2, -0.9),
    "phone": (-0.15, -1.0), "head": (-0.1, -1.0), "salute": (-0.9, -0.4), "lap": (1.0, 0.35),
    "talk": (0.8, -0.5), "drink": (-0.4, -0.9), "clasp": (0.3, -0.9), "scratch": (-0.5, -0.8),
}
# Gestures close to the body: the upper arm hangs and the forearm comes toward the viewer, so that
# the elbow stays at the side (an arm kept in the picture plane would stick it out).
_CLOSE = frozenset({
    "hold", "carry", "cradle", "read", "chest", "guard", "talk", "clasp", "hug", "phone", "drink",
    "chin", "mouth", "glasses", "head", "salute", "neck", "scratch", "belly", "shrug", "hold arm",
})
_ELBOWS = ((0.1, 0.9), (0.26, 0.8), (0.44, 0.34))
_IN_FRONT = frozenset(
    "hold carry cradle crossed clasp hug write read table lap chest belly chin mouth glasses guard "
    "drink tend hold_arm phone".replace("_", " ").split()
) | {"hold arm"}
_BARE = {"tank": 0.12, "tee": 0.5, "dress": 0.4, "overalls": 0.55}


@dataclass(slots=True)
class Arm:
    """The joints of one arm in world units, and what its hand does."""

    side: int
    gesture: str
    shoulder: Point
    elbow: Point
    hand: Hand
    front: bool
    hidden: bool


def pose_arm(rig: Rig, side: int, gesture: str) -> Arm:
    """Joints of the arm on a side of the picture (1 right)."""
    sign = 1 if side == rig.facing else -1
    shoulder = rig.trunk(side * (rig.shoulder - 0.165), rig.shoulder_y + 0.285)
    kind, out, y, attitude = _WRISTS.get(gesture, _WRISTS["rest"])
    toward: Point = (side * 0.7, 1.0)
    if gesture in ("rest", "fist") and rig.act.stance in ("walk", "run", "jump", "climb"):
        wrist, attitude = _swung(rig, side, sign)
        toward = (-rig.facing * 1.0, 0.3)
    elif kind == "out":
        wrist = rig.trunk(side * (rig.shoulder + out), y)
    elif kind == "cross":
        wrist = rig.trunk(-side * out, y + 0.1 * sign)
    elif kind == "fwd":
        forward = out * (1.0 if sign > 0 else 0.72)
        wrist = rig.trunk(rig.facing * forward + side * (0.16 if abs(rig.turn) < 0.3 else 0.04),
            y + 0.04 * sign)
        toward = (-rig.facing * 0.4 + side * 0.4, 1.0)
    else:
        wrist = rig.head(side * out + rig.turn * 0.26, y)
    scale = rig.unit * (0.3 * rig.wide + 0.7 * rig.tall)
    joint, wrist = elbow(shoulder, wrist, UPPER_ARM * scale, FOREARM * scale, toward)
    if gesture in _CLOSE:
        joint = _tucked(rig, side, shoulder, wrist, FOREARM * scale) or joint
    hand = Hand(wrist, _aim(side, gesture, joint, wrist, rig), _thumb(side, gesture, rig), attitude)
    return Arm(side, gesture, shoulder, joint, hand, gesture in _IN_FRONT,
        gesture in ("pocket", "behind"))


def _tucked(
    rig: Rig, side: int, shoulder: Point, wrist: Point, forearm: float
) -> Point | None:
    """The elbow of an arm whose forearm comes toward the viewer; None when the wrist is too far."""
    k = rig.unit * (0.3 * rig.wide + 0.7 * rig.tall)
    for out, down in _ELBOWS:
        joint = (shoulder[0] + side * out * k, shoulder[1] + down * k)
        if 0.42 * k < math.dist(joint, wrist) <= forearm * 1.15:
            return joint
    return None


def _swung(rig: Rig, side: int, sign: int) -> tuple[Point, str]:
    """Arms that swing against the legs."""
    swing = math.sin(rig.act.phase * math.tau) * -sign
    if rig.act.stance == "run":
        return rig.trunk(rig.facing * (0.55 + 0.75 * swing), -0.95 - 0.35 * swing), "fist"
    if rig.act.stance == "jump":
        return rig.trunk(side * (rig.shoulder + 0.8), -2.1), "spread"
    if rig.act.stance == "climb":
        return rig.trunk(rig.facing * (0.7 + 0.2 * sign), -2.4 - 0.3 * sign), "grip"
    reach = 0.5 * min(1.0, 0.35 + abs(rig.turn))
    return rig.trunk(side * (rig.shoulder + 0.02) + rig.facing * reach * swing,
        0.26 - 0.1 * abs(swing)), "relaxed"


def _aim(side: int, gesture: str, joint: Point, wrist: Point, rig: Rig) -> Point:
    if gesture in _AIMS:
        x, y = _AIMS[gesture]
        out = rig.facing if _WRISTS[gesture][0] == "fwd" else side
        dx, dy = x * out, y
    else:
        dx, dy = wrist[0] - joint[0], wrist[1] - joint[1]
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def _thumb(side: int, gesture: str, rig: Rig) -> int:
    """The thumb points forward or up."""
    if gesture in ("rest", "fist"):
        return rig.facing * (1 if abs(rig.turn) > 0.2 else -side * rig.facing)
    if gesture in ("wave", "up", "raise", "guard", "shrug", "head"):
        return -side
    return side if gesture in ("reach", "point", "offer", "push", "talk", "table") else -side


def draw_arm(rig: Rig, arm: Arm, *, upper: bool = True, lower: bool = True,
    held: Callable[[], None] | None = None) -> None:
    """Draw an arm, or only its upper or lower part (a far arm that comes round to the front)."""
    shade = 0.86 if arm.side == rig.facing and abs(rig.turn) > 0.2 else 1.0
    if upper:
        _sleeve(rig, arm, shade, to_wrist=lower)
    if not lower:
        return
    if not upper:
        _forearm(rig, arm, shade)
    if held is not None:
        held()
    if not arm.hidden:
        gloves = rig.who.outfit.extra("gloves") if rig.who.outfit else None
        suit = rig.who.outfit and rig.who.outfit.outer and rig.who.outfit.outer.kind in (
            "spacesuit", "armor")
        skin = gloves.colour if gloves else rig.skin
        if suit and rig.who.outfit and rig.who.outfit.outer:
            skin = tone(rig.who.outfit.outer.colour, 0.8)
        draw_hand(rig, arm.hand, tone(skin, lerp(shade, 1, 0.5)), glove=bool(gloves or suit))
    _cuff(rig, arm, shade)


def _cloth(rig: Rig) -> tuple[Colour, str]:
    """Colour and kind of what the arm wears."""
    outfit = rig.who.outfit
    if outfit is None:
        return rig.skin, "bare"
    outer = outfit.outer
    if outer is not None and outer.kind != "vest":
        return outer.colour, outer.kind
    if outfit.top.kind == "overalls":
        return outfit.top.accent if outfit.top.accent != tone(outfit.top.colour, 0.72) else (222,
            216, 204), "shirt"
    return outfit.top.colour, outfit.top.kind


def _widths(rig: Rig, kind: str) -> tuple[float, float, float]:
    thick = 1.14 if kind in ("coat", "spacesuit", "raincoat", "hoodie", "robe") else 1.0
    thick *= 0.88 if rig.who.feminine else 1.0
    end = 0.21 if kind in ("robe", "cloak") else 0.125
    return 0.205 * thick, 0.168 * thick, end * thick


def _points(arm: Arm) -> tuple[Point, Point, Point]:
    out = arm.hand.wrist
    short = (lerp(arm.elbow[0], out[0], 0.95), lerp(arm.elbow[1], out[1], 0.95))
    return arm.shoulder, arm.elbow, short


def _bent(shoulder: Point, joint: Point, wrist: Point) -> list[Point]:
    """A line with a tight turn at the elbow: a spline through the joint alone is a noodle."""
    return [
        shoulder,
        (lerp(shoulder[0], joint[0], 0.84), lerp(shoulder[1], joint[1], 0.84)),
        (lerp(joint[0], wrist[0], 0.16), lerp(joint[1], wrist[1], 0.16)),
        wrist,
    ]


def _sleeve(rig: Rig, arm: Arm, shade: float, *, to_wrist: bool) -> None:
    colour, kind = _cloth(rig)
    b, c, d = _widths(rig, kind)
    shoulder, joint, wrist = _points(arm)
    layer = rig.layer(round=0.12, form=0.6, rim=0.32, cast=0.3 if arm.front or to_wrist else 0.15)
    bare = _BARE.get(kind)
    if bare is not None:
        skin = tone(rig.skin, shade * 0.97)
        line = _bent(shoulder, joint, wrist) if to_wrist else [shoulder, joint]
        rig.limb(layer, line, [0.15, 0.135, 0.1] if to_wrist else [0.15, 0.135], skin)
        cloth = rig.layer(round=0.12, form=0.6, rim=0.6, cast=0.25, drop=0.03)
        end = (lerp(shoulder[0], joint[0], bare), lerp(shoulder[1], joint[1], bare))
        rig.limb(cloth, [shoulder, end], [b, b * 0.95], tone(colour, shade))
        return
    line = _bent(shoulder, joint, wrist) if to_wrist else [shoulder, joint]
    widths = [b, c, d] if to_wrist else [b, c]
    rig.limb(layer, line, widths, tone(colour, shade))
    _folds(rig, layer, arm, tone(colour, shade), kind)


def _forearm(rig: Rig, arm: Arm, shade: float) -> None:
    colour, kind = _cloth(rig)
    _, c, d = _widths(rig, kind)
    _, joint, wrist = _points(arm)
    layer = rig.layer(round=0.11, form=0.6, rim=0.32, cast=0.4)
    if kind in _BARE:
        rig.limb(layer, [joint, wrist], [0.135, 0.1], tone(rig.skin, shade))
        return
    rig.limb(layer, [joint, wrist], [c, d], tone(colour, lerp(shade, 1, 0.5)))
    _folds(rig, layer, arm, tone(colour, shade), kind)


def _folds(rig: Rig, layer: Layer, arm: Arm, colour: Colour, kind: str) -> None:
    """Two soft folds at the elbow; knit gets ribs."""
    x, y = arm.elbow
    k = rig.unit * rig.wide
    with layer.inside():
        for i in (-1, 0, 1):
            ox, oy = i * 0.05 * k, i * 0.075 * k
            rig.limb(layer, [(x - 0.12 * k + ox, y + oy + 0.03 * k), (x + ox, y + oy),
                (x + 0.11 * k + ox, y + oy - 0.04 * k)], [0.004, 0.018, 0.004], tone(colour, 0.82),
                alpha=150)
        if "bandaged arm" in rig.who.conditions and arm.side == -1:
            _bandage(rig, layer, arm)
        if "muddy" in rig.who.conditions:
            wx, wy = arm.hand.wrist
            rig.limb(layer, [(lerp(x, wx, 0.5), lerp(y, wy, 0.5)),
                (lerp(x, wx, 0.8), lerp(y, wy, 0.8))], [0.09, 0.05], "#4a3826", alpha=170)
        if kind in ("uniform",):
            sx, sy = arm.shoulder
            rig.limb(layer, [(sx, sy - 0.06 * k), (sx + 0.001, sy + 0.02 * k)], [0.16, 0.16],
                "#c9a548", alpha=120)


def _bandage(rig: Rig, layer: Layer, arm: Arm) -> None:
    (sx, sy), (ex, ey), (wx, wy) = arm.shoulder, arm.elbow, arm.hand.wrist
    for start, end in (((sx, sy), (ex, ey)), ((ex, ey), (wx, wy))):
        rig.limb(layer, [(lerp(start[0], end[0], 0.25), lerp(start[1], end[1], 0.25)),
            (lerp(start[0], end[0], 0.85), lerp(start[1], end[1], 0.85))], [0.21, 0.2], "#ece6d8")
    for i in range(5):
        t = 0.2 + i * 0.15
        px, py = lerp(sx, ex, t), lerp(sy, ey, t)
        k = rig.unit * rig.wide
        rig.limb(layer, [(px - 0.2 * k, py + 0.04 * k), (px + 0.2 * k, py - 0.04 * k)],
            [0.008, 0.008], "#b8ae9c")


def _cuff(rig: Rig, arm: Arm, shade: float) -> None:
    colour, kind = _cloth(rig)
    if kind in _BARE or kind == "bare":
        return
    outfit = rig.who.outfit
    cuffs: dict[str, Colour] = {"sweater": tone(colour, 0.82), "hoodie": tone(colour, 0.82),
        "turtleneck": tone(colour, 0.86), "cardigan": tone(colour, 0.8),
        "labcoat": mix(colour, "#7a8894", 0.25), "shirt": mix(colour, "#ffffff", 0.25),
        "coat": tone(colour, 0.8), "uniform": "#c9a548", "robe": mix(colour, "#e8c878", 0.6),
        "spacesuit": "#5c6672", "armor": tone(colour, 0.7)}
    cuff = cuffs.get(kind)
    if kind == "blazer" and outfit is not None:
        cuff = outfit.top.colour
    if cuff is None:
        return
    end = _widths(rig, kind)[2]
    (ex, ey), (wx, wy) = arm.elbow, arm.hand.wrist
    layer = rig.layer(round=0.06, form=0.5, rim=0.4, cast=0.15, drop=0.02)
    at = (0.9, 0.965) if kind not in ("blazer",) else (0.94, 0.985)
    line = [(lerp(ex, wx, t), lerp(ey, wy, t)) for t in at]
    rig.limb(layer, line, [end * 1.02, end * 1.0], tone(cuff, shade), cap=False)
