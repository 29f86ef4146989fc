from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Command

BOARD = """\
version: 1
world:
  characters: {mira: {name: Mira}}
scenes:
  - {id: one, cast: [mira], during: [{exit: mira}], duration: 1}
  - {id: two, say: {mira: Hm.}, duration: 1}
"""


@pytest.mark.parametrize("verb", ["check", "plan", "run"])
def test_what_the_world_does_not_allow_stops_every_verb_before_anything_is_made(
    ministudio: Command, tmp_path: Path, verb: str
) -> None:
    (tmp_path / "orb.yaml").write_text(BOARD)
    done = ministudio(verb, "orb.yaml")
    told = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 2
    assert "orb.yaml:6:21: two: 'mira' speaks, but" in told
    assert "'mira' left in 'one' (orb.yaml:5)" in told
    assert [one.name for one in tmp_path.iterdir()] == ["orb.yaml"]


def test_findings_in_json_say_where(ministudio: Command, tmp_path: Path) -> None:
    (tmp_path / "orb.yaml").write_text(BOARD)
    (finding,) = json.loads(ministudio("check", "orb.yaml", "--json").stdout)["findings"]
    assert (finding["code"], finding["shot"], finding["at"]) == ("state", "two", "orb.yaml:6:21")


RETURNS = """\
version: 1
world:
  characters: {mira: {name: Mira}}
  environments: {room: {location: Room}, street: {location: Street}}
scenes:
  - {id: one, environment: room, cast: [mira], duration: 1}
  - {id: two, environment: street, cast: [], duration: 1}
  - {id: three, environment: room, cast: [mira], duration: 1}
"""


def test_a_place_and_a_look_that_return_name_the_shot_that_has_them(
    ministudio: Command, tmp_path: Path
) -> None:
    (tmp_path / "orb.yaml").write_text(RETURNS)
    done = ministudio("state", "show", "orb.yaml", "three")
    assert done.stdout.splitlines()[1:3] == ["  place room: as in one", "  look mira: as in one"]
    first, _, last = json.loads(ministudio("state", "show", "orb.yaml", "--json").stdout)["shots"]
    assert first["as_in"] == []
    assert last["as_in"][0] == {
        "kind": "place", "id": "room", "shot": "one", "state": first["before"]["digest"], "gap": 1,
    }  # fmt: skip
