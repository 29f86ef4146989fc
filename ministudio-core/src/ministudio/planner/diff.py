"""Differences between two views, named as an author would: `lighting.key_lights[0].color`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MOST_CAUSES = 4


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Paths of the fields in which two canonical views differ; at most a few, then a count.

    Items of a list that carry an `id` are matched by it, other items by position.
    """
    paths = list(dict.fromkeys(_walk(before, after, "")))
    if len(paths) <= MOST_CAUSES:
        return tuple(paths)
    return (*paths[: MOST_CAUSES - 1], f"{len(paths) - MOST_CAUSES + 1} more")


def _walk(before: Any, after: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            yield from _walk(before.get(key), after.get(key), f"{path}.{key}" if path else key)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _walk_lists(before, after, path)
    else:
        yield path


def _walk_lists(before: list[Any], after: list[Any], path: str) -> Iterator[str]:
    if _have_ids(before) and _have_ids(after):
        old, new = ({item["id"]: item for item in items} for items in (before, after))
        if list(old) != list(new) and set(old) == set(new):
            yield f"{path} (order)"
        for key in dict.fromkeys([*old, *new]):
            yield from _walk(old.get(key), new.get(key), f"{path}.{key}")
        return
    if len(before) != len(after):
        yield path
        return
    for index, (old_item, new_item) in enumerate(zip(before, after, strict=True)):
        yield from _walk(old_item, new_item, f"{path}[{index}]")


def _have_ids(items: list[Any]) -> bool:
    return all(isinstance(item, Mapping) and "id" in item for item in items)
