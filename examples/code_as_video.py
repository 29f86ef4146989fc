"""Every visual detail in Python: a character, a place and a light make a short sequence.

Run it: python examples/code_as_video.py
"""

from __future__ import annotations

import anyio

from ministudio import Ministudio, VideoConfig
from ministudio.config import Character, Color, Environment, LightingDirector, LightSource

HERO = Character(
    name="Hero Orb",
    genetics={"core": "golden energy", "surface": "circuit patterns", "glow": "warm ethereal"},
    motion_library={"idle": "gentle pulsing"},
    emotional_palette={"joy": {"glow_intensity": 1.2}},
)
LIBRARY = Environment(
    location="Ancient magical library",
    physics={"gravity": 0.8, "light_scattering": "volumetric"},
    composition={"foreground": "aged wood desk", "background": "stained glass windows"},
)
LIGHT = LightingDirector(
    key_lights=[
        LightSource(
            type="directional", color=Color(hex="#FFD700"), intensity=0.9, direction=(45, 30)
        )
    ]
)
SEGMENTS = [
    {"concept": "Intro", "action": "The orb enters the library."},
    {"concept": "Discovery", "action": "It finds an ancient book.", "mood": "curious"},
    {"concept": "Revelation", "action": "The book glows with knowledge."},
]


async def main() -> None:
    """Make the three segments and the film that joins them."""
    studio = Ministudio(provider=Ministudio.create_provider("mock"))
    config = VideoConfig(
        characters={"orb": HERO}, environment=LIBRARY, lighting=LIGHT, duration_seconds=3
    )
    results = await studio.generate_segmented_video(SEGMENTS, config)
    for result in results:
        print(result.video_path if result.success else result.error)
    print(results.video_path)


if __name__ == "__main__":
    anyio.run(main)
