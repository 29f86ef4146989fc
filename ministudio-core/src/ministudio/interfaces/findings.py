"""Findings: what a plan has to say before anything is spent."""

from __future__ import annotations

from typing import Literal

from ministudio.config.base import Model

Level = Literal["error", "warning", "hint"]


class Finding(Model):
    """A note of the plan. An `error` blocks; `remedy` says what to do about it."""

    level: Level
    code: str
    message: str
    shot: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.shot}: " if self.shot else ""
        return f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else "")
