"""The shelf of a shot: its takes, and which of them a person means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.config.base import Model
from ministudio.errors import NotFoundError
from ministudio.results import Take

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.store import Store


class ShelvedTake(Model):
    """A take with what a person decided: whether the film uses it, and whether it is pinned.

    `shot` is where it is used: a take of another shot may serve where the same is shown.
    """

    shot: str
    take: Take
    selected: bool = False
    approved: bool = False


def shelve(store: Store, shots: Sequence[str]) -> list[ShelvedTake]:
    """The takes of these shots in their order, oldest first; a shot's loan from another is last."""
    chosen, approved = store.selected(), store.approved()
    every = {take.id: take for take in store.takes()}
    found = []
    for shot in shots:
        selected = {chosen.get((shot, "final")), chosen.get((shot, "previz"))} - {None}
        own = [take for take in every.values() if _is_own(store, take, shot)]
        lent = [every[one] for one in selected if one in every and every[one] not in own]
        found += [
            ShelvedTake(
                shot=shot,
                take=take,
                selected=take.id in selected,
                approved=approved.get(shot) == take.id,
            )
            for take in [*own, *lent]
        ]
    return found


def find(store: Store, shot: str, wanted: str) -> Take:
    """The take of a shot that a number, an id or its beginning names; "" is the selected one.

    Where a previz and a final take have the same number, the final one is meant.

    Raises:
        NotFoundError: there is none.
    """
    chosen = store.selected()
    every = {take.id: take for take in store.takes()}
    if not wanted:
        selected = [chosen.get((shot, "final"), ""), chosen.get((shot, "previz"), "")]
        found = [every[one] for one in selected if one in every]
    elif wanted in every:
        found = [every[wanted]]
    else:
        own = [take for take in every.values() if _is_own(store, take, shot)]
        numbered = [take for take in own if str(take.number) == wanted]
        found = sorted(numbered, key=lambda take: take.grade)  # final before previz
        found = found or [take for take in own if take.id.startswith(wanted)]
    if found:
        return found[0]
    own = [take for take in every.values() if _is_own(store, take, shot)]
    raise NotFoundError(_missing(shot, wanted), hint=_hint(own))


def _is_own(store: Store, take: Take, shot: str) -> bool:
    return take.project == store.project and take.shot == shot


def _missing(shot: str, wanted: str) -> str:
    return f"{shot!r} has no take {wanted!r}." if wanted else f"{shot!r} has no selected take."


def _hint(own: Sequence[Take]) -> str:
    if not own:
        return "It has none yet: `ministudio run` makes one."
    return "It has: " + ", ".join(f"{take.number} ({take.grade}, {take.id})" for take in own) + "."
