"""The skeleton of one drawn person: proportions, the turned trunk and head, joints of the limbs.

The unit u is the head's height. Body points are given for an adult of 6.7 u and scaled to age and
build; y points down and 0 is the floor for `ground`, the hip for `trunk`, the head's centre for
`head` (there v = -1 is the crown and v = 1 the chin).
"""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import itertools
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ministudio.builtin.animatic.canvas import (
    RGB,
    Colour,
    Layer,
    Outline,
    Point,
    Stage,
    luma,
    mix,
    spline,
    tone,
    tube,
)

if TYPE_CHECKING:
    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.identity import Identity

ADULT_HEADS = 6.7
ADULT_HIP = 3.45
SEATED_HIP = 1.95
FACE_RADIUS = 0.36
UPPER_ARM, FOREARM = 1.04, 0.98
LEG, STEP = 3.25, 0.72


def heads_of(age: int) -> float:
    """How many heads tall somebody is at an age."""
    stops = ((1, 4.0), (3, 4.6), (8, 5.5), (12, 6.1), (16, 6.5), (20, ADULT_HEADS))
    for (young, low), (older, high) in itertools.pairwise(stops):
        if age <= older:
            return low + (high - low) * max(0, age - young) / (older - young)
    return ADULT_HEADS


@dataclass
class Rig:
    """One person at one moment on a stage."""

    stage: Stage
    who: Identity
    act: Acting
    x: float
    floor: float
    unit: float
    z: float
    yaw: float
    """Radians, positive toward the right of the picture."""
    back: bool = False
    glow: Colour | None = None
    """Colour of a body of light; None for flesh."""

    # -- proportions

    @cached_property
    def facing(self) -> int:
        """1 when turned to the right of the picture, else -1."""
        return 1 if self.yaw >= 0 else -1

    @cached_property
    def turn(self) -> float:
        """The sine of the yaw: how far features have wandered."""
        return math.sin(self.yaw)

    @cached_property
    def tall(self) -> float:
        """Body lengths as a share of the adult's."""
        return (heads_of(self.who.age) - 1) / (ADULT_HEADS - 1)

    @cached_property
    def wide(self) -> float:
        """Body widths as a share of the adult's."""
        return float(self.tall**0.75 * self.who.build)

    @cached_property
    def shoulder(self) -> float:
        """Half the width of the shoulders, narrowed by the turn."""
        grown = 0.76 if self.who.feminine else 0.9
        if self.who.age < 13:
            grown = 0.76
        return grown * (1 - 0.2 * abs(self.turn))

    @cached_property
    def shoulder_y(self) -> float:
        """Height of the shoulder line over the hip."""
        return -1.78 - self.act.face.shoulders - 0.012 * self.act.breath

    @cached_property
    def lean(self) -> float:
        """Lean of the trunk to the right in radians."""
        stance = {"walk": 0.05, "run": 0.17, "crouch": 0.3, "jump": 0.05, "climb": 0.12}
        lean = self.act.lean + self.act.face.lean + stance.get(self.act.stance, 0.0)
        if self.act.lead == "tend":
            lean += 0.5
        if self.who.age > 72:
            lean += 0.05
        return self.facing * lean * (0.25 if abs(self.turn) < 0.12 else 1.0)

    @cached_property
    def hip(self) -> float:
        """Height of the hip over the floor (negative is up), in u."""
        stance = self.act.stance
        if stance == "sit":
            return -SEATED_HIP * (0.5 + 0.5 * self.tall)
        if stance == "walk":  # high over a straight leg, low when both are spread
            planted = (1 - 4 * (self.act.phase % 0.5)) * STEP * self.stride
            leg = LEG * self.tall
            return -math.sqrt(max(leg * leg - planted * planted, 0.5 * leg * leg)) - 0.2
        share = {"kneel": 0.53, "crouch": 0.42, "float": 1.12, "jump": 1.2, "run": 0.95}
        return -ADULT_HIP * self.tall * share.get(stance, 1.0)

    @cached_property
    def stride(self) -> float:
        """How long steps look: those toward the viewer are short."""
        return self.tall * (0.25 + 0.75 * min(1.0, abs(self.turn) / 0.45))

    # -- places

    def ground(self, px: float, py: float) -> Point:
        """A point by its distance from the spot on the floor, in u."""
        if self.act.stance == "lie":  # on the back, feet toward the facing side
            side = self.facing
            return (self.x + side * (-py - 3.2 * self.tall) * -self.unit,
                self.floor + (side * -px * 0.9 - 0.5 * self.wide) * self.unit)
        return self.x + px * self.unit, self.floor + py * self.unit

    @cached_property
    def spin(self) -> float:
        """Roll of the whole body in radians: a quarter turn for somebody who lies."""
        return -self.facing * math.pi / 2 if self.act.stance == "lie" else 0.0

    @cached_property
    def _leaning(self) -> Point:
        return math.cos(self.lean), math.sin(self.lean)

    @cached_property
    def _tilting(self) -> Point:
        return math.cos(self.tilt), math.sin(self.tilt)

    def trunk(self, px: float, py: float) -> Point:
        """A point of the leaning trunk, by adult measures from the hip."""
        cos, sin = self._leaning
        x, y = px * self.wide, py * self.tall
        return self.ground(x * cos - y * sin, self.hip + x * sin + y * cos)

    @cached_property
    def head_at(self) -> Point:
        """The head's centre in world units."""
        x, y = self.trunk(self.turn * 0.1, -2.0)
        drop = self.act.face.drop + self.act.bow
        forward = self.facing * (self.act.face.lean + max(0.0, drop) * 0.9) * 0.45
        cos, sin = math.cos(self.spin), math.sin(self.spin)
        dx, dy = forward, drop - 0.47
        return x + (dx * cos - dy * sin) * self.unit, y + (dx * sin + dy * cos) * self.unit

    @cached_property
    def tilt(self) -> float:
        """Roll of the head to the right in radians."""
        drop = self.act.face.drop + self.act.bow
        return self.facing * (drop * 0.4 - self.act.face.tilt) + self.lean * 0.2 + self.spin

    def head(self, x: float, v: float) -> Point:
        """A point of the head; x in u, v from -1 (crown) to 1 (chin)."""
        cos, sin = self._tilting
        cx, cy = self.head_at
        y = v * 0.5
        return cx + (x * cos - y * sin) * self.unit, cy + (x * sin + y * cos) * self.unit

    def around(self, degrees: float, radius: float = FACE_RADIUS) -> float:
        """X of a place on the face's cylinder; 0 degrees is the middle of the face."""
        return math.sin(math.radians(degrees) + self.yaw) * radius * self.who.face.width

    def fore(self, degrees: float) -> float:
        """How much a width at that place is foreshortened."""
        return max(0.26, math.cos(math.radians(degrees) + self.yaw))

    # -- drawing

    def layer(
        self,
        *,
        round: float = 0.16,  # noqa: A002 - Material's name
        form: float = 0.6,
        **material: Any,  # noqa: ANN401 - Material's fields
    ) -> Layer:
        """A layer of this person; `round` and `drop` in u."""
        material.setdefault("rim", 0.75)
        material.setdefault("cast", 0.3)
        material["drop"] = material.get("drop", 0.07) * self.unit
        material.setdefault("own", True)
        if self.glow is not None:
            material |= {"flat": 0.62, "glow": 0.22, "cast": 0.0, "rim": 1.6}
        return self.stage.layer(self.z, round=round * self.unit, form=form, **material)

    def colour(self, colour: Colour) -> Colour:
        """The colour as this body shows it: a being of light is tinted by its light."""
        if self.glow is None:
            return colour
        return mix(tone(self.glow, 0.35 + 0.75 * luma(colour)), colour, 0.12)

    def blob(self, layer: Layer, points: list[Point], colour: Colour, steps: int = 8, *,
        alpha: int = 255) -> None:
        """Fill a smooth shape of the head."""
        layer.poly(self.head_curve(points, steps), self.colour(colour), alpha)

    def head_curve(self, points: list[Point], steps: int = 8, *, closed: bool = True) -> Outline:
        """A smooth line over the head, in world units."""
        return [self.head(x, v) for x, v in spline(points, steps, closed=closed)]

    def stroke(self, layer: Layer, points: list[Point], widths: list[float], colour: Colour, *,
        alpha: int = 255) -> None:
        """A tapered stroke over the head; half-widths in u."""
        line = [self.head(x, v) for x, v in points]
        layer.poly(tube(line, [w * self.unit for w in widths], 6), self.colour(colour), alpha)

    def limb(self, layer: Layer, points: list[Point], widths: list[float], colour: Colour, *,
        alpha: int = 255, cap: bool = True,) -> None:
        """A tapered stroke through world points; half-widths in adult u."""
        scale = self.unit * self.wide
        layer.poly(tube(points, [w * scale for w in widths], cap=cap), self.colour(colour), alpha)

    @cached_property
    def skin(self) -> RGB:
        """The colour of the skin, a little warmer than the paper: blood shines through."""
        return mix(self.who.skin, "#e8824a", 0.07)

    @cached_property
    def shade_side(self) -> int:
        """The side of the face that lies in the shade: 1 is the picture's right."""
        return -1 if self.stage.look.key_direction.x > 0 else 1


def elbow(shoulder: Point, wrist: Point, upper: float, lower: float, toward: Point) -> tuple[Point,
    Point]:
    """Joint and end of a limb of two bones; an end out of reach is pulled in.

    Of the two places for the joint it takes the one that lies farther in the direction `toward`.
    """
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    reach = math.hypot(dx, dy) or 1e-6
    longest = (upper + lower) * 0.999
    if reach > longest:
        wrist = (shoulder[0] + dx * longest / reach, shoulder[1] + dy * longest / reach)
        dx, dy, reach = wrist[0] - shoulder[0], wrist[1] - shoulder[1], longest
    ux, uy = dx / reach, dy / reach
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    off = math.sqrt(max(0.0, upper**2 - along**2))
    if -uy * toward[0] + ux * toward[1] < 0:
        off = -off
    return (shoulder[0] + ux * along - uy * off, shoulder[1] + uy * along + ux * off), wrist
