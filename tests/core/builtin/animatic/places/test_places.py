from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ministudio.builtin.animatic.canvas import Camera, Stage
from ministudio.builtin.animatic.light import LightWish, light_of
from ministudio.builtin.animatic.places.dressing import PIECES, phrases_of
from ministudio.builtin.animatic.places.registry import (
    INDOORS,
    OUTDOORS,
    RECIPES,
    PlaceWish,
    place_for,
    wish_of,
)

if TYPE_CHECKING:
    from ministudio.builtin.animatic.places.place import Place

W, H = 96, 54
KINDS = [*RECIPES, INDOORS]


def place(location: str = "interview room", **wish: Any) -> Place:
    return place_for(PlaceWish("here", location, **wish))


def picture(
    where: Place, *, size: tuple[int, int] = (W, H), camera: Camera | None = None, **wish: Any
) -> np.ndarray[Any, Any]:
    light = light_of(LightWish(**wish), where.air)
    stage = Stage(*size, light, camera or Camera())
    where.paint(stage, light)
    return stage.plates().picture()


def differs(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> float:
    """The share of pixels that visibly differ."""
    return float((np.abs(one - other).max(-1) > 0.02).mean())


@pytest.mark.parametrize(
    "location,kind",
    [
        ("Police interview room", "interview room"),
        ("Ancient magical library", "library"),
        ("city street", "street"),
        ("dark alley", "alley"),
        ("night market", "market"),
        ("a mountain village", "village"),
        ("enchanted forest", "forest"),
        ("autumn park", "garden"),
        ("rooftop garden", "garden"),
        ("garden rooftop", "rooftop"),
        ("Research lab", "lab"),
        ("old harbour", "sea"),
        ("tropical beach", "beach"),
        ("Sahara desert", "desert"),
        ("deep space", "space"),
        ("bridge of the starship", "ship interior"),
        ("crystal cave", "cave"),
        ("snowy mountains", "mountains"),
        ("wheat field", "field"),
        ("open-plan office", "office"),
        ("kitchen", "kitchen"),
        ("bedroom", "bedroom"),
        ("living room", "living room"),
        ("class room", "classroom"),
        ("corner café", "café"),
        ("throne hall", "hall"),
        ("wine cellar", "cellar"),
        ("hospital ward", "hospital"),
        ("void", "void"),
        ("a room by the sea", "sea"),
        ("library in the forest", "library"),
        ("a small room", "interior"),
        ("Xanadu", "field"),
        ("space station", "ship interior"),
        ("Rooftop above the town", "rooftop"),
        ("Small harbour by the sea", "sea"),
        ("Cobbled street of an old town", "street"),
        ("Kitchen of a farmhouse", "kitchen"),
        ("Garden behind the library", "garden"),
        ("edge of the forest by a lake", "forest"),
        ("View of the city from a rooftop", "rooftop"),
        ("Living room with a view of the garden", "living room"),
        ("Train station", "street"),
    ],
)
def test_words_choose_the_place(location: str, kind: str) -> None:
    assert place(location).kind == kind


def test_unknown_words_fall_back_on_what_else_is_said() -> None:
    assert place("Xanadu", architecture="gothic library").kind == "library"
    assert place("Xanadu", composition={"background": "tall trees of the forest"}).kind == "forest"
    assert place("Xanadu").recipe is OUTDOORS


def test_environment_data_become_a_wish() -> None:
    wish = wish_of(
        "hall",
        {
            "location": "great hall",
            "composition": {"background": "red banners"},
            "identity": {
                "architecture_style": "gothic",
                "fixed_elements": ["fireplace", "long table"],
                "base_color_palette": ["#203040", "gold"],
            },
        },
    )
    assert wish.fixed == ("fireplace", "long table")
    assert wish.palette[0] == "#203040"
    assert len(wish.palette) == 2
    assert place_for(wish).kind == "hall"
    assert wish_of("x", {}).location == "void"


@pytest.mark.parametrize("recipe", KINDS, ids=lambda recipe: recipe.kind)
def test_place_is_painted_the_same_twice_and_leaves_room(recipe: Any) -> None:
    where = place_for(PlaceWish("here", recipe.kind))
    assert where.kind == recipe.kind
    once = picture(where)
    assert np.array_equal(once, picture(where))
    assert once.std() > 0.04, "a place is more than one colour"


@pytest.mark.parametrize("recipe", KINDS, ids=lambda recipe: recipe.kind)
def test_place_has_depths_and_something_near(recipe: Any) -> None:
    where = place_for(PlaceWish("here", recipe.kind))
    light = light_of(LightWish(), where.air)
    stage = Stage(W, H, light)
    where.paint(stage, light)
    assert len({round(layer.z, 1) for layer in stage.layers()}) >= 5
    near = [layer for layer in stage.layers() if layer.z <= 1.0]
    assert near, "one silhouette is as near as the people"
    assert {layer.tag for layer in near} <= {"front", "table"}
    assert all(layer.z > 1.1 for layer in stage.layers() if layer.tag == "")


@pytest.mark.parametrize("recipe", KINDS, ids=lambda recipe: recipe.kind)
def test_marks_lie_inside_the_frame(recipe: Any) -> None:
    setting = recipe.setting
    half = W / H / 2
    assert {"left", "centre", "right", "far"} <= set(setting.marks)
    for spot in (*setting.marks.values(), *setting.seats):
        assert abs(spot.x) < half
        assert 0.7 < spot.y <= 1.0
        assert spot.y - spot.height > 0, "the head is in the frame"
    for rest in setting.rests:
        assert abs(rest.x) < half
        assert 0.4 < rest.y < 1
    assert setting.rests
    assert setting.marks["left"].facing > 0 > setting.marks["right"].facing
    assert 0.3 < setting.hover.y < 0.7


def test_another_process_paints_the_same_bytes() -> None:
    code = (
        "import hashlib\n"
        "from ministudio.builtin.animatic.canvas import Stage\n"
        "from ministudio.builtin.animatic.light import LightWish, light_of\n"
        "from ministudio.builtin.animatic.places.registry import PlaceWish, place_for\n"
        "p = place_for(PlaceWish('here', 'garden'))\n"
        "light = light_of(LightWish(weather='snow'), p.air)\n"
        "s = Stage(96, 54, light); p.paint(s, light)\n"
        "print(hashlib.sha256(s.plates().picture().tobytes()).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_different_rooms_differ_and_one_room_is_itself_at_any_size() -> None:
    one, other = (place_for(PlaceWish(name, "office")) for name in ("ann", "bob"))
    assert differs(picture(one), picture(other)) > 0.2
    small, large = picture(one), picture(one, size=(192, 108))
    shrunk = large.reshape(54, 2, 96, 2, 3).mean((1, 3))
    assert np.abs(shrunk - small).mean() < 0.02


@pytest.mark.parametrize("location", ["kitchen", "city street", "garden"])
@pytest.mark.parametrize(
    "wish",
    [
        {"time": "night"},
        {"weather": "heavy rain"},
        {"weather": "snow"},
        {"weather": "fog"},
        {"physics": {"light_scattering": "volumetric"}},
        {"physics": {"gravity": 0.05}},
        {"mood": "tense"},
        {"traits": {"look": "noir"}},
    ],
    ids=str,
)
def test_hour_weather_physics_and_mood_change_the_picture(
    location: str, wish: dict[str, Any]
) -> None:
    where = place(location)
    assert differs(picture(where, time="day"), picture(where, **{"time": "day", **wish})) > 0.01


@pytest.mark.parametrize("location", ["interview room", "desert"])
def test_key_fill_and_rim_change_the_picture(location: str) -> None:
    where = place(location)

    def under(kind: str, **fields: Any) -> np.ndarray[Any, Any]:
        light = {"type": "directional", "color": "#ffffff", "intensity": 1.0, **fields}
        return picture(where, lighting={kind: [light]})

    for kind in ("key_lights", "fill_lights", "rim_lights"):
        base = under(kind, direction=[-60, 20])
        assert differs(base, picture(where)) > 0.02, kind
        assert differs(base, under(kind, direction=[-60, 20], color="#ff3010")) > 0.02, kind
        assert differs(base, under(kind, direction=[60, 20])) > 0.01, kind
        assert differs(base, under(kind, direction=[-60, 20], intensity=0.2)) > 0.02, kind


@cache
def bare(location: str) -> np.ndarray[Any, Any]:
    return picture(place(location, composition={"background": "blank", "midground": "blank"}))


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_every_piece_of_a_composition_is_drawn(piece: Any) -> None:
    location = "void" if piece.where == "open" else "a small room"
    words = {
        "stained": "stained glass",
        "board": "blackboard",
        "pendant": "ceiling lamp",
        "fern": "ferns",
        "bonfire": "campfire",
        "lamp": "lamp",
    }.get(piece.name, piece.name)
    layer = "foreground" if piece.where == "table" else "background"
    with_it = place(
        location, composition={"background": "blank", "midground": "blank", layer: words}
    )
    assert words not in with_it.not_drawn
    assert [item.piece.name for item in with_it.items if item.layer == layer] == [piece.name]
    assert differs(bare(location), picture(with_it)) > 0.001


def test_colour_words_of_a_composition_are_honoured() -> None:
    def table(words: str) -> np.ndarray[Any, Any]:
        return picture(place(composition={"foreground": words}))

    assert differs(table("gray metal table"), table("red metal table")) > 0.02
    assert differs(table("wooden table"), table("gray metal table")) > 0.02
    red = picture(place(composition={"background": "red wall"}))
    blue = picture(place(composition={"background": "blue wall"}))
    middle = np.s_[12:30, 12:36]
    assert red[middle].mean((0, 1))[0] > blue[middle].mean((0, 1))[0]
    assert red[middle].mean((0, 1))[2] < blue[middle].mean((0, 1))[2]


def test_palette_of_an_environment_colours_it() -> None:
    plain, green = place("office"), place("office", palette=("#20c040",))
    assert picture(green)[6:30].mean((0, 1))[1] > picture(plain)[6:30].mean((0, 1))[1]


def test_unknown_words_draw_nothing_and_are_reported() -> None:
    odd = place(composition={"background": "plain wall, a flumph", "midground": ["chair", "zorb"]})
    assert odd.not_drawn == ("flumph", "zorb")
    without = place(composition={"background": "plain wall", "midground": ["chair"]})
    assert np.array_equal(picture(odd), picture(without))


def test_layers_that_nobody_mentions_keep_their_dressing() -> None:
    assert place().setting.table is not None
    assert place(composition={"foreground": "plant"}).setting.table is None
    assert place(composition={"background": "clock"}).setting.table is not None


def test_phrases_of_any_value_of_a_layer() -> None:
    assert phrases_of("a desk with a lamp, and the chair") == ("desk", "lamp", "chair")
    assert phrases_of({"left": ["a door"], "right": "window"}) == ("door", "window")
    assert phrases_of(None) == phrases_of(True) == ()


def test_place_can_be_seen_close_and_upright() -> None:
    where = place("library")
    close = picture(where, camera=Camera(-0.1, 0.45, 2.4))
    upright = picture(where, size=(54, 96))
    assert close.std() > 0.04
    assert upright.shape == (96, 54, 3)


def test_a_location_may_name_its_hour_and_weather() -> None:
    air = place("rainy street at night").air
    assert light_of(LightWish(), air).hour == "night"
    assert light_of(LightWish(), air).weather.kind == "rain"
    assert light_of(LightWish(time="noon", weather="clear"), air).hour == "noon"
    assert light_of(LightWish(), place("rainforest").air).weather.kind == "clear"
    assert light_of(LightWish(), place("room with a window").air).weather.kind == "clear"


def test_a_lamp_in_the_open_is_a_street_lamp() -> None:
    outside = place("park", composition={"midground": "a lamp"})
    assert [item.piece.name for item in outside.items] == ["street lamp"]
