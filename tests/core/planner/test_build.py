from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.builtin.prose_compiler import ProseCompiler
from ministudio.config import Character, Environment, LightSource
from ministudio.config.money import Money
from ministudio.errors import BudgetError, PlanError
from ministudio.interfaces.capabilities import Durations, ModelInfo, Price, PromptLimit
from ministudio.planner.build import make_plan
from ministudio.planner.options import PlanOptions, Surroundings
from ministudio.routing.candidates import Candidate
from ministudio.state import Light, Time
from ministudio.storyboard import Scene, Shot, Storyboard, World
from ministudio.storyboard.model import Settings

if TYPE_CHECKING:
    from ministudio.planner.plan import Plan

AS_OF = datetime.date(2026, 11, 24)
ANIMATIC = ModelInfo(
    id="animatic", dialect="animatic", as_of=AS_OF, source="test", audio="always", seed=True,
    view=True,
)  # fmt: skip
PAID = ModelInfo(
    id="reel-1",
    as_of=AS_OF,
    source="price list",
    audio="always",
    durations=Durations(values=(4, 6, 8)),
    price=Price(per_second={"*": "0.10"}),
)
CANDIDATES = (
    Candidate(endpoint="animatic", provider="animatic", info=ANIMATIC, grade="previz", free=True),
    Candidate(endpoint="cloud", provider="cloud", info=PAID, grade="final"),
)
KEY = {"key_lights": [LightSource("directional", "#FFD700", 0.9, (45, 30))]}
BOARD = Storyboard(
    title="The Orb",
    world=World(
        characters={"orb": Character("Hero Orb", {"core": "golden energy"})},
        environments={"library": Environment("Ancient magical library", lighting=KEY)},
        props={"book": {"is": "ancient book", "at": "library"}},
    ),
    scenes=[
        Scene(id="intro", environment="library", cast=["orb"], action="It drifts in.", duration=5),
        Scene(
            id="book",
            shots=[
                Shot(id="finds", action="It finds a book.", duration=4),
                Shot(id="opens", join="continue", during=[Time("dawn")], duration=4),
            ],
        ),
        Scene(id="end", action="It rests.", duration=4),
    ],
)


def around(**fields: Any) -> Surroundings:
    usual: dict[str, Any] = {
        "name": "orb",
        "as_of": AS_OF,
        "candidates": CANDIDATES,
        "compiler": ProseCompiler(),
        "file_digest": lambda path: f"digest of {path}",
    }
    return Surroundings(**{**usual, **fields})


def plan(
    board: Storyboard = BOARD, surroundings: Surroundings | None = None, **options: Any
) -> Plan:
    return make_plan(board, surroundings or around(), PlanOptions(**options))


def with_shot(board: Storyboard, **fields: Any) -> Storyboard:
    """The board with its first scene changed."""
    first, *rest = board.scenes
    return board.replace(scenes=(first.replace(**fields), *rest))


def codes(made: Plan) -> list[str]:
    return [finding.code for finding in made.findings]


def test_without_routes_everything_is_an_animatic_and_free() -> None:
    made = plan()
    assert [shot.address for shot in made.shots] == ["intro", "book/finds", "book/opens", "end"]
    assert {str(shot.route) for shot in made.shots} == {"animatic"}
    assert made.findings == ()
    assert "4 of 4 shots to make: 4 new.  Free." in str(made)


def test_the_same_inputs_give_the_same_plan_byte_for_byte() -> None:
    assert plan().model_dump_json() == plan().model_dump_json()


def test_a_model_that_makes_longer_clips_is_trimmed_and_billed_for_them() -> None:
    shot = plan(use="cloud")["intro"]
    assert (shot.seconds, shot.billed_seconds) == (5, 6)
    assert shot.request is not None
    assert shot.request.frames == 144
    assert shot.cost.high == Money.model_validate("0.60 USD")
    assert shot.cost.source == "price list"
    assert shot.notes == ("trimmed to 5 s",)


def test_a_change_on_screen_holds_from_the_next_shot_on() -> None:
    made = plan()
    assert [shot.view.time for shot in made.shots] == ["", "", "", "dawn"]
    assert made["book/opens"].state_after == made["end"].state_before


