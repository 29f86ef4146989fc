"""What the package tells Ministudio: records only, no SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.plugins import (
    CompilerSpec,
    DialectSpec,
    HealthCheck,
    ProviderSpec,
    StitcherSpec,
    hookimpl,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

MINISTUDIO_API = 1


@hookimpl
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    yield ProviderSpec(
        name="good-cam",
        aliases=("gcam",),
        summary="A camera",
        factory="good_cam.provider:GoodCam",
        models="good_cam:models.json",
        settings="good_cam.provider:Settings",
        needs_env=("GOOD_CAM_KEY",),
        extra="ministudio-test-good[sdk]",
        reconcile="good_cam.provider:reconcile_class",
    )


@hookimpl
def ministudio_register_compilers() -> list[CompilerSpec]:
    return [CompilerSpec(name="good-words", factory="good_cam.provider:GoodWords")]


@hookimpl
def ministudio_register_dialects() -> list[DialectSpec]:
    return [DialectSpec(name="good-talk", factory="good_cam:dialects/good-talk.toml")]


@hookimpl
def ministudio_register_stitchers() -> list[StitcherSpec]:
    return [StitcherSpec(name="good-cuts", factory="good_cam.provider:GoodCuts")]


@hookimpl
def ministudio_health() -> Iterable[HealthCheck]:
    yield HealthCheck("good lens", "warning", "dusty", hint="Wipe it.")
