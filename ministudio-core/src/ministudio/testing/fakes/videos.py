"""A server of the OpenAI Videos protocol, in the variants that are in use."""

from __future__ import annotations

import re
import tempfile
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministudio.testing.fakes.clips import deliver, measures
from ministudio.testing.fakes.ledger import Bill, BillingLedger
from ministudio.testing.fakes.loopback import GARBAGE, Call, Dropped, Loopback, Reply
from ministudio.testing.fakes.plays import Play
from ministudio.testing.fakes.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

_JOB = re.compile(r"/videos/([^/]+)(/content)?")
_LIFE = 3600  # seconds that a finished clip can be fetched
_PRICE = 0.25  # of one second, in the answers of servers that tell the cost
_STATUS_TYPES = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit"}


@dataclass(slots=True)
class VideoJob:
    """A job as the server has it. `shown_at` is when it turns up, in the server's time."""

    id: str
    body: Mapping[str, Any]
    play: Play
    created_at: float
    shown_at: float
    polls: int = 0
    fetches: int = 0
    ended: str = ""


class FakeVideos(Loopback):
    """Speaks like one kind of server: openai, sglang, vllm-omni, litellm or openrouter.

    `script` is one play for each job in the order of arrival, or a list of them for each word
    that a prompt may have; what it does not name is a good clip at once. With a `key`, any
    other is refused (and named, as rude servers do). `offset` is how many seconds the server's
    clock is ahead. `folder` keeps ledger and clips; without it they are gone with the server.
    """

    def __init__(
        self,
        server: str = "openai",
        script: Iterable[Play] | Mapping[str, Iterable[Play]] = (),
        *,
        key: str = "",
        offset: float = 0.0,
        folder: Path | None = None,
    ) -> None:
        super().__init__(offset=offset)
        self.server, self.variant = server, VARIANTS[server]
        self.jobs: dict[str, VideoJob] = {}
        self._key = key
        plays = script if isinstance(script, Mapping) else {"": script}
        self._script: dict[str, deque[Play]] = {
            word: deque(several) for word, several in plays.items()
        }
        self._lock = threading.Lock()
        self._made = 0
        self._temporary = None if folder else tempfile.TemporaryDirectory()
        self._folder = folder or Path(self._temporary.name if self._temporary else "")
        self.ledger = BillingLedger(self._folder / "ledger.jsonl")

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return self.origin + self.variant.base

    def expect(self, play: Play) -> None:
        """Let this happen to the next job that no other play is for."""
        self._script.setdefault("", deque()).append(play)

    def restart(self) -> None:
        """Forget all jobs, as a server does that keeps them in memory."""
        self.jobs.clear()

    def wait_for_jobs(self, number: int, *, seconds: float = 60.0) -> None:
        """Wait until so many jobs were accepted.

        Raises:
            TimeoutError: they were not.
        """
        with self.changed:
            if not self.changed.wait_for(lambda: self._made >= number, seconds):
                raise TimeoutError(f"{self._made} of {number} jobs after {seconds:g} s")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if self._temporary is not None:
            self._temporary.cleanup()

    def answer(self, call: Call) -> Reply:
        """The answer to a request."""
        if self._key and call.headers.get("authorization") != f"Bearer {self._key}":
            said = f"Incorrect API key provided: {call.headers.get('authorization')}"
            return _error(401, said, "invalid_api_key")
        path = call.path.removeprefix(self.variant.base)
        if path == "/videos" and call.method == "POST":
            return self._create(call)
        if path == "/videos" and call.method == "GET" and self.variant.lists:
            return self._list(call)
        if found := _JOB.fullmatch(path):
            return self._about(found[1], call, content=bool(found[2]))
        return _error(404, f"There is nothing at {call.path}")

    def _about(self, name: str, call: Call, *, content: bool) -> Reply:
        job = self.jobs.get(name)
        if job is None:
            return _error(404, "Video not found", "not_found")
        if content:
            return self._content(job, call)
        return self._delete(job) if call.method == "DELETE" else self._poll(job)

    def _create(self, call: Call) -> Reply:
        if fault := self._fault(call):
            return _error(400, fault)
        with self._lock:
            play = self._next_play(str(call.body["prompt"]))
            job = self._accept(call, play) if play.accepted else None
        with self.changed:
            self.changed.notify_all()
        if play.answer == "hang":
            self.hang()
        if play.answer == "drop":
            raise Dropped
        if play.answer == "garbage":
            return GARBAGE
        if job is None or play.status >= 300:
            headers = {"x-request-id": "req_1", **play.headers}
            return _error(play.status, play.message, play.code, headers)
        return Reply(self.variant.created, self._record(job, self.variant.waiting))

    def _fault(self, call: Call) -> str:
        """What is wrong with a request to create a job."""
        body = call.body
        if call.encoding not in self.variant.bodies:
            return f"The body has to be {' or '.join(sorted(self.variant.bodies))}"
        if unknown := sorted(set(body) - self.variant.fields):
            return f"Unknown parameter: {unknown[0]!r}"
        if not body.get("prompt"):
            return "Missing required parameter: 'prompt'"
        seconds = str(body.get("seconds", body.get("duration", 1)))
        if not re.fullmatch(r"[1-9]\d*", seconds):
            return f"Invalid length: {seconds!r}"
        return ""

    def _next_play(self, prompt: str) -> Play:
        for word, plays in self._script.items():
            if plays and word in prompt:
                return plays.popleft()
        return Play()

    def _accept(self, call: Call, play: Play) -> VideoJob:
        self._made += not play.same_id or not self.jobs
        now = self.now()
        job = VideoJob(f"video_{self._made}", dict(call.body), play, now, now + play.late)
        self.jobs[job.id] = job
        self.ledger.add(
            Bill(
                job=job.id,
                ref=call.headers.get("idempotency-key", ""),
                model=str(call.body.get("model", "")),
                prompt=str(call.body["prompt"]),
                charged=play.charged,
                at=now,
            )
        )
        return job

    def _poll(self, job: VideoJob) -> Reply:
        if job.play.forget:
            self.restart()
            return _error(404, "Video not found", "not_found")
        job.polls += 1
        if job.polls <= len(job.play.poll_faults):
            return _error(job.play.poll_faults[job.polls - 1], "scripted")
        record = self._record(job, self._status(job))
        if record["status"] == "failed" and self.variant.failure == "http":
            return Reply(int(record["error"]["code"]), record)
        return Reply(body=record, headers={"openai-poll-after-ms": "10"})

    def _status(self, job: VideoJob) -> str:
        if job.ended or job.play.word:
            return job.ended or job.play.word
        if job.play.stuck or job.polls - len(job.play.poll_faults) <= job.play.polls:
            return "in_progress"
        return "failed" if job.play.fails else "completed"

    def _record(self, job: VideoJob, status: str) -> dict[str, Any]:
        """A job as the server shows it."""
        done = status == "completed"
        record: dict[str, Any] = {
            "id": job.id,
            "object": "video",
            "created_at": int(job.created_at),
            "status": status,
            "progress": 100 if done else min(99, 25 * job.polls),
            "model": job.body.get("model", ""),
            "seconds": str(job.body.get("seconds", job.body.get("duration", ""))),
            "size": job.body.get("size", ""),
            "completed_at": int(self.now()) if done else None,
            "expires_at": int(self.now()) + (0 if job.play.expires else _LIFE) if done else None,
            "error": self._error_of(job) if status == "failed" else None,
        }
        if self.variant.prompts:
            record["prompt"] = job.body["prompt"]
        if self.variant.usage and done:
            frames, fps = measures(job.body)
            record["usage"] = {"cost": float(frames / fps) * _PRICE}
        return record

    def _error_of(self, job: VideoJob) -> dict[str, Any]:
        if self.variant.failure == "message":
            return {"message": job.play.message}
        if self.variant.failure == "http":
            status = 400 if "invalid" in job.play.fails else 500
            return {"code": status, "message": job.play.message}
        return {"code": job.play.fails, "message": job.play.message}

    def _list(self, call: Call) -> Reply:
        shown = [job for job in self.jobs.values() if job.shown_at <= self.now()]
        newest = [self._record(job, self._status(job)) for job in reversed(shown)]
        ids = [str(record["id"]) for record in newest]
        after = call.query.get("after", "")
        start = ids.index(after) + 1 if after in ids else 0
        page = newest[start : start + int(call.query.get("limit", 20))]
        body: dict[str, Any] = {"object": "list", "data": page}
        if self.variant.pages:
            more = bool(page) and ids[-1] != page[-1]["id"]
            body |= {
                "has_more": more,
                "first_id": None,
                "last_id": page[-1]["id"] if page else None,
            }
        return Reply(body=body)

    def _content(self, job: VideoJob, call: Call) -> Reply:
        if "variant" in call.query and not self.variant.variant_query:
            return _error(404, "Video index not found")
        status = self._status(job)
        if status != "completed":
            return _error(422 if status == "failed" else 404, "The video is still in-progress")
        job.fetches += 1
        if job.fetches <= len(job.play.fetch_faults):
            return _error(job.play.fetch_faults[job.fetches - 1], "scripted")
        if job.play.expires:
            return _error(404, "Video content has expired", "expired")
        if job.play.clip == "missing":
            return _error(404, "Video content not found", "not_found")
        data = deliver(self._folder / "clips", job.body, job.play.clip)
        size = len(data) + 1000 if job.play.clip == "short-read" else None
        return Reply(body=data, media_type="video/mp4", announced=size)

    def _delete(self, job: VideoJob) -> Reply:
        running = self._status(job) == "in_progress"
        if not self.variant.delete:
            return _error(405, "Method Not Allowed")
        if self.variant.delete == "refuses" and running:
            return _error(400, "The video is still being made")
        job.ended = "cancelled"
        if self.variant.delete != "aborts":
            del self.jobs[job.id]
        return Reply(body={"id": job.id, "object": "video.deleted", "deleted": True})


def _error(
    status: int, message: str, code: str = "", headers: Mapping[str, str] | None = None
) -> Reply:
    kind = _STATUS_TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    body = {"error": {"message": message, "type": kind, "param": None, "code": code or None}}
    return Reply(status, body, headers or {})
