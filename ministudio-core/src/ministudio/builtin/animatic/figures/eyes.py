"""Eyes and brows: an almond between two lids, an iris clipped by them, a crease, lashes."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas import Colour, Layer, Point, luma, mix, spline, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig

_ANGLE = 25.0
_LEVEL = 0.035


def draw_eyes(rig: Rig, layer: Layer) -> None:
    """Both eyes, as open as lid and blink allow."""
    for side in (-1, 1):
        _Eye(rig, layer, side).draw()


class _Eye:
    """One eye's measures; `side` 1 is the picture's right."""

    def __init__(self, rig: Rig, layer: Layer, side: int) -> None:
        self.rig, self.layer, self.side = rig, layer, side
        face = rig.who.face
        angle = side * _ANGLE * face.eye_gap
        self.x, self.fore = rig.around(angle), rig.fore(angle)
        self.half = 0.094 * self.fore * face.eye_size
        tall = 0.078 * face.eye_size * face.eye_round * (1.06 if rig.who.feminine else 0.96)
        lid = rig.act.face.lid * (1 - rig.act.blink)
        self.open = min(1.32, lid)
        self.top = _LEVEL - tall * self.open
        self.bottom = _LEVEL + tall * 0.78 * (1 - 0.45 * rig.act.face.lower) * min(1.0,
            0.35 + 0.65 * lid)
        self.tilt = face.eye_tilt
        self.tall = tall

    def at(self, share: float, v: float) -> Point:
        """A place by its share of the half-width, outward; the outer end is lifted by the tilt."""
        return self.x + self.side * self.half * share, v - self.tilt * (share + 0.4)

    def draw(self) -> None:
        self._lid_shade()
        if self.open > 0.14:
            self._ball()
        self._lashes()

    def _lid_shade(self) -> None:
        skin = self.rig.skin
        crease = _LEVEL - self.tall * 1.5
        self.rig.blob(self.layer, [self.at(-1.05, _LEVEL), self.at(-0.4, crease + 0.01),
            self.at(0.45, crease), self.at(1.15, _LEVEL - 0.02), self.at(0.5, self.bottom + 0.03),
            self.at(-0.4, self.bottom + 0.03)], mix(tone(skin, 0.78), "#8a3a30", 0.16), 6,
            alpha=110)
        if self.open < 0.86:
            self.rig.blob(self.layer, [self.at(-1.0, _LEVEL), self.at(-0.35, crease + 0.04),
                self.at(0.4, crease + 0.03), self.at(1.02, _LEVEL - 0.01),
                self.at(0.4, self.bottom), self.at(-0.4, self.bottom)], mix(skin, "#b06a50", 0.14),
                6)

    def _ball(self) -> None:
        rig, layer = self.rig, self.layer
        upper = [self.at(-1, _LEVEL + 0.014), self.at(-0.45, self.top + 0.012),
            self.at(0.2, self.top), self.at(0.72, self.top + 0.03), self.at(1.02, _LEVEL - 0.006)]
        lower = [self.at(1.02, _LEVEL - 0.006), self.at(0.4, self.bottom),
            self.at(-0.4, self.bottom), self.at(-1, _LEVEL + 0.014)]
        above, below = spline(upper, 5, closed=False), spline(lower, 5, closed=False)
        white = mix("#f5efe6", rig.skin, 0.08)
        layer.poly([rig.head(*p) for p in above + below], rig.colour(white))
        clip = _Clip(above, below)
        gaze = rig.act.gaze * 0.4 + rig.turn * 0.1
        ix, iy = self.x + self.half * gaze, _LEVEL + 0.002 + rig.act.gaze_y * 0.03
        radius = 0.0495 * rig.who.face.eye_size
        squeeze = self.fore**0.5
        iris = rig.who.eyes
        self._disc(clip, ix, iy, radius, squeeze, tone(iris, 0.55))
        self._disc(clip, ix, iy, radius * 0.84, squeeze, iris)
        self._disc(clip, ix, iy + 0.035, radius * 0.55, squeeze, mix(iris, "#ffe9c0", 0.34),
            alpha=150)
        self._disc(clip, ix, iy, radius * 0.47 * rig.act.face.pupil, squeeze, "#0f0a0c")
        shade = [*above, *[(x, v + 0.028) for x, v in reversed(above)]]
        layer.poly([rig.head(*clip.kept(p)) for p in shade], rig.colour("#3a2430"), 90)
        glint = -0.32 if rig.stage.look.key_direction.x < 0 else 0.32
        self._disc(clip, ix + glint * radius, iy - 0.036, radius * 0.27, squeeze, "#ffffff")
        self._disc(clip, ix - glint * radius, iy + 0.04, radius * 0.13, squeeze, "#ffffff",
            alpha=150)

    def _disc(self, clip: _Clip, x: float, v: float, r: float, squeeze: float, colour: Colour, *,
        alpha: int = 255) -> None:
        ring = [(x + r * squeeze * math.cos(a), v + r * 2 * math.sin(a)) for a in np.linspace(0,
            math.tau, 26)]
        self.layer.poly([self.rig.head(*clip.kept(p)) for p in ring], self.rig.colour(colour),
            alpha)

    def _lashes(self) -> None:
        rig, layer = self.rig, self.layer
        dark = mix(rig.who.hair.colour, "#140c0c", 0.72)
        weight = 1.25 if rig.who.feminine and rig.who.age > 13 else 0.95
        if self.open <= 0.14:
            curve = 0.05 if rig.act.face.corner < 0.03 else -0.035
            line = [self.at(-1, _LEVEL + 0.03), self.at(0, _LEVEL + 0.03 + curve),
                self.at(1.05, _LEVEL + 0.02)]
            rig.stroke(layer, line, [0.005, 0.0125 * weight, 0.006], dark)
            return
        lid = [self.at(-1.02, _LEVEL + 0.02), self.at(-0.45, self.top + 0.006),
            self.at(0.2, self.top - 0.006), self.at(0.74, self.top + 0.026),
            self.at(1.06, _LEVEL - 0.012)]
        rig.stroke(layer, lid, [0.004, 0.0115 * weight, 0.014 * weight, 0.014 * weight, 0.006],
            dark)
        if rig.who.feminine and rig.who.age > 13:
            rig.stroke(layer, [self.at(0.86, _LEVEL - 0.03), self.at(1.22, _LEVEL - 0.065)],
                [0.01, 0.003], dark)
        soft = mix(tone(rig.skin, 0.58), "#7a2a20", 0.25)
        rig.stroke(layer, [self.at(-0.7, self.bottom + 0.004), self.at(0.3, self.bottom + 0.012),
            self.at(0.98, _LEVEL + 0.015)], [0.002, 0.005, 0.004], soft, alpha=190)
        crease = self.top - 0.034 - 0.02 * min(1.0, self.open)
        rig.stroke(layer, [self.at(-0.8, crease + 0.035), self.at(0.1, crease),
            self.at(1.0, crease + 0.045)], [0.002, 0.006, 0.003], soft, alpha=170)
        if "tired" in rig.who.marks or rig.act.emotion == "tired":
            rig.stroke(layer, [self.at(-0.8, self.bottom + 0.05), self.at(0.1, self.bottom + 0.085),
                self.at(0.9, self.bottom + 0.05)], [0.003, 0.012, 0.003],
                mix(soft, "#5a3a6a", 0.35), alpha=130)


class _Clip:
    """Keeps points of the iris between the two lids."""

    def __init__(self, above: list[Point], below: list[Point]) -> None:
        order = sorted(above)
        self._x = [x for x, _ in order]
        self._top = [v for _, v in order]
        order = sorted(below)
        self._x2 = [x for x, _ in order]
        self._bottom = [v for _, v in order]

    def kept(self, point: Point) -> Point:
        x = min(max(point[0], self._x[0]), self._x[-1])
        top = float(np.interp(x, self._x, self._top))
        bottom = float(np.interp(x, self._x2, self._bottom))
        return x, min(max(point[1], top), max(top, bottom))


def draw_brows(rig: Rig, layer: Layer) -> None:
    """Both brows, lifted by the emotion."""
    face, emotion = rig.who.face, rig.act.face
    hair = rig.who.hair.colour
    colour = mix(hair, "#1c1412", 0.45) if luma(hair) < 0.55 else tone(hair, 0.62)
    weight = 0.0165 * face.brow_weight
    for side in (-1, 1):
        angle = side * _ANGLE * face.eye_gap
        x, fore = rig.around(angle), rig.fore(angle)
        half = 0.118 * fore
        lift = emotion.brow_up if side == -rig.facing else 0.0
        base = -0.185 - 0.02 * face.brow_arch
        inner = base - emotion.brow_in * 1.6 - lift * 0.7
        outer = base - emotion.brow_out * 1.6 - lift
        arch = (0.026 if rig.who.age < 14 else 0.034) * face.brow_arch
        line = [(x - side * half * 0.98, inner - 0.008), (x - side * half * 0.3,
            (inner * 2 + outer) / 3 - arch * 0.6), (x + side * half * 0.4,
            (inner + outer * 2) / 3 - arch), (x + side * half * 1.12, outer + 0.035)]
        rig.stroke(layer, line, [weight * 0.85, weight * 1.15, weight, weight * 0.3], colour)
