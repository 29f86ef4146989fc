"""A document that was read: its plain data, and where in the text each part of it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

Path = tuple[str | int, ...]
"""Keys and list indices from the root of a document to a value."""


class Mark(NamedTuple):
    """A place in a text; line and column count characters from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a document may hold: UTF-8 bytes, nested collections, keys and values."""

    size: int
    depth: int
    nodes: int


HAND_WRITTEN = Limits(size=1 << 20, depth=32, nodes=100_000)
MACHINE_MADE = Limits(size=64 << 20, depth=32, nodes=1_000_000)


class DocumentError(ValueError):
    """A text is not a document that may be read; `mark` says where."""

    def __init__(self, message: str, mark: Mark, *, hint: str = "") -> None:
        super().__init__(f"{mark.line}:{mark.column}: {message}")
        self.message, self.mark, self.hint = message, mark, hint


@dataclass(slots=True)
class Marks:
    """Where the keys and the values of a document stand, by path."""

    keys: dict[Path, Mark]
    values: dict[Path, Mark]


class Document:
    """Plain data (dict, list, str, int, float, bool, None) and the places it was read from.

    `find` makes the places when somebody asks for them first.
    """

    def __init__(self, data: Any, find: Callable[[], Marks]) -> None:  # noqa: ANN401 - any data
        self.data = data
        self._find = find
        self._marks: Marks | None = None

    def at(self, path: Path, *, key: bool = False) -> Mark:
        """The place of the value at `path` (or of its key); of the nearest parent if it has none.

        A parent stands for a missing part by its key, where the eye looks for it.
        """
        if self._marks is None:
            self._marks = self._find()
        kinds = (self._marks.keys, self._marks.values)
        first, second = kinds if key else kinds[::-1]
        for end in range(len(path), 0, -1):
            mark = first.get(path[:end]) or second.get(path[:end])
            if mark:
                return mark
            first, second = kinds
        return self._marks.values.get((), Mark(1, 1))


# Controls (C0 but tab and line breaks, DEL, C1), separators that pose as line breaks, the byte
# order mark, halves of surrogate pairs and what Unicode will never assign.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
# Embeddings, overrides and isolates make a text read differently from what it says
# ("Trojan Source", CVE-2021-42574).
_BIDI = "\u202a-\u202e\u2066-\u2069"
FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}]")
# Marks and joiners are part of honest Arabic, Hebrew or Persian prose, but two keys that differ
# only in them look the same.
FORBIDDEN_IN_KEYS = re.compile(f"[{_CONTROL}{_BIDI}\u061c\u00ad\u200b-\u200f\u2060-\u2064\t\n\r]")


def name_of(character: str) -> str:
    """What to call an unwanted character in a message."""
    code = f"U+{ord(character):04X}"
    if re.match(f"[{_BIDI}\u061c\u200e\u200f]", character):
        return f"{code}, which turns the direction of reading"
    return f"{code}, a character that cannot be seen"


def refuse_characters(text: str) -> None:
    """Raise `DocumentError` at the first character that a document may not hold."""
    if found := FORBIDDEN.search(text):
        raise DocumentError(f"the text contains {name_of(found[0])}", mark_at(text, found.start()))


def check_key(key: str, mark: Mark) -> None:
    """Raise `DocumentError` when a key is empty or holds a character that cannot be seen."""
    if found := FORBIDDEN_IN_KEYS.search(key):
        raise DocumentError(f"the key {key!r} contains {name_of(found[0])}", mark)


def check_text(text: str, mark: Mark) -> None:
    """Raise `DocumentError` when a value (escapes resolved) holds a forbidden character."""
    if found := FORBIDDEN.search(text):
        raise DocumentError(f"the text contains {name_of(found[0])}", mark)


def check_size(text: str, limits: Limits) -> None:
    """Raise `DocumentError` when a text has more bytes than the limit."""
    if len(text) > limits.size or len(text.encode(errors="replace")) > limits.size:
        raise DocumentError(f"the text is larger than {limits.size:,} bytes", Mark(1, 1))


def mark_at(text: str, index: int) -> Mark:
    """The line and column of a position in a text."""
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    line = text.count("\n", 0, index) + 1
    line += sum(1 for _ in re.finditer(r"\r(?!\n)", text[:index]))
    return Mark(line, index - start + 1)


def refuse_depth(limits: Limits, mark: Mark) -> NoReturn:
    """Raise the error of a document that is nested too deep."""
    raise DocumentError(f"more than {limits.depth} levels of nesting", mark)


def refuse_nodes(limits: Limits, mark: Mark) -> NoReturn:
    """Raise the error of a document with too many values."""
    raise DocumentError(f"more than {limits.nodes:,} keys and values", mark)
