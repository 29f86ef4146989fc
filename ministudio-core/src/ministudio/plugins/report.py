"""What `ministudio plugins` says: one row for each plugin, and the names that two of them claim."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.plugins.manager import Plugin
    from ministudio.plugins.registry import Registry


@dataclass(frozen=True, slots=True)
class Row:
    """One plugin. `offers` are the names it serves; `state` is active, off or broken."""

    plugin: str
    distribution: str
    version: str
    hooks: tuple[str, ...]
    offers: tuple[str, ...]
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name that several plugins claim, and that none of them serves therefore."""

    kind: str
    name: str
    claimed_by: tuple[str, ...]


def rows(registry: Registry) -> tuple[Row, ...]:
    """One row for each plugin found, the built-ins first."""
    return tuple(_row(registry, plugin) for plugin in registry.plugins)


def conflicts(registry: Registry) -> tuple[Conflict, ...]:
    """Every disabled name."""
    return tuple(
        Conflict(catalog.noun, name, tuple(str(entry.plugin) for entry in claim))
        for catalog in registry.catalogs
        for name, claim in sorted(catalog.conflicts.items())
    )


def as_json(registry: Registry) -> dict[str, Any]:
    """The report as JSON values."""
    return {
        "plugins": [asdict(row) for row in rows(registry)],
        "conflicts": [asdict(conflict) for conflict in conflicts(registry)],
    }


def _row(registry: Registry, plugin: Plugin) -> Row:
    return Row(
        plugin=plugin.name,
        distribution=plugin.distribution,
        version=plugin.version,
        hooks=plugin.hooks,
        offers=tuple(_offers(registry, plugin)),
        state=plugin.state,
        reason=plugin.reason,
    )


def _offers(registry: Registry, plugin: Plugin) -> Iterator[str]:
    for catalog in registry.catalogs:
        for entry in catalog:
            if entry.plugin is plugin:
                yield f"{catalog.noun} {entry.spec.name}"
