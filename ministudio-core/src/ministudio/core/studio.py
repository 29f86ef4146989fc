"""The seed's studio: one object, one provider, one folder of videos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.core.orchestration import VideoOrchestrator
from ministudio.core.providers import ConfiguredProvider

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ministudio.config import SceneConfig
    from ministudio.config.money import Money
    from ministudio.core.orchestration import Config
    from ministudio.core.results import SequenceResult, VideoGenerationResult


class Ministudio:
    """Makes videos with one provider into one folder.

        provider = Ministudio.create_provider("mock")
        studio = Ministudio(provider=provider)
        result = await studio.generate_concept_video("Introduction", "A golden orb floats.")

    See `VideoOrchestrator` for what is raised, what costs money, and what is kept.
    """

    def __init__(
        self,
        provider: object,
        output_dir: str | os.PathLike[str] = "./ministudio_output",
        *,
        max_cost: Money | str | None = None,
    ) -> None:
        """Set up a studio.

        `provider` is what `create_provider` returns, a provider's name, or an object with the
        seed's `async generate_video(request)`. `max_cost` caps what the folder ever costs.
        """
        self.orchestrator = VideoOrchestrator(provider, output_dir, max_cost=max_cost)

    @property
    def provider(self) -> Any:  # noqa: ANN401 - as it was given
        """The provider, as it was given."""
        return self.orchestrator.provider

    @property
    def output_dir(self) -> Path:
        """Where the videos are written."""
        return self.orchestrator.output_dir

    @classmethod
    def create_provider(cls, provider_type: str, **kwargs: Any) -> ConfiguredProvider:  # noqa: ANN401 - the provider's own settings
        """An installed provider by name: `mock` is the built-in animatic.

        `kwargs` are its settings.

        Raises:
            ProviderUnavailable: it is unknown or not installed (the message has the command that
                installs it), or does not take these settings.
        """
        return ConfiguredProvider(provider_type, kwargs)

    async def generate_concept_video(
        self,
        concept: str,
        action: str,
        duration: float = 8,
        mood: str = "magical",
        filename: str | None = None,
        config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> VideoGenerationResult:
        """Make one video of `duration` seconds.

        A `config` holds instead of `duration` and `mood`, which have no effect then. The file is
        `filename` in the output folder (written over if it is there); without one it is named
        after the concept and the time, and writes over nothing.
        """
        if config is None:
            config = {"duration_seconds": duration, "mood": mood}
        return await self.orchestrator.schedule_generation(
            concept, action, config, filename=filename, max_cost=max_cost
        )

    async def generate_segmented_video(
        self,
        segments: Sequence[Mapping[str, Any]],
        base_config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> SequenceResult:
        """Make the segments of one story; see `VideoOrchestrator.generate_sequence`.

        The answer is the list of results; its `video_path` is the film of all of them.
        """
        return await self.orchestrator.generate_sequence(segments, base_config, max_cost=max_cost)

    async def generate_scene(
        self,
        scene: SceneConfig | Mapping[str, Any],
        base_config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> SequenceResult:
        """Make one scene, shot by shot."""
        return await self.orchestrator.generate_scene(scene, base_config, max_cost=max_cost)

    async def generate_film(
        self,
        film_spec: Mapping[str, Any] | str | os.PathLike[str],
        base_config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> SequenceResult:
        """Make a film of several scenes, from a mapping or from a JSON or YAML file."""
        return await self.orchestrator.generate_film(film_spec, base_config, max_cost=max_cost)
