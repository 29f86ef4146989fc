"""Reading a storyboard: every mistake of an author is named as file:line:column."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ministudio._yaml import (
    HAND_WRITTEN,
    MACHINE_MADE,
    DocumentError,
    Limits,
    Mark,
    load_json,
    load_yaml,
)
from ministudio.errors import StoryboardError
from ministudio.storyboard.messages import Wrong, explain
from ministudio.storyboard.model import Storyboard
from ministudio.storyboard.paths import wrong_paths
from ministudio.storyboard.source import remember

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio._yaml import Document

SUFFIXES = (".yaml", ".yml", ".json")
PROSE = frozenset({
    "title", "name", "tag", "core", "genetics", "wearing", "location", "composition", "is",
    "action", "start", "say", "narration", "sound", "mood", "avoid", "negative", "time", "weather",
})  # fmt: skip
"""Keys that hold sentences: plain text below them must not lose a `# …` (see `load_yaml`)."""

_MOST = 20  # mistakes named at once: more would not be read


def read_storyboard(path: Path | str) -> Storyboard:
    """Read a storyboard file, and check that the images it refers to are there.

    Raises:
        StoryboardError: for everything that is wrong, all of it at once.
    """
    path = Path(path)
    text, json = _of_file(path)
    return parse_storyboard(text, file=os.fspath(path), folder=path.parent, json=json)


def read_data(path: Path | str | os.PathLike[str]) -> Any:  # noqa: ANN401 - any data
    """The plain data of a `.yaml`, `.yml` or `.json` file, under a storyboard's restrictions.

    Raises:
        StoryboardError: the file cannot be read; the message says where.
    """
    path = Path(path)
    text, json = _of_file(path)
    return _document(text, file=os.fspath(path), json=json).data


def _of_file(path: Path) -> tuple[str, bool]:
    """The text of a file, and whether it is JSON."""
    name, suffix = os.fspath(path), path.suffix.lower()
    if suffix not in SUFFIXES:
        raise StoryboardError(
            f"{name!r} is not a storyboard by its name.", hint=f"Its suffix is {_or(SUFFIXES)}."
        )
    json = suffix == ".json"
    return _text(path, name, MACHINE_MADE if json else HAND_WRITTEN), json


def parse_storyboard(
    text: str, *, file: str = "", folder: Path | None = None, json: bool = False
) -> Storyboard:
    """Read a storyboard from text; `file` names it in errors, `folder` is where its images lie.

    Raises:
        StoryboardError: for everything that is wrong, all of it at once.
    """
    document = _document(text, file=file, json=json)
    if not isinstance(document.data, dict):
        raise StoryboardError(
            "a storyboard is a mapping of keys: version, title, world, scenes",
            file=file, line=1, column=1,
        )  # fmt: skip
    try:
        board = Storyboard.model_validate(document.data)
    except ValidationError as error:
        data = document.data
        details = error.errors(include_url=False)
        found = (explain(one, Storyboard, data) for one in details)
        raise _failure(found, document, file) from None
    if folder is not None and (missing := list(wrong_paths(document.data, folder))):
        raise _failure(missing, document, file)
    remember(board, document, file)
    return board


def _document(text: str, *, file: str, json: bool) -> Document:
    try:
        return load_json(text) if json else load_yaml(text, prose=PROSE)
    except DocumentError as error:
        line, column = error.mark
        raise StoryboardError(
            error.message, file=file, line=line, column=column, hint=error.hint
        ) from None


def _failure(found: Iterable[Wrong], document: Document, file: str) -> StoryboardError:
    """One error that names everything found, in the order of the file."""
    placed = sorted({(document.at(one.path, key=one.key), one.message) for one in found})
    (mark, message), *others = placed
    lines = [f"{_where(file, mark)}{message}" for mark, message in others[: _MOST - 1]]
    if len(placed) > _MOST:
        lines.append(f"… and {len(placed) - _MOST} more")
    text = "\n".join([message, *lines])
    return StoryboardError(text, file=file, line=mark.line, column=mark.column)


def _where(file: str, mark: Mark) -> str:
    return ":".join(str(part) for part in (file, *mark) if part) + ": "


def _text(path: Path, name: str, limits: Limits) -> str:
    try:
        if path.is_dir():
            raise StoryboardError(
                f"{name!r} is a folder, not a storyboard.", hint=f"Name the file: {_inside(path)}."
            )
        if not path.is_file():
            what = "is not a plain file" if path.exists() else "does not exist"
            raise StoryboardError(f"{name!r} {what}.", hint=_others(path.parent))
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
            size = os.fstat(file.fileno()).st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoryboardError(f"{name!r} cannot be read: {reason}.") from error
    if len(data) > limits.size:
        raise StoryboardError(
            f"{name!r} is too large: {size:,} bytes, where {limits.size:,} are allowed.",
            hint="" if limits is MACHINE_MADE else "Write machine-made storyboards as JSON.",
        )
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise StoryboardError(
            "this is not UTF-8", file=name, line=line, column=column,
            hint="Save the file as UTF-8 (without anything else: no UTF-16, no Latin-1).",
        ) from None  # fmt: skip


def _boards(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if one.suffix.lower() in SUFFIXES)
    except OSError:
        return []


def _inside(folder: Path) -> str:
    boards = _boards(folder)
    return _or([repr(os.fspath(folder / one)) for one in boards[:3]] or ["it ends in .yaml"])


def _others(folder: Path) -> str:
    boards = _boards(folder)[:5]
    return f"There is {_or([repr(one) for one in boards])}." if boards else ""


def _or(words: Any) -> str:  # noqa: ANN401 - a sequence of words
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else str(last)
