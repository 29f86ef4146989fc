from __future__ import annotations

from ministudio.continuity.chains import chain_starts
from ministudio.storyboard.view import View

A, B = View(place="hall", duration=1), View(place="yard", duration=1)


def test_a_continued_shot_belongs_to_the_chain_before_it() -> None:
    on, over = A.replace(join="continue"), A.replace(join="dissolve")
    assert chain_starts([A, on, on, A, over, on]) == [0, 0, 0, 3, 4, 4]


def test_a_change_of_place_cuts_a_chain() -> None:
    on = B.replace(join="continue")
    assert chain_starts([A, on, on]) == [0, 1, 1]


def test_the_first_shot_continues_nothing() -> None:
    assert chain_starts([A.replace(join="continue")]) == [0]
    assert chain_starts([]) == []
