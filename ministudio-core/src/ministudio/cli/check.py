"""`ministudio check`: read a storyboard and say what is wrong with it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check")
@boards.board
@options.as_json
def command(board: Path, as_json: bool) -> None:
    """Read BOARD and everything it names; mistakes are told as file:line:column."""
    with Project.open(boards.find_board(board)) as project:
        scenes, shots = len(project.board.scenes), project.moments()
        seconds = float(sum(moment.shot.duration for moment in shots))
        findings = project.plan().findings
    if as_json:
        told = [finding.model_dump(mode="json") for finding in findings]
        console.answer_json({
            "storyboard": str(project.path), "scenes": scenes, "shots": len(shots),
            "seconds": seconds, "findings": told,
        })  # fmt: skip
        return
    for finding in findings:
        console.answer(console.paint(f"{finding.level}: ", finding.level), str(finding))
    console.answer(
        console.paint("✓ ", "ok"),
        f"{project.path}: {scenes} scenes, {len(shots)} shots, {seconds:g} s.",
    )
