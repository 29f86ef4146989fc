"""Hair: a mass behind the head, a cap or curtains in front of it, strands that follow its flow."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ministudio.builtin.animatic.canvas import RGB, Layer, Point, lerp, luma, mix, tone
from ministudio.builtin.animatic.figures.rig import Rig

# How far down (in v; 1 is the chin) hair of a style falls.
_LENGTHS = {"bob": 0.98, "shoulder": 1.5, "long": 2.75}
_PULLED = ("bun", "pony", "pigtails", "braids")


def _shine(rig: Rig) -> RGB:
    """Where light runs along the strands: cool on black hair, warm on others."""
    hair = rig.who.hair.colour
    if luma(hair) < 0.2:
        return mix(tone(hair, 1.5), "#8792b8", 0.38)
    return mix(tone(hair, 1.22), "#fff0d8", 0.18)


def _dark(rig: Rig) -> RGB:
    return mix(tone(rig.who.hair.colour, 0.62), "#1c1030", 0.18)


def _covered(rig: Rig) -> bool:
    """A hat or hood hides the crown's volume."""
    return hat_kind(rig) in ("hood", "helmet", "headscarf", "beanie", "cap", "tophat", "wizardhat", "cowboyhat", "strawhat", "fedora", "beret")


def hat_kind(rig: Rig) -> str:
    """What is on the head, or an empty text."""
    outfit = rig.who.outfit
    kinds = ("hood", "helmet", "headscarf", "strawhat", "wizardhat", "cowboyhat", "tophat", "beanie", "beret", "cap", "fedora", "crown")
    found = outfit.extra(*kinds) if outfit else None
    return found.kind if found else ""


def ears_show(rig: Rig) -> bool:
    """Whether hair and hat leave the ears free."""
    hair = rig.who.hair
    if hat_kind(rig) in ("hood", "helmet", "headscarf"):
        return False
    return hair.style not in (*_LENGTHS, "afro")


def draw_hair_behind(rig: Rig) -> None:
    """The hair that lies behind neck and shoulders."""
    hair, turn = rig.who.hair, rig.turn
    if hat_kind(rig) in ("helmet", "headscarf") or hair.style in ("bald", "buzz", "mohawk"):
        return
    if hair.texture == "curly" and hair.style in (*_LENGTHS, "afro") or hair.style == "afro":
        _curls_behind(rig)
        return
    shift = -turn * 0.1
    if hair.style not in _LENGTHS:
        _nape(rig)
    if hair.style in _LENGTHS:
        _fall(rig, shift)
    elif hair.style == "bun":
        low = _covered(rig)
        spot = (-turn * 0.66, 0.3) if low else (-turn * 0.34, -1.08)
        layer = rig.layer(round=0.1, form=0.7)
        layer.circle(*rig.head(*spot), (0.16 if low else 0.2) * rig.unit, rig.colour(hair.colour))
        with layer.inside():
            for i in range(5):
                a = i * 1.1
                rig.stroke(layer, [(spot[0] + 0.17 * math.cos(a), spot[1] + 0.34 * math.sin(a)), (spot[0] + 0.07 * math.cos(a + 1), spot[1] + 0.12 * math.sin(a + 1)),
                                   (spot[0] - 0.12 * math.cos(a + 0.6), spot[1] - 0.22 * math.sin(a + 0.6))], [0.003, 0.012, 0.003], _shine(rig) if i % 2 else _dark(rig), alpha=190)  # fmt: skip
    elif hair.style == "pony":
        tail = [(-turn * 0.4, -0.82), (-turn * 0.95 - 0.06, -0.5), (-turn * 1.02 - 0.1, 0.4), (-turn * 0.86 - 0.04, 1.5)]
        layer = rig.layer(round=0.1)
        layer.poly(_ribbon(rig, tail, [0.1, 0.16, 0.17, 0.03]), rig.colour(tone(hair.colour, 0.9)))
        _along(rig, layer, tail, 0.1)
    elif hair.style == "pigtails":
        for side in (-1, 1):
            tail = [(side * 0.38 + shift, -0.35), (side * 0.66 + shift, -0.05), (side * 0.62 + shift, 0.8), (side * 0.56 + shift, 1.35)]
            layer = rig.layer(round=0.09)
            layer.poly(_ribbon(rig, tail, [0.08, 0.15, 0.14, 0.03]), rig.colour(hair.colour))
            _along(rig, layer, tail, 0.09)
            band = rig.layer(round=0.03)
            band.circle(*rig.head(side * 0.42 + shift, -0.3), 0.065 * rig.unit, _band_colour(rig))


