from __future__ import annotations

import pydantic
import pytest

from ministudio.config import Character, Environment, VideoConfig
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
