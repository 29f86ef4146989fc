from __future__ import annotations

from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ministudio.errors import PluginError
from ministudio.plugins import load_registry, manager

if TYPE_CHECKING:
    from conftest import Load

SOUND = """
@hookimpl
def ministudio_register_compilers():
    return [CompilerSpec(name="{}", factory="a:B")]
"""


@pytest.mark.parametrize(
    "source,reason",
    [
        (
            "def ministudio_health(): return []",
            "ministudio_health lacks its marker; write @hookimpl above it",
        ),
        (
            "@hookimpl(wrapper=True)\ndef ministudio_health():\n    return (yield)",
            "ministudio_health is a wrapper; hooks of Ministudio cannot be wrapped",
        ),
        (
            "@hookimpl\nasync def ministudio_health():\n    yield 1",
            "ministudio_health is a coroutine; hooks are synchronous and return records",
        ),
        (
            "@hookimpl\ndef ministudio_health(config): return []",
            "ministudio_health gives no argument 'config'; it gives none",
        ),
        (
            "@hookimpl\ndef ministudio_fly(): return []",
            "there is no hook 'ministudio_fly' here; a newer ministudio-core may have it",
        ),
        ("MINISTUDIO_API = '1'", "MINISTUDIO_API is '1'; a whole number is due, now 1"),
        (
            "@hookimpl\ndef ministudio_register_providers(): return 5",
            "ministudio_register_providers: TypeError: 'int' object is not iterable",
        ),
    ],
)
def test_what_is_wrong_becomes_the_reason(load: Load, source: str, reason: str) -> None:
    registry = load(source, SOUND.format("other"))
    broken, other = registry.plugins[1:]
    assert (broken.state, broken.reason) == ("broken", reason)
    assert other.state == "active"
    assert registry.compiler("other").factory == "a:B"


def test_a_hook_may_give_nothing(load: Load) -> None:
    registry = load("@hookimpl\ndef ministudio_register_providers(): return None")
    assert registry.plugins[1].state == "active"


def test_a_plugin_may_be_an_instance(load: Load) -> None:
    source = """
    class Plugin:
        @hookimpl
        def ministudio_register_compilers(self):
            return [CompilerSpec(name="mine", factory="a:B")]
    plugin = Plugin()
    """
    load(source)
    point = EntryPoint("instance", "plugin_of_test_p0:plugin", "ministudio")
    registry = load_registry(environ={}, entry_points=[point])
    assert registry.compiler("mine").factory == "a:B"


def test_an_implementation_gets_the_arguments_that_it_names() -> None:
    impl = SimpleNamespace(function=lambda shot: [shot], argnames=("shot",))
    assert manager._call(impl, {"shot": 5, "context": 6}, int) == [5]


def test_plugins_come_in_the_order_of_their_names(load: Load) -> None:
    registry = load(SOUND.format("a"), SOUND.format("b"), SOUND.format("c"))
    assert [plugin.name for plugin in registry.plugins] == ["builtin", "p0", "p1", "p2"]


def test_two_plugins_of_one_name_are_both_kept(load: Load) -> None:
    load(SOUND.format("a"), SOUND.format("b"))
    points = [EntryPoint("same", f"plugin_of_test_p{n}", "ministudio") for n in range(2)]
    registry = load_registry(environ={}, entry_points=points)
    assert {entry.spec.name for entry in registry.compilers} >= {"a", "b"}


def test_ctrl_c_while_loading_is_not_swallowed(load: Load) -> None:
    source = "@hookimpl\ndef ministudio_register_providers(): raise KeyboardInterrupt"
    registry = load(source)
    with pytest.raises(KeyboardInterrupt):
        assert registry.providers


def test_strict_makes_a_raising_hook_an_error(load: Load) -> None:
    source = "@hookimpl\ndef ministudio_register_providers(): return [1 / 0]"
    registry = load(source, MINISTUDIO_STRICT_PLUGINS="yes")
    with pytest.raises(PluginError, match="ZeroDivisionError") as caught:
        assert registry.providers
    assert caught.value.plugin == "p0"


def test_the_built_ins_cannot_be_switched_off(load: Load) -> None:
    registry = load(MINISTUDIO_DISABLE_PLUGINS="builtin,ministudio-core")
    assert registry.provider("mock").name == "animatic"
