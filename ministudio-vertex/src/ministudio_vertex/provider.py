"""The provider: Veo's and Gemini Omni's jobs behind one interface."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from anyio import to_thread

from ministudio.errors import ProviderError
from ministudio.interfaces.provider import (
    AttemptInfo,
    CancelOutcome,
    Found,
    Job,
    JobStatus,
    Reconciled,
    Sink,
    Unknown,
    VideoProvider,
)
from ministudio_vertex import omni, veo, wire
from ministudio_vertex.auth import project_of
from ministudio_vertex.cloud import Cloud
from ministudio_vertex.settings import NAME, Settings, is_omni
from ministudio_vertex.storage import Bucket

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ministudio.interfaces.provider import ProviderContext
    from ministudio.interfaces.request import Request
    from ministudio_vertex.outcome import Outcome


class VertexProvider(VideoProvider):
    """Makes clips with Google's models.

    A job is the name that Google gave it. With a bucket of the user's it is the place of its
    result, which is known before the send, and the name stands beside it.
    """

    name: ClassVar[str] = NAME

    def __init__(self, settings: Settings | Mapping[str, Any], context: ProviderContext) -> None:
        given = settings if isinstance(settings, Settings) else Settings(**settings)
        super().__init__(given, context)
        self.cloud = Cloud(given)
        self.bucket = Bucket(self.cloud)
        self.table = given

    @property
    def account(self) -> str:
        """The project that is billed and the folder of its results, as far as they are known."""
        return " ".join(filter(None, (project_of(self.table), self.table.output)))

    async def _prepare(self, request: Request) -> Request:
        wire.check(request)
        await self.cloud.client(self._location(request.model))
        return request

    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job:
        wire.check(request)
        client = await self.cloud.client(self._location(request.model))
        send = omni.send if is_omni(request.model) else veo.send
        with self.cloud.errors("sending"):
            name = await send(client, request, self.table, attempt)
        place = self.table.place(attempt.client_ref)
        return Job(id=place, data={"name": name}) if place else Job(id=name)

    async def _poll(self, job: Job) -> JobStatus:
        if name := _name(job):
            return (await self._ask(name)).status
        found = await self.bucket.find(job.id)
        return JobStatus(state="ready" if found else "running")

    async def _fetch(self, job: Job, sink: Sink) -> None:
        if name := _name(job):
            outcome = await self._ask(name)
            uri, data = outcome.uri, outcome.data
        else:
            uri, data = await self.bucket.find(job.id), b""
        if not uri and not data:
            raise ProviderError("the job has no video any more", kind="expired", provider=NAME)
        path = sink.path("video", "video/mp4")
        if data:
            await to_thread.run_sync(path.write_bytes, data)
        else:
            await self.bucket.fetch(uri, self._place(job), path)

    async def _reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:  # noqa: ARG002 - the place is enough
        place = self.table.place(attempt.client_ref)
        if not place:
            return Unknown(reason="without `output` Google keeps no trace to look for")
        if not await self.bucket.find(place):
            # It may still be made, and a job that was filtered leaves nothing.
            return Unknown(reason=f"there is nothing at {place!r} yet")
        return Found(job=Job(id=place))

    async def _cancel(self, job: Job) -> CancelOutcome:
        name = _name(job)
        if not name or veo.location_of(name):
            return "unsupported"  # Veo's jobs cannot be stopped
        client = await self.cloud.client(omni.LOCATION)
        with self.cloud.errors("asking"):
            return await omni.cancel(client, name)

    async def aclose(self) -> None:
        """Close the connections."""
        await self.cloud.aclose()

    async def _ask(self, name: str) -> Outcome:
        """How a job stands: its name tells whose it is and where, whatever the settings say now."""
        location = veo.location_of(name)
        client = await self.cloud.client(location or omni.LOCATION)
        ask = veo.ask if location else omni.ask
        with self.cloud.errors("asking"):
            outcome = await ask(client, name)
        message = self.cloud.scrubbed(outcome.status.message)
        return replace(outcome, status=outcome.status.replace(message=message))

    def _location(self, model: str) -> str:
        return omni.LOCATION if is_omni(model) else self.table.location

    def _place(self, job: Job) -> str:
        """Where the result of a job may lie: for one that a person named, anywhere in `output`."""
        if job.id.startswith("gs://"):
            return job.id
        return f"{self.table.output.rstrip('/')}/" if self.table.output else ""


def _name(job: Job) -> str:
    """Google's name of a job; empty for one that was found by its place."""
    return str(job.data.get("name", "")) or ("" if job.id.startswith("gs://") else job.id)
