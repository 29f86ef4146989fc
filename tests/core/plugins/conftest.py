"""Plugins made of text, as modules that entry points can load."""

from __future__ import annotations

import sys
import textwrap
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Protocol

import pytest

from ministudio.plugins import Registry, load_registry


class Load(Protocol):
    def __call__(self, *sources: str, **environ: str) -> Registry: ...


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """Load a registry with one plugin for each source text, named p0, p1, ..."""

    def build(*sources: str, **environ: str) -> Registry:
        points = []
        for index, source in enumerate(sources):
            name = f"p{index}"
            module = ModuleType(f"plugin_of_test_{name}")
            header = "from ministudio.plugins import *\n"
            exec(header + textwrap.dedent(source), module.__dict__)
            monkeypatch.setitem(sys.modules, module.__name__, module)
            points.append(EntryPoint(name, module.__name__, "ministudio"))
        return load_registry(environ=environ, entry_points=points)

    return build
