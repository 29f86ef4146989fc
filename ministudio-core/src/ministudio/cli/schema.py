"""`ministudio schema`: the JSON Schema of the storyboard file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from ministudio.cli import console
from ministudio.scaffold.storyboard import write_schema
from ministudio.storyboard.schema import schema_text


@click.command("schema")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file.")
def command(output: Path | None) -> None:
    """Write the JSON Schema of the storyboard file (draft 2020-12).

    An editor finds it by the first line of a storyboard:
    # yaml-language-server: $schema=.ministudio/storyboard.schema.json
    """
    if output is None:
        console.answer(schema_text().rstrip())
        return
    write_schema(output)
    console.answer(str(output))
