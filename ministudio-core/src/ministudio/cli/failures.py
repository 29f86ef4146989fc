"""What the command line says when something failed: what, where, what to do. No traceback."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from ministudio.cli import console
from ministudio.errors import MinistudioError

INTERRUPTED = 130


def report(error: BaseException, *, as_json: bool, debug: bool) -> int:
    """Tell the user about `error` and return the exit code.

    With `as_json` the envelope goes to stdout, on one line: it is the answer.
    """
    error = _leaf(error)
    if isinstance(error, (click.exceptions.Exit, SystemExit)):
        code = error.exit_code if isinstance(error, click.exceptions.Exit) else error.code
        return code if isinstance(code, int) else int(code is not None)
    if isinstance(error, BrokenPipeError):
        return _hang_up()
    if debug:
        _show_origin(error)
    envelope, exit_code = _envelope(error)
    if as_json:
        console.answer_json({"error": envelope}, line=True)
    elif isinstance(error, click.UsageError):
        error.show()
    else:
        _write(envelope, debug=debug)
    return exit_code


def _envelope(error: BaseException) -> tuple[dict[str, Any], int]:
    """The error as JSON values, and the exit code."""
    if isinstance(error, MinistudioError):
        fields = {"code": error.code, "message": error.message, "hint": error.hint}
        return fields | _details(error), error.exit_code
    if isinstance(error, click.ClickException):
        message = error.format_message()
        return {"code": "usage", "message": message, "hint": ""}, error.exit_code
    if isinstance(error, (KeyboardInterrupt, click.exceptions.Abort)):
        hint = "Nothing that was finished is lost; the same command goes on."
        return {"code": "interrupted", "message": "Interrupted.", "hint": hint}, INTERRUPTED
    message = f"Unexpected {type(error).__name__}: {error}"
    hint = "Run again with --debug to see where it came from."
    return {"code": "unexpected", "message": message, "hint": hint}, 1


def _details(error: MinistudioError) -> dict[str, Any]:
    """The typed fields of an error: `file`, `line`, `kind`, ..."""
    known = {"message", "hint", "exit_code"}
    return {name: _plain(value) for name, value in vars(error).items() if name not in known}


def _plain(value: object) -> object:
    """A field as a JSON value; what is none is written as text."""
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, (str, int, float, type(None))):
        return value
    return str(value)


def _write(envelope: dict[str, Any], *, debug: bool) -> None:
    first, *rest = str(envelope["message"]).splitlines() or [""]
    console.note(console.paint("Error: ", "error"), first)
    for line in rest:
        console.note(line)
    if envelope["hint"] and not (debug and envelope["code"] == "unexpected"):
        console.note(envelope["hint"])


def _leaf(error: BaseException) -> BaseException:
    """The error inside task groups that hold only one; an interruption before all others."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    leaves = [_leaf(inner) for inner in error.exceptions]
    for leaf in leaves:
        if isinstance(leaf, KeyboardInterrupt):
            return leaf
    named = [leaf for leaf in leaves if isinstance(leaf, MinistudioError)]
    return (named or leaves)[0]


def _show_origin(error: BaseException) -> None:
    import traceback

    console.note("".join(traceback.format_exception(error)).rstrip())


def _hang_up() -> int:
    """The reader of our output left (`| head`): be silent, also when Python flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
