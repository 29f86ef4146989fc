"""A provider at a desk: built as a run builds it, with the real SDK, against a fake."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import pytest

from ministudio.clock import SystemClock
from ministudio.interfaces.provider import AttemptInfo, ProviderContext
from ministudio.interfaces.request import Request
from ministudio.media.probe import verify
from ministudio.orchestrator import Run, RunSettings
from ministudio.orchestrator.inspection import Inspector
from ministudio.plugins import load_registry
from ministudio.project import Project

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from ministudio_sora.provider import OpenAIVideosProvider

    from ministudio.media.facts import ClipFacts
    from ministudio.results import RunResult
    from ministudio.testing.fakes import FakeVideos

KEY = "canary-3f9a1c77e5"
ANY_FORMAT = ("sglang", "vllm-omni")
FIXED = {"fps": [24], "sizes": ["160x90"]}


class QuickClock(SystemClock):
    """Waits are noted, not waited for."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return super().monotonic() + sum(self.waits)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await super().sleep(0.001)


class HereInspector(Inspector):
    """Looks at clips in this process, which is quicker for a few."""

    async def facts(self, path: Path) -> ClipFacts:
        return await anyio.to_thread.run_sync(verify, path)


class FolderSink:
    """A sink that is a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, role: str, media_type: str) -> Path:
        return self.folder / f"{role}.{media_type.rpartition('/')[2]}"


def table(fake: FakeVideos, **more: Any) -> dict[str, Any]:
    """The endpoint's table for a fake."""
    row = {"id": "ltx-2", **({} if fake.server in ANY_FORMAT else FIXED)}
    return {
        "base_url": fake.base_url,
        "server": fake.server,
        "key_env": "FAKE_KEY",
        "models": [row],
        "timeout": 5,
        **more,
    }


def asking(text: str = "A garden at dawn.", **more: Any) -> Request:
    fields = {"width": 160, "height": 90, "fps": Fraction(24), "frames": 24, "seed": 7, "take": 1}
    names = {"provider": "openai-videos", "model": "ltx-2", "text": text}
    return Request(**{**names, **fields, **more})


@dataclass
class Desk:
    """Builds providers, and plays short stories with them."""

    folder: Path
    clock: QuickClock = field(default_factory=QuickClock)

    asking = staticmethod(asking)

    def attempt(self, name: str = "a-1", **more: Any) -> AttemptInfo:
        fields = {"take": 1, "submitted_at": self.clock.now(), **more}
        return AttemptInfo(id=name, client_ref=name, **fields)

    def build(self, settings: dict[str, Any]) -> OpenAIVideosProvider:
        logger = logging.getLogger("ministudio.test")
        context = ProviderContext(clock=self.clock, logger=logger, scratch=self.folder)
        built: Any = load_registry().build_provider("openai-videos", settings, context)
        return built

    def play(
        self, fake: FakeVideos, story: Callable[[OpenAIVideosProvider], Awaitable[Any]], **more: Any
    ) -> Any:
        async def run() -> Any:
            provider = self.build(table(fake, **more))
            try:
                return await story(provider)
            finally:
                await provider.aclose()

        return anyio.run(run)

    def sink(self) -> FolderSink:
        return FolderSink(self.folder)


BOARD = """\
version: 1
title: Two gardens
settings: {{fps: 24, size: 160x90{settings}}}
world: {{environments: {{garden: {{location: Garden}}}}}}
routes: [{{use: [my-gpu/ltx-2]}}]
scenes:
  - {{id: sun, environment: garden, action: The sun rises over roses., duration: 1}}
  - {{id: rain, action: Rain falls on tulips., duration: 1}}
"""


@dataclass
class Studio:
    """A folder with a board of two shots and an endpoint that is a fake."""

    folder: Path
    clock: QuickClock = field(default_factory=QuickClock)

    def write(self, fake: FakeVideos, *, settings: str = "", **more: Any) -> None:
        """The board and the configuration."""
        rows = {"type": "openai-videos", **table(fake, **more)}
        lines = [f"{key} = {_toml(value)}" for key, value in rows.items()]
        (self.folder / "ministudio.toml").write_text(
            "[endpoints.my-gpu]\n" + "\n".join(lines) + "\n"
        )
        (self.folder / "board.yaml").write_text(BOARD.format(settings=settings))

    def run(self, *, deadline: float | None = None, **settings: Any) -> RunResult:
        """Plan and run the board in this process."""
        return anyio.run(self._run, deadline, settings)

    async def _run(self, deadline: float | None, settings: dict[str, Any]) -> RunResult:
        with self.project() as project:
            plan = project.plan()
            plan.raise_for_findings()

            def endpoint(name: str) -> Any:
                built = project._endpoint(name)
                built.deadline = deadline or built.deadline
                return built

            run = Run(
                plan,
                store=project._writable(),
                endpoints=endpoint,
                settings=RunSettings(**settings),
                clock=self.clock,
                inspector=HereInspector(),
            )
            async with run:
                return await run.wait()

    def project(self) -> Project:
        return Project.open(self.folder / "board.yaml", clock=self.clock)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_toml(one)}' for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value) if isinstance(value, (int, float)) else f'"{value}"'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("FAKE_KEY", KEY)
    return Desk(tmp_path)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setenv("FAKE_KEY", KEY)
    return Studio(tmp_path)
