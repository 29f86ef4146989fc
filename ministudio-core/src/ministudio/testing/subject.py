"""What a conformance kit looks at: a provider of a plugin, built as a run builds it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any

import anyio

from ministudio.clock import SystemClock
from ministudio.interfaces.provider import AttemptInfo, ProviderContext
from ministudio.interfaces.request import Request
from ministudio.plugins import load_registry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.provider import Job, JobStatus, VideoProvider
    from ministudio.plugins import Registry

LOGGER = "ministudio.conformance"
_MAY_WAIT = 60.0  # seconds that a job of a test may take


class Folder:
    """A sink that is a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Path] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, role: str, media_type: str) -> Path:
        """A new file to write."""
        suffix = media_type.rpartition("/")[2].partition(";")[0]
        self.files[role] = self.folder / f"{role}.{suffix}"
        return self.files[role]


@dataclass
class Subject:
    """A provider under test.

    `plugin` is the module with the hooks (empty: a built-in one), `provider` the name of its
    record, `settings` an endpoint's table, `model` one of its models (the first). `asking` are
    fields of the request beside what the model's record says. `sdk` are modules that must not be
    imported before the first clip is made. `secrets` are keys that must show up nowhere.

    With a server under your control, so that answers can be lost: `sends` counts the paid
    requests that it received, and `spoil` makes its next answer to one go wrong, by `lost` (the
    request was taken, then the connection broke), `500`, `hang` or `garbage`.
    """

    plugin: str
    provider: str
    folder: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    asking: Mapping[str, Any] = field(default_factory=dict)
    sdk: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    sends: Callable[[], int] | None = None
    spoil: Callable[[str], None] | None = None

    def __post_init__(self) -> None:
        points = [EntryPoint("under_test", self.plugin, "ministudio")] if self.plugin else []
        self.registry: Registry = load_registry(
            environ={"MINISTUDIO_STRICT_PLUGINS": "1"}, entry_points=points
        )
        self.info: ModelInfo = next(
            one
            for one in self.registry.models(self.provider, self.settings)
            if self.model in ("", one.id)
        )

    def build(self) -> VideoProvider:
        """A new provider, as after a restart."""
        logger = logging.getLogger(LOGGER)
        context = ProviderContext(SystemClock(), logger, self.folder / "scratch")
        return self.registry.build_provider(self.provider, self.settings, context)

    def request(self, **fields: Any) -> Request:  # noqa: ANN401 - fields of Request
        """A request that the model takes by its own record."""
        info = self.info
        width, height = (int(n) for n in info.sizes[0].split("x")) if info.sizes else (128, 72)
        fps = info.fps[0] if info.fps else Fraction(24)
        seconds = info.durations.fit(Fraction(1, 2)) or info.durations.longest or Fraction(1)
        values: dict[str, Any] = {
            "provider": self.registry.provider(self.provider).name,
            "model": info.id,
            "text": "A lantern glows in a quiet garden.",
            "width": width,
            "height": height,
            "fps": fps,
            "frames": round(seconds * fps),
            "audio": info.audio == "always",
            "seed": 7,
            "take": 1,
        }
        return Request(**{**values, **self.asking, **fields})

    def attempt(self, name: str = "attempt-1") -> AttemptInfo:
        """What a provider may know of an attempt."""
        return AttemptInfo(id=name, client_ref=name, take=1, submitted_at=SystemClock().now())

    async def statuses(self, provider: VideoProvider, job: Job) -> AsyncIterator[JobStatus]:
        """What polls say, until the job has ended."""
        with anyio.fail_after(_MAY_WAIT):
            while True:
                status = await provider.poll(job)
                yield status
                if status.state not in ("queued", "running"):
                    return
                await anyio.sleep(min(0.2, status.next_poll or 0.02))

    async def deliver(self, provider: VideoProvider, job: Job, name: str = "out") -> Folder:
        """Wait for a job and fetch what it made."""
        async for status in self.statuses(provider, job):
            assert status.state in ("queued", "running", "ready"), status.message
        sink = Folder(self.folder / name)
        await provider.fetch(job, sink)
        return sink
