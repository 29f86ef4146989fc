"""The styles that come with Ministudio, by the names that `VideoConfig.style_name` takes."""

from __future__ import annotations

from ministudio.config.base import FrozenDict
from ministudio.config.style import StyleConfig

cinematic_style = StyleConfig(
    name="cinematic",
    description="live-action feature film, motivated light, restrained colour",
    characters={"faces": "natural skin with pores and catchlights", "acting": "understated"},
    environment={
        "palette": "teal shadows, warm practical lamps",
        "texture": "real materials, worn at the edges",
    },
    technical={
        "depth_of_field": "shallow, soft round highlights",
        "grain": "fine 35mm film grain",
        "motion": "slow and deliberate, natural motion blur",
    },
)
cyberpunk_style = StyleConfig(
    name="cyberpunk",
    description="rain-wet megacity noir lit by neon",
    characters={
        "faces": "half in shadow, rimmed by coloured light",
        "clothes": "layered, technical",
    },
    environment={
        "palette": "electric blue, magenta and acid green on black",
        "texture": "wet asphalt, brushed steel, holographic signs",
    },
    technical={
        "depth_of_field": "deep, with haze between the layers",
        "grain": "clean digital picture with faint scan lines",
        "motion": "nervous, with short glitches in the light",
    },
)
ghibli_style = StyleConfig(
    name="ghibli",
    description="hand-painted animated feature, gentle and full of small life",
    characters={"faces": "round, with large expressive eyes", "line": "soft brown ink outline"},
    environment={
        "palette": "meadow greens, sky blues, warm afternoon light",
        "texture": "gouache backgrounds with visible brushwork",
    },
    technical={
        "depth_of_field": "flat painted layers in parallax",
        "grain": "paper texture, no computer-generated look",
        "motion": "hand-drawn on twos, wind in hair and grass",
    },
)
realistic_style = StyleConfig(
    name="realistic",
    description="documentary photography, true colours, nothing staged",
    characters={"faces": "unretouched, asymmetrical", "acting": "as if unobserved"},
    environment={
        "palette": "neutral, as daylight leaves it",
        "texture": "sharp everyday detail",
    },
    technical={
        "depth_of_field": "deep enough to read the place",
        "grain": "clean sensor picture",
        "motion": "real-time, steady shoulder camera",
    },
)

STYLES: FrozenDict[str, StyleConfig] = FrozenDict(
    (style.name, style)
    for style in (cinematic_style, cyberpunk_style, ghibli_style, realistic_style)
)
