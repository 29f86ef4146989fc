"""Players and things as parts of a scene: what draws them, how they live and move."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.stage import Camera, Stage
from ministudio.builtin.animatic.casting import ORB, PERSON, SPIRIT, Lying, Player, Thing
from ministudio.builtin.animatic.figures import draw
from ministudio.builtin.animatic.figures.rig import ADULT_HEADS
from ministudio.builtin.animatic.framing import Head
from ministudio.builtin.animatic.life import talking_mouth
from ministudio.builtin.animatic.props import describe_prop, draw_prop, holder
from ministudio.builtin.animatic.scene import STILL, Drift, Life, Part, WorldBox

if TYPE_CHECKING:
    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.figures import Placed
    from ministudio.builtin.animatic.illumination import Light
    from ministudio.builtin.animatic.places.setting import Rest, Spot

_SCRATCH = (160, 90)
"""Pixels of the stage on which somebody is placed only to know where the head will be."""

_REACH = 1.15  # head heights from the middle of a body to its side
_IDLE = ("rest", "lap", "talk", "table", "reach")
_AT_FACE = ("chin", "mouth", "head", "glasses", "scratch", "neck", "salute", "chest", "guard")
_HEAD_METRES = 0.25  # a grown head: what props are measured by
_SHOULDER_SHARE = 0.62  # head height of a silhouette in the foreground, in frame heights
_STEPS, _STEPS_NEAR = 8, 6
_WALK_PACE, _RUN_PACE = 0.85, 1.35  # double steps in a second
_STRIDE = 0.11  # frame heights that somebody walks in a second, at a head of one twentieth


def head_of(player: Player, light: Light) -> Head:
    """Where a player's head will be, found on a small stage."""
    placed = place(Stage(*_SCRATCH, light), player, Life())
    looks = math.sin(math.radians(placed.yaw)) if not placed.back else 0.0
    unit = placed.unit
    reach = unit * (_REACH if player.identity.kind != ORB else 0.8)
    return Head(placed.head[0], placed.head[1], unit, looks, reach, placed.floor[1])


def hand_of(player: Player, light: Light) -> tuple[float, float]:
    """Where the hand that holds or leads is."""
    placed = place(Stage(*_SCRATCH, light), player, Life())
    x, y = placed.hands.get("lead", placed.head)
    return x, y


def place(stage: Stage, player: Player, life: Life) -> Placed:
    """Draw a player on a stage, at one moment of its life."""
    spot = player.spot
    things = player.after if life.after else player.before
    hands = zip(("lead", "other"), (thing for thing in things if thing.shown), strict=False)
    if player.stool:
        _draw_stool(stage, spot)
    return draw(
        stage,
        player.identity,
        acted(player, life),
        x=spot.x,
        floor=spot.y,
        height=spot.height,
        yaw=player.yaw,
        z=spot.z,
        tag=player.id,
        holds={
            hand: holder(describe_prop(thing.words, thing.state), thing.id) for hand, thing in hands
        },
    )


def _draw_stool(stage: Stage, spot: Spot) -> None:
    unit = spot.height / ADULT_HEADS
    draw_prop(
        stage, describe_prop("dark wooden stool"), x=spot.x, y=spot.y, unit=unit,
        z=spot.z + 0.005,
    )  # fmt: skip


def acted(player: Player, life: Life) -> Acting:
    """The acting of a moment."""
    acting = player.acting
    talk, pursed = talking_mouth(life.talk)
    if player.speaks and acting.lead in ("mouth", "head"):
        acting = replace(acting, lead="chest", other="rest")
    if player.before and acting.lead in _AT_FACE:
        acting = replace(acting, lead="hold")
    if life.after and len(player.after) < len(player.before):
        idle = "table" if acting.other == "table" else "rest"
        acting = replace(acting, lead=idle)  # what was held out has gone
    elif life.after and len(player.after) > len(player.before) and acting.lead in _IDLE:
        acting = replace(acting, lead="hold")
    return replace(
        acting,
        blink=max(acting.blink, life.blink),
        talk=talk,
        round_=pursed,
        gaze=max(-1.0, min(1.0, acting.gaze + life.gaze)),
        phase=acting.phase + life.phase,
        breath=life.breath,
    )


@dataclass(frozen=True, slots=True)
class Blocking:
    """What a part needs to know of its shot: framing, length, whether the camera goes along."""

    zoom: float
    seconds: float
    follows: bool