def _nape(rig: Rig) -> None:
    """Short hair behind the ears, down to the nape."""
    m, volume = -rig.turn * 0.13, 0.0 if _covered(rig) else 0.03
    layer = rig.layer(round=0.1, form=0.5, cast=0.2)
    rig.blob(layer, [(m, -1.0), (m + 0.34, -0.7), (m + 0.385 + volume, -0.1), (m + 0.32, 0.34), (m + 0.2, 0.56), (m - 0.2, 0.56),
                     (m - 0.32, 0.34), (m - 0.385 - volume, -0.1), (m - 0.34, -0.7)], tone(rig.who.hair.colour, 0.8), 6)  # fmt: skip


def _band_colour(rig: Rig) -> RGB:
    return rig.who.outfit.top.colour if rig.who.outfit else (180, 60, 60)


def draw_braids(rig: Rig) -> None:
    """Two braids over the shoulders, on top of the clothes."""
    if rig.who.hair.style != "braids" or hat_kind(rig) == "helmet":
        return
    hair = rig.who.hair.colour
    for side in (-1, 1):
        x = rig.around(side * 78, 0.42)
        if abs(rig.turn) > 0.45 and side == rig.facing:
            continue
        layer = rig.layer(round=0.06, form=0.8, cast=0.4, drop=0.04)
        for i in range(9):
            v = 0.1 + i * 0.2
            r = 0.085 * (1 - i * 0.035)
            layer.circle(*rig.head(x + side * (0.05 + 0.02 * math.sin(i * 2.1)) + (0.018 if i % 2 else -0.018), v), r * rig.unit, rig.colour(tone(hair, 1.06 if i % 2 else 0.88)))
        rig.stroke(layer, [(x + side * 0.06, 1.86), (x + side * 0.05, 2.02)], [0.05, 0.02], hair)
        layer.circle(*rig.head(x + side * 0.06, 1.82), 0.055 * rig.unit, _band_colour(rig))


def _ribbon(rig: Rig, line: list[Point], widths: list[float]) -> list[Point]:
    from ministudio.builtin.animatic.canvas import tube

    return tube([rig.head(*p) for p in line], [w * rig.unit for w in widths])


def _along(rig: Rig, layer: Layer, line: list[Point], spread: float) -> None:
    """Strands along a tail."""
    with layer.inside():
        for i in range(5):
            off = (i - 2) * spread * 0.5
            colour = _shine(rig) if i % 2 else _dark(rig)
            rig.stroke(layer, [(x + off, v) for x, v in line], [0.003, 0.011, 0.01, 0.002], colour, alpha=190)


def _fall(rig: Rig, shift: float) -> None:
    """Straight or wavy hair that falls behind the neck."""
    hair = rig.who.hair
    end = _LENGTHS[hair.style]
    layer = rig.layer(round=0.12)
    wave = 0.035 if hair.texture == "wavy" or hair.messy else 0.0
    right: list[Point] = []
    for i in range(9):
        share = i / 8
        v = lerp(-0.9, end, share)
        x = lerp(0.34, 0.47, min(1, share * 4)) + 0.06 * share * (hair.style == "long")
        right.append((x + wave * math.sin(i * 2.2), v))
    left = [(-x, v) for x, v in right]
    points = [(shift, -1.12), *[(x + shift, v) for x, v in right], (shift + 0.1, end + 0.05), (shift - 0.1, end + 0.05),
              *[(x + shift, v) for x, v in reversed(left)]]  # fmt: skip
    rig.blob(layer, points, tone(hair.colour, 0.74), 6)
    with layer.inside():
        for i in range(9):
            x = -0.42 + 0.105 * i
            rig.stroke(layer, [(x * 0.7 + shift, -0.2), (x + shift, end * 0.5), (x * 1.04 + shift + wave, end)], [0.003, 0.01, 0.004],
                       _dark(rig) if i % 2 else tone(hair.colour, 0.9), alpha=170)  # fmt: skip


