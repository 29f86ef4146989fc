"""A plan as Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ministudio.planner.render import LEVELS, MARKS, cells, heading, plain, summary, why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.interfaces.plan import PlanRecord, ShotPlan

_SPECIAL = re.compile(r"([\\|`*_<>\[\]])")


def to_markdown(plan: PlanRecord, *, store: str = ".ministudio") -> str:
    """Summary, table and findings; ends with a newline."""
    return "\n".join(_lines(plan, store)) + "\n"


def _lines(plan: PlanRecord, store: str) -> Iterator[str]:
    yield f"### {_safe(heading(plan, store))}"
    yield ""
    yield f"**{_safe(plain([summary(plan)]))}**"
    if plan.shots:
        yield ""
        yield "| | shot | route | length | cost | why |"
        yield "|---|---|---|---:|---:|---|"
        yield from map(_row, plan.shots)
    if plan.findings:
        yield ""
        order = list(LEVELS)
        for finding in sorted(plan.findings, key=lambda one: order.index(one.level)):
            yield f"- **{finding.level}**: {_safe(str(finding))}"


def _row(shot: ShotPlan) -> str:
    told = f"**{shot.status}** {_safe(why(shot))}".rstrip()
    inner = " | ".join((*(_safe(cell) for cell in cells(shot)), told))
    return f"| `{MARKS[shot.status]}` | {inner} |"


def _safe(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
