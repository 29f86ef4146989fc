from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from animatic_views import JORDAN, MIRA, STREET, request, seen, view

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
