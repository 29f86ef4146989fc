from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ministudio._yaml.document import FORBIDDEN, FORBIDDEN_IN_KEYS
from ministudio.config import (
    Camera,
    Character,
    CharacterState,
    Cinematography,
    Color,
    ContinuityEngine,
    Environment,
    Identity,
    LightingDirector,
    LightSource,
    Look,
    Model,
    ParticleSystem,
    Persona,
    PlaceContext,
    PlaceIdentity,
    Prop,
    SceneConfig,
    ShotConfig,
    ShotType,
    StyleConfig,
    StyleDNA,
    Vector3,
    VideoConfig,
    VideoTemplate,
    VoiceProfile,
)
from ministudio.config.color_words import COLOR_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

# Text that a storyboard may hold.
characters_of_text = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t")
texts = st.text(characters_of_text, max_size=20).filter(lambda text: not FORBIDDEN.search(text))
tricky = st.sampled_from(
    [
        "no",
        "yes",
        "null",
        "~",
        "1:30",
        "0x1F",
        "1e3",
        "2026-01-01",
        "a # b",
        "a: b",
        "- a",
        "'",
        '"',
    ]
)
words = texts | tricky
keys = words.filter(lambda text: not FORBIDDEN_IN_KEYS.search(text))
floats = st.floats(allow_nan=False, allow_infinity=False)
positive = st.floats(min_value=0.001, max_value=1e9)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | floats | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)
json_maps = st.dictionaries(keys, json_values, max_size=3)
names = st.text("abcdefgh_", min_size=1, max_size=6)
free_keys = st.dictionaries(names.map(lambda name: f"free_{name}"), json_values, max_size=2)
images = st.lists(words, max_size=2)
maybe = st.none() | words


def open_model(model: type[Model], **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda fields, free: model(**fields, **free),
        st.fixed_dictionaries({}, optional=known),
        free_keys,
    )


