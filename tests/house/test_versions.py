"""All distributions have one version; a backend asks for the core of its own minor version."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

import ministudio

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def projects(root: Path) -> dict[str, dict[str, Any]]:
    found = [tomllib.loads(path.read_text("utf-8")) for path in root.glob("*/pyproject.toml")]
    return {content["project"]["name"]: content["project"] for content in found}


def test_versions_are_in_lockstep(projects: dict[str, dict[str, Any]], root: Path) -> None:
    versions = {name: project["version"] for name, project in projects.items()}
    tools = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]
    assert set(versions.values()) == {ministudio.__version__}
    assert tools["towncrier"]["version"] == ministudio.__version__


def test_backends_want_the_core_of_their_own_version(projects: dict[str, dict[str, Any]]) -> None:
    major, minor = (int(part) for part in ministudio.__version__.split(".")[:2])
    wanted = f"ministudio-core>={major}.{minor},<{major}.{minor + 1}"
    for name, project in projects.items():
        if name != "ministudio-core":
            assert wanted in [need.replace(" ", "") for need in project["dependencies"]]


def test_the_root_has_tools_only(root: Path) -> None:
    content = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert set(content) == {"build-system", "tool"}


def test_distributions_share_the_licence(projects: dict[str, dict[str, Any]], root: Path) -> None:
    text = (root / "LICENSE").read_text("utf-8")
    for name, project in projects.items():
        assert project["license"] == "MIT"
        assert (root / name / "LICENSE").read_text("utf-8") == text
