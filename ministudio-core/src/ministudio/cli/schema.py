"""`ministudio schema`: the JSON Schema of the storyboard file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from ministudio.cli import console
from ministudio.planner.saved import plan_schema_text
from ministudio.scaffold.storyboard import write_schema
from ministudio.storyboard.schema import schema_text


@click.command("schema")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file.")
@click.option("--plan", is_flag=True, help="The schema of `plan --json` instead.")
def command(output: Path | None, plan: bool) -> None:
    """Write the JSON Schema of the storyboard file, or of a plan (draft 2020-12).

    An editor finds it by the first line of a storyboard:
    # yaml-language-server: $schema=.ministudio/storyboard.schema.json
    """
    text = plan_schema_text() if plan else schema_text()
    if output is None:
        console.answer(text.rstrip())
        return
    write_schema(output, text)
    console.answer(str(output))
