from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any, cast

import pytest

from ministudio.errors import ConfigurationError, NotFoundError, PluginError
from ministudio.plugins import load_registry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Load

    from ministudio.interfaces.provider import ProviderContext

CAM = """
@hookimpl
def ministudio_register_providers():
    yield ProviderSpec(name="{name}", aliases={aliases}, factory="{place}:Cam",
                       models="{place}:load_models", extra="cam[sdk]")

class Cam:
    def __init__(self, settings, context):
        self.settings, self.context = settings, context

def load_models():
    return {models}
"""
MODEL = {"id": "cam-1", "as_of": "2026-11-24", "source": "test"}
CONTEXT = cast("ProviderContext", object())


def cam(
    name: str = "cam",
    *,
    place: str = "plugin_of_test_p0",
    aliases: tuple[str, ...] = (),
    models: Any = (MODEL,),
) -> str:
    return CAM.format(name=name, aliases=aliases, place=place, models=models)


def test_an_alias_leads_to_the_canonical_name(load: Load) -> None:
    registry = load(cam(aliases=("lens",)))
    assert registry.provider("lens") is registry.provider("cam")
    assert [entry.spec.name for entry in registry.providers] == ["animatic", "cam"]


def test_a_name_beats_an_alias(load: Load) -> None:
    registry = load(cam(), cam("other", aliases=("cam", "animatic")))
    assert registry.provider("cam").name == "cam"
    assert registry.provider("animatic").name == "animatic"


def test_an_alias_claimed_twice_is_disabled_alone(load: Load) -> None:
    registry = load(cam(aliases=("lens",)), cam("other", aliases=("lens", "glass")))
    with pytest.raises(PluginError, match="provider 'lens' is claimed by p0 .* and p1 "):
        registry.provider("lens")
    assert registry.provider("cam").name == "cam"
    assert registry.provider("glass").name == "other"


def test_what_loses_its_name_loses_its_aliases(load: Load) -> None:
    registry = load(cam(), cam(aliases=("lens",)))
    with pytest.raises(NotFoundError):
        registry.provider("lens")


@pytest.mark.parametrize(
    "name,package",
    [
        ("vertex-ai", "./ministudio-vertex"),
        ("openai-videos", "./ministudio-sora"),
        ("openai-sora", "./ministudio-sora"),
        ("local", "./ministudio-local"),
    ],
)
def test_a_known_name_says_what_to_install(load: Load, name: str, package: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        load().provider(name)
    assert caught.value.hint == f"Install it: pip install ./ministudio-core {package}"


def test_an_installed_but_broken_package_says_why(tmp_path: Path) -> None:
    info = tmp_path / "ministudio_vertex-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: ministudio-vertex\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[ministudio]\nvertex = no_such_module_here\n")
    from importlib.metadata import Distribution

    points = Distribution.at(info).entry_points
    with pytest.raises(PluginError, match="which is broken: ModuleNotFoundError"):
        load_registry(environ={}, entry_points=points).provider("vertex-ai")
    with pytest.raises(PluginError, match="which is off: not listed in MINISTUDIO_PLUGINS"):
        load_registry(environ={"MINISTUDIO_PLUGINS": ""}, entry_points=points).provider("vertex-ai")


def test_an_unknown_name_is_compared_with_the_known(load: Load) -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'animatic'"):
        load().provider("animatik")
    with pytest.raises(NotFoundError, match="There is: cut"):
        load().stitcher("sewing-machine")


def test_models_are_read_once_and_found_by_id(load: Load) -> None:
    registry = load(cam())
    assert registry.models("cam") is registry.models("cam")
    assert registry.model("cam", "cam-1").source == "test"
    with pytest.raises(NotFoundError, match="has no model 'cam-2'\nDid you mean 'cam-1'"):
        registry.model("cam", "cam-2")


@pytest.mark.parametrize(
    "models,says",
    [
        ([{**MODEL, "as_of": "soon"}], "0.as_of: "),
        ([{**MODEL, "colour": "red"}], "0.colour: "),
        ([MODEL, MODEL], r"\['cam-1'\] appear twice"),
        (None, "valid tuple"),
    ],
)
def test_wrong_model_data_names_the_provider_and_the_place(
    load: Load, models: object, says: str
) -> None:
    with pytest.raises(PluginError, match=f"models of provider 'cam'.*{says}") as caught:
        load(cam(models=models)).models("cam")
    assert caught.value.plugin == "p0"


