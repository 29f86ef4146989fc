"""The kit passes on what is sound, and fails on what is not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ministudio.interfaces.provider import Job, JobStatus, NotSent
from ministudio.storyboard.view import View
from ministudio.testing.canned import CannedProvider, Ledger
from ministudio.testing.conformance import ProviderConformance, Subject

EXAMPLE = Path(__file__).parents[3] / "examples" / "third_party_provider" / "src"


@pytest.fixture(scope="session")
def clip_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


def canned(folder: Path, cache: Path, **settings: Any) -> Subject:
    ledger = folder / "ledger.jsonl"
    table = {"ledger": str(ledger), "cache": str(cache), "script": {}, **settings}
    subject = Subject("ministudio.testing.canned_plugin", "canned-paid", folder, table)
    subject.sends = lambda: Ledger(ledger).count("submit")
    return subject


class TestCanned(ProviderConformance):
    @pytest.fixture
    def subject(self, tmp_path: Path, clip_cache: Path) -> Subject:
        return canned(tmp_path, clip_cache, reconcile="list")


class TestCannedWithoutAList(ProviderConformance):
    @pytest.fixture
    def subject(self, tmp_path: Path, clip_cache: Path) -> Subject:
        return canned(tmp_path, clip_cache, reconcile="none")


class TestAnimatic(ProviderConformance):
    @pytest.fixture
    def subject(self, tmp_path: Path) -> Subject:
        view = View(action="A lantern glows.", duration=Fraction(1, 2))
        return Subject("", "animatic", tmp_path, asking={"view": view})

    @pytest.mark.xfail(reason="it draws in its own processes: a job dies with them, and is free")
    def test_a_job_survives_a_restart_by_its_json_alone(self, subject: Subject) -> None:
        super().test_a_job_survives_a_restart_by_its_json_alone(subject)


class TestTestcard(ProviderConformance):
    @pytest.fixture
    def subject(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Subject:
        monkeypatch.syspath_prepend(str(EXAMPLE))
        monkeypatch.setenv("PYTHONPATH", str(EXAMPLE))
        return Subject("ministudio_testcard.plugin", "testcard", tmp_path)


def failing(subject: Subject, test: str, *arguments: Any) -> None:
    """A standard test must fail on this subject."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(ProviderConformance(), test)(subject, *arguments)


def test_broken_clips_are_found(tmp_path: Path, clip_cache: Path) -> None:
    for fault in ("short", "small", "broken", "empty"):
        subject = canned(tmp_path, clip_cache, script={"lantern": fault})
        failing(subject, "test_a_clip_is_what_was_asked_for")


@pytest.mark.parametrize(
    "test,method,answer",
    [
        ("test_two_sends_are_two_jobs", "_submit", Job(id="always-the-same")),
        ("test_reconciling_keeps_what_its_class_says", "_reconcile", NotSent()),
        ("test_cancelling_answers_what_became_of_it", "_cancel", "perhaps"),
        ("test_statuses_only_move_forward", "_poll", JobStatus(state="failed")),
    ],
)
def test_lies_are_found(  # one line for each lie
    tmp_path: Path,
    clip_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    test: str,
    method: str,
    answer: Any,
) -> None:
    async def lie(*_: Any) -> Any:
        return answer

    monkeypatch.setattr(CannedProvider, method, lie)
    with pytest.raises((AssertionError, pytest.fail.Exception, ValueError)):
        getattr(ProviderConformance(), test)(canned(tmp_path, clip_cache))


def test_a_retry_behind_the_back_is_found(
    tmp_path: Path, clip_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = canned(tmp_path, clip_cache, script={"lantern": "unknown_outcome"})
    subject.spoil = lambda _how: None
    test = "test_a_lost_answer_is_one_send_and_of_unknown_outcome"
    getattr(ProviderConformance(), test)(subject, "lost")
    send = CannedProvider._submit

    async def twice(self: Any, *arguments: Any) -> Job:
        with pytest.raises(Exception, match="scripted"):
            await send(self, *arguments)
        return await send(self, *arguments)

    monkeypatch.setattr(CannedProvider, "_submit", twice)
    failing(subject, test, "lost")


def test_a_secret_in_a_job_is_found(
    tmp_path: Path, clip_cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    subject = canned(tmp_path, clip_cache)
    subject.secrets = ("canary-nowhere",)
    ProviderConformance().test_no_secret_shows_anywhere(subject, caplog)
    subject.secrets = ("attempt-1",)  # which the canned job has in its id
    failing(subject, "test_no_secret_shows_anywhere", caplog)


def test_an_imported_sdk_is_found(tmp_path: Path, clip_cache: Path) -> None:
    subject = canned(tmp_path, clip_cache)
    subject.sdk = ("ministudio.testing.canned",)  # its models are in the file of its class
    failing(subject, "test_listing_and_planning_import_no_sdk")


def test_no_standard_test_is_left_out_quietly() -> None:
    def replaced(self: Any) -> None: ...

    name = "test_closing_twice_is_harmless"
    with pytest.raises(TypeError, match="replaces the standard test"):
        type("Quiet", (ProviderConformance,), {name: replaced})
    with pytest.raises(TypeError, match="replaces"):
        type("Gone", (ProviderConformance,), {name: None})
    told = pytest.mark.xfail(reason="it has nothing to close")(replaced)
    assert type("Honest", (ProviderConformance,), {name: told, "test_of_mine": replaced})
