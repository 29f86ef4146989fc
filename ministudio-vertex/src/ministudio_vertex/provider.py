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

    A job is the name that Google gave it and, with a bucket of the user's, the place of its
    results. A job that was found again has no name: its place stands for it.
    """

    name: ClassVar[str] = NAME

    def __init__(self, settings: Settings | Mapping[str, Any], context: ProviderContext) -> None:
        given = settings if isinstance(settings, Settings) else Settings(**settings)
        super().__init__(given, context)
        self.cloud = Cloud(given)
        self.bucket = Bucket(self.cloud)
        self.table = given

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
        return Job(id=name, data={"model": request.model, "place": place})

    async def _poll(self, job: Job) -> JobStatus:
        if _is_place(job):
            found = await self.bucket.find(_place(job))
            return JobStatus(state="ready" if found else "running")
        return (await self._ask(job)).status

    async def _fetch(self, job: Job, sink: Sink) -> None:
        if _is_place(job):
            uri, data = await self.bucket.find(_place(job)), b""
        else:
            outcome = await self._ask(job)
            uri, data = outcome.uri, outcome.data
        if not uri and not data:
            raise ProviderError("the job has no video any more", kind="expired", provider=NAME)
        path = sink.path("video", "video/mp4")
        if data:
            await to_thread.run_sync(path.write_bytes, data)
        else:
            await self.bucket.fetch(uri, _place(job), path)

    async def _reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:
        place = self.table.place(attempt.client_ref)
        if not place:
            return Unknown(reason="without `output` Google keeps no trace to look for")
        if not await self.bucket.find(place):
            # It may still be made, and a job that was filtered leaves nothing.
            return Unknown(reason=f"there is nothing at {place!r} yet")
        return Found(job=Job(id=place, data={"model": request.model, "place": place}))

    async def _cancel(self, job: Job) -> CancelOutcome:
        if _is_place(job) or not is_omni(str(job.data.get("model", ""))):
            return "unsupported"  # Veo's jobs cannot be stopped
        client = await self.cloud.client(omni.LOCATION)
        with self.cloud.errors("asking"):
            return await omni.cancel(client, job.id)

    async def aclose(self) -> None:
        """Close the connections."""
        await self.cloud.aclose()

    async def _ask(self, job: Job) -> Outcome:
        model = str(job.data.get("model", ""))
        if not model:
            raise ProviderError(
                f"{job.id!r} is no job of this provider", kind="lost", provider=NAME
            )
        client = await self.cloud.client(self._location(model))
        ask = omni.ask if is_omni(model) else veo.ask
        with self.cloud.errors("asking"):
            outcome = await ask(client, job.id)
        message = self.cloud.scrubbed(outcome.status.message)
        return replace(outcome, status=outcome.status.replace(message=message))

    def _location(self, model: str) -> str:
        return omni.LOCATION if is_omni(model) else self.table.location


def _place(job: Job) -> str:
    return str(job.data.get("place", ""))


def _is_place(job: Job) -> bool:
    return job.id.startswith("gs://")
