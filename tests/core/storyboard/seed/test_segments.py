"""Segments as the scenes of one story."""

from __future__ import annotations

from typing import Any

import pytest

from ministudio.config import (
    DEFAULT_PERSONA,
    Camera,
    Character,
    Cinematography,
    ContinuityEngine,
    Environment,
    LightingDirector,
    LightSource,
    VideoConfig,
)
from ministudio.errors import StoryboardError
from ministudio.storyboard import Storyboard, View
from ministudio.storyboard.projection import project
from ministudio.storyboard.seed import SeedBoard, board_of_segments
from ministudio.storyboard.story import tell

ORB = Character("Hero Orb", {"core": "golden energy"})
FOX = Character("Fox", emotional_palette={"current_emotion": "sly"})
LIBRARY = Environment("Ancient library", composition={"background": "stained glass"})
GOLD = LightingDirector(key_lights=[LightSource("sun", "gold", 1)], atmosphere={"dust": "much"})
BLUE = LightingDirector(key_lights=[LightSource("moon", "blue", 0.4)])
STEP: dict[str, Any] = {"concept": "Step", "action": "It moves."}


def views(told: SeedBoard) -> list[View]:
    board = Storyboard.from_dict(told.board.to_dict())
    return [project(board, moment, str) for moment in tell(board)]


def test_the_world_persists_from_segment_to_segment() -> None:
    base = VideoConfig(characters={"orb": ORB}, environment=LIBRARY, lighting=GOLD)
    first, second = views(board_of_segments([STEP, STEP], base))
    for view in (first, second):
        assert [one.character.name for one in view.characters] == ["Hero Orb"]
        assert view.environment == LIBRARY
        assert view.lighting == GOLD


def test_people_place_and_light_of_a_segment_stay_for_the_next() -> None:
    base = VideoConfig(characters={"orb": ORB}, environment=LIBRARY, lighting=GOLD)
    changed = {
        **STEP,
        "characters": {"fox": FOX},
        "environment": {"location": "Garden"},
        "lighting": BLUE,
    }
    before, during, after = views(board_of_segments([STEP, changed, STEP], base))
    assert [one.id for one in before.characters] == ["orb"]
    for view in (during, after):
        assert [one.id for one in view.characters] == ["orb", "fox"]
        assert view.place == "garden"
        assert view.lighting == BLUE, "the whole light is another: no dust of the old one"


def test_mood_length_seed_and_words_hold_for_their_segment_alone() -> None:
    base = VideoConfig(characters={"orb": ORB, "fox": FOX}, mood="calm", duration_seconds=5, seed=1)
    own = {
        **STEP, "duration": 2, "mood": "tense", "seed": 9, "negative_prompt": "text",
        "dialogue": "Fox: Run!\nHero Orb: Why?", "narration": "They ran.", "shot_type": "CU",
        "camera_movement": "handheld", "acting_notes": "breathless",
    }  # fmt: skip
    first, second = views(board_of_segments([own, STEP], base))
    assert (first.duration, first.mood, first.seed, first.negative) == (2, "tense", 9, "text")
    assert [(one.speaker, one.text) for one in first.say] == [("fox", "Run!"), ("orb", "Why?")]
    assert (first.camera.size, first.camera.move) == ("close-up", "handheld")
    assert first.action == "It moves. breathless"
    assert first.narration == "They ran."
    assert (second.duration, second.mood, second.seed, second.negative) == (5, "calm", 1, "")
    assert not second.say
    assert not second.narration
    assert second.camera == Camera()


def test_somebody_who_changes_is_somebody_elses_entry_in_the_world() -> None:
    base = VideoConfig(characters={"orb": ORB})
    dark = {**STEP, "characters": {"orb": ORB.replace(genetics={"core": "ash"})}}
    first, second = views(board_of_segments([STEP, dark], base))
    assert [one.character.genetics["core"] for one in first.characters] == ["golden energy"]
    assert [one.character.genetics["core"] for one in second.characters] == ["ash"]


def test_what_a_config_says_of_the_film_reaches_every_view() -> None:
    base = VideoConfig(
        characters={"orb": ORB, "fox": FOX},
        continuity=ContinuityEngine(rules={"scarf": "stays red"}),
        persona=DEFAULT_PERSONA,
        conflict_matrix={"orb,Fox": "distrust"},
        technical={"grain": "coarse"},
        cinematography=Cinematography({"hero": Camera(lens="85mm")}, {"thirds": True}, "hero"),
        style_name="cyberpunk",
        action_description="Sparks fly",
    )
    (view,) = views(board_of_segments([STEP], base))
    assert view.rules["scarf"] == "stays red"
    assert view.rules["composition"] == {"thirds": True}
    assert view.rules["directed by"].startswith("Master Filmmaker; A director")
    assert view.mood == "magical, distrust between Hero Orb and Fox"
    assert view.style.traits["grain"] == "coarse"
    assert "megacity" in view.style.traits["look"]
    assert view.camera.lens == "85mm"
    assert view.action == "It moves. Sparks fly"
    assert {one.id: one.emotion for one in view.characters} == {"orb": "", "fox": "sly"}


def test_what_holds_for_the_film_cannot_change_in_a_segment_and_that_is_told() -> None:
    told = board_of_segments([STEP, {**STEP, "style_name": "cinematic", "aspect_ratio": "16:9"}])
    assert told.unheeded == {
        "step-2": ("style_name: one for the whole film, in the base configuration",)
    }


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        ({"concept": "a"}, "segment 1: nothing happens"),
        ({"acton": "b"}, "segment 1: unknown key 'acton'; did you mean 'action'"),
        ({"action": 5}, "`action` is 5: text is due"),
        ({**STEP, "duration": -1}, "segment 1"),
        ({**STEP, "duration": 1, "duration_seconds": 2}, "are the same"),
        ({**STEP, "environment": {"locaton": "x"}}, "did you mean 'location'"),
        ({**STEP, "dialogue": "Nobody: hi"}, "there is no character 'Nobody' to speak"),
        ({**STEP, "conflict_matrix": {"a,b": "x"}}, "there is no character 'a'"),
        ("a story", "is due"),
        (
            {**STEP, "cinematography": Cinematography({"wide": Camera()}, {}, "wyde")},
            "did you mean 'wide'",
        ),
    ],
)
def test_mistakes_are_named(segment: Any, words: str) -> None:
    with pytest.raises(StoryboardError, match=words):
        board_of_segments([segment])


@pytest.mark.parametrize("segments", [[], {}, "text"])
def test_no_segments(segments: Any) -> None:
    with pytest.raises(StoryboardError, match="no segments"):
        board_of_segments(segments)
