"""The library as a script uses it: build, save, plan, run, reroll, select, stitch, count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest

from ministudio import Project, Scene, Shot, Storyboard, World
from ministudio.config import Character, Environment
from ministudio.config.money import Money
from ministudio.media.probe import probe
from ministudio.state import Open

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.results import Film

BOARD = Storyboard(
    title="The Orb",
    world=World(
        characters={"orb": Character(name="Hero Orb", genetics={"core": "golden energy"})},
        environments={"library": Environment(location="Ancient magical library")},
        props={"book": {"is": "ancient book", "at": "library"}},
    ),
    scenes=[
        Scene(
            id="intro", environment="library", cast=["orb"], action="The orb drifts in.",
            duration=0.5,
        ),
        Scene(
            id="book",
            shots=[
                Shot(id="finds", action="The orb finds a book.", duration=0.5),
                Shot(
                    id="opens", join="continue", during=[Open("book")], action="It opens.",
                    duration=0.5,
                ),
            ],
        ),
    ],
)  # fmt: skip
SHOTS = ["intro", "book/finds", "book/opens"]


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The board, saved, in a small film."""
    monkeypatch.setenv("MINISTUDIO_SIZE", "128x72")
    return BOARD.save(tmp_path / "orb.yaml")


async def script(path: Path) -> Film:
    async with Project.open(path) as project:
        plan = project.plan(max_cost="12 USD")
        assert "3 of 3 shots to make: 3 new." in str(plan)
        told = [
            (
                shot.address, shot.status, shot.route.model if shot.route else "", shot.cost.high,
                shot.causes, bool(shot.prompt), shot.not_honoured,
            )
            for shot in plan.shots
        ]  # fmt: skip
        assert told == [(one, "new", "animatic", Money(), (), True, ()) for one in SHOTS]
        plan.raise_for_findings()
        async with project.run(plan) as run:
            events = [event async for event in run]
        made = {event.shot for event in events if event.kind == "attempt.committed"}
        assert made == set(SHOTS)
        assert any(event.progress for event in events)
        take = await project.reroll("book/opens", seed=7)
        assert (take.number, take.seed) == (2, 7)
        first, second = project.takes("book/opens")
        assert second == take
        project.select("book/opens", first.id)
        assert project.plan()["book/opens"].take == first.id
        project.select("book/opens", take.id)
        film = await project.stitch(path.with_name("orb.mp4"))
        assert project.cost().spent == Money()
        return film


@pytest.mark.slow
def test_a_film_from_python(board: Path) -> None:
    assert Storyboard.load(board) == BOARD
    film = anyio.run(script, board)
    assert (film.complete, float(film.seconds), film.grade) == (True, 1.5, "previz")
    assert probe(film.path).frames == 36
    with Project.open(board) as project:
        assert not project.plan().changes


def test_a_run_says_that_it_has_to_be_entered(board: Path) -> None:
    async def careless() -> None:
        with Project.open(board) as project:
            await anext(project.run(project.plan()))

    with pytest.raises(RuntimeError, match="async with"):
        anyio.run(careless)
