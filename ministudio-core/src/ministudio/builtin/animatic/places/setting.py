"""Where people and props go in a place: marks on the floor, seats, table, and where things lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands or sits, in world units (y: the line of the feet)."""

    x: float
    y: float
    z: float = 1.0
    height: float = 0.56
    """Height of a standing adult here; a seated one is drawn at the same scale."""
    facing: float = 0.0
    """Yaw in degrees toward the middle of the action: positive looks to screen right."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a thing may lie: the middle of its foot, and how large a metre is there."""

    x: float
    y: float
    z: float = 1.0
    metre: float = 0.33


@dataclass(frozen=True, slots=True)
class Table:
    """The top of a table or desk that people sit at: its height and its ends."""

    y: float
    x0: float
    x1: float
    z: float = 0.96


@dataclass(frozen=True, slots=True)
class Setting:
    """All that the film needs to know to put people and props into a place."""

    floor: float = 0.94
    marks: Mapping[str, Spot] = field(default_factory=dict)
    """`left`, `centre`, `right`, and `far`: standing places."""
    seats: tuple[Spot, ...] = ()
    table: Table | None = None
    rests: tuple[Rest, ...] = ()
    """The first is the best place for a prop that is just 'at' this place."""
    hover: Spot = Spot(0.0, 0.52)
    """Where something floats (an orb): the middle of it."""
    indoors: bool = False


def standing(
    floor: float, height: float, *, spread: float = 0.34, centre: float = 0.0
) -> dict[str, Spot]:
    """The usual marks on a level floor."""
    return {
        "left": Spot(centre - spread, floor, height=height, facing=34.0),
        "centre": Spot(centre, floor, height=height),
        "right": Spot(centre + spread, floor, height=height, facing=-34.0),
        "far": Spot(centre + spread * 0.5, floor - 0.06, 1.0, height * 0.8, -15.0),
    }


def on_table(table: Table) -> tuple[Rest, ...]:
    """Three places on a table top: middle, left and right."""
    middle, third = (table.x0 + table.x1) / 2, (table.x1 - table.x0) / 4
    return tuple(
        Rest(x, table.y + 0.022, table.z - 0.02, 0.33)
        for x in (middle, middle - third, middle + third)
    )


def on_ground(floor: float, metre: float = 0.33) -> tuple[Rest, ...]:
    """Three places on the ground beside the marks."""
    return (
        Rest(0.18, floor + 0.01, 0.99, metre),
        Rest(-0.16, floor + 0.012, 0.99, metre),
        Rest(0.44, floor + 0.02, 0.98, metre),
    )
