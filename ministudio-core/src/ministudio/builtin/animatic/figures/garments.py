"""Clothes on the trunk: the silhouette by garment, then collar, lapels, closure, pattern inside it."""

from __future__ import annotations

from collections.abc import Callable

from ministudio.builtin.animatic.canvas import RGB, Colour, Layer, Point, mix, spline, tone
from ministudio.builtin.animatic.figures.patterns import draw_pattern, draw_state
from ministudio.builtin.animatic.figures.rig import Rig
from ministudio.builtin.animatic.wardrobe import Garment, Outfit

# How far below the hip (adult u) a garment ends.
_HEMS = {
    "blazer": 0.34, "coat": 1.75, "raincoat": 1.5, "labcoat": 1.8, "jacket": 0.16, "cardigan": 0.4,
    "vest": 0.12, "cloak": 2.3, "robe": 2.9, "armor": 0.35, "spacesuit": 0.3, "uniform": 0.42,
    "sweater": 0.2, "turtleneck": 0.14, "hoodie": 0.24, "shirt": 0.12, "blouse": 0.1, "tee": 0.14,
    "tank": 0.1, "dress": 1.95, "overalls": 0.2,
}  # fmt: skip


class Trunk:
    """The trunk of one person: measures and the pens that draw on it."""

    def __init__(self, rig: Rig, outfit: Outfit) -> None:
        self.rig, self.outfit = rig, outfit
        self.garment = outfit.outer or outfit.top
        self.top = rig.shoulder_y
        self.centre = rig.turn * 0.36
        narrow = 1 - 0.16 * abs(rig.turn)
        child = rig.who.age < 13
        self.waist = (0.49 if rig.who.feminine and not child else 0.64) * narrow
        self.hips = (0.6 if rig.who.feminine and not child else 0.6) * narrow

    @property
    def hem(self) -> float:
        hem = _HEMS.get(self.garment.kind, 0.14)
        if self.outfit.top.kind == "dress" and self.garment is self.outfit.top:
            hem = 1.95
        if self.rig.act.stance in ("sit", "kneel", "crouch"):
            hem = min(hem, 0.24)
        return hem

    def at(self, x: float, y: float) -> Point:
        """A point of the front, by its distance from the turned middle line."""
        slide = min(1.0, max(0.0, (y - self.top + 0.2) / 0.55))
        return self.rig.trunk(self.centre * slide + self.rig.turn * 0.05 + x, y)

    def fill(self, layer: Layer, points: list[Point], colour: Colour, *, alpha: int = 255) -> None:
        layer.poly([self.at(x, y) for x, y in points], self.rig.colour(colour), alpha)

    def curve(self, layer: Layer, points: list[Point], colour: Colour, *, alpha: int = 255) -> None:
        layer.poly([self.at(x, y) for x, y in spline(points, 7)], self.rig.colour(colour), alpha)

    def line(self, layer: Layer, points: list[Point], widths: list[float], colour: Colour, *, alpha: int = 255) -> None:
        self.rig.limb(layer, [self.at(x, y) for x, y in points], widths, colour, alpha=alpha)

    def outline(self, hem: float, *, ease: float = 0.0) -> list[Point]:
        """The silhouette from the neck over shoulders and waist to the hem."""
        rig, y = self.rig, self.top
        sw, waist, hips = rig.shoulder + ease, self.waist + ease, self.hips + ease
        flare = hips * (1.42 if hem > 1.2 else 1.16 if hem > 0.3 else 1.04)
        neck, mid = 0.2, rig.turn * 0.05
        right = [(mid + neck, y - 0.2), (sw * 0.52, y - 0.08), (sw * 0.9, y + 0.1), (sw * 0.985, y + 0.34), (sw * 0.93, y + 0.7), (waist, -0.74), (hips, -0.06), (flare, hem)]
        left = [(mid - neck, y - 0.2), *[(-px, py) for px, py in right[1:]]]
        down = [rig.trunk(*p) for p in right]
        up = [rig.trunk(*p) for p in reversed(left)]
        dip = 0.0 if rig.back else 0.15
        throat = [rig.trunk(mid + x, y - 0.2 + dip * (1 - (x / neck) ** 2)) for x in (-neck * 0.6, 0.0, neck * 0.6)]
        return spline(down, 7, closed=False) + spline(up, 7, closed=False) + throat


