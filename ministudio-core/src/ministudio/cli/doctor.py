"""`ministudio doctor`: look at this machine and say what is missing, and what to do about it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ministudio.cli import console, machine, options
from ministudio.cli.providers import keys_found
from ministudio.plugins import HealthCheck, load_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ministudio.plugins import Registry

MARKS = {"ok": ("✓", "ok"), "warning": ("!", "warning"), "failed": ("✗", "error")}


@click.command("doctor")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@options.as_json
def command(folder: Path, as_json: bool) -> None:
    """Look at this machine, the installed plugins and FOLDER, where the films are to be made.

    Exits with 1 when something does not work. No network is used.
    """
    logging.getLogger("ministudio.plugins").setLevel(logging.ERROR)  # listed below
    found = [*machine.look(folder), *_plugins(load_registry())]
    failed = any(check.state == "failed" for check in found)
    if as_json:
        lines = [
            {"name": c.name, "state": c.state, "detail": c.detail, "hint": c.hint} for c in found
        ]
        console.answer_json({"ok": not failed, "checks": lines})
    else:
        _show(found)
    raise click.exceptions.Exit(int(failed))


def _plugins(registry: Registry) -> Iterator[HealthCheck]:
    # These two come first: they may find a broken plugin.
    said = [check for _plugin, check in registry.health()]
    registry.all_models()
    for plugin in registry.plugins:
        name = f"plugin {plugin.name}"
        if plugin.state == "broken":
            yield HealthCheck(name, "failed", plugin.reason, f"Module: {plugin.module}")
        elif plugin.state == "active":
            yield HealthCheck(name, "ok", f"{plugin.distribution} {plugin.version}")
    for catalog in registry.catalogs:
        for name, claim in sorted(catalog.conflicts.items()):
            plugins = " and ".join(str(entry.plugin) for entry in claim)
            yield HealthCheck(f"{catalog.noun} {name}", "failed", f"claimed by {plugins}")
    for entry in registry.providers:
        for variable, is_set in keys_found(entry.spec).items():
            state = "is set" if is_set else f"is not set: {entry.spec.name} cannot be used"
            yield HealthCheck(variable, "ok" if is_set else "warning", state)
    yield from said


def _show(found: Iterable[HealthCheck]) -> None:
    rows = []
    for check in found:
        mark, style = MARKS[check.state]
        rows.append([console.paint(mark, style), check.name, check.detail])
        if check.hint and check.state != "ok":
            rows.append(["", "", console.paint(check.hint, "dim")])
    for line in console.table(("", "", ""), rows)[1:]:
        console.answer(line)
