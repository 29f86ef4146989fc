from __future__ import annotations

import json
import logging
from fractions import Fraction
from typing import TYPE_CHECKING

import anyio
import pytest
from animatic_views import MIRA, request, seen, view

from ministudio.builtin.animatic.provider import AnimaticProvider, AnimaticSettings
from ministudio.clock import SystemClock
from ministudio.errors import ProviderError
from ministudio.interfaces.provider import AttemptInfo, Job, JobStatus, ProviderContext
from ministudio.plugins import load_registry

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class _Sink:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.roles: list[str] = []

    def path(self, role: str, media_type: str) -> Path:
        self.roles.append(role)
        return self.folder / f"{role}.{media_type.rpartition('/')[2]}"


def _provider(tmp_path: Path, workers: int = 1) -> AnimaticProvider:
    context = ProviderContext(SystemClock(), logging.getLogger("test"), tmp_path / "scratch")
    return AnimaticProvider(AnimaticSettings(workers=workers), context)


def _attempt(name: str = "a1") -> AttemptInfo:
    return AttemptInfo(id=name, client_ref=name, take=1)


async def _started(provider: AnimaticProvider, job: Job) -> None:
    with anyio.fail_after(60):
        while not (await provider.poll(job)).progress:  # noqa: ASYNC110 - jobs are polled
            await anyio.sleep(0.02)


async def _end(provider: AnimaticProvider, job: Job) -> JobStatus:
    with anyio.fail_after(60):
        while (status := await provider.poll(job)).state in ("queued", "running"):  # noqa: ASYNC110 - jobs are polled
            await anyio.sleep(0.02)
    return status


async def test_a_clip_is_drawn_polled_and_fetched_twice(tmp_path: Path) -> None:
    provider = _provider(tmp_path)
    shot = request(view(characters=(seen("mira", **MIRA),)))
    job = await provider.submit(shot, _attempt())
    status = await _end(provider, job)
    assert (status.state, status.progress) == ("ready", 1.0), status.message
    sink = _Sink(tmp_path)
    await provider.fetch(job, sink)
    await provider.fetch(job, sink)
    assert set(sink.roles) == {"video", "sidecar"}
    assert (tmp_path / "video.mp4").stat().st_size > 1000
    assert "mira" in json.loads((tmp_path / "sidecar.json").read_text("utf-8"))["boxes"][0]["at"]
    await provider.aclose()
    assert not list((tmp_path / "scratch").iterdir())


async def test_a_still_is_fetched_as_an_image(tmp_path: Path) -> None:
    provider = _provider(tmp_path)
    job = await provider.submit(request(view(), kind="image"), _attempt())
    assert (await _end(provider, job)).state == "ready"
    sink = _Sink(tmp_path)
    await provider.fetch(job, sink)
    assert sink.roles == ["image", "sidecar"]
    await provider.aclose()


async def test_after_a_restart_the_job_is_lost(tmp_path: Path) -> None:
    first = _provider(tmp_path)
    job = await first.submit(request(view()), _attempt())
    await first.aclose()
    second = _provider(tmp_path)
    status = await second.poll(job)
    assert (status.state, status.error) == ("failed", "lost")
    with pytest.raises(ProviderError) as caught:
        await second.fetch(job, _Sink(tmp_path))
    assert caught.value.kind == "lost"
    assert type(await second.reconcile(request(view()), _attempt())).__name__ == "NotSent"
    await second.aclose()


async def test_what_is_known_is_found_again(tmp_path: Path) -> None:
    provider = _provider(tmp_path)
    job = await provider.submit(request(view()), _attempt("a7"))
    found = await provider.reconcile(request(view()), _attempt("a7"))
    assert found.job == job  # type: ignore[union-attr]
    await provider.aclose()


async def test_queued_and_running_jobs_can_be_cancelled_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    provider = _provider(tmp_path, workers=1)
    long = request(view(duration=Fraction(120)))
    running = await provider.submit(long, _attempt("a"))
    queued = await provider.submit(long, _attempt("b"))
    short = await provider.submit(request(view()), _attempt("c"))
    await _started(provider, running)
    assert await provider.cancel(queued) == "cancelled"
    assert await provider.cancel(running) == "cancelled"
    assert (await provider.poll(running)).state == "cancelled"
    assert (await provider.poll(queued)).state == "cancelled"
    assert (await _end(provider, short)).state == "ready"
    assert await provider.cancel(short) == "too_late"
    await provider.aclose()


async def test_closing_ends_the_workers(tmp_path: Path) -> None:
    provider = _provider(tmp_path, workers=2)
    jobs = [await provider.submit(request(view(duration=Fraction(120))), _attempt(n)) for n in "ab"]
    await _started(provider, jobs[0])
    with anyio.fail_after(10):
        await provider.aclose()
    assert (await provider.poll(jobs[0])).error == "lost"


@pytest.mark.parametrize("size", [(191, 108), (32, 18), (6000, 4000)])
async def test_absurd_sizes_are_refused_before_anything_is_drawn(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    provider = _provider(tmp_path)
    with pytest.raises(ProviderError) as caught:
        await provider.submit(request(view(), size=size), _attempt())
    assert caught.value.kind == "invalid_request"
    with pytest.raises(ProviderError, match="view"):
        await provider.submit(request(view()).replace(view=None), _attempt())
    await provider.aclose()


def test_the_built_in_plugin_offers_it() -> None:
    registry = load_registry(environ={"MINISTUDIO_PLUGINS": ""})
    assert next(plugin.state for plugin in registry.manager.plugins) == "active"
    spec = registry.provider("mock")
    assert (spec.name, spec.free, spec.grade) == ("animatic", True, "previz")
    kinds = {model.id: (model.kind, model.view) for model in registry.models("animatic")}
    assert kinds == {"animatic": ("video", True), "animatic-still": ("image", True)}
