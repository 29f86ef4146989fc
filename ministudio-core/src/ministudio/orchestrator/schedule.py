"""Who does what in a run: the plan, met with what the store knows by now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.orchestrator.attempts import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ministudio.interfaces.plan import PlanRecord, ShotPlan
    from ministudio.results import Attempt


@dataclass(slots=True)
class Schedule:
    """The shots of a plan by what is to be done for them.

    `attach`: an attempt for this very request is live. `collect`: live attempts for an older
    wish, whose takes are stored unselected. `select`: shot and id of the stored take. `twins`:
    shots that ask for the very same as the one of this address, and share its take.
    """

    attach: list[tuple[ShotPlan, Attempt]] = field(default_factory=list)
    collect: list[Attempt] = field(default_factory=list)
    make: list[ShotPlan] = field(default_factory=list)
    select: list[tuple[ShotPlan, str]] = field(default_factory=list)
    keep: list[ShotPlan] = field(default_factory=list)
    twins: dict[str, list[ShotPlan]] = field(default_factory=dict)


def schedule(plan: PlanRecord, live: Iterable[Attempt], finished: Mapping[str, str]) -> Schedule:
    """Sort the shots of a plan.

    A plan may be older than the store: it was made before a crash, or is run a second time. So
    a request that is in flight is attached to, and one that was fulfilled (`finished`: request
    digest -> take) is selected, whatever the plan says.
    """
    result = Schedule()
    rest = {attempt.id: attempt for attempt in live}
    by_request = {attempt.request_digest: attempt for attempt in rest.values()}
    first: dict[str, str] = {}
    for shot in plan.shots:
        if shot.action == "keep":
            result.keep.append(shot)
        elif shot.action == "select" and shot.take:
            result.select.append((shot, shot.take))
        else:
            digest = resolve(shot).digest if shot.request else ""
            if digest and first.setdefault(digest, shot.address) != shot.address:
                result.twins.setdefault(first[digest], []).append(shot)
                continue
            attempt = rest.get(shot.attempt or "") or by_request.get(digest)
            if attempt is not None and attempt.id in rest:
                result.attach.append((shot, rest.pop(attempt.id)))
            elif digest in finished:
                result.select.append((shot, finished[digest]))
            elif shot.request is not None:
                result.make.append(shot)
    result.collect = list(rest.values())
    return result
