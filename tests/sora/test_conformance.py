"""Each kind of server is held to the kit that every provider is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from ministudio.testing.conformance import ProviderConformance, Subject
from ministudio.testing.fakes import FakeVideos, plays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "canary-5b0cc2d9"
SPOILED = {
    "lost": plays.lost(),
    "500": plays.broken(accepted=True),
    "hang": plays.hangs(),
    "garbage": plays.garbage(),
}
FIXED = {"fps": [24], "sizes": ["160x90"]}


class Held(ProviderConformance):
    server: ClassVar[str]
    row: ClassVar[dict[str, Any]] = {}

    @pytest.fixture
    def subject(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Subject]:
        monkeypatch.setenv("CONFORMANCE_KEY", KEY)
        with FakeVideos(self.server, key=KEY) as fake:
            yield Subject(
                "ministudio_sora.plugin",
                "openai-videos",
                tmp_path,
                settings={
                    "base_url": fake.base_url,
                    "server": self.server,
                    "key_env": "CONFORMANCE_KEY",
                    "models": [{"id": "m", **self.row}],
                    "timeout": 2,
                },
                sdk=("openai", "httpx", "httpx2"),
                secrets=(KEY,),
                sends=lambda: len(fake.posts("/videos")),
                spoil=lambda how: fake.expect(SPOILED[how]),
            )


class TestOpenAI(Held):
    server = "openai"
    row: ClassVar[dict[str, Any]] = FIXED


class TestSGLang(Held):
    server = "sglang"


class TestVLLMOmni(Held):
    server = "vllm-omni"


class TestLiteLLM(Held):
    server = "litellm"
    row: ClassVar[dict[str, Any]] = FIXED


class TestOpenRouter(Held):
    server = "openrouter"
    row: ClassVar[dict[str, Any]] = FIXED
