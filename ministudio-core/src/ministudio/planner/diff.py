"""Differences between two views, named as an author would: `lighting.key_lights[0].color`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MOST_CAUSES = 4

Difference = tuple[str, Any, Any]
"""A path, and what stood and stands there; None where there was or is nothing."""


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Paths of the fields in which two canonical views differ; at most a few, then a count.

    Items of a list that carry an `id` are matched by it, other items by position.
    """
    paths = list(dict.fromkeys(path for path, _, _ in differences(before, after)))
    if len(paths) <= MOST_CAUSES:
        return tuple(paths)
    return (*paths[: MOST_CAUSES - 1], f"{len(paths) - MOST_CAUSES + 1} more")


def differences(before: Any, after: Any, path: str = "") -> Iterator[Difference]:  # noqa: ANN401 - any JSON
    """Every place where two values of JSON differ, the deepest that names it."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            inner = f"{path}.{key}" if path else key
            yield from differences(before.get(key), after.get(key), inner)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _between_lists(before, after, path)
    else:
        yield path, before, after


def _between_lists(before: list[Any], after: list[Any], path: str) -> Iterator[Difference]:
    if _have_ids(before) and _have_ids(after):
        old, new = ({item["id"]: item for item in items} for items in (before, after))
        if list(old) != list(new) and set(old) == set(new):
            yield f"{path} (order)", list(old), list(new)
        for key in dict.fromkeys([*old, *new]):
            yield from differences(old.get(key), new.get(key), f"{path}.{key}")
        return
    if len(before) != len(after):
        yield path, before, after
        return
    for index, (old_item, new_item) in enumerate(zip(before, after, strict=True)):
        yield from differences(old_item, new_item, f"{path}[{index}]")


def _have_ids(items: list[Any]) -> bool:
    return all(isinstance(item, Mapping) and "id" in item for item in items)
