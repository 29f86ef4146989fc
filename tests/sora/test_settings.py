"""An endpoint's table: what it says of models, and what is wrong with it."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from ministudio_sora import plugin
from ministudio_sora.settings import Settings

from ministudio.errors import ConfigurationError
from ministudio.plugins import load_registry

GPU = {"server": "sglang", "base_url": "http://127.0.0.1:30000/v1"}
GATEWAY = {"server": "openrouter", "base_url": "https://openrouter.ai/api/v1"}


def test_openai_s_own_models_are_retired() -> None:
    models = load_registry().models("openai-sora")
    assert [info.id for info in models] == ["sora-2", "sora-2-pro"]
    assert {info.status for info in models} == {"retired"}
    assert {info.retires_on for info in models} == {datetime.date(2026, 9, 24)}


def test_a_name_is_enough_for_a_server_that_takes_any_format() -> None:
    (model,) = load_registry().models("openai-videos", {**GPU, "models": ["ltx-2"]})
    assert (model.id, model.seed, model.negative, model.sizes) == ("ltx-2", True, True, ())
    assert model.durations.fit(Fraction(7, 3)) == Fraction(7, 3)


@pytest.mark.parametrize(
    "model,dialect",
    [
        ("ltx-2", "ltx-2"),
        ("Lightricks/LTX_2.5", "ltx-2"),
        ("ltx-video", "ltx"),
        ("Wan-AI/Wan2.2-T2V-A14B-Diffusers", "wan"),
        ("tencent/HunyuanVideo", "hunyuan-video"),
        ("google/veo-3.1", "veo"),
        ("mine", "generic"),
    ],
)
def test_a_name_tells_how_a_model_likes_to_be_asked(model: str, dialect: str) -> None:
    registry = load_registry()
    (info,) = registry.models("openai-videos", {**GPU, "models": [model]})
    assert info.dialect == dialect
    assert dialect in registry.dialects
    row = {"id": model, "dialect": "generic"}
    (told,) = registry.models("openai-videos", {**GPU, "models": [row]})
    assert told.dialect == "generic"


def test_a_table_says_more() -> None:
    row = {
        "id": "google/veo-3.1",
        "fps": [24],
        "sizes": ["1280x720"],
        "durations": {"values": [4, 6, 8]},
        "audio": "toggle",
        "price": {"per_second": {"720p": "0.40"}},
        "as_of": "2026-11-20",
    }
    (model,) = load_registry().models("openai-videos", {**GATEWAY, "models": [row]})
    assert (model.source, model.as_of) == ("ministudio.toml", datetime.date(2026, 11, 20))
    assert model.price is not None
    assert model.price.per_second["720p"] == Decimal("0.40")
    assert (model.seed, model.negative) == (True, False)


def test_lengths_are_whole_seconds_where_frames_cannot_be_asked_for() -> None:
    row = {"id": "veo", "fps": [24], "sizes": ["1280x720"]}
    (model,) = load_registry().models("openai-videos", {**GATEWAY, "models": [row]})
    assert model.durations.fit(Fraction(7, 3)) == 3


@pytest.mark.parametrize(
    "settings,words",
    [
        (GPU, "name what the server serves: models = "),
        ({**GATEWAY, "models": ["veo"]}, "say what it makes: fps and sizes"),
        ({**GPU, "models": [{"id": "m", "price": {"per_clip": 1}}]}, "a price needs the day"),
        ({**GPU, "models": [{"id": "m", "length": 4}]}, "length"),
        ({**GPU, "models": [7]}, "models.0"),
        ({**GPU, "server": "comfy"}, "server: "),
        ({**GPU, "base_url": "ftp://127.0.0.1/v1"}, "base_url: .*an address like http"),
        ({**GPU, "models": ["m"], "timeout": 0}, "timeout: "),
        ({**GPU, "models": ["m"], "sever": "x"}, "sever: "),
    ],
)
def test_what_is_wrong_is_said(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        load_registry().models("openai-videos", settings)


@pytest.mark.parametrize(
    "settings,variables",
    [
        ({}, ("OPENAI_API_KEY",)),
        ({"key_env": "MINE"}, ("MINE",)),
        ({**GPU, "models": ["m"]}, ()),  # a key goes only where it is meant to go
        ({**GPU, "models": ["m"], "key_env": "MINE"}, ("MINE",)),
    ],
)
def test_the_variables_that_are_needed(
    settings: dict[str, Any], variables: tuple[str, ...]
) -> None:
    assert load_registry().needed_env("openai-videos", settings) == variables


def test_the_default_endpoint_is_the_sdk_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert Settings().address == "https://api.openai.com/v1"
    monkeypatch.setenv("OPENAI_BASE_URL", "http://gateway:4000/v1/")
    assert Settings().address == "http://gateway:4000/v1"
    assert (
        Settings(server="sglang", base_url="http://here/v1", models=("m",)).address
        == "http://here/v1"
    )


def test_accounts_differ_by_address_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = set()
    for key in ("one", "two"):
        monkeypatch.setenv("OPENAI_API_KEY", key)
        accounts.add(Settings().account)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://gateway:4000/v1")
    accounts.add(Settings().account)
    assert len(accounts) == 3


def test_doctor_tells_who_has_a_key_for_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert list(plugin.ministudio_health()) == []
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    (line,) = plugin.ministudio_health()
    assert "2026-09-24" in line.detail
    monkeypatch.setenv("OPENAI_BASE_URL", "http://gateway:4000/v1")
    assert list(plugin.ministudio_health()) == []


def test_listing_and_building_import_no_sdk() -> None:
    script = """
import json, sys, time
start = time.process_time()
import ministudio_sora.plugin
spent = time.process_time() - start
from ministudio.plugins import load_registry
registry = load_registry()
registry.models("openai-videos")
registry.build_provider("openai-videos", {}, None)
heavy = {"openai", "httpx", "httpx2"} & set(sys.modules)
print(json.dumps({"heavy": sorted(heavy), "spent": spent}))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    told = json.loads(done.stdout)
    assert told["heavy"] == []
    assert told["spent"] < 0.2  # of it 0.02 by itself; the rest is ministudio.plugins