def draw_hair(rig: Rig) -> None:
    """The hair in front: cap or curtains over the face's layer."""
    hair, hat = rig.who.hair, hat_kind(rig)
    if hat in ("helmet", "headscarf") or (hair.style == "bald" and rig.who.age < 45):
        return
    if hair.style == "bald":
        _side_hair(rig)
    elif hair.style == "mohawk":
        _mohawk(rig)
    elif hair.style == "afro" or (hair.texture == "curly" and hair.style not in _PULLED):
        _curls(rig)
    elif hair.style in _LENGTHS:
        _curtains(rig)
    else:
        _cap(rig)


def _hairline(rig: Rig, height: float, temple: float, low: float) -> list[Point]:
    """The edge of the hair over the forehead, left to right."""
    rows = ((-84, low), (-66, lerp(low, temple, 0.6)), (-52, temple), (-30, lerp(temple, height, 0.8)), (0, height),
            (30, lerp(temple, height, 0.8)), (52, temple), (66, lerp(low, temple, 0.6)), (84, low))  # fmt: skip
    return [(rig.around(a, 0.375), v) for a, v in rows]


def _crown(rig: Rig, volume: float, low: float) -> list[Point]:
    """The outer edge over the skull, right to left; it ends where the hairline begins."""
    turned = min(1.0, abs(rig.turn) / 0.6)
    points: list[Point] = []
    for i in range(13):
        a = math.pi * i / 12
        across, up = math.cos(a), math.sin(a)
        far = across * rig.facing > 0
        reach = 0.385 + volume * 0.5 * up**0.5
        reach += (0.0 if far else 0.055) * turned * min(1.0, up * 1.6)
        x = across * reach - (0.0 if far else 0.012 * rig.facing * turned)
        points.append((x, low - up**0.8 * (low + 1.0 + volume)))
    return points


def _cap(rig: Rig) -> None:
    """Short or tied-back hair."""
    hair, face = rig.who.hair, rig.who.face
    volume = {"buzz": 0.035, "slick": 0.1, "pixie": 0.13, "short": 0.125}.get(hair.style, 0.075)
    if _covered(rig):
        volume = 0.02
    height = {"slick": -0.72, "buzz": -0.66, "pixie": -0.5}.get(hair.style, -0.6) + (0.05 if hair.style in _PULLED else 0)
    if rig.who.age > 50 and not rig.who.feminine:
        height -= 0.09
    low = 0.1 if hair.style in ("short", "slick", "buzz") else -0.02
    layer = rig.layer(round=0.11, form=0.62, cast=0.45, drop=0.045)
    line = _hairline(rig, height, -0.3, low)
    if hair.style in ("short", "pixie") and not _covered(rig):
        line = _parted(rig, height, low)
    colour = hair.colour if hair.style != "buzz" else mix(hair.colour, rig.skin, 0.22)
    rig.blob(layer, [*_crown(rig, volume, low), *line[1:-1]], colour, 6)
    with layer.inside():
        if hair.style in _PULLED or hair.style == "slick":
            _strands(rig, layer, [[(rig.around(a, 0.37), lerp(height, -0.3, (abs(a) / 60) ** 2)), (rig.around(a * 0.8, 0.33) - rig.turn * 0.08, -0.85), (-rig.turn * 0.2 + a * 0.0016, -1.04)]
                                  for a in range(-66, 67, 11)])
        elif hair.style == "buzz":
            dice = rig.who.dice("buzz")
            for _ in range(40):
                x, v = dice.between(-0.38, 0.38), dice.between(-1.0, -0.4)
                rig.stroke(layer, [(x, v), (x * 1.02, v - 0.035)], [0.004, 0.001], _dark(rig), alpha=90)
        else:
            part = 0.16 * (1 if rig.who.seed % 2 else -1) + rig.turn * 0.14
            _strands(rig, layer, [[(lerp(part, x, 0.25), -1.04), (lerp(part, x, 0.7), -0.9 + 0.1 * abs(x)), (x, height - 0.02 + 0.5 * (x - part) ** 2)]
                                  for x in np.linspace(-0.36, 0.38, 13).tolist()])
    if hair.messy or (hair.style in ("short", "pixie") and face.brow_arch > 1.15):
        _tufts(rig, volume)


