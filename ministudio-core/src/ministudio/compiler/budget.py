"""How long a text is for a model: exact units, and bounds where only a tokenizer could tell."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ministudio.config.base import Model

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import PromptLimit

# A byte-level tokenizer never makes more tokens than UTF-8 bytes; one dummy prefix and two
# special tokens come on top.
SPECIAL_TOKENS = 3
# The finest split seen in the vocabularies of image and video models: three letters a token.
LETTERS_PER_TOKEN = 3


class Measure(Model):
    """The length of a text in a model's unit: exact when `low` equals `high`."""

    low: int
    high: int


def measure(text: str, limit: PromptLimit | None) -> Measure:
    """Measure a text; without a limit the unit is characters."""
    if limit is None or limit.unit == "characters":
        return Measure(low=len(text), high=len(text))
    if limit.unit == "utf16":
        units = len(text.encode("utf-16-le")) // 2
        return Measure(low=units, high=units)
    return Measure(low=fewest_tokens(text), high=most_tokens(text))


def most_tokens(text: str) -> int:
    """A bound that no tokenizer with byte fallback exceeds."""
    return len(unicodedata.normalize("NFKC", text).encode()) + SPECIAL_TOKENS


def fewest_tokens(text: str) -> int:
    """A number of tokens that plain English needs at least: one a word."""
    return len(text.split())


def likely_tokens(text: str) -> int:
    """A careful guess: a token for each three letters, each digit, sign or non-Latin byte."""
    letters, total = 0, SPECIAL_TOKENS
    for char in text:
        if char.isascii() and char.isalpha():
            letters += 1
            continue
        total += -(-letters // LETTERS_PER_TOKEN)
        letters = 0
        if not char.isspace():
            total += len(char.encode())
    return total + -(-letters // LETTERS_PER_TOKEN)
