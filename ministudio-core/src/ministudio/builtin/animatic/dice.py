"""Chance that is the same on every machine: a stream of numbers from sha256 of a text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
_BLOCK = 512


def seed_of(*parts: str) -> int:
    """A 63-bit number from the sha256 of some texts."""
    text = "\x1f".join(parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


class Dice:
    """Uniform numbers as plain floats, drawn in blocks."""

    def __init__(self, seed: int) -> None:
        """Start the stream of a seed."""
        self._rng = np.random.Generator(np.random.PCG64(seed))
        self._block: list[float] = []

    def roll(self) -> float:
        """A number in [0, 1)."""
        if not self._block:
            self._block = self._rng.random(_BLOCK).tolist()
        return self._block.pop()

    def between(self, low: float, high: float) -> float:
        """A number in [low, high)."""
        return low + (high - low) * self.roll()

    def near(self, spread: float) -> float:
        """A number around 0, within about ±2 spreads, denser in the middle."""
        return (self.roll() + self.roll() + self.roll() - 1.5) * 1.4 * spread

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.roll() * len(items))]

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in `share` of the cases."""
        return self.roll() < share
