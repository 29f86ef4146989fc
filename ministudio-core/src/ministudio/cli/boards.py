"""The storyboard argument, and the options that shape a plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ministudio.errors import NotFoundError

F = TypeVar("F", bound=Callable[..., Any])
SUFFIXES = (".yaml", ".yml", ".json")


def find_board(path: Path) -> Path:
    """The storyboard that the user means: a file, or the only one in a folder.

    Raises:
        NotFoundError: there is no file, or a folder holds none or several storyboards.
    """
    if not path.is_dir():
        if not path.exists():
            raise NotFoundError(
                f"there is no storyboard {str(path)!r}.",
                hint="Make one with: ministudio new my-film",
            )
        return path
    boards = sorted(one for one in path.iterdir() if one.suffix in SUFFIXES and one.is_file())
    named = [one for one in boards if one.stem == path.resolve().name]
    if len(named) == 1 or len(boards) == 1:
        return (named or boards)[0]
    held = ", ".join(one.name for one in boards) or "none"
    raise NotFoundError(
        f"{str(path)!r} is a folder with no storyboard of its name.", hint=f"It holds: {held}."
    )


def board(command: F) -> F:
    """Add the argument BOARD: a storyboard file, or a folder with one (default: this folder)."""
    return click.argument("board", type=click.Path(path_type=Path), default=Path())(command)


def plan_options(command: F) -> F:
    """Add the options that choose what a plan makes."""
    for option in reversed(_PLAN_OPTIONS):
        command = option(command)
    return command


_PLAN_OPTIONS = (
    click.option("--draft", is_flag=True, help="Put every shot on the animatic."),
    click.option("--use", default="", metavar="GLOB", help="Use this endpoint or model."),
    click.option("--max-cost", metavar="MONEY", help="Cap of this run, like '5 USD'."),
    click.option("--reroute", is_flag=True, help="Make shots again whose settings changed."),
    click.option(
        "--select",
        "only",
        multiple=True,
        metavar="WHICH",
        help="Only a shot, a scene, 'opens+', changed, new, tag:NAME.",
    ),
)