def draw_trunk(rig: Rig) -> None:
    """The clothed trunk."""
    outfit = rig.who.outfit
    if outfit is None:
        return
    trunk = Trunk(rig, outfit)
    if outfit.top.kind == "dress" and outfit.outer is not None or outfit.bottom.kind == "skirt":
        _skirt(trunk)
    hem = trunk.hem
    ease = {"coat": 0.03, "raincoat": 0.05, "robe": 0.05, "spacesuit": 0.1, "armor": 0.05, "hoodie": 0.04, "sweater": 0.02}.get(trunk.garment.kind, 0.0)
    layer = rig.layer(round=0.3, form=0.56, rim=0.7, cast=0.35, sheen=0.06 if trunk.garment.pattern == "leather" else 0.0)
    colour = trunk.garment.colour
    if trunk.garment.kind == "cloak":
        colour = outfit.top.colour
        hem = min(hem, 0.14)
    layer.poly(trunk.outline(hem, ease=ease), rig.colour(colour))
    with layer.inside():
        draw_pattern(trunk, layer, trunk.garment if trunk.garment.kind != "cloak" else outfit.top)
        _folds(trunk, layer, colour)
        if rig.back:
            _back(trunk, layer)
        else:
            _FRONTS.get(trunk.garment.kind, _pullover)(trunk, layer, trunk.garment)
            _accessories(trunk, layer)
        if hem > 1:
            trunk.line(layer, [(-0.95, hem - 0.03), (0.95, hem - 0.03)], [0.03, 0.03], tone(colour, 0.8))
        draw_state(trunk, layer)
    if trunk.garment.kind == "cloak":
        _cloak_front(trunk)
    _neckwear(trunk)


def draw_cloak_behind(rig: Rig) -> None:
    """A cloak falls behind the legs; a backpack hangs there as well."""
    outfit = rig.who.outfit
    if outfit is None:
        return
    trunk = Trunk(rig, outfit)
    if outfit.outer is not None and outfit.outer.kind == "cloak":
        layer = rig.layer(round=0.3, form=0.6)
        layer.poly(trunk.outline(2.6 if rig.act.stance not in ("sit", "kneel", "crouch") else 0.9, ease=0.2), rig.colour(tone(outfit.outer.colour, 0.66)))
    pack = outfit.extra("backpack")
    if pack is not None and not rig.back:
        layer = rig.layer(round=0.14, form=0.7)
        side = -rig.facing
        points = [(side * 0.25, -1.7), (side * 1.05, -1.6), (side * 1.15, -0.6), (side * 0.9, -0.25), (side * 0.2, -0.3)]
        layer.poly([rig.trunk(*p) for p in spline(points, 6)], rig.colour(pack.colour))


def _folds(trunk: Trunk, layer: Layer, colour: RGB) -> None:
    """Soft folds from the armpits and at the waist."""
    sw = trunk.rig.shoulder
    for x, y, dx, dy in ((-0.9, -1.25, 0.5, 0.34), (0.9, -1.2, -0.46, 0.36), (-0.62, -0.62, 0.42, 0.12), (0.6, -0.58, -0.38, 0.16), (-0.5, -0.2, 0.3, -0.06)):
        line = [(x * sw * 1.05, y), (x * sw + dx * 0.55, y + dy * 0.4), (x * sw + dx, y + dy)]
        trunk.rig.limb(layer, [trunk.rig.trunk(*p) for p in line], [0.004, 0.026, 0.003], tone(colour, 0.8), alpha=120)


