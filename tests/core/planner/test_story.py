from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from ministudio.builtin.prose_compiler import ProseCompiler
from ministudio.errors import PlanError
from ministudio.interfaces.capabilities import ModelInfo
from ministudio.planner.build import make_plan
from ministudio.planner.options import PlanOptions, Surroundings
from ministudio.routing.candidates import Candidate
from ministudio.storyboard import parse_storyboard

if TYPE_CHECKING:
    from ministudio.planner.plan import Plan

AS_OF = datetime.date(2026, 11, 24)
ANIMATIC = ModelInfo(
    id="animatic", dialect="animatic", as_of=AS_OF, source="test", audio="always", view=True
)
BOARD = """\
version: 1
world:
  characters: {mira: {name: Mira}, jordan: {name: Jordan}}
  environments: {room: {location: Room}}
  props: {slip: {is: slip, held_by: jordan, hidden: true}}
scenes:
  - {id: street, environment: room, cast: [mira, jordan], during: [{exit: mira}]}
  - id: talk
    shots:
      - {id: one, say: {mira: Hello.}, action: She speaks.}
      - {id: two, during: [{give: slip, by: jordan, to: mira}]}
      - {id: three, during: [{set: slip, state: torn}, {set: slip, state: torn}]}
"""

TOLD = """\
orb.yaml:10:25: talk/one: 'mira' speaks, but 'mira' is not present (present: jordan): \
'mira' left in 'street' (orb.yaml:7). Add 'mira' to `cast`, or let them `enter` before.
orb.yaml:11:28: talk/two: {give: slip, by: jordan, to: mira}, but 'mira' is not present \
(present: jordan): 'mira' left in 'street' (orb.yaml:7). \
Add 'mira' to `cast`, or let them `enter` before.
orb.yaml:11:28: talk/two: {give: slip, by: jordan, to: mira}, but 'slip' is hidden: \
so from the start (orb.yaml:5). `show: slip` before."""


def plan(text: str = BOARD) -> Plan:
    around = Surroundings(
        name="orb",
        as_of=AS_OF,
        candidates=(
            Candidate(
                endpoint="animatic", provider="animatic", info=ANIMATIC, grade="previz", free=True
            ),
        ),
        compiler=ProseCompiler(),
        file_digest=lambda path: path,
    )
    return make_plan(parse_storyboard(text, file="boards/orb.yaml"), around, PlanOptions())


def test_every_violation_is_told_at_once_with_its_place_and_its_cause() -> None:
    told = "\n".join(str(one) for one in plan().errors)
    assert told == TOLD


def test_a_violation_blocks_its_shot_and_the_run() -> None:
    made = plan()
    assert [shot.status for shot in made.shots] == ["new", "blocked", "blocked", "new"]
    with pytest.raises(PlanError, match="'mira' left in 'street'"):
        made.raise_for_findings()


def test_warnings_and_hints_block_nothing() -> None:
    legal = BOARD.replace("[{exit: mira}]", "[]").replace("[{give:", "[{show: slip}, {give:")
    made = plan(legal)
    assert [(one.level, one.shot) for one in made.findings] == [("hint", "talk/three")]
    assert made.errors == ()
