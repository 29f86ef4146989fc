from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio.errors import PluginError
from ministudio.interfaces.stitcher import FilmFacts, Stitcher
from ministudio.interfaces.timeline import Timeline, TimelineEntry

if TYPE_CHECKING:
    from pathlib import Path

BOARD = Timeline(
    width=64,
    height=36,
    fps=Fraction(24),
    entries=(TimelineEntry(shot="a/b", scene="a", slate=48),),
)


class Answering(Stitcher):
    """A stranger's stitcher that answers what it is given."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    async def _stitch(self, *_arguments: object) -> FilmFacts:
        return self.answer  # type: ignore[no-any-return]  # the point of the test


def facts(path: Path) -> FilmFacts:
    return FilmFacts(path=path, width=64, height=36, fps=Fraction(24), frames=48, slates=48)


def test_a_good_answer_passes(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x")
    found = anyio.run(Answering(facts(film)).stitch, BOARD, film)
    assert found.seconds == 2


def test_a_wrong_answer_is_the_plugins_fault(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="Answering answered None; FilmFacts are due"):
        anyio.run(Answering(None).stitch, BOARD, tmp_path / "film.mp4")


def test_a_film_that_is_not_there_is_the_plugins_fault(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with pytest.raises(PluginError, match=r"Answering left no file at .*film\.mp4"):
        anyio.run(Answering(facts(film)).stitch, BOARD, film)
