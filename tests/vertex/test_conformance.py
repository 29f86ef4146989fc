"""The kit that every provider passes, for both families of models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ministudio.testing.conformance import ProviderConformance, Subject
from ministudio.testing.fakes import plays

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Serve

    from ministudio.testing.fakes.vertex import FakeVertex

TOKEN = "ya29.canary-of-the-kit"
SPOILED = {
    "lost": plays.lost(),
    "500": plays.broken(500, accepted=True),
    "hang": plays.hangs(),
    "garbage": plays.garbage(),
}


def under_test(fake: FakeVertex, folder: Path, model: str, *, output: str = "") -> Subject:
    return Subject(
        plugin="ministudio_vertex.plugin",
        provider="vertex-ai",
        folder=folder,
        settings={
            "base_url": fake.origin,
            "storage_url": fake.origin,
            "timeout": 4.0,
            "output": output,
        },
        model=model,
        sdk=("google.auth", "requests"),
        secrets=(TOKEN,),
        sends=lambda: len(fake.sends),
        spoil=lambda how: fake.script.append(SPOILED[how]),
    )


@pytest.fixture
def warm(clips: Path) -> Callable[[FakeVertex], FakeVertex]:
    """Draw the clips beforehand, so that no answer is late."""
    from ministudio.testing.fakes.clips import deliver

    def ready(fake: FakeVertex) -> FakeVertex:
        for resolution, seconds in (("720p", 4), ("360p", 3)):
            measures = {"aspect_ratio": "16:9", "resolution": resolution, "duration": seconds}
            deliver(clips, measures, "good")
        return fake

    return ready


class TestVeo(ProviderConformance):
    """Inline."""

    @pytest.fixture
    def subject(
        self, serve: Serve, warm: Callable[[FakeVertex], FakeVertex], tmp_path: Path
    ) -> Subject:
        fake = warm(serve(token=TOKEN, rude=True))
        return under_test(fake, tmp_path, "veo-3.1-lite-generate-001")


class TestOmni(ProviderConformance):
    """By a bucket of the user's."""

    @pytest.fixture
    def subject(
        self, serve: Serve, warm: Callable[[FakeVertex], FakeVertex], tmp_path: Path
    ) -> Subject:
        fake = warm(serve(token=TOKEN, rude=True))
        return under_test(fake, tmp_path, "gemini-omni-1.2-flash", output="gs://films-1/takes")
