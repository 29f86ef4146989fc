from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import ministudio as package
from ministudio.cli import main as entrance
from ministudio.cli.main import COMMANDS, cli, main
from ministudio.errors import PlanError, ProviderError, RunError, StoryboardError

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Command

HEAVY = {"pydantic", "pluggy", "rich", "numpy", "av", "PIL", "ruamel.yaml", "anyio", "sqlite3"}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Make the command `doctor` raise."""

    def set_up(error: BaseException) -> None:
        def fail(as_json: bool) -> None:
            raise error

        option = click.Option(["--json", "as_json"], is_flag=True)
        command = click.Command("doctor", callback=fail, params=[option])
        monkeypatch.setattr(entrance.LazyGroup, "get_command", lambda *_: command)

    return set_up


def test_help_lists_the_commands_and_the_exit_codes(ministudio: Command) -> None:
    done = ministudio("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for name, line in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert line[:40] in done.stdout
    assert "130 interrupted" in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from ministudio.cli.main import main; main(['--help']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stderr.split())
    assert "ministudio.cli.main" in modules
    assert not HEAVY & modules
    ours = {name for name in modules if name.startswith("ministudio.")}
    assert ours <= {
        "ministudio._lazy",
        "ministudio.cli",
        "ministudio.cli.console",
        "ministudio.cli.failures",
        "ministudio.cli.main",
        "ministudio.errors",
    }


def test_no_command_shows_the_help(ministudio: Command) -> None:
    done = ministudio()
    assert done.returncode == 2
    assert "Commands:" in done.stderr + done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_module_of_its_name(name: str) -> None:
    command = importlib.import_module(f"ministudio.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert command.help


def test_version(ministudio: Command) -> None:
    assert package.__version__ in ministudio("--version").stdout


def test_an_unknown_command_is_compared_with_the_known(ministudio: Command) -> None:
    done = ministudio("plugnis")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no command 'plugnis'. Did you mean 'plugins'?" in done.stderr


def test_an_error_is_one_message_and_its_hint(ministudio: Command) -> None:
    done = ministudio("providers", "local")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: provider 'local' is not installed\n"
        "Install it: pip install ./ministudio-core ./ministudio-local\n"
    )


def test_an_error_as_json_is_the_answer(ministudio: Command) -> None:
    done = ministudio("providers", "animatik", "--json")
    assert (done.returncode, done.stderr) == (2, "")
    assert json.loads(done.stdout) == {
        "schema_version": 1,
        "error": {
            "code": "not_found",
            "message": "there is no provider 'animatik'",
            "hint": "Did you mean 'animatic'?",
        },
    }


def test_a_usage_error_as_json(ministudio: Command) -> None:
    done = ministudio("plugins", "--json", "--nope")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "usage"


def test_the_typed_fields_of_an_error_are_in_the_envelope(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(StoryboardError("unknown key 'povider'", file="a.yaml", line=3, column=5))
    assert main(["doctor", "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error == {
        "code": "storyboard",
        "message": "a.yaml:3:5: unknown key 'povider'",
        "hint": "",
        "file": "a.yaml",
        "line": 3,
        "column": 5,
    }


def test_every_field_of_an_error_can_be_written(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    error = PlanError(("one", "two"))
    error.where = Path("a")  # type: ignore[attr-defined]
    failing(error)
    assert main(["doctor", "--json"]) == 2
    written = json.loads(capsys.readouterr().out)["error"]
    assert (written["messages"], written["where"]) == (["one", "two"], "a")


@pytest.mark.parametrize("place", [["--debug", "doctor"], ["doctor", "--debug"]])
def test_an_unexpected_error_shows_its_origin_only_when_asked(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str], place: list[str]
) -> None:
    failing(ZeroDivisionError("by zero"))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "Error: Unexpected ZeroDivisionError: by zero\n"
        "Run again with --debug to see where it came from.\n"
    )
    assert main(place) == 1
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "Run again" not in said


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.exceptions.Abort()])
def test_interrupted(
    failing: Callable[[BaseException], None],
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
) -> None:
    failing(error)
    assert main(["doctor"]) == 130
    assert "the same command goes on" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error,code",
    [
        (ProviderError("no", kind="refused_input"), 6),
        (ProviderError("no", kind="quota"), 1),
        (BaseExceptionGroup("", [RunError("one shot has no take")]), 1),
        (BaseExceptionGroup("", [ValueError("x"), ProviderError("no", kind="refused_output")]), 6),
        (BaseExceptionGroup("", [RunError("x"), KeyboardInterrupt()]), 130),
        (click.exceptions.Exit(3), 3),
        (SystemExit(5), 5),
    ],
)
def test_exit_codes(
    failing: Callable[[BaseException], None], error: BaseException, code: int
) -> None:
    failing(error)
    assert main(["doctor"]) == code


def test_a_reader_that_leaves_is_no_error() -> None:
    command = f"{sys.executable} -m ministudio.cli.main plugins --json | true"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_a_terminal_without_unicode(ministudio: Command) -> None:
    done = ministudio("plugins", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1].startswith("?  builtin")


def test_a_process_of_its_own_is_tuned_and_a_caller_s_is_left_alone() -> None:
    code = (
        "import gc, os, sys; from ministudio.cli.main import main;"
        "sys.argv = ['ministudio', '--version'];"
        "main(['--version']); before = gc.get_threshold(); main();"
        "print(before[0] < gc.get_threshold()[0], 'PYDANTIC_DISABLE_PLUGINS' in os.environ)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True True"
