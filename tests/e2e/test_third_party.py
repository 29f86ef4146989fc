"""A stranger's provider, really installed, is an equal of the built-in ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ministudio.media.probe import probe

if TYPE_CHECKING:
    from conftest import Ministudio

EXAMPLE = Path(__file__).parents[2] / "examples" / "third_party_provider"
BOARD = """
version: 1
title: Two cards
world: {environments: {studio: {location: A studio}}}
scenes:
  - {id: one, environment: studio, action: A card., duration: 1}
  - {id: two, action: "Another card.", duration: 1.5}
"""


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, installed by pip into a folder of its own."""
    target = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target"]
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", *options]
    subprocess.run([*pip, str(target), str(EXAMPLE)], check=True)
    return target


def test_it_is_listed_with_its_models(ministudio: Ministudio, installed: Path) -> None:
    done = ministudio("providers", "testcard", "--json", PYTHONPATH=str(installed))
    (provider,) = json.loads(done.stdout)["providers"]
    assert provider["distribution"] == "ministudio-testcard"
    assert [model["id"] for model in provider["models"]] == ["bars"]


def test_it_makes_a_film(ministudio: Ministudio, installed: Path, tmp_path: Path) -> None:
    (tmp_path / "cards.yaml").write_text(BOARD)
    site = str(installed)
    done = ministudio("run", "cards.yaml", "--use", "testcard", PYTHONPATH=site)
    assert done.returncode == 0, done.stderr
    film = tmp_path / done.stdout.strip()
    facts = probe(film)
    assert (film.name, facts.frames, facts.width, facts.height) == ("cards.mp4", 60, 160, 90)
    again = ministudio("plan", "cards.yaml", "--use", "testcard", PYTHONPATH=site)
    assert "Nothing to make" in again.stdout


def test_without_it_the_route_says_so(ministudio: Ministudio, tmp_path: Path) -> None:
    (tmp_path / "cards.yaml").write_text(BOARD)
    done = ministudio("run", "cards.yaml", "--use", "testcard")
    assert done.returncode == 2
    assert "No installed model is called 'testcard'." in done.stderr
