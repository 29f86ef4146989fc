"""The conformance kit for providers: subclass it in your tests, and give it a `subject`.

    from ministudio.testing.conformance import ProviderConformance, Subject

    class TestTestcard(ProviderConformance):
        @pytest.fixture
        def subject(self, tmp_path):
            return Subject("ministudio_testcard.plugin", "testcard", tmp_path)

A standard test may be overridden only with `@pytest.mark.xfail(reason=…)`: whoever reads the
class sees what the provider does not do.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio.errors import ERROR_KINDS, MediaError, ProviderError
from ministudio.interfaces.provider import Found, Job, NotSent
from ministudio.media.probe import verify
from ministudio.orchestrator.inspection import clip_of, require_as_asked
from ministudio.testing.subject import Folder, Subject

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ministudio.interfaces.provider import VideoProvider

__all__ = ["ProviderConformance", "Subject"]

_LARGEST_JOB = 65_536  # bytes of JSON
_ORDER = ("queued", "running", "ready")
_PATIENCE = 60.0
_SDKS = ("torch", "openai", "google.genai", "google.cloud.aiplatform", "fal_client", "runwayml")


def play(subject: Subject, story: Callable[[VideoProvider], Awaitable[Any]]) -> Any:  # noqa: ANN401 - what the story says
    """Tell a story with a provider that is closed at its end."""

    async def run() -> Any:  # noqa: ANN401 - as above
        provider = subject.build()
        try:
            with anyio.fail_after(_PATIENCE):
                return await story(provider)
        finally:
            await provider.aclose()

    return anyio.run(run)


async def refused(call: Awaitable[Any]) -> ProviderError:
    """The provider error that a call ends with."""
    with pytest.raises(ProviderError) as caught:
        await call
    return caught.value


class ProviderConformance:
    """What every provider promises. See the module for how to use it."""

    def __init_subclass__(cls, **rest: Any) -> None:  # noqa: ANN401 - of type
        """Refuse a class that quietly leaves out a standard test."""
        super().__init_subclass__(**rest)
        for name, replaced in vars(cls).items():
            if not name.startswith("test_") or not hasattr(ProviderConformance, name):
                continue
            marks = getattr(replaced, "pytestmark", ())
            if not any(mark.name == "xfail" and mark.kwargs.get("reason") for mark in marks):
                raise TypeError(
                    f"{cls.__name__} replaces the standard test {name!r}; "
                    "mark it with pytest.mark.xfail(reason=…) to say what is not kept."
                )

    @pytest.fixture
    def subject(self) -> Subject:
        """The provider under test; to be overridden."""
        raise NotImplementedError("override the fixture `subject`")

    def test_a_clip_is_what_was_asked_for(self, subject: Subject) -> None:
        """Size, rate, length; a real video; only the roles that a sink knows."""

        async def story(provider: VideoProvider) -> None:
            request = await provider.prepare(subject.request())
            job = await provider.submit(request, subject.attempt())
            sink = await subject.deliver(provider, job)
            assert "video" in sink.files, "no file of the role `video` was delivered"
            assert set(sink.files) <= {"video", "audio", "image", "sidecar"}
            video = sink.files["video"]
            try:
                require_as_asked(clip_of(verify(video), video, sha256=""), request)
            except MediaError as error:
                pytest.fail(str(error))

        play(subject, story)

    def test_a_job_survives_a_restart_by_its_json_alone(self, subject: Subject) -> None:
        """The object that sent it is gone; another one polls and fetches it."""

        async def send(provider: VideoProvider) -> str:
            job = await provider.submit(subject.request(), subject.attempt())
            return job.model_dump_json()

        text = play(subject, send)
        assert len(text) <= _LARGEST_JOB, "a job is an id and a little JSON"

        async def pick_up(provider: VideoProvider) -> None:
            sink = await subject.deliver(provider, Job.model_validate_json(text))
            assert sink.files["video"].stat().st_size > 0

        play(subject, pick_up)

    def test_fetching_is_repeatable(self, subject: Subject) -> None:
        """A half fetched clip is fetched again, from its beginning."""

        async def story(provider: VideoProvider) -> None:
            job = await provider.submit(subject.request(), subject.attempt())
            first = await subject.deliver(provider, job, "first")
            again = await subject.deliver(provider, job, "again")
            facts = [verify(sink.files["video"]) for sink in (first, again)]
            assert facts[0].frames == facts[1].frames

        play(subject, story)

    def test_statuses_only_move_forward(self, subject: Subject) -> None:
        """queued, running, ready; progress from 0 to 1 and never back."""

        async def story(provider: VideoProvider) -> None:
            job = await provider.submit(subject.request(), subject.attempt())
            found = [status async for status in subject.statuses(provider, job)]
            places = [_ORDER.index(status.state) for status in found]
            assert places == sorted(places)
            progress = [one.progress for one in found if one.progress is not None]
            assert progress == sorted(progress)
            assert all(0.0 <= one <= 1.0 for one in progress)
            assert (await provider.poll(job)).state == "ready", "it stays ready"

        play(subject, story)

    def test_two_sends_are_two_jobs(self, subject: Subject) -> None:
        """Even of the very same request: each attempt has a job of its own."""

        async def story(provider: VideoProvider) -> None:
            one = await provider.submit(subject.request(), subject.attempt("one"))
            two = await provider.submit(subject.request(take=2), subject.attempt("two"))
            assert one.id
            assert one.id != two.id

        play(subject, story)

    def test_an_unknown_job_is_a_provider_error(self, subject: Subject) -> None:
        """A job that the provider does not know is `lost`, or at least never delivered."""

        async def look(provider: VideoProvider) -> None:
            job = Job(id="no-such-job")
            await provider.poll(job)
            await provider.fetch(job, Folder(subject.folder / "nothing"))

        async def story(provider: VideoProvider) -> None:
            error = await refused(look(provider))
            assert error.kind in ERROR_KINDS

        play(subject, story)

    def test_a_size_that_is_not_offered_is_refused_before_it_is_sent(
        self, subject: Subject
    ) -> None:
        """A request that its own record rules out costs nothing."""
        if not subject.info.sizes:
            pytest.skip("the model takes any size")

        async def story(provider: VideoProvider) -> None:
            request = subject.request(width=98, height=34)
            error = await refused(provider.submit(request, subject.attempt()))
            assert error.kind == "invalid_request"

        sent = _sent(subject)
        play(subject, story)
        assert _sent(subject) == sent, "it was sent"

    @pytest.mark.parametrize("how", ["lost", "500", "hang", "garbage"])
    def test_a_lost_answer_is_one_send_and_of_unknown_outcome(
        self, subject: Subject, how: str
    ) -> None:
        """Whatever becomes of the answer: it is sent exactly once, retries of SDKs are off."""
        if subject.spoil is None or subject.sends is None:
            pytest.skip("the subject has no server whose answers can be spoiled")
        spoil, before = subject.spoil, subject.sends()

        async def story(provider: VideoProvider) -> None:
            request = await provider.prepare(subject.request())
            spoil(how)
            error = await refused(provider.submit(request, subject.attempt()))
            assert error.kind == "unknown_outcome", f"{how}: {error.kind}, {error}"

        play(subject, story)
        assert _sent(subject) - before == 1

    def test_reconciling_keeps_what_its_class_says(self, subject: Subject) -> None:
        """What was accepted is found, or it is said that nobody can know: never `NotSent`."""
        kind = subject.registry.reconcile_class(subject.provider, subject.info.id, subject.settings)
        if kind == "none":
            pytest.skip("with the class `none` nobody asks")

        async def story(provider: VideoProvider) -> None:
            request, attempt = await provider.prepare(subject.request()), subject.attempt()
            job = await provider.submit(request, attempt)
            answer = await provider.reconcile(request, attempt)
            assert not isinstance(answer, NotSent), "it was sent"
            if isinstance(answer, Found):
                assert answer.job.id == job.id
            else:
                assert kind != "key", "the same key finds the same job"

        before = _sent(subject)
        play(subject, story)
        again = 1 if kind == "key" else 0  # the same key, and so the same job
        assert _sent(subject) - before <= 1 + again

    def test_cancelling_answers_what_became_of_it(self, subject: Subject) -> None:
        """Cancelled, too late, or not supported; never an exception for a finished job."""

        async def story(provider: VideoProvider) -> None:
            job = await provider.submit(subject.request(), subject.attempt())
            assert await provider.cancel(job) in ("cancelled", "too_late", "unsupported")

        play(subject, story)

    def test_closing_twice_is_harmless(self, subject: Subject) -> None:
        """Also without having been used."""

        async def story(provider: VideoProvider) -> None:
            await provider.aclose()
            await provider.aclose()

        play(subject, story)

    def test_listing_and_planning_import_no_sdk(self, subject: Subject) -> None:
        """The record, the models and the reconciliation class are read without the SDK."""
        program = (
            "import json, sys; from importlib.metadata import EntryPoint\n"
            "from ministudio.plugins import load_registry\n"
            "plugin, provider, model, settings = json.loads(sys.argv[1])\n"
            "points = [EntryPoint('p', plugin, 'ministudio')] if plugin else []\n"
            "registry = load_registry(entry_points=points)\n"
            "registry.models(provider, settings)\n"
            "registry.reconcile_class(provider, model, settings)\n"
            "print(json.dumps(sorted(sys.modules)))"
        )
        words = [subject.plugin, subject.provider, subject.info.id, dict(subject.settings)]
        done = subprocess.run(  # noqa: S603 - this Python, this program
            [sys.executable, "-c", program, json.dumps(words)],
            capture_output=True,
            text=True,
            check=True,
        )
        imported = set(json.loads(done.stdout))
        assert not imported & {*subject.sdk, *_SDKS}

    def test_no_secret_shows_anywhere(
        self, subject: Subject, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Not in what is stored, logged, shown or raised."""
        if not subject.secrets:
            pytest.skip("the subject names no secrets")
        caplog.set_level("DEBUG")
        said: list[str] = []

        async def story(provider: VideoProvider) -> None:
            said.extend([repr(provider), str(provider.settings), provider.account])
            job = await provider.submit(subject.request(), subject.attempt())
            said.append(job.model_dump_json())
            said.extend([one.model_dump_json() async for one in subject.statuses(provider, job)])
            if subject.spoil is not None:
                subject.spoil("garbage")
                error = await refused(provider.submit(subject.request(), subject.attempt("two")))
                said.extend([str(error), repr(error.__cause__)])

        play(subject, story)
        files = [path for path in subject.folder.rglob("*") if path.is_file()]
        places = [*said, caplog.text, *(path.read_bytes().decode("latin-1") for path in files)]
        for secret in subject.secrets:
            assert not any(secret in place for place in places)


def _sent(subject: Subject) -> int:
    return subject.sends() if subject.sends is not None else 0
