"""From a request to the arguments of Google's SDK: plain data, to be read and tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.errors import ProviderError
from ministudio_vertex.settings import NAME, ModelOptions, Settings, is_omni

if TYPE_CHECKING:
    from ministudio.interfaces.provider import AttemptInfo
    from ministudio.interfaces.request import Request

RESOLUTIONS = {360: "360p", 720: "720p", 1080: "1080p", 2160: "4k"}
RATIOS = {(16, 9): "16:9", (9, 16): "9:16"}
ONE_SHOT = "A single continuous shot, without cuts."
"""Gemini Omni makes several shots of a prompt unless it is told not to."""


def check(request: Request) -> None:
    """Refuse what cannot be said to Google, before anything is spent.

    Raises:
        ProviderError: size, length or options are none that the model takes.
    """
    frame(request)
    whole_seconds(request)
    ModelOptions.of(request.options, model=request.model)


def veo_config(request: Request, settings: Settings, attempt: AttemptInfo) -> dict[str, Any]:
    """The fields of `GenerateVideosConfig`."""
    ratio, resolution = frame(request)
    options = ModelOptions.of(request.options, model=request.model)
    optional = {
        "negative_prompt": request.negative,
        "person_generation": options.person_generation,
        "compression_quality": options.compression_quality,
        "output_gcs_uri": settings.place(attempt.client_ref),
    }
    return {
        "number_of_videos": 1,
        "duration_seconds": whole_seconds(request),
        "aspect_ratio": ratio,
        "resolution": resolution,
        "seed": request.seed,
        "generate_audio": request.audio and options.generate_audio,
        "enhance_prompt": options.enhance_prompt,
        "labels": labels(settings, attempt),
        **{name: value for name, value in optional.items() if value},
    }


def omni_body(request: Request, settings: Settings, attempt: AttemptInfo) -> dict[str, Any]:
    """The arguments of `interactions.create`."""
    ratio, resolution = frame(request)
    place = settings.place(attempt.client_ref)
    delivery = {"delivery": "uri", "gcs_uri": place} if place else {"delivery": "inline"}
    config: dict[str, Any] = {"video_config": {"task": "text_to_video"}}
    if request.seed is not None:
        config["seed"] = request.seed
    return {
        "model": request.model,
        "input": omni_text(request),
        "response_format": {
            "type": "video",
            "aspect_ratio": ratio,
            "resolution": resolution,
            "duration": f"{whole_seconds(request)}s",
            **delivery,
        },
        "generation_config": config,
        "background": settings.background,
        "store": True,  # else the result could not be asked for again
        "labels": labels(settings, attempt),
    }


def omni_text(request: Request) -> str:
    """The prompt for Gemini Omni: one shot, and what to avoid in words (it has no field for it)."""
    avoid = f" Avoid: {request.negative}" if request.negative else ""
    return f"{ONE_SHOT} {request.text}{avoid}"


def labels(settings: Settings, attempt: AttemptInfo) -> dict[str, str]:
    """Labels for the bill: the user's, and the attempt."""
    return {**settings.labels, "ministudio-attempt": attempt.client_ref.lower()[:63]}


def frame(request: Request) -> tuple[str, str]:
    """Aspect ratio and resolution of a request: `16:9`, `720p`."""
    width, height = request.width, request.height
    short = min(width, height)
    ratio = next((name for (x, y), name in RATIOS.items() if width * y == height * x), "")
    known = {720, 1080, 2160} | ({360} if is_omni(request.model) else set())
    if not ratio or short not in known:
        raise _refused(f"{request.model} does not make {width}x{height}")
    return ratio, RESOLUTIONS[short]


def whole_seconds(request: Request) -> int:
    """The length in seconds, of which Google takes whole ones only."""
    if request.seconds.denominator != 1:
        raise _refused(f"{request.model} makes whole seconds, not {float(request.seconds):g}")
    return int(request.seconds)


def _refused(message: str) -> ProviderError:
    return ProviderError(message, kind="invalid_request", provider=NAME)
