"""A plan for people: a summary first, then one line for each shot, then what needs a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ministudio.config.money import Money
from ministudio.interfaces.findings import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ministudio.interfaces.findings import Finding
    from ministudio.interfaces.plan import PlanRecord, ShotClass, ShotPlan

MARKS: dict[ShotClass, str] = {
    "blocked": "x", "in flight": ">", "kept": "=", "reuse": "<", "new": "+", "changed": "~",
    "rerouted": "/", "follows": "≈",
}  # fmt: skip
STYLES: dict[ShotClass, str] = {
    "blocked": "error", "in flight": "running", "kept": "dim", "reuse": "ok", "new": "new",
    "changed": "changed", "rerouted": "follows", "follows": "follows",
}  # fmt: skip
LEVELS = {"error": ("x", "error"), "warning": ("!", "warning"), "hint": ("·", "dim")}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line, and the name of its style: what it means, not which colour it has."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def lines(plan: PlanRecord, *, store: str = ".ministudio") -> Iterator[Line]:
    """The plan as styled lines."""
    yield (Span(heading(plan, store), "dim"),)
    yield summary(plan)
    if plan.shots:
        yield ()
        yield from _table(plan.shots)
    notes = list(_notes(plan))
    if notes:
        yield ()
        yield from notes


def plain(several: Iterable[Line]) -> str:
    """Styled lines as plain text."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in several)


def clock_time(seconds: Fraction) -> str:
    """Minutes and seconds: `0:36`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def heading(plan: PlanRecord, store: str) -> str:
    """Title, length, store and money in one line."""
    length = sum((shot.seconds for shot in plan.shots), Fraction(0))
    parts = [plan.title or plan.name, count(len(plan.shots), "shot"), clock_time(length)]
    parts.append(f"store {store} (run {plan.runs})" if plan.runs else "no run yet")
    if plan.cap is not None:
        parts.append(f"cap {plan.cap}, {plan.spent} spent")
    elif plan.spent:
        parts.append(f"{plan.spent} spent")
    return " · ".join(parts)


def summary(plan: PlanRecord) -> Line:
    """What a run would make, and for how much."""
    making = [shot for shot in plan.shots if shot.action == "make"]
    blocked = sum(shot.status == "blocked" for shot in plan.shots)
    errors = sum(finding.level == "error" for finding in plan.findings)
    if blocked or errors:
        return (Span(f"Blocked: {count(errors, 'error')}. Nothing will be spent.", "error"),)
    if not making:
        selected = sum(shot.action == "select" for shot in plan.shots)
        attached = sum(shot.action == "attach" for shot in plan.shots)
        rest = [
            f"{selected} from the store" if selected else "",
            f"{attached} in flight" if attached else "",
        ]
        told = ", ".join(part for part in rest if part)
        return (Span("Nothing to make", "bold"), Span(f": {told}." if told else "."))
    counts = Counter(shot.status for shot in making)
    told = ", ".join(f"{number} {status}" for status, number in counts.items())
    head = f"{len(making)} of {count(len(plan.shots), 'shot')} to make:"
    return (Span(head, "bold"), Span(f" {told}.  "), Span(_total(making), "bold"), Span("."))


def _total(making: Sequence[ShotPlan]) -> str:
    low = sum((shot.cost.low for shot in making), Money())
    high = sum((shot.cost.high for shot in making), Money())
    if not high:
        return "Free"
    return str(high) if low == high else f"{low} to {high}"


def _table(shots: Sequence[ShotPlan]) -> Iterator[Line]:
    rows = [cells(shot) for shot in shots]
    head = ("shot", "route", "length", "cost")
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(4)]
    yield (Span("   " + _row(head, widths) + "  why", "dim"),)
    for shot, row in zip(shots, rows, strict=True):
        yield (
            Span(f"{MARKS[shot.status]}  ", STYLES[shot.status]),
            Span(_row(row, widths) + "  "),
            Span(shot.status, STYLES[shot.status]),
            Span(why(shot)),
        )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    shot, route, length, cost = cells
    return (
        f"{shot.ljust(widths[0])}  {route.ljust(widths[1])}  "
        f"{length.rjust(widths[2])}  {cost.rjust(widths[3])}"
    )


def cells(shot: ShotPlan) -> tuple[str, str, str, str]:
    """Address, route, length and cost of a shot, as its row has them."""
    asked, used = _number(shot.billed_seconds), _number(shot.seconds)
    length = f"{used} s" if asked == used else f"{used}→{asked} s"
    making = shot.action == "make"
    cost = str(shot.cost.high) if shot.cost.high else "free"
    return shot.address, str(shot.route or "–"), length, cost if making else ""


def _number(seconds: Fraction) -> str:
    return f"{float(seconds):.3g}"


def why(shot: ShotPlan) -> str:
    """What follows the class of a shot: changed fields and notes."""
    causes = f" {', '.join(shot.causes)}" if shot.causes else ""
    approved = ("approved",) if shot.approved else ()
    return causes + "".join(f" · {note}" for note in (*approved, *shot.notes))


def _notes(plan: PlanRecord) -> Iterator[Line]:
    order = list(LEVELS)
    several = sorted(plan.findings, key=lambda one: order.index(one.level))
    for finding in together(several):
        yield _finding(finding)
    for shot in plan.shots:
        if shot.dropped and shot.action == "make":
            facts = ", ".join(shot.dropped)
            told = f"{count(len(shot.dropped), 'fact')} dropped to fit {shot.limit:,}: {facts}"
            yield (Span("! ", "warning"), Span(f"{shot.address}: {told}"))


def _finding(finding: Finding) -> Line:
    mark, style = LEVELS[finding.level]
    return (Span(f"{mark} ", style), Span(str(finding)))


def count(number: int, noun: str) -> str:
    """`1 shot`, `2 shots`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def to_html(plan: PlanRecord) -> str:
    """The plan as a small HTML table, for notebooks."""
    import html

    head = "".join(f"<th>{name}</th>" for name in ("", "shot", "route", "length", "cost", "why"))
    body = "".join(_html_row(shot) for shot in plan.shots)
    notes = "".join(f"<li>{html.escape(str(finding))}</li>" for finding in plan.findings)
    told = html.escape(plain([summary(plan)]))
    title = html.escape(plan.title or plan.name)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<h4>{title}</h4><p>{told}</p>{table}" + (f"<ul>{notes}</ul>" if notes else "")


def _html_row(shot: ShotPlan) -> str:
    import html

    row = (MARKS[shot.status], *cells(shot), shot.status + why(shot))
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
