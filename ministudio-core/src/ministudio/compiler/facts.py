"""Facts: what a view says, one thing at a time, in the order in which it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ministudio.compiler.camera import camera_words
from ministudio.compiler.happenings import change_words
from ministudio.compiler.light import light_words
from ministudio.compiler.people import (
    condition,
    framed_part,
    identity,
    names,
    prop_words,
    speakers,
    voice,
)
from ministudio.compiler.places import place_words, time_words
from ministudio.compiler.wording import listing, pairs, rules, stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.interfaces.compiler import Tier
    from ministudio.interfaces.dialect import Dialect, Slot
    from ministudio.storyboard.view import View

DROPPED_FIRST: tuple[Slot, ...] = ("mood", "sound", "light", "camera", "style", "place")
"""Optional facts, in the order in which they are left out; what is not here is mandatory."""


class Fact(NamedTuple):
    """One thing that a shot shows. Mandatory facts are never left out."""

    slot: Slot
    text: str

    @property
    def mandatory(self) -> bool:
        """Whether the fact has to be in the text."""
        return self.slot not in DROPPED_FIRST


def facts(view: View, tier: Tier, dialect: Dialect) -> tuple[Fact, ...]:
    """All facts of a view, with identities at `tier`."""
    told = (*_picture(view, tier, dialect), *_story(view), *_sound(view, dialect), *_whole(view))
    return tuple(Fact(slot, text) for slot, text in told if text)


def _picture(view: View, tier: Tier, dialect: Dialect) -> Iterator[tuple[Slot, str]]:
    yield "camera", camera_words(view.camera, names(view), dialect)
    for one in view.characters:
        yield "identity", identity(one, tier)
        yield "state", condition(one, view)
        yield "state", framed_part(one)
    for prop in view.props:
        yield "props", prop_words(prop, view)
    yield "place", place_words(view)
    yield "time", time_words(view)
    yield "light", light_words(view.lighting)


def _story(view: View) -> Iterator[tuple[Slot, str]]:
    yield "start", view.start.strip() and f"at the start: {view.start.strip()}"
    yield "action", view.action.strip()
    for change in view.during:
        yield "change", change_words(change, view)


def _sound(view: View, dialect: Dialect) -> Iterator[tuple[Slot, str]]:
    for one in view.characters:
        yield "voice", voice(one, view)
    called = speakers(view)
    for line in view.say:
        who = called[line.speaker]
        yield "dialogue", dialect.line.format(who=who, text=stop(line.text.strip()))
    if view.narration:
        yield "narration", dialect.narration.format(text=stop(view.narration.strip()))
    yield "sound", view.sound.strip()


def _whole(view: View) -> Iterator[tuple[Slot, str]]:
    yield "mood", view.mood and f"the mood is {view.mood.strip()}"
    yield "style", listing(pairs(view.style.traits), *view.style.references)
    yield "rules", rules(view.rules)
    yield "avoid", listing(view.avoid, view.negative)
