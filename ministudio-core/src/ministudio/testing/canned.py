"""A provider with prepared clips: real files at once, failures by script, calls on record.

It stands for a paid or a free backend in tests and benchmarks. Its clips are real MP4s of the
asked size, rate and length, made once and kept in `cache`. Every call is a line in `ledger`, a
file outside the store: the truth about what was sent and billed does not come from the program
under test. Jobs live in `ledger` too, so they survive the death of the caller.
"""

from __future__ import annotations

import datetime
import errno
import json
import os
import shutil
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread

from ministudio.config.base import EMPTY, FrozenMap, Model
from ministudio.errors import ERROR_KINDS, ErrorKind, ProviderError
from ministudio.interfaces.capabilities import Durations, ModelInfo, Price
from ministudio.interfaces.provider import (
    CancelOutcome,
    Found,
    Job,
    JobStatus,
    NotSent,
    ReconcileClass,
    Unknown,
    VideoProvider,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ministudio.interfaces.provider import AttemptInfo, Reconciled, Sink
    from ministudio.interfaces.request import Request

NAME = "canned"
PRICE = Decimal("0.10")  # USD a second, of `canned-paid`


class CannedSettings(Model):
    """Where the provider keeps its files, and how it behaves.

    `script` maps a word to what happens to requests whose text or action has it: an error kind
    at `submit`, `fail:KIND` as the end of the job, `silent` (accepted, but the answer is lost),
    `late` (the same, and the job is in the list only after it was looked for once), `hang` (the
    answer never comes), `forget` (the job is not known afterwards), `broken`, `short`, `small` or
    `empty` (what is delivered), `full` (the disk, while fetching). `word:N` limits it to the first
    N requests.
    `distinct` gives every job a file of its own, of the same picture. `seconds` is how long a
    job takes, `reconcile` what can be found out about a lost send.
    """

    ledger: str
    cache: str
    script: FrozenMap[str] = EMPTY
    seconds: float = 0.0
    reconcile: ReconcileClass = "list"
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A line of the ledger."""

    verb: str
    attempt: str = ""
    job: str = ""
    take: int = 0
    text: str = ""
    pid: int = 0


class Ledger:
    """The calls that a provider received, in a file that many processes append to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def add(self, verb: str, **fields: Any) -> None:  # noqa: ANN401 - fields of Call
        """Append a line; it is on record even if the caller dies right after."""
        line = json.dumps({"verb": verb, "pid": os.getpid(), **fields}) + "\n"
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(self._descriptor, line.encode())

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __iter__(self) -> Iterator[Call]:
        if self.path.exists():
            for line in self.path.read_text().splitlines():
                yield Call(**json.loads(line))

    def count(self, verb: str) -> int:
        """How many calls of a kind there were."""
        return sum(call.verb == verb for call in self)

    def accepted(self) -> Counter[str]:
        """How often the request of each text and take was accepted, and so billed."""
        return Counter(f"{call.text}#{call.take}" for call in self if call.verb == "accept")


class CannedProvider(VideoProvider):
    """Answers with prepared clips."""

    name = NAME

    def __init__(self, settings: CannedSettings | Mapping[str, Any], context: Any) -> None:  # noqa: ANN401 - as the interface
        checked = (
            settings
            if isinstance(settings, CannedSettings)
            else CannedSettings.model_validate(dict(settings))
        )
        super().__init__(checked, context)
        self.canned = checked
        self.ledger = Ledger(Path(checked.ledger))

    async def _submit(self, request: Request, attempt: AttemptInfo) -> Job:
        fault = self._fault(request)
        self.ledger.add("submit", attempt=attempt.id, text=request.text, take=request.take or 0)
        if fault in ERROR_KINDS:
            raise ProviderError(f"scripted {fault}", kind=_kind(fault), retry_after=0.0)
        if fault == "late":
            self.ledger.add("late", attempt=attempt.id)
            raise ProviderError("the connection broke", kind="unknown_outcome")
        job = Job(id=f"job-{attempt.id}", data=self._job(request, fault))
        self._accept(request, attempt)
        if fault == "silent":
            raise ProviderError("the connection broke", kind="unknown_outcome")
        if fault == "hang":
            await anyio.sleep_forever()
        return job

    def _accept(self, request: Request, attempt: AttemptInfo) -> None:
        job, take = f"job-{attempt.id}", request.take or 0
        self.ledger.add("accept", attempt=attempt.id, job=job, text=request.text, take=take)

    def _job(self, request: Request, fault: str) -> dict[str, Any]:
        return {
            "width": request.width,
            "height": request.height,
            "fps": str(request.fps),
            "frames": request.frames,
            "fault": fault,
            "at": self.context.clock.now().timestamp(),
        }

    async def _poll(self, job: Job) -> JobStatus:
        self.ledger.add("poll", job=job.id)
        fault = str(job.data["fault"])
        if fault == "forget":
            raise ProviderError("no such job", kind="lost")
        if fault.startswith("fail:"):
            kind = _kind(fault.removeprefix("fail:"))
            return JobStatus(state="failed", error=kind, message="as the script says")
        age = self.context.clock.now().timestamp() - float(str(job.data["at"]))
        if age < self.canned.seconds:
            return JobStatus(
                state="running", progress=max(0.0, age / self.canned.seconds), next_poll=0.02
            )
        return JobStatus(state="ready", progress=1.0)

    async def _fetch(self, job: Job, sink: Sink) -> None:
        self.ledger.add("fetch", job=job.id)
        fault = str(job.data["fault"])
        if fault == "empty":
            return
        if fault == "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        width, height = int(str(job.data["width"])), int(str(job.data["height"]))
        frames, fps = int(str(job.data["frames"])), Fraction(str(job.data["fps"]))
        if fault == "short":
            frames //= 2
        if fault == "small":
            width, height = width // 4 * 2, height // 4 * 2
        place = sink.path("video", "video/mp4")
        await anyio.to_thread.run_sync(self._deliver, place, width, height, frames, fps)
        if self.canned.distinct:
            with place.open("ab") as file:  # a box that every reader skips (ISO/IEC 14496-12)
                file.write((8 + len(job.id)).to_bytes(4) + b"free" + job.id.encode())
        if fault == "broken":
            data = place.read_bytes()
            place.write_bytes(data[: len(data) // 2])

    def _deliver(self, place: Path, width: int, height: int, frames: int, fps: Fraction) -> None:
        clip = prepared_clip(
            Path(self.canned.cache), width=width, height=height, frames=frames, fps=fps
        )
        shutil.copyfile(clip, place)

    async def _reconcile(self, request: Request, attempt: AttemptInfo) -> Reconciled:
        self.ledger.add("reconcile", attempt=attempt.id)
        if self.canned.reconcile == "none":
            return Unknown(reason="it keeps no list")
        accepted = [call for call in self.ledger if call.verb == "accept"]
        job = next((call.job for call in accepted if call.attempt == attempt.client_ref), None)
        if job is None:
            if any(
                call.verb == "late" and call.attempt == attempt.client_ref for call in self.ledger
            ):
                self._accept(request, attempt)
            return NotSent()
        return Found(job=Job(id=job, data=self._job(request, "")))

    async def _cancel(self, job: Job) -> CancelOutcome:
        self.ledger.add("cancel", job=job.id)
        return "cancelled"

    async def aclose(self) -> None:
        self.ledger.close()

    def _fault(self, request: Request) -> str:
        action = request.view.action if request.view else ""
        words = f"{request.text} {action}".split()
        for word, fault in self.canned.script.items():
            name, _, limit = word.partition(":")
            if name in words and (not limit or self._seen(name) < int(limit)):
                return fault
        return ""

    def _seen(self, word: str) -> int:
        return sum(call.verb == "submit" and word in call.text.split() for call in self.ledger)


def prepared_clip(cache: Path, *, width: int, height: int, frames: int, fps: Fraction) -> Path:
    """A real MP4 of these measures, written once for each."""
    place = cache / f"{width}x{height}-{frames}-{fps.numerator}-{fps.denominator}.mp4"
    if not place.exists():
        _write_clip(place, width=width, height=height, frames=frames, fps=fps)
    return place


def _write_clip(place: Path, *, width: int, height: int, frames: int, fps: Fraction) -> None:
    from ministudio.artifacts import files
    from ministudio.media.frames import Picture
    from ministudio.media.writer import ClipWriter

    place.parent.mkdir(parents=True, exist_ok=True)
    picture = Picture.blank(width, height)
    with (
        files.staged(place) as part,
        ClipWriter(
            part, width=width, height=height, fps=fps, preset="ultrafast", audio_rate=None
        ) as writer,
    ):
        for number in range(frames):
            for plane in picture.planes:
                plane[:] = 64 + number * 3 % 128
            writer.write_frame(picture)


def models() -> list[ModelInfo]:
    """`clip`: any length and size, seeds taken, free."""
    return [_model(None)]


def paid_models() -> list[ModelInfo]:
    """The same for `PRICE` a second."""
    return [_model(Price(per_second={"*": PRICE}))]


def _model(price: Price | None) -> ModelInfo:
    return ModelInfo(
        id="clip",
        as_of=datetime.date(2026, 11, 1),
        source="ministudio.testing.canned",
        durations=Durations(maximum=Fraction(60)),
        seed=True,
        negative=True,
        price=price,
    )


def reconcile_class(_model: ModelInfo, settings: Mapping[str, Any]) -> ReconcileClass:
    """The class that the settings say."""
    return CannedSettings.model_validate(dict(settings)).reconcile


def _kind(text: str) -> ErrorKind:
    return next(kind for kind in ERROR_KINDS if kind == text)
