"""What is said, as the seed writes it: one "Name: line" per line of text."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from ministudio.errors import StoryboardError
from ministudio.storyboard.checks import did_you_mean
from ministudio.storyboard.view import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.config import Character

_LINE = re.compile(r"\s*([^:]{1,60}?)\s*:\s*(\S.*?)\s*")
_WORD = re.compile(r"\w+")
_WORDS_A_SECOND = Fraction(5, 2)  # 150 words a minute, an unhurried narrator
_BREATH = 1  # second before the first word and after the last, together
_SHORTEST = 2  # seconds


def spoken_lines(text: str, people: Mapping[str, Character], where: str) -> tuple[Line, ...]:
    """The lines of a dialogue; `people` are those who may speak, by id.

    A speaker is named by key or name, or by a word of the name that only one person has. Text
    without a name goes on with the speaker before.

    Raises:
        StoryboardError: a line has no speaker, or nobody of that name is there.
    """
    lines: list[Line] = []
    for row in filter(None, (row.strip() for row in text.splitlines())):
        match = _LINE.fullmatch(row)
        if match:
            lines.append(Line(speaker=_speaker(match[1], people, where), text=match[2]))
        elif lines:
            lines[-1] = Line(speaker=lines[-1].speaker, text=f"{lines[-1].text} {row}")
        elif len(people) == 1:
            lines.append(Line(speaker=next(iter(people)), text=row))
        else:
            raise StoryboardError(f'{where}: nobody says {row!r}: write it as "Name: {row}"')
    return tuple(lines)


def _speaker(name: str, people: Mapping[str, Character], where: str) -> str:
    asked = name.casefold()
    exact = [key for key, one in people.items() if asked in (key, one.name.casefold())]
    words = [key for key, one in people.items() if asked in _words(one.name)]
    for found in (exact, words):
        if len(found) == 1:
            return found[0]
    names = [one.name for one in people.values()]
    if exact or words:
        hint = f" means several of {', '.join(names)}: write the whole name"
        raise StoryboardError(f"{where}: the speaker {name!r}{hint}")
    near = did_you_mean(name, names) or f"; present: {', '.join(names) or 'nobody'}"
    told = "; what a narrator says is `narration`" if asked.startswith("narrat") else near
    raise StoryboardError(f"{where}: there is no character {name!r} to speak{told}")


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def spoken_seconds(lines: tuple[Line, ...], narration: str) -> Fraction:
    """How long a shot has to be for its words, in seconds rounded up to halves."""
    words = sum(len(_WORD.findall(text)) for text in (narration, *(one.text for one in lines)))
    halves = -(-2 * (words / _WORDS_A_SECOND + _BREATH) // 1)
    return max(Fraction(_SHORTEST), Fraction(halves, 2))
