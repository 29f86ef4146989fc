"""Ids for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ministudio.storyboard.fields import slug
from ministudio.storyboard.seed.ids import free_id, id_of, keep


@given(st.text())
def test_any_text_has_an_id(text: str) -> None:
    assert slug(id_of(text, otherwise="scene"))


def test_ids_read_like_their_text() -> None:
    assert id_of("Dr. Sarah’s Café", otherwise="x") == "dr-sarahs-cafe"
    assert id_of("日本", otherwise="scene") == "scene"
    assert id_of("CON", otherwise="scene") == "scene-con"


def test_what_is_equal_has_one_id_and_what_is_not_has_two() -> None:
    known: dict[str, int] = {}
    assert [keep(known, value, "A", otherwise="x") for value in (1, 1, 2, 1)] == [
        "a", "a", "a-2", "a",
    ]  # fmt: skip
    assert free_id("A", known, otherwise="x") == "a-3"
