"""A production: a storyboard that was run, ready to be stitched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from ministudio.interfaces.stitcher import StitchOptions
from ministudio.planner.film import timeline
from ministudio.results import Film

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from ministudio.core.outcome import Outcome
    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.plan import Plan
    from ministudio.project import Project


@dataclass(frozen=True, slots=True)
class Production:
    """A project after its run. `now` is the plan as it stands after it. A context manager."""

    project: Project
    now: Plan
    outcome: Outcome

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.project.close()

    @property
    def shots(self) -> tuple[ShotPlan, ...]:
        """The shots as they were planned, in the order of the film."""
        return self.outcome.plan.shots

    def made(self, shot: ShotPlan) -> bool:
        """Whether the shot has a take of what was wished for."""
        return self.now[shot.address].status == "kept"

    async def film(self, path: Path, shot: ShotPlan | None = None) -> Film:
        """Stitch the whole film, or one shot of it, into `path`.

        Raises:
            MediaError: a clip cannot be used.
            StoreError: the film cannot be written.
        """
        if shot is None:
            return await self.project.stitch(path, plan=self.now)
        project = self.project
        reel = timeline(project.board, self.now, project.store, fill=False)
        entries = tuple(one for one in reel.timeline.entries if one.shot == shot.address)
        stitcher = project.registry.build_stitcher(project.board.settings.stitcher)
        part = reel.timeline.replace(entries=entries)
        facts = await stitcher.stitch(part, path, StitchOptions())
        return Film(
            path=facts.path, frames=facts.frames, fps=facts.fps, complete=True, grade=reel.grade
        )
