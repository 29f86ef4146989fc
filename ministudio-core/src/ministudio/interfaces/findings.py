"""Findings: what a plan has to say before anything is spent."""

from __future__ import annotations

from typing import Literal

from ministudio.config.base import Model

Level = Literal["error", "warning", "hint"]


class Finding(Model):
    """A note of the plan. An `error` blocks; `remedy` says what to do about it.

    `at` is the place in the storyboard as file:line:column, where one is known; `plugin` is who
    found it, when Ministudio did not.
    """

    level: Level
    code: str
    message: str
    shot: str = ""
    remedy: str = ""
    at: str = ""
    plugin: str = ""

    def __str__(self) -> str:
        where = "".join(f"{part}: " for part in (self.at, self.shot) if part)
        said = f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else "")
        return f"{said} (by {self.plugin})" if self.plugin else said
