"""Ids for what the seed calls by any text: a storyboard's keys name files and addresses."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from ministudio.storyboard.fields import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

V = TypeVar("V")

_LONGEST = 40  # of the 64 characters of an id: room for a number
_OTHER = re.compile(r"[^a-z0-9]+")


def id_of(text: str, *, otherwise: str) -> str:
    """An id that reads like `text`; `otherwise` where no letter or digit of it can stay."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _OTHER.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    try:
        return slug(found)
    except ValueError:
        return f"{otherwise}-{found}" if found else otherwise


def free_id(text: str, taken: Iterable[str], *, otherwise: str) -> str:
    """As `id_of`, with a number behind it when another has the id already."""
    known = set(taken)
    return next(one for one in _numbered(id_of(text, otherwise=otherwise)) if one not in known)


def keep(known: dict[str, V], value: V, text: str, *, otherwise: str) -> str:
    """The id of `value` in `known`, where it is put if need be; what is equal has one id."""
    for one in _numbered(id_of(text, otherwise=otherwise)):
        if known.setdefault(one, value) == value:
            return one
    raise AssertionError("numbers do not end")


def _numbered(first: str) -> Iterator[str]:
    yield first
    for number in count(2):
        yield f"{first}-{number}"
