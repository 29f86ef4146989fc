"""Reference images of a caller: looked for before anything is spent, and kept with the films.

The caller's paths are relative to the working folder, a storyboard's to its own. So the images
are copied into the output folder, named by their content.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministudio.artifacts.digest import file_digest
from ministudio.artifacts.files import write_bytes
from ministudio.config import Character, Environment
from ministudio.config.base import FrozenDict
from ministudio.errors import NotFoundError

if TYPE_CHECKING:
    from ministudio.storyboard import Storyboard

FOLDER = "references"
_DIGITS = 16  # of the digest: enough for a folder of images

Keep = Callable[[str], str]


def with_references(board: Storyboard, folder: Path) -> Storyboard:
    """The board with every reference image copied below `folder`.

    Raises:
        NotFoundError: images are missing; all of them are named.
        StoreError: the folder cannot be written to.
    """
    world = board.world
    paths = [*_paths(world.characters), *_paths(world.environments)]
    missing = [path for path in dict.fromkeys(paths) if not _place(path).is_file()]
    if missing:
        names = ", ".join(repr(path) for path in missing)
        raise NotFoundError(
            f"reference images are missing: {names}.",
            hint="Put the files there, or take them out; nothing was spent.",
        )
    if not paths:
        return board
    keep = partial(_kept, folder=folder)
    changed = world.replace(
        characters=FrozenDict({key: _moved(one, keep) for key, one in world.characters.items()}),
        environments=FrozenDict(
            {key: _moved(one, keep) for key, one in world.environments.items()}
        ),
    )
    return board.model_copy(update={"world": changed})


def _paths(several: Mapping[str, Character] | Mapping[str, Environment]) -> list[str]:
    found: list[str] = []

    def note(path: str) -> str:
        found.append(path)
        return path

    for one in several.values():
        _moved(one, note)
    return found


def _moved(one: Any, keep: Keep) -> Any:  # noqa: ANN401 - a character or a place
    """A copy whose every image is what `keep` makes of it."""
    changes: dict[str, Any] = {"reference_images": tuple(map(keep, one.reference_images))}
    if isinstance(one, Character):
        anchor = one.visual_anchor_path
        changes["visual_anchor_path"] = keep(anchor) if anchor else None
        looks = {name: _moved(look, keep) for name, look in one.looks.items()}
        changes["looks"] = FrozenDict(looks)
    given = {name: value for name, value in changes.items() if value != getattr(one, name)}
    return one.replace(**given) if given else one


def _place(path: str) -> Path:
    return Path(path).expanduser()


def _kept(path: str, *, folder: Path) -> str:
    """The path of the copy, relative to `folder`."""
    source = _place(path)
    name = f"{FOLDER}/{file_digest(source)[:_DIGITS]}{source.suffix.lower()}"
    copy = folder / name
    if not copy.is_file():
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(copy, source.read_bytes())
    return os.fspath(name)
