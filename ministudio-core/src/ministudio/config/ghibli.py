"""A ready cast in the painted style: Emma, David, an orb, their world, and a configuration."""

from __future__ import annotations

from ministudio.config.character import Character, CharacterState, Identity
from ministudio.config.environment import Environment, PlaceContext
from ministudio.config.video import VideoConfig

EMMA = Character(
    name="Emma",
    genetics={"age": "young woman", "build": "slight"},
    motion_library={"idle": "a slow blink, hair moving in the breeze"},
    identity=Identity(hair_style="short, wind-blown", hair_color="brown", eye_color="large hazel"),
    current_state=CharacterState(clothing="blue wool sweater"),
    voice_id="en-US-Studio-O",
)
DAVID = Character(
    name="David",
    genetics={"age": "young man", "accessories": "round glasses that catch the light"},
    motion_library={"idle": "pushes up his glasses, shifts his weight"},
    identity=Identity(hair_style="short, parted", hair_color="dark brown", skin_tone="warm"),
    current_state=CharacterState(clothing="green scarf over a grey coat"),
    voice_id="en-US-Studio-O",
)
ORB = Character(
    name="ContextKeeper Orb",
    genetics={
        "form": "floating orb the size of a tennis ball",
        "core": "golden light (#D4AF37)",
        "surface": "translucent, circuit lines drifting inside",
        "glow": "soft gold with teal edges (#008080)",
    },
    motion_library={"idle": "bobs and pulses, leaving a few sparks behind"},
)
GHIBLI_ENVIRONMENT = Environment(
    location="Painted countryside at golden hour",
    generation_rules={"picture": "hand-painted backgrounds", "light": "low warm sun, long shadows"},
    composition={"foreground": "tall grass and flowers", "background": "rolling hills, big clouds"},
    current_context=PlaceContext(time_of_day="golden hour"),
)
GHIBLI_CONFIG = VideoConfig(
    duration_seconds=10,
    style_name="ghibli",
    characters={"Emma": EMMA, "David": DAVID, "Orb": ORB},
    environment=GHIBLI_ENVIRONMENT,
)
