"""The command `ministudio`: finds a command's module by name, and turns errors into answers.

`ministudio --help` imports click and this file, no command and no plugin.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import TYPE_CHECKING

import click

import ministudio
from ministudio.cli import console
from ministudio.cli.failures import report

if TYPE_CHECKING:
    from collections.abc import Sequence

# Command -> one line for `--help`. Each lives in the module of its name, as `command`.
COMMANDS = {
    "new": "Make a folder with a storyboard that runs at once, no key needed.",
    "check": "Read a storyboard and say what is wrong with it, and where.",
    "schema": "The JSON Schema of the storyboard file, for editors.",
    "plan": "What a run would make, on which model and why, for how much.",
    "prompt": "What a shot says to its model: facts, length, what was left out.",
    "run": "Make what the plan says and join it into the film.",
    "stitch": "Join the selected takes into the film.",
    "reroll": "Make one more take of a shot.",
    "takes": "What was made of a shot; --select says which take the film uses.",
    "approve": "Pin a take: only a change of what the shot shows makes it again.",
    "diff": "What changed since the takes were made, field by field.",
    "cost": "What was spent, is in flight, and is left.",
    "status": "Who runs the project, and what is under way or unknown.",
    "watch": "Look on while another process runs the project.",
    "cancel": "Give up what is under way for a shot.",
    "resolve": "Say what became of a send whose outcome is unknown.",
    "gc": "Make room: remove half files and files of no take.",
    "state": "The world before and after each shot.",
    "plugins": "What is installed, what it adds, and why it does not work.",
    "providers": "Backends and their models: what they make and what it costs.",
    "doctor": "Look at this machine: Python, disk, codecs, fonts, plugins, keys.",
}
GUIDE = """Start with:  ministudio new my-film && ministudio run my-film

Exit codes: 0 done, 1 failed, 2 usage or invalid or blocked, 3 plan has changes
(--detailed-exitcode), 4 stopped by budget, 5 needs a person, 6 refused by a
provider's policy, 130 interrupted.
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ministudio.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"There is no command {args[0]!r}.{_suggest(args[0])}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        formatter.write(f"\n{GUIDE}")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(ministudio.__version__, prog_name="ministudio")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where an error came from.")
def cli() -> None:
    """Turn a storyboard into one finished film, shot by shot, on any video model."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. `--debug` may stand anywhere."""
    console.allow_any_encoding()
    if arguments is None:
        _be_quick()
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    try:
        result = cli.main(words, prog_name="ministudio", standalone_mode=False)
    except BaseException as error:  # noqa: BLE001 - the last stop: every error becomes an answer
        return report(error, as_json="--json" in words, debug=debug)
    return result if isinstance(result, int) else 0


def _be_quick() -> None:
    """Tune a process that is ours alone and short-lived: a sixth of the CPU of `plan`."""
    gc.set_threshold(50_000, 20, 20)  # models hold no cycles; looking for them costs an eighth
    # Pydantic would look through all distributions for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")


def _suggest(name: str) -> str:
    import difflib

    close = difflib.get_close_matches(name, COMMANDS, n=1)
    return f" Did you mean {close[0]!r}?" if close else ""


if __name__ == "__main__":
    sys.exit(main())
