"""`ministudio check`: read a storyboard and say what is wrong with it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.cli.plan import exit_code
from ministudio.interfaces.findings import together
from ministudio.planner.render import LEVELS, count
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check")
@boards.board
@options.as_json
def command(board: Path, as_json: bool) -> None:
    """Read BOARD and everything it names; mistakes are told as file:line:column.

    Exits with 2 when something would block a run.
    """
    with Project.open(boards.find_board(board)) as project:
        scenes, shots = len(project.board.scenes), project.moments()
        seconds = float(sum(moment.shot.duration for moment in shots))
        plan = project.plan()
    if as_json:
        told = [finding.model_dump(mode="json") for finding in plan.findings]
        console.answer_json({
            "storyboard": str(project.path), "scenes": scenes, "shots": len(shots),
            "seconds": seconds, "findings": told,
        })  # fmt: skip
    else:
        for finding in together(plan.findings):
            level = console.paint(f"{finding.level}: ", LEVELS[finding.level][1])
            console.answer(level, str(finding))
        mark = console.paint("✗ ", "error") if plan.errors else console.paint("✓ ", "ok")
        size = f"{count(scenes, 'scene')}, {count(len(shots), 'shot')}, {seconds:g} s."
        console.answer(mark, f"{project.path}: {size}")
    raise click.exceptions.Exit(exit_code(plan))
