"""Where words go: stdout has the answer, stderr what happens meanwhile.

Colour is used on a terminal only, or when FORCE_COLOR is set; NO_COLOR turns it off. State never
stands in colour alone.
"""

from __future__ import annotations

import io
import os
import sys
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA_VERSION = 1
STYLES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "bold": {"bold": True},
    "dim": {"dim": True},
    "ok": {"fg": "green"},
    "new": {"fg": "green"},
    "changed": {"fg": "yellow"},
    "warning": {"fg": "yellow"},
    "follows": {"fg": "magenta"},
    "running": {"fg": "cyan"},
    "error": {"fg": "red", "bold": True},
}


def is_terminal(stream: IO[str] | None = None) -> bool:
    """Whether a person looks at `stream` (stderr by default): then there may be live progress."""
    stream = stream or sys.stderr
    return stream.isatty() and os.environ.get("TERM") != "dumb" and "CI" not in os.environ


def has_colour(stream: IO[str]) -> bool:
    """Whether colour may be written to `stream`."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        stream.isatty() and os.environ.get("TERM") != "dumb"
    )


def allow_any_encoding() -> None:
    """Let a stream that cannot write a character write `?` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def paint(text: str, style: str) -> str:
    """Give `text` one of `STYLES`; where colour is not wanted it is taken away when written."""
    return click.style(text, **STYLES[style]) if style and text else text


def answer(*words: str) -> None:
    """Write a line of the answer."""
    click.echo("".join(words), file=sys.stdout, color=has_colour(sys.stdout))


def note(*words: str) -> None:
    """Write a line about what happens."""
    click.echo("".join(words), file=sys.stderr, color=has_colour(sys.stderr))


def answer_json(value: Mapping[str, Any], *, line: bool = False) -> None:
    """Write the answer as JSON with its `schema_version`; `line` puts it on one line."""
    import json

    content = {"schema_version": SCHEMA_VERSION, **value}
    indent = None if line else 2
    sys.stdout.write(json.dumps(content, indent=indent, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> list[str]:
    """Lay out rows in columns, two spaces between; `right` are the columns set to the right.

    Cells may be painted. The last column is not padded.
    """
    body = [[paint(title, "dim") for title in header], *rows]
    widths = [max(_width(row[column]) for row in body) for column in range(len(header))]
    lines = []
    for row in body:
        cells = [
            _pad(cell, widths[column], right=column in right) for column, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def _pad(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(cell: str) -> int:
    """How many columns a terminal needs for `cell`."""
    plain = click.unstyle(cell)
    if plain.isascii():
        return len(plain)
    import unicodedata

    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in plain)
    marks = sum(unicodedata.combining(char) != 0 for char in plain)
    return len(plain) + wide - marks
