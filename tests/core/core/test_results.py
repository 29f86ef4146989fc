"""Requests and results as the seed has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from ministudio import VideoGenerationRequest, VideoGenerationResult
from ministudio.core import SequenceResult


def test_a_request_has_the_seeds_fields() -> None:
    request = VideoGenerationRequest("An orb", 5, starting_frames=["a.png"])
    assert request.to_dict() == {
        "prompt": "An orb",
        "duration_seconds": 5,
        "aspect_ratio": "16:9",
        "style_guidance": None,
        "negative_prompt": None,
        "seed": None,
        "starting_frames": ["a.png"],
        "character_samples": None,
        "background_samples": None,
        "previous_narration": None,
    }


def test_a_result_has_the_seeds_fields() -> None:
    result = VideoGenerationResult(success=True)
    assert (result.video_path, result.video_bytes, result.provider) == (None, None, "unknown")
    assert (result.generation_time, result.error, result.metadata) == (0.0, None, {})
    assert not result.has_video
    assert VideoGenerationResult(True, "a.mp4").video_path == Path("a.mp4")
    assert VideoGenerationResult(True, video_bytes=b"\xff\x00").has_video


def test_a_result_survives_json_with_its_bytes() -> None:
    result = VideoGenerationResult(True, video_bytes=b"\xff\x00", metadata={"a": [1, {"b": 2}]})
    assert VideoGenerationResult.from_json(result.to_json()) == result


def test_results_cannot_be_changed() -> None:
    result = VideoGenerationResult(True, metadata={"a": {"b": [1]}})
    with pytest.raises(ValidationError):
        result.error = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        result.metadata["a"]["b"].append(2)


def test_a_sequence_reads_like_a_list_and_like_a_result() -> None:
    parts = [VideoGenerationResult(True, "a.mp4"), VideoGenerationResult(False, error="no")]
    sequence = SequenceResult(parts)
    assert list(sequence) == parts
    assert sequence == parts
    assert (sequence.success, sequence.video_path, sequence.error) == (False, None, "no")
