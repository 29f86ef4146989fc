"""The seed's names, fields, defaults and call shapes (its README and its example productions)."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

import ministudio
from ministudio import config
from ministudio.config import (
    CINEMATIC_CONFIG,
    DEFAULT_CONFIG,
    DEFAULT_PERSONA,
    HIGH_QUALITY_CONFIG,
    QUICK_CONFIG,
    STYLES,
    TEMPLATES,
    Camera,
    Character,
    Color,
    Environment,
    LightSource,
    Model,
    Persona,
    SceneConfig,
    ShotConfig,
    ShotType,
    Vector3,
    VideoConfig,
    VideoTemplate,
    VoiceProfile,
)

FIELDS: dict[str, dict[str, Any]] = {
    "Color": {"hex": None, "hsl": None},
    "Character": {
        "name": "unknown",
        "genetics": {},
        "motion_library": {},
        "emotional_palette": {},
    },
    "Environment": {"location": "void", "physics": {}, "generation_rules": {}, "composition": {}},
    "VoiceProfile": {
        "gender": "neutral",
        "style": "warm",
        "accent": None,
        "pitch": 1.0,
        "stability": 0.5,
    },
    "Camera": {
        "lens": "35mm",
        "aperture": "f/2.8",
        "focal_length": 35,
        "movement_style": "static",
        "focus_pulling": "auto",
    },
    "Cinematography": {
        "camera_behaviors": {},
        "shot_composition_rules": {},
        "active_camera": "default",
    },
    "LightingDirector": {
        "key_lights": (),
        "fill_lights": (),
        "rim_lights": (),
        "atmosphere": {},
    },
    "StyleDNA": {"traits": {}, "references": ()},
    "ContinuityEngine": {"rules": {}},
    "Persona": {"name": "Assistant", "description": "", "expertise": ()},
    "ShotConfig": {
        "shot_type": ShotType.MS,
        "action": "",
        "camera_movement": "static",
        "continuity_required": True,
        "duration_seconds": 4,
        "characters": None,
        "environment": None,
        "dialogue": None,
        "narration": None,
        "acting_notes": None,
    },
    "SceneConfig": {
        "concept": "",
        "characters": {},
        "environment": None,
        "shots": (),
        "mood": "magical",
        "conflict_matrix": {},
    },
    "StyleConfig": {
        "name": "ghibli",
        "description": "",
        "characters": {},
        "environment": {},
        "technical": {},
    },
    "VideoConfig": {
        "duration_seconds": 8,
        "aspect_ratio": "16:9",
        "mood": "magical",
        "style_name": "ghibli",
        "template_name": None,
        "negative_prompt": None,
        "seed": None,
        "provider_name": "mock",
        "provider_kwargs": {},
        "output_dir": "./ministudio_output",
        "filename_template": "{concept}_{timestamp}.mp4",
        "guidance_scale": 7.5,
        "num_inference_steps": 20,
        "enable_safety_checker": True,
        "custom_metadata": {},
        "characters": {},
        "environment": None,
        "cinematography": None,
        "lighting": None,
        "style_dna": None,
        "continuity": None,
        "action_description": "",
        "technical": {},
        "persona": None,
        "conflict_matrix": {},
    },
}
SEED_NAMES = {
    "Camera", "Character", "Cinematography", "Color", "ContinuityEngine", "Environment",
    "LightSource", "LightingDirector", "StyleConfig", "StyleDNA", "Vector3", "VideoConfig",
    "VideoTemplate", "DEFAULT_CONFIG", "CINEMATIC_CONFIG", "QUICK_CONFIG", "HIGH_QUALITY_CONFIG",
    "Persona", "DEFAULT_PERSONA", "ShotType", "ShotConfig", "SceneConfig",
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_defaults_and_positional_order_are_the_seeds(name: str) -> None:
    model: type[Model] = getattr(config, name)
    default = model()
    assert {field: getattr(default, field) for field in FIELDS[name]} == FIELDS[name]
    aliases = {"movement_style": "move"}
    wanted = [aliases.get(field, field) for field in FIELDS[name]]
    assert list(model.model_fields)[: len(wanted)] == wanted


@pytest.mark.parametrize("package", [ministudio, config], ids=["ministudio", "config"])
def test_each_exported_name_is_there(package: Any) -> None:
    assert len(set(package.__all__)) == len(package.__all__)
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))
    assert set(package.__all__) >= SEED_NAMES


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Chracter'"):
        _ = ministudio.Chracter


def test_positional_calls() -> None:
    light = LightSource("directional", Color("#FFD700"), 0.9, (45, 30))
    assert light == LightSource(
        type="directional", color=Color(hex="#FFD700"), intensity=0.9, direction=(45, 30)
    )
    assert Vector3(1, 2, 3).y == 2
    assert Character("Orb", {"core": "gold"}).genetics["core"] == "gold"
    assert Environment("library", {"gravity": 0.8}).physics == {"gravity": 0.8}
    with pytest.raises(TypeError, match="at most 3"):
        Vector3(1, 2, 3, 4)
    with pytest.raises(TypeError, match="two values for 'x'"):
        Vector3(1, 2, 3, x=4)


def test_the_readmes_programmable_visuals() -> None:
    hero = Character(
        name="Hero Orb",
        genetics={
            "core": "golden energy",
            "surface": "circuit patterns",
            "glow": "warm ethereal",
        },
        motion_library={"idle": "gentle pulsing"},
        emotional_palette={
            "joy": {"glow_intensity": 1.2},
            "curious": {"pulse_pattern": "irregular"},
        },
    )
    library = Environment(
        location="Ancient magical library",
        physics={"gravity": 0.8, "light_scattering": "volumetric"},
        composition={"foreground": "aged wood desk", "background": "stained glass windows"},
    )
    lighting = config.LightingDirector(
        key_lights=[
            LightSource(
                type="directional", color=Color(hex="#FFD700"), intensity=0.9, direction=(45, 30)
            )
        ]
    )
    video = VideoConfig(
        characters={"orb": hero}, environment=library, lighting=lighting, duration_seconds=5
    )
    assert video.characters["orb"] is hero
    assert video.environment is library
    assert video.lighting is not None
    assert str(video.lighting.key_lights[0].color) == "#FFD700"
    assert VideoConfig.from_json(video.to_json()) == video


def test_presets() -> None:
    assert VideoConfig() == DEFAULT_CONFIG
    assert (CINEMATIC_CONFIG.duration_seconds, CINEMATIC_CONFIG.mood) == (12, "dramatic")
    assert (CINEMATIC_CONFIG.guidance_scale, CINEMATIC_CONFIG.num_inference_steps) == (8.0, 25)
    assert (QUICK_CONFIG.duration_seconds, QUICK_CONFIG.guidance_scale) == (4, 6.0)
    assert QUICK_CONFIG.num_inference_steps == 15
    assert (HIGH_QUALITY_CONFIG.duration_seconds, HIGH_QUALITY_CONFIG.guidance_scale) == (16, 9.0)
    assert HIGH_QUALITY_CONFIG.num_inference_steps == 30
    assert DEFAULT_PERSONA.name == "Master Filmmaker"
    assert len(DEFAULT_PERSONA.expertise) == 7
    assert Persona().name == "Assistant"


def test_every_preset_names_a_style_and_template_that_exist() -> None:
    for preset in (DEFAULT_CONFIG, CINEMATIC_CONFIG, QUICK_CONFIG, config.GHIBLI_CONFIG):
        assert preset.style_name in STYLES
        assert preset.template_name is None or preset.template_name in TEMPLATES
    assert set(STYLES) == {"cinematic", "cyberpunk", "ghibli", "realistic"}
    lengths = {name: template.duration for name, template in TEMPLATES.items()}
    assert lengths == {"cinematic": 12, "explainer": 10, "marketing": 8}
    assert all(template.style in STYLES for template in TEMPLATES.values())


@pytest.mark.parametrize("name", STYLES)
def test_a_style_says_everything_it_holds(name: str) -> None:
    style = STYLES[name]
    traits = style.dna.traits
    assert traits["look"] == style.description
    assert traits["people"] == style.characters
    assert traits["places"] == style.environment
    assert style.technical.items() <= traits.items()


def test_a_template_fills_its_placeholders() -> None:
    template = VideoTemplate(
        "t", "d", prompt_template="{action} {who} {mood} {gone}!", variables={"who": "Mira"}
    )
    assert template.render_prompt(action="walks") == "walks Mira  !"
    assert template.render_prompt(action="{who}", who=3) == "{who} 3  !"
    assert VideoTemplate("t", "d", prompt_template="{a.b} {0}").render_prompt() == "{a.b} {0}"


def test_characters_of_the_example_productions() -> None:
    scene = SceneConfig(
        concept="Quantum Mystery",
        characters={
            "Elias": {
                "name": "Grandfather Elias",
                "identity": {"hair_color": "snow white"},
                "current_state": {"clothing": "wool cardigan", "posture": "upright"},
                "voice_profile": {"style": "warm and academic", "pitch": -2.0, "rate": 0.9},
            },
            "ARIA": {"name": "unknown", "genetics": {"form": "hologram"}, "voice_id": "v2"},
        },
        environment={
            "location": "Old study",
            "current_context": {"time_of_day": "twilight", "atmosphere": "quiet"},
        },
        shots=[
            {"shot_type": "WS", "action": "rain", "duration_seconds": 3},
            {"shot_type": "Close-Up", "dialogue": "Elias: No.", "duration_seconds": None},
            {"shot_type": "ecu", "environment": {"location": "abandoned warehouse"}},
        ],
        conflict_matrix={"Elias,ARIA": "tense"},
    )
    elias, aria = scene.characters["Elias"], scene.characters["ARIA"]
    assert elias.identity["hair_color"] == elias.identity.hair_color == "snow white"
    assert dict(elias.current_state) == {
        "clothing": "wool cardigan",
        "equipment": "",
        "emotion": "neutral",
        "posture": "upright",
    }
    assert elias.voice_profile == VoiceProfile(style="warm and academic", pitch=-2, rate=0.9)
    assert aria.name == "ARIA"
    assert scene.environment is not None
    assert scene.environment.current_context.get("atmosphere") == "quiet"
    assert "nothing" not in scene.environment.current_context
    types = [ShotType.WS, ShotType.CU, ShotType.ECU]
    assert [shot.shot_type for shot in scene.shots] == types
    assert [shot.shot_type.size for shot in scene.shots] == [
        "wide",
        "close-up",
        "extreme close-up",
    ]


@pytest.mark.parametrize(
    "model, values, where",
    [
        (VideoConfig, {"duration_seconds": 0}, "duration_seconds"),
        (VideoConfig, {"duration_seconds": -1}, "duration_seconds"),
        (VideoConfig, {"duration_seconds": 1e9}, "duration_seconds"),
        (VideoConfig, {"duration_seconds": float("nan")}, "duration_seconds"),
        (VideoConfig, {"aspect_ratio": "wide"}, "aspect_ratio"),
        (VideoConfig, {"aspect_ratio": "0:9"}, "aspect_ratio"),
        (VideoConfig, {"seed": -1}, "seed"),
        (VideoConfig, {"num_inference_steps": 0}, "num_inference_steps"),
        (VideoConfig, {"characters": {"a": {"genes": {}}}}, "genes"),
        (VideoConfig, {"durations": 8}, "durations"),
        (ShotConfig, {"shot_type": "XXL"}, "shot_type"),
        (Camera, {"focal_length": 0}, "focal_length"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    model: type[Model], values: dict[str, Any], where: str
) -> None:
    with pytest.raises(ValidationError, match=where):
        model(**values)
