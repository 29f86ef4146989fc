from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ministudio._yaml import DocumentError, Limits, load_json

BOARD = json.dumps(
    {
        "version": 1,
        "title": 'The Orb é \\ " \n',
        "scenes": [{"id": "a", "duration": 6.5, "say": [{"orb": "Hm."}], "cast": None}, True],
    },
    indent=2,
)


def error(text: str, **options: Any) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load_json(text, **options)
    return caught.value


def test_values_and_places_are_those_of_the_text() -> None:
    document = load_json(BOARD)
    assert document.data == json.loads(BOARD)
    assert document.at(("scenes", 0, "duration"), key=True) == (7, 7)
    assert document.at(("scenes", 0, "duration")) == (7, 19)
    assert document.at(("scenes", 0, "say", 0, "orb")) == (10, 18)
    assert document.at(("scenes", 1)) == (15, 5)
    assert document.at(("scenes", 0, "nothing")) == (5, 5)


@pytest.mark.parametrize(
    "text, mark, words",
    [
        ('{"a": 1,\n "a": 2}', (2, 2), "the key 'a' stands here a second time"),
        ('{"a": NaN}', (1, 7), "a value is due"),
        ('{"a": -Infinity}', (1, 7), "a value is due"),
        ('{"a": 1e999}', (1, 7), "too large"),
        (f'{{"a": {"9" * 5000}}}', (1, 7), "too long"),
        (f'{{"a": {"9" * 400}}}', (1, 7), "too long"),
        ('{"a": "\\u202e"}', (1, 7), "U+202E"),
        ('{"a": "\\u0000"}', (1, 7), "U+0000"),
        ('{"a": "\\ud800"}', (1, 7), "U+D800"),
        ('{"a\\u0000b": 1}', (1, 2), "U+0000"),
        ('{"a\u200b": 1}', (1, 2), "U+200B"),
        ('{"a": "x\x1b"}', (1, 9), "U+001B"),
        ('{"a" 1}', (1, 6), "`:` is due"),
        ('{"a": 1 "b": 2}', (1, 9), "`,` or `}` is due"),
        ("{a: 1}", (1, 2), 'a key in "quotes" is due'),
        ("{'a': 1}", (1, 2), 'a key in "quotes" is due'),
        ("[1,]", (1, 4), "a value is due"),
        ('{"a": 1,}', (1, 9), 'a key in "quotes" is due'),
        ("[1, // note\n2]", (1, 5), "a value is due"),
        ("[1\n", (2, 1), "`,` or `]` is due"),
        ('["a\nb"]', (1, 2), "a text does not end"),
        ('["\\q"]', (1, 2), "unknown escape"),
        ("[01]", (1, 3), "`,` or `]` is due"),
        ("", (1, 1), "ends too early"),
        ("{} {}", (1, 4), "after the end"),
    ],
)
def test_what_is_wrong_has_its_place(text: str, mark: tuple[int, int], words: str) -> None:
    found = error(text)
    assert (found.mark, words in found.message) == (mark, True), found


def test_depth_nodes_and_bytes_are_capped() -> None:
    limits = Limits(size=100, depth=3, nodes=10)
    load_json("[[[1]]]", limits=limits)
    assert error("[[[[1]]]]", limits=limits).mark == (1, 4)
    load_json("[1,2,3,4,5,6,7,8,9]", limits=limits)
    assert "more than 10 keys and values" in error("[1,2,3,4,5,6,7,8,9,10]", limits=limits).message
    load_json('["' + "," * 40 + '"]', limits=limits)
    assert "larger than 100 bytes" in error('"' + "é" * 50 + '"', limits=limits).message


@pytest.mark.parametrize(
    "text",
    ["[" * 1_000_000, '{"a":' * 300_000, "[" + "1," * 2_500_000 + "1]", "[" + "[]," * 1_100_000,
     '"' + '\\"' * 2_000_000, "," * 3_000_000 + '\\"' * 500_000, "1" * 3_000_000],
)  # fmt: skip
def test_bombs_are_refused_quickly(text: str) -> None:
    started = time.process_time()
    error(text)
    assert time.process_time() - started < 10


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(json_values, st.booleans())
def test_the_fast_and_the_exact_reader_agree(value: Any, ascii_only: bool) -> None:
    from ministudio._yaml.document import MACHINE_MADE
    from ministudio._yaml.json_text import _Slow

    text = json.dumps(value, ensure_ascii=ascii_only)
    try:
        slow = _Slow(text, MACHINE_MADE).document().data
    except DocumentError:
        with pytest.raises(DocumentError):
            load_json(text)
    else:
        assert load_json(text).data == slow == value


def test_mutated_boards_raise_nothing_else() -> None:
    chance = random.Random(3)
    refused = 0
    for _ in range(3000):
        letters = list(BOARD)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(letters))
            letters[at : at + chance.randint(0, 3)] = chance.choice(
                ["{", "}", "[", "]", '"', ",", ":", "\\", "\\u", "1", "-", "e9", "\n", "nul", "\0"]
            )
        try:
            load_json("".join(letters))
        except DocumentError:
            refused += 1
    assert 1500 < refused < 3000
