"""Casting: who is in the shot, what they do and hold, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.acting import Acting, perform
from ministudio.builtin.animatic.identity import (
    ANIMAL,
    ORB,
    PERSON,
    ROBOT,
    SPIRIT,
    Identity,
    describe,
)
from ministudio.builtin.animatic.places.setting import Rest, Setting, Spot
from ministudio.state.changes import verb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ministudio.storyboard.view import SeenCharacter, SeenProp, View

_TURN = 34.0  # degrees: people who talk stand turned toward each other and to us
_ALONE = 24.0
_APART, _APART_WIDE = 0.19, 0.26  # world units from the middle of two who talk to each other
_STEP = 0.34  # world units between two neighbours when there are many
_ROOMY = 1.55  # the aspect from which the marks of a place stand as wide as they were set
_UPRIGHT = re.compile(r"\b(?:stand|walk|enter|run|dance|leav|cross|step|pace|rise|stroll|jump)")
_ORB_RISE = 0.62  # an orb is drawn so much of a person's height above its floor
_FLOATS = frozenset({ORB, SPIRIT})


@dataclass(frozen=True, slots=True)
class Thing:
    """A prop as it is drawn: its words and state, `shown` false when it is not there."""

    id: str
    words: str
    state: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in the shot. `before` and `after` are the things in hand, at first and at last."""

    id: str
    identity: Identity
    acting: Acting
    spot: Spot
    yaw: float
    part: str = ""
    before: tuple[Thing, ...] = ()
    after: tuple[Thing, ...] = ()
    silhouette: bool = False
    speaks: bool = False
    stool: bool = False
    """Whether it sits where the place has no seat."""

    @property
    def floats(self) -> bool:
        """Whether it hovers instead of standing."""
        return self.identity.kind in _FLOATS or self.acting.stance == "float"


