"""`ministudio status`: what is under way, unknown or orphaned, and who runs the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ministudio.orchestrator.oversight import Concern, Status

# Concern -> mark, style, and what a person can do about it.
LOOKS: Mapping[Concern, tuple[str, str, str]] = {
    "unknown": (
        "?",
        "error",
        "Unknown: look in the provider's own list, then ministudio resolve BOARD ATTEMPT.",
    ),
    "orphaned": ("!", "warning", "Orphaned: ministudio run BOARD picks them up."),
    "left running": (
        "·",
        "dim",
        "Left running: ministudio resolve BOARD ATTEMPT --job JOB still takes the result.",
    ),
    "running": (">", "running", ""),
}


@click.command("status")
@boards.board
@options.as_json
def command(board: Path, as_json: bool) -> None:
    """Show what is under way in BOARD; what needs a person comes first."""
    with Project.open(boards.find_board(board)) as project:
        status = project.status()
    if as_json:
        console.answer_json(status.model_dump(mode="json"))
        return
    for line in lines(status):
        console.answer(line)


def lines(status: Status) -> Sequence[str]:
    """The status as the command line shows it."""
    running = f"run by process {status.runner}" if status.runner else "no run is on"
    spent = " and ".join(str(amount) for amount in status.spent.values()) or "nothing"
    takes = "1 take" if status.takes == 1 else f"{status.takes} takes"
    head = f"{running} · {takes} · {spent} spent or reserved"
    if not status.attempts:
        return [console.paint(head, "bold"), "Nothing is under way."]
    rows = [
        [
            console.paint(f"{LOOKS[one.concern][0]} {one.concern}", LOOKS[one.concern][1]),
            one.attempt.shot,
            f"{one.attempt.endpoint}/{one.attempt.model}",
            one.attempt.state,
            str(one.attempt.reserved) if one.attempt.reserved else "free",
            one.attempt.id,
            str((one.attempt.job or {}).get("id", "")),
        ]
        for one in status.attempts
    ]
    header = ("", "shot", "endpoint", "state", "cost", "attempt", "job")
    table = console.table(header, rows, right=(4,))
    advice = [text for concern, (_, _, text) in LOOKS.items() if text and status.of(concern)]
    return [console.paint(head, "bold"), *table, *advice]
