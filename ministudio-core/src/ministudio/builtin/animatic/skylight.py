"""Hour, weather and place -> the natural light, before a lighting director touches it."""

from __future__ import annotations

import math
from dataclasses import replace

from ministudio.builtin.animatic.canvas.look import Direction, tinge
from ministudio.builtin.animatic.colours import GAMMA, RGB, blend, display, linear, to_hex
from ministudio.builtin.animatic.hours import HOURS, LAMPLIGHT, Hour, Weather, sky_colours
from ministudio.builtin.animatic.illumination import Air, Light

_DARK = frozenset({"night", "blue"})
_LOW = frozenset({"dawn", "dusk", "golden"})


def natural_light(hour: str, weather: Weather, air: Air) -> Light:
    """The light of a place when nobody sets lamps."""
    return _natural(_state(hour, weather, air), air, hour=hour, weather=weather)


def rim_from(x: float, y: float) -> tuple[float, float]:
    """The unit vector in the picture plane; straight above when the light is right behind."""
    n = math.hypot(x, y)
    return (x / n, y / n) if n > 0.05 else (0.0, -1.0)


def _state(hour: str, weather: Weather, air: Air) -> Hour:
    """The sky of hour and weather: foul weather replaces the day and greys the other hours."""
    if air.sky:
        return HOURS[air.sky]
    base = HOURS[hour]
    if weather.kind == "storm":
        return _mixed(base, HOURS["storm"], 0.55 if hour in _DARK else 0.9)
    if weather.kind in ("rain", "snow", "fog", "overcast"):
        amount = {0.45: 0.7}.get(weather.amount, 1.0)
        dim = 0.3 if hour in _DARK else 0.5 if hour in _LOW else 1.0
        return _mixed(base, HOURS["overcast"], dim * amount)
    return base


def _mixed(a: Hour, b: Hour, t: float) -> Hour:
    """An hour between two; the darker of the two keys stays, so that night stays night."""
    dark = min(1.0, sum(linear(a.ambient[0], a.ambient[1])) / sum(linear(*b.ambient)) + 0.12)

    def pair(p: tuple[str, float], q: tuple[str, float]) -> tuple[str, float]:
        return _mid(p[0], q[0], t), p[1] + (min(p[1], q[1]) - p[1]) * t

    def dimmed(p: str, q: str) -> str:
        return _mid(p, _scaled(q, dark), t)

    top, middle, low = (dimmed(p, q) for p, q in zip(a.sky, b.sky, strict=True))
    return replace(
        a,
        sky=(top, middle, low),
        key=pair(a.key, b.key),
        ambient=(_mid(a.ambient[0], b.ambient[0], t), a.ambient[1] * (1 + 0.3 * t * dark)),
        bounce=pair(a.bounce, b.bounce),
        fog=dimmed(a.fog, b.fog),
        rim=pair(a.rim, b.rim),
        sun_colour=pair(a.sun_colour, b.sun_colour),
        tones=(_mid(a.tones[0], b.tones[0], t), _mid(a.tones[1], b.tones[1], t)),
        lamps_lit=max(a.lamps_lit, b.lamps_lit * t),
    )


def _natural(state: Hour, air: Air, *, hour: str, weather: Weather) -> Light:
    inside = _interior(state, air.windows) if air.indoors else state
    kx = inside.key_dir[0]
    tones = tuple(tinge(linear(c)) for c in inside.tones)
    return Light(
        sky=sky_colours(state),
        sun_at=state.sun,
        sun=linear(*state.sun_colour),
        key=linear(*inside.key),
        key_direction=Direction.of(*inside.key_dir),
        ambient=linear(*inside.ambient),
        bounce=linear(*inside.bounce),
        rim=linear(*inside.rim),
        rim_direction=rim_from(-kx * 0.9, -0.55),
        fog=linear(inside.fog),
        fog_density=air.fog,
        shadows=tones[0],
        highlights=tones[1],
        tint=linear(air.tint),
        pull=air.pull,
        exposure=air.exposure,
        hour=hour,
        weather=weather,
        indoors=air.indoors,
        lamplight=state.lamps_lit,
        key_soft=0.7 if weather.kind in ("overcast", "rain", "snow", "fog") else 0.3,
    )


def _interior(state: Hour, windows: float) -> Hour:
    """Lamplight, with as much of the hour as the windows let in."""
    day = windows * (1.0 - state.lamps_lit)
    low = windows * state.lamps_lit
    key = blend(linear(LAMPLIGHT.key[0]), linear(state.key[0]), 0.55 * day)
    return replace(
        LAMPLIGHT,
        key=(_to_hex(key), LAMPLIGHT.key[1] * (1 + 0.18 * day)),
        ambient=(
            _mid(LAMPLIGHT.ambient[0], state.ambient[0], 0.35 * windows),
            0.30 + 0.14 * day - 0.03 * low,
        ),
        bounce=(LAMPLIGHT.bounce[0], LAMPLIGHT.bounce[1] + 0.10 * day),
        rim=(_mid(LAMPLIGHT.rim[0], state.rim[0], 0.6 * windows), LAMPLIGHT.rim[1]),
        fog=_mid(LAMPLIGHT.fog, state.fog, 0.18 * windows * (1 - 0.5 * state.lamps_lit)),
        tones=(_mid(LAMPLIGHT.tones[0], state.tones[0], 0.5 * windows), LAMPLIGHT.tones[1]),
    )


def _mid(a: str, b: str, t: float) -> str:
    return to_hex(blend(display(a), display(b), t))


def _scaled(colour: str, factor: float) -> str:
    return to_hex([v * factor for v in display(colour)])


def _to_hex(rgb: RGB) -> str:
    return to_hex([max(0.0, v) ** (1 / GAMMA) for v in rgb])
