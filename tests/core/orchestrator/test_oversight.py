"""What a person sees and settles, also while the project is run."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from ministudio.config.money import Money
from ministudio.errors import ApprovalError, ConfigurationError, NotFoundError, ProviderError
from ministudio.orchestrator import oversight
from ministudio.testing.canned import CannedProvider

pytestmark = pytest.mark.anyio

CENTS = Money(micros=50_000)


async def lose_an_answer(stage: Any) -> None:
    """One attempt whose outcome nobody knows, though it was accepted."""
    stage.script, stage.reconcile = {"bad": "silent"}, "none"
    await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    stage.script = {}


async def stop_in_flight(stage: Any, *shots: str) -> None:
    """Jobs that go on after their run was stopped."""
    stage.job_seconds = 3600.0
    with stage.store() as store:
        async with stage.run(stage.plan(*(stage.shot(s, paid=True) for s in shots)), store) as run:
            seen = 0
            async for event in run:
                seen += event.kind == "attempt.accepted"
                if seen == len(shots):
                    break
    stage.job_seconds = 0.0


async def test_what_needs_a_person_comes_first(stage: Any) -> None:
    await stop_in_flight(stage, "x")
    await lose_an_answer(stage)  # its run is still looking after nothing: x was collected
    await stop_in_flight(stage, "y")
    with stage.store() as store:
        status = oversight.look(store)
        assert [(one.concern, one.attempt.shot) for one in status.attempts] == [
            ("unknown", "a"),
            ("orphaned", "y"),
        ]
        assert (status.runner, status.takes) == ("", 1)
        assert status.spent["USD"] == CENTS * 3
        with store.runner():
            status = oversight.look(store)
            assert status.runner
            assert [one.attempt.shot for one in status.attempts] == ["a", "y"]
            assert status.of("running")[0].shot == "y"


async def test_paid_and_not_sent_let_the_next_run_send_anew(stage: Any) -> None:
    await lose_an_answer(stage)
    with stage.store() as store:
        (attempt,) = store.live_attempts()
        settled = oversight.resolve(store, attempt, paid=True)
        assert (settled.state, settled.billed) == ("failed", CENTS)
        with pytest.raises(ApprovalError, match="nothing to settle"):
            oversight.resolve(store, settled, not_sent=True)
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert result.made == ("a",)
    with stage.store() as store:
        assert store.spent() == CENTS * 2
    await lose_an_answer(stage)


async def test_what_was_never_sent_costs_nothing(stage: Any) -> None:
    await lose_an_answer(stage)
    with stage.store() as store:
        (attempt,) = store.live_attempts()
        oversight.resolve(store, attempt, not_sent=True)
        assert not store.spent()


@pytest.mark.parametrize("first", ["nothing", "paid", "not_sent"])
async def test_a_job_that_turned_up_is_collected(stage: Any, first: str) -> None:
    await lose_an_answer(stage)
    job = next(call.job for call in stage.ledger if call.verb == "accept" and "bad" in call.text)
    data = {"width": 64, "height": 36, "fps": "24", "frames": 12, "fault": "", "at": 0}
    with stage.store() as store:
        (attempt,) = store.live_attempts()
        if first != "nothing":
            attempt = oversight.resolve(store, attempt, **{first: True})
        text = oversight.Job(id=job, data=data).model_dump_json()
        adopted = oversight.resolve(store, attempt, job=text)
        assert (adopted.state, store.spent()) == ("accepted", CENTS)
        with pytest.raises(ConfigurationError, match="no job"):
            oversight.resolve(store, adopted, job="{")
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert result.made == ("a",)
    assert stage.ledger.accepted()["bad one#1"] == 1
    with stage.store() as store:
        assert (store.spent(), store.live_attempts()) == (CENTS, [])


async def test_a_job_given_up_here_can_still_be_collected(stage: Any) -> None:
    await stop_in_flight(stage, "a")
    with stage.store() as store:
        attempt = oversight.find(store, "a")
        ended = await oversight.cancel(store, attempt, stage.endpoint)
        assert (ended.state, ended.billed) == ("cancelled", CENTS)
        assert stage.ledger.count("cancel") == 0
        assert oversight.look(store).of("left running") == (ended,)
        with pytest.raises(ApprovalError, match="has ended"):
            await oversight.cancel(store, ended, stage.endpoint)
        oversight.resolve(store, ended, job=str((ended.job or {})["id"]))
    with stage.store() as store:
        (attempt,) = store.live_attempts()
        assert attempt.state == "accepted"


async def test_the_provider_is_asked_to_stop(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await stop_in_flight(stage, "a", "b")
    with stage.store() as store:
        ended = await oversight.cancel(
            store, oversight.find(store, "a"), stage.endpoint, remote=True
        )
        assert (ended.state, ended.error, ended.billed) == ("cancelled", "cancelled", CENTS)
        assert stage.ledger.count("cancel") == 1
        assert oversight.look(store).of("left running") == ()

        async def too_late(*_: Any) -> str:
            return "too_late"

        monkeypatch.setattr(CannedProvider, "_cancel", too_late)
        attempt = oversight.find(store, "b")
        with pytest.raises(ProviderError, match="too late"):
            await oversight.cancel(store, attempt, stage.endpoint, remote=True)
        assert store.live_attempts() == [attempt]


async def test_a_run_lets_go_of_what_a_person_cancels_beside_it(stage: Any) -> None:
    stage.job_seconds = 3600.0
    plan = stage.plan(stage.shot("a", paid=True), stage.shot("b", paid=True))
    with stage.store() as store, stage.store() as beside, anyio.fail_after(30):
        async with stage.run(plan, store) as run:
            seen: set[str] = set()
            async for event in run:
                if event.kind == "attempt.accepted" and event.shot not in seen:
                    seen.add(event.shot)
                    attempt = beside.attempt(event.attempt)
                    await oversight.cancel(beside, attempt, stage.endpoint)
            result = await run.wait()
    assert {failure.kind for failure in result.failed} == {"cancelled"}
    assert result.made == ()
    with stage.store() as store:
        assert store.spent() == CENTS * 2


async def test_nothing_that_is_being_sent_can_be_settled(stage: Any) -> None:
    await lose_an_answer(stage)
    with stage.store() as store:
        (attempt,) = store.live_attempts()
        sending = attempt.replace(state="submitting")
        with pytest.raises(ApprovalError, match="nobody knows"):
            await oversight.cancel(store, attempt, stage.endpoint)
        with store.runner(), pytest.raises(ApprovalError, match="just being sent"):
            oversight.resolve(store, sending, paid=True)
        with pytest.raises(ConfigurationError, match="one of"):
            oversight.resolve(store, attempt)


async def test_attempts_are_found_by_shot_id_and_the_beginning_of_it(stage: Any) -> None:
    await stop_in_flight(stage, "a", "b")
    with stage.store() as store:
        one, two = store.live_attempts()
        assert oversight.find(store, one.shot) == one
        assert oversight.find(store, two.id[:-1]) in (one, two)
        for name in ("", "nobody", one.id[:2]):
            with pytest.raises(NotFoundError):
                oversight.find(store, name)


async def test_a_job_that_another_account_does_not_know_is_not_lost(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = stage.endpoint

    def signed_in_as(account: str, *, knows: bool) -> None:
        def build(name: str) -> Any:
            built = endpoint(name)
            built.account = account
            if not knows:
                built.provider._poll = forget
            return built

        monkeypatch.setattr(stage, "endpoint", build)

    async def forget(_job: Any) -> Any:
        raise ProviderError("no such job", kind="lost")

    signed_in_as("one", knows=True)
    await stop_in_flight(stage, "a")
    plan = stage.plan(stage.shot("a", paid=True))
    signed_in_as("two", knows=False)
    result = await stage.finish(plan)
    assert "'one'; it is 'two' now" in result.reason("a")
    assert result.exit_code == 5
    signed_in_as("one with a new key", knows=True)
    result = await stage.finish(plan)
    assert result.made == ("a",)
    assert stage.ledger.count("submit") == 1


async def test_another_account_s_list_says_nothing_about_a_lost_send(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, accounts = stage.endpoint, iter(["one", "two"])

    def build(name: str) -> Any:
        built = endpoint(name)
        built.account = next(accounts)
        return built

    monkeypatch.setattr(stage, "endpoint", build)
    await lose_an_answer(stage)
    stage.reconcile = "list"
    with stage.store() as store:
        store.write(
            lambda unit: unit.execute("UPDATE attempt SET reconcile = 'list' WHERE shot = 'a'")
        )
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    assert [attempt.shot for attempt in result.unknown] == ["a"]
    assert stage.ledger.count("reconcile") == 0


async def test_a_fault_that_nobody_raised_on_purpose_fails_one_shot(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = stage.endpoint

    def strange(name: str) -> Any:
        built = endpoint(name)
        if name == "canned-paid":
            built.reconcile = lambda model: {}["no such class"]
        return built

    monkeypatch.setattr(stage, "endpoint", strange)
    result = await stage.finish(stage.plan(stage.shot("a", paid=True), stage.shot("b")))
    assert result.made == ("b",)
    assert "KeyError" in result.reason("a")
