from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

import pytest

from ministudio.builtin.animatic.identity import describe
from ministudio.builtin.animatic.pigments import colour_of, find_colours
from ministudio.builtin.animatic.wardrobe import dress

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas import RGB


def _hue(colour: RGB | None) -> float:
    assert colour is not None
    r, g, b = colour
    return colorsys.rgb_to_hsv(r / 255, g / 255, b / 255)[0] * 360


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("red raincoat", 0, 12),
        ("light blue shirt", 195, 225),
        ("forest-green sweater", 130, 170),
        ("dark chestnut hair", 5, 30),
        ("#00ff00 cap", 115, 125),
        ("greenish fog", 100, 150),
        ("a coat of burnt orange", 15, 35),
    ],
)
def test_colour_words_have_their_hue(words: str, low: float, high: float) -> None:
    assert low <= _hue(colour_of(words)) <= high


def test_colours_are_found_in_order_and_place() -> None:
    text = "charcoal blazer over a light blue shirt"
    first, second = find_colours(text)
    assert text[first.start : first.end] == "charcoal"
    assert text[second.start : second.end] == "light blue"
    assert find_colours("nothing here") == []


def test_a_detective() -> None:
    mira = describe(
        "Detective Mira Chen",
        genetics={"age": 34, "hair": "neat chin-length black bob"},
        tag="the woman detective in the charcoal blazer",
        wearing="charcoal blazer over a light blue shirt",
    )
    assert (mira.kind, mira.age, mira.feminine) == ("person", 34, True)
    assert mira.hair.style == "bob"
    assert max(mira.hair.colour) < 60
    assert mira.outfit is not None
    assert mira.outfit.outer is not None
    assert (mira.outfit.outer.kind, mira.outfit.top.kind) == ("blazer", "shirt")
    assert 195 < _hue(mira.outfit.top.colour) < 225


def test_the_seeds_identity_fields() -> None:
    maya = describe(
        "Young Maya",
        identity={
            "hair_style": "long dark chestnut hair in a neat ponytail",
            "hair_color": "chestnut brown",
            "eye_color": "large inquisitive dark brown eyes",
            "skin_tone": "olive",
            "face_shape": "round youthful face",
            "height_build": "small 8-year-old frame",
        },
        wearing="a simple yellow sunshine t-shirt and blue jeans",
    )
    assert (maya.age, maya.feminine, maya.hair.style) == (8, True, "pony")
    assert maya.height < 0.75
    assert maya.face.eye_size > 1.2
    assert maya.outfit is not None
    assert 40 < _hue(maya.outfit.top.colour) < 60
    assert 205 < _hue(maya.outfit.bottom.colour) < 225


@pytest.mark.parametrize(
    ("genetics", "kind", "species"),
    [
        ({"core": "golden energy", "surface": "circuit patterns"}, "orb", "orb"),
        ({"kind": "rusty robot"}, "robot", "robot"),
        ({"species": "dog", "coat": "black and white"}, "animal", "dog"),
        ({"description": "an orange tabby cat"}, "animal", "cat"),
        ({"description": "a sly fox"}, "animal", "fox"),
        ({"species": "horse"}, "animal", "horse"),
        ({"type": "raven"}, "animal", "raven"),
        ({"appearance": "holographic projection, blue-white light"}, "spirit", "human"),
        ({"kind": "green cloud"}, "thing", "cloud"),
        ({"description": "a farmer with a dog"}, "person", "human"),
        ({"age": 30, "hair": "fox-red curls"}, "person", "human"),
        ({}, "person", "human"),
    ],
)
def test_kinds(genetics: dict[str, object], kind: str, species: str) -> None:
    who = describe("Somebody", genetics=genetics)
    assert (who.kind, who.species) == (kind, species)


