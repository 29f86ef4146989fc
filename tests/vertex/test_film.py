"""Films with Google's models, by the command line: made, killed, refused, and without secrets."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.media.probe import probe
from ministudio.testing.fakes import Play, plays

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Serve

    from ministudio.testing.fakes.vertex import FakeVertex

TABLE = """
[endpoints.cloud]
type = "vertex-ai"
base_url = "{url}"
storage_url = "{url}"
timeout = 60
{more}
"""
BOARD = """
version: 1
title: Foxes
settings: {{size: {size}, fps: 24}}
world: {{environments: {{wood: {{location: A snowy wood}}}}}}
routes:
  - {{when: {{scene: [talk]}}, use: [cloud/gemini-omni-1.2-flash]}}
  - {{use: [cloud/{other}]}}
scenes:
  - {{id: talk, environment: wood, action: A fox looks around., duration: 3}}
  - {{id: run, action: The fox runs away., duration: {seconds}, seed: 7}}
"""
BUCKET = 'output = "gs://films-1/ministudio"'
OMNI, VEO = "gemini-omni-1.2-flash", "veo-3.1-lite-generate-001"


@dataclass
class Studio:
    """A folder with a board, an endpoint, and the command line."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)

    def write(self, fake: FakeVertex, *, more: str = "", **board: Any) -> None:
        usual = {"size": "640x360", "other": OMNI, "seconds": 3.5}
        (self.folder / "ministudio.toml").write_text(TABLE.format(url=fake.origin, more=more))
        (self.folder / "foxes.yaml").write_text(BOARD.format(**{**usual, **board}))

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        clean = {name: text for name, text in os.environ.items() if "MINISTUDIO" not in name}
        return subprocess.Popen(
            [sys.executable, "-m", "ministudio.cli.main", *arguments],
            env={**clean, **self.environ, "XDG_CONFIG_HOME": str(self.folder / "nothing")},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self) -> subprocess.CompletedProcess[str]:
        return self("run", "foxes.yaml", "--yes", "--max-cost", "5 USD")

    def kill_when(self, ready: Callable[[], None]) -> None:
        """Start a run, wait, and kill it without a goodbye."""
        process = self.start("run", "foxes.yaml", "--yes", "--max-cost", "5 USD")
        try:
            ready()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def charged_once(fake: FakeVertex, jobs: int) -> bool:
    return len(fake.sends) == len(fake.ledger) == jobs and set(fake.ledger.charges().values()) == {
        1
    }


@pytest.mark.slow
def test_a_film_of_both_families(serve: Serve, studio: Studio) -> None:
    fake = serve(Play(polls=1), Play(polls=1, poll_faults=(503,)))
    studio.write(fake, size="1280x720", other=VEO, seconds=3.5)
    plan = studio("plan", "foxes.yaml")
    assert "cloud/gemini-omni-1.2-flash" in plan.stdout
    assert "trimmed to 3.5 s" in plan.stdout
    assert "cannot run yet" not in plan.stdout
    done = studio.run()
    assert done.returncode == 0, done.stderr
    facts = probe(studio.folder / "foxes.mp4")
    assert (facts.width, facts.height, facts.frames) == (1280, 720, 72 + 84)
    assert charged_once(fake, 2)
    assert sorted(bill.model for bill in fake.ledger) == [OMNI, VEO]


def test_the_plan_warns_and_the_run_stops_without_credentials(
    serve: Serve, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = serve()
    studio.write(fake)
    monkeypatch.delenv("GCP_SERVICE_ACCOUNT_JSON")
    plan = studio("plan", "foxes.yaml")
    assert plan.returncode == 0
    assert "cannot run yet: no credentials: looked for" in plan.stdout
    done = studio.run()
    assert done.returncode == 2
    assert "no credentials: looked for" in done.stderr
    assert not fake.requests


@pytest.mark.slow
def test_killed_while_the_answer_is_on_its_way(serve: Serve, studio: Studio) -> None:
    fake = serve(plays.hangs(), plays.hangs())
    studio.write(fake, more=BUCKET)
    studio.kill_when(lambda: fake.wait_for_jobs(2))
    done = studio.run()
    assert done.returncode == 0, done.stderr
    assert probe(studio.folder / "foxes.mp4").frames == 72 + 84
    assert charged_once(fake, 2)


@pytest.mark.slow
def test_without_a_bucket_a_person_is_asked(serve: Serve, studio: Studio) -> None:
    fake = serve(plays.hangs(), plays.hangs())
    studio.write(fake)
    studio.kill_when(lambda: fake.wait_for_jobs(2))
    done = studio.run()
    assert done.returncode == 5, done.stderr
    assert "nobody knows whether cloud accepted it" in done.stderr
    assert charged_once(fake, 2)


@pytest.mark.slow
def test_killed_while_the_jobs_are_made(serve: Serve, studio: Studio) -> None:
    fake = serve(Play(stuck=True), Play(stuck=True))
    studio.write(fake)

    def asked() -> None:
        with fake.changed:
            assert fake.changed.wait_for(
                lambda: len(fake.jobs) == 2 and all(job.polls for job in fake.jobs.values()), 60
            )

    studio.kill_when(asked)
    for job in fake.jobs.values():
        job.play = Play()
    done = studio.run()
    assert done.returncode == 0, done.stderr
    assert charged_once(fake, 2)


def test_a_refusal_has_its_reason_and_its_exit_code(serve: Serve, studio: Studio) -> None:
    message = "Blocked by safety filters. You will not be charged. Support codes: 58061214"
    blocked = plays.fails("content_blocked", message)
    fake = serve(blocked, blocked)
    studio.write(fake)
    done = studio.run()
    assert done.returncode == 6, done.stderr
    assert "(children)" in done.stderr
    assert len(fake.sends) == 2
    assert "Spent $0.00" in studio("cost", "foxes.yaml").stdout


TOKEN = "ya29.canary-31337-of-the-token"
RUDE = [
    plays.error(429, "", "Too fast", retry_after="0"),
    plays.error(400, "", "Bad"),
    Play(poll_faults=(500,), fails="internal", message=f"It broke with {TOKEN}"),
    plays.broken(500),
    plays.error(401),
]


@pytest.mark.slow
def test_no_secret_shows_wherever_it_fails(
    serve: Serve, studio: Studio, key: Callable[[str], str]
) -> None:
    fake = serve(*RUDE, token=TOKEN, rude=True)
    private = json.loads(key(fake.origin))["private_key"]
    canaries = [TOKEN, *(line for line in private.splitlines() if len(line) > 30)]
    said = []
    for _ in range(2):
        studio.write(fake)
        done = studio("--debug", "run", "foxes.yaml", "--yes", "--max-cost", "5 USD")
        said.append(done.stdout + done.stderr)
        assert done.returncode not in (0, 2), done.stderr
    assert len(fake.sends) >= 4
    assert "[secret]" in "".join(said)
    written = [path.read_bytes() for path in studio.folder.rglob("*") if path.is_file()]
    for canary in canaries:
        quoted = base64.b64encode(canary.encode())
        assert all(canary not in text for text in said)
        assert all(canary.encode() not in data and quoted not in data for data in written)
