"""The provider interface: everything that the author of a backend implements or receives.

A provider turns one `Request` into files. Its author writes the methods with an underscore; core
calls the public ones, which check what comes back and map what is raised. The orchestrator
keeps the journal: a provider holds nothing that a restart would miss.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

from ministudio.config.base import EMPTY, JsonMap, Model
from ministudio.config.money import Money
from ministudio.errors import ErrorKind, ProviderError
from ministudio.interfaces import capabilities
from ministudio.interfaces.request import Request

if TYPE_CHECKING:
    import logging
    from collections.abc import Awaitable
    from pathlib import Path

    from pydantic import BaseModel

    from ministudio.clock import Clock

ReconcileClass = capabilities.ReconcileClass
CALLS = ("prepare", "submit", "poll", "fetch", "reconcile", "cancel")
POINTS = tuple(f"provider.{when}_{call}" for call in CALLS for when in ("before", "after"))

Observer = Callable[[str, str], None]
"""Called with the name of a point and the provider's; it must not raise."""

_observers: list[Observer] = []
JobState = Literal["queued", "running", "ready", "failed", "cancelled", "expired"]
CancelOutcome = Literal["cancelled", "too_late", "unsupported"]


def observe(callback: Observer) -> Callable[[], None]:
    """Let `callback` see every point from now on; the answer is a function that ends it."""
    _observers.append(callback)
    return lambda: _observers.remove(callback)


class Job(Model):
    """A job that a provider accepted. It survives a restart alone: id and a little JSON."""

    id: str
    data: JsonMap = EMPTY


class AttemptInfo(Model):
    """What a provider may know of the attempt it serves.

    `client_ref` is unique and fit for an idempotency key or an output place; `hint` is what the
    reconciliation stored before the send. `claimed` are jobs that other attempts have: never
    what a lost send became.
    """

    id: str
    client_ref: str
    take: int
    account: str = ""
    submitted_at: datetime | None = None
    hint: JsonMap = EMPTY
    claimed: tuple[str, ...] = ()


class JobStatus(Model):
    """What a poll found.

    `progress` is 0 to 1. A failed job names its `error` kind. `billed` and `seed_used` are the
    provider's own words; `next_poll` is its wish in seconds.
    """

    state: JobState
    progress: float | None = None
    message: str = ""
    error: ErrorKind | None = None
    billed: Money | None = None
    seed_used: int | None = None
    next_poll: float | None = None


class Found(Model):
    """The lost submit was accepted: here is its job."""

    job: Job


class NotSent(Model):
    """It is certain that the request never reached the provider."""


class Unknown(Model):
    """Nobody can say whether the request was accepted."""

    reason: str = ""


Reconciled = Found | NotSent | Unknown


class Sink(Protocol):
    """Where a provider puts what it fetched."""

    def path(self, role: str, media_type: str) -> Path:
        """A new file to write, for `video`, `audio`, `image` or `sidecar`."""


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """What core lends a provider: the clock, a logger that redacts, and a scratch folder."""

    clock: Clock
    logger: logging.Logger
    scratch: Path
    account: str = ""


class VideoProvider(ABC):
    """A backend that makes clips (or images).

    Subclasses get `settings` (the endpoint's table, validated by the spec's settings class when
    it names one) and a `ProviderContext`, and implement `_submit`, `_poll` and `_fetch`.
    Raise `ProviderError` with the right `kind`; anything else is taken for `unknown_outcome`
    while submitting and for `transient` elsewhere.
    """

    name: ClassVar[str]

    def __init__(self, settings: BaseModel | JsonMap, context: ProviderContext) -> None:
        self.settings = settings
        self.context = context

    @property
    def account(self) -> str:
        """Whose account is billed: stored with each attempt, so never a secret."""
        return self.context.account

    async def prepare(self, request: Request) -> Request:
        """Do what is free and needed before the send, such as uploads."""
        prepared: Request = await self._call(
            "prepare", self._prepare(request), Request, unexpected="transient"
        )
        return prepared

    async def submit(self, request: Request, attempt: AttemptInfo) -> Job:
        """Send the request exactly once; the answer is the accepted job."""
        call = self._submit(request, attempt)
        job: Job = await self._call("submit", call, Job, unexpected="unknown_outcome")
        return job

    async def poll(self, job: Job) -> JobStatus:
        """Ask how the job is doing; free and repeatable."""
        call = self._poll(job)
        status: JobStatus = await self._call("poll", call, JobStatus, unexpected="transient")
        return status

    async def fetch(self, job: Job, sink: Sink) -> None:
        """Write the finished job's files into the sink; free and repeatable."""
        await self._call("fetch", self._fetch(job, sink), type(None), unexpected="transient")

    async def reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:
        """Find out what became of a send whose answer was lost."""
        call = self._reconcile(request, attempt)
        outcome: Reconciled = await self._call(
            "reconcile", call, (Found, NotSent, Unknown), unexpected="transient"
        )
        return outcome

    async def cancel(self, job: Job) -> CancelOutcome:
        """Ask the provider to stop the job."""
        call = self._cancel(job)
        answer: CancelOutcome = await self._call("cancel", call, str, unexpected="transient")
        return answer

    async def aclose(self) -> None:  # noqa: B027 - most providers hold nothing to let go of
        """Let go of clients, processes and files."""

    async def _prepare(self, request: Request) -> Request:
        return request

    @abstractmethod
    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job: ...

    @abstractmethod
    async def _poll(self, job: Job) -> JobStatus: ...

    @abstractmethod
    async def _fetch(self, job: Job, sink: Sink) -> None: ...

    async def _reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:  # noqa: ARG002 - for subclasses
        return Unknown(reason="this provider cannot look up what it was sent")

    async def _cancel(self, job: Job) -> CancelOutcome:  # noqa: ARG002 - for subclasses
        return "unsupported"

    async def _call(
        self,
        name: str,
        call: Awaitable[Any],
        expected: type | tuple[type, ...],
        *,
        unexpected: ErrorKind,
    ) -> Any:  # noqa: ANN401 - of the expected type, as the callers say
        """Await an author's method; check what it answers, map what it raises."""
        self._reach(f"provider.before_{name}")
        try:
            answer = await call
        except ProviderError:
            raise
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            raise ProviderError(message, kind=unexpected, provider=self.name) from error
        self._reach(f"provider.after_{name}")
        if not isinstance(answer, expected):
            message = f"answered {type(answer).__name__} where {expected!r} is due"
            raise ProviderError(message, kind=unexpected, provider=self.name)
        return answer

    def _reach(self, point: str) -> None:
        for observer in tuple(_observers):
            observer(point, self.name)
