"""`ministudio approve`: pin a take of a shot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("approve")
@boards.board
@click.argument("shot")
@click.argument("take", default="")
@click.option("--undo", is_flag=True, help="Let go of the approved take.")
@options.as_json
def command(board: Path, shot: str, take: str, undo: bool, as_json: bool) -> None:
    """Pin the selected take of SHOT, or TAKE (its number or id), and let the film use it.

    From then on it is made again only when what the shot shows changes; another model, other
    words or settings leave it alone. Works beside a run.
    """
    if undo and take:
        raise click.UsageError("--undo takes no TAKE: a shot has one approved take.")
    with Project.open(boards.find_board(board)) as project:
        pinned = project.approve(shot, take, undo=undo)
        current = project.moment(shot).address
        stale = pinned is not None and bool(project.diff(shot).shots[0].fields)
    if as_json:
        found = pinned.model_dump(mode="json") if pinned else None
        console.answer_json({"shot": current, "approved": found, "stale": stale})
        return
    if pinned is None:
        console.answer(f"{current}: no take is approved.")
        return
    console.answer(f"{current}: take {pinned.number} ({pinned.grade}) is approved.")
    if stale:
        told = f"{current} shows something else by now, so a run makes it again: "
        console.note(console.paint("! ", "warning"), f"{told}see ministudio diff.")
