"""The Python of the seed's README runs unchanged, one piece after another."""

from __future__ import annotations

import ast
import inspect
import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import anyio
import pytest

from ministudio.media.probe import probe, verify
from ministudio.testing.fakes import Play
from ministudio.testing.fakes.vertex import FakeVertex

README = Path(__file__).parents[1] / "data" / "seed_readme.md"
BASIC, VERTEX, VISUALS, SEQUENCE = re.findall(
    r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


async def run(source: str, names: dict[str, Any]) -> None:
    """Run a snippet with `await` at its top, as a notebook does."""
    code = compile(source, "README", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(code, names)
    if inspect.isawaitable(result):
        await result


@pytest.mark.slow
def test_the_snippets_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ministudio.toml").write_text('[settings]\nsize = "160x90"\nfps = 6\n')
    names: dict[str, Any] = {}
    made = []

    async def all_of_them() -> None:
        for snippet in (BASIC, VISUALS, SEQUENCE):
            await run(snippet, names)
            made.append(names["result"])

    anyio.run(all_of_them)
    introduction, discovery, _ = made
    results = names["results"]
    for result in (introduction, discovery, *results):
        assert result.success
        assert result.has_video
        assert result.provider == "animatic"
        assert result.video_path.is_relative_to("ministudio_output")
        assert verify(result.video_path).width == 160
    assert probe(introduction.video_path).duration == 8
    assert probe(discovery.video_path).duration == 5
    assert "golden energy" in discovery.metadata["prompt"]
    assert [one.metadata["title"] for one in results] == ["Intro", "Discovery", "Revelation"]
    for one in results:
        assert "circuit patterns" in one.metadata["prompt"], "same orb"
        assert "stained glass windows" in one.metadata["prompt"], "same library"
    assert verify(results.video_path).duration == 24
    assert results.film.grade == "previz"


@pytest.mark.slow
def test_the_vertex_snippet_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a fake of Google Cloud; its 5 s, which Veo does not make, are cut out of 6."""
    pytest.importorskip("google.genai", reason="ministudio-vertex is not installed")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    with FakeVertex([Play(polls=1)]) as cloud:
        monkeypatch.setenv("GCP_PROJECT_ID", "studio-1")
        monkeypatch.setenv("GCP_SERVICE_ACCOUNT_JSON", service_account(f"{cloud.origin}/token"))
        monkeypatch.setenv("GOOGLE_VERTEX_BASE_URL", cloud.origin)
        anyio.run(run, VERTEX, names)
        (sent,) = cloud.sends
        assert len(cloud.ledger) == 1
    result = names["result"]
    assert result.success, result.error
    assert result.provider == "vertex-ai"
    assert sent.body["parameters"]["durationSeconds"] == 6
    assert "glowing orb in space" in sent.body["instances"][0]["prompt"]
    facts = verify(result.video_path)
    assert (facts.width, facts.height, facts.duration) == (1280, 720, 5)


def service_account(tokens: str) -> str:
    """A key that no service knows but the one that gives `tokens`."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return json.dumps(
        {
            "type": "service_account",
            "client_email": "film@studio-1.iam.gserviceaccount.com",
            "private_key": private.decode(),
            "token_uri": tokens,
        }
    )


def test_the_vertex_snippet_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the core is installed."""
    monkeypatch.chdir(tmp_path)
    here = metadata.entry_points

    def only_core(**group: str) -> list[metadata.EntryPoint]:
        return [one for one in here(**group) if one.name != "vertex"]

    monkeypatch.setattr(metadata, "entry_points", only_core)
    with pytest.raises(ValueError, match=r"pip install ./ministudio-core ./ministudio-vertex"):
        anyio.run(run, VERTEX, {})


def test_a_plugin_that_is_switched_off_is_not_to_be_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ministudio_vertex", reason="ministudio-vertex is not installed")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINISTUDIO_PLUGINS", "")
    with pytest.raises(ValueError, match="vertex-ai.* is off: not listed in MINISTUDIO_PLUGINS"):
        anyio.run(run, VERTEX, {})
