"""The vocabulary: characters, places, props, light, cameras, style, and the seed's `VideoConfig`.

Names are imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio._lazy import exports

if TYPE_CHECKING:
    from ministudio.config.base import FrozenMap, JsonMap, Model, OpenModel
    from ministudio.config.camera import Camera, Cinematography, ShotType
    from ministudio.config.character import (
        DEFAULT_PERSONA,
        Character,
        Characters,
        CharacterState,
        Identity,
        Look,
        Persona,
        VoiceProfile,
    )
    from ministudio.config.environment import Environment, PlaceContext, PlaceIdentity
    from ministudio.config.ghibli import DAVID, EMMA, GHIBLI_CONFIG, GHIBLI_ENVIRONMENT, ORB
    from ministudio.config.lighting import (
        Color,
        LightingDirector,
        LightSource,
        ParticleSystem,
        Vector3,
    )
    from ministudio.config.money import Money
    from ministudio.config.props import Prop
    from ministudio.config.style import ContinuityEngine, StyleConfig, StyleDNA, VideoTemplate
    from ministudio.config.styles import (
        STYLES,
        cinematic_style,
        cyberpunk_style,
        ghibli_style,
        realistic_style,
    )
    from ministudio.config.templates import (
        TEMPLATES,
        cinematic_template,
        explainer_template,
        marketing_template,
    )
    from ministudio.config.video import (
        CINEMATIC_CONFIG,
        DEFAULT_CONFIG,
        HIGH_QUALITY_CONFIG,
        QUICK_CONFIG,
        SceneConfig,
        ShotConfig,
        VideoConfig,
    )

__all__ = [
    "CINEMATIC_CONFIG",
    "DAVID",
    "DEFAULT_CONFIG",
    "DEFAULT_PERSONA",
    "EMMA",
    "GHIBLI_CONFIG",
    "GHIBLI_ENVIRONMENT",
    "HIGH_QUALITY_CONFIG",
    "ORB",
    "QUICK_CONFIG",
    "STYLES",
    "TEMPLATES",
    "Camera",
    "Character",
    "CharacterState",
    "Characters",
    "Cinematography",
    "Color",
    "ContinuityEngine",
    "Environment",
    "FrozenMap",
    "Identity",
    "JsonMap",
    "LightSource",
    "LightingDirector",
    "Look",
    "Model",
    "Money",
    "OpenModel",
    "ParticleSystem",
    "Persona",
    "PlaceContext",
    "PlaceIdentity",
    "Prop",
    "SceneConfig",
    "ShotConfig",
    "ShotType",
    "StyleConfig",
    "StyleDNA",
    "Vector3",
    "VideoConfig",
    "VideoTemplate",
    "VoiceProfile",
    "cinematic_style",
    "cinematic_template",
    "cyberpunk_style",
    "explainer_template",
    "ghibli_style",
    "marketing_template",
    "realistic_style",
]

_MODULES = {
    "base": "FrozenMap JsonMap Model OpenModel",
    "camera": "Camera Cinematography ShotType",
    "character": (
        "DEFAULT_PERSONA Character Characters CharacterState Identity Look Persona VoiceProfile"
    ),
    "environment": "Environment PlaceContext PlaceIdentity",
    "ghibli": "DAVID EMMA GHIBLI_CONFIG GHIBLI_ENVIRONMENT ORB",
    "lighting": "Color LightingDirector LightSource ParticleSystem Vector3",
    "money": "Money",
    "props": "Prop",
    "style": "ContinuityEngine StyleConfig StyleDNA VideoTemplate",
    "styles": "STYLES cinematic_style cyberpunk_style ghibli_style realistic_style",
    "templates": "TEMPLATES cinematic_template explainer_template marketing_template",
    "video": (
        "CINEMATIC_CONFIG DEFAULT_CONFIG HIGH_QUALITY_CONFIG QUICK_CONFIG"
        " SceneConfig ShotConfig VideoConfig"
    ),
}

__getattr__ = exports(
    __name__,
    {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names.split()},
)


def __dir__() -> list[str]:
    return sorted(__all__)
