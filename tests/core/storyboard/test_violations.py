from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from ministudio.state import Enter, Exit, Give, Kill, Open, Revive, Show, Time
from ministudio.storyboard import Scene, Shot, Storyboard, World, parse_storyboard
from ministudio.storyboard.source import place_of
from ministudio.storyboard.violations import violations

WORLD = World(
    characters={"mira": {"name": "Mira"}, "jordan": {"name": "Jordan"}},
    environments={"room": {"location": "Room"}, "street": {"location": "Street"}},
    props={
        "folder": {"is": "folder", "at": "room", "state": "closed"},
        "slip": {"is": "slip", "held_by": "jordan", "hidden": True},
    },
    cameras={"on_jordan": {"on": "jordan"}},
)


def board(*scenes: Any) -> Storyboard:
    return Storyboard(world=WORLD, scenes=scenes)


def one(**fields: Any) -> Storyboard:
    return board({"id": "a", "environment": "room", "cast": ["mira"], **fields})


def errors(made: Storyboard) -> list[str]:
    return [f"{v.what}, but {v.text}" for v in violations(made) if v.level == "error"]


HERE = "'jordan' is not present (present: mira)"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"say": {"jordan": "Hm."}}, f"'jordan' speaks, but {HERE}"),
        ({"frame": ["jordan"]}, f"'jordan' is in frame, but {HERE}"),
        ({"frame": {"jordan": "face"}}, f"'jordan' (face) is in frame, but {HERE}"),
        ({"emotion": {"jordan": "sad"}}, f"'jordan' has an emotion, but {HERE}"),
        ({"camera": {"over": "jordan"}}, f"the camera looks over 'jordan', but {HERE}"),
        ({"camera": "on_jordan"}, f"the camera looks on 'jordan', but {HERE}"),
        ({"before": [{"kill": "mira"}], "say": {"mira": "Hm."}},
         "'mira' speaks, but 'mira' is dead"),
        ({"before": [{"bring": "slip", "by": "jordan", "at": "street"}], "frame": ["slip"]},
         "'slip' is in frame, but 'slip' is at 'street', and the story is at 'room'"),
        ({"cast": ["mira", "jordan"], "frame": ["slip"]},
         "'slip' is in frame, but 'slip' is hidden"),
        ({"frame": {"folder": "inside"}}, "'folder' (inside) is in frame, but 'folder' is closed"),
        ({"camera": {"on": "slip"}, "before": [{"show": "slip"}]},
         "the camera looks on 'slip', but 'slip' is with 'jordan', who is not present"),
    ],
)  # fmt: skip
def test_a_shot_claims_only_what_is_there(fields: dict[str, Any], told: str) -> None:
    assert errors(one(**fields)) == [told]


@pytest.mark.parametrize(
    "fields",
    [
        {"cast": [], "during": [{"enter": "mira"}], "say": {"mira": "Hm."}, "frame": ["mira"]},
        {"during": [{"exit": "mira"}], "say": {"mira": "Hm."}, "emotion": {"mira": "sad"}},
        {"during": [{"kill": "mira"}], "say": {"mira": "Hm."}},
        {"before": [{"kill": "mira"}], "frame": ["mira"]},
        {"before": [{"kill": "mira"}], "during": [{"revive": "mira"}], "say": {"mira": "Hm."}},
        {"cast": [], "during": [{"enter": "mira"}, {"exit": "mira"}], "say": {"mira": "Hm."}},
        {"during": [{"open": "folder"}], "frame": {"folder": "inside"}},
        {"cast": ["jordan"], "during": [{"show": "slip"}], "frame": ["slip"]},
        {"frame": {"folder": "edge"}},
    ],
)  # fmt: skip
def test_what_is_so_at_some_time_during_the_shot_may_be_claimed(fields: dict[str, Any]) -> None:
    assert violations(one(**fields)) == ()


def test_a_face_that_is_dead_has_an_emotion_only_with_a_warning() -> None:
    made = one(before=[Kill("mira")], emotion={"mira": "peaceful"})
    assert [v.level for v in violations(made)] == ["warning"]


def test_scenes_inherit_place_and_cast_and_a_cut_may_change_the_cast() -> None:
    made = board(
        Scene(id="a", environment="room", cast=["mira", "jordan"], say={"jordan": "Yes."}),
        Scene(id="b", say={"jordan": "Still here."}),
        Scene(id="c", cast=["mira"], say={"mira": "Alone."}),
        Scene(id="d", environment="street", say={"mira": "Out."}),
        Scene(id="e", cast=["jordan"], say={"jordan": "And I."}),
    )
    assert violations(made) == ()
    assert [(one.environment, one.cast) for one in made.shots()] == [
        ("room", ("mira", "jordan")), ("room", ("mira", "jordan")), ("room", ("mira",)),
        ("street", ("mira",)), ("street", ("jordan",)),
    ]  # fmt: skip


