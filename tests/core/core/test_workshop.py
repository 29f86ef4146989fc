"""No field of a configuration is silently ignored by a studio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ministudio import Ministudio, VideoConfig
from ministudio.config import Camera, Character, Cinematography, LightingDirector
from ministudio.core.workshop import Workshop
from ministudio.storyboard.seed import board_of_segments

if TYPE_CHECKING:
    from pathlib import Path

VALUES: dict[str, Any] = {
    "duration_seconds": 5,
    "aspect_ratio": "1:1",
    "mood": "eerie",
    "style_name": "cyberpunk",
    "template_name": "marketing",
    "negative_prompt": "text",
    "seed": 3,
    "provider_name": "vertex-ai",
    "provider_kwargs": {"region": "eu"},
    "output_dir": "elsewhere",
    "filename_template": "{concept}.mp4",
    "guidance_scale": 3.0,
    "num_inference_steps": 3,
    "enable_safety_checker": False,
    "custom_metadata": {"client": 12},
    "characters": {"fox": {}},
    "environment": {"location": "Garden"},
    "cinematography": Cinematography({"hero": Camera(lens="85mm")}),
    "lighting": LightingDirector(atmosphere={"haze": "thin"}),
    "style_dna": {"traits": {"look": "charcoal"}},
    "continuity": {"rules": {"scarf": "red"}},
    "action_description": "Sparks fly",
    "technical": {"grain": "coarse"},
    "persona": {"name": "Old Master"},
    "conflict_matrix": {"orb,ann": "distrust"},
}
OF_THE_FILE = {"filename_template", "custom_metadata"}  # see test_studio.py
PEOPLE = {"orb": Character("Orb"), "ann": Character("Ann")}


def test_the_values_name_every_field() -> None:
    assert set(VALUES) == set(VideoConfig.model_fields)


@pytest.mark.parametrize("field", sorted(VALUES.keys() - OF_THE_FILE))
def test_a_field_reaches_the_storyboard_or_is_told(field: str, tmp_path: Path) -> None:
    usual = VideoConfig(characters=PEOPLE)
    config = usual.replace(**{field: VALUES[field]})
    segments = [{"concept": "Orb", "action": "It floats."}]
    workshop = Workshop(Ministudio.create_provider("mock"), tmp_path)
    told = [one.partition(":")[0] for one in workshop.unused(config)]
    changed = board_of_segments(segments, config) != board_of_segments(segments, usual)
    assert changed != (told == [field]), "one of the two, and not both"
