"""Seeds: where a shot's randomness comes from when its author gives none."""

from __future__ import annotations

import hashlib

SEED_BITS = 31


def seed_for(basis: str, number: int) -> int:
    """A seed in 0 … 2**31 - 1 from the view and the take number, never from the position.

    An insertion elsewhere leaves it as it was, and each new take gets another.
    """
    named = hashlib.sha256(f"{basis}/{number}".encode()).digest()
    return int.from_bytes(named[:4], "big") >> (32 - SEED_BITS)
