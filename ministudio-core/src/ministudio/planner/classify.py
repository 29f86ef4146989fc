"""The class of a shot: the difference between what the storyboard wants and the store has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.config.base import Model
from ministudio.interfaces.plan import Action, ShotClass
from ministudio.planner.diff import changed_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.interfaces.capabilities import Grade
    from ministudio.interfaces.request import Request
    from ministudio.planner.stock import Stock
    from ministudio.results import Take
    from ministudio.storyboard.view import View

OTHER: dict[Grade, Grade] = {"final": "previz", "previz": "final"}


class Verdict(Model):
    """Class and action of a shot, with the changed fields and the take or attempt concerned."""

    status: ShotClass
    action: Action
    causes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    take: str | None = None
    attempt: str | None = None
    approved: bool = False


def classify(
    stock: Stock,
    *,
    address: str,
    view: View,
    request: Request,
    grade: Grade,
    remake: bool = False,
) -> Verdict:
    """The first class of product order that fits: in flight, kept, reuse, new, changed, rerouted.

    `remake` makes a rerouted shot again instead of keeping its take.
    """
    basis, key = view.basis, request.plan_key
    if attempt := stock.live(address, basis, key):
        return Verdict(status="in flight", action="attach", attempt=attempt.id)
    take = stock.selected(address, grade)
    pinned = take is not None and stock.approved(address) == take.id
    if take and take.basis == basis and (pinned or take.plan_key == key):
        return Verdict(status="kept", action="keep", take=take.id, approved=pinned)
    if other := stock.made(basis, key, grade):
        return Verdict(status="reuse", action="select", take=other.id, notes=(_where(other),))
    if take is None:
        previz = stock.selected(address, OTHER[grade]) if grade == "final" else None
        return Verdict(status="new", action="make", notes=("has previz",) if previz else ())
    return _stale(stock, take, view=view, request=request, remake=remake)


def _stale(stock: Stock, take: Take, *, view: View, request: Request, remake: bool) -> Verdict:
    """The class of a shot whose selected take is not quite what is wanted now."""
    if take.basis != view.basis:
        causes = _changed(stock.view(take.basis), view)
        return Verdict(status="changed", action="make", causes=causes)
    causes = _rerouted(stock.request(take), request, take)
    if remake:
        return Verdict(status="rerouted", action="make", causes=causes)
    return Verdict(status="rerouted", action="keep", causes=causes, take=take.id, notes=("kept",))


def _where(take: Take) -> str:
    return f"take {take.number} of {take.shot}"


def _changed(stored: Mapping[str, Any] | None, view: View) -> tuple[str, ...]:
    return changed_fields(stored, view.canonical()) if stored is not None else ()


def _rerouted(stored: Mapping[str, Any] | None, request: Request, take: Take) -> tuple[str, ...]:
    if take.model != request.model:
        return (f"{take.model} → {request.model}",)
    fields = changed_fields(stored, request.canonical()) if stored is not None else ()
    return tuple(field for field in fields if field not in ("seed", "take")) or ("settings",)
