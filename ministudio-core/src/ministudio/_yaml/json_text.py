"""Reading JSON under the restrictions of storyboards: fast when all is well, exact when not.

The standard reader does the work. Whatever it or the checks object to is read once more by a slow
reader that knows each line and column; so are the places of values, when somebody asks.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

from ministudio._yaml.document import (
    FORBIDDEN,
    FORBIDDEN_IN_KEYS,
    MACHINE_MADE,
    Document,
    DocumentError,
    Limits,
    Mark,
    Marks,
    Path,
    check_key,
    check_size,
    check_text,
    refuse_characters,
    refuse_depth,
    refuse_nodes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORD = re.compile(r"true|false|null")
_SPACE = re.compile(r"[ \t\n\r]*")
_HIDDEN = re.compile(r"\\[bfu]")
_DIGITS = 300  # more than any number needs; a float has at most 309
_LONG = re.compile(rf"(?<![0-9.])[0-9.]{{{_DIGITS + 1}}}")
_ANY_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)', re.DOTALL)


def load_json(text: str, *, limits: Limits = MACHINE_MADE) -> Document:
    """Read one JSON document (RFC 8259; duplicate keys, NaN and infinities refused).

    Raises:
        DocumentError: for everything that is not a document within the limits.
    """
    check_size(text, limits)
    text = text.removeprefix("\ufeff")
    refuse_characters(text)
    keys: set[str] = set()

    def object_(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) != len(pairs):
            raise ValueError("duplicate key")
        keys.update(data)
        return data

    if _most_nodes(text, limits.nodes) > limits.nodes:
        refuse_nodes(limits, Mark(1, 1))
    try:
        if _LONG.search(text):
            raise ValueError("too long a number")
        data = json.loads(
            text, object_pairs_hook=object_, parse_float=_float, parse_constant=_refuse
        )
        if FORBIDDEN_IN_KEYS.search(" ".join(keys)):
            raise ValueError("unseen character in a key")
        _walk([data], limits.depth + 1, hidden=bool(_HIDDEN.search(text)))
    except (ValueError, RecursionError):
        return _Slow(text, limits).document()
    return Document(data, lambda: _Slow(text, limits).places())


def _most_nodes(text: str, limit: int) -> int:
    """Keys and values of the text, of which empty collections count twice; or a higher bound."""
    if (bound := _separators(text)) <= limit:
        return bound
    return _separators(_ANY_STRING.sub("", text))


def _separators(text: str) -> int:
    return text.count(",") + text.count(":") + text.count("[") + text.count("{") + 1


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _walk(values: Iterable[Any], depth: int, *, hidden: bool) -> None:
    """Raise `ValueError` for what the slow reader would refuse; it alone knows where it is."""
    if not depth:
        raise ValueError("too deep")
    for value in values:
        if isinstance(value, dict):
            _walk(value.values(), depth - 1, hidden=hidden)
        elif isinstance(value, list):
            _walk(value, depth - 1, hidden=hidden)
        elif hidden and isinstance(value, str) and FORBIDDEN.search(value):
            raise ValueError("unseen character")


class _Slow:
    """A reader that knows where it is."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text, self.limits = text, limits
        self.index = 0
        self.line, self.line_start = 1, 0
        self.marks = Marks({}, {})

    def document(self) -> Document:
        data = self._value((), 0)
        self._space()
        if self.index < len(self.text):
            self._fail("text after the end of the document")
        return Document(data, lambda: self.marks)

    def places(self) -> Marks:
        self.document()
        return self.marks

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.index)
        if found and found[0]:
            space = found[0]
            self.line += space.count("\n")
            if "\n" in space:
                self.line_start = self.index + space.rindex("\n") + 1
            self.index = found.end()

    def _here(self) -> Mark:
        return Mark(self.line, self.index - self.line_start + 1)

    def _fail(self, message: str) -> NoReturn:
        raise DocumentError(f"this is not JSON: {message}", self._here())

    def _value(self, path: Path, depth: int) -> Any:  # noqa: ANN401 - any data
        self._space()
        mark = self._here()
        self.marks.values[path] = mark
        character = self.text[self.index : self.index + 1]
        if character in ("{", "["):
            if depth == self.limits.depth:
                refuse_depth(self.limits, mark)
            self.index += 1
            return self._dict(path, depth + 1) if character == "{" else self._list(path, depth + 1)
        if character == '"':
            text = self._string()
            check_text(text, mark)
            return text
        return self._scalar(mark)

    def _string(self) -> str:
        found = _STRING.match(self.text, self.index)
        if not found:
            start = self.text[self.index : self.index + 1]
            self._fail("a text does not end, or has a line break or an unknown escape in it"
                       if start == '"' else 'a key in "quotes" is due')  # fmt: skip
        self.index = found.end()
        return str(json.loads(found[0]))

    def _scalar(self, mark: Mark) -> Any:  # noqa: ANN401 - any scalar
        found = _WORD.match(self.text, self.index) or _NUMBER.match(self.text, self.index)
        if not found:
            end = self.index >= len(self.text)
            self._fail("the text ends too early" if end else "a value is due")
        if len(found[0]) > _DIGITS:
            raise DocumentError(f"a number of {len(found[0])} characters is too long", mark)
        value = json.loads(found[0])
        if isinstance(value, float) and not math.isfinite(value):
            raise DocumentError(f"the number {found[0]} is too large", mark)
        self.index = found.end()
        return value

    def _dict(self, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not self._ends("}", first=not data):
            mark = self._here()
            key = self._string()
            if key in data:
                raise DocumentError(f"the key {key!r} stands here a second time", mark)
            check_key(key, mark)
            self.marks.keys[*path, key] = mark
            self._space()
            if self.text[self.index : self.index + 1] != ":":
                self._fail("`:` is due")
            self.index += 1
            data[key] = self._value((*path, key), depth)
        return data

    def _list(self, path: Path, depth: int) -> list[Any]:
        data: list[Any] = []
        while not self._ends("]", first=not data):
            data.append(self._value((*path, len(data)), depth))
        return data

    def _ends(self, bracket: str, *, first: bool) -> bool:
        """Pass the closing bracket, or the comma before the next item."""
        self._space()
        character = self.text[self.index : self.index + 1]
        if character == bracket:
            self.index += 1
            return True
        if not first:
            if character != ",":
                self._fail(f"`,` or `{bracket}` is due")
            self.index += 1
            self._space()
        return False