def model(kind: type[Model], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    required = {name for name, field in kind.model_fields.items() if field.is_required()}
    assert set(fields) == set(kind.model_fields), "a strategy for each field"
    return st.fixed_dictionaries(
        {name: fields[name] for name in fields if name in required},
        optional={name: fields[name] for name in fields if name not in required},
    ).map(lambda values: kind(**values))


percent = st.integers(0, 100)
colors = (
    st.from_regex(r"#([0-9a-fA-F]{3}){1,2}", fullmatch=True).map(Color)
    | st.sampled_from(sorted(COLOR_WORDS)).map(Color)
    | st.builds(Color, hsl=st.tuples(st.integers(0, 360), percent, percent))
    | st.just(Color())
)
vectors = model(Vector3, x=floats, y=floats, z=floats)
lights = model(
    LightSource,
    type=words,
    color=colors,
    intensity=st.floats(0, 1e6),
    direction=st.none() | st.tuples(st.floats(-360, 360), st.floats(-90, 90)),
    position=maybe | vectors,
    casts_shadows=st.booleans(),
    shadow_softness=st.floats(0, 1),
    angle=st.none() | st.floats(0.1, 360),
)
light_lists = st.lists(lights, max_size=2)
lightings = model(
    LightingDirector,
    key_lights=light_lists,
    fill_lights=light_lists,
    rim_lights=light_lists,
    atmosphere=json_maps,
)
cameras = model(
    Camera,
    lens=words,
    aperture=words,
    focal_length=positive | st.integers(1, 2000),
    move=words,
    focus_pulling=words,
    size=words,
    angle=words,
    over=maybe,
    on=maybe,
)
cinematographies = model(
    Cinematography,
    camera_behaviors=st.dictionaries(keys, cameras, max_size=2),
    shot_composition_rules=json_maps,
    active_camera=words,
)
looks = model(Look, wearing=words, conditions=st.lists(words, max_size=2), reference_images=images)
voices = open_model(VoiceProfile, gender=words, accent=maybe, pitch=floats, stability=floats)
characters = model(
    Character,
    name=words,
    genetics=json_maps,
    motion_library=json_maps,
    emotional_palette=json_maps,
    identity=open_model(Identity, hair_style=words, skin_tone=words),
    current_state=open_model(CharacterState, clothing=words, emotion=words),
    reference_images=images,
    visual_anchor_path=maybe,
    voice_id=maybe,
    voice_profile=st.none() | voices,
    tag=words,
    core=words,
    looks=st.dictionaries(keys, looks, max_size=2),
)
casts = st.dictionaries(keys, characters, max_size=2)
environments = model(
    Environment,
    location=words,
    physics=json_maps,
    generation_rules=json_maps,
    composition=json_maps,
    identity=open_model(PlaceIdentity, fixed_elements=words),
    current_context=open_model(PlaceContext, weather=words),
    reference_images=images,
    lighting=st.none() | lightings,
)
props = st.builds(
    lambda what, where, state, hidden, refs: Prop(
        what, state, **where, hidden=hidden, reference_images=refs
    ),
    words.filter(bool),
    st.sampled_from(["held_by", "at"]).flatmap(lambda key: st.fixed_dictionaries({key: maybe})),
    words,
    st.booleans(),
    images,
)
styles = model(StyleDNA, traits=json_maps, references=images)
continuities = model(ContinuityEngine, rules=json_maps)
personas = model(Persona, name=words, description=words, expertise=images)
seconds = st.integers(1, 3600) | st.floats(0.01, 3600)
tensions = st.dictionaries(keys, words, max_size=2)
shots = model(
    ShotConfig,
    shot_type=st.sampled_from(ShotType),
    action=words,
    camera_movement=words,
    continuity_required=st.booleans(),
    duration_seconds=st.none() | seconds,
    characters=st.none() | casts,
    environment=st.none() | environments,
    dialogue=maybe,
    narration=maybe,
    acting_notes=maybe,
)
MODELS: dict[str, st.SearchStrategy[Any]] = {
    "Color": colors,
    "Vector3": vectors,
    "LightSource": lights,
    "LightingDirector": lightings,
    "ParticleSystem": model(
        ParticleSystem, emission_rate=positive, colors=st.lists(colors), motion=words
    ),
    "Camera": cameras,
    "Cinematography": cinematographies,
    "Look": looks,
    "VoiceProfile": voices,
    "Character": characters,
    "Environment": environments,
    "Prop": props,
    "StyleDNA": styles,
    "ContinuityEngine": continuities,
    "Persona": personas,
    "ShotConfig": shots,
    "SceneConfig": model(
        SceneConfig,
        concept=words,
        characters=casts,
        environment=st.none() | environments,
        shots=st.lists(shots, max_size=2),
        mood=words,
        conflict_matrix=tensions,
    ),
    "StyleConfig": model(
        StyleConfig,
        name=words,
        description=words,
        characters=json_maps,
        environment=json_maps,
        technical=json_maps,
    ),
    "VideoTemplate": model(
        VideoTemplate,
        name=words,
        description=words,
        duration=seconds,
        mood=words,
        style=words,
        prompt_template=words,
        variables=st.dictionaries(keys, words, max_size=2),
    ),
    "VideoConfig": model(
        VideoConfig,
        duration_seconds=seconds,
        aspect_ratio=st.sampled_from(["16:9", "9:16", "1:1", "239:100"]),
        mood=words,
        style_name=maybe,
        template_name=maybe,
        negative_prompt=maybe,
        seed=st.none() | st.integers(0, 2**32 - 1),
        provider_name=words,
        provider_kwargs=json_maps,
        output_dir=words,
        filename_template=words,
        guidance_scale=positive,
        num_inference_steps=st.integers(1, 200),
        enable_safety_checker=st.booleans(),
        custom_metadata=json_maps,
        characters=casts,
        environment=st.none() | environments,
        cinematography=st.none() | cinematographies,
        lighting=st.none() | lightings,
        style_dna=st.none() | styles,
        continuity=st.none() | continuities,
        action_description=words,
        technical=json_maps,
        persona=st.none() | personas,
        conflict_matrix=tensions,
    ),
}
WAYS: dict[str, Callable[[Any], Any]] = {
    "dict": lambda value: type(value).from_dict(value.to_dict()),
    "json": lambda value: type(value).from_json(value.to_json()),
    "yaml": lambda value: type(value).from_yaml(value.to_yaml()),
}
few = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("name", MODELS)
def test_dict_json_and_yaml_give_back_the_same_model(name: str) -> None:
    @few
    @given(MODELS[name])
    def check(value: Model) -> None:
        for way in WAYS.values():
            back = way(value)
            assert back == value
            assert back.digest == value.digest
            assert hash(back) == hash(value)

    check()
