"""Small pieces of English: how values, lists and sentences are written in a prompt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def phrase(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A JSON value in words: `{age: 34, hair: black bob}` becomes `age 34, hair black bob`."""
    if isinstance(value, Mapping):
        parts = [f"{_key(key)} {phrase(item)}".strip() for key, item in value.items()]
        return ", ".join(part for part in parts if part)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " and ".join(phrase(item) for item in value)
    if value is None or value is False:
        return "none" if value is None else "no"
    if value is True:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


def _key(key: str) -> str:
    return str(key).replace("_", " ").strip()


def listing(*parts: str | None) -> str:
    """What there is of `parts`, with commas."""
    return ", ".join(part.strip().rstrip(".") for part in parts if part and part.strip())


def clause(head: str, rest: str) -> str:
    """`head: rest`, or what there is of the two."""
    return f"{head}: {rest}" if head and rest else head or rest


def sentence(text: str | None) -> str:
    """The text as a sentence: a capital letter and a full stop; empty stays empty."""
    text = (text or "").strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…\"'”" else f"{text}."
