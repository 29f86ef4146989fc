"""Wording: how values, lists and sentences are written in a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ministudio.compiler.english import words

if TYPE_CHECKING:
    from pydantic import JsonValue

# Keys whose value says it all: `species: orb` is `orb`.
_BARE = words(
    "species kind type race gender sex occupation profession job role nationality ethnicity "
    "posture pose gesture expression color colour height form description"
)
# Keys that a longer value does not need: `look: hand-painted, with grain` is its value.
_EVIDENT = words("look style aesthetic appearance clothing features hair skin build elements")
# What the keys of the vocabulary are called in a sentence.
_NOUNS = {
    "hair_style": "hair", "hair_color": "hair", "hair_colour": "hair", "hairstyle": "hair",
    "eye": "eyes", "eye_color": "eyes", "eye_colour": "eyes", "skin_tone": "skin",
    "face_shape": "face", "height_build": "build", "base_color_palette": "color palette",
}  # fmt: skip
# Words that say a noun without naming it: a bob is hair.
_SAYS = {
    "hair": "bob ponytail pigtails bun braid plait curls curl mohawk afro dreadlocks locs waves "
    "pixie crop fringe bangs wig topknot knot mane bald shaved buzz bun",
    "eyes": "eye eyed gaze",
    "skin": "skinned complexion",
    "face": "faced features jaw cheeks",
    "build": "frame body figure built tall short slim stocky height stature",
    "beard": "bearded stubble goatee",
}
_SAYING = {noun: words(said) for noun, said in _SAYS.items()}
_LINKS = words("with of in on at over under against from to by for and or like a an the")
_PLAIN = re.compile(r"[^\W\d_]+(?:[-' ][^\W\d_]+)*")
_LONGEST_ADJECTIVE = 3


def pair(key: str, value: JsonValue | Mapping[str, JsonValue]) -> str:
    """A key and its value in words: `eyes: brown` is `brown eyes`, `age: 34` `34 years old`."""
    noun = _NOUNS.get(key, key.replace("_", " ").strip())
    if value is True:
        return noun
    if value is None or value is False:
        return f"no {noun}"
    if isinstance(value, Mapping):
        inner = pairs(value)
        return f"{noun} ({inner})" if inner else ""
    text = plain(value)
    if noun == "age" and re.fullmatch(r"\d+(?:\.\d+)?", text):
        return f"{text} years old"
    if not isinstance(value, str):
        return f"{noun} {text}"
    return _described(noun, text, bare=key in _BARE)


def _described(noun: str, text: str, *, bare: bool) -> str:
    said = re.findall(r"[^\W_]+", text.casefold())
    if not text or bare or _says(said, noun) or (noun == "age" and "age" in text.casefold()):
        return text
    adjective = len(said) <= _LONGEST_ADJECTIVE and _PLAIN.fullmatch(text)
    if adjective and not _LINKS.intersection(said) and noun != "age":
        return f"{text} {noun}"
    return text if noun.rpartition(" ")[2] in _EVIDENT else f"{noun}: {text}"


def _says(said: list[str], noun: str) -> bool:
    last = noun.rpartition(" ")[2].casefold()
    return last in said or not _SAYING.get(last, frozenset()).isdisjoint(said)


def pairs(values: Mapping[str, JsonValue]) -> str:
    """All entries of a mapping in words, with commas."""
    return listing(*(pair(str(key), value) for key, value in values.items()))


def rules(values: Mapping[str, JsonValue]) -> str:
    """Rules in words, the key first: `{scarf: stays red}` is `scarf stays red`."""
    return listing(
        *(f"{str(key).replace('_', ' ')} {_rule(value)}" for key, value in values.items())
    )


def _rule(value: JsonValue | Mapping[str, JsonValue]) -> str:
    return f"({rules(value)})" if isinstance(value, Mapping) else plain(value)


def plain(value: JsonValue) -> str:
    """A JSON value as words."""
    if isinstance(value, Mapping):
        return pairs(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " and ".join(plain(item) for item in value)
    if value is None or isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


def listing(*parts: str | None) -> str:
    """What there is of `parts`, with commas."""
    return ", ".join(trimmed for part in parts if part and (trimmed := part.strip().rstrip(".")))


def new_to(told: str, parts: Iterable[str]) -> list[str]:
    """The parts that `told` and the parts before them do not say already."""
    said, fresh = told.casefold(), []
    for part in parts:
        if part and not _within(part.casefold(), said):
            fresh.append(part)
            said = f"{said}, {part.casefold()}"
    return fresh


def _within(part: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said) is not None


def clause(head: str, rest: str) -> str:
    """`head: rest`, or what there is of the two."""
    return f"{head}: {rest}" if head and rest else head or rest


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """The text with a full stop, unless it ends like a sentence."""
    return text if text.endswith((".", "!", "?", "…", '"', "'", "”", "’")) else f"{text}."