def _shirt_front(trunk: Trunk, layer: Layer, colour: RGB, depth: float) -> None:
    """The shirt that shows between lapels, with collar and buttons."""
    y = trunk.top
    trunk.fill(layer, [(-0.24, y - 0.2), (0.24, y - 0.2), (0.06, depth), (-0.06, depth)], colour)
    light = mix(colour, "#ffffff", 0.3)
    for side in (-1, 1):
        trunk.fill(layer, [(side * 0.015, y + 0.06), (side * 0.2, y - 0.24), (side * 0.25, y - 0.02), (side * 0.13, y + 0.22)], light)
        trunk.line(layer, [(side * 0.015, y + 0.07), (side * 0.13, y + 0.22), (side * 0.25, y)], [0.006] * 3, tone(colour, 0.66))
    trunk.line(layer, [(0, y + 0.1), (0, depth)], [0.007, 0.007], tone(colour, 0.74))
    row = y + 0.34
    while row < depth - 0.05:
        layer.circle(*trunk.at(0.0, row), 0.019 * trunk.rig.unit, trunk.rig.colour(tone(colour, 0.6)))
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
    trunk.fill(layer, [(-0.26, y - 0.24), (0.26, y - 0.24), (0.07, depth), (-0.07, depth)], top.colour)
    if top.kind == "turtleneck":
        return
    trunk.curve(layer, [(-0.17, y - 0.3), (0.17, y - 0.3), (0.12, y + 0.0), (0, y + 0.07), (-0.12, y)], tone(trunk.rig.skin, 0.88))


def _lapels(trunk: Trunk, layer: Layer, garment: Garment, *, depth: float, notch: bool = True) -> None:
    y, colour = trunk.top, garment.colour
    dark = tone(colour, 0.6)
    for side in (-1, 1):
        tint = mix(colour, "#ffffff", 0.11 if side == -trunk.rig.facing else 0.06)
        edge = [(side * 0.44, y + 0.36), (side * 0.31, y + 0.4), (side * 0.37, y + 0.5)] if notch else [(side * 0.4, y + 0.4)]
        trunk.fill(layer, [(side * 0.2, y - 0.24), (side * 0.34, y - 0.1), *edge, (side * 0.02, depth + 0.04)], tint)
        trunk.line(layer, [*edge, (side * 0.02, depth + 0.04)], [0.01] * (len(edge) + 1), dark)
        trunk.line(layer, [(side * 0.2, y - 0.2), (side * 0.1, (y + depth) / 2), (side * 0.02, depth)], [0.006] * 3, dark, alpha=180)


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
        trunk.fill(layer, [(0.16, -1.32), (0.42, -1.34), (0.42, -1.04), (0.17, -1.02)], tone(garment.colour, 0.9))
        trunk.line(layer, [(0.24, -1.5), (0.24, -1.3)], [0.018, 0.018], "#3c62a8")
    if garment.kind == "coat":
        trunk.line(layer, [(-0.7, -0.62), (0.7, -0.6)], [0.055, 0.055], tone(garment.colour, 0.78))
        trunk.fill(layer, [(-0.02, -0.7), (0.14, -0.7), (0.14, -0.54), (-0.02, -0.54)], tone(garment.colour, 0.5))


