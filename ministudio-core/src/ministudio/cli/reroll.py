"""`ministudio reroll`: make one more take of a shot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import anyio
import click

from ministudio.cli import boards, console, options
from ministudio.cli.approval import approve
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@click.command("reroll")
@boards.board
@click.argument("shot")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="The seed of the new take.")
@click.option("--draft", is_flag=True, help="On the animatic, whatever the route.")
@click.option("--max-cost", metavar="MONEY", help="Cap of this run, like '5 USD'.")
@click.option("--yes", is_flag=True, help="Do not ask before spending; needs a cap.")
@options.as_json
def command(
    board: Path,
    shot: str,
    seed: int | None,
    draft: bool,
    max_cost: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Make one more take of SHOT and select it; takes are never overwritten."""
    with Project.open(boards.find_board(board)) as project:
        plan = project.plan_reroll(shot, seed=seed, draft=draft, max_cost=max_cost)
        plan.raise_for_findings()
        approve(plan, yes=yes)
        take = anyio.run(partial(project.make_take, shot, plan))
    if as_json:
        console.answer_json({"take": take.model_dump(mode="json")})
        return
    console.answer(f"{take.shot}: take {take.number} (seed {take.seed}), selected.")
    for path in take.files:
        console.answer(str(path))
