from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ministudio

REASONS = {
    "broken": "ImportError: libcam.so: wrong ELF class",
    "exiting": "it called sys.exit('usage: exiting_cam FILE')",
    "future-api": "written for hook API 2, this is 1: upgrade ministudio-core",
    "future-hook": "there is no hook 'ministudio_register_provider' here; "
    "did you mean 'ministudio_register_providers'?",
    "old": "written for hook API 0, this is 1: upgrade ministudio-test-old",
    "wrong-async": "ministudio_register_providers is a coroutine; "
    "hooks are synchronous and return records",
    "wrong-raises": "ministudio_register_providers: LookupError: no camera found",
    "wrong-type": "ministudio_register_providers: gave 'wrong-cam' where a ProviderSpec is due",
}


def rows(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["plugin"]: row for row in report["plugins"]}


@pytest.mark.parametrize("plugin", REASONS)
def test_what_is_broken_is_listed_with_its_reason(report: dict[str, Any], plugin: str) -> None:
    row = rows(report)[plugin]
    assert row["state"] == "broken"
    assert row["reason"] == REASONS[plugin]
    assert row["distribution"].startswith("ministudio-test-")


def test_what_is_sound_works_beside_the_broken(report: dict[str, Any]) -> None:
    good = rows(report)["good"]
    assert (good["state"], good["reason"]) == ("active", "")
    assert (good["distribution"], good["version"]) == ("ministudio-test-good", "1.2.3")
    assert len(good["hooks"]) == 5
    assert {"compiler good-words", "dialect good-talk"} <= set(good["offers"])
    assert rows(report)["builtin"]["state"] == "active"


def test_a_raising_hook_costs_only_its_own_records(report: dict[str, Any]) -> None:
    assert rows(report)["wrong-raises"]["offers"] == ["compiler half-words"]


def test_a_name_claimed_twice_is_disabled_alone(
    report: dict[str, Any], ministudio: Ministudio
) -> None:
    (conflict,) = report["conflicts"]
    assert (conflict["kind"], conflict["name"]) == ("provider", "good-cam")
    assert conflict["claimed_by"] == [
        "duplicate (ministudio-test-duplicate 0.2)",
        "good (ministudio-test-good 1.2.3)",
    ]
    assert rows(report)["duplicate"]["offers"] == ["provider other-cam"]

    done = ministudio("providers", "good-cam")
    assert done.returncode == 2
    assert "ministudio-test-duplicate 0.2" in done.stderr
    assert "ministudio-test-good 1.2.3" in done.stderr
    assert "MINISTUDIO_DISABLE_PLUGINS=good" in done.stderr


def test_the_table_names_every_plugin(ministudio: Ministudio) -> None:
    done = ministudio("plugins")
    assert done.returncode == 0
    assert done.stderr == ""
    for name, reason in REASONS.items():
        assert name in done.stdout
        assert reason in done.stdout
    assert "provider 'good-cam' is claimed by" in done.stdout
    assert "\x1b" not in done.stdout


def test_only_the_built_ins(ministudio: Ministudio) -> None:
    done = ministudio("plugins", "--json", MINISTUDIO_PLUGINS="")
    states = {name: row["state"] for name, row in rows(json.loads(done.stdout)).items()}
    assert states.pop("builtin") == "active"
    assert set(states.values()) == {"off"}


def test_only_the_listed(ministudio: Ministudio) -> None:
    listed = "good, ministudio-test-slow, absent"
    done = ministudio("plugins", "--json", MINISTUDIO_PLUGINS=listed)
    found = rows(json.loads(done.stdout))
    active = {name for name, row in found.items() if row["state"] == "active"}
    assert active == {"builtin", "good", "slow"}
    assert found["absent"]["reason"] == "named in MINISTUDIO_PLUGINS but not installed"
    assert found["broken"]["reason"] == "not listed in MINISTUDIO_PLUGINS"


def test_all_but_the_disabled(ministudio: Ministudio) -> None:
    done = ministudio("providers", "gcam", MINISTUDIO_DISABLE_PLUGINS="ministudio-test-duplicate")
    assert done.returncode == 0
    assert "good-cam/good-1" in done.stdout
    assert "$0.10/s 720p" in done.stdout
    assert "GOOD_CAM_KEY is not set" in done.stdout


def test_strict_stops_at_the_first_broken(ministudio: Ministudio) -> None:
    done = ministudio("plugins", MINISTUDIO_STRICT_PLUGINS="1")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "Error: plugin broken (ministudio-test-broken 0.1) is broken: ImportError"
    )


def test_the_value_of_a_key_is_never_shown(ministudio: Ministudio) -> None:
    environ = {"GOOD_CAM_KEY": "hunter2", "MINISTUDIO_DISABLE_PLUGINS": "duplicate"}
    shown = ministudio("providers", **environ).stdout
    shown += ministudio("providers", "--json", **environ).stdout
    shown += ministudio("doctor", **environ).stdout
    assert "GOOD_CAM_KEY is set" in shown
    assert "hunter2" not in shown


def test_doctor_has_the_health_of_plugins(ministudio: Ministudio) -> None:
    done = ministudio("doctor", "--json", MINISTUDIO_PLUGINS="good,broken")
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["good lens"] == {
        "name": "good lens",
        "state": "warning",
        "detail": "dusty",
        "hint": "Wipe it.",
    }
    assert checks["plugin broken"]["state"] == "failed"
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("plugins", "--help")])
def test_help_imports_no_plugin(
    ministudio: Ministudio, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    mark = tmp_path / "imported"
    assert ministudio(*arguments, SLOW_CAM_MARK=str(mark)).returncode == 0
    assert not mark.exists()
    ministudio("plugins", SLOW_CAM_MARK=str(mark), MINISTUDIO_DISABLE_PLUGINS="slow")
    assert not mark.exists()
    ministudio("plugins", SLOW_CAM_MARK=str(mark))
    assert mark.exists()