def _raincoat(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark = trunk.top, tone(garment.colour, 0.66)
    trunk.fill(layer, [(-0.3, y - 0.3), (0.3, y - 0.3), (0.36, y + 0.06), (0, y + 0.18), (-0.36, y + 0.06)], mix(garment.colour, "#ffffff", 0.1))
    trunk.line(layer, [(-0.36, y + 0.06), (0, y + 0.18), (0.36, y + 0.06)], [0.01] * 3, dark)
    trunk.line(layer, [(0, y + 0.16), (0.02, trunk.hem)], [0.02, 0.024], dark, alpha=170)
    for row in (-1.4, -1.0, -0.6, -0.2):
        layer.circle(*trunk.at(0.08, row), 0.036 * trunk.rig.unit, trunk.rig.colour(mix(garment.colour, "#ffffff", 0.5)))
    for side in (-1, 1):
        trunk.fill(layer, [(side * 0.18, -0.34), (side * 0.52, -0.4), (side * 0.52, -0.3), (side * 0.18, -0.24)], dark, alpha=190)


def _jacket(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark = trunk.top, tone(garment.colour, 0.6)
    _under(trunk, layer, trunk.hem)
    top = trunk.outfit.top.colour
    trunk.fill(layer, [(-0.2, y - 0.1), (0.2, y - 0.1), (0.15, trunk.hem), (-0.13, trunk.hem)], top)
    _under(trunk, layer, -0.3)
    for side in (-1, 1):
        trunk.fill(layer, [(side * 0.2, y - 0.26), (side * 0.38, y - 0.12), (side * 0.4, y + 0.16), (side * 0.16, y + 0.22)], mix(garment.colour, "#ffffff", 0.12))
        trunk.line(layer, [(side * 0.18, y - 0.05), (side * 0.16, -0.6), (side * 0.14, trunk.hem)], [0.014, 0.016, 0.016], mix(dark, "#c8c4ba", 0.25))
        trunk.line(layer, [(side * 0.3, -0.42), (side * 0.5, -0.3)], [0.014, 0.014], dark)
    trunk.line(layer, [(-0.8, trunk.hem - 0.05), (0.8, trunk.hem - 0.05)], [0.05, 0.05], tone(garment.colour, 0.82), alpha=190)


def _cardigan(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    _under(trunk, layer, -0.72)
    y, dark = trunk.top, tone(garment.colour, 0.7)
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.22, y - 0.22), (side * 0.1, -1.15), (side * 0.03, -0.72), (side * 0.02, trunk.hem)], [0.03, 0.034, 0.034, 0.034], tone(garment.colour, 0.84))
    for row in (-0.6, -0.3, 0.0):
        layer.circle(*trunk.at(0.01, row), 0.034 * trunk.rig.unit, trunk.rig.colour(mix(dark, "#e8dcc0", 0.35)))
    _ribs(trunk, layer, garment.colour)


def _vest(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    _under(trunk, layer, -0.95)
    dark = tone(garment.colour, 0.62)
    y = trunk.top
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.22, y - 0.2), (side * 0.02, -0.95)], [0.012, 0.012], dark)
    for row in (-0.84, -0.58, -0.32, -0.06):
        layer.circle(*trunk.at(0.02, row), 0.03 * trunk.rig.unit, trunk.rig.colour(mix(dark, "#d8c48a", 0.4)))
    trunk.line(layer, [(0, -0.95), (0.0, trunk.hem)], [0.008, 0.008], dark)


def _uniform(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, gold = trunk.top, mix(garment.accent, "#d8b450", 0.8)
    trunk.fill(layer, [(-0.25, y - 0.28), (0.25, y - 0.28), (0.27, y - 0.06), (0, y + 0.02), (-0.27, y - 0.06)], tone(garment.colour, 0.8))
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
        trunk.line(layer, [(x * 0.8, -0.2), (x, 1.2), (x * 1.25, 2.9)], [0.004, 0.03, 0.04], tone(garment.colour, 0.82), alpha=160)


def _armor(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark, light = trunk.top, tone(garment.colour, 0.55), mix(garment.colour, "#ffffff", 0.4)
    trunk.curve(layer, [(-0.62, y + 0.2), (0, y + 0.02), (0.62, y + 0.2), (0.55, -0.9), (0, -0.62), (-0.55, -0.9)], mix(garment.colour, "#ffffff", 0.12))
    trunk.line(layer, [(0, y + 0.05), (0, -0.64)], [0.012, 0.012], dark)
    trunk.line(layer, [(-0.3, y + 0.3), (-0.34, -0.9)], [0.02, 0.006], light, alpha=150)
    for row in (-0.52, -0.24, 0.04):
        trunk.line(layer, [(-0.75, row - 0.06), (0, row + 0.02), (0.75, row - 0.06)], [0.012] * 3, dark)
    for side in (-1, 1):
        trunk.curve(layer, [(side * 0.42, y - 0.1), (side * 0.9, y + 0.0), (side * 1.0, y + 0.42), (side * 0.6, y + 0.34)], light)
        trunk.line(layer, [(side * 0.55, y + 0.33), (side * 1.0, y + 0.42)], [0.012, 0.012], dark)


def _spacesuit(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, grey = trunk.top, tone(garment.colour, 0.72)
    trunk.curve(layer, [(-0.3, y - 0.36), (0.3, y - 0.36), (0.38, y), (0, y + 0.1), (-0.38, y)], grey)
    trunk.fill(layer, [(-0.3, -1.36), (0.3, -1.36), (0.27, -0.86), (-0.27, -0.86)], "#3c4450")
    for i, light in enumerate(("#ff5a3c", "#48d0ff", "#ffd048")):
        layer.circle(*trunk.at(-0.15 + 0.15 * i, -1.18), 0.042 * trunk.rig.unit, light)
    trunk.fill(layer, [(-0.2, -1.06), (0.2, -1.06), (0.2, -0.94), (-0.2, -0.94)], "#8fd8e8")
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.24, -0.88), (side * 0.5, -0.5), (side * 0.6, 0.1)], [0.04, 0.045, 0.045], grey)
    trunk.line(layer, [(-0.8, -0.42), (0.8, -0.42)], [0.05, 0.05], garment.accent if garment.accent != tone(garment.colour, 0.72) else "#d8763c")


