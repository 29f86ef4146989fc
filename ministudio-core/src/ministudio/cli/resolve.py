"""`ministudio resolve`: say what became of a send that nobody but a person can find out about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("resolve")
@boards.board
@click.argument("attempt", metavar="ATTEMPT")
@click.option("--paid", is_flag=True, help="It was accepted and is lost; count it as paid.")
@click.option("--not-sent", is_flag=True, help="It never arrived; it costs nothing.")
@click.option("--job", default="", metavar="ID", help="It became this job; the next run has it.")
@options.as_json
def command(board: Path, attempt: str, paid: bool, not_sent: bool, job: str, as_json: bool) -> None:
    """Settle an attempt of unknown outcome; works beside a run.

    ATTEMPT is its id, the beginning of it, or its shot. Look in the provider's own list first.
    """
    with Project.open(boards.find_board(board)) as project:
        settled = project.resolve(attempt, paid=paid, not_sent=not_sent, job=job)
    if as_json:
        console.answer_json({"attempt": settled.model_dump(mode="json")})
        return
    after = "the next run collects it" if job else "the next run sends it anew"
    console.answer(f"{settled.shot}: {settled.message}; {after}.")
