from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ministudio._yaml import load_yaml
from ministudio.config.base import notes_of
from ministudio.errors import StoryboardError
from ministudio.storyboard import (
    Scene,
    Settings,
    Shot,
    Storyboard,
    World,
    board_data,
    board_yaml,
    parse_storyboard,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json"])
def test_what_is_saved_is_loaded_whole(harbour: Path, suffix: str) -> None:
    board = Storyboard.load(harbour)
    path = board.save(harbour.with_suffix(suffix))
    again = Storyboard.load(path)
    assert again == board
    assert again.settings.model_fields_set == board.settings.model_fields_set
    assert notes_of(again) == {"x-author": "the tests"}
    ines = again.world.characters["ines"]
    assert notes_of(ines) == {"x-note": {"cast": "open", "since": [2026, 11]}}
    assert board_data(again) == board_data(board)


def test_the_written_file_says_what_the_author_said(harbour: Path) -> None:
    written = board_data(Storyboard.load(harbour))
    original = load_yaml(harbour.read_text()).data
    # One value, two spellings: these are the only ones that saving settles.
    original["routes"][0]["when"]["scene"] = ["pier-*"]
    original["routes"][1]["use"] = ["animatic"]
    meets, home = original["scenes"][0]["shots"][1], original["scenes"][1]
    meets["frame"]["letter"] = ""
    meets["duration"] = 6
    home["say"] = [home["say"]]
    original["world"]["lighting"]["fill_lights"][0]["color"] = "#FFFFFF"
    assert written == original


def test_notes_stand_where_they_stood() -> None:
    text = """\
version: 1
x-top: 1
settings: {fps: 24, x-settings: [1, {a: b}]}
world:
  props:
    book: {is: book, x-prop: true}
  x-world: text
routes:
  - when: {x-when: 1}
    use: [animatic]
    x-route: 2
scenes:
  - id: a
    shots:
      - id: b
        camera: {size: wide, x-camera: 1}
        during:
          - {open: book, x-change: 1}
        x-shot: null
    x-scene: {deep: [{er: 1}]}
"""
    assert board_data(parse_storyboard(text)) == load_yaml(text).data


def test_keys_of_a_scene_stand_in_reading_order() -> None:
    board = Storyboard(
        world=World(environments={"e": {}}, characters={"c": {}}),
        scenes=[Scene(action="x", duration=2, cast=["c"], environment="e", title="T", id="a")],
    )
    keys = ["id", "title", "environment", "cast", "action", "duration"]
    assert list(board_data(board)["scenes"][0]) == keys


def test_only_yaml_and_json_are_written(tmp_path: Path) -> None:
    board = Storyboard(scenes=[Scene(id="a")])
    with pytest.raises(StoryboardError, match=r"\.yaml or a \.json"):
        board.save(tmp_path / "board.txt")
    assert list(tmp_path.iterdir()) == []


def test_text_that_no_file_may_hold_is_not_written(tmp_path: Path) -> None:
    board = Storyboard(title="a\0b", scenes=[Scene(id="a")])
    for name in ("a.yaml", "a.json"):
        with pytest.raises(StoryboardError, match=r"x00|U\+0000"):
            board.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_board_too_large_for_yaml_is_saved_as_json(tmp_path: Path) -> None:
    board = Storyboard(scenes=[Scene(id="a", action="x" * (1 << 20))])
    with pytest.raises(StoryboardError, match=r"Save it as \.json"):
        board.save(tmp_path / "a.yaml")
    assert Storyboard.load(board.save(tmp_path / "a.json")) == board


def test_json_is_for_machines_and_reads_well(tmp_path: Path) -> None:
    path = Storyboard(title="é", scenes=[Scene(id="a")]).save(tmp_path / "a.json")
    assert json.loads(path.read_text()) == {"version": 1, "title": "é", "scenes": [{"id": "a"}]}
    assert "é" in path.read_text()


slugs = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,6}", fullmatch=True).filter(
    lambda name: name not in ("con", "prn", "aux", "nul")
)
prose = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cn"])
    | st.sampled_from("\n#: "),
    max_size=30,
)
lengths = st.decimals("0.01", 600, places=2).map(float) | st.integers(1, 600)


@st.composite
def boards(draw: st.DrawFn) -> Storyboard:
    people = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    things = [f"{name}-thing" for name in people]
    shots = st.builds(
        Shot,
        action=prose, start=prose, narration=prose, negative=prose, sound=prose, mood=prose,
        duration=lengths,
        join=st.sampled_from(["cut", "continue", "dissolve", "fade"]),
        say=st.lists(st.dictionaries(st.sampled_from(people), prose, max_size=2), max_size=3),
        frame=st.none() | st.dictionaries(st.sampled_from(people + things), prose),
        camera=st.none() | st.fixed_dictionaries({"size": prose, "lens": prose}),
        seed=st.none() | st.integers(0, 2**32 - 1),
        tags=st.lists(prose, max_size=2),
        during=st.lists(st.sampled_from(things).map(lambda one: {"open": one}), max_size=2),
    )  # fmt: skip
    groups = draw(st.lists(st.lists(shots, max_size=2), min_size=1, max_size=2))
    scenes = [
        Scene(
            id=f"s{number}",
            cast=people,
            shots=[shot.replace(id=f"t{index}") for index, shot in enumerate(group)],
        )
        for number, group in enumerate(groups)
    ]
    costs = st.none() | st.integers(0, 99)
    return Storyboard(
        title=draw(prose),
        settings=draw(st.builds(Settings, fps=st.integers(1, 120), max_cost=costs)),
        world=World(
            characters={name: {"name": draw(prose)} for name in people},
            props={name: {"is": "a thing", "state": draw(prose)} for name in things},
        ),
        scenes=scenes,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(boards())
def test_any_board_survives_its_file(board: Storyboard) -> None:
    assert parse_storyboard(board_yaml(board)) == board
    assert parse_storyboard(json.dumps(board_data(board)), json=True) == board
    assert parse_storyboard(board_yaml(board)).digest == board.digest