@dataclass(frozen=True, slots=True)
class Lying:
    """A thing that lies somewhere, before and after what happens on screen."""

    before: Thing
    after: Thing
    rest: Rest


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that is placed."""

    players: tuple[Player, ...]
    lying: tuple[Lying, ...]
    not_drawn: tuple[str, ...] = ()


def cast(
    view: View, setting: Setting, *, aspect: float, far: bool = False, wide: bool = False
) -> Cast:
    """Place the people and things of a view on the marks of a place.

    `far` makes people small, for a very wide shot; in a `wide` one they stand farther apart.
    """
    before, after, notes = _hands(view)
    shoulder = _shoulder(view)
    seen = [one for one in view.characters if one.id != shoulder]
    acted = [
        (one, _identity(one), _acting(view, one, holding=bool(before[one.id]))) for one in seen
    ]
    setting = _together(setting, _APART_WIDE if wide or far else _APART)
    stands = _stands(acted, setting, view, aspect)
    players = [
        Player(
            one.id, identity, _seated(acting, setting) if stand.seated else acting,
            _sized(stand.spot, far=far), stand.yaw, one.part,
            tuple(before[one.id].values()), tuple(after[one.id].values()),
            speaks=one.id in {line.speaker for line in view.say},
            stool=acting.stance == "sit" and not stand.seated and identity.kind == PERSON,
        )
        for (one, identity, acting), stand in zip(acted, stands, strict=True)
    ]  # fmt: skip
    if shoulder:
        players.append(_over(view, shoulder, players))
    return Cast(tuple(players), tuple(_lying(before[""], after[""], setting)), notes)


# -- hands


Hands = dict[str, dict[str, Thing]]
"""By holder (empty: nobody) the things, by id."""


def _hands(view: View) -> tuple[Hands, Hands, tuple[str, ...]]:
    """Who holds what before and after the changes on screen; changes that are not drawn."""
    people = {one.id for one in view.characters}
    start: Hands = {who: {} for who in ("", *people)}
    for prop in view.props:
        holder = prop.held_by if prop.held_by in people else ""
        start[holder][prop.id] = Thing(prop.id, prop.what, prop.state)
    end = {who: dict(things) for who, things in start.items()}
    notes = [note for change in view.during if (note := _change(end, change, view))]
    for who, things in end.items():  # what only appears on screen is not there before
        for name, thing in things.items():
            if thing.shown and all(name not in held for held in start.values()):
                start[who][name] = replace(thing, shown=False)
    return start, end, tuple(notes)


def _change(hands: Hands, change: object, view: View) -> str:
    """Carry out a change on screen; the answer is a note when it is not drawn."""
    kind: str = verb(change)
    name = str(getattr(change, kind, ""))
    thing = next((held[name] for held in hands.values() if name in held), None)
    if kind in ("give", "take", "bring", "drop") and thing is not None:
        target = {"give": "to", "take": "by", "bring": "by"}.get(kind, "")
        who = str(getattr(change, target)) if target else ""
        if kind == "bring" and getattr(change, "at", None):
            who = ""
        _move(hands, thing, who if who in hands else "")
    elif kind in ("open", "close", "set") and thing is not None:
        state = {"open": "open", "close": "closed"}.get(kind) or str(
            getattr(change, "state", None) or ""
        )
        _replace(hands, replace(thing, state=state))
    elif kind == "show":
        _replace(hands, replace(thing, shown=True) if thing else _named(view, name))
    elif kind == "hide" and thing is not None:
        _replace(hands, replace(thing, shown=False))
    else:
        return f"on screen: {kind} {name}".rstrip() if kind else ""
    return ""


def _named(view: View, name: str) -> Thing:
    prop: SeenProp | None = next((one for one in view.props if one.id == name), None)
    return Thing(name, prop.what if prop else name.replace("_", " "), prop.state if prop else "")


def _move(hands: Hands, thing: Thing, who: str) -> None:
    for held in hands.values():
        held.pop(thing.id, None)
    hands[who][thing.id] = thing


def _replace(hands: Hands, thing: Thing) -> None:
    holder = next((who for who, held in hands.items() if thing.id in held), "")
    hands[holder][thing.id] = thing


def _lying(
    before: Mapping[str, Thing], after: Mapping[str, Thing], setting: Setting
) -> list[Lying]:
    rests = setting.rests or (Rest(0.0, setting.floor),)
    found = []
    for index, name in enumerate(dict.fromkeys([*before, *after])):
        rest = rests[index % len(rests)]
        if index >= len(rests):
            rest = replace(rest, x=rest.x + 0.09 * (index // len(rests)))
        gone = Thing(name, "", shown=False)
        found.append(Lying(before.get(name, gone), after.get(name, gone), rest))
    return found


# -- people


def _identity(seen: SeenCharacter) -> Identity:
    character = seen.character
    return describe(
        character.name,
        genetics=character.genetics,
        identity=character.identity.to_dict(),
        tag=character.tag,
        core=character.core,
        wearing=seen.look.wearing,
        conditions=(*seen.look.conditions, *seen.conditions),
    )


def _acting(view: View, seen: SeenCharacter, *, holding: bool) -> Acting:
    character = seen.character
    others = [f"{one.id} {one.character.name}" for one in view.characters if one.id != seen.id]
    acting = perform(
        _about_people(view),
        who=f"{seen.id} {character.name}",
        others=others,
        emotion=seen.emotion or _settled(character.current_state.emotion),
        palette=character.emotional_palette,
        motions=character.motion_library,
        holding=holding,
    )
    return acting if seen.alive else replace(acting, stance="lie", blink=1.0, moves=False)


def _about_people(view: View) -> str:
    """What happens, without the clauses whose subject is a thing: "the folder lies there"."""
    things = {words[-1] for one in view.props if (words := one.what.lower().split())}
    things |= {word for one in view.props for word in one.id.lower().split("_")}
    kept = []
    for text in (view.start, view.action):
        for clause in re.split(r"(?<=[.;!?])\s+", text):
            subject = re.match(r"\s*(?:the|a|an|her|his|their)\s+((?:\w+\s+){1,3})", clause.lower())
            if subject is None or not things & set(subject.group(1).split()[:2]):
                kept.append(clause)
    return ". ".join(clause for clause in kept if clause)


def _settled(emotion: str) -> str:
    return "" if emotion == "neutral" else emotion


@dataclass(frozen=True, slots=True)
class _Stand:
    spot: Spot
    yaw: float
    seated: bool = False


def _stands(
    acted: Sequence[tuple[SeenCharacter, Identity, Acting]],
    setting: Setting,
    view: View,
    aspect: float,
) -> list[_Stand]:
    """Where each stands or sits, in the order of the frame: from left to right."""
    squeeze = min(1.0, aspect / _ROOMY)
    marks = _marks(len(acted), setting)
    upright = _UPRIGHT.search(f"{view.start} {view.action}".lower()) is not None
    talk = bool(setting.table) and len(acted) > 1 and not upright
    found = []
    for index, (seen, identity, acting) in enumerate(acted):
        spot, yaw = marks[index]
        wants = acting.stance == "sit" or (acting.stance == "stand" and talk)
        seated = wants and identity.kind == PERSON and index < len(setting.seats)
        if seated:
            spot = setting.seats[index]
            yaw = spot.facing or yaw
        elif identity.kind == ORB:
            aside = spot.x if len(acted) > 1 else 0.0
            spot = replace(setting.hover, x=setting.hover.x + aside, height=spot.height)
            spot = replace(spot, y=spot.y + spot.height * _ORB_RISE)
        if len(acted) == 1 and not seated:
            yaw = _side(seen.id) * _ALONE
        if sum(one.moves for _, _, one in acted) > 1 and acting.moves:
            yaw = abs(yaw)  # who goes together goes the same way
        if acting.turn is not None:
            yaw = acting.turn
        found.append(_Stand(replace(spot, x=spot.x * squeeze), yaw, seated))
    return found


def _together(setting: Setting, apart: float) -> Setting:
    """The setting with its left and right marks at most so far from their middle."""
    marks = dict(setting.marks)
    if "left" not in marks or "right" not in marks:
        return setting
    middle = (marks["left"].x + marks["right"].x) / 2
    for side in ("left", "right"):
        off = max(-apart, min(apart, marks[side].x - middle))
        marks[side] = replace(marks[side], x=middle + off)
    return replace(setting, marks=marks)


def _marks(count: int, setting: Setting) -> list[tuple[Spot, float]]:
    marks = setting.marks
    centre = marks.get("centre", Spot(0.0, setting.floor))
    left = marks.get("left", replace(centre, x=centre.x - 0.3))
    right = marks.get("right", replace(centre, x=centre.x + 0.3))
    if count <= 1:
        return [(centre, 0.0)]
    if count == 2:
        return [(left, _TURN), (right, -_TURN)]
    reach = max(right.x - left.x, _STEP * (count - 1) * 0.8)
    found = []
    for index in range(count):
        share = index / (count - 1)
        back = index % 2 if count > 2 else 0
        spot = replace(
            centre,
            x=(left.x + right.x) / 2 + (share - 0.5) * reach,
            y=centre.y - 0.012 * back,
            z=1.0 + 0.02 * back,
        )
        found.append((spot, _TURN * (1 - 2 * share)))
    return found


def _seated(acting: Acting, setting: Setting) -> Acting:
    """Somebody on a seat sits; idle hands lie on the table."""
    acting = replace(acting, stance="sit", moves=False)
    if setting.table is None:
        return acting
    lead = "table" if acting.lead in ("rest", "lap") else acting.lead
    other = "table" if acting.other in ("rest", "lap") else acting.other
    return replace(acting, lead=lead, other=other)


def _sized(spot: Spot, *, far: bool) -> Spot:
    return replace(spot, height=spot.height * 0.62, y=spot.y - 0.045) if far else spot


def _side(name: str) -> int:
    """Which way somebody alone looks: the same in every shot."""
    return 1 if sum(name.encode()) % 2 else -1


def _shoulder(view: View) -> str:
    """Whose shoulder is in the foreground, if anybody's."""
    seen = [one.id for one in view.characters]
    if view.camera.over in seen and len(seen) > 1:
        return str(view.camera.over)
    behind = [one.id for one in view.characters if "shoulder" in one.part or "back" in one.part]
    return behind[0] if behind and len(seen) > 1 else ""


def _over(view: View, who: str, players: Sequence[Player]) -> Player:
    seen = next(one for one in view.characters if one.id == who)
    yaw = -players[0].yaw if players else 0.0
    acting = replace(_acting(view, seen, holding=False), stance="stand", back=True)
    return Player(who, _identity(seen), acting, Spot(0.0, 1.0), yaw, silhouette=True)


__all__ = ["ANIMAL", "ORB", "PERSON", "ROBOT", "SPIRIT", "Cast", "Lying", "Player", "Thing", "cast"]
