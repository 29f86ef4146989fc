"""Endpoints in use by a run: the provider behind each, its limits, and whether it still answers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio

from ministudio.errors import ErrorKind, ProviderError

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
class Gate:
    """The way to one endpoint: so many at once, and none after it was closed."""

    endpoint: Endpoint
    limiter: anyio.CapacityLimiter
    closed: ProviderError | None = None

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Endpoint]:
        """One of the places at the endpoint, in the order of asking.

        Raises:
            ProviderError: the endpoint was closed for this run.
        """
        async with self.limiter:
            self.require_open()
            yield self.endpoint

    def require_open(self) -> None:
        """Raise why the endpoint is closed, if it is."""
        if self.closed is not None:
            raise ProviderError(
                f"{self.endpoint.name!r} takes nothing more in this run: {self.closed.message}",
                kind=self.closed.kind,
            )

    def close(self, kind: ErrorKind, message: str) -> None:
        """Send nothing more there in this run."""
        self.closed = self.closed or ProviderError(message, kind=kind)


@dataclass(slots=True)
class Gates:
    """The endpoints of a run, each built when it is first needed."""

    factory: EndpointFactory
    _built: dict[str, Gate] = field(default_factory=dict)

    def get(self, name: str) -> Gate:
        """The gate of an endpoint.

        Raises:
            MinistudioError: it is not configured, or its provider cannot be built.
        """
        if name not in self._built:
            endpoint = self.factory(name)
            limiter = anyio.CapacityLimiter(max(1, endpoint.concurrency))
            self._built[name] = Gate(endpoint, limiter)
        return self._built[name]

    def is_free(self, name: str) -> bool:
        """Whether an endpoint is known to cost nothing."""
        return name in self._built and self._built[name].endpoint.free

    async def aclose(self) -> None:
        """Let every provider go; one that hangs or raises keeps nobody."""
        async with anyio.create_task_group() as group:
            for gate in self._built.values():
                group.start_soon(_close, gate.endpoint)


async def _close(endpoint: Endpoint) -> None:
    with anyio.move_on_after(CLOSE_SECONDS):
        try:
            await endpoint.provider.aclose()
        except Exception:  # noqa: BLE001 - a stranger's goodbye must not lose a run
            _log.warning("endpoint %s did not close", endpoint.name, exc_info=True)
