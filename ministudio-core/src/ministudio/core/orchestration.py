"""The seed's orchestrator: a storyboard from what the caller says, planned, run and stitched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministudio.config import SceneConfig, VideoConfig
from ministudio.core.filenames import explicit, from_template, reserved, safe_stem
from ministudio.core.providers import provider_of
from ministudio.core.results import (
    SequenceResult,
    VideoGenerationRequest,
    VideoGenerationResult,
)
from ministudio.core.workshop import Workshop
from ministudio.storyboard.seed import board_of_film, board_of_scene, board_of_segments
from ministudio.storyboard.seed.reading import read
from ministudio.storyboard.seed.world import DEFAULTS

if TYPE_CHECKING:
    import os
    from contextlib import AbstractContextManager

    from ministudio.config.money import Money
    from ministudio.core.production import Production
    from ministudio.results import Film
    from ministudio.storyboard.seed import SeedBoard

Config = VideoConfig | Mapping[str, Any]


class VideoOrchestrator:
    """Makes videos with one provider, into one folder, where calls take turns.

    `output_dir` is made if need be; the store lies in it (`.ministudio`), so that what was made
    once is not paid again. `max_cost` caps all that this folder ever costs, the `max_cost` of a
    call that call. A call is the approval to spend.

    What a provider cannot do or refuses becomes a result with `success=False` and an `error`.
    What the caller should mend is raised before anything is spent: `StoryboardError` for a wrong
    segment, scene, style or speaker, `ConfigurationError` for the rest, `PlanError` when the
    provider cannot make such a video at all, `BudgetError` when it would cost more than the cap.
    """

    def __init__(
        self,
        provider: object,
        output_dir: str | os.PathLike[str] = "./ministudio_output",
        *,
        max_cost: Money | str | None = None,
    ) -> None:
        self.provider = provider
        self.output_dir = Path(output_dir)
        self._workshop = Workshop(provider_of(provider), self.output_dir, max_cost=max_cost)

    async def schedule_generation(
        self,
        concept: str,
        action: str,
        config: Config | None = None,
        *,
        filename: str | None = None,
        max_cost: Money | str | None = None,
    ) -> VideoGenerationResult:
        """Make one video of `action`; `config` says how it looks and how long it lasts."""
        base = _config(config)
        board = board_of_segments([{"concept": concept, "action": action}], base)
        return await self._one(board, base, concept, filename=filename, max_cost=max_cost)

    async def generate_sequence(
        self,
        segments: Sequence[Mapping[str, Any]],
        base_config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> SequenceResult:
        """Make the segments of one story, and the film of them.

        A segment is `{concept, action}` and may override fields of the configuration. People,
        place, light and camera that it brings stay for the segments after it; `duration`, `mood`,
        `seed`, `negative_prompt` and what is said hold for the segment alone.
        """
        base = _config(base_config)
        board = board_of_segments(segments, base)
        return await self._several(board, base, "master_story", max_cost)

    async def generate_scene(
        self,
        scene: SceneConfig | Mapping[str, Any],
        base_config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> SequenceResult:
        """Make one scene, shot by shot."""
        base = _config(base_config)
        board = board_of_scene(scene, base)
        return await self._several(board, base, safe_stem(board.board.title), max_cost)

    async def generate_film(
        self,
        film_spec: Mapping[str, Any] | str | os.PathLike[str],
        base_config: Config | None = None,
        *,
        max_cost: Money | str | None = None,
    ) -> SequenceResult:
        """Make a film of several scenes: `{title, scenes: [...]}`, or a JSON or YAML file of it.

        Images are relative to the working folder, wherever the file lies.
        """
        base = _config(base_config)
        board = board_of_film(_spec(film_spec), base)
        return await self._several(board, base, safe_stem(board.board.title), max_cost)

    async def generate_video(self, request: VideoGenerationRequest) -> VideoGenerationResult:
        """Make what a request of the seed's protocol asks for."""
        config = VideoConfig(
            duration_seconds=request.duration_seconds,
            aspect_ratio=request.aspect_ratio,
            negative_prompt=request.negative_prompt,
            seed=request.seed,
            style_name=None,
            mood="",
            technical={"style": request.style_guidance} if request.style_guidance else {},
        )
        board = board_of_segments([{"action": request.prompt}], config)
        images = ("starting_frames", "character_samples", "background_samples")
        unheeded = tuple(name for name in (*images, "previous_narration") if getattr(request, name))
        return await self._one(board, config, "video", unheeded=unheeded)

    async def _one(
        self,
        told: SeedBoard,
        config: VideoConfig,
        concept: str,
        *,
        filename: str | None = None,
        max_cost: Money | str | None = None,
        unheeded: Sequence[str] = (),
    ) -> VideoGenerationResult:
        name = self._name(config, concept, told) if filename is None else explicit(filename)
        async with self._workshop.turn():
            production = await self._workshop.produce(
                told, config, max_cost=max_cost, unheeded=unheeded
            )
            with production:
                shot = production.shots[0]
                if not production.made(shot):
                    return production.outcome.result(shot, None)
                with self._place(name, keep=filename is None) as path:
                    film = await production.film(path)
                return production.outcome.result(shot, film.path)

    async def _several(
        self, told: SeedBoard, config: VideoConfig, stem: str, max_cost: Money | str | None
    ) -> SequenceResult:
        unheeded = ["filename_template"] * (config.filename_template != DEFAULTS.filename_template)
        async with self._workshop.turn():
            production = await self._workshop.produce(
                told, config, max_cost=max_cost, unheeded=unheeded
            )
            with production:
                results = [
                    await self._part(production, number)
                    for number in range(1, len(production.shots) + 1)
                ]
                film: Film | None = None
                if all(one.success for one in results):
                    with self._place(f"{stem}_{self._workshop.timestamp()}.mp4") as path:
                        film = await production.film(path)
                board = told.board.to_dict()
                return SequenceResult(results, film=film, metadata={"storyboard": board})

    async def _part(self, production: Production, number: int) -> VideoGenerationResult:
        """The result of one shot of several, with a file of its own."""
        shot = production.shots[number - 1]
        if not production.made(shot):
            return production.outcome.result(shot, None)
        title = safe_stem(production.outcome.titles.get(shot.address, shot.address))
        name = f"seg_{number:02d}_{title}_{self._workshop.timestamp()}.mp4"
        with self._place(name) as path:
            film = await production.film(path, shot)
        return production.outcome.result(shot, film.path)

    def _place(self, name: str, *, keep: bool = True) -> AbstractContextManager[Path]:
        return reserved(self.output_dir, name, keep=keep)

    def _name(self, config: VideoConfig, concept: str, told: SeedBoard) -> str:
        """The file name that the configuration's template gives."""
        values = {
            "concept": concept or told.board.title,
            "timestamp": self._workshop.timestamp(),
            "mood": config.mood,
            "style": config.style_name or "",
        }
        return from_template(config.filename_template, values)


def _config(config: Config | None) -> VideoConfig:
    return DEFAULTS if config is None else read(VideoConfig, config, "config")


def _spec(film: Mapping[str, Any] | str | os.PathLike[str]) -> Any:  # noqa: ANN401 - any data
    if isinstance(film, Mapping):
        return film
    from ministudio.storyboard.load import read_data

    return read_data(film)
