"""The features of a face: they sit on a cylinder, so one drawing serves every turn of the head."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import RGB, Layer, Point, lerp, luma, mix, tone
from ministudio.builtin.animatic.figures.eyes import draw_brows, draw_eyes

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.builtin.animatic.figures.rig import Rig

MOUTH_V = 0.635


def shade_of_skin(skin: RGB) -> RGB:
    """The shadow colour of a skin: darker and redder."""
    return mix(tone(skin, 0.66), "#8a3026", 0.24)


def draw_features(rig: Rig, layer: Layer) -> None:
    """Cheeks, nose, eyes, brows, mouth, marks, drawn inside the face's layer."""
    with layer.inside():
        _planes(rig, layer)
        _cheeks(rig, layer)
        if rig.who.age > 46 or {"wrinkles", "tired"} & rig.who.marks:
            _lines(rig, layer)
        draw_eyes(rig, layer)
        _nose(rig, layer)
        _mouth(rig, layer)
        if {"beard", "stubble", "moustache"} & rig.who.marks:
            _beard(rig, layer)
        draw_brows(rig, layer)
        _marks(rig, layer)


def _planes(rig: Rig, layer: Layer) -> None:
    """The side of the face that turns from the light, and the shade under the brow."""
    side, dark = rig.shade_side, shade_of_skin(rig.skin)
    edge = [(64, -0.5), (52, -0.2), (58, 0.05), (44, 0.3), (46, 0.6), (30, 0.95)]
    inner = [(rig.around(side * a), v) for a, v in edge]
    rig.blob(layer, [*inner, (side * 0.5, 1.1), (side * 0.62, 0.2), (side * 0.5, -0.7)], dark, 6,
        alpha=46)
    for eye in (-1, 1):
        x, fore = rig.around(eye * 24), rig.fore(eye * 24)
        rig.blob(layer, [(x - 0.12 * fore, -0.12), (x, -0.17), (x + 0.12 * fore, -0.12),
            (x + 0.1 * fore, 0.0), (x - 0.1 * fore, 0.0)], dark, 6, alpha=58)


def _cheeks(rig: Rig, layer: Layer) -> None:
    flush = rig.act.face.flush + (0.7 if "blush" in rig.who.marks else 0)
    young = 0.5 if rig.who.age < 14 else 0.0
    alpha = int(30 + 62 * min(1.4, flush + young))
    red = mix(rig.skin, "#e2503c", 0.55)
    for side in (-1, 1):
        x, fore = rig.around(side * 39), rig.fore(side * 39)
        for size, share in ((1.0, 0.5), (0.62, 0.6)):
            rx, rv = (0.105 * fore + 0.02) * size, 0.15 * size
            ring = [(x + rx * math.cos(a / 8 * math.pi), 0.36 + rv * math.sin(a / 8 * math.pi))
                for a in range(16)]
            rig.blob(layer, ring, red, 2, alpha=int(alpha * share))
    nose = rig.around(0, 0.43)
    rig.blob(layer, [(nose - 0.05, 0.3), (nose + 0.05, 0.3), (nose + 0.04, 0.42),
        (nose - 0.04, 0.42)], red, 5, alpha=int(alpha * 0.45))


def _nose(rig: Rig, layer: Layer) -> None:
    face, turn = rig.who.face, rig.turn
    dark = shade_of_skin(rig.skin)
    base = 0.30 + 0.085 * face.nose_length
    tip = rig.around(0, 0.43)
    wing = 0.062 * face.nose_width
    side = rig.shade_side
    if abs(turn) > 0.3:
        side = 1 if turn > 0 else -1
    bridge = rig.around(side * 8, 0.365)
    rig.blob(layer, [(bridge, -0.1), (lerp(bridge, tip, 0.7) + side * 0.012 * face.nose_bridge,
        0.16), (tip + side * wing * 1.1, base - 0.05), (tip + side * wing * 0.62, base + 0.015),
        (tip, base - 0.012), (tip - side * 0.008, 0.16), (rig.around(side * 2, 0.365), -0.06)],
        dark, 6, alpha=int(70 + 26 * face.nose_bridge))
    under = [(tip - wing, base + 0.002), (tip - wing * 0.4, base + 0.032),
        (tip + wing * 0.4, base + 0.032), (tip + wing, base + 0.002),
        (tip + wing * 0.5, base - 0.018), (tip - wing * 0.5, base - 0.018)]
    rig.blob(layer, under, dark, 5, alpha=150)
    for nostril in (-1, 1):
        x = tip + nostril * wing * 0.52
        rig.blob(layer, [(x - 0.016, base + 0.004), (x, base - 0.006), (x + 0.016, base + 0.006),
            (x, base + 0.018)], tone(dark, 0.5), 4, alpha=190)
    light = mix(rig.skin, "#fff4e0", 0.6)
    shine = tip - side * 0.02
    rig.blob(layer, [(shine - 0.02, base - 0.12), (shine + 0.022, base - 0.11),
        (shine + 0.016, base - 0.05), (shine - 0.018, base - 0.05)], light, 5, alpha=105)


