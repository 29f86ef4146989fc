"""Findings: what a plan has to say before anything is spent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ministudio.config.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["error", "warning", "hint"]
MOST_SHOTS = 3


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


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings for people: what holds for several shots is said once, naming a few of them."""
    groups: dict[Finding, list[str]] = {}
    for finding in findings:
        groups.setdefault(finding.replace(shot=""), []).append(finding.shot)
    return tuple(one.replace(shot=_shots(shots)) for one, shots in groups.items())


def _shots(shots: list[str]) -> str:
    named = list(dict.fromkeys(filter(None, shots)))
    rest = len(named) - MOST_SHOTS
    if rest <= 1:
        return ", ".join(named)
    return f"{', '.join(named[:MOST_SHOTS])} and {rest} more"
