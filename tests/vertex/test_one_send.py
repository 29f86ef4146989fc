"""Whatever goes wrong with a send: one request that costs money leaves the machine, never two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest

from ministudio.errors import ProviderError
from ministudio.testing.fakes import plays

if TYPE_CHECKING:
    from conftest import Ask, Connect, Serve

    from ministudio.errors import ErrorKind
    from ministudio.interfaces.provider import AttemptInfo
    from ministudio.testing.fakes.plays import Play

VEO = "veo-3.1-lite-generate-001"
OMNI = "gemini-omni-1.2-flash"
LATER = {"retry_after": "7"}
DAILY = "Quota exceeded for quota metric 'GenerateVideoRequestsPerDay'."
FAULTS: list[tuple[str, Play, ErrorKind]] = [
    ("lost", plays.lost(), "unknown_outcome"),
    ("dropped", plays.dropped(), "unknown_outcome"),
    ("hangs", plays.hangs(), "unknown_outcome"),
    ("garbage", plays.garbage(), "unknown_outcome"),
    ("500", plays.broken(500, accepted=True), "unknown_outcome"),
    ("503", plays.broken(503), "unknown_outcome"),
    ("504", plays.broken(504), "unknown_outcome"),
    ("408", plays.error(408), "unknown_outcome"),
    ("409", plays.error(409), "unknown_outcome"),
    ("429", plays.error(429, "", "Quota exceeded for requests per minute", **LATER), "rate_limit"),
    ("daily", plays.error(429, "", DAILY), "quota"),
    ("400", plays.error(400, "", "Unsupported aspect ratio."), "invalid_request"),
    ("unsafe", plays.error(400, "", "Blocked. Support codes: 62263041"), "refused_input"),
    ("401", plays.error(401), "auth"),
    ("403", plays.error(403), "auth"),
    ("billing", plays.error(403, "", "Billing is disabled for the project"), "quota"),
    ("404", plays.error(404, "", "The model is no longer available."), "model_gone"),
]


@pytest.mark.parametrize("model", [VEO, OMNI])
@pytest.mark.parametrize("play, kind", [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_one_request_is_sent(
    serve: Serve,
    connect: Connect,
    ask: Ask,
    attempt: AttemptInfo,
    model: str,
    play: Play,
    kind: ErrorKind,
) -> None:
    fake = serve(play)

    async def send() -> ProviderError:
        async with connect(fake, timeout=0.4 if play.answer == "hang" else 30.0) as provider:
            await provider.prepare(ask(model))
            with pytest.raises(ProviderError) as caught:
                await provider.submit(ask(model), attempt)
            return caught.value

    error = anyio.run(send)
    assert error.kind == kind, error
    assert len(fake.sends) == 1
    assert len(fake.ledger) == play.accepted
    if play.headers:
        assert error.retry_after == 7


@pytest.mark.parametrize("model", [VEO, OMNI])
def test_a_connection_that_was_never_made_is_certainly_no_send(
    serve: Serve, connect: Connect, ask: Ask, attempt: AttemptInfo, model: str
) -> None:
    fake, away = serve(), serve()
    away.__exit__(None, None, None)

    async def send() -> ProviderError:
        async with connect(fake, base_url=away.origin) as provider:
            with pytest.raises(ProviderError) as caught:
                await provider.submit(ask(model), attempt)
            return caught.value

    assert anyio.run(send).kind == "transient"
    assert not fake.sends


def test_waiting_for_gemini_omni_sends_once_too(
    serve: Serve, connect: Connect, ask: Ask, attempt: AttemptInfo
) -> None:
    fake = serve(plays.lost())

    async def send() -> ProviderError:
        async with connect(fake, background=False) as provider:
            with pytest.raises(ProviderError) as caught:
                await provider.submit(ask(OMNI), attempt)
            return caught.value

    assert anyio.run(send).kind == "unknown_outcome"
    assert len(fake.sends) == 1
    assert fake.sends[0].body["background"] is False


def test_without_a_token_nothing_is_sent(serve: Serve, connect: Connect, ask: Ask) -> None:
    fake = serve()
    fake.token_status = 400

    async def send() -> ProviderError:
        async with connect(fake) as provider:
            with pytest.raises(ProviderError) as caught:
                await provider.prepare(ask(VEO))
            return caught.value

    assert anyio.run(send).kind == "auth"
    assert not fake.sends