def _parted(rig: Rig, height: float, low: float) -> list[Point]:
    """A hairline with a parting and a swept fringe."""
    side = 1 if rig.who.seed % 2 else -1
    fringe = 0.14 if rig.who.hair.fringe or rig.who.hair.style == "pixie" else 0.05
    rows = []
    for a in (-84, -68, -55, -38, -18, 0, 18, 38, 55, 68, 84):
        edge = (abs(a) / 84) ** 2.2
        v = lerp(height, low, edge)
        swept = math.cos(math.radians((a * side + 35) * 1.4))
        v += fringe * max(0, swept) - (0.07 if abs(a * side + 30) < 14 and fringe < 0.1 else 0) * 0
        if a * side == 38:
            v -= 0.07
        rows.append((rig.around(a, 0.375), v))
    return rows


def _tufts(rig: Rig, volume: float) -> None:
    """Locks that stand off, all round the crown."""
    dice = rig.who.dice("tufts")
    layer = rig.layer(round=0.05, cast=0, form=0.4)
    for i in range(13):
        a = 0.35 + (math.pi - 0.7) * i / 12 + dice.near(0.05)
        x, v = (0.385 + volume * 0.4) * math.cos(a), -0.1 - (0.88 + volume * 0.9) * math.sin(a)
        lean = dice.between(-0.09, 0.09)
        colour = tone(rig.who.hair.colour, dice.between(0.93, 1.05))
        rig.stroke(layer, [(x * 0.86, v + 0.12), (x * 1.02 + lean * 0.5, v), (x * 1.07 + lean, v - 0.075)], [0.06, 0.04, 0.004], colour)


def _strands(rig: Rig, layer: Layer, paths: list[list[Point]]) -> None:
    """Lines of light and dark along the hair; brightest in a band across it."""
    shine, dark = _shine(rig), _dark(rig)
    for i, path in enumerate(paths):
        rig.stroke(layer, path, [0.002, 0.013, 0.002], dark if i % 2 else shine, alpha=150 if i % 2 else 120)
        if i % 3 == 0:
            band = [(lerp(a[0], b[0], 0.5), lerp(a[1], b[1], 0.5)) for a, b in zip(path, path[1:], strict=False)]
            rig.stroke(layer, band if len(band) > 1 else path, [0.002, 0.02, 0.002], shine, alpha=150)


def _curtains(rig: Rig) -> None:
    """A parting with two falls of hair that frame the face."""
    hair = rig.who.hair
    end = {"bob": 0.94, "shoulder": 1.36, "long": 1.9}[hair.style]
    wave = 0.03 if hair.texture == "wavy" or hair.messy else 0.0
    layer = rig.layer(round=0.1, form=0.62, cast=0.5, drop=0.055)
    side = 1 if rig.who.seed % 2 else -1
    part = rig.around(side * 18, 0.32)
    top = -0.72 if not hair.fringe else -0.4
    volume = 0.0 if _covered(rig) else 0.1
    shift = -rig.turn * 0.07
    for half in (-1, 1):
        rig.blob(layer, _curtain(rig, half, part, end, wave=wave, top=top, volume=volume, shift=shift), hair.colour, 7)
    if hair.fringe:
        rig.blob(layer, [(rig.around(-58), -0.75), (rig.around(-50), -0.3), (rig.around(-20), -0.2), (rig.around(0), -0.22), (rig.around(20), -0.2), (rig.around(50), -0.3),
                         (rig.around(58), -0.75), (rig.around(0), -1.0)], hair.colour, 6)  # fmt: skip
    with layer.inside():
        paths = []
        for half in (-1, 1):
            for i in range(7):
                inner = _inner_edge(rig, half, 0.05)
                outer = shift + half * 0.46
                x = lerp(inner, outer, 0.12 + i * 0.135)
                paths.append([(part + half * 0.015 * i, -1.03 + 0.012 * i), (lerp(part, x, 0.7), -0.72), (x, -0.1), (x + wave * math.sin(i), lerp(0.1, end, 0.6)),
                              (x - half * 0.02, end - 0.06)])  # fmt: skip
        _strands(rig, layer, paths)


