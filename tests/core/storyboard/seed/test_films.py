"""Scenes and films of the seed's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ministudio.config import SceneConfig, ShotConfig, VideoConfig
from ministudio.errors import StoryboardError
from ministudio.storyboard.projection import project
from ministudio.storyboard.seed import SeedBoard, board_of_film, board_of_scene
from ministudio.storyboard.story import tell

if TYPE_CHECKING:
    from ministudio.storyboard import View

PEOPLE = {"Grandfather Elias": {"genetics": {"age": 80}}, "Young Maya": {"genetics": {"age": 8}}}


def views(told: SeedBoard) -> list[View]:
    return [project(told.board, moment, str) for moment in tell(told.board)]


def scene(*shots: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"concept": "Study", "characters": PEOPLE, "shots": list(shots), **more}


def test_shots_say_camera_words_and_length() -> None:
    told = board_of_scene(
        scene(
            {"shot_type": "WS", "action": "They sit.", "camera_movement": "slow pan"},
            {"dialogue": "Maya: Why?\nElias: Because.", "acting_notes": "gently"},
            environment={"location": "Old study"},
        ),
        VideoConfig(negative_prompt="text", seed=3),
    )
    first, second = views(told)
    assert list(told.titles) == ["study/shot-1", "study/shot-2"]
    assert (first.camera.size, first.camera.move, first.duration) == ("wide", "slow pan", 4)
    assert second.camera.size == "medium"
    assert [one.speaker for one in second.say] == ["young-maya", "grandfather-elias"]
    assert second.action == "gently"
    for view in (first, second):
        assert (view.environment.location, view.negative, view.seed) == ("Old study", "text", 3)
        assert len(view.characters) == 2


def test_a_shot_may_move_the_story_and_bring_somebody() -> None:
    told = board_of_scene(
        scene(
            {"action": "a"},
            {
                "action": "b",
                "environment": {"location": "Roof"},
                "characters": {"Cat": {"genetics": {"fur": "grey"}}},
            },
            {"action": "c"},
        )
    )
    first, second, third = views(told)
    assert first.place == ""
    assert len(first.characters) == 2
    assert second.place == third.place == "roof"
    assert [one.id for one in third.characters][-1] == "cat"


def test_a_length_of_none_is_as_long_as_the_words() -> None:
    told = board_of_scene(
        scene(
            {"action": "a", "duration_seconds": None},
            {"narration": " ".join(["word"] * 20), "duration_seconds": None},
        )
    )
    assert [view.duration for view in views(told)] == [2, 9]


def test_scenes_of_a_film_inherit_people_and_place() -> None:
    told = board_of_film(
        {
            "title": "Quanta",
            "scenes": [
                scene({"action": "a"}, environment={"location": "Study"}),
                {"concept": "Study", "shots": [{"action": "b"}]},
                SceneConfig("Alone", {"Cat": {}}, shots=[ShotConfig(action="c")]),
                {"concept": "A long walk"},
            ],
        }
    )
    assert told.board.title == "Quanta"
    assert [one.id for one in told.board.scenes] == ["study", "study-2", "alone", "a-long-walk"]
    seen = views(told)
    assert [len(view.characters) for view in seen] == [2, 2, 1, 1]
    assert {view.place for view in seen} == {"study"}
    assert seen[-1].action == "A long walk"


@pytest.mark.parametrize(
    ("shot", "words"),
    [
        ({"dialogue": "Myaa: hi", "action": "x"}, "no character 'Myaa'"),
        ({"dialogue": "Young Maja: hi"}, "did you mean 'Young Maya'"),
        ({"dialogue": "Narrator: hi"}, "`narration`"),
        ({"dialogue": "hello there"}, 'write it as "Name: hello there"'),
        ({"acton": "x"}, "did you mean 'action'"),
        ({"action": "x", "shot_type": "XXL"}, "scene 1"),
        ({}, "scene 1, shot 1: nothing happens"),
    ],
)
def test_mistakes_are_named(shot: dict[str, Any], words: str) -> None:
    with pytest.raises(StoryboardError, match=words):
        board_of_scene(scene(shot))


def test_a_word_of_two_names_is_no_name() -> None:
    both = {"Maya Old": {}, "Maya Young": {}}
    with pytest.raises(StoryboardError, match="means several of Maya Old, Maya Young"):
        board_of_scene({**scene({"dialogue": "Maya: hi"}), "characters": both})


@pytest.mark.parametrize(
    ("film", "words"),
    [
        ({}, "`scenes` is empty"),
        ({"scenes": "x"}, "`scenes` is empty"),
        ({"title": 3, "scenes": [{}]}, "`title` is 3"),
        ({"titel": "x"}, "did you mean 'title'"),
        ([], "a film is"),
    ],
)
def test_films_that_are_none(film: Any, words: str) -> None:
    with pytest.raises(StoryboardError, match=words):
        board_of_film(film)
