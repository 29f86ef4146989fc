"""A plugin that claims a name of another one, and has one of its own."""

from __future__ import annotations

from ministudio.plugins import ProviderSpec, hookimpl


@hookimpl
def ministudio_register_providers() -> list[ProviderSpec]:
    return [
        ProviderSpec(name=name, factory="duplicate_cam:Cam", models="duplicate_cam:load_models")
        for name in ("good-cam", "other-cam")
    ]


def load_models() -> list[dict[str, str]]:
    return [{"id": "other-1", "as_of": "2026-11-24", "source": "made up for a test"}]
