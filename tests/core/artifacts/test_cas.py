from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from ministudio.artifacts import files
from ministudio.artifacts.cas import ContentStore
from ministudio.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def staged(folder: Path, data: bytes, suffix: str = ".mp4") -> Path:
    path = folder / f"fetched{suffix}"
    path.write_bytes(data)
    return path


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    content = ContentStore(tmp_path / "cas")
    sha256 = content.add(staged(tmp_path, b"film"))
    assert sha256 == hashlib.sha256(b"film").hexdigest()
    assert content.path(sha256) == tmp_path / "cas" / sha256[:2] / f"{sha256}.mp4"
    assert content.verified(sha256).read_bytes() == b"film"
    assert not (tmp_path / "fetched.mp4").exists()


def test_adding_the_same_again_heals_a_damaged_file(tmp_path: Path) -> None:
    content = ContentStore(tmp_path / "cas")
    sha256 = content.add(staged(tmp_path, b"film"))
    content.path(sha256).write_bytes(b"film")
    assert content.add(staged(tmp_path, b"film")) == sha256
    assert content.verified(sha256).read_bytes() == b"film"


@pytest.mark.parametrize("damage", [b"", b"fil", b"fill", b"film and more"])
def test_a_damaged_file_goes_to_quarantine(tmp_path: Path, damage: bytes) -> None:
    content = ContentStore(tmp_path / "cas")
    sha256 = content.add(staged(tmp_path, b"film"))
    content.path(sha256).write_bytes(damage)
    with pytest.raises(StoreError, match="damaged; it was moved to"):
        content.verified(sha256)
    kept = content.folder / "quarantine" / f"{sha256}.mp4"
    assert kept.read_bytes() == damage
    with pytest.raises(StoreError, match="cannot be read"):
        content.verified(sha256)


def test_quarantine_keeps_every_file(tmp_path: Path) -> None:
    content = ContentStore(tmp_path / "cas")
    places = {content.quarantine(staged(tmp_path, data)) for data in (b"1", b"2", b"3")}
    assert {place.read_bytes() for place in places} == {b"1", b"2", b"3"}


def test_find_does_not_take_a_manifest_for_the_file(tmp_path: Path) -> None:
    content = ContentStore(tmp_path / "cas")
    sha256 = content.add(staged(tmp_path, b"sound", ".WAV"))
    content.path(sha256, ".1.take.json").write_text("{}")
    assert content.find(sha256) == content.path(sha256, ".wav")
    assert content.find("0" * 64) is None


@pytest.mark.parametrize("point", files.POINTS)
def test_a_crash_while_adding_leaves_all_or_nothing(tmp_path: Path, point: str) -> None:
    content = ContentStore(tmp_path / "cas")
    sha256 = hashlib.sha256(b"film").hexdigest()

    def crash(reached: str, _path: Path) -> None:
        if reached == point:
            raise KeyboardInterrupt

    end = files.observe(crash)
    try:
        with pytest.raises(KeyboardInterrupt):
            content.add(staged(tmp_path, b"film"))
    finally:
        end()
    place = content.path(sha256)
    assert not place.exists() or place.read_bytes() == b"film"
    assert content.add(staged(tmp_path, b"film")) == sha256
    assert content.verified(sha256) == place
