"""The stock: what the store already has, indexed for planning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import Grade
    from ministudio.results import Attempt, Take

Stored = Mapping[str, Any] | None


def _nothing(_key: object) -> None:
    return None


class Stock:
    """Takes, selections, approvals and live attempts, found in constant time.

    `view` looks up the stored view of a basis and `request` the stored request of a take, as
    canonical JSON; both answer None for what is not known.
    """

    def __init__(
        self,
        *,
        takes: Iterable[Take] = (),
        selected: Mapping[tuple[str, Grade], str] | None = None,
        approved: Mapping[str, str] | None = None,
        live: Iterable[Attempt] = (),
        view: Callable[[str], Stored] = _nothing,
        request: Callable[[Take], Stored] = _nothing,
    ) -> None:
        self._takes = {take.id: take for take in takes}
        self._selected = dict(selected or {})
        self._approved = dict(approved or {})
        self.view, self.request = view, request
        self._made: dict[tuple[str, str], list[Take]] = defaultdict(list)
        self._numbers: dict[tuple[str, str], int] = defaultdict(int)
        for take in self._takes.values():
            self._made[take.basis, take.plan_key].append(take)
            at = take.shot, take.grade
            self._numbers[at] = max(self._numbers[at], take.number)
        self._live = {(one.shot, one.basis, one.plan_key): one for one in live}

    def selected(self, shot: str, grade: Grade) -> Take | None:
        """The selected take of a shot in a grade."""
        return self._takes.get(self._selected.get((shot, grade), ""))

    def approved(self, shot: str) -> str | None:
        """The id of the take that a person pinned."""
        return self._approved.get(shot)

    def made(self, basis: str, plan_key: str, grade: Grade) -> Take | None:
        """The newest take of exactly this view and request, of whatever shot and number."""
        takes = [take for take in self._made.get((basis, plan_key), ()) if take.grade == grade]
        return max(takes, key=lambda take: (take.created_at, take.number), default=None)

    def live(self, shot: str, basis: str, plan_key: str) -> Attempt | None:
        """The attempt under way for this very request."""
        return self._live.get((shot, basis, plan_key))

    def next_number(self, shot: str, grade: Grade) -> int:
        """The number of the shot's next take."""
        return self._numbers.get((shot, grade), 0) + 1
