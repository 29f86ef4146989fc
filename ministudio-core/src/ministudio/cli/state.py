"""`ministudio state`: the world before and after each shot."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from ministudio.cli import boards, console, options
from ministudio.planner.diff import changed_fields
from ministudio.project import Project
from ministudio.storyboard.recall import recall

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ministudio.storyboard.recall import Memory
    from ministudio.storyboard.story import Moment

SHORT = 12


@click.group("state")
def command() -> None:
    """Show the world as the story has it: now (`show`), and from run to run (`history`)."""


@command.command("show")
@boards.board
@click.argument("shot", required=False)
@options.as_json
def show(board: Path, shot: str | None, as_json: bool) -> None:
    """Show the snapshot before each shot of BOARD, or before and after SHOT.

    A place or a look that returns as it was names the shot that has it: `as in`.
    """
    with Project.open(boards.find_board(board)) as project:
        known = recall(project.moments())
        moments = [project.moment(shot)] if shot else project.moments()
    if as_json:
        told = [_as_json(moment, known.get(moment.address, ())) for moment in moments]
        console.answer_json({"shots": told})
        return
    for moment in moments:
        console.answer(console.paint(moment.address, "bold"), _marks(moment))
        for memory in known.get(moment.address, ()):
            if memory.gap:
                line = f"  {memory.kind} {memory.id}: as in {memory.shot}"
                console.answer(console.paint(line, "dim"))
        for name, value in _flat(moment.before.canonical()):
            console.answer(f"  {name}: ", value)
        for name in changed_fields(moment.before.canonical(), moment.after.canonical()):
            console.answer(console.paint(f"  then {name}", "changed"))


@command.command("history")
@boards.board
@click.argument("shot", required=False, default="")
@options.as_json
def history(board: Path, shot: str, as_json: bool) -> None:
    """Show which snapshots the shots of BOARD had, from run to run, oldest first."""
    with Project.open(boards.find_board(board)) as project:
        entries = project.history(shot)
    if as_json:
        told = [{**entry._asdict(), "at": entry.at.isoformat()} for entry in entries]
        console.answer_json({"history": told})
        return
    if not entries:
        console.answer("No run yet.")
        return
    header = ("when", "shot", "before", "after")
    rows = [
        [f"{entry.at:%Y-%m-%d %H:%M:%S}", entry.shot, entry.before[:SHORT], entry.after[:SHORT]]
        for entry in entries
    ]
    for line in console.table(header, rows):
        console.answer(line)


def _as_json(moment: Moment, memories: Sequence[Memory]) -> dict[str, Any]:
    return {
        "shot": moment.address,
        "before": {"digest": moment.before.digest, "state": moment.before.canonical()},
        "after": {"digest": moment.after.digest, "state": moment.after.canonical()},
        "as_in": [dataclasses.asdict(memory) for memory in memories],
    }


def _marks(moment: Moment) -> str:
    before, after = moment.before.digest[:SHORT], moment.after.digest[:SHORT]
    return console.paint(f"  {before}" + (f" → {after}" if after != before else ""), "dim")


def _flat(value: Mapping[str, Any], path: str = "") -> list[tuple[str, str]]:
    """Nested values as `people.mira.look: coat` lines."""
    rows: list[tuple[str, str]] = []
    for key, item in value.items():
        name = f"{path}.{key}" if path else key
        if isinstance(item, Mapping):
            rows += _flat(item, name)
        else:
            rows.append((name, ", ".join(map(str, item)) if isinstance(item, list) else str(item)))
    return rows
