"""Facts: what a view says, one thing at a time, in words that belong to no model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ministudio.compiler.wording import clause, listing, phrase, sentence
from ministudio.config import Camera, LightingDirector, LightSource
from ministudio.config.base import Model
from ministudio.state import changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ministudio.interfaces.compiler import Tier
    from ministudio.state.changes import Change
    from ministudio.storyboard.view import SeenCharacter, View

Slot = Literal[
    "camera", "identity", "state", "props", "place", "time", "light", "start", "action", "change",
    "dialogue", "narration", "sound", "mood", "style", "rules", "avoid",
]  # fmt: skip

# Optional facts are left out in this order when the text is too long (product: mood, sound,
# light, camera, style, place); what stands nowhere here is mandatory.
DROPPED_FIRST: tuple[Slot, ...] = (
    "rules", "mood", "sound", "narration", "light", "camera", "style", "place",
)  # fmt: skip
CORE_GENETICS = 3


class Fact(Model):
    """One thing that a shot shows. Mandatory facts are never left out."""

    slot: Slot
    text: str

    @property
    def mandatory(self) -> bool:
        """Whether the fact has to be in the text."""
        return self.slot not in DROPPED_FIRST


def facts(view: View, tier: Tier) -> tuple[Fact, ...]:
    """All facts of a view, with identities at `tier`."""
    return tuple(Fact(slot=slot, text=text) for slot, text in _facts(view, tier) if text)


def _facts(view: View, tier: Tier) -> Iterator[tuple[Slot, str]]:
    yield "camera", camera_words(view.camera, names(view))
    for one in view.characters:
        yield "identity", sentence(identity(one, tier))
        yield "state", sentence(_state(one, view))
    for prop in view.props:
        yield "props", sentence(_prop(view, prop.id))
    yield "place", sentence(_place(view))
    yield "time", sentence(listing(view.time, view.weather))
    yield "light", sentence(light_words(view.lighting))
    yield "start", sentence(view.start and f"At the start: {view.start}")
    yield "action", sentence(view.action)
    for change in view.during:
        yield "change", sentence(change_words(change, view))
    for line in view.say:
        yield "dialogue", f'{names(view).get(line.speaker, line.speaker)} says: "{line.text}"'
    yield "narration", f'A narrator says: "{view.narration}"' if view.narration else ""
    yield "sound", sentence(view.sound)
    yield "mood", sentence(view.mood and f"The mood is {view.mood}")
    yield "style", sentence(listing(phrase(view.style.traits), *view.style.references))
    yield "rules", sentence(phrase(view.rules))
    yield "avoid", sentence(listing(view.avoid, view.negative))


def names(view: View) -> dict[str, str]:
    """Ids of everybody and everything in frame, with the words for them."""
    people = {one.id: name(one) for one in view.characters}
    return people | {prop.id: f"the {prop.what}" for prop in view.props}


def name(one: SeenCharacter) -> str:
    """What a character is called: the name, or the id when the author gave none."""
    return one.character.name if one.character.name not in ("", "unknown") else one.id


def identity(one: SeenCharacter, tier: Tier) -> str:
    """Who somebody is, at one of three lengths.

    `tag` is the author's tag, else the name; `core` the author's core, else the name with the
    first three entries of the genetics; `full` is everything that stays the same.
    """
    who = one.character
    if tier == "tag":
        return who.tag or name(one)
    if tier == "core":
        if who.core:
            return clause(name(one), who.core)
        return clause(name(one), phrase(dict(list(who.genetics.items())[:CORE_GENETICS])))
    body = phrase({key: value for key, value in who.identity.items() if value})
    motion = f"moves: {phrase(who.motion_library)}" if who.motion_library else ""
    told = who.core if who.core and who.core not in who.tag else ""
    return clause(name(one), listing(who.tag, told, phrase(who.genetics), body, motion))


def _state(one: SeenCharacter, view: View) -> str:
    who = one.character.current_state
    held = [f"holding {_article(view, prop)}" for prop in one.holds]
    feels = who.emotion if who.emotion != "neutral" else ""
    emotion = one.emotion or feels
    palette = phrase(one.character.emotional_palette.get(emotion, {})) if emotion else ""
    words = listing(
        one.look.wearing and f"wearing {one.look.wearing}",
        *one.look.conditions,
        *one.conditions,
        "" if one.alive else "dead",
        *held,
        who.equipment and f"with {who.equipment}",
        emotion and listing(f"looking {emotion}", palette),
        who.posture,
        phrase({key: value for key, value in who.items() if key not in _STATE_KEYS}),
        one.part and f"only the {one.part} is in frame",
    )
    return words and f"{name(one)} is {words}"


_STATE_KEYS = frozenset({"clothing", "equipment", "emotion", "posture"})


def _article(view: View, prop: str) -> str:
    return names(view).get(prop, f"the {prop}")


def _prop(view: View, key: str) -> str:
    prop = next(prop for prop in view.props if prop.id == key)
    if prop.held_by in names(view):
        return prop.state and f"The {prop.what} is {prop.state}"
    return listing(f"There is the {prop.what}", prop.state, prop.part and f"{prop.part} only")


def _place(view: View) -> str:
    place = view.environment
    if place is None:
        return ""
    details = listing(
        phrase(place.composition),
        phrase(place.physics),
        phrase(place.generation_rules),
        phrase({key: value for key, value in place.identity.items() if value}),
        phrase({key: value for key, value in place.current_context.items() if value}),
    )
    return clause(place.location, details)


def light_words(lighting: LightingDirector) -> str:
    """The lighting program in words: each light with colour, strength and direction."""
    groups = (
        ("key light", lighting.key_lights),
        ("fill light", lighting.fill_lights),
        ("rim light", lighting.rim_lights),
    )
    lights = [f"{_one_light(light)} as {role}" for role, group in groups for light in group]
    return listing(*lights, phrase(lighting.atmosphere))


def _one_light(light: LightSource) -> str:
    where = ""
    if light.direction is not None:
        azimuth, elevation = light.direction
        where = f"from {_side(azimuth)}, {elevation:g}° high"
    at = light.position if isinstance(light.position, str) else _point(light)
    shadow = f"shadows of softness {light.shadow_softness:g}" if light.casts_shadows else ""
    cone = f"a cone of {light.angle:g}°" if light.angle else ""
    words = listing(where, at and f"at {at}", cone, shadow)
    return clause(f"{light.type} {light.color} light of strength {light.intensity:g}", words)


def _point(light: LightSource) -> str:
    point = light.position
    return (
        f"{point.x:g}, {point.y:g}, {point.z:g} m" if point and not isinstance(point, str) else ""
    )


def _side(azimuth: float) -> str:
    """Azimuth 0 is the camera's side and 90 its right."""
    sides = ("the front", "the front right", "the right", "the back right",
             "behind", "the back left", "the left", "the front left")  # fmt: skip
    return sides[round((azimuth % 360) / 45) % 8]


