"""Where a drawn figure stands, and the camera that frames it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ministudio.builtin.animatic.canvas import Camera, Point

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas import Stage

# Head height as a share of the frame's height, and how far (in heads) the frame's centre lies
# below the head's.
_SIZES = {
    "extreme close-up": (0.86, 0.02), "close-up": (0.5, 0.3), "medium close-up": (0.36, 0.62),
    "medium": (0.235, 1.25), "american": (0.17, 1.9), "full": (0.125, 2.7),
}  # fmt: skip


class Standing(NamedTuple):
    """Where a figure is to stand: feet, height of a grown person there, turn in degrees, depth."""

    x: float
    floor: float
    height: float
    yaw: float
    z: float
    tag: str


def draw_contact(
    stage: Stage,
    at: Standing,
    unit: float,
    *,
    seated: bool = False,
    facing: int = 1,
    wide: float = 1.0,
) -> None:
    """The dark of the ground right under somebody, without which people float.

    `unit` is the head's height, `wide` the width of the stand beside a grown person's.
    """
    away = -0.35 * stage.look.key_direction.x
    x = at.x + (facing * 1.0 if seated else 0.0) * unit
    for reach, soft, alpha in ((1.25, 0.010, 70), (0.72, 0.004, 105)):
        layer = stage.layer(at.z + 0.01, form=0, flat=1, fog=0, soft=soft)
        layer.circle(
            x + away * unit * (reach - 0.6), at.floor + 0.02 * unit, reach * unit * wide,
            "#07060e", 0.17 * reach * unit, alpha=alpha,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawn figure: its head's centre, head height and floor in world units, its turn.

    `hands` are the places of its hands (`lead`, `other`) for props; `facing` is 1 to the right.
    `yaw` is in degrees.
    """

    tag: str
    head: Point
    unit: float
    floor: Point
    yaw: float = 0.0
    facing: int = 1
    hands: dict[str, Point] = field(default_factory=dict)
    back: bool = False


def frame(placed: Placed, size: str, *, lead: float = 0.18) -> Camera:
    """The camera for a shot size ("close-up", "medium", …), with room in the direction of the look.

    An unknown size is the wide shot.
    """
    if size not in _SIZES:
        return Camera()
    share, below = _SIZES[size]
    zoom = share / placed.unit
    x = placed.head[0] + math.sin(math.radians(placed.yaw)) * lead / zoom
    return Camera(x, placed.head[1] + below * placed.unit, zoom)
