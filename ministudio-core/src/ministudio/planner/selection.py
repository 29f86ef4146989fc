"""Selectors: which shots of a plan a person means, in the words of `--select`."""

from __future__ import annotations

import difflib
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, get_args

from ministudio.continuity.chains import chain_starts
from ministudio.errors import NotFoundError
from ministudio.interfaces.plan import ShotClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ministudio.interfaces.plan import ShotPlan

TAG = "tag:"
CLASSES = frozenset(name for name in get_args(ShotClass) if name.isalpha())


class Selection:
    """Finds the shots that selectors name.

    A selector is an address, a scene, a shot's id where only one shot has it, a class of the plan
    (`changed`, `new`), or `tag:night` (a glob). `opens+` is the shot with all that depends on it,
    `+opens` with all that it depends on: today the links of its chain.
    """

    def __init__(self, shots: Sequence[ShotPlan], tags: Mapping[str, Sequence[str]]) -> None:
        """Look at the shots of a plan and their tags, by address."""
        self._shots = shots
        self._tags = tags
        self._starts = chain_starts(shot.view for shot in shots)

    def addresses(self, selectors: Iterable[str]) -> frozenset[str]:
        """The addresses of all shots that any of the selectors names.

        Raises:
            NotFoundError: one names nothing in the storyboard.
        """
        return frozenset(
            self._shots[index].address for selector in selectors for index in self._find(selector)
        )

    def _find(self, selector: str) -> set[int]:
        name = selector.removeprefix("+").removesuffix("+")
        found = self._named(name)
        linked = set(found)
        for index in found:
            chain = [i for i, start in enumerate(self._starts) if start == self._starts[index]]
            if selector.endswith("+"):
                linked |= {i for i in chain if i > index}
            if selector.startswith("+"):
                linked |= {i for i in chain if i < index}
        return linked

    def _named(self, name: str) -> set[int]:
        shots = list(enumerate(self._shots))
        if name.startswith(TAG):
            return self._tagged(name.removeprefix(TAG))
        if exact := {i for i, shot in shots if name in (shot.address, shot.scene)}:
            return exact
        if name in CLASSES:
            return {i for i, shot in shots if shot.status == name}
        short = {i for i, shot in shots if _short(shot.address) == name}
        if len(short) > 1:
            several = ", ".join(repr(self._shots[index].address) for index in sorted(short))
            raise NotFoundError(f"several shots are called {name!r}.", hint=f"Choose: {several}.")
        if not short:
            raise NotFoundError(f"the storyboard has no shot {name!r}.", hint=self._suggest(name))
        return short

    def _tagged(self, pattern: str) -> set[int]:
        def holds(shot: ShotPlan) -> bool:
            return any(fnmatchcase(tag, pattern) for tag in self._tags.get(shot.address, ()))

        found = {index for index, shot in enumerate(self._shots) if holds(shot)}
        if not found:
            known = sorted({tag for tags in self._tags.values() for tag in tags})
            raise NotFoundError(
                f"no shot has the tag {pattern!r}.", hint=_closest(pattern, known, TAG)
            )
        return found

    def _suggest(self, name: str) -> str:
        """The nearest address, scene, short id or class, else the addresses there are."""
        addresses = [shot.address for shot in self._shots]
        others = (part for shot in self._shots for part in (shot.scene, _short(shot.address)))
        known = list(dict.fromkeys([*addresses, *others, *sorted(CLASSES)]))
        return _closest(name, known, listed=addresses)


def _short(address: str) -> str:
    return address.rpartition("/")[2]


def _closest(
    name: str, known: Sequence[str], prefix: str = "", *, listed: Sequence[str] | None = None
) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"Did you mean {prefix + close[0]!r}?"
    there = known if listed is None else listed
    return f"It has: {', '.join(there)}." if there else "It has none."
