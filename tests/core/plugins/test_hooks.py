"""One test for each hook, by the example in its own documentation."""

from __future__ import annotations

import datetime
import inspect
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.config.money import Money
from ministudio.interfaces.capabilities import ModelInfo
from ministudio.interfaces.findings import Finding
from ministudio.interfaces.plan import Cost, PlanContext, PlanRecord, ShotPlan
from ministudio.interfaces.routing import Candidate, RouteContext, Wish
from ministudio.plugins import (
    CompilerSpec,
    DialectSpec,
    HealthCheck,
    ProviderSpec,
    StitcherSpec,
    hookspecs,
)
from ministudio.plugins.manager import spec_names
from ministudio.plugins.planning import PlanHooks
from ministudio.storyboard import Storyboard
from ministudio.storyboard.view import View

if TYPE_CHECKING:
    from conftest import Load

    from ministudio.plugins import Registry


AS_OF = datetime.date(2026, 11, 25)
INFO = ModelInfo(id="one", as_of=AS_OF, source="test")
CANDIDATES = tuple(
    Candidate(endpoint=name, provider=name, info=INFO, grade="final") for name in ("moon", "orbit")
)
BOARD = Storyboard(title="T", scenes=[{"id": "a", "action": "It is."}])
PLAN = PlanRecord(name="t", title="T", board="0" * 64, as_of=AS_OF, width=64, height=64, fps=24)


def wish(**fields: Any) -> Wish:
    view = View(action="It is.", duration=2)
    return Wish(address="a", scene="a", view=view, width=64, height=64, fps=24, **fields)


def example(hook: str) -> str:
    """The code below `Example::` in a hook's docstring."""
    text = inspect.getdoc(getattr(hookspecs, hook)) or ""
    _, _, code = text.partition("Example::\n")
    assert code, f"{hook} has no example"
    return textwrap.dedent(code)


def active(registry: Registry) -> Registry:
    plugin = registry.plugins[1]
    assert (plugin.state, plugin.reason) == ("active", "")
    return registry


def test_hook_register_providers(load: Load) -> None:
    registry = active(load(example("ministudio_register_providers")))
    assert isinstance(registry.provider("orbit"), ProviderSpec)


def test_hook_register_compilers(load: Load) -> None:
    registry = active(load(example("ministudio_register_compilers")))
    assert isinstance(registry.compiler("haiku"), CompilerSpec)


def test_hook_register_dialects(load: Load) -> None:
    registry = active(load(example("ministudio_register_dialects")))
    entry = registry.dialects.catalog.get("orbit")
    assert entry is not None
    assert isinstance(entry.spec, DialectSpec)


def test_hook_register_stitchers(load: Load) -> None:
    registry = active(load(example("ministudio_register_stitchers")))
    assert isinstance(registry.stitcher("prores"), StitcherSpec)


def test_hook_route_shot(load: Load) -> None:
    hooks = PlanHooks(active(load(example("ministudio_route_shot"))).manager)
    context = RouteContext(as_of=AS_OF, rule="route 1")
    night = wish(tags=("night",))
    assert hooks.has_voters
    assert hooks.votes(wish(), CANDIDATES, context) == ()
    assert hooks.votes(night, CANDIDATES[:1], context) == ()
    (vote,) = hooks.votes(night, CANDIDATES, context)
    assert (vote.plugin, vote.model, vote.priority) == ("p0", "orbit/one", 10)


def test_votes_are_in_order_and_those_for_strangers_do_not_count(load: Load) -> None:
    body = "@hookimpl\ndef ministudio_route_shot(candidates):\n    return RouteVote({}, {})"
    low, high, void = '"moon/one", 1', "candidates[1].address, 2", '"mars/*", 3'
    registry = load(*(body.format(*text.split(", ")) for text in (low, high, void)))
    votes = PlanHooks(registry.manager).votes(
        wish(), CANDIDATES, RouteContext(as_of=AS_OF, rule="route 1")
    )
    assert [(vote.plugin, vote.model, vote.counts) for vote in votes] == [
        ("p2", "mars/*", False),
        ("p1", "orbit/one", True),
        ("p0", "moon/one", True),
    ]


def test_a_plugin_that_fails_is_not_asked_again(load: Load) -> None:
    registry = load(
        """
        calls = []

        @hookimpl
        def ministudio_route_shot():
            calls.append(1)
            len(calls, 2)
        """
    )
    hooks = PlanHooks(registry.manager)
    context = RouteContext(as_of=AS_OF, rule="route 1")
    for _ in range(3):
        assert hooks.votes(wish(), CANDIDATES, context) == ()
    assert sys.modules["plugin_of_test_p0"].calls == [1]
    (told,) = hooks.findings(PLAN, PlanContext(storyboard=BOARD, as_of=AS_OF))
    assert (told.level, told.code) == ("warning", "plugin")
    assert "ministudio_route_shot: TypeError" in told.message


def test_hook_check_plan(load: Load) -> None:
    hooks = PlanHooks(active(load(example("ministudio_check_plan"))).manager)
    assert not hooks.has_voters
    context = PlanContext(storyboard=BOARD, as_of=AS_OF)
    assert hooks.findings(PLAN, context) == []
    moving = View(camera={"move": "slow dolly left"}, duration=1)
    shot = ShotPlan(
        address="a", scene="a", status="new", action="make", view=moving, basis=moving.basis,
        seconds=1, billed_seconds=1, cost=Cost(low=Money(), high=Money()),
    )  # fmt: skip
    (finding,) = hooks.findings(PLAN.replace(shots=(shot,)), context)
    assert isinstance(finding, Finding)
    assert (finding.plugin, finding.shot, finding.level) == ("p0", "a", "hint")
    assert str(finding).endswith("looks rushed. (by p0)")


@pytest.mark.parametrize("key,state", [("x", "ok"), (None, "warning")])
def test_hook_health(
    load: Load, monkeypatch: pytest.MonkeyPatch, key: str | None, state: str
) -> None:
    if key:
        monkeypatch.setenv("ORBIT_API_KEY", key)
    else:
        monkeypatch.delenv("ORBIT_API_KEY", raising=False)
    registry = active(load(example("ministudio_health")))
    found = {check.name: check for _plugin, check in registry.health()}
    assert isinstance(found["orbit key"], HealthCheck)
    assert found["orbit key"].state == state


def test_every_hook_has_a_test_here() -> None:
    tested = {name.removeprefix("test_hook_") for name in globals() if "test_hook_" in name}
    assert tested == {name.removeprefix("ministudio_") for name in spec_names()}


@pytest.mark.parametrize("hook", spec_names())
def test_no_hook_is_a_coroutine_or_stops_at_the_first_answer(hook: str) -> None:
    function = getattr(hookspecs, hook)
    assert not inspect.iscoroutinefunction(function)
    assert not function.ministudio_spec["firstresult"]
