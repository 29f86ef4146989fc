"""Everybody who is drawn: people, orbs, robots, animals, spirits and things that act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.figures.animals import draw_beast
from ministudio.builtin.animatic.figures.orb import draw_orb
from ministudio.builtin.animatic.figures.person import Holder, draw_person
from ministudio.builtin.animatic.figures.placed import Placed, Standing, frame
from ministudio.builtin.animatic.figures.robot import draw_robot
from ministudio.builtin.animatic.figures.small_beasts import draw_small
from ministudio.builtin.animatic.figures.things import draw_thing
from ministudio.builtin.animatic.identity import ANIMAL, ORB, PERSON, ROBOT, SPIRIT, Identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.canvas import Stage

_SMALL = frozenset({"bird", "owl", "raven", "crow", "penguin", "fish", "snake", "butterfly"})
_LIGHT = (150, 214, 255)


def draw(  # noqa: PLR0913 - where and how are keywords
    stage: Stage,
    who: Identity,
    act: Acting,
    *,
    x: float,
    floor: float,
    height: float,
    yaw: float = 0.0,
    z: float = 1.0,
    back: bool | None = None,
    tag: str = "",
    holds: Mapping[str, Holder] | None = None,
) -> Placed:
    """Draw a character; its layers carry `tag`, so that `stage.boxes()` knows where it is.

    `x` and `floor` say where the feet (or the shadow) are, `height` how tall a grown person would
    be there, in world units. `yaw` is the turn in degrees, -45 (left) to 45 (right); animals are
    drawn from the side it points to. `back` shows a person from behind (None: as acted).
    `holds` maps `lead` and `other` to what that hand holds, see `props.holder`.
    """
    at = Standing(x, floor, height, yaw, z, tag)
    if who.kind in (PERSON, SPIRIT):
        glow = None if who.kind == PERSON else (who.colours[0] if who.colours else _LIGHT)
        turned = act.back if back is None else back
        if who.kind == SPIRIT:
            stage.lamp(x, floor - height * 0.6, height * 0.6, glow or _LIGHT, 0.5 * act.glow, z)
        return draw_person(stage, who, act, at, back=turned, holds=holds or {}, glow=glow)
    if who.kind == ORB:
        placed = draw_orb(stage, who, act, at)
    elif who.kind == ROBOT:
        placed = draw_robot(stage, who, act, at)
    elif who.kind == ANIMAL and who.species in _SMALL:
        placed = draw_small(stage, who, act, at)
    elif who.kind == ANIMAL:
        placed = draw_beast(stage, who, act, at)
    else:
        placed = draw_thing(stage, who, act, at)
    for hand, holder in (holds or {}).items():
        with stage.tagged(tag):
            holder.draw_at(stage, placed.hands[hand], placed)
    return placed


__all__ = ["Placed", "draw", "frame"]
