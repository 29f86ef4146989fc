from __future__ import annotations

import colorsys
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ministudio.builtin.animatic import figures
from ministudio.builtin.animatic.acting import Acting, blinking, perform, stepping, talking
from ministudio.builtin.animatic.canvas import Array, Camera, Look, Stage, linear
from ministudio.builtin.animatic.emotions import EXPRESSIONS
from ministudio.builtin.animatic.figures.arms import pose_arm
from ministudio.builtin.animatic.figures.rig import Rig
from ministudio.builtin.animatic.identity import Identity, describe

LOOK = Look(sky=(linear("#5c6a78"),) * 3, sun=(0.0, 0.0, 0.0))
MIRA = describe(
    "Mira",
    genetics={"age": 34, "hair": "chin-length black bob", "skin": "light"},
    wearing="red coat over a white shirt",
)
PLAIN = {"age": 34, "hair": "short black hair", "skin": "light"}
_KINDS = [
    {"core": "golden energy", "surface": "circuit patterns"},
    {"kind": "purple orb with runes"},
    {"kind": "rusty robot"},
    {"kind": "hologram of a woman"},
    {"kind": "green cloud"},
    *({"species": word} for word in (
        "dog", "cat", "fox", "horse", "unicorn", "deer", "lion", "tiger", "bear", "cow", "rabbit",
        "mouse", "elephant", "turtle", "dragon", "monkey", "bird", "raven", "owl", "penguin",
        "fish", "snake", "butterfly",
    )),
]  # fmt: skip


def _paint(
    who: Identity,
    act: Acting | None = None,
    *,
    size: str = "wide",
    yaw: float = 25.0,
    frame: tuple[int, int] = (96, 54),
    back: bool = False,
) -> Stage:
    def put(stage: Stage) -> figures.Placed:
        return figures.draw(
            stage, who, act or Acting(), x=0, floor=0.95, height=0.8, yaw=yaw, back=back, tag="who"
        )

    camera = figures.frame(put(Stage(*frame, LOOK)), size)
    stage = Stage(*frame, LOOK, camera)
    put(stage)
    return stage


@cache
def _short_hair(*, back: bool) -> Array:
    who = describe("Kim", genetics={"age": 30, "hair": "short black hair", "skin": "light"})
    return _paint(who, size="medium close-up", back=back).linear()


@cache
def _undressed() -> Array:
    return _paint(describe("Mira", genetics=PLAIN), frame=(128, 72), yaw=10).linear()


@cache
def _plain(size: str) -> Array:
    return _paint(MIRA, size=size).linear()


def _bytes(stage: Stage) -> str:
    return hashlib.sha256(stage.render().tobytes()).hexdigest()


def test_same_words_same_bytes_in_another_process() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_figures as t; "
        "print(t._bytes(t._paint(t.MIRA, size='close-up')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4127"}
    answer = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout.strip() == _bytes(_paint(MIRA, size="close-up"))


@pytest.mark.parametrize("genetics", _KINDS, ids=lambda g: " ".join(g.values()))
def test_every_kind_is_drawn_in_its_box(genetics: dict[str, str]) -> None:
    who = describe("Somebody", genetics=genetics)
    stage = _paint(who)
    plates = stage.plates()
    x0, y0, x1, y1 = stage.boxes()["who"]
    rows, columns = np.nonzero(plates.coverage > 0.75)  # the shadow under the feet is thinner
    assert len(rows) > 20
    assert (columns.min() >= x0, columns.max() <= x1) == (True, True)
    assert (rows.min() >= y0, rows.max() <= y1) == (True, True)


@pytest.mark.parametrize("emotion", [key for key in EXPRESSIONS if key != "neutral"])
def test_every_emotion_changes_the_face(emotion: str) -> None:
    act = replace(perform("", emotion=emotion), lead="rest", other="rest")
    assert np.abs(_paint(MIRA, act, size="close-up").linear() - _plain("close-up")).max() > 0.02


