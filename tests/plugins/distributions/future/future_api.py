"""A plugin written for a later version of the hooks."""

from __future__ import annotations

MINISTUDIO_API = 2
