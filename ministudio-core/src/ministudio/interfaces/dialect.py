"""Dialects: how one family of models wants to be told a shot, as data."""

from __future__ import annotations

import re
from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import AfterValidator

from ministudio.config.base import EMPTY, FrozenDict, FrozenMap, Model
from ministudio.interfaces.capabilities import PromptLimit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Slot = Literal[
    "camera", "identity", "state", "props", "place", "time", "light", "start", "action", "change",
    "voice", "dialogue", "narration", "sound", "mood", "style", "rules", "avoid",
]  # fmt: skip
"""What a fact is about."""

Position = Literal[
    "camera", "identity", "props", "place", "light", "action", "dialogue", "sound", "mood",
    "style", "rules", "avoid",
]  # fmt: skip
"""Where facts stand in a prompt: see `POSITION`."""

Avoiding = Literal["native", "text", "unheard"]
"""Where what is to be avoided goes: a field of its own, the text, or nowhere."""

POSITION: Mapping[Slot, Position] = FrozenDict(
    {
        "state": "identity",  # of each person right after who it is
        "time": "place",
        "start": "action",
        "change": "action",
        "voice": "dialogue",
        "narration": "dialogue",
    }
)
"""Slots that stand with another one; every other slot has a position of its own name."""


def _all_positions(order: tuple[Position, ...]) -> tuple[Position, ...]:
    missing = set(get_args(Position)) - set(order)
    if missing or len(order) != len(set(order)):
        raise ValueError(f"`order` names each position once; missing: {sorted(missing)}")
    return order


def _template(*fields: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            found = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise ValueError(f"{text!r} is not a template: {error}") from None
        if sorted(found) != sorted(fields):
            wanted = " and ".join(f"{{{name}}}" for name in fields)
            raise ValueError(f"{text!r} is not a template with {wanted}, each once")
        return text

    return AfterValidator(check)


class Dialect(Model):
    """How one family of models wants its facts. The defaults are plain English prose.

    `order` puts the facts; `labels` stand before them, by position: one that ends with a line
    break puts each fact on its own line. `separator` joins positions. `negative` says where what
    is to be avoided goes (`native` becomes `text` for a model without such a field). `line` and
    `narration` are the syntax of speech. `camera` maps camera words to the family's own; the
    longest match wins. `limit` holds for models that state none. `not_honoured` names fields of
    the view that models of this family do not follow: a shot that sets one gets a note.
    """

    name: str
    order: Annotated[tuple[Position, ...], AfterValidator(_all_positions)] = (
        "camera", "identity", "props", "place", "light", "action", "dialogue", "sound", "mood",
        "style", "rules", "avoid",
    )  # fmt: skip
    labels: FrozenMap[str] = FrozenDict(
        {"sound": "Sound:", "light": "Light:", "style": "Style:", "rules": "Throughout:"}
    )
    separator: str = " "
    negative: Avoiding = "native"
    line: Annotated[str, _template("who", "text")] = '{who} says: "{text}"'
    narration: Annotated[str, _template("text")] = 'A narrator says: "{text}"'
    camera: FrozenMap[str] = EMPTY
    limit: PromptLimit | None = None
    not_honoured: tuple[str, ...] = ()

    def camera_words(self, words: str) -> str:
        """Camera words of an author in the vocabulary of the family."""
        if self._camera_pattern is None:
            return words
        return self._camera_pattern.sub(lambda match: self._camera[match[0].casefold()], words)

    @cached_property
    def _camera(self) -> dict[str, str]:
        return {key.casefold(): word for key, word in self.camera.items()}

    @cached_property
    def _camera_pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self.camera, key=lambda key: (-len(key), key))
        return _any_of(longest_first) if longest_first else None


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)
