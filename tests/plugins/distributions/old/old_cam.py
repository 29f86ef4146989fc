"""A plugin written for hooks that are no more."""

from __future__ import annotations

MINISTUDIO_API = 0
