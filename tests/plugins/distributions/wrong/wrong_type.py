"""A plugin that returns names instead of records."""

from __future__ import annotations

from ministudio.plugins import hookimpl


@hookimpl
def ministudio_register_providers() -> list[str]:
    return ["wrong-cam"]
