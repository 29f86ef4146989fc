"""The records of one kind by name, and the names that two plugins claim."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ministudio.errors import PluginError
from ministudio.plugins.records import Spec
from ministudio.plugins.switches import DISABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ministudio.plugins.manager import Plugin

S = TypeVar("S", bound=Spec)


@dataclass(frozen=True, slots=True)
class Entry(Generic[S]):
    """A record and the plugin it came from."""

    spec: S
    plugin: Plugin


class Catalog(Generic[S]):
    """The records of one kind, by name and alias.

    A name claimed twice is disabled and names both distributions. A name beats an alias, and an
    alias claimed twice is disabled alone.
    """

    def __init__(self, noun: str, found: Iterable[tuple[Plugin, S]]) -> None:
        self.noun = noun
        claims: dict[str, list[Entry[S]]] = {}
        aliases: dict[str, list[Entry[S]]] = {}
        for plugin, spec in found:
            entry = Entry(spec, plugin)
            claims.setdefault(spec.name, []).append(entry)
            for alias in spec.aliases:
                aliases.setdefault(alias, []).append(entry)
        self.entries: dict[str, Entry[S]] = {
            name: claim[0] for name, claim in sorted(claims.items()) if len(claim) == 1
        }
        self.conflicts: dict[str, list[Entry[S]]] = {
            name: claim for name, claim in claims.items() if len(claim) > 1
        }
        self._add_aliases(claims, aliases)

    def _add_aliases(
        self, names: Mapping[str, object], aliases: Mapping[str, list[Entry[S]]]
    ) -> None:
        for alias, claim in aliases.items():
            sound = [entry for entry in claim if entry.spec.name not in self.conflicts]
            if alias in names or not sound:
                continue
            if len(sound) > 1:
                self.conflicts[alias] = sound
            else:
                self.entries[alias] = sound[0]

    def __iter__(self) -> Iterator[Entry[S]]:
        """The entries, each once, sorted by name."""
        return (entry for name, entry in self.entries.items() if name == entry.spec.name)

    def get(self, name: str) -> Entry[S] | None:
        """The entry of a name or alias; None when nothing has it.

        Raises:
            PluginError: when two plugins claim the name.
        """
        if claim := self.conflicts.get(name):
            plugins = " and ".join(str(entry.plugin) for entry in claim)
            raise PluginError(
                f"{self.noun} {name!r} is claimed by {plugins}, so neither is used",
                plugin=claim[-1].plugin.name,
                hint=f"Uninstall one, or set {DISABLE}={claim[-1].plugin.name}.",
            )
        return self.entries.get(name)

    def suggest(self, name: str) -> str:
        """What may have been meant by `name`, as a sentence."""
        if close := difflib.get_close_matches(name, self.entries, n=1):
            return f"Did you mean {close[0]!r}?"
        known = ", ".join(entry.spec.name for entry in self)
        return f"There is: {known}." if known else f"No {self.noun} is installed."