def camera_words(camera: Camera, called: Mapping[str, str]) -> str:
    """The camera in words; what the author leaves at its default is left to the model."""
    usual = Camera()
    size = f"{camera.size} shot" if camera.size and "shot" not in camera.size else camera.size
    told = {
        "lens": camera.lens, "aperture": camera.aperture, "focus_pulling": camera.focus_pulling,
    }  # fmt: skip
    extra = [
        f"{key.replace('_', ' ')} {value}"
        for key, value in told.items()
        if value != getattr(usual, key)
    ]
    if camera.focal_length != usual.focal_length and camera.lens == usual.lens:
        extra.append(f"focal length {camera.focal_length:g} mm")
    return sentence(
        listing(
            size,
            camera.on and f"on {called.get(camera.on, camera.on)}",
            camera.over and f"over the shoulder of {called.get(camera.over, camera.over)}",
            camera.angle
            and (f"{camera.angle} angle" if "angle" not in camera.angle else camera.angle),
            *extra,
            camera.move if camera.move != "static" else "static camera",
        )
    )


_CHANGE_WORDS: dict[type[Any], str] = {
    changes.Enter: "{enter} comes in",
    changes.Exit: "{exit} leaves",
    changes.Kill: "{kill} dies",
    changes.Revive: "{revive} comes back to life",
    changes.Wear: "{by} changes clothes",
    changes.Add: "{to} becomes {add}",
    changes.Clear: "{to} is no longer {clear}",
    changes.Take: "{by} takes {take}",
    changes.Drop: "{by} puts down {drop}",
    changes.Bring: "{by} brings {bring}",
    changes.Give: "{by} hands {give} to {to}",
    changes.Show: "{show} comes into sight",
    changes.Hide: "{hide} goes out of sight",
    changes.Open: "{open} opens",
    changes.Close: "{close} closes",
    changes.Set: "{set} becomes {state}",
    changes.Place: "the scene moves to {place}",
    changes.Time: "the hour turns to {time}",
    changes.Weather: "the weather turns to {weather}",
    changes.Mood: "the mood turns {mood}",
}


def change_words(change: Change, view: View) -> str:
    """What happens on screen, in words."""
    if isinstance(change, changes.Light):
        return f"during the shot the light turns to {light_words(change.light)}"
    called = names(view)
    fields = {key: called.get(str(value), value) for key, value in change.model_dump().items()}
    return f"during the shot {_CHANGE_WORDS[type(change)].format(**fields)}"
