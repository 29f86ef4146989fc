from __future__ import annotations

import pytest

from ministudio.builtin.animatic.lettering import caption_sprite, mark_sprite, readable


@pytest.mark.parametrize("text", ["Ünïcode – “quotes”", "Ελληνικά", "Русский текст, ґ", "naïve"])
def test_latin_greek_and_cyrillic_are_spelled(text: str) -> None:
    assert readable(text) == (text, "")


@pytest.mark.parametrize("text", ["こんにちは世界", "שלום עולם", "مرحبا"])
def test_a_line_in_another_script_is_described_not_drawn_as_boxes(text: str) -> None:
    shown, lost = readable(text)
    assert shown.startswith("[")
    assert "letters" in shown
    assert lost


def test_a_few_unknown_signs_are_left_out_and_noted() -> None:
    shown, lost = readable("Happy birthday dear Mira \U0001f382!")
    assert shown == "Happy birthday dear Mira !"
    assert "1 signs" in lost


def test_control_and_direction_marks_do_not_reach_the_picture() -> None:
    assert readable("a\u202eb\x00c\nd") == ("abc d", "")


@pytest.mark.parametrize("width,height", [(1280, 720), (640, 360), (360, 640), (64, 64)])
@pytest.mark.parametrize("text", ["Yes.", "word " * 60, "x" * 300, ""])
def test_captions_stay_inside_the_frame(width: int, height: int, text: str) -> None:
    sprite = caption_sprite("Detective Mira Chen", text, width=width, height=height)
    x0, y0, x1, y1 = sprite.box
    assert 0 <= x0 < x1 <= width
    assert 0 <= y0 < y1 <= height
    assert all(side % 2 == 0 for side in sprite.box)
    assert sprite.matte.max() > 0.5


def test_the_mark_is_small_and_in_the_corner() -> None:
    x0, _, x1, y1 = mark_sprite(width=1280, height=720).box
    assert x0 > 1280 * 0.85
    assert y1 < 720 * 0.08
    assert x1 <= 1280