def test_wrong_model_data_costs_only_its_own_provider(load: Load) -> None:
    registry = load(cam(models=[{}]), cam("other", place="plugin_of_test_p1"))
    assert set(registry.all_models()) == {"animatic", "other"}
    broken = registry.plugins[1]
    assert broken.state == "broken"
    assert "0.id: Field required" in broken.reason


def test_models_may_be_a_data_file(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "cam_with_data"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "models.json").write_text(json.dumps([MODEL]))
    monkeypatch.syspath_prepend(tmp_path)
    source = cam().replace("plugin_of_test_p0:load_models", "cam_with_data:{}.json")
    assert load(source.replace("{}", "models")).model("cam", "cam-1").id == "cam-1"
    with pytest.raises(PluginError, match="'cam_with_data:absent.json' cannot be read"):
        load(source.replace("{}", "absent")).models("cam")


PER_ENDPOINT = """
@hookimpl
def ministudio_register_providers():
    yield ProviderSpec(name="cam", factory="{place}:Cam", models="{place}:load_models",
                       settings="{place}:Settings", credentials="{place}:needed",
                       reconcile="{place}:reconcile")

from ministudio.config.base import Model

class Settings(Model):
    lenses: tuple[str, ...] = ()
    locked: bool = False

def load_models(settings):
    return [{{"id": lens, "as_of": "2026-11-24", "source": "test"}} for lens in settings.lenses]

def needed(settings):
    return ("CAM_KEY",) if settings.locked else ()

def reconcile(model, settings):
    return "key" if model.id == "wide" else "list"
"""


def test_each_endpoint_may_have_models_and_needs_of_its_own(load: Load) -> None:
    registry = load(PER_ENDPOINT.format(place="plugin_of_test_p0"))
    settings = {"lenses": ["wide", "tele"], "locked": True}
    assert registry.models("cam") == ()
    assert [info.id for info in registry.models("cam", settings)] == ["wide", "tele"]
    assert registry.model("cam", "tele", settings).id == "tele"
    assert registry.reconcile_class("cam", "wide", settings) == "key"
    assert registry.needed_env("cam", settings) == ("CAM_KEY",)
    assert registry.needed_env("cam") == ()


def test_models_are_not_asked_for_with_wrong_settings(load: Load) -> None:
    registry = load(PER_ENDPOINT.format(place="plugin_of_test_p0"))
    with pytest.raises(ConfigurationError, match="settings of provider 'cam': lens: "):
        registry.models("cam", {"lens": ["wide"]})


def test_an_endpoint_s_own_key_comes_before_the_provider_s(load: Load) -> None:
    spec = 'needs_env=("CAM_KEY",), extra='
    registry = load(cam().replace("extra=", spec))
    assert registry.needed_env("cam") == ("CAM_KEY",)
    assert registry.needed_env("cam", {"key_env": "MINE"}) == ("MINE",)


def test_building_hands_over_frozen_settings(load: Load) -> None:
    provider = load(cam()).build_provider("cam", {"region": ["here"]}, CONTEXT)
    assert provider.settings == {"region": ["here"]}
    with pytest.raises(TypeError, match="immutable"):
        provider.settings["region"] = "there"  # type: ignore[index]


def test_settings_are_checked_by_the_spec_s_class(load: Load) -> None:
    with pytest.raises(ConfigurationError, match="settings of provider 'animatic': colour: "):
        load().build_provider("animatic", {"colour": "red"}, CONTEXT)


def test_a_missing_sdk_says_what_to_install(load: Load) -> None:
    source = cam().replace('factory="plugin_of_test_p0:Cam"', 'factory="no_such_sdk.cam:Cam"')
    with pytest.raises(PluginError, match="no module 'no_such_sdk'") as caught:
        load(source).build_provider("cam", {}, CONTEXT)
    assert caught.value.hint == "Install what it needs: pip install cam[sdk]"


