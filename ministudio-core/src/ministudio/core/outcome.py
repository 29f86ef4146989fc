"""From a run to results: what each shot became, in the words of the seed.

A result's `metadata` has: `shot` (its address in the storyboard), `title`, `status` (the class
in the plan: `new`, `reuse`, `kept`, …), `model`, `grade`, `take` (its id in the store), `seed`,
`seconds`, `cost`, `prompt`, `not_honoured` (what of the caller's wish had no effect), `warnings`
of the plan, and `custom_metadata` of the configuration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ministudio.core.results import VideoGenerationResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from ministudio.interfaces.events import Event
    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.plan import Plan
    from ministudio.results import RunResult, Take


@dataclass(slots=True)
class Stopwatch:
    """How long each shot took, by the events of its attempts."""

    spans: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)

    def see(self, event: Event) -> None:
        """Take note of an event."""
        if event.shot and event.kind.startswith("attempt."):
            first, _ = self.spans.get(event.shot, (event.at, event.at))
            self.spans[event.shot] = (first, event.at)

    def seconds(self, shot: str) -> float:
        """The seconds of a shot; 0 when nothing was made."""
        first, last = self.spans.get(shot, (None, None))
        return max(0.0, (last - first).total_seconds()) if first and last else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that is over: the plan it followed, and the takes that count now."""

    plan: Plan
    run: RunResult
    takes: Mapping[str, Take]
    watch: Stopwatch
    unheeded: Mapping[str, Sequence[str]]
    titles: Mapping[str, str]
    custom: Mapping[str, Any]

    def result(self, shot: ShotPlan, path: Path | None) -> VideoGenerationResult:
        """The result of one shot, whose video is at `path`."""
        route = shot.route
        return VideoGenerationResult(
            success=path is not None,
            video_path=path,
            provider=route.provider if route else "unknown",
            generation_time=self.watch.seconds(shot.address),
            error=None if path is not None else self.reason(shot.address),
            metadata=self._metadata(shot, self.takes.get(shot.address)),
        )

    def reason(self, address: str) -> str:
        """Why a shot has no video."""
        return self.run.reason(address) or "the run ended before it was made"

    def _metadata(self, shot: ShotPlan, take: Take | None) -> dict[str, Any]:
        route = shot.route
        warnings = [
            str(finding)
            for finding in self.plan.findings
            if finding.code != "not_honoured" and finding.shot in ("", shot.address)
        ]
        return {
            "shot": shot.address,
            "title": self.titles.get(shot.address, ""),
            "status": shot.status,
            "model": route.model if route else None,
            "grade": route.grade if route else None,
            "take": take.id if take else None,
            "seed": take.seed if take else None,
            "seconds": float(shot.seconds),
            "cost": str(take.cost) if take else None,
            "prompt": shot.prompt,
            "not_honoured": [*self.unheeded.get(shot.address, ()), *shot.not_honoured],
            "warnings": warnings,
            "custom_metadata": self.custom,
        }
