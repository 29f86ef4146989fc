"""The animatic draws every field of a view, or the dialect `animatic` lists it as not honoured."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from animatic_views import request

from ministudio.builtin.animatic.film import Film
from ministudio.builtin.animatic.reel import Backdrops, paint_reel
from ministudio.builtin.animatic.staging import stage_shot
from ministudio.config import Camera, Character, Environment, LightingDirector, LightSource, Look
from ministudio.config import StyleDNA as Style
from ministudio.state import changes
from ministudio.storyboard.view import Line, SeenCharacter, SeenProp, View

LISTED = set(
    json.loads((Path(__file__).parents[2] / "compiler" / "not_honoured.json").read_text("utf-8"))[
        "animatic"
    ]
)
LIGHT = LightSource("spot", "#F4F6F2", 0.7, direction=(-40, 30), casts_shadows=True)
ROOM = Environment(
    location="Police interview room",
    physics={"light_scattering": "soft"},
    composition={"foreground": "gray metal table"},
)
MIRA = SeenCharacter(
    id="mira",
    character=Character(
        name="Mira", genetics={"age": 34, "hair": "black bob"}, tag="the woman", core="a detective"
    ),
    look=Look(wearing="red raincoat"),
    emotion="worried",
)
JORDAN = SeenCharacter(id="jordan", character=Character(name="Jordan"), look=Look("green sweater"))
BOOK = SeenProp(id="book", what="ancient book", state="closed")
LAMP = SeenProp(id="lamp", what="brass lantern", state="unlit", held_by="jordan")
BASE = View(
    characters=(MIRA, JORDAN.replace(holds=("lamp",))),
    props=(BOOK, LAMP),
    place="room",
    environment=ROOM,
    lighting=LightingDirector(key_lights=(LIGHT,)),
    time="noon",
    camera=Camera(size="medium"),
    action="Mira stands up",
    say=(Line(speaker="mira", text="Well then."),),
    duration=1,
)


def mira(**fields: Any) -> dict[str, Any]:
    return {"characters": (MIRA.replace(**fields), *BASE.characters[1:])}


def who(**fields: Any) -> dict[str, Any]:
    return mira(character=MIRA.character.replace(**fields))


def props(**fields: Any) -> dict[str, Any]:
    return {"props": (BOOK.replace(**fields), LAMP)}


def room(**fields: Any) -> dict[str, Any]:
    return {"environment": ROOM.replace(**fields)}


def key(**fields: Any) -> dict[str, Any]:
    return {"lighting": LightingDirector(key_lights=(LIGHT.replace(**fields),))}


def camera(**fields: Any) -> dict[str, Any]:
    return {"camera": BASE.camera.replace(**fields)}


# A field, and what of the base view becomes else: a value that can be seen or heard.
CASES: dict[str, dict[str, Any]] = {
    "characters.name": who(name="Ada Lovelace"),
    "characters.genetics": who(genetics={"age": 9, "hair": "long blond hair"}),
    "characters.tag": who(tag="the man"),
    "characters.core": who(core="a robot of brass"),
    "characters.motion_library": who(motion_library={"idle": "arms crossed"}),
    "characters.emotional_palette": who(emotional_palette={"worried": {"posture": "arms crossed"}}),
    "characters.identity": who(identity={"hair_color": "blond", "skin_tone": "dark"}),
    "characters.current_state.equipment": who(current_state={"equipment": "a torch"}),
    "characters.current_state.posture": who(current_state={"posture": "sitting"}),
    "characters.voice_id": who(voice_id="v-1"),
    "characters.voice_profile": who(voice_profile={"gender": "female"}),
    "characters.look": mira(look=Look(wearing="blue suit")),
    "characters.look.conditions": mira(look=Look("red raincoat", conditions=("bandaged head",))),
    "characters.conditions": mira(conditions=("bandaged head",)),
    "characters.alive": mira(alive=False),
    "characters.emotion": mira(emotion="joy"),
    "characters.part": mira(part="shoulder"),
    "characters.references": mira(references=("digest",)),
    "props.what": props(what="red umbrella"),
    "props.state": props(state="open"),
    "props.part": props(part="cover"),
    "props.references": props(references=("digest",)),
    "environment.location": room(location="Forest"),
    "environment.physics": room(physics={"fog": 1.0}),
    "environment.composition": room(composition={"foreground": "bookshelves"}),
    "environment.generation_rules": room(generation_rules={"dust": "always"}),
    "environment.identity": room(identity={"architecture_style": "library with bookshelves"}),
    "environment.current_context": room(current_context={"dynamic_props": "candles"}),
    "lighting.key_lights.type": key(type="window"),
    "lighting.key_lights.color": key(color="#FF3020"),
    "lighting.key_lights.intensity": key(intensity=0.2),
    "lighting.key_lights.direction": key(direction=(60, 10)),
    "lighting.key_lights.position": key(position=(1, 2, 1)),
    "lighting.key_lights.casts_shadows": key(casts_shadows=False),
    "lighting.key_lights.shadow_softness": key(shadow_softness=1.0),
    "lighting.key_lights.angle": key(angle=15),
    "lighting.fill_lights": {
        "lighting": LightingDirector(key_lights=(LIGHT,), fill_lights=(LIGHT,))
    },
    "lighting.rim_lights": {
        "lighting": LightingDirector(key_lights=(LIGHT,), rim_lights=(LIGHT.replace(intensity=1),))
    },
    "lighting.fill_lights.casts_shadows": {
        "lighting": LightingDirector(fill_lights=(LIGHT.replace(casts_shadows=False),))
    },
    "lighting.rim_lights.casts_shadows": {
        "lighting": LightingDirector(rim_lights=(LIGHT.replace(casts_shadows=False),))
    },
    "lighting.atmosphere": {
        "lighting": LightingDirector(key_lights=(LIGHT,), atmosphere={"fog": 0.8})
    },
    "time": {"time": "night"},
    "weather": {"weather": "heavy rain"},
    "mood": {"mood": "melancholic"},
    "style.traits": {"style": Style(traits={"palette": "black and white"})},
    "style.references": {"style": Style(references=("Goya",))},
    "rules": {"rules": {"scarf": "stays red"}},
    "avoid": {"avoid": "readable text"},
    "negative": {"negative": "logos"},
    "camera.lens": {"camera": Camera(size="close-up", on="mira", lens="135mm")},
    "camera.focal_length": {"camera": Camera(size="close-up", on="mira", focal_length=135)},
    "camera.aperture": camera(aperture="f/16"),
    "camera.focus_pulling": camera(focus_pulling="rack"),
    "camera.move": camera(move="fast pan left"),
    "camera.size": camera(size="wide"),
    "camera.angle": camera(angle="low"),
    "camera.on": camera(on="jordan", size="close-up"),
    "camera.over": camera(over="mira"),
    "start": {"start": "Mira sits at the table"},
    "action": {"action": "Mira waves"},
    "say": {"say": (Line(speaker="jordan", text="No."),)},
    "narration": {"narration": "She had it."},
    "sound": {"sound": "rain on glass"},
    "duration": {"duration": 2},
    "during": {"during": (changes.Open(open="book"),)},
    "references": {"references": {"a.png": "digest"}},
}
# What a change is compared with, where it is not the base view.
FROM: dict[str, dict[str, Any]] = {
    "lighting.fill_lights.casts_shadows": {"lighting": LightingDirector(fill_lights=(LIGHT,))},
    "lighting.rim_lights.casts_shadows": {"lighting": LightingDirector(rim_lights=(LIGHT,))},
    "camera.lens": {"camera": Camera(size="close-up", on="mira")},
    "camera.focal_length": {"camera": Camera(size="close-up", on="mira")},
    "camera.on": camera(size="close-up", on="mira"),
}
_BACKDROPS = Backdrops(room=20)
_SEEN: dict[str, str] = {}


def seen(view: View) -> str:
    """The digest of three frames, the sound and the length of a view, drawn small."""
    if view.basis not in _SEEN:
        scene = stage_shot(request(view, size=(128, 72), fps=Fraction(8)))
        film = Film(scene, paint_reel(scene, _BACKDROPS))
        drawn = hashlib.sha256(f"{scene.tone!r} {scene.frames}".encode())
        for number in (0, scene.frames // 2, scene.frames - 1):
            for plane in film.frame(number).planes:
                drawn.update(plane.tobytes())
        _SEEN[view.basis] = drawn.hexdigest()
    return _SEEN[view.basis]


@pytest.mark.slow
@pytest.mark.parametrize("field", CASES)
def test_a_field_is_drawn_or_listed(field: str) -> None:
    before = BASE.replace(**FROM.get(field, {}))
    parts = field.split(".")
    listed = any(".".join(parts[:end]) in LISTED for end in range(1, len(parts) + 1))
    assert (seen(before) != seen(BASE.replace(**CASES[field]))) is not listed


def test_the_cases_meet_every_field_but_those_that_others_act_on() -> None:
    elsewhere = {"place", "join", "seed"}
    assert {field.partition(".")[0] for field in CASES} | elsewhere == set(View.model_fields)