@pytest.mark.parametrize(
    ("words", "kind", "slot"),
    [
        ("white lab coat over black turtleneck", "labcoat", "outer"),
        ("hooded red cloak", "cloak", "outer"),
        ("yellow raincoat", "raincoat", "outer"),
        ("brown leather jacket", "jacket", "outer"),
        ("moss-green wool cardigan over a white collared shirt", "cardigan", "outer"),
        ("plate armor", "armor", "outer"),
        ("spacesuit with helmet", "spacesuit", "outer"),
        ("navy uniform", "uniform", "outer"),
        ("purple robes", "robe", "outer"),
        ("forest-green sweater", "sweater", "top"),
        ("grey hoodie", "hoodie", "top"),
        ("long emerald dress", "dress", "top"),
        ("blue overalls", "overalls", "top"),
        ("a plain t-shirt", "tee", "top"),
        ("plaid skirt", "skirt", "bottom"),
        ("red shorts", "shorts", "bottom"),
        ("rubber boots", "boots", "shoes"),
        ("barefoot", "barefoot", "shoes"),
    ],
)
def test_garments(words: str, kind: str, slot: str) -> None:
    garment = getattr(dress(words, name="Ada", feminine=True), slot)
    assert garment.kind == kind


def test_extras_patterns_and_negation() -> None:
    outfit = dress(
        "black and white striped shirt, straw hat, silver-rimmed glasses, red scarf, no gloves",
        name="Ada",
        feminine=True,
    )
    assert outfit.top.pattern == "stripes"
    assert outfit.extra("strawhat") is not None
    assert outfit.extra("glasses") is not None
    scarf = outfit.extra("scarf")
    assert scarf is not None
    assert _hue(scarf.colour) < 12
    assert outfit.extra("gloves") is None


def test_conditions_and_marks() -> None:
    who = describe(
        "Jo",
        genetics={"face": "freckles and a scar", "beard": "short beard"},
        conditions=("soaking wet", "left arm bandaged", "muddy"),
    )
    assert {"wet", "bandaged arm", "muddy"} <= who.conditions
    assert {"freckles", "scar", "beard"} <= who.marks


@pytest.mark.parametrize(
    ("genetics", "years"),
    [
        ({"age": 61}, 61),
        ({"age": "early 30s"}, 32),
        ({"description": "a girl of nine with red braids"}, 9),
        ({"description": "a 12-year-old boy"}, 12),
        ({"description": "an elderly woman"}, 72),
        ({"age": "teenager"}, 15),
        ({"age": "ageless"}, 32),
    ],
)
def test_ages(genetics: dict[str, object], years: int) -> None:
    assert describe("Sam", genetics=genetics).age == years


def test_what_is_left_open_belongs_to_the_name() -> None:
    assert describe("Ada") == describe("Ada")
    assert describe("Ada") != describe("Bea")
    dressed = describe("Ada", wearing="red dress"), describe("Ada", wearing="blue coat")
    assert dressed[0].face == dressed[1].face
    assert dressed[0].skin == dressed[1].skin
    assert dressed[0].hair == dressed[1].hair


@pytest.mark.parametrize("value", [None, 7, ["a", {"b": 1}], {"deep": {"deeper": True}}, ""])
def test_any_json_is_taken(value: object) -> None:
    assert describe("X", genetics={"odd": value}).name == "X"


@pytest.mark.parametrize(
    ("genetics", "shown"),
    [
        ({"glasses": "round"}, True),
        ({"face": "narrow, with steel spectacles"}, True),
        ({"glasses": "none"}, False),
        ({"hair": "black"}, False),
    ],
)
def test_glasses_among_the_features_are_worn(genetics: dict[str, str], shown: bool) -> None:
    who = describe("Tomas", genetics=genetics, wearing="navy cardigan")
    assert who.outfit
    assert (who.outfit.extra("glasses") is not None) == shown


def test_a_full_beard_is_more_than_a_beard_and_keeps_its_colour_on_a_bald_head() -> None:
    tomas = describe("Tomas", genetics={"age": 71, "hair": "bald", "beard": "full white beard"})
    assert {"beard", "full beard"} <= tomas.marks
    assert min(tomas.hair.colour) > 200
    assert "full beard" not in describe("Omar", genetics={"beard": "short beard"}).marks
