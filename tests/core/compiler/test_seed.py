"""The seed's compiler: no field of a configuration is silently left out."""

from __future__ import annotations

from typing import Any

import pytest

from ministudio import ProgrammaticPromptCompiler
from ministudio.compiler import ProgrammaticPromptCompiler as Same
from ministudio.config import (
    Camera,
    Character,
    Cinematography,
    Color,
    Environment,
    LightingDirector,
    LightSource,
    Persona,
    StyleDNA,
    VideoConfig,
)
from ministudio.errors import StoryboardError

FULL = VideoConfig(
    characters={
        "orb": Character(
            "Hero Orb",
            {"core": "golden energy"},
            {"idle": "gentle pulsing"},
            {"joy": {"glow": "brighter"}, "fear": {"glow": "thin"}},
            current_state={"emotion": "joy"},
        ),
        "ann": Character("Ann", current_state={"clothing": "red coat"}),
    },
    environment=Environment(
        "Ancient library", {"gravity": 0.8}, {"dust": "always"}, {"background": "stained glass"}
    ),
    cinematography=Cinematography(
        {"hero": Camera("85mm", "f/1.4", 85, "dolly in", "rack")}, {"thirds": "strict"}, "hero"
    ),
    lighting=LightingDirector(
        [LightSource("directional", Color("#FFD700"), 0.9, (45, 30))],
        [LightSource("ambient", Color("#112233"), 0.3)],
        [LightSource("spot", Color("#ABCDEF"), 0.5)],
        {"haze": "thin"},
    ),
    style_dna=StyleDNA({"look": "charcoal"}, ["Goya"]),
    continuity={"rules": {"scarf": "stays red"}},
    action_description="The orb finds a book",
    technical={"grain": "coarse"},
    persona=Persona("Old Master", "slow hand", ["light"]),
    conflict_matrix={"orb,ann": "distrust"},
    mood="eerie",
    negative_prompt="readable text",
)
WORDS = (
    "golden energy", "gentle pulsing", "brighter glow", "when fear (thin glow)", "red coat",
    "Ancient library", "gravity 0.8", "dust always", "stained glass", "85mm", "f/1.4", "dolly in",
    "rack", "thirds strict", "#FFD700", "front right", "#112233", "#ABCDEF", "rim light",
    "thin haze", "charcoal", "Goya", "scarf stays red", "orb finds a book", "coarse grain",
    "Old Master", "slow hand", "distrust between Hero Orb and Ann", "eerie", "readable text",
)  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_every_field_is_in_the_text(words: str) -> None:
    assert words.casefold() in ProgrammaticPromptCompiler().compile(FULL).casefold()


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"style_name": "cyberpunk"}, "megacity"),
        ({}, "hand-painted"),
        ({"template_name": "explainer", "action_description": "It falls"}, "It falls. It makes"),
        ({"duration_seconds": 3000}, "magical"),
    ],
)
def test_names_stand_for_what_they_name(config: dict[str, Any], words: str) -> None:
    assert words in Same().compile(VideoConfig(**config))


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(StoryboardError, match="did you mean 'realistic'"):
        Same().compile(VideoConfig(style_name="realstic"))
