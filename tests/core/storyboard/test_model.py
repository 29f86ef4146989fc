from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from ministudio.config import Character, Environment
from ministudio.config.base import notes_of
from ministudio.config.money import Money
from ministudio.state import Enter, Open, Place
from ministudio.storyboard import Line, RouteRule, Scene, Settings, Shot, Storyboard, World

if TYPE_CHECKING:
    from pathlib import Path


def orb(**fields: Any) -> Storyboard:
    world = World(
        characters={"orb": Character(name="Hero Orb", genetics={"core": "golden energy"})},
        environments={"library": Environment(location="Ancient magical library")},
        props={"book": {"is": "ancient book", "at": "library"}},
    )
    opens = Shot(id="opens", join="continue", during=[Open("book")], action="It opens.")
    scenes = [
        Scene(id="intro", environment="library", cast=["orb"], action="The orb drifts in."),
        Scene(id="book", shots=[Shot(id="finds", action="The orb finds a book."), opens]),
    ]
    return Storyboard(**{"title": "The Orb", "world": world, "scenes": scenes, **fields})


def scene(**fields: Any) -> Storyboard:
    return orb(scenes=[Scene(id="only", environment="library", cast=["orb"], **fields)])


def test_python_and_a_file_say_the_same(harbour: Path) -> None:
    board = Storyboard.load(harbour)
    assert board.settings.max_cost == Money(20_000_000)
    assert board.settings.fps == 25
    assert (board.settings.width, board.settings.height) == (1280, 720)
    meets = board.scenes[0].shots[1]
    assert meets.say[1] == Line(speaker="x-ray", text="For me: at last.")
    assert meets.frame == {"x-ray": "face", "ines": "shoulder", "letter": ""}
    assert meets.camera == "shoulder"
    assert meets.duration == Fraction(6)
    assert board.scenes[0].shots[0].duration == Fraction(9, 2)
    assert board.scenes[1].frame == {"ines": "", "x-ray": "", "lamp": ""}
    assert board.scenes[1].say == (Line(speaker="x-ray", text="Dear friend."),)
    assert board.routes[1] == RouteRule(use="animatic")
    assert board.routes[0].when.scene == ("pier-*",)
    assert Storyboard.from_dict(board.to_dict()) == board
    assert Storyboard.from_json(board.to_json()) == board


def test_shots_have_addresses_and_inherit_place_and_cast() -> None:
    board = orb(
        scenes=[
            Scene(id="intro", environment="library", cast=["orb"]),
            Scene(id="book", shots=[Shot(id="finds"), Shot(id="opens")]),
            Scene(id="alone", cast=[], shots=[Shot()]),
            Scene(id="named", shots=[Shot(id="one", before=[Enter("orb")])]),
        ]
    )
    placed = [(one.address, one.environment, one.cast) for one in board.shots()]
    assert placed == [
        ("intro", "library", ("orb",)),
        ("book/finds", "library", ("orb",)),
        ("book/opens", "library", ("orb",)),
        ("alone", "library", ()),
        ("named/one", "library", ("orb",)),
    ]


def test_a_story_that_moves_takes_the_next_scene_along() -> None:
    board = orb(
        world=World(environments={"a": Environment(), "b": Environment()}),
        scenes=[Scene(id="one", environment="a", before=[Place("b")]), Scene(id="two")],
    )
    assert [one.environment for one in board.shots()] == ["b", "b"]


def test_a_scene_without_shots_is_one_shot() -> None:
    lone = Scene(
        id="a", title="T", environment="e", cast=["c"], mood="m", tags="t",
        before=[Enter("c")], action="Acts.", duration="2.5s", seed=3,
    )  # fmt: skip
    ((address, shot),) = lone.placed()
    assert address == "a"
    assert shot == Shot(id="a", action="Acts.", duration=2.5, seed=3, tags=["t"])
    assert type(shot) is Shot


def test_tags_of_a_scene_hold_for_its_shots() -> None:
    both = Scene(id="a", tags=["x"], shots=[Shot(id="b", tags=["y", "x"]), Shot(id="c")])
    assert [shot.tags for _, shot in both.placed()] == [("x", "y"), ("x",)]


@pytest.mark.parametrize(
    "value, seconds",
    [
        (6, 6),
        (6.1, Fraction(61, 10)),
        ("6s", 6),
        ("2.5 s", Fraction(5, 2)),
        ("20/3s", Fraction(20, 3)),
    ],
)
def test_durations_are_exact(value: object, seconds: Fraction) -> None:
    assert Shot(duration=value).duration == seconds
    assert Shot(**Shot(duration=value).to_dict()).duration == seconds


@pytest.mark.parametrize("value", [0, -1, 601, "6", "6m", "", True, None, "1e9s", "1/0s", [6]])
def test_durations_out_of_bounds_are_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Shot(duration=value)


