"""The start is cheap: what is heavy is imported by those who need it."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def imported_by(code: str) -> set[str]:
    code = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("heavy", ["pydantic", "numpy", "av", "PIL", "pluggy", "rich", "click"])
def test_importing_ministudio_is_cheap(heavy: str) -> None:
    assert heavy not in imported_by("import ministudio")


def test_help_looks_for_no_plugin() -> None:
    code = (
        "from importlib import metadata\n"
        "def entry_points(**_): raise SystemError('--help looked for plugins')\n"
        "metadata.entry_points = entry_points\n"
        "from ministudio.cli.main import main\n"
        "assert main(['--help']) == 0"
    )
    assert "ministudio.plugins" not in imported_by(code)


def test_a_plugin_author_s_imports_are_cheap() -> None:
    modules = imported_by("from ministudio.plugins import ProviderSpec, hookimpl")
    assert not {"pydantic", "numpy", "av", "click", "rich"} & modules


def test_library_code_runs_in_any_loop(root: Path) -> None:
    """No `asyncio` in the library: anyio is the interface."""
    for path in (root / "ministudio-core" / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not any(name.split(".")[0] == "asyncio" for name in names), path
