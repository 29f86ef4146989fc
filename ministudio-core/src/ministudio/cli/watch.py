"""`ministudio watch`: look on while another process runs the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import click

from ministudio.cli import boards, console, options
from ministudio.cli.progress import JsonLines, Lines
from ministudio.cli.status import lines
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("watch")
@boards.board
@options.as_json
def command(board: Path, as_json: bool) -> None:
    """Show how BOARD stands, then what happens in it until its run ends."""
    with Project.open(boards.find_board(board)) as project:
        status = project.status()
        if as_json:
            console.answer_json({"status": status.model_dump(mode="json")}, line=True)
        for line in () if as_json else lines(status):
            console.answer(line)
        anyio.run(_follow, project, as_json)


async def _follow(project: Project, as_json: bool) -> None:
    with JsonLines() if as_json else Lines() as watcher:
        async for event in project.watch():
            watcher.see(event)