def test_rates_are_exact() -> None:
    assert Settings(fps=23.976).fps == Fraction(23976, 1000)
    assert Settings(fps="24000/1001").to_dict()["fps"] == "24000/1001"
    assert Settings(fps="30").to_dict()["fps"] == 30


def test_boards_are_immutable_and_leave_what_they_were_given_alone() -> None:
    given: dict[str, Any] = {"a": {"is": "book"}}
    board = orb(world=World(props=given), scenes=[Scene(id="a")])
    given["a"]["is"] = "map"
    assert board.world.props["a"].what == "book"
    with pytest.raises(ValidationError, match="frozen"):
        board.title = "x"
    with pytest.raises(TypeError, match="immutable"):
        board.world.props["b"] = given["a"]  # type: ignore[index]  # the point of the test


def test_a_copy_with_changes_stays_what_its_author_set() -> None:
    shot = Scene(id="a", action="x").replace(action="y")
    assert shot == Scene(id="a", action="y")
    assert shot.model_fields_set == {"id", "action"}


def test_notes_are_kept_but_say_nothing() -> None:
    plain, noted = Scene(id="a"), Scene(id="a", **{"x-todo": {"who": ["me"]}})
    assert notes_of(noted) == {"x-todo": {"who": ["me"]}}
    assert notes_of(noted.replace(action="b")) == notes_of(noted)
    assert plain == noted
    assert plain.digest == noted.digest


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"cast": ["orbb"]}, "there is no character 'orbb'; did you mean 'orb'?"),
        ({"cast": ["Hero"]}, "there is no character 'Hero'; did you mean 'orb'?"),
        ({"cast": ["hero orb"]}, "there is no character 'hero orb'; did you mean 'orb'?"),
        ({"environment": "librari"}, "there is no environment 'librari'; did you mean 'library'?"),
        ({"frame": ["bok"]}, "there is no character or prop 'bok'; did you mean 'book'?"),
        ({"camera": "wide"}, "there is no camera 'wide'; the world has no cameras"),
        ({"camera": {"over": "orp"}}, "there is no character or prop 'orp'; did you mean 'orb'?"),
        ({"say": [{"orb": "a"}, {"Orb": "b"}]}, "there is no character 'Orb'; did you mean 'orb'?"),
        ({"emotion": {"nobody": "sad"}}, "there is no character 'nobody'"),
        ({"during": [{"open": "boook"}]}, "there is no prop 'boook'; did you mean 'book'?"),
        ({"during": [{"place": "librar"}]}, "there is no environment 'librar'; did you mean"),
        ({"during": [{"exit": "orb", "through": "boo"}]}, "there is no prop 'boo'; did you mean"),
        ({"before": [{"wear": "red", "by": "orb"}]}, "'orb' has no look 'red'"),
        ({"shots": [Shot(id="a")], "action": "b"}, "`action` belongs to a shot"),
        ({"shots": [Shot(id="a"), Shot()]}, "`id` is missing: a scene with several shots"),
        ({"shots": [Shot(id="a"), Shot(id="a")]}, "another shot has the id 'a' already"),
    ],
)
def test_names_have_to_exist(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        orb(scenes=[{"id": "only", "environment": "library", "cast": ["orb"], **fields}])
    assert [error["msg"].startswith(message) for error in caught.value.errors()] == [True], caught


def test_one_misspelt_name_is_one_mistake() -> None:
    with pytest.raises(ValidationError) as caught:
        scene().replace(scenes=[Scene(id="a", cast=["orp"], frame=["orb"], say={"orb": "Hm."})])
    assert len(caught.value.errors()) == 1


def test_ids_of_scenes_are_unique_and_a_prop_is_no_character() -> None:
    with pytest.raises(ValidationError, match="another scene has the id 'a' already"):
        orb(scenes=[Scene(id="a"), Scene(id="a")])
    with pytest.raises(ValidationError, match="'orb' is also a character"):
        orb(world=World(characters={"orb": Character()}, props={"orb": {"is": "ball"}}))


@pytest.mark.parametrize("name", ["A", "", "-a", "a b", "a/b", "a.b", "é", "a" * 65, "con", "lpt1"])
def test_ids_are_slugs(name: str) -> None:
    with pytest.raises(ValidationError):
        Scene(id=name)
    with pytest.raises(ValidationError):
        World(characters={name: Character()})


@pytest.mark.parametrize("name", ["a", "0", "x-ray", "a_b-1", "a" * 64, "console", "com10"])
def test_slugs_are_ids(name: str) -> None:
    assert Scene(id=name).id == name
    assert list(World(characters={name: {}}).characters) == [name]


def test_a_character_without_a_name_goes_by_its_key() -> None:
    assert World(characters={"orb": {}}).characters["orb"].name == "orb"
