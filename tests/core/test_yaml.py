from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ministudio._yaml import DocumentError, Limits, dump_yaml, load_yaml

PROSE = frozenset({"action", "say"})
BOARD = """\
# a note
version: 1
world:
  characters:
    mira: {name: Mira Chen, "tag": 'the detective'}
scenes:
  - id: enter
    action: >-
      Mira comes in
      and sits down.
    say:
      - mira: It is late.
    duration: 6.5
    cast: [mira, "jordan"]
    x-note: keep # this
"""


def error(text: str, **options: Any) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load_yaml(text, **options)
    return caught.value


@pytest.mark.parametrize(
    "text, value",
    [
        ("no", "no"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2026-11-25", "2026-11-25"),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("+12", 12),
        ("6.5", 6.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("true", True),
        ("TRUE", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("'1'", "1"),
        ('"true"', "true"),
        ("1280x720", "1280x720"),
        ("-", [None]),
        ("=", "="),
    ],
)
def test_plain_text_means_what_the_core_schema_says(text: str, value: object) -> None:
    data = load_yaml(f"a: {text}\n" if text != "-" else "a:\n-\n").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_keys_are_always_text() -> None:
    assert load_yaml("1: a\nno: b\nnull: c\n1.50: d\n").data == {
        "1": "a",
        "no": "b",
        "null": "c",
        "1.50": "d",
    }


def test_each_key_and_value_has_its_place() -> None:
    document = load_yaml(BOARD, prose=PROSE)
    assert document.data["scenes"][0]["action"] == "Mira comes in and sits down."
    shot = ("scenes", 0)
    assert document.at((*shot, "duration"), key=True) == (13, 5)
    assert document.at((*shot, "duration")) == (13, 15)
    assert document.at((*shot, "say", 0, "mira")) == (12, 15)
    assert document.at((*shot, "say", 0, "mira"), key=True) == (12, 9)
    assert document.at((*shot, "cast", 1)) == (14, 18)
    assert document.at(shot) == (7, 5)
    assert document.at(("world", "characters", "mira", "tag"), key=True) == (5, 29)
    assert document.at(()) == (2, 1)


def test_what_is_missing_stands_where_its_parent_does() -> None:
    document = load_yaml(BOARD)
    assert document.at(("scenes", 0, "environment")) == (7, 5)
    assert document.at(("world", "props", "book")) == (3, 1)
    assert load_yaml("a: 1\nb:\nc: 2\n").at(("b",)) == (2, 1)
    assert load_yaml("").at(("a", 1)) == (1, 1)


def test_windows_line_ends_and_a_byte_order_mark_are_welcome() -> None:
    document = load_yaml("\ufeffa: 1\r\nb: two\r\n")
    assert document.data == {"a": 1, "b": "two"}
    assert document.at(("b",)) == (2, 4)


@pytest.mark.parametrize(
    "text, mark, words",
    [
        ("a: 1\nb: &x 2\n", (2, 4), "anchors"),
        ("a: 1\nb: *x\n", (2, 4), "aliases"),
        ("a: &x {b: 1}\n", (1, 4), "anchors"),
        ("- &x a\n- *x\n", (1, 3), "anchors"),
        ("&x a: 1\n", (1, 1), "anchors"),
        ("a: 1\n<<: {b: 2}\n", (2, 1), "merge keys"),
        ("a: !!int 3\n", (1, 4), "tags"),
        ("a: !mine {b: 1}\n", (1, 4), "tags"),
        ("--- !board\na: 1\n", (1, 5), "tags"),
        ("!!str a: 1\n", (1, 1), "tags"),
        ("%YAML 1.1\n---\na: no\n", (1, 1), "directives"),
        ("# first\n%TAG ! tag:x,1:\n---\na: 1\n", (2, 1), "directives"),
        ("a: 1\n---\nb: 2\n", (2, 1), "second document"),
        ("a: 1\nb: 2\na: 3\n", (3, 1), "the key 'a' stands here a second time"),
        ("a: {b: 1, 'b': 2}\n", (1, 11), "the key 'b' stands here a second time"),
        ("a: 1\n? [b]\n: 2\n", (2, 3), "a key has to be text"),
        ("a: .nan\n", (1, 4), "not a number"),
        ("a: -.inf\n", (1, 4), "not a number"),
        ("a: 1e999\n", (1, 4), "too large"),
        (f"a: {'9' * 400}\n", (1, 4), "too long"),
        ("a: {b: 1\nc: 2\n", (2, 2), "expected ',' or '}'"),
        ("a: 'b\n", (2, 1), "end of stream"),
        ("a:\n\tb: 1\n", (2, 1), "cannot start any token"),
        ("a: b: c\n", (1, 5), "mapping values are not allowed here"),
        ("a: @b\n", (1, 4), "cannot start any token"),
        ('a: "\\q"\n', (1, 6), "unknown escape"),
        ('a: "\\U99999999"\n', (1, 1), "this is not YAML"),
    ],
)
def test_what_a_storyboard_needs_not_is_refused_with_its_place(
    text: str, mark: tuple[int, int], words: str
) -> None:
    found = error(text)
    assert (found.mark, words in found.message) == (mark, True), found


@pytest.mark.parametrize(
    "text, hint",
    [
        ("action: Mira: hello\n", "quotes"),
        ("a:\n\tb: 1\n", "spaces"),
        ("a: @b\n", "quotes"),
        ("a: %b\n", "quotes"),
    ],
)
def test_common_slips_have_a_remedy(text: str, hint: str) -> None:
    assert hint in error(text).hint


@pytest.mark.parametrize(
    "text, mark, name",
    [
        ("a: 1\nb: c\x00d\n", (2, 5), "U+0000"),
        ("a: x\x1b[31my\n", (1, 5), "U+001B"),
        ("a: x\x7f\n", (1, 5), "U+007F"),
        ("a: x\x85y\n", (1, 5), "U+0085"),
        ("a: x\u2028y\n", (1, 5), "U+2028"),
        ("a: \u202eevil\n", (1, 4), "U+202E, which turns the direction of reading"),
        ("a: 1 # \u2066\n", (1, 8), "U+2066, which turns"),
        ("a: x\ufeff\n", (1, 5), "U+FEFF"),
        ("a: x\ud800\n", (1, 5), "U+D800"),
        ('a: "\\0"\n', (1, 4), "U+0000"),
        ('a: "\\u202E"\n', (1, 4), "U+202E"),
        ('a: "\\e"\n', (1, 4), "U+001B"),
        ("a\u200fb: 1\n", (1, 1), "U+200F"),
        ("a:\n  b\u200b: 1\n", (2, 3), "U+200B"),
        ('"a\\tb": 1\n', (1, 1), "U+0009"),
    ],
)
def test_characters_that_deceive_are_refused(text: str, mark: tuple[int, int], name: str) -> None:
    found = error(text)
    assert (found.mark, name in found.message) == (mark, True), found


def test_prose_may_have_every_honest_script_and_line_breaks() -> None:
    texts = ["שלום עולם", "\u200fمرحبا\u200f", "می\u200cخواهم", "👩\u200d🚀 e\u0301", "a\tb\nc\n"]
    assert load_yaml(dump_yaml({"say": texts})).data == {"say": texts}


@pytest.mark.parametrize(
    "text, mark",
    [
        ("action: She paints # on the wall\n", (1, 20)),
        ("action: He is #1\n", (1, 15)),
        ("action: one\n  two # three\n", (2, 7)),
        ("action: #1 wins\n", (1, 9)),
        ("say:\n  - mira: Ja # laut\n", (2, 14)),
        ("say: {mira: Ja # laut\n  }\n", (1, 16)),
        ("a: {action: b # c\n}\n", (1, 15)),
        ("light:\n  color: #FFD700\n", (2, 10)),
        ("{color: #FFF\n}\n", (1, 9)),
        ("a: {b: 1, color: #FFD700, c: 2}\nd: 1\n", (1, 18)),
    ],
)
def test_text_that_loses_a_comment_has_to_stand_in_quotes(text: str, mark: tuple[int, int]) -> None:
    found = error(text, prose=PROSE)
    assert found.mark == mark
    assert "quotes" in found.hint


@pytest.mark.parametrize(
    "text",
    [
        'action: "one" # two\n',
        "action: 'one' # two\n",
        "action: one#two\n",
        "# one\naction: two\n# three\n",
        "action: |\n  one # two\n",
        "action: # block\n  - a\n",
        "action: 5 # a number loses nothing\n",
        "cast: [mira] # present\n",
        "id: enter # the first\n",
        "say: # lines\n  - mira: Ja\n",
        "x-say: one # two\n",
        "say:\n  x-note: one # two\n",
        "empty: # nothing\nb: 1\n",
    ],
)
def test_other_comments_are_just_comments(text: str) -> None:
    load_yaml(text, prose=PROSE)


def test_depth_nodes_and_bytes_are_capped() -> None:
    limits = Limits(size=100, depth=3, nodes=10)
    load_yaml("a: [[1]]", limits=limits)
    assert error("a: [[[1]]]", limits=limits).mark == (1, 6)
    load_yaml("[1,2,3,4,5,6,7,8,9]", limits=limits)
    assert "more than 10 keys and values" in error("[1,2,3,4,5,6,7,8,9,10]", limits=limits).message
    load_yaml("a: " + "x" * 97, limits=limits)
    assert "larger than 100 bytes" in error("a: " + "é" * 49, limits=limits).message


BOMBS = {
    "aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{'*a,' * 9}]\n" for n in range(9)),
    "brackets": "[" * 500_000,
    "braces": "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "keys": "".join(f"k{n}: 1\n" for n in range(110_000)),
    "questions": "? " * 200_000,
    "colons": ": " * 300_000,
    "quote": "a: '" + "''" * 400_000,
    "spaces": " " * 900_000,
    "breaks": "\n" * 900_000,
    "anchors": "&a " * 200_000,
    "comment": "#" * 900_000,
    "fold": "a: >\n" + " x\n" * 300_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_quickly_and_small(name: str) -> None:
    started = time.process_time()
    try:
        data = load_yaml(BOMBS[name]).data
    except DocumentError:
        data = None
    assert len(json.dumps(data)) < 2_000_000
    assert time.process_time() - started < 10


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cn"])
              | st.sampled_from("\n\t #:-\"'{}[]")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=8)
        .filter(lambda key: key != "<<"),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(json_values)
@example({"a": "one\n\ntwo\n"})
@example({"a": " lead\ntrail \n"})
@example({"a": ["", " ", "~", "1:30", "no", "0x1", "-", "a: b", "a #b", "#", "...", "---"]})
@example({"a": [[], {}, [[]], [{}], {"b": []}, {"b": {"c": [{"d": 1}]}}]})
@example({"on": {"null": None, "": "", "1": 1, "<": "<<"}})
def test_what_is_written_is_read_back(value: Any) -> None:
    assert load_yaml(dump_yaml(value)).data == value


def test_what_cannot_be_read_is_not_written() -> None:
    with pytest.raises(ValueError, match="x00"):
        dump_yaml({"a": "\0"})
    with pytest.raises(ValueError, match="u202e"):
        dump_yaml({"a": "long text\n\u202eand more"})


def test_written_yaml_is_pleasant() -> None:
    text = """\
title: The Orb
settings: {size: 1280x720, max_cost: 20 USD}
scenes:
  - id: intro
    cast: [orb, girl]
    action: |-
      The orb drifts in.

      It hums.
    say:
      - orb: Where does knowledge sleep?
      - girl: "Here: #1"
    during:
      - {give: slip, by: orb, to: girl}
    a b: "no"
"""
    assert dump_yaml(load_yaml(text).data) == text


ATOMS = ["&a", "*a", "!!int", "<<: ", "? ", ": ", "- ", "[", "]", "{", "}", "|", ">-", "'", '"',
         "#", "\t", "\n", "  ", "%YAML 1.2\n", "---\n", "...\n", "\\x", "\x00", "\u202e", "é", "@",
         "`", "1e999", "0x", ".nan", "!<tag>", "!!timestamp 2001-99-99", "9" * 50]  # fmt: skip


def mutated(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(letters) + 1)
        match chance.randrange(4):
            case 0:
                letters[at:at] = chance.choice(ATOMS)
            case 1:
                del letters[at : at + chance.randint(1, 20)]
            case 2:
                letters[at : at + 1] = chance.choice(ATOMS)
            case _:
                start = chance.randrange(len(letters) + 1)
                letters[at:at] = letters[start : start + chance.randint(1, 30)]
    return "".join(letters)


def test_mutated_boards_fail_only_with_a_place() -> None:
    chance = random.Random(7)
    refused, lines = 0, []
    for _ in range(2000):
        text = mutated(BOARD, chance)
        try:
            load_yaml(text, prose=PROSE)
        except DocumentError as found:
            refused += 1
            lines.append((found.mark.line, text.count("\n") + text.count("\r") + 2))
    assert all(1 <= line <= last for line, last in lines)
    assert 500 < refused < 2000
