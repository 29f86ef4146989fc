"""Google Cloud as `ministudio-vertex` meets it: Veo, Gemini Omni, tokens and a bucket."""

from __future__ import annotations

import base64
import re
import tempfile
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ministudio.testing.fakes.clips import deliver
from ministudio.testing.fakes.ledger import Bill, BillingLedger
from ministudio.testing.fakes.loopback import GARBAGE, Call, Dropped, Loopback, Reply
from ministudio.testing.fakes.plays import Play
from ministudio.testing.fakes.vertex_requests import Ask, ask_omni, ask_veo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

TOKEN = "token-of-the-fake"  # noqa: S105 - it opens nothing else
_PROJECT = r"/v1beta1/projects/([^/]+)/locations/([^/]+)"
_MODEL = re.compile(rf"{_PROJECT}/publishers/google/models/([^/:]+):(\w+)")
_INTERACTIONS = re.compile(rf"{_PROJECT}/interactions(?:/([^/]+))?(/cancel)?")
_OBJECTS = re.compile(r"/storage/v1/b/([^/]+)/o(?:/(.+))?")
_RESPONSE = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse"
_STATUSES = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE",
}  # fmt: skip


@dataclass(slots=True)
class CloudJob:
    """A job as the server has it. `shown_at` is when its object turns up in the bucket."""

    name: str
    ask: Ask
    play: Play
    shown_at: float
    polls: int = 0
    fetches: int = 0
    cancelled: bool = False

    @property
    def uri(self) -> str:
        """Where its video lies; empty when it is delivered in the answer."""
        return f"{self.ask.place}{self.name.rpartition('/')[2]}/sample_0.mp4"


