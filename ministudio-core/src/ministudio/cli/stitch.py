"""`ministudio stitch`: join the selected takes into the film."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from ministudio.results import Film

INCOMPLETE = 1


@click.command("stitch")
@boards.board
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The film's file.")
@click.option("--draft", is_flag=True, help="The film of the animatic, whatever the routes.")
@click.option("--fill", type=click.Choice(["previz"]), help="Let previz takes stand in.")
@options.as_json
@click.pass_context
def command(
    context: click.Context,
    /,
    board: Path,
    output: Path | None,
    draft: bool,
    fill: str | None,
    as_json: bool,
) -> None:
    """Join the selected takes of BOARD; slates stand for shots that have none."""
    with Project.open(boards.find_board(board)) as project:
        plan = project.plan(draft=draft)
        film = anyio.run(partial(project.stitch, output, plan=plan, fill=bool(fill)))
    show(film, as_json=as_json)
    context.exit(0 if film.complete else INCOMPLETE)


def show(film: Film, *, as_json: bool) -> None:
    """Write what became of the film; its path is the last line of the answer."""
    if as_json:
        console.answer_json({"film": film.model_dump(mode="json")}, line=True)
        return
    if film.missing:
        missing = ", ".join(film.missing)
        console.note(console.paint("! ", "warning"), f"Not complete: {missing}.")
    console.answer(str(film.path))
