"""Studios with the canned provider, whose calls are on record."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any

import pytest

from ministudio import Ministudio
from ministudio.core import ConfiguredProvider
from ministudio.plugins import Registry, load_registry
from ministudio.testing.canned import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CANNED = EntryPoint("canned", "ministudio.testing.canned_plugin", "ministudio")


@dataclass(frozen=True)
class Bench:
    """A studio, and what its provider was asked."""

    studio: Ministudio
    ledger: Ledger

    @property
    def sent(self) -> int:
        return self.ledger.count("submit")

    @property
    def folder(self) -> Path:
        return self.studio.output_dir


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry(environ={}, entry_points=[CANNED])


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


@pytest.fixture
def bench(
    tmp_path: Path, registry: Registry, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Bench]:
    monkeypatch.setenv("MINISTUDIO_SIZE", "128x72")
    monkeypatch.chdir(tmp_path)

    def make(name: str = "canned", *, max_cost: str | None = None, **settings: Any) -> Bench:
        ledger = tmp_path / "ledger.jsonl"
        given = {"ledger": str(ledger), "cache": str(cache), **settings}
        provider = ConfiguredProvider(name, given, registry=registry)
        studio = Ministudio(provider, tmp_path / "out", max_cost=max_cost)
        return Bench(studio, Ledger(ledger))

    return make
