"""The workshop: one provider, one folder, one store; it turns storyboards into productions."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import anyio

from ministudio.clock import Clock, SystemClock
from ministudio.config.base import FrozenDict
from ministudio.core.outcome import Outcome, Stopwatch
from ministudio.core.production import Production
from ministudio.core.providers import size_for
from ministudio.core.references import with_references
from ministudio.errors import ConfigurationError, StoreError
from ministudio.project import Project
from ministudio.settings import Configuration
from ministudio.storyboard.seed.world import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ministudio.config import VideoConfig
    from ministudio.config.money import Money
    from ministudio.core.providers import StudioProvider
    from ministudio.planner.plan import Plan
    from ministudio.results import Take
    from ministudio.storyboard.seed import SeedBoard

# One name for all boards of a folder: what they cost counts together, and what a killed call has
# paid for is picked up by the next.
NAME = "studio"
_turns: WeakValueDictionary[tuple[Path, int], anyio.Lock] = WeakValueDictionary()
_FOR_LOCAL_MODELS = ("guidance_scale", "num_inference_steps", "enable_safety_checker")


class Workshop:
    """Plans and runs boards with `provider`, in `folder`, which is made if need be.

    `max_cost` caps all of them together.
    """

    def __init__(
        self,
        provider: StudioProvider,
        folder: Path,
        *,
        max_cost: Money | str | None = None,
        clock: Clock | None = None,
    ) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"the output folder {str(folder)!r} cannot be made: {error.strerror}."
            raise StoreError(message) from error
        self.provider = provider
        self.folder = folder
        self.clock = clock or SystemClock()
        self.max_cost = max_cost

    def turn(self) -> anyio.Lock:
        """The lock that lets one call at a time use the folder, whichever studio it came from.

        Held for threads apart: an event loop cannot wait for another one's task.
        """
        return _turns.setdefault((self.folder.resolve(), threading.get_ident()), anyio.Lock())

    def timestamp(self) -> int:
        """Now, in whole seconds since 1970."""
        return int(self.clock.now().timestamp())

    async def produce(
        self,
        told: SeedBoard,
        config: VideoConfig,
        *,
        max_cost: Money | str | None = None,
        unheeded: Sequence[str] = (),
    ) -> Production:
        """Plan a board, run the plan, and give what came out, to be closed by the caller.

        Raises:
            ConfigurationError, NotFoundError, PlanError, BudgetError: nothing was spent.
            StoreError: the store failed, or another process is using the folder.
        """
        project = self._project(told)
        try:
            plan = self._plan(project, max_cost)
            watch = Stopwatch()
            async with project.run(plan) as run:
                async for event in run:
                    watch.see(event)
                result = await run.wait()
            now = self._plan(project, None)
            outcome = Outcome(
                plan=plan,
                run=result,
                takes=_takes(project, now),
                watch=watch,
                unheeded=self._unheeded(told, config, unheeded),
                titles=told.titles,
                custom=config.custom_metadata,
            )
            return Production(project, now, outcome)
        except BaseException:
            project.close()
            raise

    def _plan(self, project: Project, max_cost: Money | str | None) -> Plan:
        return project.plan(use=self.provider.name, max_cost=max_cost, reroute=True)

    def _project(self, told: SeedBoard) -> Project:
        if not self.provider.makes(told.aspect_ratio):
            made = ", ".join(self.provider.supported_aspect_ratios)
            raise ConfigurationError(
                f"{self.provider.name!r} does not make {told.aspect_ratio}, but {made}"
            )
        board = with_references(told.board, self.folder)
        seconds = [moment.duration for scene in board.scenes for _, moment in scene.placed()]
        return Project(
            self.folder / f"{NAME}.json",
            board,
            self._configuration(told.aspect_ratio),
            registry=self.provider.registry_for(seconds),
            clock=self.clock,
        )

    def _configuration(self, aspect_ratio: str) -> Configuration:
        """The configuration found around the folder, with this provider, cap and ratio in it."""
        found = Configuration.load(self.folder, flags={"max_cost": self.max_cost})
        changes: dict[str, Any] = {"size": size_for(aspect_ratio, found.settings.size)}
        if self.provider.on_unknown and found.origin("on_unknown") == "default":
            changes["on_unknown"] = self.provider.on_unknown
        endpoint = self.provider.endpoint
        return found.replace(
            settings=found.settings.replace(**changes),
            endpoints=FrozenDict({**found.endpoints, endpoint.name: endpoint}),
        )

    def _unheeded(
        self, told: SeedBoard, config: VideoConfig, more: Sequence[str]
    ) -> dict[str, tuple[str, ...]]:
        everywhere = (*self.unused(config), *more)
        return {address: (*everywhere, *told.unheeded.get(address, ())) for address in told.titles}

    def unused(self, config: VideoConfig) -> Iterator[str]:
        """The fields of a configuration that a studio has no use for, if they are set."""
        for name in _FOR_LOCAL_MODELS:
            if getattr(config, name) != getattr(DEFAULTS, name):
                yield f"{name}: this provider takes no such setting"
        if config.provider_name not in (DEFAULTS.provider_name, self.provider.name):
            yield f"provider_name: this studio has {self.provider.name!r}"
        if config.provider_kwargs:
            yield "provider_kwargs: give them to create_provider"
        if config.output_dir not in (DEFAULTS.output_dir, str(self.folder)):
            yield f"output_dir: this studio writes to {str(self.folder)!r}"
        named = "style_name" in config.model_fields_set and config.style_name == DEFAULTS.style_name
        if config.style_dna is not None and named:
            yield "style_name: style_dna stands instead of the default style"


def _takes(project: Project, plan: Plan) -> dict[str, Take]:
    """The take of each shot that has one, by address."""
    stored = {take.id: take for take in project.store.takes()}
    return {shot.address: stored[shot.take] for shot in plan.shots if shot.take in stored}
