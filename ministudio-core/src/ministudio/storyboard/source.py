"""Where a storyboard was read from: the file, and the line and column of each part of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministudio.storyboard.messages import real_path

if TYPE_CHECKING:
    from ministudio._yaml import Document, Mark
    from ministudio.storyboard.fields import Place
    from ministudio.storyboard.model import Storyboard

_SOURCE = "x-source"  # no field can have this name; no part of equality, digest or what is saved


class Source:
    """The document behind a board. It knows which parts of the board it stands for.

    A copy of a board with other scenes keeps its source, which then knows no place in them. What
    is pickled forgets the document.
    """

    def __init__(self, document: Document | None = None, file: str = "") -> None:
        self.document, self.file = document, file
        self.parts: dict[str, Any] = {}

    def __reduce__(self) -> tuple[type[Source], tuple[()]]:
        return Source, ()

    def mark(self, board: Storyboard, path: Place) -> Mark | None:
        """The place of the part at `path`, or None when the board is not as it was read."""
        top = str(path[0])
        if self.document is None or self.parts.get(top) is not getattr(board, top):
            return None
        return self.document.at(real_path(self.document.data, path), key=True)


def remember(board: Storyboard, document: Document, file: str) -> None:
    """Note that a board was read from a document."""
    source = Source(document, Path(file).name)
    source.parts = {"scenes": board.scenes, "world": board.world}
    board.__dict__[_SOURCE] = source


def place_of(board: Storyboard, path: Place, *, column: bool = True) -> str:
    """`orb.yaml:40:7` for the part of a board at `path`; empty for a board made in Python.

    The file is named without its folders, so that the same storyboard gives the same words.
    """
    source: Source | None = board.__dict__.get(_SOURCE)
    mark = source.mark(board, path) if source is not None else None
    if source is None or mark is None:
        return ""
    parts = (source.file, mark.line, *((mark.column,) if column else ()))
    return ":".join(str(part) for part in parts if part)