@pytest.mark.parametrize(
    "action",
    [
        "sits", "walks", "runs", "kneels", "crouches", "lies down", "jumps", "dances", "floats",
        "points", "waves", "reaches", "gives the book", "arms crossed", "hands on hips", "reads",
        "writes", "thinks", "shrugs", "hugs", "prays", "salutes", "throws", "pushes", "drinks",
        "leans forward", "looks up", "head bowed", "walks away",
    ],
)  # fmt: skip
def test_every_action_changes_the_picture(action: str) -> None:
    assert np.abs(_paint(MIRA, perform(action)).linear() - _plain("wide")).max() > 0.02


@pytest.mark.parametrize("action", ["glances to the left", "looks down", "closes her eyes"])
def test_every_look_changes_the_eyes(action: str) -> None:
    picture = _paint(MIRA, perform(action), size="close-up").linear()
    assert np.abs(picture - _plain("close-up")).max() > 0.02


@pytest.mark.parametrize(
    "wearing",
    [
        "raincoat", "lab coat", "leather jacket", "cardigan", "waistcoat", "cloak", "robes",
        "armor", "spacesuit and helmet", "uniform", "hoodie", "turtleneck", "sweater", "tank top",
        "t-shirt", "shirt", "dress", "overalls", "skirt", "shorts", "boots", "straw hat",
        "wizard hat", "cowboy hat", "top hat", "beanie", "beret", "cap", "fedora", "crown",
        "headscarf", "hooded cloak", "glasses", "sunglasses", "mask", "eyepatch", "scarf", "tie",
        "bow tie", "necklace", "earrings", "gloves", "belt", "backpack", "badge", "apron",
        "headphones", "headband", "striped shirt", "checked shirt", "polka dot dress",
        "flowered dress",
    ],
)  # fmt: skip
def test_every_garment_changes_the_picture(wearing: str) -> None:
    dressed = describe("Mira", genetics=PLAIN, wearing=wearing)
    picture = _paint(dressed, frame=(128, 72), yaw=10).linear()
    assert np.abs(picture - _undressed()).max() > 0.02


@pytest.mark.parametrize(
    "hair",
    [
        "bob", "long", "shoulder-length", "bun", "ponytail", "pigtails", "braids", "pixie",
        "buzz cut",
        "bald", "mohawk", "afro", "slicked back", "short curly", "long wavy", "messy short",
        "bob with a fringe",
    ],
)  # fmt: skip
@pytest.mark.parametrize("back", [False, True])
def test_every_hair_is_drawn(hair: str, back: bool) -> None:
    who = describe("Kim", genetics={"age": 30, "hair": f"{hair} red hair", "skin": "light"})
    one = _paint(who, size="medium close-up", back=back).linear()
    assert np.abs(one - _short_hair(back=back)).max() > 0.02


@pytest.mark.parametrize(
    "condition",
    ["soaking wet", "muddy", "left arm bandaged", "head bandaged", "bleeding", "bruised",
     "torn clothes", "covered in snow", "crying", "sick"],
)  # fmt: skip
def test_every_condition_shows(condition: str) -> None:
    def paint(conditions: tuple[str, ...]) -> Stage:
        who = describe("Jo", genetics={"age": 30}, wearing="blue shirt", conditions=conditions)
        return _paint(who, size="medium close-up", frame=(128, 72), yaw=5)

    assert np.abs(paint((condition,)).linear() - paint(()).linear()).max() > 0.02


def _hue_at(stage: Stage, centre: tuple[float, float]) -> float:
    x, y = (round(v) for v in stage.project(*centre))
    shown = stage.plates().subject[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2].mean((0, 1))
    return colorsys.rgb_to_hsv(*(float(v) for v in shown))[0] * 360


