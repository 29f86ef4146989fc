"""The film to be: which take stands for each shot, and what the film is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ministudio.interfaces.timeline import Timeline, TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.interfaces.capabilities import Grade
    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.plan import Plan
    from ministudio.results import Take
    from ministudio.store import Store
    from ministudio.storyboard import Storyboard


@dataclass(frozen=True, slots=True)
class Reel:
    """A timeline, and what is missing from it.

    `missing` lists shots with a slate or a take of another wish; `complete` is whether none is.
    """

    timeline: Timeline
    grade: Grade
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every shot has a take that fits."""
        return not self.missing


def film_grade(plan: Plan) -> Grade:
    """What the film is: final as soon as one of its shots is to be."""
    grades = {shot.route.grade for shot in plan.shots if shot.route}
    return "final" if "final" in grades else "previz"


def film_name(plan: Plan, *, complete: bool) -> str:
    """`NAME.mp4` when complete, `NAME.previz.mp4` for a draft, else `NAME.rough.mp4`."""
    if not complete:
        return f"{plan.name}.rough.mp4"
    return f"{plan.name}.previz.mp4" if plan.draft else f"{plan.name}.mp4"


def timeline(board: Storyboard, plan: Plan, store: Store, *, fill: bool) -> Reel:
    """The takes of the film in order; slates stand for shots that have none.

    A film never mixes grades: previz takes stand in for final ones only with `fill`, and then
    the film is not complete.
    """
    grade = film_grade(plan)
    takes = {take.id: take for take in store.takes() if store.has(take)}
    selected = store.selected()
    titles = {scene.id: scene.title or scene.id for scene in board.scenes}
    entries: list[TimelineEntry] = []
    missing = []
    for shot in plan.shots:
        take = takes.get(shot.take or selected.get((shot.address, grade), ""))
        if take is not None and take.grade != grade:
            take = None
        if take is None or not _fits(shot):
            missing.append(shot.address)
        if take is None and fill:
            take = takes.get(selected.get((shot.address, "previz"), ""))
        entries += _entries(shot, take, store, plan, titles[shot.scene])
    made = Timeline(
        title=plan.title or plan.name,
        width=plan.width,
        height=plan.height,
        fps=plan.fps,
        entries=tuple(entries),
    )
    return Reel(made, grade, tuple(missing))


def _fits(shot: ShotPlan) -> bool:
    """Whether the shot's take is what the storyboard wants, or is kept on purpose."""
    return shot.action == "select" or shot.status in ("kept", "rerouted", "follows")


def _entries(
    shot: ShotPlan, take: Take | None, store: Store, plan: Plan, title: str
) -> Iterator[TimelineEntry]:
    where: dict[str, Any] = {"shot": shot.address, "scene": shot.scene, "scene_title": title}
    if take is None:
        yield TimelineEntry(**where, slate=max(1, round(shot.seconds * plan.fps)))
        return
    for number, (clip, marks) in enumerate(zip(take.clips, take.marks, strict=True)):
        yield TimelineEntry(
            **where,
            path=str(store.content.path(clip.sha256, clip.suffix)),
            sha256=clip.sha256,
            first=marks.first,
            end=marks.end,
            join=shot.view.join if number == 0 else "cut",
        )