@pytest.mark.parametrize("place", ["plugin_of_test_p0:Lens", "plugin_of_test_p0:Cam.lens"])
def test_a_missing_class_is_named(load: Load, place: str) -> None:
    source = cam().replace('factory="plugin_of_test_p0:Cam"', f'factory="{place}"')
    with pytest.raises(PluginError, match=f"{place!r} cannot be loaded: AttributeError"):
        load(source).build_provider("cam", {}, CONTEXT)


def test_a_lost_job_cannot_be_found_unless_the_provider_says_how(load: Load) -> None:
    source = cam() + "\ndef find(model, settings):\n    return settings['how']\n"
    assert load(source).reconcile_class("cam", "cam-1", {}) == "none"
    source = source.replace('extra="cam[sdk]"', 'reconcile="plugin_of_test_p0:find"')
    assert load(source).reconcile_class("cam", "cam-1", {"how": "key"}) == "key"
    with pytest.raises(PluginError, match="answered 'magic'"):
        load(source).reconcile_class("cam", "cam-1", {"how": "magic"})


def test_listing_imports_no_factory() -> None:
    registry = load_registry(environ={"MINISTUDIO_PLUGINS": ""})
    sys.modules.pop("ministudio.builtin.animatic.provider", None)
    assert registry.models("animatic")
    assert "ministudio.builtin.animatic.provider" not in sys.modules


def test_the_environment_s_entry_points_are_found() -> None:
    point = EntryPoint("absent", "no_such_module_here", "ministudio")
    assert load_registry(environ={}, entry_points=[point]).plugins[1].name == "absent"
    assert load_registry(environ={}).plugins[0].name == "builtin"


SEVERAL_WAYS = """
@hookimpl
def ministudio_register_providers():
    yield ProviderSpec(name="cam", factory="{place}:Cam", models="{place}:load_models",
                       credentials="{place}:missing")

def load_models():
    return []

def missing(settings, environ):
    found = settings.get("file") or environ.get("CAM_KEY") or environ.get("CAM_LOGIN")
    return "" if found else "no key: looked for `file`, CAM_KEY and CAM_LOGIN"
"""


def test_of_several_ways_to_sign_in_one_is_enough(load: Load) -> None:
    registry = load(SEVERAL_WAYS.format(place="plugin_of_test_p0"))
    assert registry.needed_env("cam") == ()
    assert registry.cannot_sign_in("cam", {}, {}).startswith("no key: looked for")
    assert registry.cannot_sign_in("cam", {"file": "key.json"}, {}) == ""
    assert registry.cannot_sign_in("cam", {}, {"CAM_LOGIN": "me"}) == ""


def test_a_provider_with_one_way_is_asked_for_its_variables(load: Load) -> None:
    registry = load(PER_ENDPOINT.format(place="plugin_of_test_p0"))
    assert registry.cannot_sign_in("cam", {"locked": True}, {}) == ""


RAISING = """
@hookimpl
def ministudio_register_providers():
    here = "plugin_of_test_p0"
    yield ProviderSpec(name="cam", factory=f"{here}:Cam", models=f"{here}:{models}",
                       reconcile=f"{here}:fail", credentials=f"{here}:fail_for")

class Cam:
    def __init__(self, settings, context):
        raise RuntimeError("boom")

def fail(*_arguments):
    raise RuntimeError("boom")

def fail_for(_settings):
    raise RuntimeError("boom")

def load_models():
    return [MODEL]
"""


@pytest.mark.parametrize(
    "ask",
    [
        lambda registry: registry.build_provider("cam", {}, CONTEXT),
        lambda registry: registry.reconcile_class("cam", "cam-1", {}),
        lambda registry: registry.needed_env("cam"),
    ],
)
def test_a_strangers_failure_is_a_plugin_error(load: Load, ask: Any) -> None:
    text = RAISING.replace("{models}", "load_models").replace("MODEL", repr(MODEL))
    with pytest.raises(PluginError, match="RuntimeError: boom"):
        ask(load(text))


def test_models_that_raise_cost_only_their_own_provider(load: Load) -> None:
    registry = load(RAISING.replace("{models}", "fail").replace("[MODEL]", "[]"))
    assert list(registry.all_models()) == ["animatic"]
    (broken,) = [plugin for plugin in registry.plugins if plugin.state == "broken"]
    assert "RuntimeError: boom" in broken.reason
