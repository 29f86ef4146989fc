"""The world as a state machine: snapshots, changes, and the rules between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.state.changes import (
        Add,
        Bring,
        Change,
        Clear,
        Close,
        Drop,
        Enter,
        Exit,
        Give,
        Hide,
        Kill,
        Light,
        Mood,
        Open,
        Place,
        Revive,
        Set,
        Show,
        Take,
        Time,
        Wear,
        Weather,
    )
    from ministudio.state.machine import apply, apply_all, opening, stage
    from ministudio.state.persistence import (
        Snapshot,
        StatePersistenceEngine,
        VideoStateMachine,
    )
    from ministudio.state.world import CharacterStatus, PropStatus, WorldState

__all__ = [
    "Add",
    "Bring",
    "Change",
    "CharacterStatus",
    "Clear",
    "Close",
    "Drop",
    "Enter",
    "Exit",
    "Give",
    "Hide",
    "Kill",
    "Light",
    "Mood",
    "Open",
    "Place",
    "PropStatus",
    "Revive",
    "Set",
    "Show",
    "Snapshot",
    "StatePersistenceEngine",
    "Take",
    "Time",
    "VideoStateMachine",
    "Wear",
    "Weather",
    "WorldState",
    "apply",
    "apply_all",
    "opening",
    "stage",
]

_HOMES = {
    "machine": ("apply", "apply_all", "opening", "stage"),
    "persistence": ("Snapshot", "StatePersistenceEngine", "VideoStateMachine"),
    "world": ("CharacterStatus", "PropStatus", "WorldState"),
}
_NAMES = dict.fromkeys(__all__, "ministudio.state.changes") | {
    name: f"ministudio.state.{module}" for module, names in _HOMES.items() for name in names
}
__getattr__ = exports(__name__, _NAMES)
