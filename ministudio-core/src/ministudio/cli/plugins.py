"""`ministudio plugins`: what is installed, what it adds, and why it does not work."""

from __future__ import annotations

import logging

import click

from ministudio.cli import console, options
from ministudio.plugins import load_registry, report

MARKS = {"active": ("✓", "ok"), "off": ("·", "dim"), "broken": ("✗", "error")}
HEADER = ("", "plugin", "distribution", "version", "hooks", "state", "")


@click.command("plugins")
@options.as_json
def command(as_json: bool) -> None:
    """Show every plugin: where it comes from, what it adds, how it stands and why."""
    logging.getLogger("ministudio.plugins").setLevel(logging.ERROR)  # the table says it already
    registry = load_registry()
    if as_json:
        console.answer_json(report.as_json(registry))
        return
    for line in console.table(HEADER, [_cells(row) for row in report.rows(registry)]):
        console.answer(line)
    for conflict in report.conflicts(registry):
        claims = " and ".join(conflict.claimed_by)
        console.answer(
            console.paint("! ", "warning"),
            f"{conflict.kind} {conflict.name!r} is claimed by {claims}: neither is used",
        )


def _cells(row: report.Row) -> list[str]:
    mark, style = MARKS[row.state]
    hooks = (hook.removeprefix("ministudio_").removeprefix("register_") for hook in row.hooks)
    return [
        console.paint(mark, style),
        row.plugin,
        row.distribution,
        row.version,
        ", ".join(hooks),
        console.paint(row.state, style),
        row.reason or ", ".join(row.offers),
    ]
