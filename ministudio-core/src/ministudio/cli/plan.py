"""`ministudio plan`: what a run would make, on which model and why, for how much."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ministudio.cli import boards, console, options
from ministudio.planner.explain import explanation
from ministudio.planner.markdown import to_markdown
from ministudio.planner.render import lines
from ministudio.planner.saved import write_plan
from ministudio.project import Project

if TYPE_CHECKING:
    import datetime

    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.plan import Plan

BLOCKED, CHANGES, OVER_BUDGET = 2, 3, 4


@click.command("plan")
@boards.board
@boards.plan_options
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Plan for this date.")
@click.option("--detailed-exitcode", is_flag=True, help="Exit 3 when a run would do something.")
@click.option("--explain", metavar="SHOT", help="Why this model: candidates, exclusions, votes.")
@click.option("--markdown", is_flag=True, help="A table for a pull request.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Keep the plan, to run it.")
@options.as_json
@click.pass_context
def command(
    context: click.Context,
    /,
    board: Path,
    as_of: datetime.datetime | None,
    detailed_exitcode: bool,
    explain: str | None,
    markdown: bool,
    output: Path | None,
    as_json: bool,
    **chosen: Any,  # noqa: ANN401 - the options of boards.plan_options
) -> None:
    """Show what a run of BOARD would make, keep and spend, and why.

    Nothing is sent anywhere, and nothing is written but the file of -o: `ministudio run PLAN.json`
    does exactly what it says.
    """
    if markdown and as_json:
        raise click.UsageError("--markdown and --json are two answers; choose one.")
    with Project.open(boards.find_board(board)) as project:
        plan = project.plan(as_of=as_of.date() if as_of else None, **chosen)
        if explain:
            _explain(plan[project.moment(explain).address], as_json)
            return
        if output:
            write_plan(plan, output, board=project.path)
    if as_json:
        console.answer_json(plan.model_dump(mode="json"))
    elif markdown:
        console.answer(to_markdown(plan).rstrip())
    else:
        show(plan)
    context.exit(exit_code(plan, detailed=detailed_exitcode))


def _explain(shot: ShotPlan, as_json: bool) -> None:
    """Write how the model of one shot was chosen."""
    if as_json:
        found = shot.reasoning.model_dump(mode="json") if shot.reasoning else None
        route = shot.route.model_dump(mode="json") if shot.route else None
        console.answer_json({"shot": shot.address, "route": route, "reasoning": found})
        return
    for line in explanation(shot):
        console.answer(*(console.paint(span.text, span.style) for span in line))


def show(plan: Plan, *, as_note: bool = False) -> None:
    """Write the plan's table; as a note (on stderr) when it is not the answer."""
    write = console.note if as_note else console.answer
    for line in lines(plan):
        write(*(console.paint(span.text, span.style) for span in line))


def exit_code(plan: Plan, *, detailed: bool = False) -> int:
    """2 when blocked (4 by money alone); 3 for changes when `detailed`; else 0."""
    if plan.errors:
        money = all(finding.code == "budget" for finding in plan.errors)
        return OVER_BUDGET if money else BLOCKED
    return CHANGES if detailed and plan.changes else 0