def _inner_edge(rig: Rig, half: int, v: float) -> float:
    return rig.around(half * 62, 0.37 + 0.01 * v)


def _curtain(
    rig: Rig, half: int, part: float, end: float, *, wave: float, top: float, volume: float, shift: float
) -> list[Point]:
    """One fall: down its inner edge, round its end, up the outer edge."""
    inner = _inner_edge(rig, half, 0)
    points: list[Point] = [(part, top - 0.14), (lerp(part, inner, 0.45), top + 0.08), (lerp(part, inner, 0.85), -0.36), (inner, 0.0)]
    steps = 4
    for i in range(1, steps + 1):
        v = lerp(0.0, end - 0.06, i / steps)
        points.append((inner - half * 0.012 * math.sin(i * 1.3) + half * (0.02 if i == steps else 0) + wave * math.sin(i * 2.0), v))
    outer = shift + half * (0.43 + volume * 0.55)
    if half * rig.facing < 0:
        outer += half * 0.03 * min(1.0, abs(rig.turn) / 0.5)
    tip = lerp(inner, outer, 0.5) - half * 0.02
    points.append((tip, end + 0.04))
    for i in range(steps + 1):
        v = lerp(end - 0.1, -0.3, i / steps)
        points.append((outer + half * 0.035 * math.sin(i / steps * math.pi) + wave * math.sin(i * 2.3 + 1), v))
    points += [(lerp(outer, shift, 0.22), -0.78 - volume), (lerp(outer, shift, 0.62), -1.02 - volume), (lerp(part, shift, 0.4), -1.06 - volume)]
    return points


def _mohawk(rig: Rig) -> None:
    layer = rig.layer(round=0.06)
    for i in range(9):
        x = rig.around(-26 + i * 4, 0.3) - rig.turn * 0.1 * (i / 4 - 1)
        rig.stroke(layer, [(x, -0.7), (x * 1.1, -1.1), (x * 1.25, -1.42)], [0.07, 0.06, 0.006], tone(rig.who.hair.colour, 1.08 if i % 2 else 0.92))


def _side_hair(rig: Rig) -> None:
    """What is left at the sides of a bald head."""
    layer = rig.layer(round=0.06, cast=0.3, drop=0.03)
    for side in (-1, 1):
        x = rig.around(side * 82, 0.385)
        rig.blob(layer, [(x - side * 0.03, -0.4), (x + side * 0.055, -0.3), (x + side * 0.06, 0.1), (x, 0.2), (x - side * 0.05, -0.1)], rig.who.hair.colour, 6)


