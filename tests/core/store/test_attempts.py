from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ministudio.config.money import Money
from ministudio.errors import StoreError
from ministudio.results import LIVE, Attempt
from ministudio.store import Store, attempts
from ministudio.store.attempts import ENDS, FOLLOWS
from ministudio.store.history import start_run

if TYPE_CHECKING:
    from collections.abc import Callable


def begin(store: Store, attempt: Attempt) -> Attempt:
    return store.write(lambda unit: attempts.begin(unit, attempt))


def advance(store: Store, attempt: Attempt, state: str, **changes: object) -> Attempt:
    return store.write(lambda unit: attempts.advance(unit, attempt, state, **changes))


def reopen(store: Store, attempt: Attempt) -> Attempt:
    return store.write(lambda unit: attempts.reopen(unit, attempt, {"id": "j"}))


def test_an_attempt_comes_back_as_it_was(store: Store, new_attempt: Callable[..., Attempt]) -> None:
    attempt = begin(store, new_attempt(hint={"prefix": "gs://b/x"}, reconcile="place", frames=48))
    attempt = advance(store, attempt, "submitting")
    attempt = advance(store, attempt, "accepted", job={"id": "j", "data": {"region": "eu"}})
    assert store.attempt(attempt.id) == attempt
    assert store.live_attempts() == [attempt]


def test_state_event_and_ledger_change_together(
    store: Store, new_attempt: Callable[..., Attempt]
) -> None:
    attempt = begin(store, new_attempt())
    assert store.spent() == Money(micros=1_000_000)
    attempt = advance(store, attempt, "submitting")
    attempt = advance(store, attempt, "accepted", job={"id": "j"})
    attempt = advance(store, attempt, "failed", error="transient", message="broke")
    assert store.spent() == Money()
    assert store.live_attempts() == []
    events = [event for event in store.events() if event.attempt]
    assert [event.kind.removeprefix("attempt.") for event in events] == [
        "planned",
        "submitting",
        "accepted",
        "failed",
    ]
    assert events[2].data == {"job": {"id": "j"}}
    assert events[3].message == "broke"


def test_the_same_request_cannot_be_sent_twice(
    store: Store, new_attempt: Callable[..., Attempt]
) -> None:
    first = begin(store, new_attempt("one", request_digest="same"))
    with pytest.raises(StoreError, match="already has attempt 'one'"):
        begin(store, new_attempt("two", request_digest="same"))
    assert store.spent() == first.reserved
    first = advance(store, first, "submitting")
    advance(store, first, "failed")
    begin(store, new_attempt("two", request_digest="same"))


def test_a_stale_caller_moves_nothing(store: Store, new_attempt: Callable[..., Attempt]) -> None:
    planned = begin(store, new_attempt())
    advance(store, planned, "cancelled")
    with pytest.raises(StoreError, match="no longer 'planned'"):
        advance(store, planned, "submitting")


def test_a_job_is_claimed_by_one_attempt(store: Store, new_attempt: Callable[..., Attempt]) -> None:
    one, two = begin(store, new_attempt("one")), begin(store, new_attempt("two"))
    one = advance(store, one, "submitting")
    advance(store, one, "accepted", job={"id": "j", "data": {}})
    assert store.is_claimed(two, "j")
    assert not store.is_claimed(one, "j")
    assert not store.is_claimed(two.replace(endpoint="other"), "j")


def test_costs_are_split(store: Store, new_attempt: Callable[..., Attempt]) -> None:
    begin(store, new_attempt("one", shot="a/b"))
    begin(store, new_attempt("two", shot="a/c", endpoint="vertex-ai", micros=2_000_000))
    begin(store, new_attempt("three", shot="solo", micros=4_000_000))
    assert store.costs("scene") == {"a": Money(micros=3_000_000), "solo": Money(micros=4_000_000)}
    assert store.costs("endpoint") == {
        "my-gpu": Money(micros=5_000_000),
        "vertex-ai": Money(micros=2_000_000),
    }
    assert store.costs("run") == {"run-1": Money(micros=7_000_000)}


