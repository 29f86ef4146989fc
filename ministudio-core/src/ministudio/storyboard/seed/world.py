"""The world of a storyboard, put together from the seed's configurations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ministudio.config import (
    STYLES,
    TEMPLATES,
    Camera,
    Character,
    Environment,
    LightingDirector,
    StyleDNA,
    VideoConfig,
    VideoTemplate,
)
from ministudio.errors import StoryboardError
from ministudio.storyboard.checks import did_you_mean
from ministudio.storyboard.seed.ids import keep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULTS = VideoConfig()


@dataclass(slots=True)
class WorldDraft:
    """Characters, places and cameras by id, growing with each configuration that is read.

    Who or what is equal has one id; what was changed between two configurations gets another.
    """

    characters: dict[str, Character] = field(default_factory=dict)
    environments: dict[str, Environment] = field(default_factory=dict)
    cameras: dict[str, Camera] = field(default_factory=dict)

    def cast(self, people: Mapping[str, Character]) -> tuple[str, ...]:
        """The ids of these people."""
        return tuple(
            keep(self.characters, one, key, otherwise="character") for key, one in people.items()
        )

    def place(self, environment: Environment) -> str:
        """The id of a place."""
        return keep(self.environments, environment, environment.location, otherwise="place")

    def camera(self, config: VideoConfig) -> str | None:
        """The id of the configuration's camera; None when it has none."""
        cinema = config.cinematography
        if cinema is None or not cinema.camera_behaviors:
            return None
        ids = {
            name: keep(self.cameras, camera, name, otherwise="camera")
            for name, camera in cinema.camera_behaviors.items()
        }
        active = cinema.active_camera
        if active not in ids and active != "default":
            hint = did_you_mean(active, ids)
            raise StoryboardError(f"cinematography: there is no active camera {active!r}{hint}")
        return ids.get(active) or next(iter(ids.values()))

    def world(self, config: VideoConfig) -> dict[str, Any]:
        """The whole world, with what `config` says about the film as such."""
        fields: dict[str, Any] = {
            "characters": self.characters,
            "environments": self.environments,
            "cameras": self.cameras,
            "style": style_of(config),
            "lighting": config.lighting,
            "continuity": {"rules": dict(_rules(config))},
        }
        return {name: value for name, value in fields.items() if value}


def template_of(config: VideoConfig) -> VideoTemplate | None:
    """The template that a configuration names.

    Raises:
        StoryboardError: there is none of that name.
    """
    name = config.template_name
    if name is None:
        return None
    if name not in TEMPLATES:
        raise _unknown("template_name", name, TEMPLATES)
    return TEMPLATES[name]


def style_of(config: VideoConfig) -> StyleDNA:
    """How the film looks: the style of that name (or the template's), with `technical` on top.

    `style_dna` stands instead of the default style, and on top of any other that is named.

    Raises:
        StoryboardError: there is no style of that name.
    """
    template = template_of(config)
    name, dna = config.style_name, config.style_dna
    if name == DEFAULTS.style_name and template is not None and template.style:
        name = template.style
    if dna is not None and name == DEFAULTS.style_name:
        name = None
    if name is not None and name not in STYLES:
        raise _unknown("style_name", name, STYLES)
    named = STYLES[name].dna if name else StyleDNA()
    own = dna or StyleDNA()
    return StyleDNA(
        traits={**named.traits, **own.traits, **config.technical},
        references=(*named.references, *own.references),
    )


def _unknown(key: str, name: str, known: Mapping[str, object]) -> StoryboardError:
    hint = did_you_mean(name, known) or f"; there is {', '.join(known)}"
    return StoryboardError(f"{key}: there is no {key.partition('_')[0]} {name!r}{hint}")


def _rules(config: VideoConfig) -> Iterator[tuple[str, Any]]:
    """What holds in every shot."""
    if config.continuity is not None:
        yield from config.continuity.rules.items()
    if config.cinematography is not None and config.cinematography.shot_composition_rules:
        yield "composition", config.cinematography.shot_composition_rules
    if config.persona is not None:
        who = config.persona
        told = (who.name, who.description.rstrip("."), ", ".join(who.expertise))
        yield "directed by", "; ".join(filter(None, told))


def full_light(light: LightingDirector) -> LightingDirector:
    """The light with every group said, so that it replaces all of what was there."""
    return LightingDirector(
        **{name: getattr(light, name) for name in LightingDirector.model_fields}
    )


def emotions(people: Mapping[str, Character]) -> dict[str, str]:
    """What each person feels by the seed's key `current_emotion`, by id."""
    found = {key: one.emotional_palette.get("current_emotion") for key, one in people.items()}
    return {key: feels for key, feels in found.items() if isinstance(feels, str) and feels}


def mood_of(mood: str, tensions: Mapping[str, str], people: Mapping[str, Character]) -> str:
    """The mood, with what lies between people: `tensions` maps "A,B" to a word for it.

    Raises:
        StoryboardError: a pair is not one, or names somebody who is not there.
    """
    between = [f"{word} between {_pair(pair, people)}" for pair, word in tensions.items() if word]
    return ", ".join(filter(None, [mood, *between]))


def _pair(pair: str, people: Mapping[str, Character]) -> str:
    names = [name.strip() for name in pair.split(",")]
    if len(names) != 2:
        raise StoryboardError(f'conflict_matrix: {pair!r} is not two names: write "A,B"')
    known = {key: one.name for key, one in people.items()}
    called = {name.casefold(): name for name in known.values()} | {
        key.casefold(): name for key, name in known.items()
    }
    for name in names:
        if name.casefold() not in called:
            hint = did_you_mean(name, known.values())
            raise StoryboardError(f"conflict_matrix: there is no character {name!r}{hint}")
    return " and ".join(called[name.casefold()] for name in names)
