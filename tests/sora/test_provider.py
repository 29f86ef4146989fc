"""The way of a job at each kind of server: sent once, asked for, fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ministudio_sora.servers import SERVERS

from ministudio.config.money import Money
from ministudio.errors import ProviderError
from ministudio.interfaces.provider import Job
from ministudio.media.probe import probe
from ministudio.testing.fakes import FakeVideos, Play, plays

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk
    from ministudio_sora.provider import OpenAIVideosProvider

BODIES = {
    "openai": {"seconds": "1", "size": "160x90"},
    "sglang": {
        "seconds": "1",
        "size": "160x90",
        "fps": 24,
        "num_frames": 24,
        "seed": 7,
        "negative_prompt": "blur",
    },
    "vllm-omni": {
        "seconds": "1",
        "size": "160x90",
        "fps": "24",
        "num_frames": "24",
        "seed": "7",
        "negative_prompt": "blur",
        "generate_sound": "true",
    },
    "litellm": {"seconds": "1", "size": "160x90", "seed": 7, "generate_audio": True},
    "openrouter": {
        "duration": 1,
        "resolution": "90p",
        "aspect_ratio": "16:9",
        "seed": 7,
        "generate_audio": True,
    },
}


@pytest.mark.parametrize("server", SERVERS)
def test_a_clip_is_made_and_its_job_survives_a_restart(
    desk: Desk, server: str, tmp_path: Path
) -> None:
    async def send(provider: OpenAIVideosProvider) -> str:
        negative = "blur" if SERVERS[provider._settings.server].negative else ""
        request = desk.asking(audio=True, negative=negative)
        job = await provider.submit(request, desk.attempt("ref-7"))
        return job.model_dump_json()

    async def collect(provider: OpenAIVideosProvider) -> list[str]:
        job = Job.model_validate_json(sent)
        states = []
        while not states or states[-1] != "ready":
            status = await provider.poll(job)
            states.append(status.state)
        if SERVERS[provider._settings.server].costs:
            assert status.billed == Money.model_validate("0.25 USD")
        await provider.fetch(job, desk.sink())
        return states

    with FakeVideos(server, [Play(polls=1)]) as fake:
        sent = desk.play(fake, send)
        assert desk.play(fake, collect) == ["running", "ready"]
        (post,) = fake.posts("/videos")
        assert post.body == {"model": "ltx-2", "prompt": "A garden at dawn.", **BODIES[server]}
        assert [bill.ref for bill in fake.ledger] == ["ref-7"]
        assert all("variant" not in call.query for call in fake.requests)
    facts = probe(tmp_path / "video.mp4")
    assert (facts.width, facts.height, facts.frames) == (160, 90, 24)


@pytest.mark.parametrize(
    "play,jobs",
    [
        (plays.broken(), 0),
        (plays.broken(502, accepted=True), 1),
        (plays.dropped(), 0),
        (plays.lost(), 1),
        (plays.hangs(), 1),
        (plays.garbage(), 1),
    ],
)
def test_a_send_without_an_answer_is_sent_once(desk: Desk, play: Play, jobs: int) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError) as caught:
            await provider.submit(desk.asking(), desk.attempt())
        assert caught.value.kind == "unknown_outcome"

    with FakeVideos(script=[play]) as fake:
        desk.play(fake, story, timeout=0.5)
        assert len(fake.posts()) == 1
        assert len(fake.ledger) == jobs


def test_what_never_left_may_be_sent_again(desk: Desk) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError, match="no answer") as caught:
            await provider.submit(desk.asking(), desk.attempt())
        assert caught.value.kind == "transient"

    with FakeVideos() as fake:
        pass
    desk.play(fake, story)


@pytest.mark.parametrize(
    "play,kind,seconds",
    [
        (plays.rate_limited(7), "rate_limit", 7.0),
        (plays.error(429, retry_after_ms="250"), "rate_limit", 0.25),
        (plays.error(429), "rate_limit", None),
        (plays.no_quota(), "quota", None),
        (plays.error(402, message="No credits."), "quota", None),
        (plays.refused(), "refused_input", None),
        (plays.gone(), "model_gone", None),
        (plays.error(401), "auth", None),
        (plays.error(403), "auth", None),
        (plays.error(400), "invalid_request", None),
        (plays.error(422), "invalid_request", None),
        (plays.error(302, location="http://169.254.169.254/"), "invalid_request", None),
        (plays.error(409), "unknown_outcome", None),
        (plays.error(408), "unknown_outcome", None),
        (plays.error(503), "unknown_outcome", None),
    ],
)
def test_an_error_says_what_to_do(desk: Desk, play: Play, kind: str, seconds: float | None) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError) as caught:
            await provider.submit(desk.asking(), desk.attempt())
        assert (caught.value.kind, caught.value.retry_after) == (kind, seconds)
        assert f"(HTTP {play.status})" in str(caught.value)

    with FakeVideos(script=[play]) as fake:
        desk.play(fake, story)
        assert len(fake.posts()) == 1


FAILURES = [
    ("openai", plays.fails("server_error"), "transient"),
    ("openai", plays.fails("moderation_blocked"), "refused_output"),
    ("openai", plays.fails("invalid_prompt"), "invalid_request"),
    ("sglang", plays.fails("x", "CUDA out of memory"), "transient"),
    ("sglang", plays.fails("x", "blocked by the safety filter"), "refused_output"),
    ("vllm-omni", plays.fails("engine"), "transient"),
    ("vllm-omni", plays.fails("invalid", "bad size"), "invalid_request"),
    ("openrouter", plays.fails("provider_error"), "bad_output"),
    ("litellm", plays.fails("content_policy_violation"), "refused_output"),
]


@pytest.mark.parametrize("server,play,kind", FAILURES)
def test_a_failed_job_is_told_in_three_forms(
    desk: Desk, server: str, play: Play, kind: str
) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        job = await provider.submit(desk.asking(), desk.attempt())
        status = await provider.poll(job)
        assert (status.state, status.error) == ("failed", kind)
        assert status.message == play.message

    with FakeVideos(server, [play]) as fake:
        desk.play(fake, story)


@pytest.mark.parametrize(
    "word,state",
    [("pending", "queued"), ("cancelled", "cancelled"), ("expired", "expired"), ("odd", "running")],
)
def test_states_have_many_names(
    desk: Desk, word: str, state: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        job = await provider.submit(desk.asking(), desk.attempt())
        assert (await provider.poll(job)).state == state

    with FakeVideos("litellm", [Play(word=word)]) as fake:
        desk.play(fake, story)
    assert ("'odd'" in caplog.text) == (word == "odd")


@pytest.mark.parametrize(
    "play,kind",
    [
        (Play(poll_faults=(500,)), "transient"),
        (Play(poll_faults=(429,)), "rate_limit"),
        (Play(forget=True), "lost"),
    ],
)
def test_a_question_that_fails_says_why(desk: Desk, play: Play, kind: str) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        job = await provider.submit(desk.asking(), desk.attempt())
        with pytest.raises(ProviderError) as caught:
            await provider.poll(job)
        assert caught.value.kind == kind

    with FakeVideos(script=[play]) as fake:
        desk.play(fake, story)


@pytest.mark.parametrize(
    "play,kind",
    [
        (Play(fetch_faults=(502,)), "transient"),
        (Play(fetch_faults=(429,)), "rate_limit"),
        (Play(fetch_faults=(401,)), "auth"),
        (Play(fetch_faults=(302,)), "invalid_request"),
        (Play(fetch_faults=(400,)), "invalid_request"),
        (Play(expires=True), "expired"),
        (Play(stuck=True), "transient"),
        (Play(clip="short-read"), "transient"),
        (plays.fails("moderation_blocked"), "refused_output"),
    ],
)
def test_a_clip_that_cannot_be_had_says_why(desk: Desk, play: Play, kind: str) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        job = await provider.submit(desk.asking(), desk.attempt())
        await provider.poll(job)
        with pytest.raises(ProviderError) as caught:
            await provider.fetch(job, desk.sink())
        assert caught.value.kind == kind

    with FakeVideos(script=[play]) as fake:
        desk.play(fake, story)


def test_the_key_follows_no_redirect(desk: Desk) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError, match="it redirects to 'http.*', which is not followed"):
            await provider.submit(desk.asking(), desk.attempt())

    with FakeVideos() as elsewhere:
        with FakeVideos(script=[plays.error(307, location=elsewhere.base_url)]) as fake:
            desk.play(fake, story)
        assert elsewhere.requests == []


def test_done_without_a_video_delivers_nothing(desk: Desk, tmp_path: Path) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        job = await provider.submit(desk.asking(), desk.attempt())
        await provider.fetch(job, desk.sink())

    with FakeVideos(script=[Play(clip="missing")]) as fake:
        desk.play(fake, story)
    assert not (tmp_path / "video.mp4").exists()


@pytest.mark.parametrize(
    "server,state",
    [(name, "cancelled" if name == "vllm-omni" else "unsupported") for name in SERVERS],
)
def test_only_servers_that_abort_are_told_to(desk: Desk, server: str, state: str) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        job = await provider.submit(desk.asking(), desk.attempt())
        assert await provider.cancel(job) == state
        if state == "cancelled":
            assert (await provider.poll(job)).state == "cancelled"

    with FakeVideos(server, [Play(stuck=True)]) as fake:
        desk.play(fake, story)
        assert any(call.method == "DELETE" for call in fake.requests) == (state == "cancelled")


@pytest.mark.parametrize(
    "server,more,words",
    [
        ("openai", {"negative": "blur"}, "has no negative prompt"),
        ("litellm", {"frames": 30}, "makes whole seconds, not 1.25"),
        ("litellm", {"width": 320}, "makes 160x90 with ltx-2, not 320x90"),
        ("litellm", {"model": "other"}, "has no model 'other'"),
        ("sglang", {"options": {"seed": 3}}, "is told seed by the storyboard"),
    ],
)
def test_what_a_server_cannot_do_is_said_before_the_send(
    desk: Desk, server: str, more: dict[str, Any], words: str
) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError, match=words) as caught:
            await provider.submit(desk.asking(**more), desk.attempt())
        assert caught.value.kind == "invalid_request"

    with FakeVideos(server) as fake:
        desk.play(fake, story)
        assert fake.requests == []


@pytest.mark.parametrize("server,steps", [("sglang", 30), ("vllm-omni", "30")])
def test_an_endpoint_s_options_go_along(desk: Desk, server: str, steps: Any) -> None:
    async def story(provider: OpenAIVideosProvider) -> None:
        options = {"num_inference_steps": 30, "extra_params": {"a": [1]}}
        await provider.submit(desk.asking(options=options), desk.attempt())

    with FakeVideos(server) as fake:
        desk.play(fake, story)
        (post,) = fake.posts()
        assert post.body["num_inference_steps"] == steps
        assert post.body["extra_params"] in ({"a": [1]}, '{"a": [1]}')


def test_an_endpoint_that_moved_does_not_lose_its_jobs(desk: Desk) -> None:
    async def send(provider: OpenAIVideosProvider) -> Job:
        return await provider.submit(desk.asking(), desk.attempt())

    async def ask(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError, match="was accepted by http://127") as caught:
            await provider.poll(job)
        assert caught.value.kind == "invalid_request"

    with FakeVideos() as old, FakeVideos() as new:
        job = desk.play(old, send)
        desk.play(new, ask)
        assert new.requests == []


def test_a_job_of_another_key_is_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def send(provider: OpenAIVideosProvider) -> Job:
        return await provider.submit(desk.asking(), desk.attempt())

    async def ask(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError, match="it was sent with another") as caught:
            await provider.poll(job)
        assert caught.value.kind == "invalid_request"

    with FakeVideos() as fake:
        job = desk.play(fake, send)
        fake.restart()
        monkeypatch.setenv("FAKE_KEY", "another")
        desk.play(fake, ask)


def test_a_date_may_say_when_to_come_back() -> None:
    from ministudio_sora.errors import retry_after

    headers = {
        "date": "Wed, 25 Nov 2026 02:00:00 GMT",
        "retry-after": "Wed, 25 Nov 2026 02:00:09 GMT",
    }
    assert retry_after(headers) == 9.0
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({"retry-after": "99999999"}) == 3600.0
