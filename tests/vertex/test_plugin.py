"""What the package says of itself: cheap to import, dated, and honest about what is legal."""

from __future__ import annotations

import datetime
import subprocess
import sys
from fractions import Fraction
from typing import Any

import pytest
from ministudio_vertex.settings import ModelOptions, Settings, reconcile_class
from pydantic import ValidationError

from ministudio.errors import ConfigurationError, ProviderError
from ministudio.plugins import load_registry

VEO = "veo-3.1-lite-generate-001"
OMNI = "gemini-omni-1.2-flash"
LISTING = """
import sys
from ministudio.plugins import load_registry
registry = load_registry()
registry.models("vertex-ai")
registry.reconcile_class("vertex-ai", "veo-3.1-generate-001", {"output": "gs://films-1"})
registry.cannot_sign_in("vertex-ai", {}, {})
list(registry.health())
print(*sys.modules)
"""


def test_listing_and_planning_import_no_sdk() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LISTING], capture_output=True, text=True, check=True
    )
    modules = done.stdout.split()
    assert "ministudio_vertex.auth" in modules
    heavy = ("google.genai", "google.auth", "requests", "httpx", "httpx2", "ministudio_vertex.veo")
    assert not [name for name in modules if name.startswith(heavy)]


def test_every_model_is_dated_and_priced() -> None:
    models = load_registry().models("vertex-ai")
    assert [info.id for info in models] == [
        VEO, "veo-3.1-fast-generate-001", "veo-3.1-generate-001", OMNI, "gemini-omni-1.1-flash",
    ]  # fmt: skip
    for info in models:
        assert info.as_of == datetime.date(2026, 11, 24)
        assert info.source
        assert info.price is not None
        assert info.price.cost(seconds=Fraction(4), width=1280, height=720)
        assert info.price.cost(seconds=Fraction(4), width=720, height=1280)
        assert info.durations.fit(Fraction(5)) == (6 if info.id.startswith("veo") else 5)
        assert (info.retires_on is None) == (info.status == "active")


def test_the_price_rises_with_the_picture() -> None:
    info = load_registry().model("vertex-ai", "veo-3.1-generate-001")
    assert info.price is not None
    small = info.price.cost(seconds=Fraction(8), width=1280, height=720)
    large = info.price.cost(seconds=Fraction(8), width=3840, height=2160)
    assert (str(small), str(large)) == ("$3.20", "$4.80")


@pytest.mark.parametrize(
    "table, words",
    [
        ({"output": "films-1/x"}, "gs://bucket/folder"),
        ({"output": "gs://films-1/*"}, "gs://bucket/folder"),
        ({"base_url": "http://films.example"}, "https:// is due"),
        ({"storage_url": "ftp://films.example"}, "https:// is due"),
        ({"base_url": "http://127.0.0.1.films.example"}, "https:// is due"),
        ({"location": "../x"}, "location"),
        ({"labels": {"Film": "x"}}, "labels"),
        ({"labels": {"film": "X Y"}}, "labels"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_settings_that_are_refused(table: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Settings(**table)


def test_a_wrong_table_is_told_while_planning() -> None:
    with pytest.raises(ConfigurationError, match="'vertex-ai': colour: "):
        load_registry().cannot_sign_in("vertex-ai", {"colour": "red"}, {})


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost", "https://x.example"])
def test_other_places_of_the_services(url: str) -> None:
    assert Settings(base_url=url).base_url == url


def test_a_bucket_makes_lost_jobs_findable() -> None:
    info = load_registry().model("vertex-ai", VEO)
    assert reconcile_class(info, {}) == "none"
    assert reconcile_class(info, {"output": "gs://films-1"}) == "place"
    assert Settings(output="gs://films-1/a/").place("x") == "gs://films-1/a/x/"
    assert Settings().place("x") == ""


@pytest.mark.parametrize(
    "model, options, words",
    [
        (VEO, {"person_generation": "everyone"}, "person_generation"),
        (VEO, {"steps": 4}, "steps"),
        (OMNI, {"generate_audio": False}, "takes no generate_audio"),
    ],
)
def test_model_options_that_are_refused(model: str, options: dict[str, Any], words: str) -> None:
    with pytest.raises(ProviderError, match=words) as caught:
        ModelOptions.of(options, model=model)
    assert caught.value.kind == "invalid_request"
