"""The Python of the seed's README runs unchanged, one piece after another."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import anyio
import pytest

from ministudio.media.probe import probe, verify

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


def test_the_vertex_snippet_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINISTUDIO_PLUGINS", "")
    with pytest.raises(ValueError, match=r"pip install ./ministudio-core ./ministudio-vertex"):
        anyio.run(run, VERTEX, {})
