"""What the storyboard adds to the seed's vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ministudio.config import (
    Camera,
    Character,
    Cinematography,
    Color,
    Environment,
    LightSource,
    Look,
    Prop,
    Vector3,
)
from ministudio.config.color_words import COLOR_WORDS
from ministudio.errors import NotFoundError


@pytest.mark.parametrize(
    "written, text, rgb",
    [
        ("#FFD700", "#FFD700", (255, 215, 0)),
        ("#ffd700", "#FFD700", (255, 215, 0)),
        ("#fd0", "#FFDD00", (255, 221, 0)),
        ("gold", "#FFD700", (255, 215, 0)),
        ("Dark Slate Blue", "#483D8B", (72, 61, 139)),
        ("hsl(120, 100%, 50%)", "HSL(120, 100, 50)", (0, 255, 0)),
        ("HSL(0, 0, 100)", "HSL(0, 0, 100)", (255, 255, 255)),
        ({"hex": "#336699"}, "#336699", (51, 102, 153)),
        ({"hsl": [240, 100, 50]}, "HSL(240, 100, 50)", (0, 0, 255)),
        ({}, "unknown_color", (255, 255, 255)),
    ],
)
def test_a_colour_is_read_from_text(
    written: str | dict[str, Any], text: str, rgb: tuple[int, int, int]
) -> None:
    light = LightSource.from_dict({"type": "overhead", "color": written, "intensity": 1})
    assert str(light.color) == text
    assert light.color.rgb == rgb
    assert light.to_dict()["color"] == text
    assert Color.from_dict(light.color.to_dict()) == light.color


@pytest.mark.parametrize(
    "written",
    ["#FF", "#GGGGGG", "FFD700", "goldish", "hsl(400, 10, 10)", "hsl(1, 2)", "", 7, ["#FFFFFF"],
     {"hex": "#FFFFFF", "hsl": [1, 2, 3]}, {"hsl": [0, 101, 0]}, {"hsl": [-1, 0, 0]},
     {"rgb": [1, 2, 3]}],
)  # fmt: skip
def test_what_is_no_colour_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        LightSource.from_dict({"type": "overhead", "color": written, "intensity": 1})


def test_there_are_all_the_colour_words_of_css() -> None:
    assert len(COLOR_WORDS) == 148
    assert COLOR_WORDS["rebeccapurple"] == "663399"


@pytest.mark.parametrize(
    "change",
    [
        {"intensity": -0.1},
        {"intensity": float("inf")},
        {"shadow_softness": 1.1},
        {"direction": (0, 91)},
        {"direction": (361, 0)},
        {"direction": (1, 2, 3)},
        {"angle": 0},
    ],
)
def test_a_light_beyond_its_range_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(change))):
        LightSource(**{"type": "spot", "color": "white", "intensity": 1, **change})


def test_a_light_stands_at_a_word_or_at_a_point() -> None:
    at_word = LightSource("practical", "orange", 1, position="desk lamp")
    assert at_word.position == "desk lamp"
    at_point = LightSource("practical", "orange", 1, position=[1, 2.5, -3])
    assert at_point.position == Vector3(1, 2.5, -3)


def test_move_and_movement_style_are_one_field() -> None:
    assert Camera(movement_style="dolly") == Camera(move="dolly")
    assert Camera(move="dolly").movement_style == "dolly"
    assert Camera("35mm", "f/2", 35, "dolly").move == "dolly"
    assert Camera(movement_style="dolly").to_dict()["move"] == "dolly"
    with pytest.raises(ValidationError, match="same field"):
        Camera(move="pan", movement_style="dolly")


@pytest.mark.parametrize(
    "camera, millimetres",
    [
        (Camera(), 35),
        (Camera(lens="50mm"), 50),
        (Camera(lens="85 mm prime"), 85),
        (Camera(lens="anamorphic"), 35),
        (Camera(focal_length=24), 24),
        (Camera("50mm", "f/2", 85), 50),
    ],
)
def test_a_camera_has_one_focal_length(camera: Camera, millimetres: float) -> None:
    assert camera.focal_mm == millimetres


def test_the_active_camera() -> None:
    wide, close = Camera(size="wide"), Camera(size="close-up")
    both = {"wide": wide, "close": close}
    assert Cinematography(both, active_camera="close").camera is close
    assert Cinematography(both).camera is None
    assert Cinematography({"wide": wide}).camera is wide
    assert Cinematography().camera is None


def test_the_default_look_is_always_there() -> None:
    assert Character().look() == Look()
    seed = Character(
        current_state={"clothing": "blazer"},
        reference_images=[Path("refs/a.png"), "refs/b.png"],
        visual_anchor_path="refs/b.png",
    )
    assert seed.look() == Look("blazer", (), ("refs/b.png", "refs/a.png"))
    given = seed.replace(looks={"default": {"conditions": ["wet"], "reference_images": ["c.png"]}})
    assert given.look("default") == Look("blazer", ("wet",), ("c.png",))


def test_other_looks_stand_as_they_are_written() -> None:
    mira = Character(
        "Mira",
        current_state={"clothing": "blazer"},
        reference_images=["a.png"],
        looks={"night": {"wearing": "coat", "condition": "torn sleeve"}},
    )
    assert mira.look("night") == Look("coat", ("torn sleeve",))
    with pytest.raises(NotFoundError, match=r"'Mira' has no look 'nihgt'[\s\S]*'night'"):
        mira.look("nihgt")


def test_condition_and_conditions_are_one_field() -> None:
    assert Look(condition="wet") == Look(conditions=["wet"])
    with pytest.raises(ValidationError, match="same field"):
        Look(condition="wet", conditions=["dry"])


def test_a_prop_is_written_with_is() -> None:
    folder = Prop.from_dict({"is": "tan folder", "at": "room", "state": "closed"})
    assert folder == Prop("tan folder", "closed", at="room")
    assert folder == Prop(what="tan folder", state="closed", at="room")
    assert folder.what == "tan folder"
    assert folder.canonical() == {"is": "tan folder", "state": "closed", "at": "room"}
    assert folder.replace(at=None, held_by="mira").held_by == "mira"


@pytest.mark.parametrize(
    "written, message",
    [
        ({"is": "slip", "at": "room", "held_by": "mira"}, "not both"),
        ({"is": ""}, "is"),
        ({"state": "open"}, "is"),
        ({"is": "slip", "what": "slip"}, "what"),
    ],
)
def test_a_prop_that_cannot_be_is_refused(written: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Prop.from_dict(written)


def test_a_place_has_its_light() -> None:
    room = Environment.from_dict(
        {
            "location": "Police interview room",
            "lighting": {
                "key_lights": [
                    {"type": "overhead", "color": "#F4F6F2", "intensity": 0.7, "direction": [0, 90]}
                ]
            },
        }
    )
    assert room.lighting is not None
    assert room.lighting.key_lights[0].direction == (0, 90)
