"""The façade's videos: real files, not paid twice, and errors where they belong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio import (
    CINEMATIC_CONFIG,
    DEFAULT_CONFIG,
    Ministudio,
    VideoConfig,
    VideoGenerationRequest,
    VideoOrchestrator,
)
from ministudio.config import Character, LightingDirector, StyleDNA
from ministudio.core import ProviderUnavailable, SequenceResult
from ministudio.core.providers import size_for
from ministudio.errors import (
    BudgetError,
    ConfigurationError,
    MinistudioError,
    PlanError,
    StoreError,
    StoryboardError,
)
from ministudio.media.probe import probe, verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ministudio import VideoGenerationResult
    from tests.core.core.conftest import Bench  # type: ignore[import-not-found]  # types only

CONCEPT = {"concept": "Introduction", "action": "A golden orb floats."}
ORB = Character(name="Hero Orb", genetics={"core": "golden energy"})


def make(studio: Ministudio, **wish: Any) -> VideoGenerationResult:
    return anyio.run(partial(studio.generate_concept_video, **{**CONCEPT, "duration": 1, **wish}))


def test_a_concept_becomes_a_real_video(bench: Callable[..., Bench]) -> None:
    at = bench()
    result = make(at.studio)
    assert result.success
    assert result.has_video
    assert result.error is None
    assert result.provider == "canned"
    assert result.video_path
    assert result.video_path.parent == at.folder
    facts = verify(result.video_path)
    assert (facts.width, facts.height, facts.duration) == (128, 72, 1)
    assert result.generation_time >= 0
    assert "A golden orb floats." in result.metadata["prompt"]
    assert result.metadata["not_honoured"] == []


def test_the_same_call_again_costs_nothing_and_writes_over_nothing(
    bench: Callable[..., Bench],
) -> None:
    at = bench()
    first, second = make(at.studio), make(at.studio)
    assert at.sent == 1
    assert second.success
    assert second.generation_time == 0
    assert first.video_path != second.video_path
    assert first.video_path.exists()
    assert second.video_path.exists()
    make(at.studio, action="It falls.")
    assert at.sent == 2
    assert make(at.studio).metadata["status"] == "reuse"
    assert at.sent == 2


def test_a_config_holds_instead_of_duration_and_mood(bench: Callable[..., Bench]) -> None:
    at = bench()
    config = VideoConfig(duration_seconds=2, mood="sombre", seed=7, negative_prompt="text")
    result = make(at.studio, mood="merry", config=config)
    assert probe(result.video_path).duration == 2
    assert "mood is sombre" in result.metadata["prompt"]
    assert result.metadata["seed"] == 7


def test_the_aspect_ratio_gives_the_size(bench: Callable[..., Bench]) -> None:
    config = VideoConfig(duration_seconds=1, aspect_ratio="9:16")
    facts = probe(make(bench().studio, config=config).video_path)
    assert (facts.width, facts.height) == (72, 128)


@pytest.mark.parametrize(
    ("ratio", "usual", "size"),
    [
        ("16:9", "1280x720", "1280x720"),
        ("9:16", "1280x720", "720x1280"),
        ("1:1", "1280x720", "720x720"),
        ("16:9", "720x1280", "1280x720"),
        ("21:9", "1280x720", "1680x720"),
        ("4:3", "640x360", "480x360"),
        ("16:9", "854x480", "854x480"),
    ],
)
def test_sizes_by_ratio(ratio: str, usual: str, size: str) -> None:
    assert size_for(ratio, usual) == size


@pytest.mark.parametrize(
    ("concept", "name"),
    [("../.a/b\\c\0", "a_b_c_"), ("日本の庭 🌸", "日本の庭_"), ("", "a-golden-orb-floats_")],
)
def test_any_concept_gives_a_safe_name(
    bench: Callable[..., Bench], concept: str, name: str
) -> None:
    at = bench()
    result = make(at.studio, concept=concept)
    assert result.video_path.parent == at.folder
    assert result.video_path.name.startswith(name)


def test_a_file_name_is_the_callers(bench: Callable[..., Bench]) -> None:
    at = bench()
    assert make(at.studio, filename="orb").video_path == at.folder / "orb.mp4"
    assert make(at.studio, filename="orb.mp4").video_path == at.folder / "orb.mp4"
    for wrong in ("../orb.mp4", "/tmp/orb.mp4", "orb.webm", ""):
        with pytest.raises(ConfigurationError, match="name"):
            make(at.studio, filename=wrong)
    named = VideoConfig(duration_seconds=1, filename_template="{mood}-{concept}.mp4")
    assert make(at.studio, config=named).video_path.name == "magical-Introduction.mp4"
    with pytest.raises(ConfigurationError, match="did you mean 'concept'"):
        make(at.studio, config=VideoConfig(filename_template="{concpt}.mp4"))


def test_what_the_provider_says_no_to_is_a_result(bench: Callable[..., Bench]) -> None:
    at = bench(script={"forbidden": "refused_input"})
    result = make(at.studio, action="Something forbidden happens.")
    assert not result.success
    assert not result.has_video
    assert result.error == "scripted refused_input"
    assert result.metadata["take"] is None
    assert [one.name for one in at.folder.glob("*.mp4")] == []
    assert make(at.studio).success


def test_a_cap_holds_before_anything_is_sent(bench: Callable[..., Bench]) -> None:
    at = bench("canned-paid")
    with pytest.raises(BudgetError, match=r"\$0.10"):
        make(at.studio, max_cost="0.05 USD")
    assert at.sent == 0
    assert make(at.studio, max_cost="0.10 USD").metadata["cost"] == "$0.10"


def test_the_cap_of_a_studio_counts_all_its_calls(bench: Callable[..., Bench]) -> None:
    at = bench("canned-paid", max_cost="0.25 USD")
    assert make(at.studio).success
    assert make(at.studio, concept="Another", action="It falls.").success
    with pytest.raises(BudgetError):
        make(at.studio, concept="A third", action="It rises.")
    assert make(at.studio).success, "what was paid for is still there"
    assert at.sent == 2


def test_what_no_model_can_make_is_told_before_anything_is_sent(
    bench: Callable[..., Bench],
) -> None:
    at = bench()
    with pytest.raises(PlanError, match="longer than its limit of 60 s"):
        make(at.studio, duration=90)
    with pytest.raises(MinistudioError, match="at most 600 seconds"):
        make(at.studio, duration=700)
    assert at.sent == 0


def test_styles_and_templates_are_used(bench: Callable[..., Bench]) -> None:
    studio = bench().studio
    prompt = make(studio, config=CINEMATIC_CONFIG).metadata["prompt"]
    assert "live-action feature film" in prompt
    assert "The camera takes its time" in prompt
    assert "mood is dramatic" in prompt
    own = VideoConfig(duration_seconds=1, style_dna=StyleDNA(traits={"look": "charcoal"}))
    prompt = make(studio, config=own).metadata["prompt"]
    assert "charcoal" in prompt
    assert "hand-painted" not in prompt
    with pytest.raises(StoryboardError, match="did you mean 'cyberpunk'"):
        make(studio, config=VideoConfig(style_name="cyberpnk"))
    with pytest.raises(StoryboardError, match="did you mean 'marketing'"):
        make(studio, config=VideoConfig(template_name="marketting"))


def test_what_has_no_effect_is_told(bench: Callable[..., Bench]) -> None:
    config = VideoConfig(
        duration_seconds=1, guidance_scale=3.0, provider_name="vertex-ai", output_dir="elsewhere",
        provider_kwargs={"region": "eu"}, custom_metadata={"client": 12},
    )  # fmt: skip
    metadata = make(bench().studio, config=config).metadata
    told = {one.partition(":")[0] for one in metadata["not_honoured"]}
    assert told == {"guidance_scale", "provider_name", "output_dir", "provider_kwargs"}
    assert metadata["custom_metadata"] == {"client": 12}


def test_segments_become_a_film(bench: Callable[..., Bench]) -> None:
    at = bench()
    segments = [
        {"concept": "Intro", "action": "Orb enters library", "duration": 1},
        {"concept": "Intro", "action": "It stays", "duration": 2, "mood": "eerie"},
    ]
    base = VideoConfig(characters={"orb": ORB})
    before = base.to_json(), [dict(one) for one in segments], DEFAULT_CONFIG.to_json()
    results = anyio.run(at.studio.generate_segmented_video, segments, base)
    assert isinstance(results, SequenceResult)
    assert isinstance(results, list)
    assert [one.success for one in results] == [True, True]
    assert [one.video_path.name[:12] for one in results] == ["seg_01_Intro", "seg_02_Intro"]
    assert [probe(one.video_path).duration for one in results] == [1, 2]
    assert results.video_path == results.film.path
    assert results.video_path.name.startswith("master_story_")
    assert verify(results.video_path).duration == 3
    prompts = [one.metadata["prompt"] for one in results]
    assert all("golden energy" in prompt for prompt in prompts)
    assert "mood is magical" in prompts[0]
    assert "mood is eerie" in prompts[1]
    assert before == (base.to_json(), segments, DEFAULT_CONFIG.to_json())


def test_a_segment_that_fails_leaves_the_others_and_no_film(bench: Callable[..., Bench]) -> None:
    at = bench(script={"forbidden": "refused_input"})
    segments = [{"action": "Fine.", "duration": 1}, {"action": "A forbidden thing.", "duration": 1}]
    results = anyio.run(at.studio.generate_segmented_video, segments)
    assert [one.success for one in results] == [True, False]
    assert results[0].video_path.exists()
    assert results.film is None
    assert results.video_path is None
    assert not results.success
    assert results.error == "scripted refused_input"


def test_scenes_and_films(bench: Callable[..., Bench]) -> None:
    at = bench()
    shots = [
        {"shot_type": "WS", "action": "Rain falls.", "duration_seconds": 1},
        {"shot_type": "CU", "dialogue": "Mia: Where?", "duration_seconds": None},
    ]
    scene = {"concept": "Alley", "characters": {"mia": {"name": "Mia"}}, "shots": shots}
    results = anyio.run(at.studio.generate_scene, scene)
    assert [probe(one.video_path).duration for one in results] == [1, 2]
    path = at.folder / "film.yaml"
    path.write_text(
        "title: Two/Alleys\n"
        "scenes:\n"
        "  - {concept: One, shots: [{action: Rain, duration_seconds: 1}]}\n"
        "  - {concept: Two, shots: [{action: Snow, duration_seconds: 1}]}\n"
    )
    film = anyio.run(at.studio.generate_film, path)
    assert len(film) == 2
    assert film.video_path.name.startswith("Two_Alleys_")
    assert probe(film.video_path).duration == 2
    with pytest.raises(StoryboardError, match="did you mean 'title'"):
        anyio.run(at.studio.generate_film, {"titel": "x", "scene": []})


def test_calls_at_once_take_turns(bench: Callable[..., Bench]) -> None:
    at = bench()
    other = VideoOrchestrator(at.studio.provider, at.folder)
    results: list[VideoGenerationResult] = []

    async def one(call: Callable[..., Any], action: str) -> None:
        results.append(await call("Same", action, config={"duration_seconds": 1}))

    async def all_at_once() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(one, at.studio.generate_concept_video, "Number one.")
            group.start_soon(one, at.studio.generate_concept_video, "Number two.")
            group.start_soon(one, other.schedule_generation, "Number three.")

    anyio.run(all_at_once)
    assert all(one.success for one in results)
    assert len({one.video_path for one in results}) == 3


def test_the_orchestrator_alone(bench: Callable[..., Bench]) -> None:
    at = bench()
    orchestrator = VideoOrchestrator(at.studio.provider, at.folder)
    config = {"duration_seconds": 1, "lighting": LightingDirector(atmosphere={"haze": "thin"})}
    result = anyio.run(orchestrator.schedule_generation, "Fog", "It drifts.", config)
    assert result.success
    assert "thin haze" in result.metadata["prompt"]
    results = anyio.run(
        orchestrator.generate_sequence, [{"concept": "a", "action": "b", "duration": 1}]
    )
    assert results.success


def test_providers_that_are_not_there() -> None:
    with pytest.raises(ValueError, match=r"pip install ./ministudio-core ./ministudio-local"):
        Ministudio.create_provider("local")
    with pytest.raises(ProviderUnavailable, match="Did you mean 'mock'"):
        Ministudio.create_provider("mok")
    with pytest.raises(ConfigurationError, match="workers"):
        Ministudio.create_provider("mock", workers=-1)
    assert Ministudio.create_provider("mock").name == "animatic"
    with pytest.raises(TypeError, match="is no provider"):
        Ministudio(object())


def test_a_request_of_the_seeds_protocol(bench: Callable[..., Bench]) -> None:
    at = bench()
    request = VideoGenerationRequest(
        "An orb floats.", 1, "9:16", "ink on paper", "text", 3, starting_frames=["a.png"]
    )
    result = anyio.run(at.studio.orchestrator.generate_video, request)
    assert result.success
    assert probe(result.video_path).width == 72
    prompt = result.metadata["prompt"]
    assert prompt == "Static camera. An orb floats. Style: ink on paper."
    assert result.metadata["seed"] == 3
    assert "starting_frames" in result.metadata["not_honoured"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be made"):
        Ministudio("mock", tmp_path / "file" / "out")


def test_the_seeds_calls_to_a_provider(bench: Callable[..., Bench]) -> None:
    provider = bench("canned-paid").studio.provider
    assert provider.supported_aspect_ratios == ("16:9", "9:16", "1:1")
    assert provider.max_duration == 60
    assert provider.estimate_cost(8) == pytest.approx(0.8)
    assert Ministudio.create_provider("mock").estimate_cost(8) == 0
