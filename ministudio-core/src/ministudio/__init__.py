"""Ministudio turns a storyboard into one finished film, on any AI video model.

Names are imported on first use, so that `import ministudio` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.compiler.seed import ProgrammaticPromptCompiler
    from ministudio.config import (
        CINEMATIC_CONFIG,
        DEFAULT_CONFIG,
        DEFAULT_PERSONA,
        HIGH_QUALITY_CONFIG,
        QUICK_CONFIG,
        Camera,
        Character,
        Cinematography,
        Color,
        ContinuityEngine,
        Environment,
        LightingDirector,
        LightSource,
        Look,
        Persona,
        Prop,
        SceneConfig,
        ShotConfig,
        ShotType,
        StyleConfig,
        StyleDNA,
        Vector3,
        VideoConfig,
        VideoTemplate,
    )
    from ministudio.core import (
        Ministudio,
        VideoGenerationRequest,
        VideoGenerationResult,
        VideoOrchestrator,
    )
    from ministudio.interfaces.provider import VideoProvider
    from ministudio.project import Project
    from ministudio.state import StatePersistenceEngine, VideoStateMachine, WorldState
    from ministudio.storyboard import Scene, Shot, Storyboard, World

__version__ = "0.1.0"

__all__ = [
    "CINEMATIC_CONFIG",
    "DEFAULT_CONFIG",
    "DEFAULT_PERSONA",
    "HIGH_QUALITY_CONFIG",
    "QUICK_CONFIG",
    "Camera",
    "Character",
    "Cinematography",
    "Color",
    "ContinuityEngine",
    "Environment",
    "LightSource",
    "LightingDirector",
    "Look",
    "Ministudio",
    "Persona",
    "ProgrammaticPromptCompiler",
    "Project",
    "Prop",
    "Scene",
    "SceneConfig",
    "Shot",
    "ShotConfig",
    "ShotType",
    "StatePersistenceEngine",
    "Storyboard",
    "StyleConfig",
    "StyleDNA",
    "Vector3",
    "VideoConfig",
    "VideoGenerationRequest",
    "VideoGenerationResult",
    "VideoOrchestrator",
    "VideoProvider",
    "VideoStateMachine",
    "VideoTemplate",
    "World",
    "WorldState",
]

# What is not defined in `config`, by the module that defines it.
_ELSEWHERE = {
    "compiler.seed": "ProgrammaticPromptCompiler",
    "core": "Ministudio VideoGenerationRequest VideoGenerationResult VideoOrchestrator",
    "project": "Project",
    "storyboard": "Scene Shot Storyboard World",
    "interfaces.provider": "VideoProvider",
    "state": "StatePersistenceEngine VideoStateMachine WorldState",
}
_MODULES = dict.fromkeys(__all__, f"{__name__}.config") | {
    name: f"{__name__}.{module}" for module, names in _ELSEWHERE.items() for name in names.split()
}

__getattr__ = exports(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
