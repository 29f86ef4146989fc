"""A storyboard as a notebook shows it: one row for each shot."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ministudio.storyboard.model import PlacedShot, Storyboard

_HEAD = ("shot", "place", "present", "what happens", "join", "seconds")


def board_html(board: Storyboard) -> str:
    """The board as a table of its shots, as HTML that shows no text unescaped."""
    shots = list(board.shots())
    seconds = float(sum(one.shot.duration for one in shots))
    caption = f"{board.title or 'Storyboard'}: {len(shots)} shots, {seconds:g} s"
    rows = "".join(_row(*_cells(one)) for one in shots)
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cells(placed: PlacedShot) -> tuple[str, ...]:
    shot = placed.shot
    spoken = [f"{line.speaker}: {line.text}" for line in shot.say]
    happens = " ".join(part for part in (shot.start, shot.action, *spoken, shot.narration) if part)
    return (
        placed.address,
        placed.environment,
        ", ".join(placed.cast),
        happens,
        shot.join,
        f"{float(shot.duration):g}",
    )


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