def _pullover(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y = trunk.top
    if garment.kind in ("shirt", "blouse"):
        if garment.kind == "blouse":
            trunk.curve(layer, [(-0.2, y - 0.3), (0.2, y - 0.3), (0.12, y + 0.14), (0, y + 0.34), (-0.12, y + 0.14)], tone(trunk.rig.skin, 0.9))
            for side in (-1, 1):
                trunk.fill(layer, [(side * 0.01, y + 0.34), (side * 0.22, y - 0.24), (side * 0.34, y - 0.04), (side * 0.2, y + 0.26)], mix(garment.colour, "#ffffff", 0.16))
            trunk.line(layer, [(0, y + 0.34), (0, trunk.hem)], [0.007, 0.007], tone(garment.colour, 0.74))
        else:
            _shirt_front(trunk, layer, garment.colour, trunk.hem)
        return
    if garment.kind == "turtleneck":
        return
    low = {"tank": 0.34, "dress": 0.22, "hoodie": 0.06}.get(garment.kind, 0.1)
    trunk.curve(layer, [(-0.27, y - 0.34), (0.27, y - 0.34), (0.19, y + low * 0.5), (0, y + low + 0.06), (-0.19, y + low * 0.5)], tone(garment.colour, 0.8))
    collar = garment.kind == "sweater" and garment.accent != tone(garment.colour, 0.72)
    inner = tone(trunk.rig.skin, 0.9)
    trunk.curve(layer, [(-0.2, y - 0.36), (0.2, y - 0.36), (0.13, y + low * 0.3 - 0.04), (0, y + low - 0.03), (-0.13, y + low * 0.3 - 0.04)], inner)
    if collar:
        for side in (-1, 1):
            trunk.fill(layer, [(side * 0.02, y + 0.08), (side * 0.18, y - 0.26), (side * 0.3, y - 0.04), (side * 0.18, y + 0.14)], mix(garment.accent, "#ffffff", 0.2))
    if garment.kind == "sweater":
        _ribs(trunk, layer, garment.colour)
    if garment.kind == "hoodie":
        _hoodie(trunk, layer, garment)
    if garment.kind == "overalls":
        _overalls(trunk, layer, garment)
    if garment.kind == "dress":
        trunk.line(layer, [(-0.8, -0.66), (0.8, -0.66)], [0.04, 0.04], garment.accent)
        for x in (-0.4, -0.12, 0.18, 0.46):
            trunk.line(layer, [(x * 0.7, -0.5), (x, 0.6), (x * 1.5, 1.9)], [0.003, 0.024, 0.03], tone(garment.colour, 0.82), alpha=160)


def _hoodie(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y, dark = trunk.top, tone(garment.colour, 0.7)
    trunk.line(layer, [(-0.4, y - 0.16), (-0.2, y + 0.12), (0, y + 0.2), (0.2, y + 0.12), (0.4, y - 0.16)], [0.09] * 5, tone(garment.colour, 0.86))
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.09, y + 0.2), (side * 0.1, y + 0.62)], [0.014, 0.018], mix(garment.colour, "#ffffff", 0.7))
    trunk.fill(layer, [(-0.4, -0.12), (-0.3, -0.5), (0.3, -0.5), (0.4, -0.12)], tone(garment.colour, 0.88))
    trunk.line(layer, [(-0.4, -0.12), (-0.3, -0.5), (0.3, -0.5), (0.4, -0.12)], [0.008] * 4, dark)


