"""Gathering what a plan is made from: installed models, configuration and the store."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ministudio.artifacts.digest import file_digest
from ministudio.errors import ConfigurationError, NotFoundError, PluginError
from ministudio.planner.options import Surroundings
from ministudio.planner.stock import Stock, Stored
from ministudio.plugins.planning import PlanHooks
from ministudio.routing.candidates import Candidate

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.plugins import ProviderSpec, Registry
    from ministudio.results import Take
    from ministudio.settings import Configuration, Endpoint
    from ministudio.store import Store


def gather(
    *,
    name: str,
    file: str,
    folder: Path,
    configuration: Configuration,
    registry: Registry,
    store: Store,
    as_of: datetime.date,
    environ: Mapping[str, str] = os.environ,
) -> Surroundings:
    """Everything beside the storyboard that decides a plan; builds no provider, opens no network.

    Raises:
        NotFoundError: the configured compiler or an endpoint's provider is not installed.
    """
    settings = configuration.settings
    candidates = tuple(_candidates(configuration, registry))
    cap = settings.max_cost
    hooks = PlanHooks(registry.manager)
    return Surroundings(
        name=name,
        file=file,
        as_of=as_of,
        candidates=candidates,
        compiler=registry.build_compiler(settings.compiler),
        file_digest=FileDigests(folder),
        stock=read_stock(store),
        cap=cap,
        spent=store.spent(cap.currency if cap else None),
        runs=store.runs(),
        options={one.name: one.model_options for one in configuration.endpoints.values()},
        missing_env=dict(_missing(candidates, configuration, registry, environ)),
        cannot_sign_in={
            name: _sign_in(configuration.endpoint(name), registry, environ)
            for name in dict.fromkeys(one.endpoint for one in candidates)
        },
        voters=hooks.votes if hooks.has_voters else None,
        plan_checks=hooks.findings,
    )


def _candidates(configuration: Configuration, registry: Registry) -> Iterator[Candidate]:
    """Every model of every endpoint: the configured ones, then each provider under its own name."""
    names = dict.fromkeys([*configuration.endpoints, *registry.all_models()])
    for name in names:
        endpoint = configuration.endpoint(name)
        spec = registry.provider(endpoint.type)
        for info in _models(endpoint, spec, registry):
            yield Candidate(
                endpoint=name,
                aliases=spec.aliases if name == spec.name else (),
                provider=spec.name,
                info=info,
                grade=spec.grade,
                free=spec.free or endpoint.free,
            )


def _models(endpoint: Endpoint, spec: ProviderSpec, registry: Registry) -> tuple[ModelInfo, ...]:
    with _named(endpoint):
        return registry.models(spec.name, endpoint.options)


def _sign_in(endpoint: Endpoint, registry: Registry, environ: Mapping[str, str]) -> str:
    try:
        with _named(endpoint):
            return registry.cannot_sign_in(endpoint.type, endpoint.options, environ)
    except PluginError as error:
        return error.message  # a warning for those who use it, no obstacle for the others


@contextmanager
def _named(endpoint: Endpoint) -> Iterator[None]:
    """What is wrong with the settings of an endpoint is told with its name."""
    try:
        yield
    except PluginError:
        raise
    except ConfigurationError as error:
        message = f"endpoint {endpoint.name!r}: {error.message}"
        raise ConfigurationError(message, hint=error.hint) from error


def _missing(
    candidates: tuple[Candidate, ...],
    configuration: Configuration,
    registry: Registry,
    environ: Mapping[str, str],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for endpoint, provider in {one.endpoint: one.provider for one in candidates}.items():
        try:
            wanted = registry.needed_env(provider, configuration.endpoint(endpoint).options)
        except PluginError:
            continue  # `_sign_in` tells it
        missing = tuple(name for name in wanted if not environ.get(name))
        if missing:
            yield endpoint, missing


def read_stock(store: Store) -> Stock:
    """What the store has, indexed."""

    def request(take: Take) -> Stored:
        attempt = store.attempt(take.attempt)
        return store.request(attempt.request_digest) if attempt else None

    return Stock(
        takes=[take for take in store.takes() if store.has(take)],
        selected=store.selected(),
        approved=store.approved(),
        live=store.live_attempts(),
        view=store.view,
        request=request,
    )


class FileDigests:
    """Digests of reference files by their path in the storyboard, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """The sha256 of a file beside the storyboard.

        Raises:
            NotFoundError: the file is gone.
        """
        if path not in self._known:
            try:
                self._known[path] = file_digest(self._folder / path)
            except OSError as error:
                raise NotFoundError(
                    f"the reference {path!r} cannot be read: {error.strerror}.",
                    hint="Put the file there, or take it out of the storyboard.",
                ) from error
        return self._known[path]
