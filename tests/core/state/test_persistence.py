from __future__ import annotations

import pydantic
import pytest

from ministudio.config import Character, Environment, VideoConfig
from ministudio.errors import NotFoundError
from ministudio.state import StatePersistenceEngine, VideoStateMachine, WorldState

CONFIG = VideoConfig(
    characters={"orb": Character("Hero Orb")}, environment=Environment("Ancient library")
)


def test_scenes_are_numbered_snapshots_that_cannot_be_changed() -> None:
    machine = VideoStateMachine(CONFIG)
    first, second = machine.next_scene(), machine.next_scene()
    assert (first.scene_id, second.scene_id) == ("scene_1", "scene_2")
    assert first.digest == second.digest
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        first.place = "elsewhere"
    with pytest.raises(TypeError, match="immutable"):
        first.characters["orb"] = Character()


def test_a_later_config_adds_to_the_state() -> None:
    machine = VideoStateMachine(CONFIG)
    machine.update_from_config(VideoConfig(characters={"owl": Character("Owl")}))
    config = machine.get_current_state_as_config()
    assert list(config.characters) == ["orb", "owl"]
    assert config.environment == CONFIG.environment


def test_the_continuity_context_looks_back_as_far_as_asked() -> None:
    machine = VideoStateMachine(CONFIG)
    for _ in range(3):
        machine.next_scene()
    assert machine.persistence.get_continuity_context(2) == (
        "scene_2: Hero Orb in Ancient library.\nscene_3: Hero Orb in Ancient library."
    )
    assert machine.persistence.get_continuity_context(0) == ""


def test_an_engine_without_snapshots_has_no_last_one() -> None:
    engine = StatePersistenceEngine()
    assert engine.get_last_snapshot() is None
    state = WorldState("s", {"orb": Character("Orb", current_state={"emotion": "joy"})})
    engine.save_snapshot(state)
    assert engine.get_last_snapshot() is state
    assert engine.get_continuity_context() == "s: Orb (joy) in nowhere."


def test_the_seed_calls_a_snapshot_by_position() -> None:
    state = WorldState("s1", CONFIG.characters, CONFIG.environment, None, {"act": 1})
    assert state.to_dict()["story_progress"] == {"act": 1}
    assert WorldState(**state.to_dict()) == state


def test_a_branch_goes_its_own_way_and_the_other_stays_as_it_was() -> None:
    machine = VideoStateMachine(CONFIG)
    first = machine.next_scene()
    machine.branch("rain")
    machine.update_from_config(VideoConfig(environment=Environment("Wet street")))
    wet = machine.next_scene()
    machine.branch("main")
    dry = machine.next_scene()
    assert (wet.scene_id, dry.scene_id) == ("scene_2", "scene_2")
    assert dry.digest == first.digest != wet.digest
    assert machine.persistence.branches == {"main": dry, "rain": wet}
    assert machine.persistence.history == (first, dry)
    assert [one.parent.state if one.parent else None for one in machine.persistence.tree] == [
        None, first, first,
    ]  # fmt: skip


def test_rewinding_loses_nothing() -> None:
    machine = VideoStateMachine(CONFIG)
    machine.story_progress["act"] = 1
    first = machine.next_scene()
    machine.story_progress["act"] = 2
    machine.update_from_config(VideoConfig(characters={"owl": Character("Owl")}))
    second = machine.next_scene()
    assert machine.rewind() is first
    assert (list(machine.characters), machine.story_progress) == (["orb"], {"act": 1})
    again = machine.next_scene()
    assert (again.scene_id, again.digest) == ("scene_2", first.digest)
    assert [one.state for one in machine.persistence.tree] == [first, second, again]
    assert first.story_progress == {"act": 1}, "a snapshot never changes"


def test_rewinding_goes_to_a_scene_a_digest_or_the_very_beginning() -> None:
    machine = VideoStateMachine(CONFIG)
    first = machine.next_scene()
    machine.update_from_config(VideoConfig(characters={"owl": Character("Owl")}))
    machine.next_scene()
    third = machine.next_scene()
    assert machine.rewind(third.digest) is third
    assert machine.rewind("scene_1") is first
    assert machine.rewind(1).characters == CONFIG.characters
    assert machine.persistence.history == ()
    assert machine.next_scene() == first


@pytest.mark.parametrize("to", [2, -1, "scene_9", ""])
def test_rewinding_to_what_is_not_there_is_an_error(to: int | str) -> None:
    machine = VideoStateMachine(CONFIG)
    first = machine.next_scene()
    with pytest.raises(NotFoundError, match=r"(?s)'main' has no snapshot .*It has: scene_1\."):
        machine.rewind(to)
    assert machine.persistence.get_last_snapshot() is first
