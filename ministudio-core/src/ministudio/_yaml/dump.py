"""Writing YAML that reads back as exactly the same data, in the hand of a storyboard's author."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ministudio._yaml.document import FORBIDDEN

# What no reader of YAML 1.1 or 1.2 takes for anything but text, also inside [a, b] and {a: b}:
# words, lengths and sizes. Outside of brackets, commas and the like are plain too.
_FLOW = re.compile(r"[A-Za-z](?:[\w ./'()-]*[\w.')-])?|[1-9]\d*(?:mm|x\d+| [A-Z]{3})", re.ASCII)
_PLAIN = re.compile(rf"{_FLOW.pattern}|[A-Za-z][\w ./'();,!?-]*[\w.')!?-]", re.ASCII)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_KEY_WORDS = frozenset({"true", "false", "null"})
_KEY = re.compile(r"[A-Za-z_][\w-]*|[0-9][\w]*[A-Za-z_-][\w-]*", re.ASCII)
_BLOCK = re.compile(r"[^\s](?:[^\r\n]*[^\s])?(?:\n+[^\r\n]*[^\s])*\n?")
_WIDTH = 96
_WHOLE = 1e15  # below it, a whole float is written without its `.0`


def dump_yaml(data: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write plain data (dict, list, str, int, float, bool, None) as YAML, keys in their order.

    Small collections of scalars stand on one line, long texts with line breaks as blocks.

    Raises:
        ValueError: for text with characters that the readers refuse.
        TypeError: for a value that JSON does not have.
    """
    if isinstance(data, (Mapping, Sequence)) and not isinstance(data, str) and data:
        return "\n".join(_lines(data, "")) + "\n"
    return _inline(data) + "\n"


def _lines(data: Any, indent: str) -> list[str]:  # noqa: ANN401 - a mapping or a list
    lines: list[str] = []
    if isinstance(data, Mapping):
        for key, value in data.items():
            lines += _entry(f"{indent}{_key(key)}:", value, indent)
        return lines
    for value in data:
        if value and isinstance(value, (Mapping, list, tuple)) and _wants_lines(value, indent):
            first, *rest = _lines(value, indent + "  ")
            lines += [f"{indent}- {first.lstrip(' ')}", *rest]
        else:
            lines += _entry(f"{indent}-", value, indent)
    return lines


def _wants_lines(value: Any, indent: str) -> bool:  # noqa: ANN401 - any JSON value
    alone = isinstance(value, Mapping) and len(value) == 1
    return alone or _short(value, f"{indent}- ") is None


def _entry(head: str, value: Any, indent: str) -> list[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str) and "\n" in value and _BLOCK.fullmatch(value) and _clean(value):
        style = "|" if value.endswith("\n") else "|-"
        body = value.removesuffix("\n").split("\n")
        return [f"{head} {style}", *(f"{indent}  {line}" if line else "" for line in body)]
    short = _short(value, head + " ")
    if short is not None:
        return [f"{head} {short}"]
    return [head, *_lines(value, indent + "  ")]


def _short(value: Any, head: str) -> str | None:  # noqa: ANN401 - any JSON value
    """The value for the same line, or None when it wants lines of its own."""
    if isinstance(value, Mapping):
        parts = list(value.values())
    elif isinstance(value, (list, tuple)):
        parts = list(value)
    else:
        return _text(value, _PLAIN) if isinstance(value, str) else _inline(value)
    if not parts:
        return _inline(value)
    if any(isinstance(part, (Mapping, list, tuple)) and part for part in parts):
        return None
    text = _inline(value)
    return text if len(head) + len(text) <= _WIDTH else None


def _inline(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return _text(value, _FLOW)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    return json.dumps(value, allow_nan=False)


def _text(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text) and text.lower() not in _WORDS:
        return text
    _clean(text)
    return json.dumps(text, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and key.lower() not in _KEY_WORDS else _text(key, _FLOW)


def _clean(text: str) -> bool:
    if found := FORBIDDEN.search(text):
        raise ValueError(f"{text!r} holds {found[0]!r}, which a storyboard cannot")
    return True