def _mouth(rig: Rig, layer: Layer) -> None:
    face, emotion, act = rig.who.face, rig.act.face, rig.act
    open_ = max(emotion.open, act.talk * 0.075)
    wide = emotion.wide * face.mouth_width * (1 - 0.32 * act.round_ * max(act.talk, 0.3))
    left, right = rig.around(-20.5 * wide), rig.around(20.5 * wide)
    middle = rig.around(0, 0.405)
    v = MOUTH_V
    skew = emotion.skew * rig.facing * 0.035
    left_v, right_v = v - emotion.corner * 1.1 - skew, v - emotion.corner * 1.1 + skew
    thick = 0.026 * face.lips
    lip = mix(rig.skin, "#b0303a" if luma(rig.skin) > 0.45 else "#8a2c38", _lip_share(rig))
    low = v + open_ * 2.0
    if open_ > 0.01:
        _inside_mouth(rig, layer, (left, left_v), (right, right_v), (middle, v), low)
    rig.blob(layer, [(left, left_v), (lerp(left, middle, 0.7), v - thick * 1.9),
        (middle, v - thick * 1.25), (lerp(right, middle, 0.7), v - thick * 1.9), (right, right_v),
        (lerp(right, middle, 0.55), lerp(right_v, v, 0.6) + 0.008),
        (middle, v + (0.012 if open_ <= 0.01 else -0.004)), (lerp(left, middle, 0.55),
        lerp(left_v, v, 0.6) + 0.008)], tone(lip, 0.86), 6)
    rig.blob(layer, [(lerp(left, middle, 0.1), lerp(left_v, low, 0.4)), (middle, low + 0.004),
        (lerp(right, middle, 0.1), lerp(right_v, low, 0.4)), (lerp(right, middle, 0.5),
        low + thick * 2.2), (middle, low + thick * 2.5), (lerp(left, middle, 0.5),
        low + thick * 2.2)], lip, 6)
    shine = mix(lip, "#ffe8dc", 0.45)
    rig.blob(layer, [(middle - 0.05, low + thick * 0.8), (middle + 0.03, low + thick * 0.7),
        (middle, low + thick * 1.5)], shine, 5, alpha=80)
    line = mix(tone(rig.skin, 0.4), "#5a1a18", 0.4)
    if open_ <= 0.01:
        rig.stroke(layer, [(left, left_v), (lerp(left, middle, 0.5), lerp(left_v, v, 0.7) + 0.006),
            (middle, v + 0.008), (lerp(right, middle, 0.5), lerp(right_v, v, 0.7) + 0.006),
            (right, right_v)], [0.003, 0.0075, 0.006, 0.0075, 0.003], line)
    for x, at, side in ((left, left_v, -1), (right, right_v, 1)):  # the corners turn into the cheek
        rig.stroke(layer, [(x, at), (x + side * 0.018, at - 0.02 - emotion.corner * 0.5)],
            [0.007, 0.002], line, alpha=150)
    shade = shade_of_skin(rig.skin)
    rig.blob(layer, [(lerp(left, middle, 0.5), low + thick * 2.9), (middle, low + thick * 2.7),
        (lerp(right, middle, 0.5), low + thick * 2.9), (middle, low + thick * 2.9 + 0.05)], shade,
        5, alpha=88)
    if emotion.corner > 0.03 and rig.who.age >= 14:  # a smile lifts the cheeks
        line_alpha = int(min(140, 30 + 2.2 * rig.who.age))
        for x, at, side in ((left, left_v, -1), (right, right_v, 1)):
            rig.stroke(layer, [(x + side * 0.03, at - 0.18), (x + side * 0.05, at - 0.08),
                (x + side * 0.032, at + 0.02)], [0.002, 0.007, 0.002], shade, alpha=line_alpha)


def _lip_share(rig: Rig) -> float:
    share = 0.44 if rig.who.feminine and rig.who.age > 14 else 0.26
    return share + (0.28 if "makeup" in rig.who.marks else 0.0)


