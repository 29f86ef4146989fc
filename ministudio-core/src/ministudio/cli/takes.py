"""`ministudio takes`: what was made of a shot, and which of it the film uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.planner.shelf import ShelvedTake, shelve
from ministudio.project import Project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ministudio.results import Take


@click.command("takes")
@boards.board
@click.argument("shot", default="")
@click.option("--select", metavar="TAKE", help="Let the film use this take: its number or id.")
@options.as_json
def command(board: Path, shot: str, select: str | None, as_json: bool) -> None:
    """Show the takes of BOARD, or of one SHOT; takes are never overwritten.

    With --select the film uses another take of SHOT from now on. Nothing is made.
    """
    if select is not None and not shot:
        raise click.UsageError("--select needs a SHOT.")
    with Project.open(boards.find_board(board)) as project:
        addresses = [moment.address for moment in project.moments()]
        if shot:
            addresses = [project.moment(shot).address]
        if select is not None:
            project.select(shot, select)
        found = shelve(project.store, addresses)
    if as_json:
        console.answer_json({"takes": [one.model_dump(mode="json") for one in found]})
        return
    for line in lines(found):
        console.answer(line)


def lines(found: Sequence[ShelvedTake]) -> Sequence[str]:
    """The takes as a table; what the film uses is marked."""
    if not found:
        return ["No takes yet."]
    header = ("", "shot", "take", "grade", "model", "seed", "length", "cost", "made", "")
    return console.table(header, [_row(one) for one in found], right=(2, 5, 6, 7))


def _row(one: ShelvedTake) -> list[str]:
    take = one.take
    mark = console.paint("=", "ok") if one.selected else ""
    decided = " · ".join(
        word
        for word, holds in (
            ("selected", one.selected),
            ("approved", one.approved),
            (f"of {take.shot}", take.shot != one.shot),
        )
        if holds
    )
    return [
        mark,
        one.shot,
        str(take.number),
        take.grade,
        take.endpoint if take.endpoint == take.model else f"{take.endpoint}/{take.model}",
        "" if take.seed is None else str(take.seed),
        _length(take),
        str(take.cost) if take.cost else "free",
        f"{take.created_at:%Y-%m-%d %H:%M}",
        decided,
    ]


def _length(take: Take) -> str:
    return f"{float(take.frames / take.clips[0].fps):.3g} s" if take.clips else ""
