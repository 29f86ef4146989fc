"""`ministudio diff`: what changed since the takes were made, field by field and word by word."""

from __future__ import annotations

import json
import re
from difflib import ndiff
from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.planner.render import MARKS, STYLES
from ministudio.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import JsonValue

    from ministudio.planner.compare import BoardDiff, ShotDiff

_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_LONGEST = 100  # characters of one value in a line; --json has all of it


@click.command("diff")
@boards.board
@click.argument("shot", default="")
@click.option("--draft", is_flag=True, help="Compare with the takes of the animatic.")
@click.option("--use", default="", metavar="GLOB", help="As if on this endpoint or model.")
@options.as_json
def command(board: Path, shot: str, draft: bool, use: str, as_json: bool) -> None:
    """Show what changed between the selected takes and BOARD, or one SHOT of it.

    What the shot shows, what its model is asked for, and its words. Nothing is made.
    """
    with Project.open(boards.find_board(board)) as project:
        found = project.diff(shot, draft=draft, use=use)
    if as_json:
        console.answer_json(found.model_dump(mode="json"))
        return
    for line in lines(found):
        console.answer(line)


def lines(diff: BoardDiff) -> Iterator[str]:
    """The changed shots at length, then one line for each kind of the others."""
    for shot in diff.shots:
        if shot.changed:
            yield from _changed(shot)
    new = [shot.shot for shot in diff.shots if shot.take is None]
    same = [shot.shot for shot in diff.shots if shot.take is not None and not shot.changed]
    for mark, style, word, shots in (
        ("+", "new", "No take yet", new),
        ("=", "dim", "As they were", same),
        ("-", "dim", "Not in the storyboard any more", diff.gone),
    ):
        if shots:
            yield console.paint(mark, style) + f" {word}: {', '.join(shots)}."


def _changed(shot: ShotDiff) -> Iterator[str]:
    approved = " · approved" if shot.approved else ""
    style = STYLES[shot.status]
    head = f"since take {shot.number}{approved}"
    yield f"{console.paint(MARKS[shot.status], style)} {shot.shot}  {shot.status} {head}"
    changes = (*shot.fields, *shot.settings)
    width = max((len(change.field) for change in changes), default=0)
    for change in changes:
        yield f"    {change.field.ljust(width)}  {_value(change.old)} → {_value(change.new)}"
    yield from _prompt(shot)


def _prompt(shot: ShotDiff) -> Iterator[str]:
    """The sentences of the prompt that came and went."""
    old, new = (_SENTENCES.split(text) for text in (shot.old_prompt, shot.new_prompt))
    for line in ndiff(old, new):
        if line[0] in "+-":
            yield console.paint(f"    {line}", "new" if line[0] == "+" else "error")


def _value(value: JsonValue) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
