"""Ministudio turns a storyboard into one finished film, on any AI video model."""

from __future__ import annotations

__version__ = "0.1.0"
