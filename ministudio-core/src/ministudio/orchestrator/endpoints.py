"""Endpoints in use by a run: the provider behind each, its limits, and whether it still answers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio

from ministudio.errors import ProviderError
from ministudio.orchestrator.policy import POLICIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ministudio.interfaces.provider import ReconcileClass, VideoProvider

_log = logging.getLogger(__name__)

CLOSE_SECONDS = 0.5  # what a provider gets to say goodbye


def _none(_model: str) -> ReconcileClass:
    return "none"


@dataclass(slots=True)
class Endpoint:
    """A configured provider.

    `concurrency` jobs may be in flight at once. `reconcile` gives a model's class. `grace` is
    how many seconds after a send a job may still turn up; `deadline` how long a run waits for a
    job. `free` says that sending twice costs nothing.
    """

    name: str
    provider: VideoProvider
    free: bool = False
    concurrency: int = 4
    reconcile: Callable[[str], ReconcileClass] = _none
    account: str = ""
    grace: float = 10.0
    deadline: float = 3 * 3600.0


EndpointFactory = Callable[[str], Endpoint]
"""Builds the endpoint of a name; raises a MinistudioError when there is none."""


@dataclass(slots=True)
class Pace:
    """How much an account bears: fewer jobs at once after each rate limit, slowly more again.

    Additive increase, multiplicative decrease, as TCP does (RFC 5681): halved at once, and one
    more after as many accepted sends as there are places. Endpoints of one account share it.
    """

    most: int
    limiter: anyio.CapacityLimiter
    not_before: float = float("-inf")
    accepted: int = 0

    @classmethod
    def of(cls, most: int) -> Pace:
        """A pace that begins with all its places."""
        return cls(most, anyio.CapacityLimiter(most))

    def slow_down(self, *, until: float) -> None:
        """The provider said: too much. `until` is when the clock lets the next send go."""
        self.not_before = max(self.not_before, until)
        self.accepted = 0
        self.limiter.total_tokens = max(1, self.limiter.total_tokens // 2)

    def speed_up(self) -> None:
        """A send was accepted."""
        self.accepted += 1
        if self.accepted >= self.limiter.total_tokens < self.most:
            self.accepted = 0
            self.limiter.total_tokens += 1


@dataclass(slots=True)
class Gate:
    """The way to one endpoint: so many at once, and none after it was closed."""

    endpoint: Endpoint
    pace: Pace
    closed: ProviderError | None = None
    retired: dict[str, ProviderError] = field(default_factory=dict)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Endpoint]:
        """One of the places at the endpoint, in the order of asking.

        Raises:
            ProviderError: the endpoint was closed for this run.
        """
        async with self.pace.limiter:
            self.require_open()
            yield self.endpoint

    def require_open(self, model: str = "") -> None:
        """Raise why the endpoint, or a model of it, is closed, if it is."""
        closed, what = self.closed, self.endpoint.name
        if closed is None and model in self.retired:
            closed, what = self.retired[model], f"{what}/{model}"
        if closed is not None:
            message = f"{what!r} takes nothing more in this run: {closed.message}"
            raise ProviderError(message, kind=closed.kind)

    def note(self, error: ProviderError, model: str = "") -> None:
        """Close what an error of this kind closes: the endpoint, the model, or nothing."""
        closes = POLICIES[error.kind].closes
        reason = ProviderError(error.message, kind=error.kind)
        if closes == "endpoint":
            self.closed = self.closed or reason
        elif closes == "model" and model:
            self.retired.setdefault(model, reason)


@dataclass(slots=True)
class Gates:
    """The endpoints of a run, each built when it is first needed."""

    factory: EndpointFactory
    _built: dict[str, Gate] = field(default_factory=dict)
    _paces: dict[tuple[str, str], Pace] = field(default_factory=dict)

    def get(self, name: str) -> Gate:
        """The gate of an endpoint.

        Raises:
            MinistudioError: it is not configured, or its provider cannot be built.
        """
        if name not in self._built:
            endpoint = self.factory(name)
            # Two endpoints with one key share what the provider grants the account.
            account = (endpoint.provider.name, endpoint.account) if endpoint.account else (name, "")
            pace = self._paces.get(account)
            if pace is None:
                pace = self._paces[account] = Pace.of(max(1, endpoint.concurrency))
            self._built[name] = Gate(endpoint, pace)
        return self._built[name]

    def is_free(self, name: str) -> bool:
        """Whether an endpoint is known to cost nothing."""
        return name in self._built and self._built[name].endpoint.free

    async def aclose(self) -> None:
        """Let every provider go; one that hangs or raises keeps nobody."""
        async with anyio.create_task_group() as group:
            for gate in self._built.values():
                group.start_soon(close, gate.endpoint)


async def close(endpoint: Endpoint) -> None:
    """Let a provider go, within half a second, whatever it does."""
    with anyio.move_on_after(CLOSE_SECONDS):
        try:
            await endpoint.provider.aclose()
        except Exception:  # noqa: BLE001 - a stranger's goodbye must not lose a run
            _log.warning("endpoint %s did not close", endpoint.name, exc_info=True)
