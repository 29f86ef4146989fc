"""The storyboard: its model, its file, the views of its shots. Names are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.storyboard.load import parse_storyboard, read_storyboard
    from ministudio.storyboard.model import (
        Condition,
        PlacedShot,
        RouteRule,
        Scene,
        Settings,
        Shot,
        Storyboard,
        World,
    )
    from ministudio.storyboard.save import board_data, board_yaml, write_storyboard
    from ministudio.storyboard.schema import schema_text, storyboard_schema
    from ministudio.storyboard.view import Line, SeenCharacter, SeenProp, View

__all__ = [
    "Condition",
    "Line",
    "PlacedShot",
    "RouteRule",
    "Scene",
    "SeenCharacter",
    "SeenProp",
    "Settings",
    "Shot",
    "Storyboard",
    "View",
    "World",
    "board_data",
    "board_yaml",
    "parse_storyboard",
    "read_storyboard",
    "schema_text",
    "storyboard_schema",
    "write_storyboard",
]

_MODULES = {
    "load": "parse_storyboard read_storyboard",
    "model": "Condition PlacedShot RouteRule Scene Settings Shot Storyboard World",
    "schema": "schema_text storyboard_schema",
    "save": "board_data board_yaml write_storyboard",
    "view": "Line SeenCharacter SeenProp View",
}

__getattr__ = exports(
    __name__,
    {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names.split()},
)


def __dir__() -> list[str]:
    return sorted(__all__)
