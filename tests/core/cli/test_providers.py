from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Command


def test_the_animatic_is_there_and_free(ministudio: Command) -> None:
    done = ministudio("providers")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = (line for line in done.stdout.splitlines() if "animatic/animatic " in line)
    assert "video, previz" in line
    assert "free" in line
    assert "2026-" in line


def test_an_alias_finds_its_provider(ministudio: Command) -> None:
    (provider,) = json.loads(ministudio("providers", "mock", "--json").stdout)["providers"]
    assert provider["name"] == "animatic"
    assert provider["distribution"] == "ministudio-core"
    assert {model["kind"] for model in provider["models"]} == {"video", "image"}
