"""A plugin that implements a hook which does not exist yet, and one spelled almost right."""

from __future__ import annotations

from ministudio.plugins import hookimpl


@hookimpl(optionalhook=True)
def ministudio_predict_weather() -> list[object]:
    return []


@hookimpl
def ministudio_register_provider() -> list[object]:
    return []