def test_two_currencies_are_not_added_up(store: Store, new_attempt: Callable[..., Attempt]) -> None:
    begin(store, new_attempt("one"))
    begin(store, new_attempt("two", reserved=Money(micros=5, currency="EUR")))
    assert store.spent("USD") == Money(micros=1_000_000)
    assert store.totals() == {
        "EUR": Money(micros=5, currency="EUR"),
        "USD": Money(micros=1_000_000),
    }
    assert set(store.costs()) == {"my-gpu", "my-gpu (USD)"}


def test_a_bill_in_another_currency_replaces_the_reservation(
    store: Store, new_attempt: Callable[..., Attempt]
) -> None:
    attempt = advance(store, begin(store, new_attempt("one")), "submitting")
    euros = Money(micros=900_000, currency="EUR")
    advance(store, attempt, "failed", billed=euros)
    assert store.totals() == {"EUR": euros}
    found = store.attempt("one")
    assert found is not None
    assert found.billed == euros
    assert found.reserved == Money(micros=1_000_000)


def test_a_reopened_attempt_is_reserved_for_again(
    store: Store, new_attempt: Callable[..., Attempt]
) -> None:
    attempt = advance(store, begin(store, new_attempt("one")), "submitting")
    for billed in (Money(), Money(micros=300_000), Money(micros=5, currency="EUR")):
        ended = advance(store, attempt, "failed", billed=billed)
        attempt = reopen(store, ended)
        assert store.totals() == {"USD": Money(micros=1_000_000)}
    assert (attempt.state, attempt.billed) == ("accepted", None)
    with pytest.raises(StoreError, match="not ended in vain"):
        reopen(store, attempt)


@given(state=st.sampled_from(sorted(LIVE)))
def test_every_live_state_leads_to_an_end(state: str) -> None:
    seen, front = set(), {state}
    while front:
        seen |= front
        front = {after for one in front for after in FOLLOWS.get(one, ())} - seen
    assert seen & ENDS


def test_what_is_spent_is_what_the_attempts_say(
    tmp_path_factory: pytest.TempPathFactory, new_attempt: Callable[..., Attempt]
) -> None:
    class Spending(RuleBasedStateMachine):
        """Whatever happens to attempts, spent = billed of the ended + reserved of the live."""

        def __init__(self) -> None:
            super().__init__()
            folder = tmp_path_factory.mktemp("store")
            self.store = Store.open(folder, project="board")
            self.store.write(lambda unit: start_run(unit, run="run-1", board="digest"))
            self.all: list[Attempt] = []

        @rule(micros=st.integers(0, 5_000_000))
        def plan(self, micros: int) -> None:
            name = f"attempt-{len(self.all)}"
            self.all.append(begin(self.store, new_attempt(name, micros=micros)))

        @precondition(lambda self: any(one.state in LIVE for one in self.all))
        @rule(data=st.data(), billed=st.none() | st.integers(0, 9_000_000))
        def move(self, data: st.DataObject, billed: int | None) -> None:
            live = [one for one in self.all if one.state in LIVE]
            attempt = data.draw(st.sampled_from(live))
            state = data.draw(st.sampled_from(sorted(FOLLOWS[attempt.state])))
            changes = {}
            if state in ENDS and billed is not None:
                changes["billed"] = Money(micros=billed)
            moved = advance(self.store, attempt, state, **changes)
            self.all[self.all.index(attempt)] = moved

        @invariant()
        def adds_up(self) -> None:
            due = sum(
                one.reserved.micros if one.state in LIVE else one.billed.micros for one in self.all
            )
            assert self.store.spent().micros == due
            assert {one.id for one in self.store.live_attempts()} == {
                one.id for one in self.all if one.state in LIVE
            }

        def teardown(self) -> None:
            self.store.close()

    case = Spending.TestCase
    case.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
    case().runTest()
