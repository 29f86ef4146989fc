from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ministudio.builtin.animatic.timing import captions_of, speech_of, spread
from ministudio.storyboard.view import Line, View


@given(
    st.lists(st.text(min_size=1, max_size=120), max_size=8),
    st.integers(2, 1500),
    st.sampled_from([12.0, 24.0, 25.0, 60.0]),
)
def test_lines_come_one_after_the_other_inside_the_shot(
    texts: list[str], frames: int, fps: float
) -> None:
    spans = spread(texts, frames=frames, fps=fps)
    assert len(spans) == len(texts)
    for start, end in spans:
        assert 0 <= start < end <= frames
    for (start, _), (later, _) in itertools.pairwise(spans):
        assert start <= later


def test_a_longer_line_stays_longer() -> None:
    (a, b), (c, d) = spread(["Yes.", "That is not at all what I meant to say."], frames=240, fps=24)
    assert d - c > b - a


def test_captions_name_the_speaker_and_speech_moves_that_mouth() -> None:
    view = View(
        say=(Line("mira", "You left at five."), Line("jo", "Twelve past."), Line("mira", "So?")),
        narration="Evening.",
        duration=Fraction(8),
    )
    captions, notes = captions_of(view, {"mira": "Mira", "jo": "Jo"}, frames=192, fps=24)
    assert [(c.speaker, c.text) for c in captions] == [
        ("", "Evening."), ("Mira", "You left at five."), ("Jo", "Twelve past."), ("Mira", "So?"),
    ]  # fmt: skip
    assert notes == ()
    speech = speech_of(view, captions)
    assert [span[0] for span in speech["mira"]] == [captions[1].start, captions[3].start]
    assert speech["jo"] == ((captions[2].start, captions[2].end),)
