"""`ministudio cost`: what was spent, is in flight, and is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project
from ministudio.store.ledger import CostKey

if TYPE_CHECKING:
    from pathlib import Path


@click.command("cost")
@boards.board
@click.option("--by", type=click.Choice(get_args(CostKey)), default="endpoint", help="Split by.")
@options.as_json
def command(board: Path, by: CostKey, as_json: bool) -> None:
    """Show what BOARD has cost: committed, in flight and unknown, each at its highest."""
    with Project.open(boards.find_board(board)) as project:
        report = project.cost(by)
    if as_json:
        left = report.left.model_dump(mode="json") if report.left is not None else None
        console.answer_json(report.model_dump(mode="json") | {"left": left})
        return
    cap = f" of {report.cap}" if report.cap is not None else ""
    besides = "".join(f" and {amount}" for amount in report.besides)
    console.answer(console.paint(f"Spent {report.spent}{cap}{besides}", "bold"))
    rows = [[name, str(amount)] for name, amount in report.parts.items()]
    for line in console.table((by, "cost"), rows, right=(1,)) if rows else ():
        console.answer(line)
