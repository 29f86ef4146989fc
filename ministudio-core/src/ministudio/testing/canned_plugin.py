"""The canned provider as a plugin: `canned` is free, `canned-paid` is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.plugins import ProviderSpec, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

MINISTUDIO_API = 1
_MODULE = "ministudio.testing.canned"


@hookimpl
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    """A free and a paid backend with prepared clips."""
    yield _spec("canned", models="models", free=True)
    yield _spec("canned-paid", models="paid_models", free=False)


def _spec(name: str, *, models: str, free: bool) -> ProviderSpec:
    return ProviderSpec(
        name=name,
        summary="Prepared clips for tests and benchmarks",
        factory=f"{_MODULE}:CannedProvider",
        models=f"{_MODULE}:{models}",
        settings=f"{_MODULE}:CannedSettings",
        reconcile=f"{_MODULE}:reconcile_class",
        free=free,
    )