class FakeVertex(Loopback):
    """`script` is one play for each job in the order of arrival; then each is a good clip at once.

    Of a play, `fails` is the number of an operation's error, the code of an interaction's, or
    `filtered` and `empty` for a job that is done without a video; `word` is an interaction's
    status. `token` is what the token endpoint hands out (`token_status` breaks it), and all that
    is let in. With `rude`, error messages quote the token that they were sent. `folder` keeps the
    ledger and, unless `clips` says another place, the clips.
    """

    def __init__(
        self,
        script: Iterable[Play] = (),
        *,
        token: str = TOKEN,
        rude: bool = False,
        folder: Path | None = None,
        clips: Path | None = None,
    ) -> None:
        super().__init__()
        self.jobs: dict[str, CloudJob] = {}
        self.token, self.rude = token, rude
        self.token_status = 200
        self.script = deque(script)
        self._lock = threading.Lock()
        self._temporary = None if folder else tempfile.TemporaryDirectory()
        self._folder = folder or Path(self._temporary.name if self._temporary else "")
        self._clips = clips or self._folder / "clips"
        self.ledger = BillingLedger(self._folder / "ledger.jsonl")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if self._temporary is not None:
            self._temporary.cleanup()

    @property
    def sends(self) -> list[Call]:
        """The requests that ask for a paid job."""
        return self.posts(":predictLongRunning") + self.posts("/interactions")

    def wait_for_jobs(self, number: int, *, seconds: float = 60.0) -> None:
        """Wait until so many jobs were accepted.

        Raises:
            TimeoutError: they were not.
        """
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.jobs) >= number, seconds):
                raise TimeoutError(f"{len(self.jobs)} of {number} jobs after {seconds:g} s")

    def answer(self, call: Call) -> Reply:
        """The answer to a request."""
        if call.path == "/token":
            return self._token()
        if call.headers.get("authorization") != f"Bearer {self.token}":
            return self._error(call, 401, "Request had invalid authentication credentials.")
        if found := _MODEL.fullmatch(call.path):
            return self._model(call, found[3], found[4])
        if found := _INTERACTIONS.fullmatch(call.path):
            return self._interactions(call, found[2], found[3], cancel=bool(found[4]))
        if found := _OBJECTS.fullmatch(call.path):
            return self._objects(call, found[1], found[2])
        return self._error(call, 404, f"There is nothing at {call.path}")

    def _token(self) -> Reply:
        if self.token_status != 200:
            body = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            return Reply(self.token_status, body)
        content = {"access_token": self.token, "expires_in": 3600, "token_type": "Bearer"}
        return Reply(body=content)

    def _model(self, call: Call, model: str, verb: str) -> Reply:
        if verb == "predictLongRunning":
            place = call.path.removeprefix("/v1beta1/").partition(":")[0]
            job = self._accept(call, ask_veo(model, call.body), f"{place}/operations")
            return job if isinstance(job, Reply) else Reply(body={"name": job.name})
        job = self._asked(call, str(call.body.get("operationName", "")))
        return job if isinstance(job, Reply) else self._operation(job)

    def _interactions(self, call: Call, location: str, name: str | None, *, cancel: bool) -> Reply:
        if location != "global":
            return self._error(call, 404, f"Location {location} has no such model.")
        if name is None:
            job = self._accept(call, ask_omni(call.body), "interactions")
            if isinstance(job, Reply):
                return job
            going_on = call.body.get("background", False)
            status = "in_progress" if going_on else self._status(job)
            return Reply(body=self._interaction(job, status))
        if cancel:
            return self._cancel(call, f"interactions/{name}")
        job = self._asked(call, f"interactions/{name}")
        if isinstance(job, Reply):
            return job
        return Reply(body=self._interaction(job, self._status(job)))

    def _accept(self, call: Call, ask: Ask | str, folder: str) -> CloudJob | Reply:
        """Make a job, and answer as its play says."""
        if isinstance(ask, str):
            return self._error(call, 400, ask)
        with self._lock:
            play = self.script.popleft() if self.script else Play()
            job = CloudJob("", ask, play, self.now() + play.late)
            if play.accepted:
                job.name = f"{folder}/job-{len(self.jobs) + 1}"
                self.jobs[job.name] = job
                self.ledger.add(
                    Bill(
                        job=job.name, ref=ask.ref, model=ask.model, prompt=ask.prompt,
                        charged=play.charged, at=self.now(),
                    )
                )  # fmt: skip
        with self.changed:
            self.changed.notify_all()
        if play.answer == "hang":
            self.hang()
        if play.answer == "drop":
            raise Dropped
        if play.answer == "garbage":
            return GARBAGE
        if play.status >= 300:
            return self._error(call, play.status, play.message, play.code, play.headers)
        return job

    def _asked(self, call: Call, name: str) -> CloudJob | Reply:
        """The job that is asked about, or why there is no answer."""
        job = self.jobs.get(name)
        if job is not None and job.play.forget:
            self.jobs.clear()
        if job is None or job.play.forget:
            return self._error(call, 404, "The operation was not found.")
        job.polls += 1
        if job.polls <= len(job.play.poll_faults):
            return self._error(call, job.play.poll_faults[job.polls - 1], "scripted")
        return job

    def _status(self, job: CloudJob) -> str:
        play = job.play
        if job.cancelled or play.word:
            return "cancelled" if job.cancelled else play.word
        if play.stuck or job.polls - len(play.poll_faults) <= play.polls:
            return "in_progress"
        return "failed" if play.fails and play.fails not in ("filtered", "empty") else "completed"

    def _operation(self, job: CloudJob) -> Reply:
        status, play = self._status(job), job.play
        if status == "in_progress":
            return Reply(body={"name": job.name, "metadata": {}})
        body: dict[str, Any] = {"name": job.name, "done": True}
        if status == "failed":
            error = {"code": int(play.fails), "message": play.message}
            return Reply(body={**body, "error": error})
        response: dict[str, Any] = {"@type": _RESPONSE}
        if play.fails == "filtered":
            response |= {"raiMediaFilteredCount": 1, "raiMediaFilteredReasons": [play.message]}
        elif not play.fails:
            response |= {"raiMediaFilteredCount": 0, "videos": [self._video(job)]}
        return Reply(body={**body, "response": response})

    def _video(self, job: CloudJob) -> dict[str, Any]:
        if job.ask.place:
            return {"gcsUri": job.uri, "mimeType": "video/mp4"}
        return {"bytesBase64Encoded": self._bytes(job), "mimeType": "video/mp4"}

    def _interaction(self, job: CloudJob, status: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "id": job.name.rpartition("/")[2],
            "status": status,
            "model": job.ask.model,
            "created": "2026-11-24T00:00:00Z",
        }
        if status == "failed":
            body["errors"] = [{"code": job.play.fails, "message": job.play.message}]
        elif status == "completed" and not job.play.fails:
            video = {"uri": job.uri} if job.ask.place else {"data": self._bytes(job)}
            content = [{"type": "video", "mime_type": "video/mp4", **video}]
            body["steps"] = [{"type": "model_output", "content": content}]
            body["usage"] = {"total_output_tokens": 5792 * int(job.ask.measures["duration"])}
        return body

    def _cancel(self, call: Call, name: str) -> Reply:
        job = self.jobs.get(name)
        if job is None:
            return self._error(call, 404, "The interaction was not found.")
        if self._status(job) == "in_progress":
            job.cancelled = True
        return Reply(body=self._interaction(job, self._status(job)))

    def _objects(self, call: Call, bucket: str, name: str | None) -> Reply:
        lying = {job.uri: job for job in self.jobs.values() if self._lies(job)}
        if name is None:
            prefix = f"gs://{bucket}/{call.query.get('prefix', '')}"
            names = [uri.removeprefix(f"gs://{bucket}/") for uri in lying if uri.startswith(prefix)]
            return Reply(body={"items": [{"name": one} for one in names]} if names else {})
        job = lying.get(f"gs://{bucket}/{unquote(name)}")
        if job is None or job.play.expires or job.play.clip == "missing":
            return self._error(call, 404, "No such object.")
        job.fetches += 1
        if job.fetches <= len(job.play.fetch_faults):
            return self._error(call, job.play.fetch_faults[job.fetches - 1], "scripted")
        data = deliver(self._clips, job.ask.measures, job.play.clip)
        return Reply(body=data, media_type="video/mp4")

    def _lies(self, job: CloudJob) -> bool:
        """Whether a job's object is in the bucket."""
        made = not (job.play.stuck or job.play.fails or job.cancelled)
        return made and bool(job.ask.place) and job.shown_at <= self.now()

    def _bytes(self, job: CloudJob) -> str:
        data = deliver(self._clips, job.ask.measures, job.play.clip)
        return base64.b64encode(data).decode()

    def _error(
        self,
        call: Call,
        status: int,
        message: str,
        code: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        if self.rude:
            message = f"{message} (sent with {call.headers.get('authorization')})"
        named = code or _STATUSES.get(status, "UNKNOWN")
        error = {"code": status, "message": message, "status": named, "details": []}
        return Reply(status, {"error": error}, headers or {})
