"""Whole runs against the fake: what is paid, kept, refused and asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest

from ministudio.config.money import Money
from ministudio.media.probe import verify
from ministudio.testing.fakes import FakeVideos, Play, plays

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Studio

PRICED = [
    {
        "id": "ltx-2",
        "fps": [24],
        "sizes": ["160x90"],
        "price": {"per_second": {"*": "0.50"}},
        "as_of": "2026-11-25",
    }
]


@pytest.mark.parametrize("server", ["openai", "sglang", "vllm-omni", "litellm", "openrouter"])
def test_both_shots_are_made_and_paid_once(studio: Studio, server: str) -> None:
    with FakeVideos(server) as fake:
        studio.write(fake)
        assert studio.run().made == ("sun", "rain")
        assert studio.run().kept == ("sun", "rain")
        assert len(fake.posts()) == 2
        assert len({bill.ref for bill in fake.ledger}) == 2


@pytest.mark.parametrize("clip", ["truncated", "empty", "short", "small", "missing"])
def test_a_bad_clip_is_paid_and_never_used(studio: Studio, clip: str) -> None:
    with FakeVideos(script={"roses": [Play(clip=clip)]}) as fake:
        studio.write(fake, models=PRICED)
        result = studio.run()
        assert len(fake.posts()) == 2
    assert result.made == ("rain",)
    assert [(failure.shot, failure.kind) for failure in result.failed] == [("sun", "bad_output")]
    assert result.spent == Money.model_validate("1 USD")


def test_a_clip_in_an_old_codec_is_encoded_again_for_the_film(studio: Studio) -> None:
    with FakeVideos(script={"roses": [Play(clip="codec")]}) as fake:
        studio.write(fake)
        assert studio.run().made == ("sun", "rain")
    with studio.project() as project:
        film = anyio.run(project.stitch)
    assert (film.complete, film.copied_frames, verify(film.path).frames) == (True, 24, 48)


def test_a_rate_limit_is_waited_for(studio: Studio) -> None:
    script = {"roses": [plays.rate_limited(37)]}
    with FakeVideos(script=script) as fake:
        studio.write(fake)
        assert studio.run().made == ("sun", "rain")
        assert (len(fake.posts()), len(fake.ledger)) == (3, 2)
    assert any(37 <= wait < 39 for wait in studio.clock.waits)


def test_polls_and_downloads_are_repeated_alone(studio: Studio) -> None:
    play = Play(poll_faults=(500, 429), fetch_faults=(502, 503))
    with FakeVideos(script={"roses": [play]}) as fake:
        studio.write(fake)
        assert studio.run().made == ("sun", "rain")
        assert len(fake.posts()) == 2


@pytest.mark.parametrize("play", [plays.lost(), plays.broken(accepted=True)])
def test_a_lost_answer_is_found_and_paid_once(studio: Studio, play: Play) -> None:
    with FakeVideos(script={"roses": [play]}) as fake:
        studio.write(fake)
        assert studio.run().made == ("sun", "rain")
        assert len(fake.posts()) == 2
        assert set(fake.ledger.charges().values()) == {1}


def test_a_send_that_was_not_accepted_is_made_again(studio: Studio) -> None:
    with FakeVideos(script={"roses": [plays.broken()]}) as fake:
        studio.write(fake)
        assert studio.run().made == ("sun", "rain")
        assert (len(fake.posts()), len(fake.ledger)) == (3, 2)


@pytest.mark.parametrize("server", ["litellm", "openrouter", "sglang"])
def test_where_nobody_can_know_a_person_is_asked(studio: Studio, server: str) -> None:
    with FakeVideos(server, {"roses": [plays.lost()]}) as fake:
        studio.write(fake)
        for _ in range(2):
            result = studio.run()
            assert [attempt.shot for attempt in result.unknown] == ["sun"]
            assert ("it may be video_" in result.unknown[0].message) == (server == "sglang")
            assert result.exit_code == 5
        assert len(fake.posts()) == 2


def test_on_a_machine_of_one_s_own_it_is_simply_sent_again(studio: Studio) -> None:
    with FakeVideos("sglang", {"roses": [plays.lost()]}) as fake:
        studio.write(fake, free=True)
        assert studio.run().made == ("sun", "rain")
        assert len(fake.posts()) == 3


def test_a_job_of_another_shot_is_no_answer(studio: Studio) -> None:
    with FakeVideos(script=[Play(), Play(same_id=True)]) as fake:
        studio.write(fake, concurrency=1)
        result = studio.run()
        assert result.made == ("sun", "rain")
        assert len(fake.jobs) == 2
    with studio.project() as project:
        assert len({take.attempt for take in project.takes()}) == 2


def test_a_job_that_never_ends_is_picked_up_later(studio: Studio) -> None:
    with FakeVideos(script={"roses": [Play(stuck=True)]}) as fake:
        studio.write(fake)
        result = studio.run(deadline=60)
        assert [failure.kind for failure in result.failed] == ["deadline"]
        for job in fake.jobs.values():
            job.play = Play()
        assert "sun" in studio.run().made
        assert len(fake.posts()) == 2


def test_a_server_that_forgets_is_asked_about(studio: Studio) -> None:
    with FakeVideos(script={"roses": [Play(forget=True)]}) as fake:
        studio.write(fake)
        studio.write(fake, concurrency=1)
        result = studio.run()
        assert [attempt.shot for attempt in result.unknown] == ["sun"]
        assert result.exit_code == 5
        assert len(fake.posts()) == 2


def test_a_failed_job_is_made_again_where_failures_are_free(studio: Studio) -> None:
    with FakeVideos(script={"roses": [plays.fails("server_error")]}) as fake:
        studio.write(fake, models=PRICED)
        result = studio.run()
        assert result.made == ("sun", "rain")
        assert fake.ledger.charges().total() == 2
    assert result.spent == Money.model_validate("1 USD")


def test_a_failure_that_may_be_charged_counts_as_paid(studio: Studio) -> None:
    play = plays.fails("provider_error", charged=True)
    with FakeVideos("litellm", {"roses": [play]}) as fake:
        studio.write(fake, models=PRICED)
        result = studio.run()
        assert len(fake.posts()) == 2
    assert [failure.kind for failure in result.failed] == ["bad_output"]
    assert result.spent == Money.model_validate("1 USD")


def test_what_the_server_says_it_cost_is_what_it_cost(studio: Studio) -> None:
    with FakeVideos("openrouter") as fake:
        studio.write(fake, models=PRICED)
        assert studio.run().spent == Money.model_validate("0.50 USD")


def test_an_expired_clip_is_told(studio: Studio) -> None:
    with FakeVideos(script={"roses": [Play(expires=True)]}) as fake:
        studio.write(fake)
        assert [failure.kind for failure in studio.run().failed] == ["expired"]


@pytest.mark.parametrize("play", [plays.no_quota(), plays.error(401)])
def test_a_closed_door_is_knocked_at_once(studio: Studio, play: Play) -> None:
    with FakeVideos(script=[play]) as fake:
        studio.write(fake, concurrency=1)
        result = studio.run()
        assert len(fake.posts()) == 1
    assert len(result.failed) == 2


def test_a_plan_knows_the_endpoint_s_models_without_asking(studio: Studio, tmp_path: Path) -> None:
    with FakeVideos("sglang") as fake:
        studio.write(fake)
        with studio.project() as project:
            plan = project.plan()
        assert fake.requests == []
    assert {shot.route.model for shot in plan.shots if shot.route} == {"ltx-2"}
    assert not (tmp_path / ".ministudio").exists()
