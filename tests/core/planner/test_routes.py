"""Routing inside a plan: chains, votes, prices, needs, and the reasons that are kept."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ministudio.builtin.prose_compiler import ProseCompiler
from ministudio.interfaces.capabilities import Durations, ModelInfo, Price
from ministudio.interfaces.routing import Candidate, RouteContext, Vote, Wish
from ministudio.planner.build import make_plan
from ministudio.planner.explain import explanation
from ministudio.planner.options import PlanOptions, Surroundings
from ministudio.planner.render import plain
from ministudio.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.planner.plan import Plan

AS_OF = datetime.date(2026, 11, 25)


def model(name: str, price: str | None, longest: int, **fields: Any) -> Candidate:
    info = ModelInfo(
        id=name, as_of=AS_OF, source="test", durations=Durations(maximum=longest),
        price=Price(per_second={"*": price}) if price else None, **fields,
    )  # fmt: skip
    return Candidate(endpoint="cloud", provider="cloud", info=info, grade="final")


DEAR, CHEAP, BARE = (
    model("dear", "0.50", 20, seed=True),
    model("cheap", "0.10", 5),
    model("bare", None, 20),
)
RULE = {"use": ["cloud/dear", "cloud/cheap", "cloud/bare"]}
BOARD = Storyboard(
    title="T",
    routes=[RULE],
    scenes=[
        Scene(
            id="s",
            shots=[
                Shot(id="a", action="One.", duration=4),
                Shot(id="b", action="Two.", duration=4, join="continue"),
                Shot(id="c", action="Three.", duration=4),
            ],
        )
    ],
)


def with_shot(number: int, board: Storyboard = BOARD, **fields: Any) -> Storyboard:
    shots = list(board.scenes[0].shots)
    shots[number] = shots[number].replace(**fields)
    return board.replace(scenes=(board.scenes[0].replace(shots=tuple(shots)),))


def plan(board: Storyboard = BOARD, *, voters: Any = None, **options: Any) -> Plan:
    around = Surroundings(
        name="t",
        as_of=AS_OF,
        candidates=(DEAR, CHEAP, BARE),
        compiler=ProseCompiler(),
        file_digest=lambda path: path,
        voters=voters,
    )
    return make_plan(board, around, PlanOptions(**options))


def routes(made: Plan) -> list[str]:
    return [str(shot.route) for shot in made.shots]


def codes(made: Plan) -> list[str]:
    return [finding.code for finding in made.findings]


def told(made: Plan, address: str) -> str:
    return plain(explanation(made[address]))


def test_the_first_usable_model_wins_and_the_others_stand_by() -> None:
    made = plan()
    assert routes(made) == ["cloud/dear"] * 3
    why = made["s/a"].reasoning
    assert why is not None
    assert (why.rule, why.named) == ("route 1", tuple(RULE["use"]))
    assert [(one.model, str(one.cost)) for one in why.contenders] == [
        ("cloud/dear", "$2.00"),
        ("cloud/cheap", "$0.40"),
        ("cloud/bare", "None"),
    ]


def test_prefer_cost_chooses_the_cheapest_that_can() -> None:
    rule = {**RULE, "prefer": "cost"}
    assert routes(plan(BOARD.replace(routes=[rule]))) == ["cloud/cheap"] * 3
    longer = plan(with_shot(2, duration=6).replace(routes=[rule]))
    assert routes(longer)[2] == "cloud/dear"
    assert told(longer, "s/c").splitlines() == [
        "s/c  cloud/dear",
        "   route 1: cloud/dear, cloud/cheap, cloud/bare · prefer cost",
        "+  cloud/dear   $3.00 · wins",
        "·  cloud/bare   price not known · stands by",
        "x  cloud/cheap  6 s is longer than its limit of 5 s",
    ]


def test_under_a_cap_a_model_without_a_price_does_not_win() -> None:
    board = BOARD.replace(routes=[{"use": ["cloud/bare", "cloud/cheap"]}])
    assert routes(plan(board)) == ["cloud/bare"] * 3
    capped = plan(board, max_cost="9 USD")
    assert routes(capped) == ["cloud/cheap"] * 3
    assert "price at this size is not known" in told(capped, "s/a")


def test_a_chain_is_routed_by_its_first_shot_for_all_of_its_shots() -> None:
    board = with_shot(1, duration=8).replace(
        routes=[
            {"when": {"shot": "s/b"}, "use": "cloud/bare"},
            {"use": ["cloud/cheap", "cloud/dear"]},
        ]
    )
    made = plan(board)
    assert routes(made) == ["cloud/dear", "cloud/dear", "cloud/cheap"]
    assert "x  cloud/cheap  s/b, in its chain: 8 s is longer" in told(made, "s/a")
    assert "· with the chain of s/a" in told(made, "s/b")


def test_a_rule_sees_the_joins_of_the_whole_chain() -> None:
    rules = [{"when": {"join": "continue"}, "use": "cloud/dear"}, {"use": "cloud/cheap"}]
    assert routes(plan(BOARD.replace(routes=rules))) == ["cloud/dear", "cloud/dear", "cloud/cheap"]


def test_a_use_of_its_own_inside_a_chain_is_allowed_with_a_warning() -> None:
    made = plan(with_shot(1, use="cloud/cheap"))
    assert routes(made) == ["cloud/dear", "cloud/cheap", "cloud/dear"]
    (warning,) = [one for one in made.findings if one.code == "chain"]
    assert (warning.level, warning.shot) == ("warning", "s/b")
    assert "its `use` is cloud/cheap, and the shots that it continues are on cloud/dear" in str(
        warning
    )
    assert "chain" not in codes(plan(with_shot(1, use="cloud/d*")))
    assert "chain" not in codes(plan(with_shot(1, use="cloud/cheap"), use="cloud/dear"))


def test_votes_order_what_the_rule_names_and_the_highest_wins() -> None:
    asked: list[tuple[str, list[str], RouteContext]] = []

    def voters(
        shot: Wish, candidates: Sequence[Candidate], context: RouteContext
    ) -> tuple[Vote, ...]:
        asked.append((shot.address, [one.address for one in candidates], context))
        return (
            Vote(plugin="other", model="moon/one", priority=9, counts=False),
            Vote(plugin="good", model="cloud/cheap", priority=5, reason="quick"),
            Vote(plugin="meek", model="cloud/bare", priority=1),
        )

    made = plan(voters=voters)
    assert routes(made) == ["cloud/cheap"] * 3
    assert [address for address, _, _ in asked] == ["s/a", "s/c"]
    assert asked[0][1] == ["cloud/dear", "cloud/cheap", "cloud/bare"]
    assert asked[0][2] == RouteContext(as_of=AS_OF, rule="route 1")
    route = made["s/a"].route
    assert route is not None
    assert route.reason == "route 1 (good: quick)"
    lines = told(made, "s/a").splitlines()
    assert [line.split()[1] for line in lines[2:5]] == ["cloud/cheap", "cloud/bare", "cloud/dear"]
    assert lines[5].endswith("votes for moon/one (9) · does not count: it is not to choose from")
    assert lines[6] == "   good votes for cloud/cheap (5): quick"


def test_nobody_is_asked_where_there_is_no_choice() -> None:
    def voters(*_: object) -> tuple[Vote, ...]:
        raise AssertionError("one candidate needs no vote")

    assert routes(plan(BOARD.replace(routes=[{"use": "cloud/dear"}]), voters=voters))


def test_needs_are_read_from_what_is_shown() -> None:
    rules = [{"when": {"needs": ["negative"]}, "use": "cloud/dear"}, {"use": "cloud/cheap"}]
    board = with_shot(2, negative="rain").replace(routes=rules)
    assert routes(plan(board)) == ["cloud/cheap", "cloud/cheap", "cloud/dear"]
    rules[0] = {"when": {"needs": ["references"]}, "use": "cloud/dear"}
    pictured = with_shot(2, references=["pose.png"]).replace(routes=rules)
    assert routes(plan(pictured)) == ["cloud/cheap", "cloud/cheap", "cloud/dear"]


def test_a_need_that_no_shot_can_have_yet_is_told() -> None:
    rules = [{"when": {"needs": ["last_frame"]}, "use": "cloud/dear"}, {"use": "cloud/cheap"}]
    assert "route 1 never holds: no shot needs last_frame yet." in str(
        plan(BOARD.replace(routes=rules))
    )


def test_a_seed_is_not_promised_to_a_model_that_takes_none() -> None:
    board = with_shot(2, seed=7)
    taken, ignored = plan(board, use="cloud/dear"), plan(board, use="cloud/cheap")
    assert (taken["s/c"].seed, taken["s/c"].not_honoured) == (7, ())
    assert (ignored["s/c"].seed, ignored["s/a"].seed) == (None, None)
    assert ignored["s/c"].not_honoured == ("seed",)
    assert "cloud/cheap does not honour seed." in str(ignored)


def test_no_model_is_explained_too() -> None:
    made = plan(with_shot(2, duration=30))
    assert told(made, "s/c").startswith("s/c  no model can make it\n   route 1: cloud/dear")
    unmatched = plan(BOARD.replace(routes=[{"when": {"scene": "x"}, "use": "cloud/dear"}]))
    assert told(unmatched, "s/a") == "s/a  no model can make it\n   no rule holds"
