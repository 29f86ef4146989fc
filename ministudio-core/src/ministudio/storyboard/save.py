"""Writing a storyboard so that reading it gives the same storyboard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ministudio._yaml import HAND_WRITTEN, DocumentError, dump_yaml, load_json
from ministudio.artifacts.files import write_text
from ministudio.config.base import notes_of
from ministudio.errors import StoryboardError
from ministudio.storyboard.model import SCENE_KEYS, Scene, Storyboard

_FIRST = SCENE_KEYS[:-1]


def write_storyboard(board: Storyboard, path: Path | str) -> Path:
    """Write a board as YAML or JSON, by the suffix of `path`.

    Raises:
        StoryboardError: the suffix is another, or what would be written could not be read.
        StoreError: the disk is full or read-only.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        text = _json(board)
    elif suffix in (".yaml", ".yml"):
        text = board_yaml(board)
    else:
        raise StoryboardError(
            f"{str(path)!r} cannot be written: a storyboard is a .yaml or a .json file."
        )
    write_text(path, text)
    return path


def _json(board: Storyboard) -> str:
    text = json.dumps(board_data(board), ensure_ascii=False, indent=2) + "\n"
    try:
        load_json(text)  # as text has it, nothing may be in it that the way back would refuse
    except DocumentError as error:
        raise StoryboardError(error.message) from None
    return text


def board_yaml(board: Storyboard) -> str:
    """The board as YAML text.

    Raises:
        StoryboardError: a text holds characters that no file may have, or there is too much.
    """
    try:
        text = dump_yaml(board_data(board))
    except ValueError as error:
        raise StoryboardError(str(error)) from None
    if len(text.encode()) > HAND_WRITTEN.size:
        raise StoryboardError(
            f"the board has {len(text.encode()):,} bytes; YAML may have {HAND_WRITTEN.size:,}.",
            hint="Save it as .json.",
        )
    return text


def board_data(board: Storyboard) -> dict[str, Any]:
    """The board as plain data, as a file has it: what its author set, notes included."""
    data = board.model_dump(mode="json", exclude_unset=True)
    _annotate(board, data)
    return {"version": board.version, **data}


def _annotate(value: Any, data: Any) -> Any:  # noqa: ANN401 - models, and their plain data
    """Put the `x-` keys of models back into their plain data, and the keys of scenes in order."""
    if isinstance(value, BaseModel) and isinstance(data, dict):
        for name, field in type(value).model_fields.items():
            key = field.serialization_alias or name
            if key in data:
                data[key] = _annotate(getattr(value, name), data[key])
        data.update(_thawed(notes_of(value)))
        if isinstance(value, Scene):
            return {key: data[key] for key in sorted(data, key=_order)}
    elif isinstance(value, Mapping) and isinstance(data, dict):
        for key in data:
            data[key] = _annotate(value[key], data[key])
    elif isinstance(value, tuple) and isinstance(data, list) and len(value) == len(data):
        return [_annotate(one, item) for one, item in zip(value, data, strict=True)]
    return data


def _order(key: str) -> int:
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _thawed(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_thawed(item) for item in value]
    return value