def test_only_the_shots_that_show_an_edit_change() -> None:
    again = BOARD.scenes[1].shots[1].replace(during=[Time("dusk")])
    scenes = (BOARD.scenes[0], BOARD.scenes[1].replace(shots=[BOARD.scenes[1].shots[0], again]))
    edited = BOARD.replace(scenes=(*scenes, BOARD.scenes[2]))
    before, after = plan(), plan(edited)
    changed = [shot.address for shot in before.shots if after[shot.address].basis != shot.basis]
    assert changed == ["book/opens", "end"]


def test_an_insertion_leaves_every_other_shot_as_it_was() -> None:
    inserted = BOARD.replace(
        scenes=(BOARD.scenes[0], Scene(id="new", action="A bell."), *BOARD.scenes[1:])
    )
    before, after = plan(), plan(inserted)
    for shot in before.shots:
        assert after[shot.address].basis == shot.basis
        assert after[shot.address].seed == shot.seed


def test_a_cap_that_the_first_takes_exceed_blocks_before_spending() -> None:
    made = plan(use="cloud", max_cost="1 USD")
    with pytest.raises(BudgetError, match=r"\$1\.80.*cap of \$1\.00"):
        made.raise_for_findings()
    assert plan(use="cloud", max_cost="2 USD").errors == ()
    spent = around(cap=Money.model_validate("3 USD"), spent=Money.model_validate("1.50 USD"))
    assert codes(plan(surroundings=spent, use="cloud")) == ["budget", "join"]


def test_a_missing_price_is_an_error_under_a_cap_and_never_nothing() -> None:
    unpriced = CANDIDATES[1].replace(info=PAID.replace(price=None))
    bare = around(candidates=(CANDIDATES[0], unpriced))
    assert "price" in codes(plan(surroundings=bare, use="cloud", max_cost="9 USD"))
    assert "price" not in codes(plan(surroundings=bare, use="cloud"))


def test_a_retired_model_blocks_and_a_passed_date_warns() -> None:
    gone = CANDIDATES[1].replace(info=PAID.replace(status="retired"))
    with pytest.raises(PlanError, match="it is retired"):
        plan(surroundings=around(candidates=(gone,)), use="cloud").raise_for_findings()
    late = CANDIDATES[1].replace(info=PAID.replace(retires_on=AS_OF))
    made = plan(surroundings=around(candidates=(late,)), use="cloud")
    assert made.errors == ()
    assert "retiring" in codes(made)


def test_a_rule_whose_models_are_all_excluded_blocks_and_does_not_fall_through() -> None:
    board = with_shot(BOARD, duration=20).replace(routes=[{"use": "cloud"}, {"use": "animatic"}])
    made = plan(board)
    assert made["intro"].status == "blocked"
    assert "20 s is longer than its limit of 8 s" in str(made)
    assert made["end"].route is not None
    assert made["end"].route.reason == "route 1"


def test_a_shot_beats_the_rules_and_a_flag_beats_the_shot() -> None:
    board = with_shot(BOARD, use="animatic").replace(routes=[{"use": ["cloud"]}])
    assert str(plan(board)["intro"].route) == "animatic"
    assert str(plan(board)["end"].route) == "cloud/reel-1"
    assert str(plan(board, use="cloud/*")["intro"].route) == "cloud/reel-1"
    assert str(plan(board, draft=True)["end"].route) == "animatic"


@pytest.mark.parametrize(
    ("when", "addresses"),
    [
        ({"scene": "book"}, ["book/finds", "book/opens"]),
        ({"shot": ["end", "finds"]}, ["book/finds", "book/opens", "end"]),
        ({"join": "continue"}, ["book/finds", "book/opens"]),
        ({"cast": "orb", "scene": "in*"}, ["intro"]),
        ({"needs": ["dialogue"]}, []),
    ],
)
def test_rules_choose_by_what_the_shot_is(when: dict[str, Any], addresses: list[str]) -> None:
    board = BOARD.replace(routes=[{"when": when, "use": "cloud"}, {"use": "animatic"}])
    made = plan(board)
    assert [shot.address for shot in made.shots if str(shot.route) != "animatic"] == addresses


def test_no_rule_that_holds_is_an_error() -> None:
    board = BOARD.replace(routes=[{"when": {"scene": "intro"}, "use": "animatic"}])
    assert codes(plan(board)) == ["route"] * 3


