from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Command


def test_a_sound_machine_passes(ministudio: Command) -> None:
    done = ministudio("doctor")
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    assert "✗" not in done.stdout
    for word in ("python", "codecs", "disk", "store", "plugin builtin", "font"):
        assert word in done.stdout


def test_doctor_as_json(ministudio: Command) -> None:
    answer = json.loads(ministudio("doctor", "--json").stdout)
    assert answer["ok"] is True
    assert {check["state"] for check in answer["checks"]} <= {"ok", "warning"}


def test_what_fails_is_the_exit_code(ministudio: Command, tmp_path: Path) -> None:
    done = ministudio("doctor", str(tmp_path / "absent"))
    assert done.returncode == 1
    assert "Give a folder that exists." in done.stdout
