"""Dialects of packages: data files, read when they are asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from ministudio.builtin.plugin import DIALECTS
from ministudio.errors import PluginError
from ministudio.plugins import load_registry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Load

SPEAK = """
@hookimpl
def ministudio_register_dialects():
    yield DialectSpec(name="{name}", factory="dialects_of_test:{file}")
"""
FILES = {
    "orbit.toml": 'separator = "\\n"\nline = "{who} – {text}"\n',
    "typo.toml": 'seperator = "x"\n',
    "order.toml": 'order = ["camera"]\n',
    "line.toml": 'line = "{who} speaks"\n',
    "limit.toml": 'limit = {unit = "words", n = 5}\n',
    "broken.toml": "order = \n",
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "dialects_of_test"
    package.mkdir()
    (package / "__init__.py").touch()
    for name, content in FILES.items():
        (package / name).write_text(content, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "dialects_of_test", raising=False)


def test_the_built_in_dialects_are_whole() -> None:
    dialects = load_registry(environ={}, entry_points=[]).dialects
    assert set(dialects) == set(DIALECTS) == {dialects[name].name for name in DIALECTS}
    assert len(dialects) == 10
    assert dialects["veo"] is dialects["veo"]
    assert "klingon" not in dialects


def test_a_package_adds_a_dialect(load: Load) -> None:
    registry = load(SPEAK.format(name="orbit", file="orbit.toml"))
    assert registry.dialects["orbit"].separator == "\n"
    assert registry.dialects["orbit"].name == "orbit"
    assert "veo" in registry.dialects


def test_a_package_replaces_a_built_in_dialect(load: Load) -> None:
    registry = load(SPEAK.format(name="veo", file="orbit.toml"))
    assert registry.dialects["veo"].line == "{who} – {text}"
    assert registry.dialects["veo"].limit is None


def test_two_packages_that_claim_a_dialect_lose_it(load: Load) -> None:
    source = SPEAK.format(name="veo", file="orbit.toml")
    registry = load(source, source)
    with pytest.raises(PluginError, match="dialect 'veo' is claimed by p0 .* and p1 "):
        registry.dialects["veo"]
    assert registry.dialects["wan"].name == "wan"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("typo.toml", "seperator"),
        ("order.toml", "order: .*missing: .'action'"),
        ("line.toml", "line: .*is not a template with {who} and {text}"),
        ("limit.toml", "limit.unit"),
        ("broken.toml", "cannot be read: TOMLDecodeError"),
        ("absent.toml", "cannot be read: FileNotFoundError"),
    ],
)
def test_a_file_that_is_not_right(load: Load, file: str, message: str) -> None:
    registry = load(SPEAK.format(name="orbit", file=file))
    with pytest.raises(PluginError, match=message):
        registry.dialects["orbit"]


def test_a_compiler_is_built_with_the_dialects(load: Load) -> None:
    registry = load(SPEAK.format(name="orbit", file="orbit.toml"))
    assert registry.build_compiler("prose").dialects["orbit"].separator == "\n"
