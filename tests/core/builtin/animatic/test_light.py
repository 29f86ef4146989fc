from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ministudio.builtin.animatic.colours import colour_in, colour_of, shade
from ministudio.builtin.animatic.hours import HOURS, hour_of, weather_of
from ministudio.builtin.animatic.light import Air, Light, LightWish, light_of, plain
from ministudio.builtin.animatic.sources import read_sources

ROOM = Air(indoors=True, windows=0.5)


def lit(air: Air | None = None, **wish: Any) -> Light:
    return light_of(LightWish(**wish), air or Air())


def key(**fields: Any) -> dict[str, Any]:
    return {"key_lights": [{"type": "directional", "color": "#ffffff", "intensity": 1.0, **fields}]}


@pytest.mark.parametrize(
    "text,hour",
    [
        ("late afternoon", "golden"),
        ("golden hour", "golden"),
        ("dawn", "dawn"),
        ("sunrise over the bay", "dawn"),
        ("Monday morning", "morning"),
        ("high noon", "noon"),
        ("a sunny day", "day"),
        ("sunset", "dusk"),
        ("evening", "dusk"),
        ("blue hour", "blue"),
        ("twilight", "blue"),
        ("midnight", "night"),
        ("moonlit", "night"),
        ("7 pm", "dusk"),
        ("19:30", "dusk"),
        ("6 a.m.", "dawn"),
        ("12 pm", "noon"),
        ("12 am", "night"),
        ("five in the morning", "dawn"),
        ("8 o'clock at night", "blue"),
        ("2 at night", "night"),
        ("ten o'clock in the morning", "morning"),
        ("", "day"),
        (None, "day"),
        ("route 66", "day"),
        ("25:00", "day"),
    ],
)
def test_text_names_an_hour(text: str | None, hour: str) -> None:
    assert hour_of(text) == hour


@pytest.mark.parametrize(
    "text,kind,heavy",
    [
        ("heavy rain", "rain", 1),
        ("light snow", "snow", -1),
        ("thick fog", "fog", 1),
        ("clear", "clear", 0),
        ("storm", "storm", 0),
        ("thunder and rain", "storm", 0),
        ("mist", "fog", 0),
        ("windy", "wind", 0),
        ("cloudy", "overcast", 0),
        (None, "clear", 0),
        ("sandstorm", "dust", 1),
        ("after the rain", "overcast", 0),
        ("drizzle", "rain", -1),
    ],
)
def test_text_names_a_weather(text: str | None, kind: str, heavy: int) -> None:
    weather = weather_of(text)
    assert weather.kind == kind
    assert (weather.amount > 1) - (weather.amount < 1) == heavy


@pytest.mark.parametrize(
    "value,colour",
    [
        ("#F4F6F2", "#f4f6f2"),
        ("#fff", "#ffffff"),
        ("hsl(120, 100%, 50%)", "#00ff00"),
        ("rgb(255, 0, 0)", "#ff0000"),
        ([255, 128, 0], "#ff8000"),
        ([1.0, 0.0, 0.0], "#ff0000"),
        ({"hue": 240, "saturation": 1.0, "lightness": 0.5}, "#0000ff"),
        ({"r": 0, "g": 255, "b": 0}, "#00ff00"),
        ({"hex": "#102030"}, "#102030"),
        ("nothing known", None),
        (7, None),
        (["a", "b", "c"], None),
    ],
)
def test_colour_in_every_spelling(value: object, colour: str | None) -> None:
    assert colour_of(value) == colour


def test_colour_words_of_free_text() -> None:
    assert colour_in("gray metal table") == colour_of("gray")
    assert colour_in("aged wood desk") == shade(str(colour_in("wood desk")), 0.8)
    assert colour_in("a thing") is None
    assert colour_in("dark red door") != colour_in("red door") != colour_in("blue door")


def test_azimuth_is_from_the_right_and_elevation_from_above() -> None:
    right = lit(lighting=key(direction=[60, 20])).key_direction
    left = lit(lighting=key(direction=[-60, 20])).key_direction
    above = lit(lighting=key(direction=[0, 80])).key_direction
    assert right.x > 0.5
    assert left.x == pytest.approx(-right.x)
    assert above.y < -0.8
    assert math.hypot(*above) == pytest.approx(1)


def test_light_from_behind_becomes_a_strong_rim() -> None:
    behind = lit(lighting=key(direction=[170, 30]))
    assert behind.key_direction.z < 0.2
    assert sum(behind.rim) > 1.5 * sum(lit().rim)


