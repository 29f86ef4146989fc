"""What a `LightingDirector` sets -> changes of the light: key, fill, rim, lamps, cones, air."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ministudio.builtin.animatic.canvas.look import Direction, Fill
from ministudio.builtin.animatic.canvas.shading import Lamp
from ministudio.builtin.animatic.colours import RGB, blend, linear
from ministudio.builtin.animatic.illumination import Air, Cone, Light, LightWish
from ministudio.builtin.animatic.skylight import rim_from
from ministudio.builtin.animatic.sources import Source, read_sources

METRES = 2.9
"""Metres per world unit: a person of 1.75 m is .6 of the wide frame's height."""
FLOOR = 0.95

_FOGS = {"fog": 3.2, "rain": 1.5, "snow": 1.8, "storm": 1.7, "dust": 2.6, "overcast": 1.2}


def aired(light: Light, wish: LightWish, air: Air) -> Light:
    """Fog, haze, beams and motes of weather, physics and atmosphere."""
    atmosphere = _mapping(wish.lighting.get("atmosphere"))
    weather = light.weather
    outdoors = 0.0 if light.indoors else 1.0
    factor = 1 + (_FOGS.get(weather.kind, 1.0) - 1) * weather.amount * (0.2 + 0.8 * outdoors)
    fog = max(
        _amount(wish.physics.get("fog")),
        _amount(atmosphere.get("fog")),
        _amount(atmosphere.get("mist")),
    )
    haze = max(_amount(wish.physics.get("haze")), _amount(atmosphere.get("haze")))
    scatter = str(wish.physics.get("light_scattering", "")).lower()
    beams = _beams(scatter, atmosphere)
    colour = atmosphere.get("color", atmosphere.get("colour", atmosphere.get("tint")))
    tinted = _chroma(light.fog, colour, 0.75)
    dust = max(
        _amount(atmosphere.get("dust")),
        _amount(atmosphere.get("particles")),
        _amount(wish.physics.get("dust")),
        0.35 * beams,
    )
    gravity = _number(wish.physics.get("gravity"), 1.0)
    gravity = gravity / 9.81 if gravity > 3 else max(0.0, gravity)
    soft = 0.25 if "soft" in scatter or "diffuse" in scatter else 0.0
    return replace(
        light,
        fog=tinted,
        fog_density=air.fog * factor * (1 + 3.0 * fog + 1.2 * haze) + 0.10 * fog,
        haze=min(1.5, haze + 0.5 * fog + (0.4 if weather.kind == "fog" else 0.0) * outdoors),
        volumetric=beams,
        dust=min(1.0, dust + (0.5 if gravity < 0.6 else 0.0)),
        gravity=gravity,
        key_soft=min(1.0, light.key_soft + soft),
    )


def directed(light: Light, lighting: Mapping[str, object]) -> Light:
    """Key, fill and rim lights, each in the place of the natural one.

    A second key without any fill acts as the fill, so that two keys of two colours both show.
    """
    keys = read_sources(lighting.get("key_lights"))
    fills = read_sources(lighting.get("fill_lights")) or keys[1:2]
    rims = read_sources(lighting.get("rim_lights"))
    if keys:
        light = _keyed(light, keys[0])
    if fills:
        light = _filled(light, fills)
    if rims:
        light = _rimmed(light, rims[0])
    standing = tuple(_practical(lamp) for lamp in (*keys, *fills, *rims) if lamp.position)
    cones = tuple(_cone(lamp) for lamp in keys if lamp.is_spot)
    return replace(light, lamps=light.lamps + standing, cones=cones)


def _keyed(light: Light, key: Source) -> Light:
    mean = sum(light.key) / 3
    strength = max(0.55, mean) * (0.25 + 1.05 * key.intensity) if key.intensity else 0.0
    rgb = _colour(key, light.key, strength)
    direction = _facing(key, light.key_direction)
    behind = direction.z < 0.2
    rim = blend(light.rim, scale_to(rgb, sum(light.rim) / 3), 0.35)
    aside = rim_from(-direction.x * 0.9 or 0.4, -0.55)
    return replace(
        light,
        key=rgb,
        key_direction=direction,
        key_soft=light.key_soft if key.softness is None else key.softness,
        rim=scale_to(rgb, strength * 2.0) if behind else rim,
        rim_direction=rim_from(direction.x, direction.y) if behind else aside,
        ambient=blend(light.ambient, scale_to(rgb, sum(light.ambient) / 3), 0.18),
    )


