"""A plugin with a coroutine where a function is due."""

from __future__ import annotations

from ministudio.plugins import ProviderSpec, hookimpl


@hookimpl
async def ministudio_register_providers() -> list[ProviderSpec]:
    return []
