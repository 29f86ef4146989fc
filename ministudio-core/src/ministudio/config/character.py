"""Characters: who they are, how they look, how they sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, ConfigDict, model_validator

from ministudio.config.base import (
    EMPTY,
    FrozenDict,
    FrozenMap,
    JsonMap,
    Model,
    OpenModel,
    Paths,
    PathText,
)
from ministudio.config.json_schema import with_keys
from ministudio.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LOOK = "default"
UNNAMED = "unknown"


class Look(Model):
    """How a character appears in a stretch of the story.

    `wearing` is the clothes, `conditions` what has happened to the look ("wet", "torn sleeve";
    the key `condition` with one text or a list will do), `reference_images` show the character in
    this look, best first. Read by the compiler, the carriers of references and the animatic.
    """

    model_config = ConfigDict(
        json_schema_extra=with_keys(
            condition={
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            }
        )
    )

    wearing: str = ""
    conditions: tuple[str, ...] = ()
    reference_images: Paths = ()

    @model_validator(mode="before")
    @classmethod
    def _one_condition(cls, value: Any) -> Any:  # noqa: ANN401 - raw input
        if not isinstance(value, dict):
            return value
        if "condition" in value and "conditions" in value:
            raise ValueError("`condition` and `conditions` are the same field: give one of them")
        renamed = {("conditions" if key == "condition" else key): value[key] for key in value}
        if isinstance(renamed.get("conditions"), str):
            renamed["conditions"] = (renamed["conditions"],)
        return renamed


class Identity(OpenModel):
    """The body of a character, in the author's words; further keys are free.

    Part of every prompt in which the character is seen, and drawn by the animatic.
    """

    hair_style: str = ""
    hair_color: str = ""
    eye_color: str = ""
    skin_tone: str = ""
    face_shape: str = ""
    height_build: str = ""


class CharacterState(OpenModel):
    """How a character is when the story begins; further keys are free.

    `clothing` feeds the default look.
    """

    clothing: str = ""
    equipment: str = ""
    emotion: str = "neutral"
    posture: str = ""


class VoiceProfile(OpenModel):
    """How a character sounds, for models and services that speak; further keys are free.

    `pitch` is a factor or an offset as the voice service reads it, `stability` runs from 0 to 1.
    """

    gender: str = "neutral"
    style: str = "warm"
    accent: str | None = None
    pitch: float = 1.0
    stability: float = 0.5


class Character(Model):
    """Character DNA: what stays the same about somebody in every shot.

    `genetics` (age, hair, material, …), `motion_library` (name to movement) and
    `emotional_palette` (emotion to what it does to face, posture or glow) are free.
    `core` and `tag` are shorter forms of the identity for models with little room: a clause, and
    the shortest words that still single the character out; the compiler derives what is empty.
    `looks` are the ways in which the character appears, by name; see `look`.
    """

    name: str = UNNAMED
    genetics: JsonMap = EMPTY
    motion_library: JsonMap = EMPTY
    emotional_palette: JsonMap = EMPTY
    identity: Identity = Identity()
    current_state: CharacterState = CharacterState()
    reference_images: Paths = ()
    visual_anchor_path: PathText | None = None
    voice_id: str | None = None
    voice_profile: VoiceProfile | None = None
    tag: str = ""
    core: str = ""
    looks: FrozenMap[Look] = EMPTY

    def look(self, name: str = DEFAULT_LOOK) -> Look:
        """The look of that name; `default` always exists.

        What the default look leaves open comes from `current_state.clothing`, and its images from
        `visual_anchor_path` and `reference_images`.

        Raises:
            NotFoundError: when the character has no look of that name.
        """
        if name == DEFAULT_LOOK:
            return self._default_look()
        if name not in self.looks:
            known = ", ".join(repr(look) for look in (DEFAULT_LOOK, *self.looks))
            raise NotFoundError(
                f"{self.name!r} has no look {name!r}.", hint=f"Looks of this character: {known}."
            )
        return self.looks[name]

    def _default_look(self) -> Look:
        given = self.looks.get(DEFAULT_LOOK, Look())
        anchor = (self.visual_anchor_path,) if self.visual_anchor_path else ()
        images = dict.fromkeys((*anchor, *self.reference_images))
        return given.replace(
            wearing=given.wearing or self.current_state.clothing,
            reference_images=given.reference_images or tuple(images),
        )


def _named(characters: Mapping[str, Character]) -> FrozenDict[str, Character]:
    return FrozenDict(
        (key, character.replace(name=key) if character.name == UNNAMED else character)
        for key, character in characters.items()
    )


Characters = Annotated[FrozenMap[Character], AfterValidator(_named)]
"""Characters by key; one without a name of its own is called by its key."""


class Persona(Model):
    """Who the prompt speaks as, for models that take a director's voice.

    `expertise` lists fields of skill in plain words.
    """

    name: str = "Assistant"
    description: str = ""
    expertise: tuple[str, ...] = ()


DEFAULT_PERSONA = Persona(
    name="Master Filmmaker",
    description="A director who keeps characters, places and light the same from shot to shot.",
    expertise=(
        "visual storytelling",
        "cinematography",
        "lighting",
        "character consistency",
        "spatial continuity",
        "pacing",
        "performance",
    ),
)
