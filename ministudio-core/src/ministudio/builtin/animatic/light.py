"""Words and configuration -> the light record that the canvas paints with.

Axes: x right, y down, z toward the viewer; every direction points **toward** the light.
Azimuth in degrees: 0 = from the camera's side, positive = from screen right, ±180 = from
behind the subject; elevation in degrees: 0 = level, 90 = straight above. Positions are in
metres from the feet of the subject: x right, y up, z away from the camera.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.look import tinge
from ministudio.builtin.animatic.colours import RGB, blend, linear
from ministudio.builtin.animatic.director import aired, directed
from ministudio.builtin.animatic.grade import NEUTRAL, Grade, grade_of, style_palette
from ministudio.builtin.animatic.hours import hour_of, weather_of
from ministudio.builtin.animatic.illumination import Air, Cone, Light, LightWish
from ministudio.builtin.animatic.skylight import natural_light

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Air", "Cone", "Light", "LightWish", "light_of", "plain"]


def plain() -> Light:
    """Neutral daylight: what tests and sheets of models use."""
    return light_of(LightWish(), Air(pull=0.0))


def light_of(wish: LightWish, air: Air) -> Light:
    """The light of a wish in a place; same inputs, equal record."""
    light = natural_light(
        hour_of(wish.time, default=air.hour), weather_of(wish.weather or air.weather), air
    )
    light = directed(aired(light, wish, air), wish.lighting)
    return _graded(light, grade_of(wish.mood, wish.traits), style_palette(wish.traits))


def _graded(light: Light, grade: Grade, palette: Sequence[str]) -> Light:
    if palette:
        tint = blend(light.tint, linear(palette[0]), 0.7)
        light = replace(
            light,
            tint=tint,
            pull=min(0.28, light.pull + 0.12),
            shadows=blend(light.shadows, tinge(linear(palette[-1], 2.0)), 0.6),
            highlights=blend(light.highlights, tinge(linear(palette[0], 1.5)), 0.6),
        )
    if grade == NEUTRAL:
        return light
    warm = (1 + 0.16 * grade.warmth, 1 + 0.02 * grade.warmth, 1 - 0.16 * grade.warmth)

    def tuned(rgb: RGB, factor: float, amount: float = 1.0) -> RGB:
        r, g, b = (v * factor * (1 + (w - 1) * amount) for v, w in zip(rgb, warm, strict=True))
        return r, g, b

    return replace(
        light,
        key=tuned(light.key, grade.key, 0.7),
        ambient=tuned(light.ambient, grade.ambient),
        bounce=tuned(light.bounce, grade.ambient),
        rim=tuned(light.rim, grade.rim, 0.5),
        sky=(tuned(light.sky[0], 1), tuned(light.sky[1], 1), tuned(light.sky[2], 1)),
        exposure=light.exposure * grade.exposure,
        contrast=light.contrast * grade.contrast,
        saturation=light.saturation * grade.saturation,
        paper=light.paper * grade.paper,
        vignette=light.vignette * grade.vignette,
        fog_density=light.fog_density * grade.haze,
    )