def _inside_mouth(rig: Rig, layer: Layer, left: Point, right: Point, middle: Point,
    low: float) -> None:
    mx, mv = middle
    shape = [left, (lerp(left[0], mx, 0.6), mv - 0.02), (mx, mv - 0.015),
        (lerp(right[0], mx, 0.6), mv - 0.02), right, (lerp(right[0], mx, 0.45), low + 0.01),
        (mx, low + 0.03), (lerp(left[0], mx, 0.45), low + 0.01)]
    rig.blob(layer, shape, "#41141a", 6)
    height = low - mv
    rig.blob(layer, [(lerp(left[0], mx, 0.3), mv + height * 0.75), (mx, mv + height * 0.5),
        (lerp(right[0], mx, 0.3), mv + height * 0.75), (mx, low + 0.03)], "#9c4048", 5)
    if rig.act.face.teeth or rig.act.talk > 0.4:
        deep = min(0.05, height * 0.42)
        rig.blob(layer, [(lerp(left[0], mx, 0.24), lerp(left[1], mv, 0.7)), (mx, mv - 0.014),
            (lerp(right[0], mx, 0.24), lerp(right[1], mv, 0.7)),
            (lerp(right[0], mx, 0.4), mv + deep * 0.8), (mx, mv + deep),
            (lerp(left[0], mx, 0.4), mv + deep * 0.8)], "#f3ece2", 5)


def _beard(rig: Rig, layer: Layer) -> None:
    marks, hair = rig.who.marks, tone(rig.who.hair.colour, 0.92)
    mx = rig.around(0, 0.405)
    left, right = rig.around(-21), rig.around(21)
    moustache = [(left - 0.03, 0.62), (left + 0.01, 0.53), (mx - 0.03, 0.475), (mx, 0.495),
        (mx + 0.03, 0.475), (right - 0.01, 0.53), (right + 0.03, 0.62),
        (lerp(mx, right, 0.5), 0.575), (mx, 0.56), (lerp(mx, left, 0.5), 0.575)]
    jaw = [(rig.around(-88, 0.42), -0.02), (rig.around(-72, 0.4), 0.2), (rig.around(-52), 0.44),
        (left - 0.05, 0.57), (left - 0.025, 0.7), (mx - 0.06, 0.73), (mx, 0.715), (mx + 0.06, 0.73),
        (right + 0.025, 0.7), (right + 0.05, 0.57), (rig.around(52), 0.44),
        (rig.around(72, 0.4), 0.2), (rig.around(88, 0.42), -0.02), (0.5, 0.5), (0.4, 1.12),
        (-0.4, 1.12), (-0.5, 0.5)]
    if "stubble" in marks and "beard" not in marks:
        rig.blob(layer, jaw, hair, 5, alpha=70)
        rig.blob(layer, moustache, hair, 5, alpha=80)
        return
    if "beard" in marks:
        rig.blob(layer, jaw, hair, 5, alpha=242)
        dice = rig.who.dice("beard")
        for _ in range(26):
            x, v = dice.between(-0.34, 0.34) + rig.turn * 0.1, dice.between(0.66, 1.0)
            shade = tone(hair, dice.pick((1.25, 0.75, 1.12)))
            rig.stroke(layer, [(x, v - 0.08), (x * 0.97, v + 0.03)], [0.002, 0.008, 0.002], shade,
                alpha=150)
    rig.blob(layer, moustache, tone(hair, 1.06), 5, alpha=245)
    skew = rig.act.face.corner
    if max(rig.act.face.open, rig.act.talk * 0.07) <= 0.01:
        rig.stroke(layer, [(left + 0.02, MOUTH_V - skew * 0.6), (mx, MOUTH_V + 0.008),
            (right - 0.02, MOUTH_V - skew * 0.6)], [0.004, 0.01, 0.004],
            mix(tone(rig.skin, 0.4), "#5a1a18", 0.5))


def _lines(rig: Rig, layer: Layer) -> None:
    """Lines of age: nose to mouth, brow, corners of the eyes."""
    dark = shade_of_skin(rig.skin)
    old = min(1.0, max(0.0, (rig.who.age - 40) / 30))
    alpha = int(70 + 110 * old)
    for side in (-1, 1):
        rig.stroke(layer, [(rig.around(side * 15), 0.36), (rig.around(side * 24), 0.48),
            (rig.around(side * 27), 0.64)], [0.003, 0.009, 0.003], dark, alpha=alpha)
        x = rig.around(side * 25)
        rig.stroke(layer, [(x - 0.07 * rig.fore(side * 25), 0.15), (x, 0.19),
            (x + 0.07 * rig.fore(side * 25), 0.15)], [0.002, 0.006, 0.002], dark, alpha=alpha)
        if rig.who.age > 55 or "wrinkles" in rig.who.marks:
            for i in (-1, 0, 1):
                rig.stroke(layer, [(rig.around(side * 43), 0.03 + i * 0.03),
                    (rig.around(side * 52), 0.03 + i * 0.075)], [0.005, 0.002], dark,
                    alpha=alpha - 30)
    if rig.who.age > 55 or "wrinkles" in rig.who.marks:
        for v, reach in ((-0.5, 20), (-0.41, 24)):
            rig.stroke(layer, [(rig.around(-reach), v + 0.01), (rig.around(0), v - 0.015),
                (rig.around(reach), v + 0.01)], [0.001, 0.006, 0.001], dark, alpha=alpha - 40)