def _curl_spots(rig: Rig) -> list[tuple[float, float, float]]:
    """Where the curls of the front stand: x, v, radius."""
    hair, dice, turn = rig.who.hair, rig.who.dice("curls"), rig.turn
    big = hair.style == "afro"
    reach, size = (0.55, 0.15) if big else (0.4, 0.11)
    if _covered(rig):
        reach, size = 0.36, 0.08
    spots = []
    for a in np.linspace(math.pi * 0.97, math.pi * 2.03, 15).tolist():
        spots.append((math.cos(a) * reach - turn * 0.06, -0.34 + math.sin(a) * (0.86 if big else 0.62), size * dice.between(0.95, 1.35)))
    for x in np.linspace(-0.32, 0.32, 9).tolist():
        spots.append((rig.around(x * 150, 0.36), -0.72 + 0.5 * x * x * 4 * 0.5 + dice.near(0.025), size * dice.between(0.85, 1.15)))
    for side in (-1, 1):
        down = (-0.2, 0.0) if hair.style in ("short", "afro", "pixie", "slick", "buzz") else (-0.14, 0.12, 0.4, 0.68, 0.94)
        for v in down:
            if side == rig.facing and abs(rig.turn) > 0.3 and v > -0.1 and len(down) < 3:
                continue
            spots.append((rig.around(side * 80, 0.4) + side * (0.02 + dice.between(0, 0.05)), v, size * dice.between(0.75, 1.0)))
    for _ in range(10):
        spots.append((dice.between(-0.3, 0.3) - turn * 0.06, dice.between(-1.0, -0.78), size * dice.between(0.9, 1.2)))
    return spots


def _curls(rig: Rig) -> None:
    hair, dice = rig.who.hair.colour, rig.who.dice("curl tones")
    layer = rig.layer(round=0.07, form=0.75, cast=0.45, drop=0.05)
    spots = _curl_spots(rig)
    for x, v, r in spots:
        layer.circle(*rig.head(x, v), r * rig.unit, rig.colour(tone(hair, dice.between(0.88, 1.1))))
    with layer.inside():
        for x, v, r in spots:
            _ringlets(rig, layer, x, v, r)


def _ringlets(rig: Rig, layer: Layer, x: float, v: float, r: float) -> None:
    """C-shaped strokes in a light and a dark tone: a full ring would look like chain mail."""
    dice = rig.who.dice(f"ringlet {x:.2f} {v:.2f}")
    hair = rig.who.hair.colour
    for colour in (_dark(rig), mix(tone(hair, 1.25), _shine(rig), 0.5)):
        turn, o = dice.between(0, math.tau), dice.between(0.3, 0.62)
        cx, cv = x + dice.between(-0.35, 0.35) * r, v + dice.between(-0.7, 0.7) * r
        path = [(cx + r * o * math.cos(turn + a) * (1 + a * 0.1), cv + 2 * r * o * math.sin(turn + a) * (1 + a * 0.1)) for a in np.linspace(0, 3.4, 6)]
        rig.stroke(layer, path, [0.002, 0.011, 0.013, 0.002], colour, alpha=200)


def _curls_behind(rig: Rig) -> None:
    hair, dice, turn = rig.who.hair, rig.who.dice("curls behind"), rig.turn
    layer = rig.layer(round=0.08, form=0.7)
    reach = 0.6 if hair.style == "afro" else 0.46
    dark = tone(hair.colour, 0.78)
    layer.circle(*rig.head(-turn * 0.08, -0.24), reach * rig.unit, rig.colour(dark), reach * 0.98 * rig.unit)
    for a in np.linspace(0, math.tau, 22).tolist():
        layer.circle(*rig.head(reach * math.cos(a) - turn * 0.08, -0.24 + 1.9 * reach * math.sin(a)), dice.between(0.1, 0.16) * rig.unit, rig.colour(tone(dark, dice.between(0.88, 1.12))))
    end = _LENGTHS.get(hair.style, 0.0)
    if end:
        for _ in range(int(26 * end)):
            v = dice.between(0.1, end)
            layer.circle(*rig.head(dice.between(-0.5, 0.5) - turn * 0.08, v), dice.between(0.1, 0.15) * rig.unit, rig.colour(tone(dark, dice.between(0.85, 1.15))))


