"""Plugins: what a package tells Ministudio about itself, and the marker it says it with.

A plugin is a module named by an entry point of the group `ministudio`:

    from ministudio.plugins import ProviderSpec, hookimpl

    @hookimpl
    def ministudio_register_providers():
        yield ProviderSpec(
            name="orbit", factory="orbit.provider:Orbit", models="orbit:models.json"
        )
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.plugins.hookspecs import HOOK_API, hookimpl
    from ministudio.plugins.records import (
        CompilerSpec,
        DialectSpec,
        HealthCheck,
        ProviderSpec,
        RouteVote,
        StitcherSpec,
    )
    from ministudio.plugins.registry import Registry, load_registry

__all__ = [
    "HOOK_API",
    "CompilerSpec",
    "DialectSpec",
    "HealthCheck",
    "ProviderSpec",
    "Registry",
    "RouteVote",
    "StitcherSpec",
    "hookimpl",
    "load_registry",
]

__getattr__ = exports(
    __name__,
    {
        "HOOK_API": "ministudio.plugins.hookspecs",
        "hookimpl": "ministudio.plugins.hookspecs",
        "CompilerSpec": "ministudio.plugins.records",
        "DialectSpec": "ministudio.plugins.records",
        "HealthCheck": "ministudio.plugins.records",
        "ProviderSpec": "ministudio.plugins.records",
        "RouteVote": "ministudio.plugins.records",
        "StitcherSpec": "ministudio.plugins.records",
        "Registry": "ministudio.plugins.registry",
        "load_registry": "ministudio.plugins.registry",
    },
)
