"""A provider that talks to the fake of Google Cloud through the real SDK."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from ministudio_vertex.provider import VertexProvider
from ministudio_vertex.settings import Settings

from ministudio.clock import SystemClock
from ministudio.interfaces.provider import AttemptInfo, ProviderContext
from ministudio.interfaces.request import Request
from ministudio.testing.fakes.vertex import FakeVertex

if TYPE_CHECKING:
    from pathlib import Path

Ask = Callable[..., Request]
Serve = Callable[..., FakeVertex]
Connect = Callable[..., AbstractAsyncContextManager[VertexProvider]]


@dataclass
class Folder:
    """A sink of one file."""

    place: Path

    def path(self, role: str, media_type: str) -> Path:
        assert (role, media_type) == ("video", "video/mp4")
        return self.place


def smallest(model: str, **changes: Any) -> Request:
    """A request for the smallest clip that the model makes."""
    omni = model.startswith("gemini-")
    usual: dict[str, Any] = {
        "provider": "vertex-ai",
        "model": model,
        "text": "A fox runs.",
        "width": 640 if omni else 1280,
        "height": 360 if omni else 720,
        "fps": 24,
        "frames": 72 if omni else 96,
        "audio": True,
        "seed": 7,
        "take": 1,
    }
    return Request(**{**usual, **changes})


@pytest.fixture
def ask() -> Ask:
    return smallest


@pytest.fixture
def attempt() -> AttemptInfo:
    return AttemptInfo(id="attempt-1", client_ref="attempt-1", take=1)


@pytest.fixture(scope="session")
def private_key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials of whoever runs the tests."""
    for name in ("GCP_PROJECT_ID", "GCP_SERVICE_ACCOUNT_JSON", "GOOGLE_CLOUD_PROJECT",
                 "GOOGLE_APPLICATION_CREDENTIALS", "GCE_METADATA_HOST", "K_SERVICE",
                 "CLOUD_RUN_JOB"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))


@pytest.fixture
def key(private_key: str) -> Callable[[str], str]:
    """The text of a service account's key whose tokens come from `origin`."""

    def make(origin: str) -> str:
        return json.dumps(
            {
                "type": "service_account",
                "project_id": "studio-1",
                "private_key_id": "0123456789abcdef",
                "private_key": private_key,
                "client_email": "film@studio-1.iam.gserviceaccount.com",
                "client_id": "1",
                "token_uri": f"{origin}/token",
            }
        )

    return make


@pytest.fixture
def serve(
    clips: Path, key: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Serve]:
    """Start fakes; the environment has a key for the last one."""
    running: list[FakeVertex] = []

    def start(*plays: Any, **options: Any) -> FakeVertex:
        fake = FakeVertex(plays, clips=clips, **options).__enter__()
        running.append(fake)
        monkeypatch.setenv("GCP_SERVICE_ACCOUNT_JSON", key(fake.origin))
        return fake

    yield start
    for fake in running:
        fake.__exit__(None, None, None)


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    """A provider at a fake, closed afterwards."""

    @asynccontextmanager
    async def start(fake: FakeVertex, **settings: Any) -> AsyncIterator[VertexProvider]:
        context = ProviderContext(SystemClock(), logging.getLogger("ministudio.test"), tmp_path)
        places = {"base_url": fake.origin, "storage_url": fake.origin}
        provider = VertexProvider(Settings(**{**places, "timeout": 30.0, **settings}), context)
        try:
            yield provider
        finally:
            await provider.aclose()

    return start


@pytest.fixture
def sink(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "clip.mp4")
