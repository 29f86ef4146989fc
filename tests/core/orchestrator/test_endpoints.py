"""How many jobs an account gets at once, and what is sent there no more."""

from __future__ import annotations

from typing import Any

import pytest

from ministudio.errors import ProviderError
from ministudio.orchestrator.endpoints import Endpoint, Gates, Pace

pytestmark = pytest.mark.anyio


async def test_a_rate_limit_halves_the_places_and_success_brings_them_back() -> None:
    pace = Pace.of(8)
    seen = []
    for _ in range(4):
        pace.slow_down(until=0.0)
        seen.append(pace.limiter.total_tokens)
    assert seen == [4, 2, 1, 1]
    sends = 0
    while pace.limiter.total_tokens < 8:
        pace.speed_up()
        sends += 1
    assert sends == sum(range(1, 8))  # one more place after as many sends as there are places
    pace.speed_up()
    assert pace.limiter.total_tokens == 8


async def test_one_rate_limit_lets_all_shots_rest(stage: Any) -> None:
    stage.script, stage.concurrency = {"bad:1": "rate_limit"}, 4
    limits: list[int] = []
    build = stage.endpoint

    def watched(name: str) -> Endpoint:
        endpoint = build(name)
        submit = endpoint.provider._submit

        async def told(*arguments: Any) -> Any:
            try:
                return await submit(*arguments)
            except ProviderError as error:
                error.retry_after = 30.0
                raise
            finally:
                limits.append(round(stage.clock.passed))

        endpoint.provider._submit = told
        return endpoint

    stage.endpoint = watched
    shots = [stage.shot(f"s{n}", text=f"bad {n}", paid=True) for n in range(8)]
    result = await stage.finish(stage.plan(*shots))
    assert len(result.made) == 8
    # Those on their way were sent at once; all others waited for half a minute.
    assert sum(at < 30 for at in limits) <= 4
    assert max(limits) >= 30
    assert stage.ledger.count("accept") == 8


async def test_endpoints_of_one_account_share_its_pace(stage: Any) -> None:
    def build(name: str) -> Endpoint:
        endpoint = stage.endpoint(name)
        endpoint.account = "" if name == "nobody" else "fingerprint"
        return endpoint

    gates = Gates(build)
    one, two, other = (gates.get(name) for name in ("one", "two", "nobody"))
    assert one.pace is two.pace is not other.pace


async def test_a_model_that_is_gone_gets_nothing_more_and_the_others_do(stage: Any) -> None:
    stage.script, stage.concurrency = {"bad": "model_gone"}, 1
    shots = [stage.shot(f"s{n}", text=f"bad {n}", paid=True) for n in range(3)]
    other = stage.shot("other", paid=True)
    assert other.route is not None
    other = other.replace(route=other.route.replace(model="another"))
    result = await stage.finish(stage.plan(*shots, other))
    assert result.made == ("other",)
    assert {failure.kind for failure in result.failed} == {"model_gone"}
    assert "canned-paid/clip" in result.reason("s2")
    assert sum("bad" in call.text for call in stage.ledger if call.verb == "submit") == 1


async def test_refusals_are_explained(stage: Any) -> None:
    stage.script = {"bad": "refused_input"}
    result = await stage.finish(stage.plan(stage.shot("a", text="bad one", paid=True)))
    (failure,) = result.failed
    assert "refused the words or images" in failure.hint
    assert "your choice" in failure.hint