def test_the_dead_do_not_walk_along_to_another_place() -> None:
    made = board(
        Scene(id="a", environment="room", cast=["mira", "jordan"], during=[Kill("jordan")]),
        Scene(id="b"),
        Scene(id="c", environment="street"),
        Scene(id="d", environment="room", cast=["jordan"]),
    )
    assert [(v.level, v.shot, v.text) for v in violations(made)] == [
        ("warning", "c", "'jordan' is dead and comes along to 'street'")
    ]


def test_after_a_violation_the_story_goes_on_as_it_was_meant() -> None:
    made = one(
        shots=[
            Shot(id="x", during=[Give("slip", by="jordan", to="mira")]),
            Shot(id="y", frame=["slip"], during=[Give("slip", by="mira", to="mira")]),
        ],
    )
    assert {v.path for v in violations(made) if v.level == "error"} == {
        ("scenes", 0, "shots", 0, "during", 0)
    }


def test_repeated_changes_are_hints_on_screen_and_silent_between_shots() -> None:
    made = one(before=[Open("folder"), Open("folder"), Time("dawn"), Time("dawn")],
               during=[Open("folder")])  # fmt: skip
    found = violations(made)
    assert [(v.level, v.path[2:]) for v in found] == [("hint", ("during", 0))]


def test_the_cause_of_a_violation_is_the_newest_change() -> None:
    made = board(
        Scene(id="a", environment="room", cast=["mira", "jordan"], during=[Exit("jordan")]),
        Scene(id="b", say={"jordan": "Hm."}),
        Scene(id="c", before=[Enter("jordan")], say={"jordan": "Back."}),
        Scene(id="d", cast=["mira"], say={"jordan": "Hm."}),
        Scene(id="e", cast=["jordan"], before=[Kill("jordan"), Revive("jordan"), Kill("jordan")],
              say={"jordan": "Hm."}, during=[Show("slip")]),
    )  # fmt: skip
    causes = [(v.shot, v.cause.text, v.cause.path) for v in violations(made) if v.cause]
    assert causes == [
        ("b", "'jordan' left in 'a'", ("scenes", 0, "during", 0)),
        ("d", "the cast of 'd' is without 'jordan'", ("scenes", 3, "cast")),
        ("e", "'jordan' died in 'e'", ("scenes", 4, "before", 2)),
    ]


TEXT = """\
version: 1
world:
  characters: {mira: {name: Mira}, jordan: {name: Jordan}}
  props: {slip: {is: slip, held_by: jordan, hidden: true}}
scenes:
  - id: a
    cast: [mira]
    say: {jordan: Hm.}
    during:
      - show: slip
"""


def test_places_are_told_as_file_line_column() -> None:
    made = parse_storyboard(TEXT, file="some/where/orb.yaml")
    assert place_of(made, ("scenes", 0, "say", 0, "jordan")) == "orb.yaml:8:11"
    assert place_of(made, ("scenes", 0, "during", 0)) == "orb.yaml:10:9"
    assert place_of(made, ("world", "props", "slip", "hidden"), column=False) == "orb.yaml:4"
    assert place_of(made, ("scenes", 0, "camera", "on")) == "orb.yaml:6:5"
    assert place_of(parse_storyboard(TEXT), ("scenes",)) == "5:1"


def test_a_board_that_was_not_read_has_no_places() -> None:
    made = parse_storyboard(TEXT, file="orb.yaml")
    path = ("scenes", 0, "say", 0, "jordan")
    changed = made.model_copy(update={"scenes": (Scene(id="b"),)})
    copied = made.model_copy(update={"settings": made.settings})
    assert place_of(one(), path) == place_of(changed, path) == ""
    assert place_of(copied, path) == "orb.yaml:8:11"
    assert place_of(pickle.loads(pickle.dumps(made)), path) == ""
    assert place_of(copy.deepcopy(made), path) == ""


def test_where_a_board_was_read_is_no_part_of_it() -> None:
    made, plain = parse_storyboard(TEXT, file="orb.yaml"), parse_storyboard(TEXT)
    assert made == plain == Storyboard.model_validate(made.model_dump())
    assert made.digest == plain.digest
    assert made.to_dict() == plain.to_dict()
