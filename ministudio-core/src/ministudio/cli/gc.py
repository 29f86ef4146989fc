"""`ministudio gc`: make room in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path

_MB = 1_000_000


@click.command("gc")
@boards.board
@click.option("--purge", is_flag=True, help="Also remove takes that are not selected or approved.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@options.as_json
def command(board: Path, purge: bool, dry_run: bool, as_json: bool) -> None:
    """Remove half files, scratch files and files of no take.

    Takes stay, whoever paid for them, unless --purge says otherwise: what it removes has to be
    made, and paid, again.
    """
    with Project.open(boards.find_board(board)) as project:
        report = project.gc(purge=purge, rehearsal=dry_run)
    if as_json:
        console.answer_json(report.model_dump(mode="json"))
        return
    for name in report.files:
        console.note(name)
    verb = "Would remove" if dry_run else "Removed"
    takes = f", takes: {len(report.takes)}" if report.takes else ""
    console.answer(f"{verb} {len(report.files)} files{takes}, {report.size / _MB:,.1f} MB.")
    if report.kept:
        console.answer(f"--purge would remove unused takes of {report.kept / _MB:,.1f} MB as well.")
