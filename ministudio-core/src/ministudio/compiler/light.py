"""Light in words: sources with colour, strength and direction."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

from ministudio.compiler.wording import listing, pairs

if TYPE_CHECKING:
    from ministudio.config import Color, LightingDirector, LightSource

_DULL, _FAINT, _PALE = 0.12, 0.35, 0.85  # saturation, saturation, lightness
_WARMTH = 0.02  # how much more red than blue is a warm white
# Upper end of each band of hue in degrees.
_HUES = (
    (14, "red"), (24, "red-orange"), (42, "amber"), (58, "golden"), (72, "yellow"),
    (95, "yellow-green"), (150, "green"), (172, "sea-green"), (195, "cyan"), (225, "azure"),
    (255, "blue"), (275, "violet"), (300, "purple"), (330, "magenta"), (346, "rose"), (360, "red"),
)  # fmt: skip
_SIDES = (
    "the front", "the front right", "the right", "the back right",
    "behind", "the back left", "the left", "the front left",
)  # fmt: skip
_OVERHEAD = 75  # degrees of elevation from which light comes from above
_UNSET = "unknown_color"
# Kinds of light that are adjectives or rooms for one: `window light`, `directional light`.
_GENERIC = frozenset({"", "directional", "light"})


def light_words(lighting: LightingDirector) -> str:
    """The lighting program in words: each light with colour, strength and direction."""
    groups = (
        ("key light", lighting.key_lights),
        ("fill light", lighting.fill_lights),
        ("rim light", lighting.rim_lights),
    )
    lights = [_one_light(light, role) for role, group in groups for light in group]
    return "; ".join(filter(None, [*lights, pairs(lighting.atmosphere)]))


def _one_light(light: LightSource, role: str) -> str:
    kind = light.type.strip().replace("_", " ")
    tint = _tint(light.color)
    head = " ".join(part for part in (tint, "" if kind in _GENERIC else kind, role) if part)
    code = "" if str(light.color) == _UNSET else f" ({light.color})"
    shadow = f"shadows of softness {light.shadow_softness:g}" if light.casts_shadows else ""
    return listing(
        f"{head}{code} at {light.intensity * 100:g}% strength",
        _from(light),
        _at(light),
        f"a beam of {light.angle:g}°" if light.angle else "",
        shadow,
    )


def _from(light: LightSource) -> str:
    if light.direction is None:
        return ""
    azimuth, elevation = light.direction
    side = _SIDES[round((azimuth % 360) / 45) % 8]  # 0 is the camera's side, 90 its right
    if elevation >= _OVERHEAD:
        return "from straight above" if elevation == 90 else f"from above and {side}"
    return f"from {side}, {elevation:g}° high" if elevation else f"from {side}"


def _at(light: LightSource) -> str:
    place = light.position
    if not place or isinstance(place, str):
        return f"at {place}" if place else ""
    return f"at {place.x:g}, {place.y:g}, {place.z:g} m"


def _tint(color: Color) -> str:
    """What a light of this colour is called: `warm white`, `amber`, `pale blue`."""
    if str(color) == _UNSET:
        return ""
    red, green, blue = (part / 255 for part in color.rgb)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    strong = max(red, green, blue) - min(red, green, blue)
    if strong < _DULL:
        tone = "warm " if red - blue > _WARMTH else "cool " if blue - red > _WARMTH else ""
        return f"{tone}white" if lightness > 0.6 else f"dim {tone}white"
    name = next(name for end, name in _HUES if hue * 360 <= end)
    pale = lightness > _PALE or saturation < _FAINT or strong < _FAINT
    return f"pale {name}" if pale else f"deep {name}" if lightness < 0.25 else name
