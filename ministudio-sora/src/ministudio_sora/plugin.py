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
    """Offer servers of the protocol as `openai-videos`; the seed called them `openai-sora`."""
    yield ProviderSpec(
        name="openai-videos",
        aliases=("openai-sora",),
        summary="OpenAI Videos protocol: SGLang, vLLM-Omni, LiteLLM, OpenRouter",
        factory="ministudio_sora.provider:OpenAIVideosProvider",
        models="ministudio_sora.settings:load_models",
        settings="ministudio_sora.settings:Settings",
        credentials="ministudio_sora.settings:needed_variables",
        reconcile="ministudio_sora.settings:reconcile_class",
        extra="ministudio-sora",
    )


@hookimpl
def ministudio_health() -> Iterable[HealthCheck]:
    """Warn who has a key for OpenAI that sora-2 is gone."""
    if os.environ.get("OPENAI_API_KEY") and not os.environ.get("OPENAI_BASE_URL"):
        yield HealthCheck(
            "openai-videos",
            "warning",
            "OpenAI switched sora-2 and its Videos API off on 2026-09-24",
            "Name a server of the protocol in ministudio.toml: docs/openai-videos.md says how.",
        )
