"""`ministudio new`: a folder with a storyboard that runs at once."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ministudio.cli import console
from ministudio.scaffold.storyboard import new_storyboard


@click.command("new")
@click.argument("name", type=click.Path(path_type=Path))
def command(name: Path) -> None:
    """Make the folder NAME with a storyboard that runs at once: no key, no GPU, no cost."""
    board = new_storyboard(name)
    console.answer(str(board))
    console.note(f"Now: ministudio run {shlex.quote(str(name))}")
