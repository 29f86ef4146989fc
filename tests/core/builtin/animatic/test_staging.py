from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from animatic_views import JORDAN, MIRA, STREET, request, seen, view

from ministudio.builtin.animatic.canvas import Look, Stage
from ministudio.builtin.animatic.casting import cast
from ministudio.builtin.animatic.places.setting import Setting, Spot, standing
from ministudio.builtin.animatic.players import place
from ministudio.builtin.animatic.scene import Life
from ministudio.builtin.animatic.staging import stage_shot
from ministudio.state.changes import Close, Give, Open, Weather
from ministudio.storyboard.view import Line, SeenProp

if TYPE_CHECKING:
    from ministudio.builtin.animatic.scene import Part, Scene


def _parts(scene: Scene) -> dict[str, Part]:
    return {part.id: part for part in scene.parts}


def test_people_stand_from_left_to_right_in_the_order_of_the_frame() -> None:
    shot = view(characters=(seen("mira", **MIRA), seen("jordan", **JORDAN)))
    mira, jordan = (_parts(stage_shot(request(shot)))[name].eyes for name in ("mira", "jordan"))
    assert mira
    assert jordan
    assert mira[2] < jordan[0]
    swapped = view(characters=(seen("jordan", **JORDAN), seen("mira", **MIRA)))
    other = _parts(stage_shot(request(swapped)))
    assert other["jordan"].eyes
    assert other["mira"].eyes
    assert other["jordan"].eyes[2] < other["mira"].eyes[0]


def test_only_speakers_talk() -> None:
    people = (seen("mira", **MIRA), seen("jordan", **JORDAN))
    scene = stage_shot(request(view(characters=people, say=(Line("mira", "Hello."),))))
    assert {part.id for part in scene.parts if part.talks} == {"mira"}
    assert scene.captions[0].speaker == "Mira"


def test_over_the_shoulder_puts_a_dark_soft_back_in_front() -> None:
    shot = view(
        characters=(seen("mira", part="shoulder", **MIRA), seen("jordan", part="face", **JORDAN)),
        camera={"size": "close-up", "over": "mira", "on": "jordan"},
    )
    parts = _parts(stage_shot(request(shot)))
    assert parts["mira"].z < parts["jordan"].z
    assert parts["mira"].dim < 0.6
    assert parts["mira"].soft > 0
    assert parts["jordan"].dim == 1


def test_what_happens_on_screen_happens_in_the_middle() -> None:
    book = SeenProp(id="book", what="old book", state="closed")
    scene = stage_shot(request(view(props=(book,), during=(Open("book"),))))
    assert scene.swap == scene.frames // 2
    assert _parts(scene)["book"].changes
    still = stage_shot(request(view(props=(book,), during=(Close("book"),))))
    assert still.swap is None  # it was closed before


def test_a_thing_that_is_given_changes_both_people() -> None:
    shot = view(
        characters=(seen("mira", **MIRA), seen("jordan", **JORDAN)),
        props=(SeenProp(id="slip", what="receipt slip", held_by="jordan"),),
        during=(Give("slip", by="jordan", to="mira"),),
    )
    parts = _parts(stage_shot(request(shot)))
    assert parts["mira"].changes
    assert parts["jordan"].changes


def test_a_close_shot_of_a_prop_is_closer_than_the_wide_one() -> None:
    book = SeenProp(id="book", what="old book")
    near = stage_shot(request(view(props=(book,), camera={"size": "insert", "on": "book"})))
    wide = stage_shot(request(view(props=(book,), camera={"size": "wide"})))
    assert near.camera.zoom > wide.camera.zoom * 2


def test_what_is_not_drawn_is_listed() -> None:
    shot = view(
        characters=(seen("mira", **MIRA),),
        camera={"move": "somersault", "angle": "kaleidoscope"},
        during=(Weather("snow"),),
        narration="こんにちは",
    )
    notes = " ".join(stage_shot(request(shot)).not_drawn)
    for word in ("somersault", "kaleidoscope", "weather snow", "caption font"):
        assert word in notes


@pytest.mark.parametrize("weather,kind", [("heavy rain", "rain"), ("snow", "snow")])
def test_weather_falls_outdoors_only(weather: str, kind: str) -> None:
    outside = view(weather=weather, place="street", environment=STREET)
    assert kind in [one.kind for one in stage_shot(request(outside)).air]
    inside = stage_shot(request(view(weather=weather)))
    assert kind not in [one.kind for one in inside.air]


def test_walkers_step_and_seated_people_do_not() -> None:
    walk = view(
        characters=(seen("mira", **MIRA),), place="street", environment=STREET,
        action="Mira walks home.", camera={"size": "full"}, duration=Fraction(4),
    )  # fmt: skip
    part = _parts(stage_shot(request(walk)))["mira"]
    assert part.phases > 3
    assert part.drift.x
    talk = view(characters=(seen("mira", **MIRA), seen("jordan", **JORDAN)))
    assert all(part.phases == 1 for part in stage_shot(request(talk)).parts)


def test_a_request_without_a_view_is_refused() -> None:
    bare = request(view()).replace(view=None)
    with pytest.raises(ValueError, match="view"):
        stage_shot(bare)


def test_another_seed_is_another_take() -> None:
    shot = view(characters=(seen("mira", **MIRA),), camera={"size": "close-up"})
    seeds = {stage_shot(request(shot, seed=seed)).seed for seed in (None, 1, 2)}
    assert seeds == {0, 1, 2}


def test_a_thing_that_lies_there_lays_nobody_down() -> None:
    folder = SeenProp(id="folder", what="tan folder")
    shot = view(
        characters=(seen("mira", **MIRA),), props=(folder,), action="The folder lies on the table."
    )
    players = cast(shot, Setting(), aspect=16 / 9).players
    assert [player.acting.stance for player in players] == ["stand"]


def test_two_people_stand_together_and_farther_apart_in_a_wide_shot() -> None:
    shot = view(characters=(seen("mira", **MIRA), seen("jordan", **JORDAN)), action="They stand.")
    setting = Setting(0.95, standing(0.95, 0.6, spread=0.4))
    near, wide = (cast(shot, setting, aspect=16 / 9, wide=wide).players for wide in (False, True))
    assert near[1].spot.x - near[0].spot.x < 0.45
    assert near[1].spot.x - near[0].spot.x < wide[1].spot.x - wide[0].spot.x < 0.6


def test_who_sits_where_no_seat_is_gets_a_stool() -> None:
    shot = view(characters=(seen("mira", **MIRA),), action="Mira sits.")
    assert cast(shot, Setting(), aspect=16 / 9).players[0].stool
    seats = (Spot(0.0, 0.98),)
    assert not cast(shot, Setting(seats=seats), aspect=16 / 9).players[0].stool
    player = cast(shot, Setting(), aspect=16 / 9).players[0]
    stages = [Stage(160, 90, Look()) for _ in range(2)]
    place(stages[0], player, Life())
    place(stages[1], replace(player, stool=False), Life())
    assert len(stages[0].layers()) > len(stages[1].layers())
