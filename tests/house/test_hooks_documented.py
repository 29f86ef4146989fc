"""Each hook is documented: in its docstring and on the page for plugin authors."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from ministudio.plugins import hookspecs
from ministudio.plugins.manager import spec_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("hook", spec_names())
def test_each_hook_is_documented(root: Path, hook: str) -> None:
    function = getattr(hookspecs, hook)
    assert f"## `{hook}" in (root / "docs" / "hooks.md").read_text("utf-8")
    text = inspect.getdoc(function) or ""
    assert "Example::" in text
    assert not inspect.iscoroutinefunction(function)
    given = str(function.__annotations__["return"])
    assert "Iterable" in given or given.endswith(" | None"), "several records, or one at most"


def test_the_page_tells_the_version_of_the_hooks(root: Path) -> None:
    page = (root / "docs" / "hooks.md").read_text("utf-8")
    assert f"`MINISTUDIO_API = {hookspecs.HOOK_API}`" in page
