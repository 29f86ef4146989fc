"""Servers on the loopback that the real SDKs of paid services talk to, unmodified.

They are scripted by the test, and keep the requests and the bills: what was really sent and
charged does not come from the program under test. `loopback`, `plays` and `ledger` are what all
share; there is one module for each service.

    with FakeVideos(server="openai", script=[plays.rate_limited(2)]) as fake:
        ...  # point the provider at fake.base_url
    assert len(fake.ledger) == 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.testing.fakes.plays import Play
    from ministudio.testing.fakes.vertex import FakeVertex
    from ministudio.testing.fakes.videos import FakeVideos

__all__ = ["FakeVertex", "FakeVideos", "Play"]

__getattr__ = exports(
    __name__,
    {
        "FakeVertex": "ministudio.testing.fakes.vertex",
        "FakeVideos": "ministudio.testing.fakes.videos",
        "Play": "ministudio.testing.fakes.plays",
    },
)
