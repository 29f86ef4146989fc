"""The house stays easy to walk through: small files, small functions, telling names."""

from __future__ import annotations

import ast
import re
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_LINES = 500
PROVIDER_FILE_LINES = 300
FUNCTION_LINES = 60
WITHOUT_MEANING = {"utils", "helpers", "common", "misc"}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".txt", ".cfg", ""}
# Written in pieces, so that this file passes its own test.
OF_ONE_MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(work|root)/",
            r"file:/" + "//",
            "pypi" + r"\.org/simple",
            "pythonhosted" + r"\.org",
            "/opt/" + "pypi",
        ]
    )
)


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def limit(path: Path, root: Path) -> int:
    package = path.relative_to(root).parts[0]
    is_provider = package.startswith("ministudio-") and package != "ministudio-core"
    return PROVIDER_FILE_LINES if is_provider else FILE_LINES


def functions(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file: its place, and its lines."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno:
            place = f"{path.relative_to(root)}:{node.lineno} {node.name}"
            yield place, node.end_lineno - node.lineno + 1


def test_files_are_small(sources: list[Path], root: Path) -> None:
    assert not {
        str(path.relative_to(root)): lines(path)
        for path in sources
        if lines(path) > limit(path, root)
    }


def test_functions_are_small(sources: list[Path], root: Path) -> None:
    assert not {
        place: length
        for path in sources
        for place, length in functions(path, root)
        if length > FUNCTION_LINES
    }


def test_the_house_is_built_of_small_pieces(sources: list[Path], root: Path) -> None:
    """Lines of the packages: functions with a median of 10 and p90 of 35, files of 150."""
    ours = [path for path in sources if "src" in path.parts]
    lengths = sorted(length for path in ours for _, length in functions(path, root))
    assert statistics.median(lengths) <= 10
    assert lengths[len(lengths) * 9 // 10] <= 35
    assert statistics.median(lines(path) for path in ours) <= 150


def test_files_are_named_by_what_they_hold(sources: list[Path], root: Path) -> None:
    assert not [
        str(path.relative_to(root))
        for path in sources
        if WITHOUT_MEANING & {path.stem, path.parent.name}
    ]


def test_nothing_names_one_machine(files: list[Path], root: Path) -> None:
    found = {
        str(path.relative_to(root)): match.group()
        for path in files
        if path.suffix in TEXT and (match := OF_ONE_MACHINE.search(path.read_text("utf-8")))
    }
    assert not found


def test_the_machine_paths_would_be_found() -> None:
    for text in (" /ro" + "ot/x", '"/wo' + 'rk/main"', "https://py" + "pi.org/simple"):
        assert OF_ONE_MACHINE.search(text)
    assert not OF_ONE_MACHINE.search("the artwork/main.png of a network/root/")
