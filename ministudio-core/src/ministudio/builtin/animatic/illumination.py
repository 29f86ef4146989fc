"""The records of light: what a place does to it, what is said about it, and what comes of both.

Axes: x right, y down, z toward the viewer; every direction points **toward** the light.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.look import Look
from ministudio.builtin.animatic.hours import CLEAR, Weather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.builtin.animatic.canvas.shading import Lamp
    from ministudio.builtin.animatic.colours import RGB


@dataclass(frozen=True, slots=True)
class Cone:
    """A visible cone of light under a spot: apex, half width at the floor, linear colour."""

    x: float
    y: float
    half: float
    rgb: RGB


@dataclass(frozen=True, slots=True)
class Air:
    """What a place does to any light: tint of its surfaces, density of its air, its exposure."""

    tint: str = "#808080"
    pull: float = 0.08
    fog: float = 0.06
    exposure: float = 1.0
    hour: str = "day"
    """The hour when nobody says one."""
    weather: str = ""
    """Text that may name a weather, when nobody else names one ('rainy street')."""
    indoors: bool = False
    windows: float = 1.0
    """How much of the hour comes in, 0 (cellar) .. 1 (big windows); only indoors."""
    sky: str | None = None
    """A state of HOURS that replaces hour and weather (space)."""


@dataclass(frozen=True, slots=True)
class LightWish:
    """All that is said about the light of a shot, as plain data."""

    time: str | None = None
    weather: str | None = None
    mood: str = ""
    traits: Mapping[str, object] = field(default_factory=dict)
    physics: Mapping[str, object] = field(default_factory=dict)
    lighting: Mapping[str, object] = field(default_factory=dict)
    """`key_lights`, `fill_lights`, `rim_lights`: lists of lights; `atmosphere`: a mapping."""


@dataclass(frozen=True, slots=True)
class Light(Look):
    """The light of a picture: what the canvas paints with, and what places and weather read."""

    hour: str = "day"
    weather: Weather = CLEAR
    indoors: bool = False
    lamps: tuple[Lamp, ...] = ()
    """Lamps of the director that stand somewhere."""
    cones: tuple[Cone, ...] = ()
    volumetric: float = 0.0
    """Strength of visible beams: 0 none, 1 plain "volumetric"."""
    haze: float = 0.0
    """Mist between the depths, 0 none .. 1.5 thick."""
    dust: float = 0.0
    """Motes in the air, 0 none .. 1 many."""
    gravity: float = 1.0
    """In g."""
    lamplight: float = 0.0
    """How much of the place's electric light is on, 0..1."""
