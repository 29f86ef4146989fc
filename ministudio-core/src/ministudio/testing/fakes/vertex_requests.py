"""What Google's two video services read in a request, and what they refuse in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_RESOLUTIONS = {"360p": "360p", "720p": "720p", "1080p": "1080p", "4k": "2160p"}
_VEO_LENGTHS = (4, 6, 8)
_VEO = {
    "sampleCount", "storageUri", "durationSeconds", "seed", "aspectRatio", "resolution",
    "personGeneration", "negativePrompt", "enhancePrompt", "generateAudio", "compressionQuality",
}  # fmt: skip
_OMNI = {
    "model", "input", "response_format", "generation_config", "background", "store", "labels",
}  # fmt: skip
_LABEL = re.compile(r"[a-z][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that is in order.

    `place` is where the result is wanted, with a slash at its end; `measures` are the clip's, in
    the words of `clips.deliver`.
    """

    model: str
    prompt: str
    measures: Mapping[str, Any]
    place: str
    ref: str


def ask_veo(model: str, body: Mapping[str, Any]) -> Ask | str:
    """A request to Veo, or what is wrong with it."""
    asked = body.get("parameters", {})
    if unknown := sorted(set(asked) - _VEO):
        return f'Invalid JSON payload received. Unknown name "{unknown[0]}" at "parameters"'
    if asked.get("durationSeconds") not in _VEO_LENGTHS:
        return (
            f"Unsupported output video duration {asked.get('durationSeconds')} seconds, "
            "supported durations are [8,4,6] for feature text_to_video."
        )
    return _ask(
        model,
        prompt=body["instances"][0].get("prompt", ""),
        measures=(asked.get("aspectRatio"), asked.get("resolution"), asked["durationSeconds"]),
        place=asked.get("storageUri", ""),
        labels=body.get("labels", {}),
    )


def ask_omni(body: Mapping[str, Any]) -> Ask | str:
    """A request to Gemini Omni, or what is wrong with it."""
    if unknown := sorted(set(body) - _OMNI):
        return f'Invalid JSON payload received. Unknown name "{unknown[0]}"'
    form = body.get("response_format", {})
    seconds = re.fullmatch(r"(\d+)s", str(form.get("duration", "")))
    if seconds is None or not 3 <= int(seconds[1]) <= 15:
        return f"Invalid duration: {form.get('duration')!r}"
    if (form.get("delivery") == "uri") != bool(form.get("gcs_uri")):
        return "gcs_uri is required when delivery is uri, and only then"
    return _ask(
        str(body.get("model", "")),
        prompt=str(body.get("input", "")),
        measures=(form.get("aspect_ratio"), form.get("resolution"), int(seconds[1])),
        place=str(form.get("gcs_uri", "")),
        labels=body.get("labels", {}),
    )


def _ask(
    model: str,
    *,
    prompt: str,
    measures: tuple[object, object, int],
    place: str,
    labels: Mapping[str, str],
) -> Ask | str:
    ratio, resolution, seconds = measures
    if ratio not in ("16:9", "9:16") or resolution not in _RESOLUTIONS:
        return f"Unsupported size: {ratio} {resolution}"
    if not prompt:
        return "The prompt is empty."
    if not all(_LABEL.fullmatch(name) for name in labels):
        return f"Invalid labels: {sorted(labels)}"
    return Ask(
        model=model,
        prompt=prompt,
        measures={
            "aspect_ratio": ratio,
            "resolution": _RESOLUTIONS[str(resolution)],
            "duration": seconds,
        },
        place=f"{place.rstrip('/')}/" if place else "",
        ref=labels.get("ministudio-attempt", ""),
    )
