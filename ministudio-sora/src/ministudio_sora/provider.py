"""The provider: requests become jobs of a server of the OpenAI Videos protocol."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ministudio.config.money import MICROS, Money
from ministudio.errors import ProviderError
from ministudio.interfaces.provider import (
    CancelOutcome,
    Found,
    Job,
    JobStatus,
    Unknown,
    VideoProvider,
)
from ministudio_sora.body import body_of, require_offered
from ministudio_sora.errors import NAME, of_failed_job, said
from ministudio_sora.lookup import look_up
from ministudio_sora.servers import SERVERS, STATES
from ministudio_sora.settings import load_models
from ministudio_sora.wire import FailedJob, Record, Wire

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from ministudio.config.base import JsonMap
    from ministudio.interfaces.provider import AttemptInfo, ProviderContext, Reconciled, Sink
    from ministudio.interfaces.request import Request
    from ministudio_sora.settings import Settings

_VIDEO_TYPES = ("video/mp4", "video/webm", "video/quicktime")
_LONGEST_POLL = 60.0


class OpenAIVideosProvider(VideoProvider):
    """Sends, asks and fetches; keeps nothing that a restart would miss."""

    name: ClassVar[str] = NAME

    def __init__(self, settings: BaseModel | JsonMap, context: ProviderContext) -> None:
        super().__init__(settings, context)
        self._settings = cast("Settings", settings)
        self._server = SERVERS[self._settings.server]
        self._wire = Wire(self._settings)

    @property
    def account(self) -> str:
        return self._settings.account

    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job:
        require_offered(request, load_models(self._settings))
        body = body_of(request, self._server)
        form = self._server.encoding == "form"
        try:
            record = await self._wire.create(body, form=form, ref=attempt.client_ref)
        except FailedJob as failed:
            record = Record(failed.record, {})
        name = record.data.get("id")
        if not isinstance(name, str) or not name:
            message = "the server accepted the job and did not say its id"
            raise ProviderError(message, kind="unknown_outcome", provider=NAME)
        return self._job(name)

    def _job(self, name: str) -> Job:
        return Job(id=name, data={"address": self._settings.address, "account": self.account})

    async def _poll(self, job: Job) -> JobStatus:
        record = await self._ask(job)
        word = str(record.data.get("status", "")).lower()
        state = STATES.get(word)
        if state is None:
            self.context.logger.warning("job %s is %r, which is taken for running", job.id, word)
            state = "running"
        if state == "failed":
            return self._failed(record)
        return JobStatus(
            state=state,
            progress=_progress(record),
            billed=self._cost(record) if state == "ready" else None,
            next_poll=self._settings.poll or _next_poll(record),
        )

    def _failed(self, record: Record) -> JobStatus:
        fault = record.data.get("error")
        kind = of_failed_job(fault, bills_failures=self._server.bills_failures)
        message = fault.get("message") if isinstance(fault, Mapping) else fault
        return JobStatus(
            state="failed",
            error=kind,
            message=said(message or "the job failed without a word", self._wire.key),
            billed=self._cost(record),
        )

    async def _fetch(self, job: Job, sink: Sink) -> None:
        self._require_same_server(job)

        def choose(media_type: str) -> Path:
            found = media_type.partition(";")[0].strip().lower()
            return sink.path("video", found if found in _VIDEO_TYPES else _VIDEO_TYPES[0])

        try:
            await self._wire.download(job.id, choose)
        except ProviderError as error:
            if error.kind != "lost":
                raise
            await self._explain_missing(job, error)

    async def _explain_missing(self, job: Job, error: ProviderError) -> None:
        """Why a finished job's clip is not there; returns when it was never made.

        Raises:
            ProviderError: it is not finished after all, has failed, or is there no longer.
        """
        status = await self._poll(job)
        if status.state == "failed":
            raise ProviderError(status.message, kind=status.error or "transient", provider=NAME)
        if status.state != "ready":
            raise ProviderError(error.message, kind="transient", provider=NAME) from None
        record = await self._ask(job)
        ends = record.data.get("expires_at")
        over = isinstance(ends, (int, float)) and ends <= self.context.clock.now().timestamp()
        if over or "expired" in error.message:
            raise ProviderError(error.message, kind="expired", provider=NAME) from None
        self.context.logger.warning("job %s is done without a clip: %s", job.id, error.message)

    async def _reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:
        if not self._server.lists:
            return Unknown(reason="this server has no list of its jobs")
        if attempt.account and attempt.account != self.account:
            return Unknown(reason="the endpoint has another address or key than at the send")
        now = self.context.clock.now()
        outcome = await look_up(self._wire, self._server, request, attempt, now)
        return Found(job=self._job(outcome.job.id)) if isinstance(outcome, Found) else outcome

    async def _cancel(self, job: Job) -> CancelOutcome:
        if not self._server.aborts:
            return "unsupported"  # DELETE would throw away what was paid for
        self._require_same_server(job)
        try:
            await self._wire.delete(job.id)
        except FailedJob:
            return "too_late"
        except ProviderError as error:
            if error.kind == "lost":
                return "too_late"
            raise
        return "cancelled"

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def _ask(self, job: Job) -> Record:
        self._require_same_server(job)
        try:
            return await self._wire.retrieve(job.id)
        except FailedJob as failed:
            return Record(failed.record, {})
        except ProviderError as error:
            sender = job.data.get("account", self.account)
            if error.kind == "lost" and sender != self.account:
                message = f"job {job.id} is unknown to this key; it was sent with another"
                raise ProviderError(message, kind="invalid_request", provider=NAME) from None
            raise

    def _require_same_server(self, job: Job) -> None:
        """An endpoint may have moved since the send: its new address does not know the job."""
        address = job.data.get("address", self._settings.address)
        if address != self._settings.address:
            raise ProviderError(
                f"job {job.id} was accepted by {address}, and the endpoint is now "
                f"{self._settings.address}",
                kind="invalid_request",
                provider=NAME,
                hint="Put the old `base_url` back to collect it.",
            )

    def _cost(self, record: Record) -> Money | None:
        """What the server says that the job has cost."""
        usage = record.data.get("usage")
        cost = usage.get("cost") if isinstance(usage, Mapping) and self._server.costs else None
        if isinstance(cost, bool) or not isinstance(cost, (int, float)) or not 0 <= cost < 1e6:
            return None
        return Money(micros=round(Decimal(str(cost)) * MICROS))


def _progress(record: Record) -> float | None:
    value: Any = record.data.get("progress")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return min(1.0, max(0.0, value / 100))


def _next_poll(record: Record) -> float | None:
    try:
        wish = float(record.headers["openai-poll-after-ms"]) / 1000
    except (KeyError, ValueError):
        return None
    return min(max(0.0, wish), _LONGEST_POLL)
