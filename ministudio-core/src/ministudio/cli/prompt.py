"""`ministudio prompt`: the words for a model, fact by fact, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ministudio.cli import boards, console, options
from ministudio.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.interfaces.compiler import PromptFact
    from ministudio.planner.prompts import PromptReport

TOO_LONG = 2
WIDTH = 9  # of the longest word for a kind of fact


@click.command("prompt")
@boards.board
@click.argument("shot")
@click.option("--model", default="", metavar="GLOB", help="For this endpoint or model instead.")
@options.as_json
@click.pass_context
def command(context: click.Context, board: Path, shot: str, model: str, as_json: bool) -> None:
    """Show what SHOT of BOARD says to its model, and what became of each fact.

    Nothing is sent anywhere. Exit code 2: it does not fit the model.
    """
    with Project.open(boards.find_board(board)) as project:
        prompt = project.prompt(shot, model=model)
    if as_json:
        console.answer_json(prompt.model_dump(mode="json"))
    else:
        _show(prompt)
    context.exit(0 if prompt.fits else TOO_LONG)


def _show(prompt: PromptReport) -> None:
    about = f"  {prompt.model}  dialect {prompt.dialect}  identity {prompt.tier}"
    console.answer(console.paint(prompt.shot, "bold"), console.paint(about, "dim"))
    console.answer(f"  {_length(prompt)}")
    console.answer()
    for fact in prompt.facts:
        console.answer(*_fact(fact))
    console.answer()
    console.answer(prompt.text)
    if prompt.negative:
        console.answer(console.paint("negative: ", "dim"), prompt.negative)
    for field in prompt.not_honoured:
        console.answer(console.paint("! not honoured: ", "warning"), field)


def _length(prompt: PromptReport) -> str:
    if not prompt.limit:
        return f"{prompt.used:,} {prompt.unit}, no limit known"
    about = "about " if prompt.unit == "tokens" else ""
    words = f"{about}{prompt.used:,} of {prompt.limit:,} {prompt.unit}"
    if not prompt.fits:
        return console.paint(f"{words}: too long", "error")
    if prompt.uncertain and prompt.used > prompt.limit:
        return console.paint(f"{words}: only its own tokenizer could tell", "warning")
    return words


def _fact(fact: PromptFact) -> tuple[str, ...]:
    """A mark (`·` optional, `-` left out), what it is about, and its words."""
    mark = "-" if not fact.told else " " if fact.mandatory else "·"
    line = f"{mark} {fact.slot:{WIDTH}}  {fact.text}"
    return (line,) if fact.told else (console.paint(line, "dim"), "  (left out)")
