"""A person: the order in which the parts of a body lie over each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from ministudio.builtin.animatic.figures.arms import Arm, draw_arm, pose_arm
from ministudio.builtin.animatic.figures.beard import draw_full_beard
from ministudio.builtin.animatic.figures.face import draw_features
from ministudio.builtin.animatic.figures.garments import draw_cloak_behind, draw_trunk
from ministudio.builtin.animatic.figures.hair import draw_hair, ears_show
from ministudio.builtin.animatic.figures.hair_behind import (
    draw_back_of_head,
    draw_braids,
    draw_hair_behind,
)
from ministudio.builtin.animatic.figures.head import draw_ears, draw_head, draw_neck
from ministudio.builtin.animatic.figures.headgear import draw_behind_head, draw_headgear
from ministudio.builtin.animatic.figures.legs import draw_legs
from ministudio.builtin.animatic.figures.placed import Placed, Standing, draw_contact
from ministudio.builtin.animatic.figures.rig import Rig, heads_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.canvas import Colour, Point, Stage
    from ministudio.builtin.animatic.identity import Identity


class Holder(Protocol):
    """Draws what a hand holds."""

    @property
    def way(self) -> str:
        """The gesture that holds it: "carry", "cradle" or "hold"."""

    def __call__(self, rig: Rig, arm: Arm) -> None:
        """Draw it at a person's hand, between the forearm and the fingers."""

    def draw_at(self, stage: Stage, hand: Point, placed: Placed) -> None:
        """Draw it at the hand of somebody who is not a person."""


def draw_person(
    stage: Stage,
    who: Identity,
    act: Acting,
    at: Standing,
    *,
    back: bool,
    holds: Mapping[str, Holder],
    glow: Colour | None = None,
) -> Placed:
    """Draw a person; see `figures.draw`. `holds` maps `lead` and `other` to what the hand holds."""
    x, floor, height, yaw, z, tag = at
    unit = height * who.height / heads_of(who.age)
    rig = Rig(
        stage, who, act, x, floor, unit, z, math.radians(max(-45.0, min(45.0, yaw))), back, glow
    )
    far = pose_arm(rig, rig.facing, _carried(act.lead, holds.get("lead")))
    near = pose_arm(rig, -rig.facing, _carried(act.other, holds.get("other")))
    if act.stance not in ("lie", "float", "jump", "climb"):
        draw_contact(stage, at, unit, seated=act.stance == "sit", facing=rig.facing)
    with stage.tagged(tag):
        _paint(rig, far, near, holds)
    return Placed(
        tag=tag,
        head=rig.head_at,
        unit=unit,
        floor=(x, floor),
        yaw=math.degrees(rig.yaw),
        facing=rig.facing,
        hands={"lead": far.hand.wrist, "other": near.hand.wrist},
        back=back,
    )


def _carried(gesture: str, holder: Holder | None) -> str:
    return holder.way if gesture == "hold" and holder is not None else gesture


def _paint(rig: Rig, far: Arm, near: Arm, holds: Mapping[str, Holder]) -> None:
    front = far.front and not rig.back
    draw_cloak_behind(rig)
    if not rig.back:
        draw_behind_head(rig)
        draw_hair_behind(rig)
    draw_legs(rig)
    if front:
        draw_arm(rig, far, lower=False)
    else:
        draw_arm(rig, far, held=_held(rig, far, holds.get("lead")))
    if near.hidden and near.gesture == "behind":
        draw_arm(rig, near, held=_held(rig, near, holds.get("other")))
    draw_neck(rig)
    draw_trunk(rig)
    _head(rig)
    if front:
        draw_arm(rig, far, upper=False, held=_held(rig, far, holds.get("lead")))
    if not (near.hidden and near.gesture == "behind"):
        draw_arm(rig, near, held=_held(rig, near, holds.get("other")))


def _head(rig: Rig) -> None:
    if rig.back:
        draw_back_of_head(rig)
        draw_headgear(rig)
        return
    if ears_show(rig):
        draw_ears(rig, far=True)
    face = draw_head(rig)
    draw_features(rig, face)
    draw_full_beard(rig)
    draw_hair(rig)
    if ears_show(rig):
        draw_ears(rig, far=False)
    draw_braids(rig)
    draw_headgear(rig)


def _held(rig: Rig, arm: Arm, holder: Holder | None) -> Callable[[], None] | None:
    if holder is None:
        return None
    return lambda: holder(rig, arm)
