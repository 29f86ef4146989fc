"""Ministudio turns a storyboard into one finished film, on any AI video model.

Names are imported on first use, so that `import ministudio` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
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
    "Persona",
    "Prop",
    "SceneConfig",
    "ShotConfig",
    "ShotType",
    "StyleConfig",
    "StyleDNA",
    "Vector3",
    "VideoConfig",
    "VideoTemplate",
]

_ELSEWHERE: dict[str, str] = {}  # name -> module that defines it, for all that is not in `config`

__getattr__ = exports(__name__, {**dict.fromkeys(__all__, f"{__name__}.config"), **_ELSEWHERE})


def __dir__() -> list[str]:
    return sorted(__all__)