def _overalls(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    y = trunk.top
    shirt = garment.accent if garment.accent != tone(garment.colour, 0.72) else (222, 216, 204)
    trunk.fill(layer, [(-1.2, y - 0.4), (1.2, y - 0.4), (1.2, -0.78), (-1.2, -0.78)], shirt)
    trunk.curve(layer, [(-0.2, y - 0.36), (0.2, y - 0.36), (0.12, y + 0.02), (0, y + 0.08), (-0.12, y + 0.02)], tone(trunk.rig.skin, 0.9))
    trunk.fill(layer, [(-0.36, -1.28), (0.36, -1.28), (0.46, -0.7), (-0.46, -0.7)], garment.colour)
    for side in (-1, 1):
        trunk.line(layer, [(side * 0.3, -1.24), (side * 0.3, y - 0.1)], [0.06, 0.06], garment.colour)
        layer.circle(*trunk.at(side * 0.3, -1.2), 0.045 * trunk.rig.unit, "#d8b45a")
    trunk.fill(layer, [(-0.2, -1.08), (0.2, -1.08), (0.18, -0.8), (-0.18, -0.8)], tone(garment.colour, 0.84))


def _ribs(trunk: Trunk, layer: Layer, colour: RGB) -> None:
    """Knit: soft upright ribs, a welt at the hem."""
    for i in range(-5, 6):
        x = i * 0.14
        trunk.line(layer, [(x, trunk.top + 0.44), (x, -0.9), (x * 0.95, trunk.hem - 0.18)], [0.001, 0.011, 0.012], tone(colour, 0.86), alpha=190)
    trunk.line(layer, [(-1.0, trunk.hem - 0.06), (1.0, trunk.hem - 0.06)], [0.075, 0.075], tone(colour, 0.84))


def _back(trunk: Trunk, layer: Layer) -> None:
    garment, rig = trunk.garment, trunk.rig
    dark = tone(garment.colour, 0.72)
    y = trunk.top
    if garment.kind in ("blazer", "coat", "labcoat", "uniform", "cardigan", "vest", "raincoat"):
        rig.limb(layer, [rig.trunk(0, y + 0.2), rig.trunk(0, trunk.hem)], [0.008, 0.01], dark)
    if garment.kind in ("coat", "raincoat", "labcoat"):
        rig.limb(layer, [rig.trunk(-0.42, -0.62), rig.trunk(0.42, -0.62)], [0.05, 0.05], dark)
    shirt = trunk.outfit.top.colour if garment is not trunk.outfit.top else mix(garment.colour, "#ffffff", 0.12)
    layer.poly([rig.trunk(*p) for p in spline([(-0.24, y - 0.26), (0.24, y - 0.26), (0.26, y - 0.1), (0, y - 0.02), (-0.26, y - 0.1)], 5)], rig.colour(tone(shirt, 0.95)))
    if garment.kind == "sweater":
        _ribs(trunk, layer, garment.colour)
    pack = trunk.outfit.extra("backpack")
    if pack is not None:
        layer.poly([rig.trunk(*p) for p in spline([(-0.5, -1.7), (0.5, -1.7), (0.6, -0.5), (0.4, -0.2), (-0.4, -0.2), (-0.6, -0.5)], 5)], rig.colour(pack.colour))
        layer.poly([rig.trunk(*p) for p in ((-0.4, -1.2), (0.4, -1.2), (0.4, -1.12), (-0.4, -1.12))], rig.colour(tone(pack.colour, 0.7)))


def _skirt(trunk: Trunk) -> None:
    """A skirt below a top, or a dress below a coat."""
    rig, outfit = trunk.rig, trunk.outfit
    if rig.act.stance in ("sit", "kneel", "crouch"):
        return
    garment = outfit.top if outfit.top.kind == "dress" else outfit.bottom
    layer = rig.layer(round=0.2, form=0.6, rim=0.6, cast=0.3)
    hem = 1.95 if garment.kind == "dress" else 1.6
    points = [(-trunk.waist, -0.5), (trunk.waist, -0.5), (trunk.hips * 1.1, 0.1), (trunk.hips * 1.5, hem), (0, hem + 0.06), (-trunk.hips * 1.5, hem), (-trunk.hips * 1.1, 0.1)]
    layer.poly([rig.trunk(*p) for p in spline(points, 7)], rig.colour(garment.colour))
    with layer.inside():
        draw_pattern(trunk, layer, garment)
        for x in (-0.5, -0.2, 0.1, 0.42):
            rig.limb(layer, [rig.trunk(x * 0.6, -0.2), rig.trunk(x * 1.5, hem)], [0.004, 0.026], tone(garment.colour, 0.82), alpha=150)


def _cloak_front(trunk: Trunk) -> None:
    rig, cloak = trunk.rig, trunk.outfit.outer
    if cloak is None:
        return
    y = trunk.top
    layer = rig.layer(round=0.2, form=0.6, rim=0.8, cast=0.4)
    hem = 2.4 if rig.act.stance not in ("sit", "kneel", "crouch") else 0.5
    if rig.back:
        outline = trunk.outline(hem, ease=0.16)
        layer.poly(outline, rig.colour(cloak.colour))
        with layer.inside():
            for x in (-0.5, -0.15, 0.22, 0.55):
                rig.limb(layer, [rig.trunk(x * 0.7, y + 0.3), rig.trunk(x, 0.4), rig.trunk(x * 1.4, hem)], [0.004, 0.03, 0.04], tone(cloak.colour, 0.8), alpha=170)
        return
    for side in (-1, 1):
        inner = 0.22
        points = [(side * 0.16, y - 0.24), (side * 0.6, y - 0.1), (side * (rig.shoulder + 0.1), y + 0.2), (side * (rig.shoulder + 0.12), -0.6), (side * (rig.shoulder + 0.22), hem),
                  (side * (inner + 0.3), hem), (side * (inner + 0.12), -0.4), (side * inner, y + 0.3)]  # fmt: skip
        layer.poly([rig.trunk(*p) for p in spline(points, 6)], rig.colour(tone(cloak.colour, 1.0 if side == -rig.facing else 0.92)))
    clasp = rig.layer(round=0.03, form=0.8, sheen=0.5)
    clasp.circle(*trunk.at(0, y + 0.02), 0.07 * rig.unit, "#d8b45a")


def _neckwear(trunk: Trunk) -> None:
    """Turtleneck, scarf, hood on the shoulders: over the neck, in front of the trunk."""
    rig, outfit, y = trunk.rig, trunk.outfit, trunk.top
    if outfit.top.kind == "turtleneck":
        layer = rig.layer(round=0.1, form=0.6, rim=0.5, cast=0.25, drop=0.03)
        colour = outfit.top.colour
        m = rig.turn * 0.05
        layer.poly([rig.trunk(*p) for p in spline([(m - 0.19, y - 0.36), (m + 0.19, y - 0.36), (m + 0.235, y - 0.1), (m, y - 0.01), (m - 0.235, y - 0.1)], 5)], rig.colour(mix(colour, "#ffffff", 0.05)))
        with layer.inside():
            rig.limb(layer, [rig.trunk(m - 0.24, y - 0.24), rig.trunk(m, y - 0.18), rig.trunk(m + 0.24, y - 0.24)], [0.008] * 3, tone(colour, 0.7))
    scarf = outfit.extra("scarf")
    if scarf is not None:
        layer = rig.layer(round=0.1, form=0.65, rim=0.6, cast=0.4, drop=0.04)
        rig.limb(layer, [rig.trunk(-0.27, y - 0.2), rig.trunk(rig.turn * 0.1, y - 0.03), rig.trunk(0.27, y - 0.2)], [0.13, 0.15, 0.13], scarf.colour)
        rig.limb(layer, [rig.trunk(-0.1, y + 0.05), rig.trunk(-0.2, -1.1), rig.trunk(-0.16, -0.75)], [0.13, 0.14, 0.13], tone(scarf.colour, 0.93))
        with layer.inside():
            for i in range(6):
                rig.limb(layer, [rig.trunk(-0.4 + i * 0.02, y + 0.3 + i * 0.17), rig.trunk(0.1, y + 0.32 + i * 0.17)], [0.02, 0.02], tone(scarf.accent, 1.1), alpha=120)


def _accessories(trunk: Trunk, layer: Layer) -> None:
    """Tie, necklace, badge, belt, apron, straps, on the chest."""
    outfit, y, rig = trunk.outfit, trunk.top, trunk.rig
    if (apron := outfit.extra("apron")) is not None:
        trunk.fill(layer, [(-0.34, -1.3), (0.34, -1.3), (0.44, -0.5), (0.54, trunk.hem + 0.6), (-0.54, trunk.hem + 0.6), (-0.44, -0.5)], apron.colour)
        for side in (-1, 1):
            trunk.line(layer, [(side * 0.3, -1.28), (side * 0.22, y - 0.1)], [0.045, 0.045], apron.colour)
        trunk.fill(layer, [(-0.2, -0.75), (0.22, -0.75), (0.2, -0.35), (-0.18, -0.35)], tone(apron.colour, 0.84))
    if (tie := outfit.extra("tie")) is not None:
        trunk.fill(layer, [(-0.055, y + 0.06), (0.055, y + 0.06), (0.035, y + 0.17), (-0.035, y + 0.17)], tone(tie.colour, 0.85))
        trunk.fill(layer, [(-0.035, y + 0.17), (0.035, y + 0.17), (0.095, -0.72), (0, -0.6), (-0.095, -0.72)], tie.colour)
    if (bow := outfit.extra("bowtie")) is not None:
        for side in (-1, 1):
            trunk.fill(layer, [(0, y + 0.1), (side * 0.2, y + 0.0), (side * 0.2, y + 0.22)], bow.colour)
        layer.circle(*trunk.at(0, y + 0.11), 0.04 * rig.unit, rig.colour(tone(bow.colour, 0.8)))
    if (chain := outfit.extra("necklace")) is not None:
        trunk.line(layer, [(-0.2, y - 0.14), (-0.1, y + 0.16), (0, y + 0.26), (0.1, y + 0.16), (0.2, y - 0.14)], [0.012] * 5, chain.colour)
        layer.circle(*trunk.at(0, y + 0.31), 0.06 * rig.unit, chain.colour)
    if (badge := outfit.extra("badge")) is not None:
        trunk.fill(layer, [(0.24, -1.4), (0.42, -1.4), (0.42, -1.24), (0.33, -1.16), (0.24, -1.24)], badge.colour)
    if (belt := outfit.extra("belt")) is not None:
        trunk.line(layer, [(-0.9, -0.3), (0.9, -0.28)], [0.07, 0.07], belt.colour)
        trunk.fill(layer, [(-0.07, -0.38), (0.09, -0.38), (0.09, -0.2), (-0.07, -0.2)], "#d8b45a")
    if (pack := outfit.extra("backpack")) is not None:
        for side in (-1, 1):
            trunk.line(layer, [(side * 0.42, y - 0.06), (side * 0.5, -1.2), (side * 0.56, -0.7)], [0.06, 0.055, 0.05], pack.colour)


_FRONTS: dict[str, Callable[[Trunk, Layer, Garment], None]] = {
    "blazer": _blazer, "coat": _blazer, "labcoat": _blazer, "raincoat": _raincoat, "jacket": _jacket, "cardigan": _cardigan,
    "vest": _vest, "uniform": _uniform, "robe": _robe, "armor": _armor, "spacesuit": _spacesuit,
    "cloak": lambda trunk, layer, _garment: _pullover(trunk, layer, trunk.outfit.top),
}  # fmt: skip
