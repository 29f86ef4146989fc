"""Plans for the canned provider, and runs of them."""

from __future__ import annotations

import datetime
import logging
import sys
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio.to_thread
import pytest

from ministudio.clock import SystemClock
from ministudio.config.money import Money
from ministudio.interfaces.plan import Action, Cost, PlanRecord, Route, ShotPlan
from ministudio.interfaces.provider import ProviderContext
from ministudio.interfaces.request import Request
from ministudio.media.probe import verify
from ministudio.orchestrator import Endpoint, Run, RunSettings
from ministudio.orchestrator.inspection import Inspector
from ministudio.planner.keys import seed_for
from ministudio.store import Store
from ministudio.storyboard.view import View
from ministudio.testing.canned import CannedProvider, CannedSettings, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.interfaces.events import Event
    from ministudio.media.facts import ClipFacts
    from ministudio.results import RunResult

FPS = Fraction(24)
FRAMES = 12


class QuickClock(SystemClock):
    """Waits are noted, not waited for."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.passed = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.passed

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.passed += seconds
        await super().sleep(0)


def money(text: str | None) -> Any:
    return None if text is None else Money.model_validate(text)


def shot_plan(
    address: str,
    *,
    paid: bool = False,
    action: Action = "make",
    text: str = "",
    high: str = "0.05 USD",
    **fields: Any,
) -> ShotPlan:
    text = text or f"{address} happens"
    seconds = FRAMES / FPS
    view = View(action=text, duration=seconds)
    provider = "canned-paid" if paid else "canned"
    request = Request(
        provider=provider, model="clip", text=text, width=64, height=36, fps=FPS, frames=FRAMES
    )
    cost = Cost(low=Money(), high=Money())
    if paid:
        amount = money(high)
        cost = Cost(low=amount, high=amount, source="test")
    values: dict[str, Any] = {
        "address": address,
        "scene": address.partition("/")[0],
        "status": "new",
        "action": action,
        "route": Route(
            endpoint=provider, provider=provider, model="clip", grade="final", free=not paid
        ),
        "view": view,
        "basis": view.basis,
        "plan_key": request.plan_key,
        "request": request,
        "seconds": seconds,
        "billed_seconds": seconds,
        "cost": cost,
        "seed": seed_for(view.basis, fields.get("take_number", 1)),
    }
    return ShotPlan(**{**values, **fields})


def plan_of(*shots: ShotPlan, cap: str | None = None, run_cap: str | None = None) -> PlanRecord:
    return PlanRecord(
        name="board",
        title="Board",
        board="0" * 64,
        as_of=datetime.date(2026, 11, 25),
        width=64,
        height=36,
        fps=FPS,
        shots=shots,
        cap=money(cap),
        run_cap=money(run_cap),
    )


class HereInspector(Inspector):
    """Looks at clips in this process: a worker takes longer to start than these clips to make."""

    async def facts(self, path: Path) -> ClipFacts:
        return await anyio.to_thread.run_sync(verify, path)


@dataclass
class Stage:
    """A store, the canned provider's ledger, and a way to run plans against them."""

    folder: Path
    cache: Path
    script: dict[str, str] = field(default_factory=dict)
    reconcile: str = "list"
    distinct: bool = False
    job_seconds: float = 0.0
    concurrency: int = 8
    settings: RunSettings = field(default_factory=RunSettings)
    clock: QuickClock = field(default_factory=QuickClock)
    events: list[Event] = field(default_factory=list)

    shot = staticmethod(shot_plan)
    plan = staticmethod(plan_of)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.folder / "ledger.jsonl")

    def store(self, *, create: bool = True) -> Store:
        return Store.open(self.folder / "store", project="board", create=create)

    def endpoint(self, name: str) -> Endpoint:
        settings = CannedSettings(
            ledger=str(self.ledger.path),
            cache=str(self.cache),
            script=self.script,
            seconds=self.job_seconds,
            reconcile=self.reconcile,
            distinct=self.distinct,
        )
        context = ProviderContext(
            clock=self.clock, logger=logging.getLogger("test"), scratch=self.folder / "scratch"
        )
        return Endpoint(
            name=name,
            provider=CannedProvider(settings, context),
            free=name == "canned",
            concurrency=self.concurrency,
            reconcile=lambda _model: settings.reconcile,
        )

    def run(self, plan: PlanRecord, store: Store, **options: Any) -> Run:
        options.setdefault("settings", self.settings)
        options.setdefault("inspector", HereInspector())
        return Run(plan, store=store, endpoints=self.endpoint, clock=self.clock, **options)

    async def through(self, plan: PlanRecord, store: Store, **options: Any) -> RunResult:
        async with self.run(plan, store, **options) as run:
            async for event in run:
                self.events.append(event)
        return await run.wait()

    async def finish(self, plan: PlanRecord, **options: Any) -> RunResult:
        with self.store() as store:
            return await self.through(plan, store, **options)

    def kinds(self, shot: str) -> list[str]:
        return [event.kind for event in self.events if event.shot == shot]


def pytest_addoption(parser: pytest.Parser) -> None:
    """For long campaigns by hand; the ordinary suite kills 200 times."""
    parser.addoption("--kills", default="200", help="how often the program is killed")
    parser.addoption("--seed", default="1", help="the dice of the campaign")


@pytest.fixture(scope="session")
def chaos() -> Any:
    """The module `chaos`, which lies beside this one."""
    spec = util.spec_from_file_location("chaos", Path(__file__).with_name("chaos.py"))
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["chaos"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def nursery(chaos: Any) -> Iterator[Any]:
    """A warm process that plays cases of `chaos`."""
    with chaos.nursery() as process:
        yield process


@pytest.fixture(scope="session")
def clip_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


@pytest.fixture
def stage(tmp_path: Path, clip_cache: Path) -> Stage:
    return Stage(tmp_path, clip_cache)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