def test_key_fill_and_rim_take_colour_and_intensity() -> None:
    red = lit(lighting=key(color="#ff2000"))
    assert red.key[0] > 3 * red.key[2]
    assert sum(lit(lighting=key(intensity=0.2)).key) < sum(lit(lighting=key(intensity=1.0)).key)
    assert sum(lit(lighting=key(intensity=0.0)).key) == 0
    fill = lit(lighting={"fill_lights": [{"type": "soft", "color": "#2040ff", "intensity": 0.5}]})
    assert fill.fills[0].colour[2] > 3 * fill.fills[0].colour[0]
    rim = lit(
        lighting={
            "rim_lights": [
                {"type": "edge", "color": "#20ff40", "intensity": 1.0, "direction": [120, 30]}
            ]
        }
    )
    assert rim.rim[1] > 3 * rim.rim[0]
    assert rim.rim_direction[0] > 0


def test_two_keys_of_two_colours_both_show() -> None:
    both = {
        "key_lights": [
            {"type": "a", "color": "#ff8000", "intensity": 1},
            {"type": "b", "color": "#0080ff", "intensity": 1},
        ]
    }
    light = lit(lighting=both)
    assert light.key[0] > light.key[2]
    assert light.fills[0].colour[2] > light.fills[0].colour[0]


def test_lamp_with_a_position_stands_in_the_world() -> None:
    light = lit(lighting=key(type="lamp", position=[1.45, 1.45, 0]))
    (lamp,) = light.lamps
    assert lamp.x == pytest.approx(0.5)
    assert lamp.y < 0.95 - 0.4
    assert light.key_direction.x > 0.3


def test_a_spot_has_a_visible_cone_of_its_angle() -> None:
    narrow = lit(lighting=key(type="spot", angle=20)).cones[0]
    wide = lit(lighting=key(type="spot", angle=60)).cones[0]
    assert narrow.half < wide.half


def test_shadow_softness_sets_the_terminator() -> None:
    assert lit(lighting=key(shadow_softness=0.9)).key_soft == 0.9
    assert lit(physics={"light_scattering": "soft"}).key_soft > lit().key_soft


def test_physics_and_atmosphere_set_the_air() -> None:
    assert lit(physics={"light_scattering": "volumetric"}).volumetric == 1
    assert lit(lighting={"atmosphere": {"god_rays": True}}).volumetric > 0
    assert lit(physics={"gravity": 0.1}).gravity == pytest.approx(0.1)
    assert lit(physics={"gravity": 9.81}).gravity == pytest.approx(1.0)
    assert lit(physics={"gravity": "zero"}).gravity == 0
    assert lit().gravity == 1
    foggy = lit(lighting={"atmosphere": {"fog": 0.8, "color": "red"}})
    assert foggy.fog_density > 2 * lit().fog_density
    assert foggy.fog[0] > foggy.fog[2]


def test_mood_and_style_grade_the_picture() -> None:
    assert lit(traits={"look": "noir"}).saturation < 0.2
    assert lit(mood="tense").contrast > 1 > lit(mood="tense").exposure
    assert lit(traits={"look": "watercolour"}).paper > 2
    blue = lit(traits={"palette": ["#2040ff", "orange"]})
    assert blue.tint[2] > blue.tint[0]


def test_night_indoors_turns_the_lamps_on() -> None:
    assert lit(ROOM, time="night").lamplight > 0.9 > lit(ROOM, time="noon").lamplight
    assert sum(lit(ROOM, time="noon").ambient) > sum(lit(ROOM, time="night").ambient)


@pytest.mark.parametrize("hour", sorted(HOURS))
def test_every_sky_is_a_light(hour: str) -> None:
    light = lit(Air(sky=hour))
    assert all(0 <= v < 3 for colour in light.sky for v in colour)


def test_night_in_the_rain_stays_night() -> None:
    assert sum(lit(time="night", weather="rain").sky[1]) < 0.3 * sum(lit(weather="rain").sky[1])


def test_same_words_same_light() -> None:
    assert lit(time="dusk", weather="snow") == lit(time="dusk", weather="snow")
    assert hash(plain()) == hash(plain())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-99, 999)
    | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False, width=16),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(JSON, st.sampled_from(["type", "color", "intensity", "direction", "position", "angle"]))
def test_odd_values_of_a_light_are_read_or_left(value: object, name: str) -> None:
    lighting = {"key_lights": [{"type": "lamp", name: value}], "atmosphere": {"fog": value}}
    light = lit(lighting=lighting, physics={"gravity": value, "haze": value})
    assert all(math.isfinite(v) for v in (*light.key, *light.fog, light.fog_density))
    assert len(read_sources(lighting["key_lights"])) == 1
