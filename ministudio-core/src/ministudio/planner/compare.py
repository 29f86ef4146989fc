"""Comparing: what changed between the takes in the store and the storyboard as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import JsonValue

from ministudio.config.base import Model
from ministudio.interfaces.plan import ShotClass
from ministudio.planner.diff import differences
from ministudio.planner.gather import read_stock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ministudio.interfaces.plan import PlanRecord, ShotPlan
    from ministudio.planner.stock import Stock
    from ministudio.store import Store

_WORDS = ("text", "negative")
_OF_THE_TAKE = ("seed", "take", "view", *_WORDS)  # not settings: told elsewhere, or not decided


class FieldChange(Model):
    """A field with what it was and is; null where there was or is nothing."""

    field: str
    old: JsonValue = None
    new: JsonValue = None


class ShotDiff(Model):
    """What changed of one shot since its selected take.

    `fields` are what it shows, `settings` what the model is asked for beside the words:
    model, size, frames, options. `old_prompt` and `new_prompt` are the words. All are empty where
    there is no take to compare with.
    """

    shot: str
    status: ShotClass
    take: str | None = None
    number: int | None = None
    approved: bool = False
    fields: tuple[FieldChange, ...] = ()
    settings: tuple[FieldChange, ...] = ()
    old_prompt: str = ""
    new_prompt: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything differs from the selected take."""
        return bool(self.fields or self.settings or self.old_prompt != self.new_prompt)


class BoardDiff(Model):
    """What changed of the shots since their takes; `gone` are shots that only have takes left."""

    shots: tuple[ShotDiff, ...] = ()
    gone: tuple[str, ...] = ()


def compare(plan: PlanRecord, store: Store, *, only: str = "") -> BoardDiff:
    """Compare each shot of a plan (or only one) with its selected take."""
    stock = read_stock(store)
    shots = [shot for shot in plan.shots if only in ("", shot.address)]
    known = {shot.address for shot in plan.shots}
    gone = {shot for shot, _ in store.selected() if shot not in known}
    return BoardDiff(
        shots=tuple(_compare(shot, stock) for shot in shots),
        gone=() if only else tuple(sorted(gone)),
    )


def _compare(shot: ShotPlan, stock: Stock) -> ShotDiff:
    take = stock.selected(shot.address, shot.route.grade) if shot.route else None
    if take is None:
        return ShotDiff(shot=shot.address, status=shot.status)
    view, request = stock.view(take.basis), stock.request(take)
    wanted = shot.request.canonical() if shot.request else {}
    asked = request if request is not None and wanted else wanted
    return ShotDiff(
        shot=shot.address,
        status=shot.status,
        take=take.id,
        number=take.number,
        approved=stock.approved(shot.address) == take.id,
        fields=tuple(_changes(view, shot.view.canonical()) if view is not None else ()),
        settings=tuple(_changes(_settings(asked), _settings(wanted))),
        old_prompt=_words(asked),
        new_prompt=_words(wanted),
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for path, old, new in differences(before, after):
        yield FieldChange(field=path, old=old, new=new)


def _settings(request: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in request.items() if key not in _OF_THE_TAKE}


def _words(request: Mapping[str, Any]) -> str:
    text, negative = (str(request.get(name, "")) for name in _WORDS)
    return f"{text}\nNot: {negative}" if negative else text
