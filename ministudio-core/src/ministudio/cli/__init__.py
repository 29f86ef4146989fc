"""The command line: one file for each command; it calls nothing but the library."""

from __future__ import annotations
