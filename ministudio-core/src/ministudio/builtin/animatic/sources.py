"""The lights of a `LightingDirector`, read from plain data."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.colours import LIGHT_WORDS, colour_of

if TYPE_CHECKING:
    from ministudio.builtin.animatic.hours import Vec3


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word in `type` says when nothing else does: angles in degrees, softness 0..1."""

    azimuth: float | None = None
    elevation: float | None = None
    softness: float | None = None
    colour: str | None = None
    spot: bool = False


_KINDS: tuple[tuple[str, Kind], ...] = (
    ("spot|stage", Kind(0.0, 75.0, 0.1, None, spot=True)),
    ("overhead|ceiling|top|pendant|above", Kind(0.0, 85.0, 0.35)),
    ("window", Kind(-70.0, 20.0, 0.45)),
    ("under|below|footlight", Kind(0.0, -60.0, 0.3)),
    ("back|behind|silhouette", Kind(170.0, 30.0, 0.2)),
    ("candle", Kind(-40.0, -15.0, 0.5, "#ffa850")),
    ("fire|hearth|torch|lantern", Kind(-50.0, -20.0, 0.5, "#ff8a3c")),
    ("moon", Kind(-130.0, 45.0, 0.2, "#a8c4ff")),
    ("sun", Kind(-55.0, 40.0, 0.15, "#ffe4b4")),
    ("neon", Kind(75.0, 10.0, 0.4, "#ff4ac8")),
    ("screen|monitor|hologram", Kind(20.0, -5.0, 0.6, "#8ad0ff")),
    ("ring|softbox|diffuse|front", Kind(-15.0, 20.0, 0.8)),
    ("side", Kind(-88.0, 8.0, 0.25)),
    ("left", Kind(-70.0, 25.0)),
    ("right", Kind(70.0, 25.0)),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One light: colour '#rrggbb' or None, intensity 0.., angles in degrees, metres."""

    kind: str = "directional"
    colour: str | None = None
    intensity: float = 1.0
    azimuth: float | None = None
    elevation: float | None = None
    position: Vec3 | None = None
    softness: float | None = None
    angle: float | None = None
    is_spot: bool = False

    def towards(self, azimuth: float, elevation: float) -> Vec3:
        """The unit vector toward the lamp; the given angles stand in for those nobody set."""
        if self.azimuth is None and self.position:
            x, y, z = self.position
            return _unit((x, -(y - 1.2), -z))
        a = math.radians(azimuth if self.azimuth is None else self.azimuth)
        e = math.radians(elevation if self.elevation is None else self.elevation)
        return math.sin(a) * math.cos(e), -math.sin(e), math.cos(a) * math.cos(e)


def read_sources(value: object) -> tuple[Source, ...]:
    """The lamps of a list of mappings; anything that is not a mapping is skipped."""
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, Iterable) or isinstance(value, str):
        return ()
    return tuple(_source(item) for item in value if isinstance(item, Mapping))


def _source(raw: Mapping[str, object]) -> Source:
    text = str(raw.get("type") or "")
    kind = next((k for pattern, k in _KINDS if re.search(pattern, text.lower())), Kind())
    colour = colour_of(raw.get("color", raw.get("colour")), words=LIGHT_WORDS)
    direction = _floats(raw.get("direction"), 2)
    intensity = _floats([raw.get("intensity", 1.0)], 1)
    softness = _floats([raw.get("shadow_softness")], 1)
    angle = _floats([raw.get("angle")], 1)
    return Source(
        kind=text or "directional",
        colour=colour or kind.colour,
        intensity=max(0.0, min(3.0, intensity[0])) if intensity else 1.0,
        azimuth=direction[0] if direction else kind.azimuth,
        elevation=direction[1] if direction else kind.elevation,
        position=_position(raw.get("position")),
        softness=max(0.0, min(1.0, softness[0])) if softness else kind.softness,
        angle=angle[0] if angle else None,
        is_spot=kind.spot or (angle is not None and angle[0] < 75),
    )


def _position(value: object) -> Vec3 | None:
    if isinstance(value, Mapping):
        value = [value.get(k, 0.0) for k in "xyz"]
    found = _floats(value, 2)
    if found is None:
        return None
    return found[0], found[1], found[2] if len(found) > 2 else 0.0


def _floats(value: object, least: int) -> Sequence[float] | None:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < least:
        return None
    numbers = [v for v in value if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return [float(v) for v in numbers] if len(numbers) == len(value) else None


def _unit(v: Vec3) -> Vec3:
    n = math.hypot(*v) or 1.0
    return v[0] / n, v[1] / n, v[2] / n
