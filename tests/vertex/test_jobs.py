"""The life of a job, through the real SDK: sent, asked, fetched, found again, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio.config.money import Money
from ministudio.errors import ProviderError
from ministudio.interfaces.provider import Found, Job, Unknown
from ministudio.media.probe import probe
from ministudio.testing.fakes import Play, plays

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from conftest import Ask, Connect, Folder, Serve
    from ministudio_vertex.provider import VertexProvider

    from ministudio.errors import ErrorKind
    from ministudio.interfaces.provider import AttemptInfo, JobStatus
    from ministudio.testing.fakes.vertex import FakeVertex

VEO = "veo-3.1-lite-generate-001"
OMNI = "gemini-omni-1.2-flash"
BUCKET = "gs://films-1/ministudio"

Make = Callable[..., Any]


@pytest.fixture
def make(serve: Serve, connect: Connect, ask: Ask, attempt: AttemptInfo) -> Make:
    """Send one job and do something with it."""

    def run(
        model: str,
        play: Play,
        then: Callable[[VertexProvider, Job], Awaitable[Any]],
        **settings: Any,
    ) -> tuple[FakeVertex, Any]:
        fake = serve(play)

        async def work() -> Any:
            async with connect(fake, **settings) as provider:
                request = await provider.prepare(ask(model))
                return await then(provider, await provider.submit(request, attempt))

        return fake, anyio.run(work)

    return run


async def poll(provider: VertexProvider, job: Job) -> JobStatus:
    return await provider.poll(job)


async def until_over(provider: VertexProvider, job: Job) -> JobStatus:
    while (status := await provider.poll(job)).state in ("queued", "running"):
        pass
    return status


@pytest.mark.parametrize("output", ["", BUCKET])
@pytest.mark.parametrize("model", [VEO, OMNI])
def test_a_clip_comes_inline_or_by_the_bucket(
    make: Make, sink: Folder, model: str, output: str
) -> None:
    async def all_the_way(provider: VertexProvider, job: Job) -> Job:
        assert (await until_over(provider, job)).progress == 1
        await provider.fetch(job, sink)
        return job

    fake, job = make(model, Play(polls=2), all_the_way, output=output)
    facts = probe(sink.place)
    size, frames = ((640, 360), 72) if model == OMNI else ((1280, 720), 96)
    assert (facts.width, facts.height, facts.frames) == (*size, frames)
    assert (job.id == f"{BUCKET}/attempt-1/") is bool(output)
    assert len(fake.sends) == len(fake.ledger) == 1
    assert [bill.ref for bill in fake.ledger] == ["attempt-1"]


@pytest.mark.parametrize("model", [VEO, OMNI])
def test_the_name_of_a_job_is_enough_after_a_restart(
    make: Make, connect: Connect, sink: Folder, model: str
) -> None:
    async def name(_provider: VertexProvider, job: Job) -> str:
        return job.model_dump_json()

    fake, text = make(model, Play(), name)
    assert len(text) < 400

    async def again() -> None:
        async with connect(fake) as provider:
            await provider.fetch(Job.model_validate_json(text), sink)

    anyio.run(again)
    assert probe(sink.place).frames
    assert len(fake.sends) == 1


FREE = "Veo could not generate videos. You will not be charged. Support codes: 15236754"
ENDS: list[tuple[str, Play, ErrorKind, str]] = [
    (VEO, plays.fails("filtered", FREE), "refused_output", "(celebrity)"),
    (VEO, plays.fails("empty"), "refused_output", "without a video"),
    (VEO, plays.fails("3", "Blocked. Support codes: 58061214"), "refused_input", "(children)"),
    (VEO, plays.fails("3", "The image is too small."), "invalid_request", "too small"),
    (VEO, plays.fails("8", "Quota exceeded: per day"), "quota", "per day"),
    (VEO, plays.fails("8", "Too many."), "rate_limit", "Too many"),
    (VEO, plays.fails("13", "Internal error."), "transient", "Internal"),
    (OMNI, plays.fails("content_blocked", "Blocked by safety filters"), "refused_output", "Bloc"),
    (OMNI, plays.fails("empty"), "refused_output", "without a video"),
    (OMNI, plays.fails("internal", "Something broke"), "transient", "broke"),
    (OMNI, plays.fails("invalid_argument", "Bad duration"), "invalid_request", "duration"),
    (OMNI, Play(word="incomplete"), "partial", "incomplete"),
    (OMNI, Play(word="budget_exceeded"), "quota", "budget"),
    (OMNI, Play(word="something_new"), "bad_output", "something_new"),
]


@pytest.mark.parametrize("model, play, kind, words", ENDS)
def test_a_job_that_is_over_without_a_video(
    make: Make, model: str, play: Play, kind: ErrorKind, words: str
) -> None:
    _, status = make(model, play, until_over)
    assert (status.state, status.error) == ("failed", kind)
    assert words in status.message
    assert status.billed == (Money() if "not be charged" in play.message else None)


@pytest.mark.parametrize("model", [VEO, OMNI])
@pytest.mark.parametrize(
    "play, kind",
    [
        (Play(poll_faults=(500,)), "transient"),
        (Play(poll_faults=(429,)), "rate_limit"),
        (Play(forget=True), "lost"),
    ],
)
def test_a_question_that_fails(make: Make, model: str, play: Play, kind: ErrorKind) -> None:
    async def asked(provider: VertexProvider, job: Job) -> ProviderError:
        with pytest.raises(ProviderError) as caught:
            await provider.poll(job)
        return caught.value

    fake, error = make(model, play, asked)
    assert error.kind == kind
    assert len(fake.sends) == 1


@pytest.mark.parametrize(
    "play, kind",
    [
        (Play(fetch_faults=(503,)), "transient"),
        (Play(clip="missing"), "expired"),
        (Play(expires=True), "expired"),
    ],
)
def test_a_video_that_cannot_be_had(make: Make, sink: Folder, play: Play, kind: ErrorKind) -> None:
    async def fetch(provider: VertexProvider, job: Job) -> ProviderError:
        with pytest.raises(ProviderError) as caught:
            await provider.fetch(job, sink)
        return caught.value

    _, error = make(VEO, play, fetch, output=BUCKET)
    assert error.kind == kind


def test_nothing_is_read_from_another_place_than_the_attempt_s_own(
    make: Make, sink: Folder
) -> None:
    async def fetch(provider: VertexProvider, job: Job) -> ProviderError:
        elsewhere = job.replace(id="gs://films-1/ministudio/other/")
        with pytest.raises(ProviderError) as caught:
            await provider.fetch(elsewhere, sink)
        return caught.value

    fake, error = make(VEO, Play(), fetch, output=BUCKET)
    assert error.kind == "bad_output"
    assert not [call for call in fake.requests if call.path.startswith("/storage/")]


@pytest.mark.parametrize("model", [VEO, OMNI])
def test_what_was_lost_is_found_at_its_place(
    serve: Serve, connect: Connect, ask: Ask, attempt: AttemptInfo, sink: Folder, model: str
) -> None:
    fake = serve(plays.lost())
    other = attempt.replace(client_ref="attempt-2")

    async def work() -> tuple[Any, Any]:
        async with connect(fake, output=BUCKET) as provider:
            with pytest.raises(ProviderError):
                await provider.submit(ask(model), attempt)
            found = await provider.reconcile(ask(model), attempt)
            assert isinstance(found, Found)
            assert (await provider.poll(found.job)).state == "ready"
            await provider.fetch(found.job, sink)
            return found, await provider.reconcile(ask(model), other)

    found, unknown = anyio.run(work)
    assert found.job.id == f"{BUCKET}/attempt-1/"
    assert isinstance(unknown, Unknown)
    assert probe(sink.place).frames
    assert len(fake.sends) == 1


def test_a_video_that_is_still_made_is_not_taken_for_one_that_was_never_asked_for(
    serve: Serve, connect: Connect, ask: Ask, attempt: AttemptInfo
) -> None:
    fake = serve(plays.lost(late=3600))

    async def work() -> tuple[Any, JobStatus]:
        async with connect(fake, output=BUCKET) as provider:
            with pytest.raises(ProviderError):
                await provider.submit(ask(VEO), attempt)
            job = Job(id=provider.table.place("attempt-1"))
            return await provider.reconcile(ask(VEO), attempt), await provider.poll(job)

    answer, status = anyio.run(work)
    assert isinstance(answer, Unknown)
    assert status.state == "running"


def test_without_a_bucket_nobody_can_tell(
    serve: Serve, connect: Connect, ask: Ask, attempt: AttemptInfo
) -> None:
    async def work() -> Any:
        async with connect(serve()) as provider:
            return await provider.reconcile(ask(VEO), attempt)

    assert "output" in anyio.run(work).reason


@pytest.mark.parametrize(
    "model, play, outcome, state",
    [
        (VEO, Play(stuck=True), "unsupported", "running"),
        (OMNI, Play(stuck=True), "cancelled", "cancelled"),
        (OMNI, Play(), "too_late", "ready"),
    ],
)
def test_cancelling(make: Make, model: str, play: Play, outcome: str, state: str) -> None:
    async def stop(provider: VertexProvider, job: Job) -> tuple[str, str]:
        await provider.poll(job)
        return await provider.cancel(job), (await provider.poll(job)).state

    assert make(model, play, stop)[1] == (outcome, state)


def test_a_forgotten_job_cannot_be_cancelled(make: Make) -> None:
    async def stop(provider: VertexProvider, job: Job) -> str:
        return await provider.cancel(job.replace(id="job-99"))

    assert make(OMNI, Play(), stop)[1] == "too_late"


@pytest.mark.parametrize("model", [VEO, OMNI])
def test_a_name_that_a_person_looked_up_is_enough(make: Make, sink: Folder, model: str) -> None:
    async def by_name(provider: VertexProvider, job: Job) -> None:
        named = Job(id=str(job.data["name"]))
        assert (await provider.poll(named)).state == "ready"
        await provider.fetch(named, sink)

    make(model, Play(), by_name, output=BUCKET)
    assert probe(sink.place).frames


@pytest.mark.parametrize("output", ["", BUCKET])
def test_the_account_is_project_and_place(make: Make, output: str) -> None:
    """Whoever signs in elsewhere, or moves the bucket, does not call older jobs lost."""

    async def account(provider: VertexProvider, _job: Job) -> str:
        return provider.account

    _, told = make(OMNI, Play(), account, output=output)
    assert told == f"studio-1 {output}".strip()


def test_a_name_is_no_address(make: Make) -> None:
    """A location of the service's becomes part of a host name: only a plain word does."""
    name = "projects/p/locations/films.example%23/publishers/google/models/veo/operations/1"

    async def poll_it(provider: VertexProvider, _job: Job) -> ProviderError:
        with pytest.raises(ProviderError) as caught:
            await provider.poll(Job(id=name))
        return caught.value

    fake, error = make(VEO, Play(), poll_it)
    assert error.kind == "lost"
    assert fake.requests[-1].path.startswith("/v1beta1/projects/studio-1/locations/global/")


def test_saying_goodbye_twice_is_fine(make: Make) -> None:
    async def close(provider: VertexProvider, _job: Job) -> None:
        await provider.aclose()
        await provider.aclose()

    make(VEO, Play(), close)
