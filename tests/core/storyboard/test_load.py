from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ministudio._yaml import load_yaml
from ministudio.errors import StoryboardError
from ministudio.storyboard import Storyboard, parse_storyboard

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[2] / "data"
Edit = tuple[str, str]


def place_of(text: str, words: str, word: str) -> tuple[int, int]:
    """Line and column of `word` within the one place where `words` stands."""
    assert text.count(words) == 1, words
    return line_and_column(text, text.index(words) + words.index(word))


def line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@pytest.fixture
def refused(harbour: Path) -> Callable[..., StoryboardError]:
    """The error of the harbour board after some edits."""

    def refuse(*edits: Edit) -> StoryboardError:
        text = harbour.read_text()
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        harbour.write_text(text)
        with pytest.raises(StoryboardError) as caught:
            Storyboard.load(harbour)
        assert caught.value.file == str(harbour)
        return caught.value

    return refuse


# What is written, what it becomes, the words that the error points to, what its message says.
Mistake = tuple[str, str, str, str]
MISTAKES: dict[str, Mistake] = {
    one["name"]: (one["old"], one["new"], one["at"], one["says"])
    for one in load_yaml((DATA / "mistakes.yaml").read_text()).data
} | {
    "NUL": ("The robot takes it.", "The robot\x00 takes it.", "\x00", "the text contains U+0000"),
    "turned reading direction": (
        "The robot takes it.",
        "The \u202erobot",
        "\u202e",
        "U+202E, which turns the direction",
    ),
    "hidden character in an id": (
        "    kitchen:",
        "    kit\u200bchen:",
        "kit",
        "contains U+200B, a character that cannot be seen",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_place(
    refused: Callable[..., StoryboardError], harbour: Path, name: str
) -> None:
    old, new, word, message = MISTAKES[name]
    original = harbour.read_text()
    error = refused((old, new))
    edited = harbour.read_text()
    at = edited.index(new, original.index(old))
    place = edited.find(word, at, at + len(new) + len(word))
    place = place if place >= 0 else edited.rindex(word, 0, at)
    assert (error.line, error.column) == line_and_column(edited, place), error
    assert str(error).startswith(f"{harbour}:{error.line}:{error.column}: ")
    assert message in str(error).splitlines()[0]


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(
    refused: Callable[..., StoryboardError], harbour: Path
) -> None:
    error = refused(
        ("duration: 7", "duration: 0"),
        ("title: The Harbour Letter", "titel: The Harbour Letter"),
        ("core: a lean", "cores: a lean"),
    )
    lines = error.message.splitlines()
    places = [(3, 1), (12, 7), (place_of(harbour.read_text(), "duration: 0", "0"))]
    assert [line.split(": ")[0] for line in lines] == [f"{harbour}:{a}:{b}" for a, b in places]
    assert (error.line, error.column) == places[0]


def test_very_many_mistakes_are_counted() -> None:
    text = "scenes:\n" + "".join(f"- {{id: s{number}, duration: 0}}\n" for number in range(30))
    with pytest.raises(StoryboardError, match="… and 10 more$") as caught:
        parse_storyboard(text)
    assert len(str(caught.value).splitlines()) == 21


def test_a_link_out_of_the_folder_is_refused(
    refused: Callable[..., StoryboardError], harbour: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.touch()
    (harbour.parent / "refs" / "ines.png").unlink()
    (harbour.parent / "refs" / "ines.png").symlink_to(outside)
    error = refused(("title: The Harbour Letter", "title: Linked"))
    assert "'refs/ines.png' is a link out of the folder of the storyboard" in str(error)
    assert error.line == 17


def test_a_link_within_the_folder_is_fine(harbour: Path) -> None:
    (harbour.parent / "refs" / "ines.png").unlink()
    (harbour.parent / "refs" / "ines.png").symlink_to("pose.png")
    assert Storyboard.load(harbour).title == "The Harbour Letter"


def test_a_link_to_itself_and_a_pipe_are_no_images(
    refused: Callable[..., StoryboardError], harbour: Path
) -> None:
    refs = harbour.parent / "refs"
    for name in ("ines", "kitchen"):
        (refs / f"{name}.png").unlink()
    (refs / "ines.png").symlink_to("ines.png")
    os.mkfifo(refs / "kitchen.png")
    message = str(refused(("title: The Harbour Letter", "title: Odd files")))
    assert "'refs/ines.png' " in message
    assert "'refs/kitchen.png' is not a file" in message


EMPTY = {
    "no scenes": ("version: 1\nscenes: []\n", "2:9: scenes: is empty: at least one is needed"),
    "scenes without a value": ("version: 1\nscenes:\n", "2:1: scenes: is empty: a list is due"),
    "scenes left out": ("version: 1\n", "1:1: `scenes` is missing"),
    "nothing": ("", "1:1: a storyboard is a mapping of keys"),
    "a list": ("- a\n", "1:1: a storyboard is a mapping of keys"),
    "a word": ("film\n", "1:1: a storyboard is a mapping of keys"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_board_is_refused(name: str) -> None:
    text, message = EMPTY[name]
    with pytest.raises(StoryboardError) as caught:
        parse_storyboard(text, file="b.yaml")
    assert str(caught.value).startswith(f"b.yaml:{message}")


def load_error(path: Path) -> str:
    with pytest.raises(StoryboardError) as caught:
        Storyboard.load(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_folder_is_no_storyboard(harbour: Path) -> None:
    folder = harbour.parent / "film.yaml"
    folder.mkdir()
    (folder / "part.yaml").touch()
    message = load_error(folder)
    assert "is a folder, not a storyboard" in message
    assert "part.yaml" in message


def test_a_missing_file_names_those_that_are_there(harbour: Path) -> None:
    message = load_error(harbour.with_name("harbor.yaml"))
    assert "does not exist" in message
    assert "'harbour.yaml'" in message


def test_a_pipe_is_no_storyboard(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert "is not a plain file" in load_error(tmp_path / "a.yaml")


def test_a_path_that_cannot_be_is_refused() -> None:
    with pytest.raises(StoryboardError, match="cannot be read"):
        Storyboard.load("x" * 5000 + ".yaml")
    with pytest.raises(StoryboardError, match=r"cannot be read|does not exist"):
        Storyboard.load("a\0.yaml")


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert ".yaml, .yml or .json" in load_error(tmp_path / "a.txt")


def test_text_in_another_encoding_is_named_with_its_place(harbour: Path) -> None:
    harbour.write_bytes(harbour.read_text().replace("grey", "gr\u00eby").encode("latin-1"))
    message = load_error(harbour)
    assert message.startswith(f"{harbour}:13:35: this is not UTF-8")


def test_a_file_of_100_mb_is_not_read(tmp_path: Path) -> None:
    for name, limit in (("a.yaml", "1,048,576"), ("a.json", "67,108,864")):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100_000_000)
        message = load_error(tmp_path / name)
        assert f"is too large: 100,000,000 bytes, where {limit} are allowed" in message


def test_json_boards_have_the_same_meaning_and_places(harbour: Path) -> None:
    data = load_yaml(harbour.read_text()).data
    path = harbour.with_suffix(".json")
    path.write_text(json.dumps(data, indent=1))
    assert Storyboard.load(path) == Storyboard.load(harbour)
    data["scenes"][1]["duration"] = 0
    text = json.dumps(data, indent=1)
    path.write_text(text)
    line, column = place_of(text, '"duration": 0', "0")
    assert load_error(path).startswith(f"{path}:{line}:{column}: scenes.home.duration")


def test_a_slip_in_json_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n "version": 1,\n "scenes": [}\n')
    assert load_error(tmp_path / "a.json").startswith(f"{tmp_path / 'a.json'}:3:13: this is not")


def test_mutated_boards_raise_nothing_but_storyboard_errors(harbour: Path) -> None:
    lines = harbour.read_text().splitlines(keepends=True)
    words = [
        *"{}[]:,#'\"&*!|>%@`-?",
        "null",
        "1e9",
        "\0",
        "\u202e",
        "x-a: ",
        "  ",
        "\n",
        "99999999999",
    ]
    chance = random.Random(11)
    refused = 0
    for _ in range(400):
        copy = list(lines)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(copy))
            line = copy[at]
            cut = chance.randrange(len(line) + 1)
            match chance.randrange(4):
                case 0:
                    copy[at] = line[:cut] + chance.choice(words) + line[cut:]
                case 1:
                    copy[at] = line[:cut] + line[cut + chance.randint(1, 8) :]
                case 2:
                    copy[at] = chance.choice(lines)
                case _:
                    copy[at] = ""
        try:
            parse_storyboard("".join(copy), file="b.yaml", folder=harbour.parent)
        except StoryboardError as error:
            refused += int(error.line > 0 and error.column > 0)
    assert 200 < refused < 400
