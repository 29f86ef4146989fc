"""The image files that a storyboard refers to: all inside its folder, all there."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ministudio.storyboard.messages import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio._yaml import Path as Place

_KEYS = frozenset({"reference_images", "visual_anchor_path"})
_IMAGE = re.compile(r"[^\s]+\.(?:png|jpe?g|webp)", re.IGNORECASE)


def wrong_paths(data: Any, folder: Path) -> Iterator[Wrong]:  # noqa: ANN401 - a board's data
    """Every reference file of a board's plain data that cannot be used from `folder`."""
    for place, text in references(data):
        if problem := unusable(text, folder):
            yield Wrong(place, False, problem)


def references(data: Any) -> Iterator[tuple[Place, str]]:  # noqa: ANN401 - a board's data
    """Where a board's plain data names image files, and how."""
    world = data.get("world") or {}
    for kind in ("characters", "environments", "props"):
        for name, value in (world.get(kind) or {}).items():
            yield from _below(value, ("world", kind, name))
    for number, text in enumerate(_listed((world.get("style") or {}).get("references"))):
        if _IMAGE.fullmatch(text):
            yield ("world", "style", "references", number), text
    for number, scene in enumerate(data.get("scenes") or ()):
        yield from _of_shot(scene, ("scenes", number))
        for index, shot in enumerate(scene.get("shots") or ()):
            yield from _of_shot(shot, ("scenes", number, "shots", index))


def _of_shot(shot: dict[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    for number, text in enumerate(_listed(shot.get("references"))):
        yield (*place, "references", number), text


def _below(value: Any, place: Place) -> Iterator[tuple[Place, str]]:  # noqa: ANN401 - any data
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key in _KEYS and isinstance(item, str):
            yield (*place, key), item
        elif key in _KEYS:
            for number, text in enumerate(_listed(item)):
                yield (*place, key, number), text
        elif key == "looks":
            for name, look in (item or {}).items():
                yield from _below(look, (*place, key, name))


def _listed(value: Any) -> list[str]:  # noqa: ANN401 - any data
    return [value] if isinstance(value, str) else list(value or ())


def unusable(text: str, folder: Path) -> str:
    """Why a reference cannot be used; empty when it can.

    Paths are relative to the storyboard, with `/`, and stay inside its folder also when every
    symbolic link is followed.
    """
    path = PurePosixPath(text)
    problem = ""
    if "://" in text:
        problem = "is an address; references are files: download it into the folder"
    elif not text or "\\" in text or re.match(r"[A-Za-z]:", text):
        problem = "is not a path: write it relative to the storyboard, with `/`"
    elif path.is_absolute() or text.startswith("~"):
        problem = "is absolute: write it relative to the storyboard"
    elif ".." in path.parts:
        problem = "leaves the folder of the storyboard: copy the file into it"
    problem = problem or _unreachable(folder, folder / path)
    return f"{text!r} {problem}" if problem else ""


def _unreachable(folder: Path, path: Path) -> str:
    try:
        real = path.resolve()
        inside = real.is_relative_to(folder.resolve())
        present = real.is_file()
    except (OSError, ValueError, RuntimeError) as error:
        return f"cannot be used: {error}"
    if not inside:
        return "is a link out of the folder of the storyboard: copy the file into it"
    if not present:
        return "is not a file" if os.path.lexists(path) else "does not exist"
    return ""
