"""`ministudio cancel`: give up an attempt, here or at the provider too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import anyio
import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("cancel")
@boards.board
@click.argument("attempt", metavar="SHOT|ATTEMPT")
@click.option("--remote", is_flag=True, help="Ask the provider to stop the job first.")
@options.as_json
def command(board: Path, attempt: str, remote: bool, as_json: bool) -> None:
    """Give up what is under way for a shot; works beside a run.

    A job that was accepted counts as paid. Without --remote it goes on at the provider.
    """
    with Project.open(boards.find_board(board)) as project:
        ended = anyio.run(partial(project.cancel, attempt, remote=remote))
    if as_json:
        console.answer_json({"attempt": ended.model_dump(mode="json")})
        return
    console.answer(f"{ended.shot}: {ended.message}.")
