"""One test for each hook, by the example in its own documentation."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING

import pytest

from ministudio.plugins import (
    CompilerSpec,
    DialectSpec,
    HealthCheck,
    ProviderSpec,
    StitcherSpec,
    hookspecs,
)
from ministudio.plugins.manager import spec_names

if TYPE_CHECKING:
    from conftest import Load

    from ministudio.plugins import Registry


def example(hook: str) -> str:
    """The code below `Example::` in a hook's docstring."""
    text = inspect.getdoc(getattr(hookspecs, hook)) or ""
    _, _, code = text.partition("Example::\n")
    assert code, f"{hook} has no example"
    return textwrap.dedent(code)


def active(registry: Registry) -> Registry:
    plugin = registry.plugins[1]
    assert (plugin.state, plugin.reason) == ("active", "")
    return registry


def test_hook_register_providers(load: Load) -> None:
    registry = active(load(example("ministudio_register_providers")))
    assert isinstance(registry.provider("orbit"), ProviderSpec)


def test_hook_register_compilers(load: Load) -> None:
    registry = active(load(example("ministudio_register_compilers")))
    assert isinstance(registry.compiler("haiku"), CompilerSpec)


def test_hook_register_dialects(load: Load) -> None:
    registry = active(load(example("ministudio_register_dialects")))
    entry = registry.dialects.catalog.get("orbit")
    assert entry is not None
    assert isinstance(entry.spec, DialectSpec)


def test_hook_register_stitchers(load: Load) -> None:
    registry = active(load(example("ministudio_register_stitchers")))
    assert isinstance(registry.stitcher("prores"), StitcherSpec)


@pytest.mark.parametrize("key,state", [("x", "ok"), (None, "warning")])
def test_hook_health(
    load: Load, monkeypatch: pytest.MonkeyPatch, key: str | None, state: str
) -> None:
    if key:
        monkeypatch.setenv("ORBIT_API_KEY", key)
    else:
        monkeypatch.delenv("ORBIT_API_KEY", raising=False)
    registry = active(load(example("ministudio_health")))
    found = {check.name: check for _plugin, check in registry.health()}
    assert isinstance(found["orbit key"], HealthCheck)
    assert found["orbit key"].state == state


def test_every_hook_has_a_test_here() -> None:
    tested = {name.removeprefix("test_hook_") for name in globals() if "test_hook_" in name}
    assert tested == {name.removeprefix("ministudio_") for name in spec_names()}


@pytest.mark.parametrize("hook", spec_names())
def test_no_hook_is_a_coroutine_or_stops_at_the_first_answer(hook: str) -> None:
    function = getattr(hookspecs, hook)
    assert not inspect.iscoroutinefunction(function)
    assert not function.ministudio_spec["firstresult"]
