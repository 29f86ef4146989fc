"""The seed's configuration objects: one video, its scenes and its shots."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model, PathText
from ministudio.config.camera import Cinematography, ShotType
from ministudio.config.character import Characters, Persona
from ministudio.config.environment import Environment
from ministudio.config.lighting import LightingDirector
from ministudio.config.style import ContinuityEngine, StyleDNA

Seconds = Annotated[int | float, Field(gt=0, le=3600)]
"""A duration in seconds, at most an hour: what is longer is a slip of the hand."""

AspectRatio = Annotated[str, Field(pattern=r"^[1-9]\d{0,3}:[1-9]\d{0,3}$")]
"""Width to height, such as 16:9."""

Seed = Annotated[int, Field(ge=0, lt=2**32)]
"""A seed for random numbers: 32 bits without a sign, which is what all models take."""


class VideoConfig(Model):
    """Everything the seed lets a caller say about one video, or about each of a sequence.

    `ministudio.storyboard.seed` turns it into a storyboard: people, place, light, camera, style and
    rules become its world; duration (seconds), aspect ratio, seed and negative prompt become its
    shots and settings. `style_name` and `template_name` name the styles and templates that come
    with Ministudio (`config.styles.STYLES`, `config.templates.TEMPLATES`); a template gives mood,
    duration and style where these stand at their default, `style_dna` stands instead of the default
    style. `conflict_matrix` maps pairs of names ("A,B") to the tension between them.
    `custom_metadata` is the caller's own and goes into the result. A studio has its own provider
    and folder: `provider_name`, `provider_kwargs`, `output_dir` and what is for local models
    (`guidance_scale`, `num_inference_steps`, `enable_safety_checker`) have no effect there, and its
    results say so.
    """

    duration_seconds: Seconds = 8
    aspect_ratio: AspectRatio = "16:9"
    mood: str = "magical"
    style_name: str | None = "ghibli"
    template_name: str | None = None
    negative_prompt: str | None = None
    seed: Seed | None = None
    provider_name: str = "mock"
    provider_kwargs: JsonMap = EMPTY
    output_dir: PathText = "./ministudio_output"
    filename_template: str = "{concept}_{timestamp}.mp4"
    guidance_scale: Annotated[float, Field(ge=0)] = 7.5
    num_inference_steps: Annotated[int, Field(ge=1)] = 20
    enable_safety_checker: bool = True
    custom_metadata: JsonMap = EMPTY
    characters: Characters = EMPTY
    environment: Environment | None = None
    cinematography: Cinematography | None = None
    lighting: LightingDirector | None = None
    style_dna: StyleDNA | None = None
    continuity: ContinuityEngine | None = None
    action_description: str = ""
    technical: JsonMap = EMPTY
    persona: Persona | None = None
    conflict_matrix: FrozenMap[str] = EMPTY


class ShotConfig(Model):
    """One shot of the seed's scenes, see `ministudio.storyboard.seed.board_of_scene`.

    `duration_seconds` None leaves the length to the words that are spoken. `dialogue` is one
    "Name: line" per line of text. `characters` and `environment` hold for this shot and those
    after it. `shot_type` may be written "WS" or "Wide Shot".
    """

    shot_type: ShotType = ShotType.MS
    action: str = ""
    camera_movement: str = "static"
    continuity_required: bool = True
    duration_seconds: Seconds | None = 4
    characters: Characters | None = None
    environment: Environment | None = None
    dialogue: str | None = None
    narration: str | None = None
    acting_notes: str | None = None


class SceneConfig(Model):
    """One scene of the seed's films, see `ministudio.storyboard.seed.board_of_film`."""

    concept: str = ""
    characters: Characters = EMPTY
    environment: Environment | None = None
    shots: tuple[ShotConfig, ...] = ()
    mood: str = "magical"
    conflict_matrix: FrozenMap[str] = EMPTY


DEFAULT_CONFIG = VideoConfig()
CINEMATIC_CONFIG = VideoConfig(
    duration_seconds=12,
    mood="dramatic",
    style_name="cinematic",
    template_name="cinematic",
    guidance_scale=8.0,
    num_inference_steps=25,
)
QUICK_CONFIG = VideoConfig(duration_seconds=4, guidance_scale=6.0, num_inference_steps=15)
HIGH_QUALITY_CONFIG = VideoConfig(duration_seconds=16, guidance_scale=9.0, num_inference_steps=30)
