"""Bad input gets one clear answer on stderr, before anything is made, and no traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ministudio

HEAD = """\
version: 1
title: Bad
world:
  characters: {mira: {name: Mira}}
  environments: {room: {location: Room}}
  props: {cup: {is: cup, at: room}}
"""
SCENE = "scenes:\n  - {id: one, environment: room, cast: [mira], action: She sits.%s}\n"
GOOD = HEAD + SCENE % ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(HEAD + SCENE % ", povider: x", "bad.yaml:8:67: ", id="unknown key"),
        pytest.param(HEAD + SCENE % ", durration: 3", "did you mean", id="near miss"),
        pytest.param(HEAD + SCENE % ", duration: long", "bad.yaml:8:", id="wrong type"),
        pytest.param(HEAD + SCENE % ", duration: 0", "bad.yaml:8:", id="no duration"),
        pytest.param(HEAD + SCENE % ", duration: -2", "bad.yaml:8:", id="negative"),
        pytest.param(HEAD + SCENE % ", duration: 1e9", "bad.yaml:8:", id="huge"),
        pytest.param(HEAD + "title: Again\n" + SCENE % "", "bad.yaml:7:1: ", id="twice"),
        pytest.param(HEAD + SCENE % ", say: [{jon: Hi.}]", "'jon'", id="unknown speaker"),
        pytest.param(HEAD + "scenes: []\n", "bad.yaml:7:", id="empty board"),
        pytest.param(GOOD + SCENE[8:] % "", "one", id="the same id twice"),
        pytest.param("settings: {size: 641x360}\n" + GOOD, "odd", id="odd size"),
        pytest.param("settings: {size: 90000x2}\n" + GOOD, "bad.yaml:1:", id="absurd size"),
        pytest.param("a: &a [1]\nb: *a\n" + GOOD, "bad.yaml:1:", id="anchor"),
        pytest.param("\0" + GOOD, "bad.yaml:1:1", id="control character"),
        pytest.param(
            GOOD.replace(
                "{name: Mira}", "{name: Mira, looks: {default: {reference_images: [m.png]}}}"
            ),
            "m.png",
            id="missing reference",
        ),
        pytest.param(
            GOOD.replace(
                "{name: Mira}", "{name: Mira, looks: {default: {reference_images: [../m.png]}}}"
            ),
            "../m.png",
            id="out of the folder",
        ),
        pytest.param(
            HEAD + "scenes:\n  - id: one\n    environment: room\n    action: She sits # down\n",
            "quotes",
            id="eaten comment",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    ministudio: Ministudio, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "bad.yaml").write_text(text)
    for verb in ("check", "run"):
        done = ministudio(verb, "bad.yaml")
        assert done.returncode == 2, done.stdout + done.stderr
        assert done.stdout == ""
        assert "bad.yaml:" in done.stderr
        assert told in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / ".ministudio").exists(), "nothing was written"


def test_what_is_no_storyboard_is_named(ministudio: Ministudio, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, told in (("folder", "folder"), ("missing.yaml", "there is no storyboard")):
        done = ministudio("run", name)
        assert done.returncode == 2
        assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plan", "good.yaml", "--max-cost", "lots"], "is not an amount"),
        (["plan", "good.yaml", "--select", "nowhere"], "has no shot 'nowhere'"),
        (["reroll", "good.yaml", "on"], "Did you mean 'one'?"),
        (["run", "good.yaml", "--use", "vertex-ai"], "vertex-ai"),
        (["state", "show", "good.yaml", "two"], "has no shot 'two'"),
        (["rnu", "good.yaml"], "Did you mean 'run'?"),
    ],
)
def test_a_wrong_word_is_told(
    ministudio: Ministudio, tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    done = ministudio(*arguments)
    assert done.returncode == 2, done.stdout
    assert told in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