def _facing(lamp: Source, usual: Direction) -> Direction:
    """Toward the lamp; never so flat that paper facing the viewer gets nothing at all."""
    azimuth = math.degrees(math.atan2(usual.x, usual.z))
    x, y, z = lamp.towards(azimuth, math.degrees(math.asin(-usual.y)))
    return Direction.of(x, y, max(z, 0.06) if z < -0.05 else max(z, 0.32))


def _filled(light: Light, fills: Sequence[Source]) -> Light:
    side = 55.0 if light.key_direction.x <= 0 else -55.0
    base = scale_to(light.ambient, 1.0)
    made = tuple(
        Fill(_colour(lamp, base, 0.55 * lamp.intensity), Direction.of(*lamp.towards(side, 10.0)))
        for lamp in fills[:3]
    )
    wash = scale_to(made[0].colour, sum(light.ambient) / 3)
    return replace(light, fills=made, ambient=blend(light.ambient, wash, 0.22))


def _rimmed(light: Light, lamp: Source) -> Light:
    base = sum(light.rim) / 3
    rgb = _colour(lamp, light.rim, max(1.2, base) * lamp.intensity * 1.4)
    x, y, _ = lamp.towards(-150.0 if light.key_direction.x > 0 else 150.0, 35.0)
    return replace(light, rim=rgb, rim_direction=rim_from(x, y))


def _beams(scatter: str, atmosphere: Mapping[str, object]) -> float:
    said = max(_amount(atmosphere.get(k)) for k in ("volumetric", "god_rays", "rays", "beams"))
    if any(word in scatter for word in ("volumetric", "god", "ray", "shaft", "beam", "tyndall")):
        return max(1.0, said)
    return said


def _practical(lamp: Source) -> Lamp:
    assert lamp.position is not None
    x, y, z = lamp.position
    depth = min(2.2, max(0.85, 1 + z / 4))
    rgb = _colour(lamp, linear("#ffd49a"), 0.9 * lamp.intensity)
    return Lamp(x / METRES, FLOOR - y / METRES, depth, 0.5, rgb)


def _cone(lamp: Source) -> Cone:
    x = lamp.position[0] / METRES if lamp.position else lamp.towards(0, 80)[0] * 0.8
    half = 0.75 * math.tan(math.radians(min(80.0, lamp.angle or 40.0) / 2))
    return Cone(x, -0.06, half, _colour(lamp, linear("#ffe8c8"), 0.30 * lamp.intensity))


def _colour(lamp: Source, base: RGB, strength: float) -> RGB:
    """The lamp's hue (or the base's) at a mean strength."""
    return scale_to(linear(lamp.colour) if lamp.colour else base, strength)


def _chroma(rgb: RGB, colour: object, amount: float) -> RGB:
    lamp = read_sources([{"type": "air", "color": colour, "intensity": 1.0}]) if colour else ()
    if not lamp or not lamp[0].colour:
        return rgb
    return blend(rgb, scale_to(linear(lamp[0].colour), sum(rgb) / 3), amount)


def scale_to(rgb: RGB, mean: float) -> RGB:
    now = sum(rgb) / 3 or 1.0
    r, g, b = (v / now * mean for v in rgb)
    return r, g, b


def _amount(value: object) -> float:
    """0..1.5 of what an author writes for an amount: number, yes, or a word."""
    if isinstance(value, bool) or value is None:
        return 0.6 if value else 0.0
    if isinstance(value, (int, float)):
        return max(0.0, min(1.5, float(value)))
    text = str(value).lower()
    if text in ("", "none", "no", "off", "clear", "false"):
        return 0.0
    if any(word in text for word in ("heavy", "thick", "dense", "strong")):
        return 1.0
    return 0.3 if any(word in text for word in ("light", "thin", "slight", "faint")) else 0.6


def _number(value: object, default: float) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    words = {"zero": 0.0, "none": 0.0, "weightless": 0.0, "micro": 0.05, "low": 0.3, "high": 1.6}
    text = "" if value is None else str(value).lower()
    return next((v for word, v in words.items() if word in text), default)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
