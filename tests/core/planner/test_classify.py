from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ministudio.interfaces.request import Request
from ministudio.planner.classify import classify
from ministudio.planner.keys import seed_for
from ministudio.planner.stock import Stock
from ministudio.results import Attempt, Clip, Marks, Take
from ministudio.storyboard.view import View

VIEW = View(action="The orb drifts in.", time="dawn", duration=2)
OTHER = VIEW.replace(time="dusk")
REQUEST = Request(
    provider="p", model="m", text="The orb drifts in.", width=64, height=64, fps=24, frames=48
)


def take(identity: str, view: View = VIEW, request: Request = REQUEST, **fields: Any) -> Take:
    clip = Clip(sha256="c" * 64, size=1, width=64, height=64, fps=24, frames=48)
    return Take(
        **{
            "id": identity,
            "shot": "intro",
            "number": 1,
            "grade": "final",
            "basis": view.basis,
            "plan_key": request.plan_key,
            "endpoint": "p",
            "provider": request.provider,
            "model": request.model,
            "clips": (clip,),
            "marks": (Marks(end=48),),
            "created_at": datetime(2026, 1, 1, tzinfo=UTC),
            "run": "r",
            "attempt": "a",
            **fields,
        }
    )


def stock(*takes: Take, **fields: Any) -> Stock:
    views = {VIEW.basis: VIEW.canonical(), OTHER.basis: OTHER.canonical()}
    return Stock(
        takes=takes,
        selected=fields.pop("selected", {("intro", "final"): takes[0].id} if takes else {}),
        view=views.get,
        request=lambda _take: REQUEST.canonical(),
        **fields,
    )


def verdict(
    what: Stock, view: View = VIEW, request: Request = REQUEST, **fields: Any
) -> tuple[str, str, tuple[str, ...]]:
    found = classify(what, address="intro", view=view, request=request, grade="final", **fields)
    return found.status, found.action, found.causes


def test_an_empty_store_makes_everything_new() -> None:
    assert verdict(stock()) == ("new", "make", ())


def test_the_same_view_and_request_are_kept() -> None:
    assert verdict(stock(take("t1"))) == ("kept", "keep", ())


def test_a_changed_view_is_made_and_its_fields_are_named() -> None:
    assert verdict(stock(take("t1")), OTHER) == ("changed", "make", ("time",))


def test_an_undone_edit_comes_from_the_store() -> None:
    shelf = stock(take("t2", OTHER, number=2), take("t1"))
    found = classify(shelf, address="intro", view=VIEW, request=REQUEST, grade="final")
    assert (found.status, found.action, found.take) == ("reuse", "select", "t1")


def test_a_take_of_a_renamed_shot_is_reused() -> None:
    shelf = stock(take("t1", shot="opening"), selected={})
    assert verdict(shelf) == ("reuse", "select", ())


def test_another_request_for_the_same_view_is_kept_unless_told() -> None:
    slower = REQUEST.replace(options={"steps": 40})
    assert verdict(stock(take("t1")), request=slower) == ("rerouted", "keep", ("options",))
    assert verdict(stock(take("t1")), request=slower, remake=True)[1] == "make"
    other = REQUEST.replace(model="n")
    assert verdict(stock(take("t1")), request=other) == ("rerouted", "keep", ("m → n",))


def test_an_approved_take_goes_stale_only_with_its_view() -> None:
    shelf = stock(take("t1"), approved={"intro": "t1"})
    assert verdict(shelf, request=REQUEST.replace(model="n")) == ("kept", "keep", ())
    assert verdict(shelf, OTHER)[0] == "changed"


def test_a_previz_never_satisfies_a_final_route() -> None:
    shelf = stock(take("t1", grade="previz"), selected={("intro", "previz"): "t1"})
    found = classify(shelf, address="intro", view=VIEW, request=REQUEST, grade="final")
    assert (found.status, found.notes) == ("new", ("has previz",))


def test_an_attempt_under_way_is_attached_to() -> None:
    attempt = Attempt(
        id="a1", run="r", shot="intro", take_number=1, grade="final", basis=VIEW.basis,
        plan_key=REQUEST.plan_key, request_digest="d", endpoint="p", provider="p", model="m",
        state="accepted",
    )  # fmt: skip
    found = classify(
        stock(live=[attempt]), address="intro", view=VIEW, request=REQUEST, grade="final"
    )
    assert (found.status, found.action, found.attempt) == ("in flight", "attach", "a1")
    assert verdict(stock(live=[attempt]), OTHER)[0] == "new"


def test_take_numbers_go_on_and_seeds_come_from_view_and_number() -> None:
    shelf = stock(take("t1"), take("t2", number=2))
    assert shelf.next_number("intro", "final") == 3
    assert shelf.next_number("intro", "previz") == 1
    assert seed_for(VIEW.basis, 1) == seed_for(VIEW.basis, 1)
    assert len({seed_for(VIEW.basis, 1), seed_for(VIEW.basis, 2), seed_for(OTHER.basis, 1)}) == 3
    assert 0 <= seed_for(VIEW.basis, 1) < 2**31