def draw_back_of_head(rig: Rig) -> None:
    """The head seen from behind."""
    hair = rig.who.hair
    layer = rig.layer(round=0.2, form=0.62, cast=0.45, drop=0.08)
    skull = [(0, -1.02), (0.3, -0.86), (0.405, -0.3), (0.37, 0.3), (0.2, 0.72), (-0.2, 0.72), (-0.37, 0.3), (-0.405, -0.3), (-0.3, -0.86)]
    if hair.style == "bald" or hat_kind(rig) == "helmet":
        rig.blob(layer, skull, tone(rig.skin, 0.95), 7)
        return
    for side in (-1, 1):
        if hair.style not in (*_LENGTHS, "afro"):
            ear = rig.layer(round=0.04, form=0.4, cast=0)
            rig.blob(ear, [(side * 0.37, -0.12), (side * 0.46, -0.12), (side * 0.44, 0.14), (side * 0.37, 0.22)], tone(rig.skin, 0.9), 6)
    if hair.texture == "curly" or hair.style == "afro":
        _back_curls(rig, layer, skull)
        return
    end = _LENGTHS.get(hair.style, 0.58)
    wide = 0.5 if hair.style in _LENGTHS else 0.42
    wave = 0.03 if hair.texture == "wavy" else 0.0
    rig.blob(layer, [(0, -1.12), (0.34, -0.88), (wide - 0.03, -0.2), (wide + wave, lerp(0, end, 0.5)), (wide - 0.05, end - 0.12), (0.2, end), (-0.2, end),
                     (-wide + 0.05, end - 0.12), (-wide - wave, lerp(0, end, 0.5)), (-wide + 0.03, -0.2), (-0.34, -0.88)], hair.colour, 7)  # fmt: skip
    with layer.inside():
        _strands(rig, layer, [[(x * 0.12, -1.0), (x * 0.85, -0.3), (x + wave * math.sin(i), end * 0.5), (x * 0.96, end - 0.05)]
                              for i, x in enumerate(np.linspace(-wide + 0.04, wide - 0.04, 15).tolist())])
    _back_tails(rig)


def _back_curls(rig: Rig, layer: Layer, skull: list[Point]) -> None:
    hair, dice = rig.who.hair, rig.who.dice("back curls")
    rig.blob(layer, skull, hair.colour, 7)
    big = 1.35 if hair.style == "afro" else 1.0
    spots: list[tuple[float, float, float]] = []
    for _ in range(46):
        a, q = dice.between(0, math.tau), dice.roll() ** 0.5
        spots.append((0.42 * big * q * math.cos(a), -0.2 + 0.86 * big * q * math.sin(a), dice.between(0.09, 0.14)))
    end = _LENGTHS.get(hair.style, 0.0)
    for _ in range(int(end * 18)):
        spots.append((dice.between(-0.46, 0.46), dice.between(0.3, end), dice.between(0.1, 0.14)))
    for x, v, r in spots:
        layer.circle(*rig.head(x, v), r * rig.unit, rig.colour(tone(hair.colour, dice.between(0.85, 1.12))))
    with layer.inside():
        for x, v, r in spots:
            _ringlets(rig, layer, x, v, r)


def _back_tails(rig: Rig) -> None:
    hair = rig.who.hair
    tails: dict[str, Callable[[], list[tuple[list[Point], list[float]]]]] = {
        "pony": lambda: [([(0, -0.6), (0.02, 0.2), (-0.03, 1.1), (0, 1.7)], [0.09, 0.16, 0.15, 0.03])],
        "braids": lambda: [([(s * 0.3, 0.2), (s * 0.36, 1.0), (s * 0.34, 1.9)], [0.09, 0.09, 0.04]) for s in (-1, 1)],
        "pigtails": lambda: [([(s * 0.4, -0.3), (s * 0.64, 0.2), (s * 0.56, 1.3)], [0.08, 0.15, 0.03]) for s in (-1, 1)],
        "bun": lambda: [([(0, -0.8), (0.001, -0.66)], [0.2, 0.2])],
    }
    for line, widths in tails.get(hair.style, list)():
        layer = rig.layer(round=0.09, form=0.7)
        layer.poly(_ribbon(rig, line, widths), rig.colour(tone(hair.colour, 1.05)))
        if len(line) > 2:
            _along(rig, layer, line, 0.09)
