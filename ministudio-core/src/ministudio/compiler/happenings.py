"""What changes on screen, in words: mostly how things stand by the end of the shot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.compiler.light import light_words
from ministudio.compiler.people import names
from ministudio.state import changes

if TYPE_CHECKING:
    from ministudio.state.changes import Change
    from ministudio.storyboard.view import View

_SOMEBODY, _SOMETHING, _ELSEWHERE = "somebody out of frame", "something", "elsewhere"
_PEOPLE = frozenset({"enter", "exit", "kill", "revive", "by", "to"})
_PROPS = frozenset({"take", "drop", "bring", "give", "show", "hide", "open", "close", "set"})
_USUAL = {"state": "as usual", "time": "the usual one", "weather": "the usual one", "mood": "even"}
_WORDS: dict[type[Any], str] = {
    changes.Enter: "{enter} comes in",
    changes.Exit: "{exit} leaves the frame",
    changes.Kill: "by the end {kill} is dead",
    changes.Revive: "{revive} comes back to life",
    changes.Wear: "{by} changes into the look “{wear}”",
    changes.Add: "by the end {to} is {add}",
    changes.Clear: "by the end {to} is no longer {clear}",
    changes.Take: "by the end {by} holds {take}",
    changes.Drop: "by the end {by} has put down {drop}",
    changes.Bring: "{by} brings {bring}",
    changes.Give: "by the end {give} has passed from {by} to {to}",
    changes.Show: "{show} comes into sight",
    changes.Hide: "{hide} goes out of sight",
    changes.Open: "by the end {open} is open",
    changes.Close: "by the end {close} is closed",
    changes.Set: "by the end {set} is {state}",
    changes.Place: "the scene moves to the {place}",
    changes.Time: "the hour turns to {time}",
    changes.Weather: "the weather turns to {weather}",
    changes.Mood: "the mood turns {mood}",
}


def change_words(change: Change, view: View) -> str:
    """What happens on screen; nobody who is not in frame is named."""
    if isinstance(change, changes.Light):
        words = light_words(change.light) if change.at in ("", view.place) else ""
        return words and f"the light turns to {words}"
    called = names(view)
    given = {key: _said(key, str(value), called) for key, value in change if value}
    fields = {**_USUAL, **given}
    words = _WORDS[type(change)].format(**fields)
    if fields.get("through"):
        words = f"{words} through {fields['through']}"
    if isinstance(change, (changes.Drop, changes.Bring)) and change.at not in ("", view.place):
        words = f"{words} {_ELSEWHERE}"
    return words


def _said(key: str, value: str, called: dict[str, str]) -> str:
    if key in _PEOPLE:
        return called.get(value, _SOMEBODY)
    if key in _PROPS or key == "through":
        return called.get(value, _SOMETHING)
    return value.replace("_", " ").replace("-", " ") if key in ("place", "wear") else value
