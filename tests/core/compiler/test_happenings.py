from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ministudio.compiler.happenings import change_words
from ministudio.state import Mood, Set, Time, Weather
from ministudio.storyboard.view import SeenProp, View

VIEW = View(props=(SeenProp(id="slip", what="slip"),), duration=Fraction(2))


@pytest.mark.parametrize("change", [Set("slip", state=""), Time(""), Weather(""), Mood("")])
def test_a_change_back_to_nothing_in_particular_has_words(change: Any) -> None:
    assert change_words(change, VIEW).split()[-1] in ("usual", "one", "even")
