"""A film from a server of the OpenAI Videos protocol: the command line, the real SDK, a fake."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.media.probe import probe
from ministudio.testing.fakes import FakeVideos, Play, plays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Ministudio

KEY = "canary-8d21b0aa94"
BOARD = """\
version: 1
title: Two gardens
settings: {fps: 24, size: 160x90}
world: {environments: {garden: {location: Garden}}}
routes: [{use: [my-gpu]}]
scenes:
  - {id: sun, environment: garden, action: The sun rises over roses., duration: 1}
  - {id: rain, action: Rain falls on tulips., duration: 1}
"""
TOML = """\
[endpoints.my-gpu]
type = "openai-videos"
base_url = "{url}"
server = "{server}"
key_env = "FAKE_KEY"
concurrency = 1
timeout = 4

[[endpoints.my-gpu.models]]
id = "wan-2.2"
fps = [24]
sizes = ["160x90"]
price = {{per_second = {{"*" = "0.50"}}}}
as_of = "2026-11-25"
"""
PAY = ("run", "board.yaml", "--yes", "--max-cost", "1 USD")


def write(folder: Path, fake: FakeVideos) -> None:
    (folder / "ministudio.toml").write_text(TOML.format(url=fake.base_url, server=fake.server))
    (folder / "board.yaml").write_text(BOARD)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The key is in the environment, and in no file afterwards."""
    monkeypatch.setenv("FAKE_KEY", KEY)
    yield
    told = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in told if KEY.encode() in path.read_bytes()] == []


def answer(ministudio: Ministudio, *arguments: str, code: int = 0, **environ: str) -> Any:
    done = ministudio(*arguments, **environ)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert KEY not in done.stdout + done.stderr
    return done


def test_a_film_is_made_and_made_once(ministudio: Ministudio, tmp_path: Path) -> None:
    with FakeVideos("sglang", key=KEY) as fake:
        write(tmp_path, fake)
        plan = answer(ministudio, "plan", "board.yaml")
        assert "my-gpu/wan-2.2" in plan.stdout
        assert "$1.00" in plan.stdout
        assert fake.requests == []
        film = tmp_path / answer(ministudio, *PAY).stdout.strip()
        assert (film.name, probe(film).frames) == ("board.mp4", 48)
        assert (
            "Nothing to make"
            in answer(ministudio, *PAY).stderr + answer(ministudio, "plan", "board.yaml").stdout
        )
        assert len(fake.posts()) == len(fake.ledger) == 2


def test_a_run_killed_after_the_send_finds_its_job(ministudio: Ministudio, tmp_path: Path) -> None:
    with FakeVideos(script=[plays.hangs()]) as fake:
        write(tmp_path, fake)
        run = ministudio.start(*PAY)
        fake.wait_for_jobs(1)
        ministudio.kill(run)  # the server has the job, the store only the intent
        film = tmp_path / answer(ministudio, *PAY).stdout.strip()
        assert (film.name, probe(film).frames) == ("board.mp4", 48)
        assert len(fake.posts()) == 2
        assert set(fake.ledger.charges().values()) == {1}


def test_a_rate_limit_is_obeyed(ministudio: Ministudio, tmp_path: Path) -> None:
    with FakeVideos(script=[plays.rate_limited(1)]) as fake:
        write(tmp_path, fake)
        answer(ministudio, *PAY)
        first, second, *_ = fake.posts()
        assert second.at - first.at >= 1
        assert len(fake.ledger) == 2


def test_a_refusal_is_exit_6_and_keeps_the_rest(ministudio: Ministudio, tmp_path: Path) -> None:
    with FakeVideos(script={"roses": [plays.refused()]}) as fake:
        write(tmp_path, fake)
        done = answer(ministudio, *PAY, code=6)
        assert "sun: openai-videos: Your request was blocked" in done.stderr
        assert done.stdout.strip() == "board.rough.mp4"
        assert len(fake.posts()) == 2


def test_a_cap_is_exit_4_before_the_send(ministudio: Ministudio, tmp_path: Path) -> None:
    script = {"roses": [Play(clip="truncated")]}
    with FakeVideos(script=script) as fake:
        write(tmp_path, fake)
        answer(ministudio, *PAY, code=1)
        done = answer(ministudio, *PAY, MINISTUDIO_MAX_COST="1 USD", code=4)
        assert "$1.00 of $1.00 is spent" in done.stderr
        assert len(fake.posts()) == 2


@pytest.mark.parametrize(
    "play", [plays.lost(), plays.broken(accepted=True), plays.hangs()], ids=["lost", "500", "hang"]
)
def test_an_unknown_outcome_is_exit_5_and_said(
    ministudio: Ministudio, tmp_path: Path, play: Play
) -> None:
    with FakeVideos("litellm", [play]) as fake:
        write(tmp_path, fake)
        for _ in range(2):
            done = answer(ministudio, *PAY, code=5)
            assert re.search(r"sun: nobody knows whether my-gpu accepted it", done.stderr)
        assert [post.body["prompt"].count("roses") for post in fake.posts()] == [1, 0]


def test_without_the_key_nothing_is_sent(ministudio: Ministudio, tmp_path: Path) -> None:
    with FakeVideos() as fake:
        write(tmp_path, fake)
        plan = answer(ministudio, "plan", "board.yaml", FAKE_KEY="")
        assert "needs FAKE_KEY in the environment" in plan.stdout
        done = answer(ministudio, *PAY, FAKE_KEY="", code=2)
        assert "'my-gpu' needs FAKE_KEY in the environment" in done.stderr
        assert fake.requests == []


def test_sora_is_told_to_be_gone(ministudio: Ministudio, tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_text(BOARD.replace("my-gpu", "openai-sora/sora-2"))
    done = answer(ministudio, "plan", "board.yaml", "--json", code=2)
    told = json.dumps(json.loads(done.stdout))
    assert "it is retired since 2026-09-24" in told
    assert "name another server of the protocol" in told
