from __future__ import annotations

import numpy as np
import pytest

from ministudio.builtin.animatic import figures
from ministudio.builtin.animatic.acting import perform
from ministudio.builtin.animatic.canvas import Look, Stage
from ministudio.builtin.animatic.identity import describe
from ministudio.builtin.animatic.props import describe_prop, draw_prop, holder

_THINGS = {
    "ancient book": "book", "notebook": "book", "tan folder": "folder", "brass lantern": "lantern",
    "oak door": "door", "key of the chest": "key", "small receipt slip": "letter",
    "coffee cup": "cup", "mobile phone": "phone", "tablet": "tablet", "red umbrella": "umbrella",
    "sword": "sword", "old map": "map", "wooden chest": "box", "desk lamp": "lamp",
    "candle": "candle", "white rose": "flower", "leather bag": "bag", "voice recorder": "recorder",
    "camera": "camera", "ball": "globe", "watering can": "watering can", "magic wand": "tool",
    "potion bottle": "bottle", "laptop": "screen", "guitar": "instrument", "apple": "food",
    "glowing crystal": "gem", "laser gun": "gun", "chair": "furniture", "flashlight": "torch",
    "purple doohickey": "parcel",
}  # fmt: skip


def _paint(what: str, state: str = "") -> Stage:
    stage = Stage(96, 54, Look())
    draw_prop(stage, describe_prop(what, state), x=0, y=0.9, unit=0.12, tag="it")
    return stage


@pytest.mark.parametrize(("what", "kind"), _THINGS.items())
def test_words_find_their_drawing_and_it_stays_in_its_box(what: str, kind: str) -> None:
    assert describe_prop(what).kind == kind
    stage = Stage(96, 54, Look())
    box = draw_prop(stage, describe_prop(what), x=0, y=0.9, unit=0.1, tag="it")
    coverage = stage.plates().coverage
    rows, columns = np.nonzero(coverage > 0.02)
    assert len(rows) > 3
    x0, y0, x1, y1 = stage.boxes()["it"]
    assert (columns.min() >= x0, columns.max() <= x1) == (True, True)
    assert (rows.min() >= y0, rows.max() <= y1) == (True, True)
    left, top = stage.project(box[0], box[1])
    assert abs(max(0, left) - x0) <= 1.5
    assert abs(max(0, top) - y0) <= 1.5


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("book", "closed", "open"), ("book", "open", "glowing"), ("folder", "closed", "open"),
        ("lantern", "unlit", "lit"), ("door", "closed", "open"), ("door", "closed", "locked"),
        ("chest", "closed", "open"), ("umbrella", "closed", "open"), ("map", "rolled up", "open"),
        ("candle", "lit", "unlit"), ("lamp", "on", "off"), ("letter", "sealed", "open"),
        ("letter", "open", "torn"), ("phone", "on", "off"), ("sword", "whole", "broken"),
        ("rose", "fresh", "wilted"), ("cup", "empty", "full"), ("cup", "full", "steaming"),
        ("recorder", "on", "off"), ("watering can", "full", "pouring"), ("ball", "", "muddy"),
        ("box", "closed", "burning"), ("gizmo", "", "humming"), ("gizmo", "", "glowing"),
        ("bag", "closed", "open"), ("book", "closed", "wet"), ("mirror", "whole", "broken"),
    ],
)  # fmt: skip
def test_states_show(what: str, one: str, other: str) -> None:
    assert np.abs(_paint(what, one).linear() - _paint(what, other).linear()).max() > 0.01


def test_colour_words_are_honoured() -> None:
    for what in ("umbrella", "doohickey", "book", "ball"):
        red, blue = describe_prop(f"red {what}").colour, describe_prop(f"blue {what}").colour
        assert red[0] > red[2]
        assert blue[2] > blue[0]
    assert describe_prop("gadget") == describe_prop("gadget")


def test_light_comes_from_what_is_lit() -> None:
    assert _paint("lantern", "lit").lamps
    assert not _paint("lantern", "unlit").lamps


@pytest.mark.parametrize("species", ["", "dog", "robot", "orb"])
def test_things_in_hand(species: str) -> None:
    stage = Stage(96, 54, Look())
    who = describe("Ada", genetics={"kind": species} if species else {})
    prop = describe_prop("red book")
    figures.draw(
        stage, who, perform("holds a book", holding=True), x=0, floor=0.95, height=0.8, yaw=20,
        tag="ada", holds={"lead": holder(prop, "book")},
    )  # fmt: skip
    x0, y0, x1, y1 = stage.boxes()["book"]
    ax0, ay0, ax1, ay1 = stage.boxes()["ada"]
    assert x1 > x0
    assert (ax0 - 12 <= x0, x1 <= ax1 + 12, ay0 - 8 <= y0, y1 <= ay1 + 8) == (True,) * 4