def test_an_unknown_model_names_what_was_asked_for() -> None:
    assert "No installed model is called 'clowd'." in str(plan(use="clowd"))


def test_dissolves_are_cut_and_say_so() -> None:
    made = plan(with_shot(BOARD, join="dissolve"))
    assert codes(made) == ["join"]
    assert "only cuts" in str(made)


def test_what_a_model_does_not_honour_is_told_once() -> None:
    silent = CANDIDATES[1].replace(info=PAID.replace(audio="none"))
    board = with_shot(BOARD, narration="Once.", sound="wind")
    made = plan(board, around(candidates=(silent,)), use="cloud")
    told = [finding.message for finding in made.findings if finding.code == "not_honoured"]
    assert told == [
        "cloud/reel-1 does not honour narration.",
        "cloud/reel-1 does not honour sound.",
    ]


def test_settings_without_an_engine_are_told() -> None:
    board = BOARD.replace(settings=Settings(max_takes=2, fallback_on_refusal=True))
    assert [f.message for f in plan(board).findings] == [
        "settings.max_takes has no effect yet.",
        "settings.fallback_on_refusal has no effect yet.",
    ]


def test_a_new_revision_of_a_model_is_another_request() -> None:
    newer = CANDIDATES[1].replace(info=PAID.replace(revision="2"))
    before, after = plan(use="cloud"), plan(surroundings=around(candidates=(newer,)), use="cloud")
    assert before["intro"].plan_key != after["intro"].plan_key
    assert before["intro"].basis == after["intro"].basis


def test_missing_credentials_warn_while_planning() -> None:
    made = plan(surroundings=around(missing_env={"cloud": ("CLOUD_KEY",)}), use="cloud")
    assert made.errors == ()
    assert "cloud/reel-1 needs CLOUD_KEY in the environment" in str(made)


def test_where_several_ways_lead_in_the_plan_says_what_was_looked_for() -> None:
    made = plan(surroundings=around(cannot_sign_in={"cloud": "no key: looked here"}), use="cloud")
    assert made.errors == ()
    assert "cloud/reel-1 cannot run yet: no key: looked here." in str(made)


def test_one_tier_serves_all_shots_of_a_model() -> None:
    limit = PromptLimit(unit="characters", n=60)
    short = CANDIDATES[1].replace(info=PAID.replace(prompt_limit=limit))
    made = plan(surroundings=around(candidates=(short,)), use="cloud")
    assert len({shot.tier for shot in made.shots}) == 1
    assert made["intro"].dropped


def test_what_must_be_said_and_does_not_fit_blocks() -> None:
    limit = PromptLimit(unit="characters", n=10)
    short = CANDIDATES[1].replace(info=PAID.replace(prompt_limit=limit))
    assert codes(plan(surroundings=around(candidates=(short,)), use="cloud"))[0] == "prompt"


def test_another_take_of_one_shot_leaves_the_others() -> None:
    made = plan(again={"end": 7}, only=("end",))
    assert [shot.action for shot in made.shots] == ["keep", "keep", "keep", "make"]
    assert made["end"].seed == 7


def test_the_light_of_the_place_follows_the_story() -> None:
    red = Light({"key_lights": [LightSource("lamp", "#FF0000", 1)]})
    made = plan(with_shot(BOARD, before=[red]))
    assert {str(shot.view.lighting.key_lights[0].color) for shot in made.shots} == {"#FF0000"}


def test_the_notebook_table_escapes_what_authors_write() -> None:
    html = plan(BOARD.replace(title="<b>Orb</b>"))._repr_html_()
    assert "&lt;b&gt;Orb" in html
    assert "<b>" not in html


def test_only_what_is_chosen_is_made_and_counts_against_the_cap() -> None:
    made = plan(only=("finds+", "end"))
    assert [(shot.address, shot.action) for shot in made.shots] == [
        ("intro", "keep"), ("book/finds", "make"), ("book/opens", "make"), ("end", "make"),
    ]  # fmt: skip
    assert made["intro"].notes == ("not chosen",)
    assert plan(only=("reuse",)).to_make == ()
    assert plan(use="cloud", max_cost="0.50 USD", only=("end",)).errors == ()