def player_part(player: Player, head: Head, blocking: Blocking, *, talks: bool) -> Part:
    """A player as a part of the scene."""

    def drawn(stage: Stage, life: Life) -> None:
        place(stage, player, life)

    steps, pace = _steps(player, blocking)
    eyes, mouth = _features(player, head)
    return Part(
        id=player.id,
        draw=drawn,
        z=player.spot.z,
        eyes=eyes,
        mouth=mouth,
        talks=talks,
        phases=steps,
        pace=pace,
        drift=_drift(player, head, blocking),
        changes=player.before != player.after,
    )


def _features(player: Player, head: Head) -> tuple[WorldBox | None, WorldBox | None]:
    """Where eyes and mouth are: bands of a human face, the whole face of anybody else."""
    if player.acting.back:
        return None, None
    x, y, u = head.x, head.y, head.height
    if player.identity.kind in (PERSON, SPIRIT) and player.acting.stance != "lie":
        eyes: WorldBox = (x - 0.5 * u, y - 0.4 * u, x + 0.5 * u, y + 0.22 * u)
        mouth: WorldBox = (x - 0.44 * u, y + 0.05 * u, x + 0.44 * u, y + 0.64 * u)
    else:
        eyes = mouth = (x - 0.62 * u, y - 0.62 * u, x + 0.62 * u, y + 0.62 * u)
    return (None if player.acting.blink >= 1 else eyes), mouth


def _steps(player: Player, blocking: Blocking) -> tuple[int, float]:
    """How many pictures its walk has, and how many walks it does in a second."""
    stance = player.acting.stance
    if stance not in ("walk", "run") or player.floats:
        return 1, 1.0
    near = blocking.zoom * player.spot.height > 1.4
    return (_STEPS_NEAR if near else _STEPS), (_RUN_PACE if stance == "run" else _WALK_PACE)


def _drift(player: Player, head: Head, blocking: Blocking) -> Drift:
    """How a player moves through the frame, in frame heights."""
    if player.floats:
        glow = 0.06 if player.identity.kind == ORB else 0.0
        way = 0.10 * _way(player) if player.acting.moves else 0.0
        return Drift(x=way, bob=0.016, pace=0.32, pulse=glow)
    stance = player.acting.stance
    if stance not in ("walk", "run"):
        return STILL
    size = head.height * blocking.zoom
    bob = size * (0.05 if stance == "run" else 0.03)
    pace = _RUN_PACE if stance == "run" else _WALK_PACE
    if blocking.follows or player.acting.back:
        return Drift(bob=bob * 0.6, pace=pace * 2)
    stride = _STRIDE * size / 0.05 * (2.0 if stance == "run" else 1.0)
    far = min(0.62, stride * blocking.seconds)
    return Drift(x=far * _way(player), bob=bob * 0.5, pace=pace * 2)


def _way(player: Player) -> int:
    return 1 if player.yaw >= 0 else -1


def silhouette_part(player: Player, *, aspect: float, left: bool) -> Part:
    """Somebody whose shoulder is in the foreground: large, dark, out of focus, at one side."""
    heads = 6.7
    height = _SHOULDER_SHARE * heads
    side = -1 if left else 1
    x = side * aspect * 0.40
    floor = 0.30 + height * (1 - 0.5 / heads)
    here = replace(
        player,
        spot=replace(player.spot, x=x, y=floor, z=1.0, height=height / player.identity.height),
        yaw=22.0 * -side,
    )

    def drawn(stage: Stage, life: Life) -> None:
        place(stage, here, life)

    return Part(
        id=player.id, draw=drawn, z=0.82, dim=0.34, soft=0.011, camera=Camera(),
        drift=Drift(bob=0.002, pace=0.2),
    )  # fmt: skip


def thing_part(lying: Lying) -> Part:
    """A thing that lies somewhere, with its state before and after."""

    def drawn(stage: Stage, life: Life) -> None:
        thing = lying.after if life.after else lying.before
        if thing.shown:
            draw_thing(stage, thing, lying.rest)

    return Part(id=lying.before.id, draw=drawn, z=lying.rest.z, changes=lying.before != lying.after)


def draw_thing(stage: Stage, thing: Thing, rest: Rest) -> tuple[float, float, float, float]:
    """Draw a thing where it rests; the answer is its box in world units."""
    return draw_prop(
        stage, describe_prop(thing.words, thing.state), x=rest.x, y=rest.y,
        unit=rest.metre * _HEAD_METRES, z=rest.z, tag=thing.id,
    )  # fmt: skip


def box_of(lying: Lying, light: Light) -> tuple[float, float, float, float]:
    """The world box of a thing, as it is before and after."""
    boxes = [
        draw_thing(Stage(*_SCRATCH, light), thing, lying.rest)
        for thing in (lying.before, lying.after)
        if thing.shown
    ]
    if not boxes:
        return lying.rest.x, lying.rest.y, lying.rest.x, lying.rest.y
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
