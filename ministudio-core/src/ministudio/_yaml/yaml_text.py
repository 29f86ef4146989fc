"""Reading YAML 1.2: only what a storyboard needs, checked while the events arrive.

The meaning is that of the core schema (yaml.org/spec/1.2.2, 10.3.2): `no` and `1:30` are text,
`010` is ten. Keys are always text. Anchors, aliases, merge keys, tags, directives and a second
document are refused.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from ruamel.yaml import events
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scanner import Scanner

from ministudio._yaml.document import (
    HAND_WRITTEN,
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
    from collections.abc import Iterator

_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAY_BE_NUMBER = frozenset("+-.0123456789")
_DIGITS = 300  # more than any number needs; a float has at most 309
_COMMENT = re.compile(r"[ \t]+#")
_EMPTY_PROSE = re.compile(r"[ \t]*:[ \t]+#")
_EMPTY_COLOR = re.compile(r"[ \t]*:[ \t]+#[0-9A-Fa-f]{3,8}\b")
_SPOKEN_ALIKE = {
    "mapping values are not allowed here": 'Text that contains ": " has to stand in quotes.',
    "could not find expected ':'": "A key needs `: ` and a value; long text is safest in quotes.",
    "found character '\\t' that cannot start any token": "Indent with spaces, not with tabs.",
    "found character '%' that cannot start any token": "Text that starts with % needs quotes.",
    "found character '@' that cannot start any token": "Text that starts with @ needs quotes.",
    "found character '`' that cannot start any token": "Text that starts with ` needs quotes.",
}


class _Events(Reader, Scanner, Parser, VersionedResolver):
    """The event parser of ruamel.yaml alone: nothing that builds objects."""

    def __init__(self, text: str) -> None:
        self.comment_handling = None
        Reader.__init__(self, text, loader=self)
        Scanner.__init__(self, loader=self)
        Parser.__init__(self, loader=self)
        VersionedResolver.__init__(self, None, loader=self)

    @property
    def scanner(self) -> _Events:
        """Itself: asked for at every token."""
        return self

    @property
    def reader(self) -> _Events:
        """Itself: asked for at every character."""
        return self

    def fetch_directive(self) -> None:
        raise DocumentError("directives (%YAML, %TAG) are not allowed", Mark(self.line + 1, 1))

    def __iter__(self) -> Iterator[events.Event]:
        while self.check_event():
            yield self.get_event()


def load_yaml(
    text: str, *, prose: frozenset[str] = frozenset(), limits: Limits = HAND_WRITTEN
) -> Document:
    """Read one YAML document.

    `prose` names keys that hold sentences: plain (unquoted) text anywhere below such a key must
    not be followed by a comment on its last line, because the author may have meant the `#`.

    Raises:
        DocumentError: for everything that is not a document within the limits.
    """
    check_size(text, limits)
    text = text.removeprefix("\ufeff")
    refuse_characters(text)
    builder = _Builder(text, prose, limits)
    try:
        data = builder.document()
    except DocumentError:
        raise
    except MarkedYAMLError as error:
        builder.refuse_eaten_color()
        problem = str(error.problem or error.context or "this is not YAML")
        mark = _mark(error.problem_mark or error.context_mark) or builder.here
        raise DocumentError(problem, mark, hint=_SPOKEN_ALIKE.get(problem, "")) from None
    except Exception as error:  # noqa: BLE001 - the scanner's own slips on hostile text
        raise DocumentError(f"this is not YAML ({error})", builder.here) from None
    return Document(data, lambda: builder.marks)


def _mark(mark: Any) -> Mark | None:  # noqa: ANN401 - ruamel.yaml does not type its marks
    return Mark(mark.line + 1, mark.column + 1) if mark is not None else None


class _Builder:
    """Composes plain data from events; `here` is the start of the latest one."""

    def __init__(self, text: str, prose: frozenset[str], limits: Limits) -> None:
        self.text, self.prose, self.limits = text, prose, limits
        self.marks = Marks({}, {})
        self.here = Mark(1, 1)
        self.nodes = 0
        self.key_end: Any = None  # where the key of the next value ends; None in a list
        self.events = iter(_Events(text))

    def document(self) -> Any:  # noqa: ANN401 - any data
        event = self._next()
        while not isinstance(event, events.NodeEvent):
            if isinstance(event, events.StreamEndEvent):
                return None
            event = self._next()
        data = self._node(event, (), depth=0, prose=False)
        if not isinstance(self._next(), events.DocumentEndEvent):
            raise DocumentError("the document does not end here", self.here)
        if not isinstance(self._next(), events.StreamEndEvent):
            raise DocumentError("a second document begins: one file holds one", self.here)
        return data

    def _next(self) -> events.Event:
        event = next(self.events)
        self.here = _mark(event.start_mark) or self.here
        return event

    def _node(self, event: events.Event, path: Path, *, depth: int, prose: bool) -> Any:  # noqa: ANN401 - any data
        mark = self._admit(event)
        self.marks.values[path] = mark
        if isinstance(event, events.ScalarEvent):
            if not event.value and not event.style:  # its own mark is that of the next token
                mark = self.marks.values[path] = self.marks.keys.get(path, mark)
            return self._scalar(event, mark, prose=prose)
        if depth == self.limits.depth:
            refuse_depth(self.limits, mark)
        if isinstance(event, events.MappingStartEvent):
            return self._mapping(path, depth=depth + 1, prose=prose)
        return self._sequence(path, depth=depth + 1, prose=prose)

    def _admit(self, event: events.Event) -> Mark:
        mark = self.here
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            refuse_nodes(self.limits, mark)
        if isinstance(event, events.AliasEvent):
            raise DocumentError("aliases (*name) are not allowed: write the value out", mark)
        if isinstance(event, events.NodeEvent) and event.anchor is not None:
            raise DocumentError("anchors (&name) are not allowed: write the value out", mark)
        if getattr(event, "ctag", None) is not None:
            raise DocumentError("tags (!name) are not allowed", mark)
        return mark

    def _mapping(self, path: Path, *, depth: int, prose: bool) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = self._key(event, data)
            below = (*path, key)
            self.marks.keys[below] = self.here
            inside = (prose or key in self.prose) and not key.startswith("x-")
            data[key] = self._node(self._next(), below, depth=depth, prose=inside)
        return data

    def _key(self, event: events.Event, known: dict[str, Any]) -> str:
        mark = self._admit(event)
        if not isinstance(event, events.ScalarEvent):
            raise DocumentError("a key has to be text, not a list or a mapping", mark)
        key = str(event.value)
        if key == "<<" and not event.style:
            raise DocumentError("merge keys (<<) are not allowed: write the values out", mark)
        if key in known:
            raise DocumentError(f"the key {key!r} stands here a second time", mark)
        check_key(key, mark)
        self.key_end = event.end_mark
        return key

    def _sequence(self, path: Path, *, depth: int, prose: bool) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            self.key_end = None
            data.append(self._node(event, (*path, len(data)), depth=depth, prose=prose))
        return data

    def _scalar(self, event: events.ScalarEvent, mark: Mark, *, prose: bool) -> Any:  # noqa: ANN401 - any scalar
        text = str(event.value)
        if event.style:
            check_text(text, mark)
            return text
        value = _resolve(text, mark)
        if prose and isinstance(value, str):
            self._refuse_comment(_COMMENT, event.end_mark)
        elif not text and self.key_end:
            self._refuse_comment(_EMPTY_PROSE if prose else _EMPTY_COLOR, self.key_end)
        return value

    def refuse_eaten_color(self) -> None:
        """Raise the error of a colour without quotes: it ends a line, within brackets too early."""
        if self.key_end:
            self._refuse_comment(_EMPTY_COLOR, self.key_end)

    def _refuse_comment(self, pattern: re.Pattern[str], end: Any) -> None:  # noqa: ANN401 - ruamel's
        if eaten := pattern.match(self.text, end.index):
            raise DocumentError(
                "the text ends here, because ` #` starts a comment",
                Mark(end.line + 1, end.column + eaten[0].index("#") + 1),
                hint='Put the text in "quotes", or the comment on a line of its own.',
            )


def _resolve(text: str, mark: Mark) -> Any:  # noqa: ANN401 - any scalar
    """The value of plain text under the core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAY_BE_NUMBER:
        return text
    integer = _INT.fullmatch(text)
    if not integer and not _FLOAT.fullmatch(text):
        if _NOT_JSON.fullmatch(text):
            raise DocumentError(f"{text!r} is not a number that JSON can hold", mark)
        return text
    if len(text) > _DIGITS:
        raise DocumentError(f"a number of {len(text)} characters is too long", mark)
    if integer:
        return int(text, 0 if text[:2] in ("0o", "0x") else 10)
    number = float(text)
    if not math.isfinite(number):
        raise DocumentError(f"the number {text} is too large", mark)
    return number
