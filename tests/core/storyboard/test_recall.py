from __future__ import annotations

from typing import Any

import pytest

from ministudio.state import Add, Clear, Light, Open, Time, Wear
from ministudio.storyboard import Scene, Storyboard, World
from ministudio.storyboard.recall import recall
from ministudio.storyboard.story import tell

WORLD = World(
    characters={
        "mira": {"looks": {"coat": {"wearing": "coat"}}},
        "jordan": {"name": "Jordan"},
    },
    environments={"room": {"location": "Room"}, "street": {"location": "Street"}},
    props={"folder": {"is": "folder", "at": "room", "state": "closed"}},
)


def told(*scenes: Scene) -> dict[str, list[str]]:
    """By shot, what returns after a gap: `place room as in a`."""
    moments = list(tell(Storyboard(world=WORLD, scenes=scenes)))
    return {
        shot: [f"{one.kind} {one.id} as in {one.shot}" for one in memories if one.gap]
        for shot, memories in recall(moments).items()
    }


def test_a_place_and_a_look_that_return_find_their_own_snapshot() -> None:
    scenes = (
        Scene(id="a", environment="room", cast=["mira", "jordan"]),
        Scene(id="b", environment="street", cast=["mira"], before=[Wear("coat", by="mira")]),
        Scene(id="c", environment="street", cast=["jordan"], before=[Wear("default", by="mira")]),
        Scene(id="d", environment="room", cast=["mira", "jordan"]),
        Scene(id="e"),
    )
    assert told(*scenes) == {
        "c": ["look jordan as in a"],
        "d": ["place room as in a", "look mira as in a"],
        "e": [],
    }
    moments = {one.address: one for one in tell(Storyboard(world=WORLD, scenes=scenes))}
    (room, *_) = recall(moments.values())["d"]
    assert (room.state, room.gap) == (moments["a"].before.digest, 2)


@pytest.mark.parametrize(
    ("change", "back"),
    [
        (Time("night"), Time("")),
        (Light({"key_lights": []}, at="room"), None),
        (Open("folder"), None),
        (Add("wet", to="mira"), Clear("wet", to="mira")),
    ],
)  # fmt: skip
def test_what_has_changed_since_is_not_as_it_was(change: Any, back: Any) -> None:
    def scenes(*after: Any) -> list[Scene]:
        return [
            Scene(id="a", environment="room", cast=["mira"]),
            Scene(id="b", environment="street", cast=[], before=[change]),
            Scene(id="c", environment="room", cast=["mira"], before=after),
        ]

    thing = "look mira" if isinstance(change, Add) else "place room"
    assert f"{thing} as in a" not in told(*scenes()).get("c", [])
    if back is not None:
        assert f"{thing} as in a" in told(*scenes(back))["c"]
