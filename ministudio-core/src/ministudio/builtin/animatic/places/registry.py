"""Words -> the place they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by

from ministudio.builtin.animatic.colours import colour_of
from ministudio.builtin.animatic.places import (
    alley,
    cave,
    desert,
    field,
    forest,
    garden,
    lab,
    library,
    mountains,
    rooftop,
    room,
    sea,
    space,
    street,
    village,
    void,
)
from ministudio.builtin.animatic.places.dressing import phrases_of, read_dressing
from ministudio.builtin.animatic.places.place import Place, Recipe

RECIPES: tuple[Recipe, ...] = tuple(
    recipe
    for module in (
        library,
        room,
        street,
        alley,
        village,
        forest,
        garden,
        rooftop,
        lab,
        sea,
        desert,
        field,
        mountains,
        cave,
        space,
        void,
    )
    for recipe in module.RECIPES
)
"""Every kind of place that words can choose."""
INDOORS, OUTDOORS = room.INTERIOR, field.FIELD
"""What unknown words get."""


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """All that is said about a place, as plain data."""

    id: str
    location: str = "void"
    architecture: str = ""
    fixed: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()
    composition: Mapping[str, object] = made_by(default_factory=dict)


_JOINTS = re.compile(
    r"\b(?:in|at|of|near|by|outside|inside|with|without|under|beneath|below|beside|behind|before"
    r"|above|over|overlooking|facing|opposite|across|along|through|between|among|amid|around|beyond"
    r"|against|into|onto|toward|towards|past|within|next|close|during|after|full|on|off|from|to"
    r"|where|that|which)\b|[,;:()]| - "
)
"""Words after which a place is only told from where it is, or what is near it."""
_VIEW = re.compile(r"\b(?:view|panorama|skyline|vista)\b.*?\bfrom\b(.*)")
"""Where the viewer stands is the place: 'view of the city from a rooftop'."""


def wish_of(name: str, environment: Mapping[str, object]) -> PlaceWish:
    """The wish of an environment's plain data (`location`, `identity`, `composition`)."""
    identity = environment.get("identity")
    known = identity if isinstance(identity, Mapping) else {}
    colours = known.get("base_color_palette", environment.get("base_color_palette"))
    composition = environment.get("composition")
    return PlaceWish(
        id=name,
        location=str(environment.get("location") or "void"),
        architecture=str(
            known.get("architecture_style", environment.get("architecture", "")) or ""
        ),
        fixed=phrases_of(known.get("fixed_elements", environment.get("fixed_elements"))),
        palette=_palette(colours),
        composition=composition if isinstance(composition, Mapping) else {},
    )


def place_for(wish: PlaceWish) -> Place:
    """The place of a wish; equal wishes give equal places."""
    layers = tuple(p for v in wish.composition.values() for p in phrases_of(v))
    recipe = _recipe(wish, layers)
    items, missing = read_dressing(recipe, wish.composition, wish.fixed)
    phrases = (*layers, *wish.fixed, *phrases_of(wish.architecture), wish.location.lower())
    table = recipe.setting.table if any(i.piece.where == "table" for i in items) else None
    setting = recipe.setting
    if table is None and setting.table is not None:
        setting = replace(setting, table=None)
    return Place(
        id=f"{wish.id}/{wish.location}".lower(),
        recipe=recipe,
        location=wish.location,
        words=" . ".join(phrases),
        phrases=phrases,
        palette=wish.palette,
        items=items,
        not_drawn=missing,
        setting=setting,
    )


def _recipe(wish: PlaceWish, layers: tuple[str, ...]) -> Recipe:
    location = wish.location.lower()
    seen_from = _VIEW.search(location)
    told = f"{seen_from.group(1)}, {location}" if seen_from else location
    for text in (*_JOINTS.split(told), wish.architecture.lower()):
        found = _last_named(text)
        if found:
            return found
    if re.search(rf"\b(?:{INDOORS.words})\b", location):
        return INDOORS
    return _last_named(" ".join((*wish.fixed, *layers))) or OUTDOORS


def _last_named(text: str) -> Recipe | None:
    """The recipe whose word comes last: 'rooftop garden' is a garden."""
    best: tuple[int, int] | None = None
    chosen = None
    for recipe in RECIPES:
        for match in re.finditer(rf"\b(?:{recipe.words})\b", text):
            rank = (match.end(), match.end() - match.start())
            if best is None or rank > best:
                best, chosen = rank, recipe
    return chosen


def _palette(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"\s*[,;]\s*", value)
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(c for c in (colour_of(v) for v in value) if c)
