"""Causes: which change made the world what it is, for words such as "mira left in street"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ministudio.state import changes
from ministudio.state.rules import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.state.changes import Change
    from ministudio.state.rules import Kind
    from ministudio.state.world import WorldState

_OF_WORLD: tuple[Kind, ...] = ("place", "time", "weather", "mood")
_OF_PEOPLE: tuple[Kind, ...] = ("present", "look", "conditions", "alive")
_OF_PROPS: tuple[Kind, ...] = ("state", "held_by", "at", "hidden")

_PAST: dict[type[Any], str] = {
    changes.Enter: "{enter!r} came in",
    changes.Exit: "{exit!r} left",
    changes.Kill: "{kill!r} died",
    changes.Revive: "{revive!r} was revived",
    changes.Wear: "{by!r} changed into {wear!r}",
    changes.Add: "{to!r} became {add!r}",
    changes.Clear: "{clear!r} was cleared",
    changes.Take: "{by!r} took it",
    changes.Drop: "{by!r} dropped it",
    changes.Bring: "{by!r} brought it",
    changes.Give: "{by!r} gave it to {to!r}",
    changes.Show: "it was shown",
    changes.Hide: "it was hidden",
    changes.Open: "it was opened",
    changes.Close: "it was closed",
    changes.Set: "it was set to {state!r}",
    changes.Light: "the light changed",
    changes.Place: "the story moved to {place!r}",
    changes.Time: "it became {time}",
    changes.Weather: "the weather became {weather}",
    changes.Mood: "the mood became {mood}",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a fact so, in words, and the path in the storyboard where it says so."""

    text: str
    path: tuple[str | int, ...]


class Causes:
    """The newest cause of each fact."""

    def __init__(self) -> None:
        self._known: dict[Fact, Cause] = {}

    def __getitem__(self, fact: Fact) -> Cause | None:
        return self._known.get(fact)

    def note(self, before: WorldState, after: WorldState, cause: Cause) -> None:
        """Hold `cause` responsible for every fact that differs between two states."""
        for fact in touched(before, after):
            self._known[fact] = cause

    def set(self, fact: Fact, cause: Cause) -> None:
        """Hold `cause` responsible for one fact."""
        self._known[fact] = cause


def touched(before: WorldState, after: WorldState) -> Iterator[Fact]:
    """The facts of places, people and props that differ between two states of a story."""
    yield from (Fact(kind) for kind in _OF_WORLD if getattr(before, kind) != getattr(after, kind))
    for several, kinds in (("people", _OF_PEOPLE), ("props", _OF_PROPS)):
        old, new = getattr(before, several), getattr(after, several)
        if old is new:
            continue
        for key, status in new.items():
            was = old[key]
            if was is not status:
                differing = (kind for kind in kinds if getattr(was, kind) != getattr(status, kind))
                yield from (Fact(kind, key) for kind in differing)


def told(change: Change) -> str:
    """A change in the past tense: `'mira' left`."""
    return _PAST[type(change)].format_map(_fields(change))


def quoted(change: Change) -> str:
    """A change as the author writes it: `{give: receipt, by: jordan, to: mira}`."""
    rows = (f"{key}: {value}" for key, value in _fields(change).items() if value != "")
    if isinstance(change, changes.Light):
        rows = (row for row in ("light: {…}", f"at: {change.at}" if change.at else "") if row)
    return f"{{{', '.join(rows)}}}"


def _fields(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in type(change).model_fields}
