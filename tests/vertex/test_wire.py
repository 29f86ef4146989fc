"""What goes over the wire, as the SDK's arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ministudio_vertex import wire
from ministudio_vertex.settings import Settings

from ministudio.errors import ProviderError

if TYPE_CHECKING:
    from conftest import Ask

    from ministudio.interfaces.provider import AttemptInfo

VEO = "veo-3.1-generate-001"
OMNI = "gemini-omni-1.2-flash"


def test_everything_that_veo_is_told(ask: Ask, attempt: AttemptInfo) -> None:
    request = ask(
        VEO,
        negative="blood",
        width=2160,
        height=3840,
        frames=192,
        options={"person_generation": "allow_adult", "compression_quality": "LOSSLESS"},
    )
    settings = Settings(output="gs://films-1/a", labels={"film": "fox"})
    assert wire.veo_config(request, settings, attempt) == {
        "number_of_videos": 1,
        "duration_seconds": 8,
        "aspect_ratio": "9:16",
        "resolution": "4k",
        "seed": 7,
        "generate_audio": True,
        "enhance_prompt": False,
        "negative_prompt": "blood",
        "person_generation": "allow_adult",
        "compression_quality": "LOSSLESS",
        "output_gcs_uri": "gs://films-1/a/attempt-1/",
        "labels": {"film": "fox", "ministudio-attempt": "attempt-1"},
    }


def test_what_is_not_asked_for_is_not_sent(ask: Ask, attempt: AttemptInfo) -> None:
    config = wire.veo_config(ask(VEO), Settings(), attempt)
    assert not {"negative_prompt", "person_generation", "output_gcs_uri"} & set(config)


@pytest.mark.parametrize(
    "audio, options, sound",
    [(True, {}, True), (False, {}, False), (True, {"generate_audio": False}, False)],
)
def test_sound_can_be_switched_off(
    ask: Ask, attempt: AttemptInfo, audio: bool, options: dict[str, Any], sound: bool
) -> None:
    request = ask(VEO, audio=audio, options=options)
    assert wire.veo_config(request, Settings(), attempt)["generate_audio"] is sound


def test_everything_that_gemini_omni_is_told(ask: Ask, attempt: AttemptInfo) -> None:
    body = wire.omni_body(ask(OMNI, negative="blood"), Settings(), attempt)
    text = "A single continuous shot, without cuts. A fox runs. Avoid: blood"
    assert body == {
        "model": OMNI,
        "input": text,
        "response_format": {
            "type": "video",
            "aspect_ratio": "16:9",
            "resolution": "360p",
            "duration": "3s",
            "delivery": "inline",
        },
        "generation_config": {"seed": 7, "video_config": {"task": "text_to_video"}},
        "background": True,
        "store": True,
        "labels": {"ministudio-attempt": "attempt-1"},
    }


def test_gemini_omni_delivers_to_the_bucket(ask: Ask, attempt: AttemptInfo) -> None:
    settings = Settings(output="gs://films-1", background=False)
    body = wire.omni_body(ask(OMNI, seed=None), settings, attempt)
    form = body["response_format"]
    assert (form["delivery"], form["gcs_uri"]) == ("uri", "gs://films-1/attempt-1/")
    assert body["background"] is False
    assert "seed" not in body["generation_config"]


@pytest.mark.parametrize(
    "model, changes",
    [
        (VEO, {"width": 640, "height": 360}),
        (VEO, {"width": 720, "height": 720}),
        (OMNI, {"width": 854, "height": 480}),
        (VEO, {"frames": 95}),
        (VEO, {"options": {"steps": 4}}),
    ],
)
def test_what_cannot_be_said_is_refused_before_anything_is_spent(
    ask: Ask, model: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(ProviderError) as caught:
        wire.check(ask(model, **changes))
    assert caught.value.kind == "invalid_request"
