"""`ministudio run`: make what the plan says and join it into the film."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import click

from ministudio.cli import boards, console, options
from ministudio.cli.approval import approve
from ministudio.cli.progress import watcher
from ministudio.cli.stitch import INCOMPLETE, show
from ministudio.planner.saved import is_plan, read_plan
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.orchestrator import Run
    from ministudio.planner.plan import Plan
    from ministudio.results import Film, RunResult


@click.command("run")
@boards.board
@boards.plan_options
@click.option("--fill", type=click.Choice(["previz"]), help="Let previz takes stand in.")
@click.option("--yes", is_flag=True, help="Do not ask before spending; needs a cap.")
@options.as_json
@click.pass_context
def command(
    context: click.Context,
    /,
    board: Path,
    fill: str | None,
    yes: bool,
    as_json: bool,
    **chosen: Any,  # noqa: ANN401 - the options of boards.plan_options
) -> None:
    """Make the shots of BOARD that are new or changed, and join all into the film.

    The path of the film is the last line of the answer. Ctrl-C stops safely; the same command
    goes on. On paid models the plan is shown and you are asked first; a plan that
    `ministudio plan -o PLAN.json` kept may stand for BOARD, and is done as it is, unasked.
    """
    kept = board if is_plan(board) else None
    if kept and any(chosen.values()):
        raise click.UsageError("A kept plan is run as it is: give its options to ministudio plan.")
    with Project.open(_board_of(kept) if kept else boards.find_board(board)) as project:
        plan = project.load_plan(kept) if kept else project.plan(**chosen)
        plan.raise_for_findings()
        if not kept:
            approve(plan, yes=yes)
        result, film = anyio.run(_run, project, plan, bool(fill), as_json)
    _tell(result)
    show(film, as_json=as_json)
    context.exit(result.exit_code or (0 if film.complete else INCOMPLETE))


def _board_of(plan: Path) -> Path:
    """The storyboard that a kept plan is bound to."""
    return boards.find_board(plan.parent / read_plan(plan).file)


async def _run(project: Project, plan: Plan, fill: bool, as_json: bool) -> tuple[RunResult, Film]:
    watch = watcher(plan, as_json=as_json)
    run = project.run(plan)
    try:
        with watch:
            async with run:
                async for event in run:
                    watch.see(event)
                result = await run.wait()
            film = await project.stitch(plan=_after(project, plan), fill=fill, progress=watch.film)
    finally:
        _still_billing(run)
    return result, film


def _after(project: Project, plan: Plan) -> Plan:
    """The plan as the store stands now, for the same routes."""
    return project.plan(draft=plan.draft, use=plan.use, as_of=plan.as_of)


def _tell(result: RunResult) -> None:
    for failure in result.failed:
        console.note(console.paint("✗ ", "error"), f"{failure.shot}: {failure.message}")
        if failure.hint:
            console.note(console.paint(f"  {failure.hint}", "dim"))
    for attempt in result.unknown:
        console.note(
            console.paint("? ", "warning"),
            f"{attempt.shot}: nobody knows whether {attempt.endpoint} accepted it "
            f"(attempt {attempt.id}). {attempt.message}",
        )


def _still_billing(run: Run) -> None:
    for attempt in run.interrupted:
        console.note(
            console.paint("! ", "warning"),
            f"{attempt.shot}: {attempt.endpoint} goes on and bills up to {attempt.reserved}; "
            "the same command picks it up.",
        )
