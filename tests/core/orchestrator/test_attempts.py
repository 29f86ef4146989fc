"""What goes wrong on the way of an attempt, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from ministudio.config.money import Money
from ministudio.orchestrator import RunSettings

pytestmark = pytest.mark.anyio

CENTS = Money(micros=50_000)


@pytest.mark.parametrize(
    "fault,kind,exit_code,spent",
    [
        ("invalid_request", "invalid_request", 1, Money()),
        ("auth", "auth", 1, Money()),
        ("model_gone", "model_gone", 1, Money()),
        ("quota", "quota", 1, Money()),
        ("refused_input", "refused_input", 6, Money()),
        ("fail:refused_output", "refused_output", 6, CENTS),
        ("fail:partial", "partial", 1, CENTS),
        ("fail:bad_output", "bad_output", 1, CENTS),
        ("fail:cancelled", "cancelled", 1, CENTS),
        ("fail:expired", "expired", 1, CENTS),
        ("broken", "bad_output", 1, CENTS),
        ("short", "bad_output", 1, CENTS),
        ("small", "bad_output", 1, CENTS),
        ("empty", "bad_output", 1, CENTS),
    ],
)
async def test_a_paid_failure_is_sent_once_and_says_why(
    stage: Any, fault: str, kind: str, exit_code: int, spent: Money
) -> None:
    stage.script = {"bad": fault}
    result = await stage.finish(
        stage.plan(stage.shot("a", text="bad one", paid=True), stage.shot("b"))
    )
    assert [(failure.shot, failure.kind) for failure in result.failed] == [("a", kind)]
    assert result.exit_code == exit_code
    assert result.made == ("b",)
    assert sum(call.text == "bad one" for call in stage.ledger if call.verb == "submit") == 1
    with stage.store() as store:
        assert store.spent() == spent
        assert store.live_attempts() == []
        assert [shot for shot, _grade in store.selected()] == ["b"]


@pytest.mark.parametrize("fault", ["rate_limit", "transient"])
async def test_what_was_certainly_not_accepted_is_sent_again(stage: Any, fault: str) -> None:
    stage.script = {"bad:2": fault}
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert result.made == ("a",)
    assert stage.ledger.count("submit") == 3
    assert stage.ledger.count("accept") == 1
    assert len({call.attempt for call in stage.ledger if call.verb == "submit"}) == 1
    with stage.store() as store:
        assert store.spent() == CENTS


async def test_a_rate_limit_without_an_end_gives_up(stage: Any) -> None:
    stage.script = {"bad": "rate_limit"}
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert [failure.kind for failure in result.failed] == ["rate_limit"]
    with stage.store() as store:
        assert not store.spent()


async def test_a_closed_endpoint_gets_nothing_more(stage: Any) -> None:
    stage.script, stage.concurrency = {"bad": "quota"}, 1
    shots = [stage.shot(f"s{n}", text=f"bad {n}", paid=True) for n in range(4)]
    result = await stage.finish(stage.plan(*shots, stage.shot("free")))
    assert len(result.failed) == 4
    assert result.made == ("free",)
    assert sum("bad" in call.text for call in stage.ledger if call.verb == "submit") == 1


@pytest.mark.parametrize("fault", ["broken", "short", "fail:transient", "fail:expired"])
async def test_a_free_failure_is_made_again(stage: Any, fault: str) -> None:
    stage.script = {"bad:1": fault}
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one")))
    assert result.made == ("a",)
    assert stage.ledger.count("accept") == 2


async def test_no_more_attempts_than_the_settings_say(stage: Any) -> None:
    stage.script, stage.settings = {"bad": "broken"}, RunSettings(max_attempts=3)
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one")))
    assert [failure.kind for failure in result.failed] == ["bad_output"]
    assert stage.ledger.count("accept") == 3


async def test_bad_bytes_are_kept_for_a_claim(stage: Any) -> None:
    stage.script = {"bad": "short"}
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert "it lasts 0.25 s (6 frames), not 0.50 s (12)" in result.reason("a")
    kept = list((stage.folder / "store" / "cas" / "quarantine").iterdir())
    assert len(kept) == 1
    assert str(kept[0]) in result.reason("a")


@pytest.mark.parametrize("reconcile", ["list", "key", "place"])
async def test_a_lost_answer_is_found_and_not_sent_again(stage: Any, reconcile: str) -> None:
    stage.script, stage.reconcile = {"bad": "silent"}, reconcile
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert result.made == ("a",), result.reason("a")
    assert stage.ledger.count("submit") == 1
    assert stage.ledger.count("reconcile") == 1


async def test_a_lost_send_that_was_not_accepted_is_made_again(stage: Any) -> None:
    stage.script = {"bad:1": "unknown_outcome"}
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert result.made == ("a",)
    assert stage.ledger.count("accept") == 1
    assert stage.ledger.count("reconcile") == 2  # a late job is not in the first list
    assert 10.0 in stage.clock.waits


async def test_nobody_is_paid_twice_when_nobody_knows(stage: Any) -> None:
    stage.script, stage.reconcile = {"bad": "silent"}, "none"
    plan = stage.plan(stage.shot("a", text="bad one", paid=True), stage.shot("b"))
    for _ in range(2):
        result = await stage.finish(plan)
        assert [attempt.shot for attempt in result.unknown] == ["a"]
        assert result.exit_code == 5
    assert sum(call.text == "bad one" for call in stage.ledger if call.verb == "submit") == 1
    with stage.store() as store:
        assert [attempt.state for attempt in store.live_attempts()] == ["unknown"]
        assert store.spent() == CENTS


async def test_unknown_is_resubmitted_where_the_author_says_so(stage: Any) -> None:
    stage.script, stage.reconcile = {"bad:1": "silent"}, "none"
    stage.settings = RunSettings(on_unknown="resubmit")
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert result.made == ("a",)
    assert stage.ledger.count("submit") == 2
    with stage.store() as store:
        assert store.spent() == CENTS * 2  # the lost one may have been paid


async def test_unknown_is_resubmitted_where_it_is_free(stage: Any) -> None:
    stage.script, stage.reconcile = {"bad:1": "silent"}, "none"
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one")))
    assert result.made == ("a",)
    assert stage.ledger.count("submit") == 2


async def test_a_forgotten_job_is_asked_about_or_made_again(stage: Any) -> None:
    stage.script = {"bad:1": "forget"}
    result = await stage.finish(
        stage.plan(stage.shot("a", text="bad paid", paid=True), stage.shot("b", text="bad free"))
    )
    assert [attempt.shot for attempt in result.unknown] == ["a"]


async def test_a_forgotten_free_job_is_made_again(stage: Any) -> None:
    stage.script = {"bad:1": "forget"}
    result = await stage.finish(stage.plan(stage.shot("b", text="bad free")))
    assert result.made == ("b",)
    assert stage.ledger.count("accept") == 2


async def test_a_job_that_takes_too_long_is_left_for_the_next_run(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = stage.endpoint

    def impatient(name: str) -> Any:
        built = endpoint(name)
        built.deadline = 30.0
        return built

    monkeypatch.setattr(stage, "endpoint", impatient)
    stage.job_seconds = 1e6
    plan = stage.plan(stage.shot("a", paid=True))
    result = await stage.finish(plan)
    assert [failure.kind for failure in result.failed] == ["deadline"]
    assert (result.exit_code, result.unknown) == (5, ())
    assert "next run picks it up" in result.reason("a")
    with stage.store() as store:
        assert [attempt.state for attempt in store.live_attempts()] == ["accepted"]
        assert store.spent() == CENTS
    stage.job_seconds = 0.0
    result = await stage.finish(plan)
    assert result.made == ("a",)
    assert stage.ledger.count("submit") == 1
