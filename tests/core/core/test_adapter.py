"""Objects of the seed's protocol as providers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio import Ministudio, VideoConfig, VideoGenerationRequest, VideoGenerationResult
from ministudio.errors import BudgetError, ConfigurationError, PlanError
from ministudio.media.probe import probe

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Camera:
    """A provider as the seed's users wrote them."""

    clip: Path | None = None
    data: bytes | None = None
    error: str | None = None
    raises: Exception | None = None
    asked: list[VideoGenerationRequest] = field(default_factory=list)
    name: str = "My Camera"

    async def generate_video(self, request: VideoGenerationRequest) -> VideoGenerationResult:
        self.asked.append(request)
        if self.raises:
            raise self.raises
        return VideoGenerationResult(
            success=self.error is None,
            video_path=self.clip,
            video_bytes=self.data,
            error=self.error,
            provider=self.name,
        )


class PricedCamera(Camera):
    supported_aspect_ratios = ("16:9",)
    max_duration = 8

    def estimate_cost(self, duration_seconds: float) -> float:
        return 0.05 * duration_seconds


@dataclass
class SlowCamera(Camera):
    """Tells that it has begun, and never ends, unless nobody wants to know."""

    began: Callable[[], None] | None = None

    async def generate_video(self, request: VideoGenerationRequest) -> VideoGenerationResult:
        if self.began:
            self.asked.append(request)
            self.began()
            await anyio.sleep_forever()
        return await super().generate_video(request)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Ministudio]:
    monkeypatch.setenv("MINISTUDIO_SIZE", "128x72")
    return lambda provider: Ministudio(provider, tmp_path / "out")


def make(studio: Ministudio, **wish: Any) -> VideoGenerationResult:
    async def call() -> VideoGenerationResult:
        return await studio.generate_concept_video("Orb", "It floats.", **{"duration": 2, **wish})

    return anyio.run(call)


def test_its_file_becomes_the_video(studio: Any, make_clip: Any) -> None:
    camera = Camera(clip=make_clip(frames=48))
    at = studio(camera)
    result = make(at, config=VideoConfig(duration_seconds=2, seed=5, negative_prompt="text"))
    assert result.success
    assert result.provider == "my-camera"
    assert probe(result.video_path).frames == 48
    request = camera.asked[0]
    assert (request.duration_seconds, request.aspect_ratio, request.seed) == (2, "16:9", 5)
    assert request.negative_prompt == "text"
    assert "It floats." in request.prompt
    assert camera.clip.exists(), "the caller's file stays"
    assert make(at, config=VideoConfig(duration_seconds=2, seed=5, negative_prompt="text")).success
    assert len(camera.asked) == 1


def test_its_bytes_become_the_video(studio: Any, make_clip: Any) -> None:
    camera = Camera(data=make_clip(frames=48).read_bytes())
    assert probe(make(studio(camera)).video_path).frames == 48


def test_another_size_rate_and_length_are_fitted(studio: Any, make_clip: Any, look_at: Any) -> None:
    clip = make_clip(size=(192, 108), fps=30, frames=75, flash=[30])
    result = make(studio(Camera(clip=clip)))
    facts = probe(result.video_path)
    assert (facts.width, facts.height, facts.fps, facts.frames) == (128, 72, 24, 48)
    assert 24 in look_at(result.video_path).flashes


def test_a_video_that_is_too_short_is_no_video(studio: Any, make_clip: Any) -> None:
    result = make(studio(Camera(clip=make_clip(frames=24))))
    assert not result.success
    assert "lasts 1.00 s" in result.error


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        (Camera(error="quota used up"), "quota used up"),
        (Camera(raises=RuntimeError("no film in it")), "RuntimeError: no film in it"),
        (Camera(), "gives no video"),
        (Camera(clip=Path("nowhere.mp4")), "there is no file"),
        (Camera(data=b"mock_video_bytes"), "mp4"),
    ],
)
def test_a_failure_is_a_result_and_is_not_tried_again(
    studio: Any, camera: Camera, words: str
) -> None:
    result = make(studio(camera))
    assert not result.success
    assert words in result.error
    assert len(camera.asked) == 1


def test_its_estimate_is_its_price(studio: Any, make_clip: Any) -> None:
    camera = PricedCamera(clip=make_clip(frames=48))
    at = studio(camera)
    with pytest.raises(BudgetError):
        make(at, max_cost="0.09 USD")
    assert camera.asked == []
    assert make(at, max_cost="0.10 USD").metadata["cost"] == "$0.10"
    with pytest.raises(PlanError, match="price"):
        make(studio(Camera(name="free camera")), max_cost="1 USD")


def test_what_it_says_of_itself_holds(studio: Any) -> None:
    camera = PricedCamera()
    with pytest.raises(PlanError, match="limit of 8 s"):
        make(studio(camera), duration=9)
    with pytest.raises(ConfigurationError, match="does not make 1:1, but 16:9"):
        make(studio(camera), config=VideoConfig(aspect_ratio="1:1"))
    camera.estimate_cost = lambda _seconds: float("nan")  # type: ignore[method-assign]
    with pytest.raises(ConfigurationError, match="nan"):
        make(studio(camera))
    assert camera.asked == []


def test_an_interrupted_call_can_be_made_again(studio: Any, make_clip: Any) -> None:
    camera = SlowCamera(clip=make_clip(frames=48))
    at = studio(camera)

    async def interrupted() -> None:
        with anyio.move_on_after(60) as scope:
            camera.began = scope.cancel
            await at.generate_concept_video("Orb", "It floats.", duration=2)

    anyio.run(interrupted)
    assert len(camera.asked) == 1
    camera.began = None
    assert make(at).success
    assert len(camera.asked) == 2
