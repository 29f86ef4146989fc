"""A new storyboard in a folder of its own, which runs at once."""

from __future__ import annotations

import re
from importlib.resources import files as resources
from pathlib import Path

from ministudio.artifacts import files
from ministudio.errors import ConfigurationError
from ministudio.storyboard.schema import schema_text

SCHEMA = Path(".ministudio") / "storyboard.schema.json"
_NOT_SLUG = re.compile(r"[^a-z0-9_-]+")


def new_storyboard(folder: Path) -> Path:
    """Make `folder` with a storyboard named after it, and the schema for editors beside it.

    Returns the storyboard's path.

    Raises:
        ConfigurationError: the folder exists and is not empty, or its name has no letter.
        StoreError: it cannot be written.
    """
    name = _NOT_SLUG.sub("-", folder.name.lower()).strip("-_")
    if not name:
        raise ConfigurationError(
            f"{folder.name!r} is no name for a film.", hint="Use letters, digits and hyphens."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(
            f"{str(folder)!r} exists already.", hint="Choose a new name, or an empty folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    title = name.replace("-", " ").replace("_", " ").title()
    template = resources("ministudio.scaffold").joinpath("board.yaml").read_text("utf-8")
    board = folder / f"{name}.yaml"
    files.write_text(board, template.replace("TITLE", title))
    write_schema(folder / SCHEMA)
    return board


def write_schema(place: Path, text: str = "") -> None:
    """Write a JSON Schema (the storyboard's) to a file, making its folder if need be.

    Raises:
        StoreError: it cannot be written.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    files.write_text(place, text or schema_text())
