from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

from ministudio.cli import machine

if TYPE_CHECKING:
    import pytest


def test_this_machine_is_sound(tmp_path: Path) -> None:
    found = {check.name: check for check in machine.look(tmp_path)}
    assert set(found) == {"python", "name", "codecs", "disk", "store"}
    assert {check.state for check in found.values()} <= {"ok", "warning"}
    assert found["codecs"].detail.startswith("H.264 and AAC in MP4, by PyAV ")


def test_a_python_that_is_too_new_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert machine.python().state == "warning"


def test_the_other_package_called_ministudio_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda n: "0.1.1" if n == "ministudio" else real(n))
    check = machine.name_clash()
    assert check.state == "failed"
    assert "ministudio 0.1.1" in check.detail
    assert "pip uninstall ministudio" in check.hint


def test_a_codec_that_cannot_be_loaded_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ministudio.media.writer", None)
    check = machine.codecs()
    assert check.state == "failed"
    assert "pip install" in check.hint


def test_little_room_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=1024**3))
    assert machine.disk(tmp_path).state == "warning"


def test_a_folder_that_is_absent(tmp_path: Path) -> None:
    assert machine.disk(tmp_path / "absent").state == "failed"
    assert machine.store(tmp_path / "absent").state == "ok"


def test_a_folder_that_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refuse)
    check = machine.store(tmp_path)
    assert check.state == "failed"
    assert "MINISTUDIO_HOME" in check.hint


def test_the_home_of_stores_can_be_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINISTUDIO_HOME", str(tmp_path / "home"))
    assert str(tmp_path / "home") in machine.store(Path("/")).detail


def test_a_network_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nhost:/x {tmp_path.resolve()} nfs4 rw 0 0\n")
    assert machine.file_system(tmp_path / "film", mounts) == "nfs4"
    assert machine.file_system(Path("/"), mounts) == "ext4"
    assert machine.file_system(tmp_path, tmp_path / "no-mounts") == ""
    monkeypatch.setattr(machine, "file_system", lambda _: "nfs4")
    check = machine.store(tmp_path)
    assert (check.state, "nfs4" in check.detail) == ("failed", True)
