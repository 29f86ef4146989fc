from __future__ import annotations

from typing import Any

import pytest

from ministudio.config.money import Money
from ministudio.interfaces.plan import Cost
from ministudio.orchestrator import RunSettings

pytestmark = pytest.mark.anyio


def five(stage: Any, **fields: Any) -> list[Any]:
    return [stage.shot(f"s{n}", paid=True, high="1 USD", **fields) for n in range(5)]


@pytest.mark.parametrize("where", ["plan", "settings", "run", "argument"])
async def test_no_cap_is_overrun_by_shots_side_by_side(stage: Any, where: str) -> None:
    three = Money(micros=3_000_000)
    options: dict[str, Any] = {}
    plan = stage.plan(*five(stage), cap="3 USD" if where == "plan" else None)
    if where == "settings":
        options["settings"] = RunSettings(max_cost=three)
    if where == "argument":
        options["max_cost"] = three
    if where == "run":
        plan = plan.replace(run_cap=three)
    result = await stage.finish(plan, **options)
    assert len(result.made) == 3
    assert {failure.kind for failure in result.failed} == {"budget"}
    assert result.exit_code == 4
    assert stage.ledger.count("submit") == 3
    with stage.store() as store:
        assert store.spent() == three


async def test_the_project_cap_counts_earlier_runs_the_run_cap_does_not(stage: Any) -> None:
    await stage.finish(stage.plan(*five(stage)[:2]))
    other = five(stage)[2:]
    result = await stage.finish(stage.plan(*other, cap="4 USD"))
    assert len(result.made) == 2
    last = [stage.shot("last", paid=True, high="1 USD")]
    result = await stage.finish(stage.plan(*last, run_cap="1 USD"))
    assert result.made == ("last",)


async def test_an_unknown_attempt_keeps_its_reservation_in_the_budget(stage: Any) -> None:
    stage.script, stage.reconcile, stage.concurrency = {"bad": "silent"}, "none", 1
    shots = [
        stage.shot("a", text="bad one", paid=True, high="2 USD"),
        stage.shot("b", paid=True, high="2 USD"),
    ]
    result = await stage.finish(stage.plan(*shots, cap="3 USD"))
    assert [attempt.shot for attempt in result.unknown] == ["a"]
    assert [failure.shot for failure in result.failed] == ["b"]


async def test_a_missing_price_is_refused_under_a_cap(stage: Any) -> None:
    unpriced = Cost(low=Money(), high=Money())
    shot = stage.shot("a", paid=True, cost=unpriced)
    result = await stage.finish(stage.plan(shot, cap="3 USD"))
    assert "no known price" in result.reason("a")
    assert list(stage.ledger) == []
    result = await stage.finish(stage.plan(shot))
    assert result.made == ("a",)


async def test_a_cap_in_another_currency_is_refused(stage: Any) -> None:
    result = await stage.finish(stage.plan(stage.shot("a", paid=True), cap="3 EUR"))
    assert "priced in USD, the cap is in EUR" in result.reason("a")
    assert result.exit_code == 4
    assert list(stage.ledger) == []


async def test_free_shots_run_under_any_cap(stage: Any) -> None:
    result = await stage.finish(stage.plan(stage.shot("a"), cap="0 USD"))
    assert result.made == ("a",)
