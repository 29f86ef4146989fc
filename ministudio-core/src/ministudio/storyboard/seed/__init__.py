"""The seed's shapes as storyboards: configurations, segments, scenes and films.

Pure: no file is read and nothing that a caller hands in is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.storyboard.seed.board import SeedBoard
    from ministudio.storyboard.seed.films import board_of_film, board_of_scene
    from ministudio.storyboard.seed.segments import board_of_segments

__all__ = ["SeedBoard", "board_of_film", "board_of_scene", "board_of_segments"]

_MODULES = {
    "board": "SeedBoard",
    "films": "board_of_film board_of_scene",
    "segments": "board_of_segments",
}

__getattr__ = exports(
    __name__,
    {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names.split()},
)
