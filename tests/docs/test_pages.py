"""The pages of the documentation as a story that can be played: files, commands, Python.

A fenced block is played in the order of the page, in one folder:

- `yaml` that begins with `version:` has to load as a storyboard;
- `console` lines that begin with `$ ministudio` or `$ python` are run, and what is shown below
  has to come out (stdout and stderr together). A line `…` stands for any lines; `$ echo $?` shows
  the exit code. Times, digests and ids are not compared. Other commands are only shown;
- `python` is run, all blocks of a page in one namespace, `await` allowed.

Comments before a block steer it: `<!-- file: orb.yaml -->` writes the block to a file,
`<!-- edit: orb.yaml: old -> new -->` changes a file, `<!-- skip: reason -->` only shows the block,
`<!-- copy: examples/lantern.yaml -->` brings a file of the repository, and `<!-- run: … -->` runs a
command that the page told its reader to run before.
"""

from __future__ import annotations

import ast
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest

from ministudio.errors import StoryboardError
from ministudio.storyboard import parse_storyboard

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "third_party_provider" / "src"
FENCE = re.compile(
    r"^```(\w*)\n(.*?)^```$|^<!-- (file|edit|skip|copy|run): (.*?) -->$", re.M | re.S
)
CHANGING = (
    (re.compile(r"\b\d\d:\d\d:\d\d\b"), "TIME"),
    (re.compile(r"\b\d{4}-\d\d-\d\d\b"), "DATE"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b"), "ID"),
    (re.compile(r"\b[0-9a-f]{12}(?:[0-9a-f]{52})?\b"), "DIGEST"),
    (re.compile(r"\bseed \d{5,}\b"), "SEED"),
    (re.compile(r"\bin \d+\.\d+s\b"), "in SECONDS"),
)


@dataclass(frozen=True)
class Block:
    """A block of a page. `language` is `edit`, `copy` or `run` for a comment that does so."""

    language: str
    text: str
    line: int
    file: str = ""
    skip: str = ""


def pages() -> list[Path]:
    """The pages that are played."""
    readme = ROOT / "README.md"
    return [*sorted((ROOT / "docs").glob("*.md")), *([readme] if readme.exists() else [])]


def blocks(text: str) -> list[Block]:
    """The blocks of a page in their order."""
    found: list[Block] = []
    marks: dict[str, str] = {}
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        language, content, mark, value = match.groups()
        if mark in ("edit", "copy", "run"):
            found.append(Block(mark, value, line))
        elif mark:
            marks[mark] = value
        else:
            found.append(Block(language, content, line, **marks))
            marks = {}
    return found


async def play(name: str, text: str, folder: Path) -> None:
    """Play a page in an empty folder, which is the current one."""
    names: dict[str, Any] = {"__name__": "page"}
    for block in blocks(text):
        where = f"{name}:{block.line}"
        if block.skip:
            continue
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, "utf-8")
        if block.language == "edit":
            _edit(block.text, folder, where)
        elif block.language == "copy":
            (folder / block.text).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / block.text, folder / block.text)
        elif block.language == "run":
            code, said = run(block.text, folder)
            assert code == 0, f"{where}: `{block.text}` says\n{said}"
        elif block.language == "yaml" and block.text.startswith(("version:", "# yaml-lang")):
            parse_storyboard(block.text, file=where)
        elif block.language == "console":
            _console(block.text, folder, where)
        elif block.language == "python" and not block.file:
            await _python(block.text, names, where)


def _edit(text: str, folder: Path, where: str) -> None:
    name, _, change = text.partition(": ")
    old, _, new = change.partition(" -> ")
    content = (folder / name).read_text("utf-8")
    assert old in content, f"{where}: {name} does not have {old!r}"
    (folder / name).write_text(content.replace(old, new), "utf-8")


async def _python(text: str, names: dict[str, Any], where: str) -> None:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code = compile(text, where, "exec", flags=flags, dont_inherit=True)
    result = eval(code, names)
    if inspect.iscoroutine(result):
        await result


def _console(text: str, folder: Path, where: str) -> None:
    code = 0
    for command, shown in _commands(text):
        if command == "echo $?":
            assert shown.strip() == str(code), f"{where}: the exit code is {code}"
        elif command.startswith(("ministudio ", "python ")):
            code, said = run(command, folder)
            pattern = expected(shown)
            assert re.fullmatch(pattern, normal(said)), f"{where}: `{command}` says\n{said}"


def _commands(text: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ (.*)\n", text, flags=re.M)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command of this Python; its exit code and all that it said."""
    program, *arguments = shlex.split(command)
    module = ["-m", "ministudio.cli.main"] if program == "ministudio" else []
    done = subprocess.run(
        [sys.executable, *module, *arguments],
        cwd=folder,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=240,
    )
    return done.returncode, done.stdout


def normal(text: str) -> str:
    """Text without what differs from run to run."""
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def expected(shown: str) -> str:
    """A pattern for what is shown: a line `…` stands for any lines."""
    lines = normal(shown).splitlines()
    return "\n?".join(r"(?s:.*)" if line == "…" else re.escape(line) for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_does_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINISTUDIO_SIZE", "128x72")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(EXAMPLE))
    monkeypatch.delenv("MINISTUDIO_HOME", raising=False)
    anyio.run(play, page.name, page.read_text("utf-8"), tmp_path)


def test_what_is_shown_may_leave_lines_out() -> None:
    assert re.fullmatch(expected("a\n…\nd 01:02:03"), normal("a\nb\nc\nd 23:59:59"))
    assert re.fullmatch(expected("…\nd"), normal("d"))
    assert not re.fullmatch(expected("a\n…\nd"), normal("b\nd"))
    assert not re.fullmatch(expected("a"), normal("a\nb"))


@pytest.mark.parametrize(
    "wrong",
    [
        "```console\n$ ministudio schemas\n```\n",
        "```console\n$ ministudio --version\nministudio, version 99\n```\n",
        "```console\n$ ministudio --version\n…\n$ echo $?\n1\n```\n",
        "```python\nawait nothing()\n```\n",
        "```python\nassert False\n```\n",
        "```yaml\nversion: 2\nscenes: []\n```\n",
        "<!-- file: a.yaml -->\n```text\na\n```\n<!-- edit: a.yaml: b -> c -->\n",
    ],
)
def test_a_page_that_lies_is_found(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((AssertionError, NameError, StoryboardError)):
        anyio.run(play, "page.md", f"# Page\n\n{wrong}", tmp_path)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_what_is_quoted_from_a_file_is_still_there(page: Path) -> None:
    for block in blocks(page.read_text("utf-8")):
        if block.skip.startswith("part of "):
            place = ROOT / block.skip.removeprefix("part of ")
            assert block.text in place.read_text("utf-8"), f"{page.name}:{block.line}"
