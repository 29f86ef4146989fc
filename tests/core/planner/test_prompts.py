from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from ministudio import Project
from ministudio.builtin.prose_compiler import ProseCompiler
from ministudio.errors import NotFoundError, PlanError
from ministudio.interfaces.capabilities import ModelInfo, PromptLimit
from ministudio.interfaces.dialect import Dialect
from ministudio.planner.build import make_plan
from ministudio.planner.options import PlanOptions, Surroundings
from ministudio.plugins import load_registry
from ministudio.routing.candidates import Candidate
from ministudio.storyboard import Scene, Storyboard, World

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.planner.plan import Plan

AS_OF = datetime.date(2026, 11, 24)
ANN = {
    "name": "Ann",
    "tag": "the woman in red",
    "genetics": {"age": 40, "hair": "long black hair", "scar": "left cheek", "build": "tall"},
}
BOARD = Storyboard(
    world=World(characters={"ann": ANN}),
    scenes=[
        Scene(id="walk", cast=["ann"], action="Ann walks.", use="e/small"),
        Scene(id="run", action="Ann runs.", use="e/large", mood="tense"),
    ],
)


def plan(board: Storyboard = BOARD, *, dialect: str = "veo", **limits: int) -> Plan:
    """A plan for two models of one dialect, whose limits are in characters."""
    candidates = [
        Candidate(
            endpoint="e",
            provider="e",
            info=ModelInfo(
                id=name,
                dialect=dialect,
                as_of=AS_OF,
                source="test",
                prompt_limit=PromptLimit(unit="characters", n=limits.get(name, 9000)),
            ),
            grade="final",
            free=True,
        )
        for name in ("small", "large")
    ]
    return plan_for(board, *candidates)


def plan_for(board: Storyboard, *candidates: Candidate, compiler: Any = None) -> Plan:
    dialects = {"veo": Dialect(name="veo"), "generic": Dialect(name="generic")}
    around = Surroundings(
        name="b",
        as_of=AS_OF,
        candidates=candidates,
        compiler=compiler or ProseCompiler(dialects),
        file_digest=lambda path: path,
    )
    return make_plan(board, around, PlanOptions())


def test_one_tier_serves_all_models_of_a_dialect() -> None:
    assert {shot.tier for shot in plan().shots} == {"full"}
    made = plan(small=75)
    assert {shot.tier for shot in made.shots} == {"tag"}
    assert all("Ann, the woman in red. Ann " in shot.prompt for shot in made.shots)


def test_a_tier_is_left_before_the_guess_is_over_the_limit() -> None:
    info = ModelInfo(
        id="small", as_of=AS_OF, source="test", prompt_limit=PromptLimit(unit="tokens", n=26)
    )
    one = Candidate(endpoint="e", provider="e", info=info, grade="final", free=True)
    board = BOARD.replace(scenes=BOARD.scenes[:1])
    made = plan_for(board, one)
    assert made["walk"].tier == "tag"
    assert made["walk"].used <= 26
    assert made["walk"].uncertain
    assert made.findings == ()


def test_a_text_whose_end_may_not_be_heard_is_told() -> None:
    info = ModelInfo(
        id="small", as_of=AS_OF, source="test", prompt_limit=PromptLimit(unit="tokens", n=11)
    )
    one = Candidate(endpoint="e", provider="e", info=info, grade="final", free=True)
    made = plan_for(BOARD.replace(scenes=BOARD.scenes[:1]), one)
    (finding,) = made.findings
    assert (finding.level, finding.code, finding.shot) == ("warning", "uncertain", "walk")
    assert "tokens, and it reads 11" in finding.message


def test_what_does_not_fit_blocks_with_a_remedy() -> None:
    made = plan(small=10)
    (finding,) = made.errors
    assert (finding.code, finding.shot) == ("prompt", "walk")
    assert "split the cast" in finding.remedy
    assert made["walk"].status == "blocked"


def test_a_dialect_that_nobody_offers_is_told_once() -> None:
    made = plan(dialect="klingon")
    assert [str(finding) for finding in made.findings] == [
        f"e/{name} asks for the dialect 'klingon', and 'generic' is used: "
        "no installed package has it."
        for name in ("small", "large")
    ]


LANTERN = """
version: 1
world:
  characters: {ann: {name: Ann, genetics: {age: 40}}}
  avoid: readable text
scenes:
  - {id: walk, cast: [ann], action: Ann walks., mood: calm}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    board = tmp_path / "lantern.yaml"
    board.write_text(LANTERN, "utf-8")
    return Project.open(board, registry=load_registry(environ={}, entry_points=[]))


def test_a_prompt_at_length(project: Project) -> None:
    prompt = project.prompt("walk")
    assert str(prompt) == prompt.text == project.plan()["walk"].prompt
    assert (prompt.model, prompt.dialect, prompt.tier) == ("animatic", "animatic", "full")
    assert (prompt.compiler, prompt.unit, prompt.limit) == ("prose 1", "characters", 0)
    assert prompt.used == len(prompt.text)
    assert prompt.not_honoured == ("avoid",)
    facts = {fact.slot: fact for fact in prompt.facts}
    assert list(facts) == ["camera", "identity", "action", "mood", "avoid"]
    assert facts["identity"].text == "Ann: 40 years old"
    assert facts["identity"].mandatory
    assert not facts["mood"].mandatory
    assert facts["mood"].told
    assert not facts["avoid"].told


def test_a_prompt_for_what_is_not_there(project: Project) -> None:
    with pytest.raises(NotFoundError, match="has no shot 'wlak'"):
        project.prompt("wlak")
    with pytest.raises(PlanError, match="No installed model is called 'nope'"):
        project.prompt("walk", model="nope")
    assert project.prompt("walk", model="anim*").model == "animatic"
