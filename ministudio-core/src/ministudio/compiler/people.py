"""People and props in words: who they are, how they are, what they hold, how they sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.compiler.english import feeling, is_plural, joined, with_article, with_the
from ministudio.compiler.wording import clause, listing, new_to, pair, pairs, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ministudio.config.character import Character
    from ministudio.interfaces.compiler import Tier
    from ministudio.storyboard.view import SeenCharacter, SeenProp, View

CORE_GENETICS = 3
NEUTRAL = "neutral"
_STATE_KEYS = frozenset({"clothing", "equipment", "emotion", "posture"})
_VOICE_KEYS = frozenset({"gender", "style", "accent", "pitch", "stability"})
_SOMEBODY = "somebody out of frame"


def names(view: View) -> dict[str, str]:
    """Ids of everybody and everything in frame, with the words for them."""
    people = {one.id: name(one) for one in view.characters}
    return people | {prop.id: with_the(prop.what) for prop in view.props}


def name(one: SeenCharacter) -> str:
    """What a character is called: the name, or the id when the author gave none."""
    return one.character.name if one.character.name not in ("", "unknown") else one.id


def identity(one: SeenCharacter, tier: Tier) -> str:
    """Who somebody is, at one of three lengths; each has the name.

    `tag` adds the author's tag, else the first entry of the genetics; `core` the author's core,
    else the tag with the first three entries of the genetics; `full` is everything that stays the
    same, each thing once.
    """
    who, called = one.character, name(one)
    tagged = _joined_to(called, who.tag, ", ")
    if tier == "tag":
        return tagged if who.tag else listing(called, *_pairs(_first(who, 1)))
    if tier == "core" and who.core:
        return _joined_to(called, who.core, ": ")
    parts = _everything(who) if tier == "full" else _pairs(_first(who, CORE_GENETICS))
    return clause(tagged, listing(*new_to(tagged, parts)))


def _first(who: Character, count: int) -> dict[str, Any]:
    return dict(list(who.genetics.items())[:count])


def _everything(who: Character) -> Iterator[str]:
    yield who.core
    yield from _pairs(who.genetics)
    yield from _pairs({key: value for key, value in who.identity.items() if value})
    for motion, words in who.motion_library.items():
        told = plain(words)
        yield f"{told} when idle" if motion == "idle" else f"{motion.replace('_', ' ')}: {told}"


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    return (pair(key, value) for key, value in values.items())


def _joined_to(called: str, words: str, joint: str) -> str:
    """The name with more words, unless they have the name in them."""
    if not words or called.casefold() in words.casefold():
        return words or called
    return f"{called}{joint}{words}"


def condition(one: SeenCharacter, view: View) -> str:
    """How somebody is at the moment: clothes, condition, feeling, posture, what is in hand."""
    who = one.character.current_state
    feels = one.emotion or (who.emotion if who.emotion != NEUTRAL else "")
    words = listing(
        one.look.wearing and f"wearing {with_article(one.look.wearing)}",
        *one.look.conditions,
        *one.conditions,
        "" if one.alive else "dead",
        who.equipment and f"with {with_article(who.equipment)}",
        feels and f"looking {feeling(feels)}",
        feels and _shows(one.character, feels),
        who.posture,
        pairs({key: value for key, value in who.items() if key not in _STATE_KEYS}),
        _holding(one, view),
    )
    return words and f"{name(one)} is {words}"


def _shows(who: Character, feels: str) -> str:
    return plain(who.emotional_palette.get(feels, ""))


def _holding(one: SeenCharacter, view: View) -> str:
    props = {prop.id: prop for prop in view.props}
    held = [_thing(props[key]) if key in props else "something" for key in one.holds]
    return f"holding {joined(held)}" if held else ""


def _thing(prop: SeenProp) -> str:
    """A prop in somebody's hands: `the brass lantern, which is unlit`."""
    verb = "are" if is_plural(prop.what) else "is"
    state = f", which {verb} {prop.state}" if prop.state else ""
    return f"{with_the(prop.what)}{state}{_only(prop.part)}"


def _only(part: str) -> str:
    return f", with only the {part} in view" if part else ""


def framed_part(one: SeenCharacter) -> str:
    """What alone of somebody is in frame."""
    verb = "are" if is_plural(one.part) else "is"
    return f"only the {one.part} of {name(one)} {verb} in frame" if one.part else ""


def prop_words(prop: SeenProp, view: View) -> str:
    """A prop that nobody in frame holds; what is held stands with its holder."""
    if any(prop.id in one.holds for one in view.characters):
        return ""
    there = "there are" if is_plural(prop.what) else "there is"
    return listing(
        f"{there} {with_article(prop.what)}",
        prop.state,
        f"held by {_SOMEBODY}" if prop.held_by is not None else "",
        prop.part and f"with only the {prop.part} in view",
    )


def voice(one: SeenCharacter, view: View) -> str:
    """How somebody sounds who speaks in the shot."""
    profile = one.character.voice_profile
    if profile is None or all(line.speaker != one.id for line in view.say):
        return ""
    free = {key: value for key, value in profile.items() if key not in _VOICE_KEYS}
    accent = profile.accent or ""
    if accent and "accent" not in accent.casefold():
        accent = f"{accent} accent"
    words = listing(
        profile.style,
        profile.gender if profile.gender != NEUTRAL else "",
        accent and f"with {with_article(accent)}",
        pairs(free),
    )
    return words and f"the voice of {name(one)} is {words}"


def speakers(view: View) -> dict[str, str]:
    """Who speaks, by id: the name of somebody in frame, or a voice that is not seen."""
    called = {one.id: name(one) for one in view.characters}
    unseen = dict.fromkeys(line.speaker for line in view.say if line.speaker not in called)
    voices = ("A voice off-screen", "Another voice off-screen")
    return called | {
        key: voices[at] if at < len(voices) else f"Voice {at + 1} off-screen"
        for at, key in enumerate(unseen)
    }
