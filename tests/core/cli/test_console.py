from __future__ import annotations

import io
import json

import click
import pytest

from ministudio.cli import console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_colour_is_for_terminals() -> None:
    assert console.has_colour(Terminal())
    assert not console.has_colour(io.StringIO())


@pytest.mark.parametrize(
    "name,value,terminal,colour",
    [
        ("NO_COLOR", "1", True, False),
        ("NO_COLOR", "", True, True),
        ("FORCE_COLOR", "1", False, True),
        ("TERM", "dumb", True, False),
    ],
)
def test_the_environment_decides_about_colour(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, terminal: bool, colour: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert console.has_colour(Terminal() if terminal else io.StringIO()) is colour


def test_live_progress_is_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    assert console.is_terminal(Terminal())
    assert not console.is_terminal(io.StringIO())
    monkeypatch.setenv("CI", "true")
    assert not console.is_terminal(Terminal())


def test_the_answer_and_the_notes_are_apart(capsys: pytest.CaptureFixture[str]) -> None:
    console.answer(console.paint("film", "bold"), ".mp4")
    console.note("3 shots")
    assert capsys.readouterr() == ("film.mp4\n", "3 shots\n")


def test_json_has_its_schema_version(capsys: pytest.CaptureFixture[str]) -> None:
    console.answer_json({"film": "ø"}, line=True)
    text = capsys.readouterr().out
    assert text.count("\n") == 1
    assert json.loads(text) == {"schema_version": 1, "film": "ø"}
    assert "ø" in text


def test_columns_line_up_whatever_is_in_them() -> None:
    rows = [
        [console.paint("=", "dim"), "雨", "1"],
        [console.paint("+", "new"), "e\u0301clair", "100"],
        ["", "x", ""],
    ]
    lines = console.table(("", "shot", "cost"), rows, right=(2,))
    assert [click.unstyle(line) for line in lines] == [
        "   shot    cost",
        "=  雨         1",
        "+  e\u0301clair   100",
        "   x",
    ]


def test_a_table_without_rows_is_its_header() -> None:
    assert [click.unstyle(line) for line in console.table(("a", "b"), [])] == ["a  b"]
