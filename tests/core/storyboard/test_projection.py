"""Who is in frame: those present, and those who come in while the shot lasts."""

from __future__ import annotations

from typing import Any

import pytest

from ministudio.storyboard import Scene, Storyboard, World
from ministudio.storyboard.projection import project
from ministudio.storyboard.story import tell


@pytest.mark.parametrize(
    ("shot", "framed"),
    [
        ({}, ["ann"]),
        ({"during": [{"enter": "bob"}]}, ["ann", "bob"]),
        ({"during": [{"enter": "bob"}], "frame": {"ann": "face"}}, ["ann"]),
        ({"during": [{"exit": "ann"}]}, ["ann"]),
        ({"before": [{"enter": "bob"}]}, ["ann", "bob"]),
    ],
)
def test_who_is_in_frame(shot: dict[str, Any], framed: list[str]) -> None:
    world = World(characters={"ann": {"name": "Ann"}, "bob": {"name": "Bob"}})
    board = Storyboard(world=world, scenes=[Scene(id="one", cast=["ann"], **shot)])
    view = project(board, next(tell(board)), lambda path: path)
    assert [one.id for one in view.characters] == framed
