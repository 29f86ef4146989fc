from __future__ import annotations

from ministudio.interfaces.findings import Finding, together


def route(shot: str) -> Finding:
    return Finding(level="error", code="route", message="no model can make it.", shot=shot)


def test_what_holds_for_several_shots_is_said_once() -> None:
    other = Finding(level="warning", code="join", message="it is cut.", shot="b")
    told = together([route("a"), other, route("b")])
    assert [str(one) for one in told] == ["a, b: no model can make it.", "b: it is cut."]


def test_many_shots_are_counted() -> None:
    (told,) = together(route(shot) for shot in "abcdefg")
    assert str(told) == "a, b, c and 4 more: no model can make it."


def test_places_in_the_file_stay_apart() -> None:
    here, there = (route("a").replace(at=f"orb.yaml:{line}:3") for line in (4, 9))
    assert together([here, there]) == (here, there)


def test_findings_about_the_film_name_no_shot() -> None:
    film = Finding(level="warning", code="auth", message="a key is missing.")
    assert together([film, film]) == (film,)
