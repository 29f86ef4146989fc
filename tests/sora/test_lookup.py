"""A lost send is found in the server's list, or honestly not."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from ministudio_sora.servers import SERVERS

from ministudio.errors import ProviderError
from ministudio.interfaces.provider import Found, NotSent, Unknown
from ministudio.plugins import load_registry
from ministudio.testing.fakes import FakeVideos, Play, plays

if TYPE_CHECKING:
    from conftest import Desk
    from ministudio_sora.provider import OpenAIVideosProvider

    from ministudio.interfaces.provider import AttemptInfo

LISTS = [name for name, server in SERVERS.items() if server.lists]
WITH_PROMPTS = ["openai", "vllm-omni"]


async def lose(desk: Desk, provider: OpenAIVideosProvider, text: str = "A garden.") -> AttemptInfo:
    attempt = desk.attempt(account=provider.account)
    with pytest.raises(ProviderError):
        await provider.submit(desk.asking(text), attempt)
    return attempt


@pytest.mark.parametrize("server", WITH_PROMPTS)
@pytest.mark.parametrize("play", [plays.lost(), plays.broken(accepted=True)])
def test_an_accepted_job_is_found_by_its_prompt(desk: Desk, server: str, play: Play) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        await provider.submit(desk.asking("Before."), desk.attempt())
        attempt = await lose(desk, provider)
        await provider.submit(desk.asking("After."), desk.attempt())
        found = await provider.reconcile(desk.asking("A garden."), attempt)
        assert isinstance(found, Found)
        return found.job, await provider.poll(found.job)

    with FakeVideos(server, [Play(), play]) as fake:
        job, status = desk.play(fake, story)
        assert [bill.job for bill in fake.ledger if bill.prompt == "A garden."] == [job.id]
    assert status.state == "ready"


def test_a_late_job_is_not_in_the_first_list(desk: Desk) -> None:
    async def story(provider: OpenAIVideosProvider) -> list[str]:
        attempt = await lose(desk, provider)
        first = await provider.reconcile(desk.asking("A garden."), attempt)
        fake.offset += 40
        second = await provider.reconcile(desk.asking("A garden."), attempt)
        return [type(first).__name__, type(second).__name__]

    with FakeVideos(script=[plays.lost(late=30)]) as fake:
        assert desk.play(fake, story) == ["NotSent", "Found"]


@pytest.mark.parametrize("server", LISTS)
def test_that_a_job_is_not_there_proves_something_where_jobs_are_kept(
    desk: Desk, server: str
) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        attempt = await lose(desk, provider)
        return await provider.reconcile(desk.asking("A garden."), attempt)

    with FakeVideos(server, [plays.dropped()]) as fake:
        answer = desk.play(fake, story)
    assert isinstance(answer, NotSent if SERVERS[server].keeps else Unknown)


@pytest.mark.parametrize("server", ["sglang", "vllm-omni"])
def test_an_older_job_shows_that_nothing_was_forgotten(desk: Desk, server: str) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        await provider.submit(desk.asking("Before."), desk.attempt())
        for job in fake.jobs.values():
            job.created_at -= 600
        attempt = await lose(desk, provider)
        return await provider.reconcile(desk.asking("A garden."), attempt)

    with FakeVideos(server, [Play(), plays.dropped()]) as fake:
        assert isinstance(desk.play(fake, story), NotSent)


def test_without_prompts_nobody_guesses(desk: Desk) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        attempt = await lose(desk, provider)
        return await provider.reconcile(desk.asking("A garden."), attempt)

    with FakeVideos("sglang", [plays.lost()]) as fake:
        answer = desk.play(fake, story)
    assert isinstance(answer, Unknown)
    assert "it may be video_1" in answer.reason


def test_jobs_of_others_are_passed_over(desk: Desk) -> None:
    async def story(provider: OpenAIVideosProvider) -> list[str]:
        attempt = await lose(desk, provider)
        await lose(desk, provider)
        found = []
        for _ in range(2):
            answer = await provider.reconcile(
                desk.asking("A garden."), attempt.replace(claimed=tuple(found))
            )
            assert isinstance(answer, Found)
            found.append(answer.job.id)
        last = attempt.replace(claimed=tuple(found))
        assert isinstance(await provider.reconcile(desk.asking("A garden."), last), NotSent)
        return found

    with FakeVideos(script=[plays.lost(), plays.lost()]) as fake:
        assert desk.play(fake, story) == ["video_1", "video_2"]


@pytest.mark.parametrize("offset", [-7200.0, 7200.0])
def test_the_server_s_clock_may_be_wrong(desk: Desk, offset: float) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        before = desk.attempt(
            account=provider.account, submitted_at=desk.clock.now() - datetime.timedelta(hours=1)
        )
        await provider.submit(desk.asking("A garden."), before)
        for job in fake.jobs.values():
            job.created_at -= 3600
        attempt = await lose(desk, provider)
        return await provider.reconcile(desk.asking("A garden."), attempt)

    with FakeVideos(script=[Play(), plays.lost()], offset=offset) as fake:
        answer = desk.play(fake, story)
    assert isinstance(answer, Found)
    assert answer.job.id == "video_2"


def test_a_long_list_is_read_to_the_send(desk: Desk) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        attempt = await lose(desk, provider)
        for number in range(120):
            await provider.submit(desk.asking(f"After {number}."), desk.attempt())
        return await provider.reconcile(desk.asking("A garden."), attempt)

    with FakeVideos(script=[plays.lost()]) as fake:
        answer = desk.play(fake, story)
        assert (
            sum(call.path == "/v1/videos" and call.method == "GET" for call in fake.requests) == 2
        )
    assert isinstance(answer, Found)


def test_the_list_of_another_account_proves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(provider: OpenAIVideosProvider) -> Any:
        attempt = await lose(desk, provider)
        monkeypatch.setenv("FAKE_KEY", "another")
        return await provider.reconcile(desk.asking("A garden."), attempt)

    with FakeVideos(script=[plays.lost()]) as fake:
        assert isinstance(desk.play(fake, story), Unknown)
        assert len(fake.requests) == 1


@pytest.mark.parametrize("server", SERVERS)
def test_the_class_says_whether_there_is_a_list(server: str) -> None:
    row = {"id": "m", "fps": [24], "sizes": ["160x90"]}
    settings = {"server": server, "base_url": "http://127.0.0.1:1/v1", "models": [row]}
    found = load_registry().reconcile_class("openai-sora", "m", settings)
    assert found == ("list" if server in LISTS else "none")
