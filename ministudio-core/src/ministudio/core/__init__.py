"""The seed's façade: a studio that makes videos of concepts, segments, scenes and films.

A thin layer over the same pieces as everything else: a storyboard, a project's plan, a run, the
stitcher. Calling it is the approval; `max_cost` caps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.core.orchestration import VideoOrchestrator
    from ministudio.core.providers import ConfiguredProvider, ProviderUnavailable
    from ministudio.core.results import (
        SequenceResult,
        VideoGenerationRequest,
        VideoGenerationResult,
    )
    from ministudio.core.studio import Ministudio

__all__ = [
    "ConfiguredProvider",
    "Ministudio",
    "ProviderUnavailable",
    "SequenceResult",
    "VideoGenerationRequest",
    "VideoGenerationResult",
    "VideoOrchestrator",
]

_MODULES = {
    "orchestration": "VideoOrchestrator",
    "providers": "ConfiguredProvider ProviderUnavailable",
    "results": "SequenceResult VideoGenerationRequest VideoGenerationResult",
    "studio": "Ministudio",
}

__getattr__ = exports(
    __name__,
    {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names.split()},
)


def __dir__() -> list[str]:
    return sorted(__all__)
