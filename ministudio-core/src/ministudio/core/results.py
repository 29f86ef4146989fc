"""What the façade is asked and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from ministudio.config.base import EMPTY, FrozenMap, Model, Paths, freeze
from ministudio.config.video import AspectRatio, Seed

if TYPE_CHECKING:
    from ministudio.results import Film


class VideoGenerationRequest(Model):
    """What a provider of the seed's protocol receives, in its `generate_video(request)`.

    `starting_frames` and `background_samples` are paths of images, `character_samples` maps a
    name to such paths. Ministudio fills the fields without a default and those that are its
    storyboard's: the look of people and places is in `prompt`.
    """

    prompt: str
    duration_seconds: Annotated[int | float, Field(gt=0)] = 8
    aspect_ratio: AspectRatio = "16:9"
    style_guidance: str | None = None
    negative_prompt: str | None = None
    seed: Seed | None = None
    starting_frames: Paths | None = None
    character_samples: FrozenMap[Paths] | None = None
    background_samples: Paths | None = None
    previous_narration: str | None = None


class VideoGenerationResult(Model):
    """One video, or why there is none.

    `video_path` is an MP4 file, `video_bytes` its content where a provider gives that instead.
    `generation_time` is in seconds, 0 for what came from the store. `error` is for people.
    `metadata` says how the video came about (see `ministudio.core.outcome`).
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    success: bool
    video_path: Path | None = None
    video_bytes: bytes | None = None
    provider: str = "unknown"
    generation_time: Annotated[float, Field(ge=0)] = 0.0
    error: str | None = None
    metadata: Annotated[Mapping[str, Any], BeforeValidator(freeze), AfterValidator(freeze)] = EMPTY
    audio_path: Path | None = None

    @property
    def has_video(self) -> bool:
        """Whether there is a video, as a file or as bytes."""
        return self.video_path is not None or self.video_bytes is not None


class SequenceResult(list[VideoGenerationResult]):
    """The results of a sequence in its order, and the film that they make.

    `film` is None unless every part could be made.
    """

    def __init__(
        self,
        results: Iterable[VideoGenerationResult] = (),
        *,
        film: Film | None = None,
        metadata: Mapping[str, Any] = EMPTY,
    ) -> None:
        super().__init__(results)
        self.film = film
        self.metadata: Mapping[str, Any] = freeze(metadata)

    @property
    def video_path(self) -> Path | None:
        """The stitched film; None when a part is missing."""
        return self.film.path if self.film is not None else None

    @property
    def success(self) -> bool:
        """Whether the film is complete."""
        return self.film is not None

    @property
    def has_video(self) -> bool:
        """Whether there is a film."""
        return self.video_path is not None

    @property
    def error(self) -> str | None:
        """Why there is no film: the errors of its parts, one a line."""
        return "\n".join(one.error for one in self if one.error) or None

    @property
    def provider(self) -> str:
        """The provider that made the parts."""
        return next((one.provider for one in self), "unknown")

    @property
    def generation_time(self) -> float:
        """Seconds spent on making the parts, all added up."""
        return sum(one.generation_time for one in self)

    def _repr_html_(self) -> str:
        if self.film is not None:
            return self.film._repr_html_()
        return f"<pre>{self.error or 'no film'}</pre>"
