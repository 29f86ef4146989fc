"""The registry: what all plugins together offer, by name."""

from __future__ import annotations

import difflib
import inspect
import json
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ministudio.errors import ConfigurationError, MinistudioError, NotFoundError, PluginError
from ministudio.plugins.catalog import Catalog, S
from ministudio.plugins.dialects import Dialects
from ministudio.plugins.manager import PluginManager
from ministudio.plugins.places import call, read_json, resolve
from ministudio.plugins.records import (
    CompilerSpec,
    DialectSpec,
    HealthCheck,
    ProviderSpec,
    StitcherSpec,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from importlib.metadata import EntryPoint

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.compiler import Compiler
    from ministudio.interfaces.provider import ProviderContext, ReconcileClass, VideoProvider
    from ministudio.interfaces.stitcher import Stitcher
    from ministudio.plugins.catalog import Entry
    from ministudio.plugins.manager import Plugin

NONE_GIVEN: Mapping[str, Any] = MappingProxyType({})

# Names that storyboards may use before the package that serves them is installed.
SERVED_BY = {
    "vertex-ai": "ministudio-vertex",
    "openai-videos": "ministudio-sora",
    "openai-sora": "ministudio-sora",
    "local": "ministudio-local",
}


class Registry:
    """What the loaded plugins offer. Records are collected when a kind is first asked for.

    Names may be aliases everywhere; `provider(name).name` is the canonical one.
    """

    def __init__(self, manager: PluginManager) -> None:
        self.manager = manager
        self._models: dict[tuple[str, str], tuple[ModelInfo, ...]] = {}

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """What became of each plugin, after asking all of them for their records."""
        self.catalogs  # noqa: B018 - collecting is what finds plugins that raise
        return self.manager.plugins

    @property
    def catalogs(self) -> tuple[Catalog[Any], ...]:
        """Everything that is offered, by kind."""
        return self.providers, self.compilers, self.dialects.catalog, self.stitchers

    @cached_property
    def providers(self) -> Catalog[ProviderSpec]:
        """Every provider."""
        found = self.manager.collect("ministudio_register_providers", ProviderSpec)
        return Catalog("provider", found)

    @cached_property
    def compilers(self) -> Catalog[CompilerSpec]:
        """Every compiler."""
        found = self.manager.collect("ministudio_register_compilers", CompilerSpec)
        return Catalog("compiler", found)

    @cached_property
    def dialects(self) -> Dialects:
        """Every dialect by name, each read when it is first asked for."""
        return Dialects(self.manager.collect("ministudio_register_dialects", DialectSpec))

    @cached_property
    def stitchers(self) -> Catalog[StitcherSpec]:
        """Every stitcher."""
        found = self.manager.collect("ministudio_register_stitchers", StitcherSpec)
        return Catalog("stitcher", found)

    def health(self) -> list[tuple[Plugin, HealthCheck]]:
        """What the plugins say of themselves, for `doctor`."""
        return self.manager.collect("ministudio_health", HealthCheck)

    def provider(self, name: str) -> ProviderSpec:
        """The provider of a name or alias.

        Raises:
            NotFoundError: when no plugin offers it; the message says what to install.
            PluginError: when two plugins claim it, or the one that serves it is broken.
        """
        return self._entry(self.providers, name).spec

    def compiler(self, name: str) -> CompilerSpec:
        """The compiler of a name or alias; raises as `provider` does."""
        return self._entry(self.compilers, name).spec

    def stitcher(self, name: str) -> StitcherSpec:
        """The stitcher of a name or alias; raises as `provider` does."""
        return self._entry(self.stitchers, name).spec

    def models(
        self, provider: str, settings: Mapping[str, Any] = NONE_GIVEN
    ) -> tuple[ModelInfo, ...]:
        """The models of a provider, in its own order, read once.

        `settings` are an endpoint's, for providers where each endpoint has its own models.

        Raises:
            ConfigurationError: when the settings are not what the provider takes.
            PluginError: when the provider's data cannot be read or is not right.
        """
        spec = self.provider(provider)
        key = spec.name, json.dumps(settings, sort_keys=True, default=dict) if settings else ""
        if key not in self._models:
            plugin = self._entry(self.providers, spec.name).plugin.name
            self._models[key] = self._read_models(spec, plugin, settings)
        return self._models[key]

    def all_models(self) -> dict[str, tuple[ModelInfo, ...]]:
        """The models of every provider, by its name.

        A provider whose data is wrong is left out and its plugin marked broken.
        """
        found: dict[str, tuple[ModelInfo, ...]] = {}
        for entry in self.providers:
            try:
                found[entry.spec.name] = self.models(entry.spec.name)
            except PluginError as error:
                self.manager.fail(entry.plugin, error)
        return found

    def model(
        self, provider: str, model: str, settings: Mapping[str, Any] = NONE_GIVEN
    ) -> ModelInfo:
        """One model of a provider, at the endpoint of these settings.

        Raises:
            NotFoundError: when the provider has no such model.
        """
        models = {info.id: info for info in self.models(provider, settings)}
        if model in models:
            return models[model]
        close = difflib.get_close_matches(model, models, n=1)
        raise NotFoundError(
            f"provider {provider!r} has no model {model!r}",
            hint=f"Did you mean {close[0]!r}?" if close else f"It has: {', '.join(models)}.",
        )

    def build_provider(
        self, name: str, settings: Mapping[str, Any], context: ProviderContext
    ) -> VideoProvider:
        """Import a provider's class and build it with an endpoint's settings.

        Raises:
            ConfigurationError: when the settings are not what the provider takes.
            PluginError: when its class cannot be imported or built.
        """
        spec = self.provider(name)
        checked = self._settings(spec, settings)
        provider: VideoProvider = self._build(self.providers, spec, checked, context)
        return provider

    def check_settings(self, name: str, settings: Mapping[str, Any]) -> None:
        """Refuse settings that a provider does not take, before anything is built from them.

        Raises:
            ConfigurationError: the settings are not what the provider takes.
            PluginError: its settings class cannot be imported.
        """
        self._settings(self.provider(name), settings)

    def needed_env(self, name: str, settings: Mapping[str, Any] = NONE_GIVEN) -> tuple[str, ...]:
        """The environment variables that an endpoint of these settings needs."""
        spec = self.provider(name)
        if spec.credentials:
            function = resolve(spec.credentials)
            if _has_several_ways(function):
                return ()
            return tuple(call(spec.credentials, self._settings(spec, settings)))
        key_env = str(settings.get("key_env", ""))
        return (key_env,) if key_env else spec.needs_env

    def cannot_sign_in(
        self, name: str, settings: Mapping[str, Any], environ: Mapping[str, str]
    ) -> str:
        """What keeps an endpoint with several ways to sign in from each of them; else empty.

        Raises:
            ConfigurationError: when the settings are not what the provider takes.
        """
        spec = self.provider(name)
        function = resolve(spec.credentials) if spec.credentials else None
        if function is None or not _has_several_ways(function):
            return ""
        return str(call(spec.credentials, self._settings(spec, settings), environ))

    def build_compiler(self, name: str) -> Compiler:
        """Import a compiler's class and build it with the dialects; raises PluginError."""
        compiler: Compiler = self._build(self.compilers, self.compiler(name), self.dialects)
        return compiler

    def build_stitcher(self, name: str) -> Stitcher:
        """Import a stitcher's class and build it; raises PluginError."""
        stitcher: Stitcher = self._build(self.stitchers, self.stitcher(name))
        return stitcher

    def reconcile_class(self, name: str, model: str, settings: Mapping[str, Any]) -> ReconcileClass:
        """How a lost job of this model can be found again: `key`, `list`, `place` or `none`."""
        spec = self.provider(name)
        if not spec.reconcile:
            return "none"
        info = self.model(name, model, settings)
        answer: ReconcileClass = call(spec.reconcile, info, settings)
        if answer not in ("key", "list", "place", "none"):
            raise PluginError(f"{spec.reconcile!r} answered {answer!r}: key|list|place|none is due")
        return answer

    def _settings(self, spec: ProviderSpec, settings: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the plugin's own model
        from pydantic import ValidationError

        from ministudio.config.base import freeze

        if not spec.settings:
            return freeze(settings)
        try:
            return resolve(spec.settings)(**settings)
        except ValidationError as error:
            first = error.errors()[0]
            place = "".join(f"{part}." for part in first["loc"]).removesuffix(".")
            told = first["msg"].removeprefix("Value error, ")
            raise ConfigurationError(
                f"settings of provider {spec.name!r}: {f'{place}: ' if place else ''}{told}"
            ) from error
        except MinistudioError:
            raise
        except Exception as error:
            message = f"{spec.settings!r} failed: {type(error).__name__}: {error}"
            raise PluginError(message) from error

    def _read_models(
        self, spec: ProviderSpec, plugin: str, settings: Mapping[str, Any]
    ) -> tuple[ModelInfo, ...]:
        if spec.models.endswith(".json"):
            return _checked(read_json(spec.models, plugin=plugin), spec, plugin)
        function = resolve(spec.models, plugin=plugin)
        if inspect.signature(function).parameters:
            checked = self._settings(spec, settings)
            return _checked(call(spec.models, checked, plugin=plugin), spec, plugin)
        return _checked(call(spec.models, plugin=plugin), spec, plugin)

    def _build(self, catalog: Catalog[S], spec: S, *arguments: object) -> Any:  # noqa: ANN401 - a place may hold anything
        plugin = self._entry(catalog, spec.name).plugin.name
        install = spec.extra if isinstance(spec, ProviderSpec) else ""
        return call(spec.factory, *arguments, plugin=plugin, install=install)

    def _entry(self, catalog: Catalog[S], name: str) -> Entry[S]:
        entry = catalog.get(name)
        if entry is None:
            raise self._unknown(catalog, name)
        return entry

    def _unknown(self, catalog: Catalog[S], name: str) -> ConfigurationError:
        distribution = SERVED_BY.get(name) if catalog.noun == "provider" else None
        if distribution is None:
            return NotFoundError(f"there is no {catalog.noun} {name!r}", hint=catalog.suggest(name))
        for plugin in self.manager.plugins:
            if plugin.distribution == distribution:
                return PluginError(
                    f"provider {name!r} comes with plugin {plugin}, which is {plugin.state}: "
                    f"{plugin.reason or 'it does not offer it'}",
                    plugin=plugin.name,
                )
        return NotFoundError(
            f"provider {name!r} is not installed",
            hint=f"Install it: pip install ./ministudio-core ./{distribution}",
        )


def _has_several_ways(function: Callable[..., Any]) -> bool:
    """Whether credentials are more than variables: the function looks for them itself."""
    return len(inspect.signature(function).parameters) > 1


def load_registry(
    *,
    environ: Mapping[str, str] | None = None,
    entry_points: Iterable[EntryPoint] | None = None,
) -> Registry:
    """Load all plugins of the environment (see `PluginManager`)."""
    return Registry(PluginManager(environ=environ, entry_points=entry_points))


def _checked(data: object, spec: ProviderSpec, plugin: str) -> tuple[ModelInfo, ...]:
    from pydantic import TypeAdapter, ValidationError

    from ministudio.interfaces.capabilities import ModelInfo

    try:
        models = TypeAdapter(tuple[ModelInfo, ...]).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"models of provider {spec.name!r} ({spec.models}): {where}: {first['msg']}"
        raise PluginError(message, plugin=plugin) from error
    twice = {info.id for info in models if sum(other.id == info.id for other in models) > 1}
    if twice:
        message = f"models of provider {spec.name!r} ({spec.models}): {sorted(twice)} appear twice"
        raise PluginError(message, plugin=plugin)
    return models
