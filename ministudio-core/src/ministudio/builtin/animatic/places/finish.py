"""The air of a place, after all is painted: beams, haze, motes that low gravity lets float."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic import atmosphere
from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.colours import blend

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.place import Place
    from ministudio.builtin.animatic.places.scenery import Scenery

WEIGHTLESS = 0.6
"""Below this gravity (in g) loose things leave the ground."""


def finish(scenery: Scenery, place: Place) -> None:
    """Lay the air over the place; runs last, between the back and the people."""
    light, stage = scenery.light, scenery.stage
    for spot in light.cones:
        atmosphere.cone(stage, spot.x, spot.y, spot.half, 0.95, spot.rgb, 1.0, 1.13)
    if light.volumetric:
        _beams(scenery)
    if light.haze:
        amount = 0.16 * light.haze
        atmosphere.veil(stage, 2.05, amount)
        atmosphere.mist(stage, 1.3, (0.66, 0.92), 0.34 * light.haze, scenery.fresh("haze"))
    if light.gravity < WEIGHTLESS and not place.air.sky:
        _floating(scenery, place.setting.indoors)


def _beams(scenery: Scenery) -> None:
    """Shafts from the side of the key; their colour is the key's."""
    light = scenery.light
    x, y, _ = light.key_direction
    source = (x * 1.1, -0.2 if y < -0.1 else 0.1)
    colour = blend(light.key, light.sun, 0.4) if sum(light.sun) > 0.3 else light.key
    strength = (0.26 if light.indoors else 0.34) * light.volumetric
    atmosphere.beams(scenery.stage, source, 0.8, colour, strength, 1.35, scenery.fresh("beams"))


def _floating(scenery: Scenery, indoors: bool) -> None:
    """Pages indoors, pebbles outdoors: they hang in the air at several depths."""
    dice = scenery.fresh("floating")
    loose = 1 - scenery.light.gravity / WEIGHTLESS
    for z, count in ((1.5, 7), (1.25, 6), (1.12, 5)):
        layer = scenery.layer(z, form=0.5, round=0.006, rim=1.0, cast=0.25, drop=0.03)
        for _ in range(int(count * (0.5 + 0.7 * loose))):
            x, y = dice.between(-0.82, 0.82), dice.between(0.10, 0.80)
            if abs(x) < 0.16 and 0.3 < y < 0.7:
                continue
            s = dice.between(0.022, 0.048) / z**0.5
            a, b = dice.between(-0.6, 0.6) * s, dice.between(0.2, 0.8) * s
            if indoors:
                layer.poly(
                    [(x - s, y - a), (x + s * 0.6, y - b), (x + s, y + a), (x - s * 0.6, y + b)],
                    dice.pick(("#f0e6cc", "#e6d8b8", "#d8c8a4")),
                )
            else:
                stone = tone("#8a8078", dice.between(0.8, 1.2))
                layer.blob(
                    [
                        (x - s, y),
                        (x - s * 0.3, y - b),
                        (x + s * 0.8, y - b * 0.5),
                        (x + s * 0.5, y + b * 0.7),
                    ],
                    stone,
                    4,
                )
