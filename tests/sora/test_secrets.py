"""The key is nowhere but in the Authorization header."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

import pytest

from ministudio.errors import ProviderError
from ministudio.testing.fakes import FakeVideos, Play, plays

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk, Studio
    from ministudio_sora.provider import OpenAIVideosProvider

KEY = "canary-3f9a1c77e5"  # of conftest
RUDE = f"It went wrong for {KEY}"
FAULTS = [
    plays.error(401, "invalid_api_key", RUDE),
    plays.error(400, "", RUDE),
    plays.broken(),
    plays.lost(),
    plays.fails("server_error", RUDE),
    Play(poll_faults=(500,)),
    Play(fetch_faults=(500,)),
    Play(expires=True),
]


@pytest.mark.parametrize("play", FAULTS)
def test_no_error_tells_it(desk: Desk, play: Play, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(provider: OpenAIVideosProvider) -> str:
        told = [repr(provider), repr(provider.settings), provider.account]
        try:
            job = await provider.submit(desk.asking(), desk.attempt())
            told += [job.model_dump_json(), (await provider.poll(job)).model_dump_json()]
            await provider.fetch(job, desk.sink())
        except ProviderError:
            told.append(traceback.format_exc())
        return "\n".join(told)

    with FakeVideos(script=[play]) as fake:
        told = desk.play(fake, story)
        assert {call.headers["authorization"] for call in fake.requests} == {f"Bearer {KEY}"}
    assert KEY not in told
    assert KEY not in caplog.text


def test_the_store_does_not_have_it(studio: Studio, tmp_path: Path) -> None:
    script = {"roses": [plays.fails("moderation_blocked", RUDE)], "tulips": [plays.lost()]}
    with FakeVideos(script=script, key=KEY) as fake:
        studio.write(fake)
        result = studio.run()
        assert {call.headers["authorization"] for call in fake.requests} == {f"Bearer {KEY}"}
    assert [failure.kind for failure in result.failed] == ["refused_output"]
    assert result.made == ("rain",)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 5
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []


def test_headers_meant_for_openai_go_nowhere_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-1")
    monkeypatch.setenv("OPENAI_API_KEY", "for-openai")

    async def story(provider: OpenAIVideosProvider) -> None:
        await provider.submit(desk.asking(), desk.attempt())

    with FakeVideos() as fake:
        desk.play(fake, story, key_env="")
        (post,) = fake.posts()
    told = " ".join(f"{name}: {value}" for name, value in post.headers.items())
    assert not {word for word in ("org-1", "proj-1", "for-openai") if word in told}


def test_a_missing_key_is_named_before_anything_is_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAKE_KEY")

    async def story(provider: OpenAIVideosProvider) -> None:
        with pytest.raises(ProviderError, match="FAKE_KEY is not in the environment") as caught:
            await provider.submit(desk.asking(), desk.attempt())
        assert caught.value.kind == "auth"

    with FakeVideos() as fake:
        desk.play(fake, story)
        assert fake.requests == []
