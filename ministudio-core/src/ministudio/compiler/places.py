"""Places, hours and weather in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.compiler.english import joined, with_article, words
from ministudio.compiler.wording import listing, pairs, rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ministudio.config import Environment
    from ministudio.storyboard.view import View

_GROUNDS = words("foreground middleground midground background centre center distance")
_SIDES = frozenset({"left", "right"})
# Weather said with an adjective; anything else is a noun: `with heavy rain`.
_ADJECTIVES = words("clear overcast calm fair mild warm hot cold dry humid freezing")


def place_words(view: View) -> str:
    """Where it is: what the place is, what stands where, what holds there."""
    place = view.environment
    if place is None:
        return ""
    arranged = joined(list(_arranged(place.composition)))
    head = ", with ".join(filter(None, [place.location, arranged]))
    others = {key: item for key, item in place.composition.items() if not _is_spot(key, item)}
    rest = listing(
        pairs(others),
        pairs(place.physics),
        rules(place.generation_rules),
        pairs({key: value for key, value in place.identity.items() if value}),
        pairs(_context(place, view)),
    )
    return "; ".join(filter(None, [head, rest]))


def _arranged(composition: Mapping[str, Any]) -> Iterator[str]:
    """What stands where: `a sailing boat in the background`."""
    for key, value in composition.items():
        if _is_spot(key, value):
            where = key.strip().casefold()
            yield f"{with_article(value)} {'on' if where in _SIDES else 'in'} the {where}"


def _is_spot(key: str, value: object) -> bool:
    return isinstance(value, str) and key.strip().casefold() in _GROUNDS | _SIDES


def _context(place: Environment, view: View) -> dict[str, Any]:
    """How the place was when the story began, without what the story has said since."""
    lit = view.lighting.key_lights or view.lighting.fill_lights or view.lighting.rim_lights
    since = {"time_of_day": view.time, "weather": view.weather, "lighting": lit}
    return {
        key: value for key, value in place.current_context.items() if value and not since.get(key)
    }


def time_words(view: View) -> str:
    """The hour and the weather: `it is night, with heavy rain`."""
    weather = _weather(view.weather.strip())
    if view.time and weather:
        return f"it is {view.time.strip()}, with {weather}"
    if view.time:
        return f"it is {view.time.strip()}"
    return f"the weather is {view.weather.strip()}" if weather else ""


def _weather(said: str) -> str:
    last = said.rpartition(" ")[2].casefold()
    adjective = last in _ADJECTIVES or last.endswith("y")
    if not said or "weather" in said.casefold():
        return said
    return f"{said} weather" if adjective else with_article(said)
