"""The configured endpoints: whether their keys are there, and how their providers are built."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.errors import ConfigurationError
from ministudio.orchestrator.endpoints import Endpoint

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.clock import Clock
    from ministudio.interfaces.plan import PlanRecord
    from ministudio.plugins import Registry
    from ministudio.settings import Configuration

_log = logging.getLogger("ministudio")


@dataclass(frozen=True, slots=True)
class ConfiguredEndpoints:
    """What a configuration and the installed plugins make of an endpoint's name."""

    configuration: Configuration
    registry: Registry
    clock: Clock

    def require_keys(self, plan: PlanRecord) -> None:
        """Refuse a plan that is to be made where a key is missing.

        Raises:
            ConfigurationError: with the variable to set.
        """
        routes = [shot.route for shot in plan.shots if shot.route and shot.action == "make"]
        for name in dict.fromkeys(route.endpoint for route in routes):
            endpoint = self.configuration.endpoint(name)
            wanted = self.registry.needed_env(endpoint.type, endpoint.options)
            if missing := [variable for variable in wanted if not os.environ.get(variable)]:
                raise ConfigurationError(
                    f"{name!r} needs {' and '.join(missing)} in the environment.",
                    hint="Set it, or let `key_env` of the endpoint name another variable.",
                )
            if problem := self.registry.cannot_sign_in(endpoint.type, endpoint.options, os.environ):
                raise ConfigurationError(f"{name!r} cannot run: {problem}.")

    def build(self, name: str, store: Path) -> Endpoint:
        """Build the provider behind an endpoint; its scratch files lie in the folder `store`.

        Raises:
            ConfigurationError: its settings are wrong, or its package is not installed.
        """
        from ministudio.interfaces.provider import ProviderContext

        endpoint = self.configuration.endpoint(name)
        spec = self.registry.provider(endpoint.type)
        context = ProviderContext(
            clock=self.clock, logger=_log.getChild(name), scratch=store / "scratch" / name
        )
        provider = self.registry.build_provider(endpoint.type, endpoint.options, context)
        return Endpoint(
            name=name,
            provider=provider,
            free=spec.free or endpoint.free,
            concurrency=endpoint.concurrency,
            deadline=endpoint.deadline,
            account=provider.account,
            reconcile=lambda model: self.registry.reconcile_class(
                endpoint.type, model, endpoint.options
            ),
        )
