"""Many submitters against one budget: spent and reserved never exceed it, whatever they do."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from ministudio.config.money import Money
from ministudio.errors import BudgetError
from ministudio.orchestrator.budget import Caps
from ministudio.results import Attempt
from ministudio.store import Store, attempts, ledger
from ministudio.store.history import start_run

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.store.journal import Unit

CAP = Money(micros=1_000)
RACERS = 64


def attempt(name: str, micros: int) -> Attempt:
    return Attempt(
        id=name, project="board", run="run-1", shot=name, take_number=1, grade="final",
        basis="b", plan_key="k", request_digest=name, endpoint="e", provider="p", model="m",
        reserved=Money(micros=micros),
    )  # fmt: skip


def begin(store: Store, caps: Caps, one: Attempt) -> Attempt:
    def work(unit: Unit) -> Attempt:
        caps.check(unit, one)
        return attempts.advance(unit, attempts.begin(unit, one), "submitting")

    return store.write(work, durable=False)


class Budget(RuleBasedStateMachine):
    """Sends of any price, answered in any way, in any order, from two programs."""

    live = Bundle("live")

    def __init__(self) -> None:
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.stores = [Store.open(Path(self.folder.name) / "s", project="board") for _ in "ab"]
        self.stores[0].write(lambda unit: start_run(unit, run="run-1", board="digest"))
        self.names = map(str, itertools.count())
        self.billed = 0
        self.reserved: dict[str, int] = {}

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()

    @rule(target=live, which=st.integers(0, 1), micros=st.integers(0, 700))
    def send(self, which: int, micros: int) -> Any:
        one = attempt(next(self.names), micros)
        fits = not micros or self.billed + sum(self.reserved.values()) + micros <= CAP.micros
        try:
            sent = begin(self.stores[which], Caps(project=CAP), one)
        except BudgetError:
            assert not fits
            return None
        assert fits
        self.reserved[sent.id] = micros
        return sent

    @rule(one=consumes(live), which=st.integers(0, 1), share=st.integers(0, 100))
    def settle(self, one: Any, which: int, share: int) -> None:
        if one is not None:
            cost = self.reserved.pop(one.id) * share // 100
            self.billed += cost
            end = "failed" if share < 50 else "refused"
            self.stores[which].write(
                lambda unit: attempts.advance(unit, one, end, billed=Money(micros=cost)),
                durable=False,
            )

    @rule(one=consumes(live), target=live)
    def lose_the_answer(self, one: Any) -> Any:
        if one is None or one.state == "unknown":
            return one
        return self.stores[0].write(
            lambda unit: attempts.advance(unit, one, "unknown"), durable=False
        )

    @invariant()
    def the_cap_holds_and_the_sum_is_right(self) -> None:
        spent = {store.spent("USD").micros for store in self.stores}
        assert spent == {self.billed + sum(self.reserved.values())}
        assert max(spent) <= CAP.micros


TestBudget = Budget.TestCase
TestBudget.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize("price", [10, 37])
def test_sixty_four_submitters_never_overrun_a_budget(tmp_path: Path, price: int) -> None:
    """Each has a connection of its own, as separate processes have."""
    with Store.open(tmp_path / "s", project="board") as first:
        first.write(lambda unit: start_run(unit, run="run-1", board="digest"))
        cap = Money(micros=price * 20 + price // 2)
        won: list[str] = []
        start = threading.Barrier(RACERS)

        def race(number: int) -> None:
            with Store.open(tmp_path / "s", project="board") as store:
                start.wait()
                for name in (f"{number}-a", f"{number}-b"):
                    try:
                        begin(store, Caps(project=cap), attempt(name, price))
                    except BudgetError:
                        continue
                    won.append(name)

        threads = [threading.Thread(target=race, args=(number,)) for number in range(RACERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 20
        assert first.spent() == Money(micros=price * 20)
        assert first.write(lambda unit: ledger.total(unit, currency="USD")) <= cap
