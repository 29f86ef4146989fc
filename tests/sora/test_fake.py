"""The fake answers the real SDK as the servers do, and keeps bills of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import openai
import pytest

from ministudio.media.probe import probe
from ministudio.testing.fakes import FakeVideos, plays
from ministudio.testing.fakes.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from ministudio.testing.fakes.plays import Play

Answer = openai.AsyncAPIResponse[object]
ASKED = {"model": "m", "prompt": "A garden.", "seconds": "1", "size": "160x90"}
ROUTED = {"model": "m", "prompt": "A garden.", "duration": 1, "resolution": "90p"}


def play(fake: FakeVideos, story: Callable[[openai.AsyncOpenAI], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with openai.AsyncOpenAI(
            api_key="k", base_url=fake.base_url, max_retries=0, timeout=5
        ) as client:
            return await story(client)

    return anyio.run(run)


async def create(client: openai.AsyncOpenAI, body: Any = None, *, form: bool = False) -> Any:
    headers = {"Content-Type": "multipart/form-data"} if form else {}
    headers["Idempotency-Key"] = "ref-1"
    answer = await client.post(
        "/videos", cast_to=Answer, body=body or ASKED, options={"headers": headers}
    )
    return await answer.json()


@pytest.mark.parametrize("server", VARIANTS)
def test_a_job_is_billed_and_delivered(server: str, tmp_path: Path) -> None:
    form = "json" not in VARIANTS[server].bodies

    async def story(client: openai.AsyncOpenAI) -> bytes:
        job = await create(client, ROUTED if server == "openrouter" else ASKED, form=form)
        assert job["status"] == VARIANTS[server].waiting
        done = await (await client.get(f"/videos/{job['id']}", cast_to=Answer)).json()
        assert done["status"] == "completed"
        return await (await client.get(f"/videos/{job['id']}/content", cast_to=Answer)).read()

    with FakeVideos(server) as fake:
        clip = tmp_path / "clip.mp4"
        clip.write_bytes(play(fake, story))
        (bill,) = fake.ledger
        assert (bill.ref, bill.prompt, bill.charged) == ("ref-1", "A garden.", True)
    assert (probe(clip).width, probe(clip).height, probe(clip).frames) == (160, 90, 24)


@pytest.mark.parametrize(
    "one,raised,jobs",
    [
        (plays.rate_limited(2), openai.RateLimitError, 0),
        (plays.no_quota(), openai.RateLimitError, 0),
        (plays.refused(), openai.BadRequestError, 0),
        (plays.gone(), openai.NotFoundError, 0),
        (plays.broken(), openai.InternalServerError, 0),
        (plays.broken(503, accepted=True), openai.InternalServerError, 1),
        (plays.dropped(), openai.APIConnectionError, 0),
        (plays.lost(), openai.APIConnectionError, 1),
    ],
)
def test_the_script_is_followed_once(one: Play, raised: type[Exception], jobs: int) -> None:
    with FakeVideos(script=[one]) as fake:

        async def story(client: openai.AsyncOpenAI) -> None:
            with pytest.raises(raised):
                await create(client, form=True)
            await create(client, form=True)

        play(fake, story)
        assert len(fake.posts()) == 2
        assert len(fake.ledger) == jobs + 1


def test_a_script_may_be_told_by_words_of_the_prompt() -> None:
    with FakeVideos(script={"rain": [plays.refused()], "": [plays.gone()]}) as fake:

        async def story(client: openai.AsyncOpenAI) -> list[int]:
            codes = []
            for prompt in ("sun", "rain", "sun"):
                try:
                    await create(client, ASKED | {"prompt": prompt}, form=True)
                    codes.append(200)
                except openai.APIStatusError as error:
                    codes.append(error.status_code)
            return codes

        assert play(fake, story) == [404, 400, 200]


def test_what_is_accepted_late_is_not_in_the_list_at_first() -> None:
    with FakeVideos(script=[plays.lost(late=30.0)]) as fake:

        async def story(client: openai.AsyncOpenAI) -> list[int]:
            with pytest.raises(openai.APIConnectionError):
                await create(client, form=True)
            first = await (await client.get("/videos", cast_to=Answer)).json()
            fake.offset = 60.0
            then = await (await client.get("/videos", cast_to=Answer)).json()
            return [len(first["data"]), len(then["data"])]

        assert play(fake, story) == [0, 1]


def test_an_unknown_field_is_refused() -> None:
    with FakeVideos() as fake:

        async def story(client: openai.AsyncOpenAI) -> None:
            with pytest.raises(openai.BadRequestError, match="'seed'"):
                await create(client, ASKED | {"seed": "1"}, form=True)

        play(fake, story)


def test_a_rude_server_repeats_the_key() -> None:
    with FakeVideos(key="right") as fake:

        async def story(client: openai.AsyncOpenAI) -> None:
            with pytest.raises(openai.AuthenticationError, match="Bearer k"):
                await create(client, form=True)

        play(fake, story)
