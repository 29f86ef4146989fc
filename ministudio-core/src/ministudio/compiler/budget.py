"""How long a text is for a model: exact units, and bounds where only a tokenizer could tell."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from ministudio.config.base import Model

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import PromptLimit

# A byte-level tokenizer never makes more tokens than UTF-8 bytes; one dummy prefix and two
# special tokens come on top.
SPECIAL_TOKENS = 3
# Pieces of Latin words in the vocabularies of image and video models: four letters, three in long
# words, which are rarer. Measured with CLIP's vocabulary: for Ministudio's prompts the guess is
# 1.3 to 1.4 times CLIP's count, for jargon, Czech, Russian and Chinese 1.1 to 1.8; only a heap of
# foreign names came to 0.9.
LONG_WORD, LETTERS, LETTERS_OF_LONG = 8, 4, 3
_LONGEST = 64  # letters that are looked at as one word
_PIECES = tuple(
    -(-letters // (LETTERS if letters <= LONG_WORD else LETTERS_OF_LONG))
    for letters in range(_LONGEST + 1)
)
_LETTERS = re.compile(rf"[A-Za-z]{{1,{_LONGEST}}}")
_OTHERS = re.compile(r"[^A-Za-z\s]+")
_FORMS: tuple[Literal["NFC", "NFKC", "NFD", "NFKD"], ...] = ("NFC", "NFKC", "NFD", "NFKD")


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


def likely(text: str, limit: PromptLimit | None) -> int:
    """The length to plan with: exact, or a careful guess where only a tokenizer could count."""
    if limit is not None and limit.unit == "tokens":
        return likely_tokens(text)
    return measure(text, limit).high


def most_tokens(text: str) -> int:
    """A bound that no tokenizer with byte fallback exceeds.

    Tokenizers read the text as it is, in lower case, or in one of the normal forms of Unicode:
    the longest of them counts.
    """
    if text.isascii():
        return len(text) + SPECIAL_TOKENS
    forms = {text, *(unicodedata.normalize(form, text) for form in _FORMS)}
    return max(len(one.encode()) for one in (*forms, *map(str.lower, forms))) + SPECIAL_TOKENS


def fewest_tokens(text: str) -> int:
    """A number of tokens that plain English needs at least: one a word."""
    return len(text.split())


def likely_tokens(text: str) -> int:
    """A careful guess: a token for four letters, and for each digit, sign or non-Latin byte."""
    words = sum(map(_PIECES.__getitem__, map(len, _LETTERS.findall(text))))
    return words + len("".join(_OTHERS.findall(text)).encode()) + SPECIAL_TOKENS