@pytest.mark.parametrize("size", ["wide", "medium", "medium close-up"])
@pytest.mark.parametrize("key", ["#ffeed0", "#5fd6d0", "#ff9a5a"])
def test_clothes_keep_their_hue_in_every_size_and_light(size: str, key: str) -> None:
    who = describe("Ada", genetics={"age": 40, "hair": "short"}, wearing="forest-green sweater")
    look = replace(LOOK, key=linear(key, 1.1))
    first = Stage(192, 108, look)
    placed = figures.draw(first, who, Acting(), x=0, floor=0.95, height=0.8, tag="who")
    stage = Stage(192, 108, look, figures.frame(placed, size))
    placed = figures.draw(stage, who, Acting(), x=0, floor=0.95, height=0.8, tag="who")
    chest = placed.head[0] + placed.unit * 0.1, placed.head[1] + placed.unit * 1.25
    assert 125 <= _hue_at(stage, chest) <= 175


def test_life_changes_the_subject_only_where_it_lives() -> None:
    act = Acting()
    open_, shut = _paint(MIRA, act, size="close-up"), _paint(MIRA, blinking(act), size="close-up")
    talks = _paint(MIRA, talking(act, 2), size="close-up")
    one = open_.linear()
    for other in (shut, talks):
        changed = np.abs(other.linear() - one).max(-1) > 0.01
        assert 0 < changed.mean() < 0.1


def test_a_walk_has_steps() -> None:
    walk = perform("walks")
    poses = {_bytes(_paint(MIRA, stepping(walk, phase))) for phase in (0.0, 0.25, 0.5, 0.75)}
    assert len(poses) == 4


def test_children_are_small_and_have_large_heads() -> None:
    def placed(age: int) -> figures.Placed:
        who = describe("Sam", genetics={"age": age})
        return figures.draw(Stage(32, 18, LOOK), who, Acting(), x=0, floor=1, height=0.8, tag="s")

    child, grown = placed(6), placed(30)
    assert child.head[1] > grown.head[1] + 0.15
    assert (1 - child.head[1]) / child.unit < (1 - grown.head[1]) / grown.unit - 1


def test_sizes_frame_the_head() -> None:
    stage = Stage(160, 90, LOOK)
    placed = figures.draw(stage, MIRA, Acting(), x=0.2, floor=0.95, height=0.8, tag="m")
    for size, share in (("close-up", 0.5), ("medium", 0.235)):
        camera = figures.frame(placed, size)
        assert camera.zoom * placed.unit == pytest.approx(share)
    assert figures.frame(placed, "unheard of") == Camera()


def test_an_orb_lights_its_place_and_glows_with_joy() -> None:
    orb = describe("Hero Orb", genetics={"core": "golden energy", "surface": "circuit patterns"})
    dull = _paint(orb, perform("", emotion="sad"))
    joy = _paint(orb, perform("", emotion="joy", palette={"joy": {"glow_intensity": 1.9}}))
    assert joy.lamps
    assert joy.linear().mean() > dull.linear().mean() * 1.03


def test_feet_touch_the_ground_in_a_shadow() -> None:
    stage = Stage(320, 180, LOOK)
    floor = stage.layer(1.4, form=0)
    floor.rect(-2, 0, 2, 2, "#a0a0a0")
    standing = perform("stands")
    placed = figures.draw(stage, MIRA, standing, x=0, floor=0.9, height=0.6)
    picture = stage.linear().mean(-1)
    x, y = stage.project(placed.floor[0], placed.floor[1])
    under = picture[int(y) + 1, int(x) - 12 : int(x) + 12].min()
    beside = picture[int(y) + 1, int(x) + 90]
    assert under < 0.6 * beside


@pytest.mark.parametrize("gesture", ["hold", "carry", "phone", "chest"])
def test_elbows_stay_at_the_body(gesture: str) -> None:
    rig = Rig(Stage(64, 36, LOOK), MIRA, perform("stands"), 0.0, 0.95, 0.1, 1.0, 0.4)
    arm = pose_arm(rig, 1, gesture)
    assert abs(arm.elbow[0] - arm.shoulder[0]) < 0.5 * rig.unit


def test_a_walk_is_high_over_a_straight_leg() -> None:
    def hip(phase: float) -> float:
        act = replace(perform("walks"), phase=phase)
        return Rig(Stage(64, 36, LOOK), MIRA, act, 0.0, 0.95, 0.1, 1.0, 0.5).hip

    assert hip(0.25) < hip(0.0) < -3.0