def _marks(rig: Rig, layer: Layer) -> None:
    """Freckles, scars, and what has happened to the face."""
    shown = rig.who.marks | rig.who.conditions
    if rig.act.face.tears:
        shown |= {"crying"}
    for words, draw in _MARKS:
        if words & shown:
            draw(rig, layer)


def _freckles(rig: Rig, layer: Layer) -> None:
    dice = rig.who.dice("freckles")
    for _ in range(52):
        angle, v = dice.between(-52, 52), 0.24 + dice.near(0.07)
        x, r = rig.around(angle), 0.0075 * dice.between(0.5, 1.3)
        rig.blob(layer, [(x - r * rig.fore(angle), v), (x, v - r * 1.8),
            (x + r * rig.fore(angle), v), (x, v + r * 1.8)], mix(rig.skin, "#9a4a20", 0.6), 3,
            alpha=150)


def _scar(rig: Rig, layer: Layer) -> None:
    dark = shade_of_skin(rig.skin)
    side = 1 if rig.who.seed % 2 else -1
    rig.stroke(layer, [(rig.around(side * 36), -0.28), (rig.around(side * 33), 0.1),
        (rig.around(side * 38), 0.42)], [0.003, 0.011, 0.003], mix(rig.skin, "#e8a090", 0.6))
    rig.stroke(layer, [(rig.around(side * 37.5), -0.26), (rig.around(side * 34.5), 0.1),
        (rig.around(side * 39.5), 0.4)], [0.001, 0.004, 0.001], dark, alpha=160)


def _mole(rig: Rig, layer: Layer) -> None:
    layer.circle(*rig.head(rig.around(24), 0.5), 0.012 * rig.unit, tone(rig.skin, 0.4))


def _mud(rig: Rig, layer: Layer) -> None:
    dice = rig.who.dice("mud")
    for _ in range(7):
        x, v, r = rig.around(dice.between(-55, 55)), dice.between(-0.3,
            0.85), dice.between(0.02, 0.06)
        rig.blob(layer, [(x - r, v), (x, v - r), (x + r * 1.3, v + r * 0.4), (x, v + r * 1.4)],
            "#4a3826", 5, alpha=165)


def _bruise(rig: Rig, layer: Layer) -> None:
    x = rig.around(-25)
    rig.blob(layer, [(x - 0.1, 0.05), (x, -0.1), (x + 0.1, 0.04), (x, 0.17)], "#5a3a78", 6,
        alpha=80)


def _blood(rig: Rig, layer: Layer) -> None:
    rig.stroke(layer, [(rig.around(30), -0.42), (rig.around(32), -0.2), (rig.around(30), 0.0)],
        [0.014, 0.01, 0.004], "#8a1a1c", alpha=220)


def _pallor(rig: Rig, layer: Layer) -> None:
    rig.blob(layer, [(-0.5, -1), (0.5, -1), (0.5, 1), (-0.5, 1)], "#a8b890", 4, alpha=46)


def _drops(rig: Rig, layer: Layer) -> None:
    dice = rig.who.dice("drops")
    for _ in range(9):
        x, v = rig.around(dice.between(-52, 52)), dice.between(-0.4, 0.85)
        rig.blob(layer, [(x, v - 0.05), (x + 0.013, v), (x, v + 0.018), (x - 0.013, v)],
            mix(rig.skin, "#f4fbff", 0.75), 4, alpha=190)


def _tears(rig: Rig, layer: Layer) -> None:
    for side in (-1, 1):
        x = rig.around(side * 27)
        rig.stroke(layer, [(x, 0.13), (x + 0.004 * side, 0.36), (x, 0.56)],
            [0.006, 0.012, 0.016], mix(rig.skin, "#e6f6ff", 0.7), alpha=190)


_MARKS: tuple[tuple[frozenset[str], Callable[[Rig, Layer], None]], ...] = (
    (frozenset({"freckles"}), _freckles), (frozenset({"scar"}), _scar),
    (frozenset({"mole"}), _mole),
    (frozenset({"muddy"}), _mud), (frozenset({"bruised"}), _bruise),
    (frozenset({"bloody"}), _blood), (frozenset({"sick"}), _pallor),
    (frozenset({"wet", "sweaty"}), _drops), (frozenset({"crying"}), _tears),
)
