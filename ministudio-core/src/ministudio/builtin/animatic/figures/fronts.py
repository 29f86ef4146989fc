"""The fronts of garments: collars, lapels, closures, what shows beneath them."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import RGB, Layer, mix, tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from ministudio.builtin.animatic.figures.trunk import Trunk
    from ministudio.builtin.animatic.wardrobe import Garment


def _shirt_front(trunk: Trunk, layer: Layer, colour: RGB, depth: float) -> None:
    """The shirt that shows between lapels, with collar and buttons."""
    y = trunk.top
    trunk.fill(layer, [(-0.24, y - 0.2), (0.24, y - 0.2), (0.06, depth), (-0.06, depth)], colour)
    light = mix(colour, "#ffffff", 0.3)
    for side in (-1, 1):
        trunk.fill(layer, [(side * 0.015, y + 0.06), (side * 0.2, y - 0.24),
            (side * 0.25, y - 0.02), (side * 0.13, y + 0.22)], light)
        trunk.line(layer, [(side * 0.015, y + 0.07), (side * 0.13, y + 0.22), (side * 0.25, y)],
            [0.006] * 3, tone(colour, 0.66))
    trunk.line(layer, [(0, y + 0.1), (0, depth)], [0.007, 0.007], tone(colour, 0.74))
    row = y + 0.34
    while row < depth - 0.05:
        layer.circle(*trunk.at(0.0, row), 0.019 * trunk.rig.unit,
            trunk.rig.colour(tone(colour, 0.6)))
        row += 0.28


def _under(trunk: Trunk, layer: Layer, depth: float) -> None:
    """What is worn beneath an open garment."""
    top = trunk.outfit.top
    if trunk.garment is top:
        return
    if top.kind in ("shirt", "blouse"):
        _shirt_front(trunk, layer, top.colour, depth)
        return
    y = trunk.top
    trunk.fill(layer, [(-0.26, y - 0.24), (0.26, y - 0.24), (0.07, depth), (-0.07, depth)],
        top.colour)
    if top.kind == "turtleneck":
        return
    trunk.curve(layer, [(-0.17, y - 0.3), (0.17, y - 0.3), (0.12, y + 0.0), (0, y + 0.07),
        (-0.12, y)], tone(trunk.rig.skin, 0.88))


def _lapels(trunk: Trunk, layer: Layer, garment: Garment, *, depth: float,
    notch: bool = True) -> None:
    y, colour = trunk.top, garment.colour
    dark = tone(colour, 0.6)
    for side in (-1, 1):
        tint = mix(colour, "#ffffff", 0.11 if side == -trunk.rig.facing else 0.06)
        edge = [(side * 0.44, y + 0.36), (side * 0.31, y + 0.4),
            (side * 0.37, y + 0.5)] if notch else [(side * 0.4, y + 0.4)]
        trunk.fill(layer, [(side * 0.2, y - 0.24), (side * 0.34, y - 0.1), *edge,
            (side * 0.02, depth + 0.04)], tint)
        trunk.line(layer, [*edge, (side * 0.02, depth + 0.04)], [0.01] * (len(edge) + 1), dark)
        trunk.line(layer, [(side * 0.2, y - 0.2), (side * 0.1, (y + depth) / 2),
            (side * 0.02, depth)], [0.006] * 3, dark, alpha=180)


def _blazer(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    depth = -0.82 if garment.kind == "blazer" else -1.02
    _under(trunk, layer, depth)
    _lapels(trunk, layer, garment, depth=depth)
    dark = tone(garment.colour, 0.58)
    trunk.line(layer, [(0.02, depth), (0.03, -0.3), (0.07, trunk.hem)], [0.009, 0.011, 0.012], dark)
    row = depth + 0.16
    while row < min(trunk.hem, 0.3):
        layer.circle(*trunk.at(0.085, row), 0.034 * trunk.rig.unit, trunk.rig.colour(dark))
        row += 0.4
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.46, -0.24), (side * 0.2, -0.2)], [0.02, 0.02], dark)
    if garment.kind == "labcoat":
        trunk.fill(layer, [(0.16, -1.32), (0.42, -1.34), (0.42, -1.04), (0.17, -1.02)],
            tone(garment.colour, 0.9))
        trunk.line(layer, [(0.24, -1.5), (0.24, -1.3)], [0.018, 0.018], "#3c62a8")
    if garment.kind == "coat":
        trunk.line(layer, [(-0.7, -0.62), (0.7, -0.6)], [0.055, 0.055], tone(garment.colour, 0.78))
        trunk.fill(layer, [(-0.02, -0.7), (0.14, -0.7), (0.14, -0.54), (-0.02, -0.54)],
            tone(garment.colour, 0.5))


def _raincoat(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark = trunk.top, tone(garment.colour, 0.66)
    trunk.fill(layer, [(-0.3, y - 0.3), (0.3, y - 0.3), (0.36, y + 0.06), (0, y + 0.18),
        (-0.36, y + 0.06)], mix(garment.colour, "#ffffff", 0.1))
    trunk.line(layer, [(-0.36, y + 0.06), (0, y + 0.18), (0.36, y + 0.06)], [0.01] * 3, dark)
    trunk.line(layer, [(0, y + 0.16), (0.02, trunk.hem)], [0.02, 0.024], dark, alpha=170)
    for row in (-1.4, -1.0, -0.6, -0.2):
        layer.circle(*trunk.at(0.08, row), 0.036 * trunk.rig.unit,
            trunk.rig.colour(mix(garment.colour, "#ffffff", 0.5)))
    for side in (-1, 1):
        trunk.fill(layer, [(side * 0.18, -0.34), (side * 0.52, -0.4), (side * 0.52, -0.3),
            (side * 0.18, -0.24)], dark, alpha=190)


def _jacket(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark = trunk.top, tone(garment.colour, 0.6)
    _under(trunk, layer, trunk.hem)
    top = trunk.outfit.top.colour
    trunk.fill(layer, [(-0.2, y - 0.1), (0.2, y - 0.1), (0.15, trunk.hem), (-0.13, trunk.hem)], top)
    _under(trunk, layer, -0.3)
    for side in (-1, 1):
        trunk.fill(layer, [(side * 0.2, y - 0.26), (side * 0.38, y - 0.12), (side * 0.4, y + 0.16),
            (side * 0.16, y + 0.22)], mix(garment.colour, "#ffffff", 0.12))
        trunk.line(layer, [(side * 0.18, y - 0.05), (side * 0.16, -0.6), (side * 0.14, trunk.hem)],
            [0.014, 0.016, 0.016], mix(dark, "#c8c4ba", 0.25))
        trunk.line(layer, [(side * 0.3, -0.42), (side * 0.5, -0.3)], [0.014, 0.014], dark)
    trunk.line(layer, [(-0.8, trunk.hem - 0.05), (0.8, trunk.hem - 0.05)], [0.05, 0.05],
        tone(garment.colour, 0.82), alpha=190)


def _cardigan(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    _under(trunk, layer, -0.72)
    y, dark = trunk.top, tone(garment.colour, 0.7)
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.22, y - 0.22), (side * 0.1, -1.15), (side * 0.03, -0.72),
            (side * 0.02, trunk.hem)], [0.03, 0.034, 0.034, 0.034], tone(garment.colour, 0.84))
    for row in (-0.6, -0.3, 0.0):
        layer.circle(*trunk.at(0.01, row), 0.034 * trunk.rig.unit,
            trunk.rig.colour(mix(dark, "#e8dcc0", 0.35)))
    draw_ribs(trunk, layer, garment.colour)


def _vest(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    _under(trunk, layer, -0.95)
    dark = tone(garment.colour, 0.62)
    y = trunk.top
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.22, y - 0.2), (side * 0.02, -0.95)], [0.012, 0.012], dark)
    for row in (-0.84, -0.58, -0.32, -0.06):
        layer.circle(*trunk.at(0.02, row), 0.03 * trunk.rig.unit,
            trunk.rig.colour(mix(dark, "#d8c48a", 0.4)))
    trunk.line(layer, [(0, -0.95), (0.0, trunk.hem)], [0.008, 0.008], dark)


def _uniform(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, gold = trunk.top, mix(garment.accent, "#d8b450", 0.8)
    trunk.fill(layer, [(-0.25, y - 0.28), (0.25, y - 0.28), (0.27, y - 0.06), (0, y + 0.02),
        (-0.27, y - 0.06)], tone(garment.colour, 0.8))
    trunk.line(layer, [(0, y), (0, trunk.hem)], [0.014, 0.014], gold)
    for row in (-1.4, -1.1, -0.8, -0.5):
        for side in (-1, 1):
            layer.circle(*trunk.at(side * 0.13, row), 0.03 * trunk.rig.unit, trunk.rig.colour(gold))
    trunk.line(layer, [(-0.8, -0.58), (0.8, -0.56)], [0.06, 0.06], tone(garment.colour, 0.55))
    trunk.fill(layer, [(-0.46, -1.44), (-0.24, -1.44), (-0.24, -1.36), (-0.46, -1.36)], gold)
    trunk.fill(layer, [(-0.46, -1.35), (-0.24, -1.35), (-0.24, -1.28), (-0.46, -1.28)], "#b8433c")


def _robe(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y = trunk.top
    trim = mix(garment.accent, "#e8c878", 0.6)
    _under(trunk, layer, -1.3)
    trunk.line(layer, [(-0.24, y - 0.22), (0.1, -1.1), (0.16, -0.5)], [0.05] * 3, trim)
    trunk.line(layer, [(0.26, y - 0.22), (-0.02, -1.3), (0.16, -0.5)], [0.05] * 3, tone(trim, 0.9))
    trunk.line(layer, [(-0.9, -0.5), (0.9, -0.46)], [0.075, 0.075], trim)
    trunk.line(layer, [(0.18, -0.45), (0.24, 0.3), (0.2, 0.7)], [0.04, 0.05, 0.05], tone(trim, 0.9))
    for x in (-0.45, -0.15, 0.3, 0.55):
        trunk.line(layer, [(x * 0.8, -0.2), (x, 1.2), (x * 1.25, 2.9)], [0.004, 0.03, 0.04],
            tone(garment.colour, 0.82), alpha=160)


def _armor(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark, light = trunk.top, tone(garment.colour, 0.55), mix(garment.colour, "#ffffff", 0.4)
    trunk.curve(layer, [(-0.62, y + 0.2), (0, y + 0.02), (0.62, y + 0.2), (0.55, -0.9), (0, -0.62),
        (-0.55, -0.9)], mix(garment.colour, "#ffffff", 0.12))
    trunk.line(layer, [(0, y + 0.05), (0, -0.64)], [0.012, 0.012], dark)
    trunk.line(layer, [(-0.3, y + 0.3), (-0.34, -0.9)], [0.02, 0.006], light, alpha=150)
    for row in (-0.52, -0.24, 0.04):
        trunk.line(layer, [(-0.75, row - 0.06), (0, row + 0.02), (0.75, row - 0.06)], [0.012] * 3,
            dark)
    for side in (-1, 1):
        trunk.curve(layer, [(side * 0.42, y - 0.1), (side * 0.9, y + 0.0), (side * 1.0, y + 0.42),
            (side * 0.6, y + 0.34)], light)
        trunk.line(layer, [(side * 0.55, y + 0.33), (side * 1.0, y + 0.42)], [0.012, 0.012], dark)


def _spacesuit(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, grey = trunk.top, tone(garment.colour, 0.72)
    trunk.curve(layer, [(-0.3, y - 0.36), (0.3, y - 0.36), (0.38, y), (0, y + 0.1), (-0.38, y)],
        grey)
    trunk.fill(layer, [(-0.3, -1.36), (0.3, -1.36), (0.27, -0.86), (-0.27, -0.86)], "#3c4450")
    for i, light in enumerate(("#ff5a3c", "#48d0ff", "#ffd048")):
        layer.circle(*trunk.at(-0.15 + 0.15 * i, -1.18), 0.042 * trunk.rig.unit, light)
    trunk.fill(layer, [(-0.2, -1.06), (0.2, -1.06), (0.2, -0.94), (-0.2, -0.94)], "#8fd8e8")
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.24, -0.88), (side * 0.5, -0.5), (side * 0.6, 0.1)],
            [0.04, 0.045, 0.045], grey)
    trunk.line(layer, [(-0.8, -0.42), (0.8, -0.42)], [0.05, 0.05],
        garment.accent if garment.accent != tone(garment.colour, 0.72) else "#d8763c")


def draw_pullover(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y = trunk.top
    if garment.kind in ("shirt", "blouse"):
        if garment.kind == "blouse":
            trunk.curve(layer, [(-0.2, y - 0.3), (0.2, y - 0.3), (0.12, y + 0.14), (0, y + 0.34),
                (-0.12, y + 0.14)], tone(trunk.rig.skin, 0.9))
            for side in (-1, 1):
                trunk.fill(layer, [(side * 0.01, y + 0.34), (side * 0.22, y - 0.24),
                    (side * 0.34, y - 0.04), (side * 0.2, y + 0.26)],
                    mix(garment.colour, "#ffffff", 0.16))
            trunk.line(layer, [(0, y + 0.34), (0, trunk.hem)], [0.007, 0.007],
                tone(garment.colour, 0.74))
        else:
            _shirt_front(trunk, layer, garment.colour, trunk.hem)
        return
    if garment.kind == "turtleneck":
        return
    low = {"tank": 0.34, "dress": 0.22, "hoodie": 0.06}.get(garment.kind, 0.1)
    trunk.curve(layer, [(-0.27, y - 0.34), (0.27, y - 0.34), (0.19, y + low * 0.5),
        (0, y + low + 0.06), (-0.19, y + low * 0.5)], tone(garment.colour, 0.8))
    collar = garment.kind == "sweater" and garment.accent != tone(garment.colour, 0.72)
    inner = tone(trunk.rig.skin, 0.9)
    trunk.curve(layer, [(-0.2, y - 0.36), (0.2, y - 0.36), (0.13, y + low * 0.3 - 0.04),
        (0, y + low - 0.03), (-0.13, y + low * 0.3 - 0.04)], inner)
    if collar:
        for side in (-1, 1):
            trunk.fill(layer, [(side * 0.02, y + 0.08), (side * 0.18, y - 0.26),
                (side * 0.3, y - 0.04), (side * 0.18, y + 0.14)],
                mix(garment.accent, "#ffffff", 0.2))
    if garment.kind == "sweater":
        draw_ribs(trunk, layer, garment.colour)
    if garment.kind == "hoodie":
        _hoodie(trunk, layer, garment)
    if garment.kind == "overalls":
        _overalls(trunk, layer, garment)
    if garment.kind == "dress":
        trunk.line(layer, [(-0.8, -0.66), (0.8, -0.66)], [0.04, 0.04], garment.accent)
        for x in (-0.4, -0.12, 0.18, 0.46):
            trunk.line(layer, [(x * 0.7, -0.5), (x, 0.6), (x * 1.5, 1.9)], [0.003, 0.024, 0.03],
                tone(garment.colour, 0.82), alpha=160)


def _hoodie(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark = trunk.top, tone(garment.colour, 0.7)
    trunk.line(layer, [(-0.4, y - 0.16), (-0.2, y + 0.12), (0, y + 0.2), (0.2, y + 0.12),
        (0.4, y - 0.16)], [0.09] * 5, tone(garment.colour, 0.86))
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.09, y + 0.2), (side * 0.1, y + 0.62)], [0.014, 0.018],
            mix(garment.colour, "#ffffff", 0.7))
    trunk.fill(layer, [(-0.4, -0.12), (-0.3, -0.5), (0.3, -0.5), (0.4, -0.12)],
        tone(garment.colour, 0.88))
    trunk.line(layer, [(-0.4, -0.12), (-0.3, -0.5), (0.3, -0.5), (0.4, -0.12)], [0.008] * 4, dark)


def _overalls(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y = trunk.top
    shirt = garment.accent if garment.accent != tone(garment.colour, 0.72) else (222, 216, 204)
    trunk.fill(layer, [(-1.2, y - 0.4), (1.2, y - 0.4), (1.2, -0.78), (-1.2, -0.78)], shirt)
    trunk.curve(layer, [(-0.2, y - 0.36), (0.2, y - 0.36), (0.12, y + 0.02), (0, y + 0.08),
        (-0.12, y + 0.02)], tone(trunk.rig.skin, 0.9))
    trunk.fill(layer, [(-0.36, -1.28), (0.36, -1.28), (0.46, -0.7), (-0.46, -0.7)], garment.colour)
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.3, -1.24), (side * 0.3, y - 0.1)], [0.06, 0.06],
            garment.colour)
        layer.circle(*trunk.at(side * 0.3, -1.2), 0.045 * trunk.rig.unit, "#d8b45a")
    trunk.fill(layer, [(-0.2, -1.08), (0.2, -1.08), (0.18, -0.8), (-0.18, -0.8)],
        tone(garment.colour, 0.84))


def draw_ribs(trunk: Trunk, layer: Layer, colour: RGB) -> None:
    """Knit: soft upright ribs, a welt at the hem."""
    for i in range(-5, 6):
        x = i * 0.14
        trunk.line(layer, [(x, trunk.top + 0.44), (x, -0.9), (x * 0.95, trunk.hem - 0.18)],
            [0.001, 0.011, 0.012], tone(colour, 0.86), alpha=190)
    trunk.line(layer, [(-1.0, trunk.hem - 0.06), (1.0, trunk.hem - 0.06)], [0.075, 0.075],
        tone(colour, 0.84))


FRONTS: dict[str, Callable[[Trunk, Layer, Garment], None]] = {
    "blazer": _blazer, "coat": _blazer, "labcoat": _blazer, "raincoat": _raincoat,
    "jacket": _jacket, "cardigan": _cardigan,
    "vest": _vest, "uniform": _uniform, "robe": _robe, "armor": _armor, "spacesuit": _spacesuit,
    "cloak": lambda trunk, layer, _garment: draw_pullover(trunk, layer, trunk.outfit.top),
}
