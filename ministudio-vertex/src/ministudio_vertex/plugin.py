"""What Ministudio is told about this package: records only, no SDK is imported."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ministudio.plugins import HealthCheck, ProviderSpec, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

MINISTUDIO_API = 1


@hookimpl
def ministudio_register_providers() -> Iterable[ProviderSpec]:
    """Offer Google's video models as `vertex-ai`."""
    yield ProviderSpec(
        name="vertex-ai",
        summary="Veo and Gemini Omni on Google Cloud",
        factory="ministudio_vertex.provider:VertexProvider",
        models="ministudio_vertex:models.json",
        settings="ministudio_vertex.settings:Settings",
        credentials="ministudio_vertex.auth:missing",
        extra="ministudio-vertex",
        reconcile="ministudio_vertex.settings:reconcile_class",
    )


@hookimpl
def ministudio_health() -> Iterable[HealthCheck]:
    """Say whether there is something to sign in with; a damaged key is a fault."""
    from ministudio_vertex.auth import HINT, CredentialsError, find_key, missing
    from ministudio_vertex.settings import Settings

    problem = missing(Settings(), os.environ)
    if not problem:
        yield HealthCheck("vertex-ai", "ok", "credentials and a project are there")
        return
    try:
        find_key({}, os.environ)
    except CredentialsError:
        yield HealthCheck("vertex-ai", "failed", problem, HINT)
    else:
        yield HealthCheck("vertex-ai", "warning", problem, HINT)
