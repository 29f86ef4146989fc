"""What became of the shots of a run, gathered while it goes on."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.errors import ProviderError
from ministudio.orchestrator.policy import POLICIES, advice
from ministudio.orchestrator.reconcile import NeedsPerson
from ministudio.results import Failure, RunResult

if TYPE_CHECKING:
    from ministudio.config.money import Money
    from ministudio.errors import MinistudioError
    from ministudio.interfaces.plan import PlanRecord
    from ministudio.results import Attempt

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcomes:
    """Grows with each shot; `result` is the record of it."""

    made: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    selected: set[str] = field(default_factory=set)
    collected: list[str] = field(default_factory=list)
    failed: dict[str, Failure] = field(default_factory=dict)
    unknown: dict[str, Attempt] = field(default_factory=dict)
    stopped: bool = False

    def fail(self, shot: str, error: MinistudioError) -> None:
        """Note why a shot has no take."""
        if isinstance(error, NeedsPerson):
            self.unknown[error.attempt.id] = error.attempt
            if shot == error.attempt.shot:
                return
        kind = str(getattr(error, "kind", error.code))
        _log.info("%s failed: %s", shot, error.message, extra={"shot": shot, "kind": kind})
        self.failed[shot] = Failure(
            shot=shot,
            kind=kind,
            message=error.message,
            hint=error.hint or advice(kind),
            exit_code=POLICIES[error.kind].exit_code
            if isinstance(error, ProviderError)
            else error.exit_code,
        )

    def result(
        self, run: str, plan: PlanRecord, *, interrupted: tuple[Attempt, ...], spent: Money
    ) -> RunResult:
        """The record of the run; shots are in the order of the film."""
        order = [shot.address for shot in plan.shots]
        place = {address: number for number, address in enumerate(order)}
        return RunResult(
            run=run,
            made=tuple(filter(self.made.__contains__, order)),
            kept=tuple(filter(self.kept.__contains__, order)),
            selected=tuple(filter(self.selected.__contains__, order)),
            collected=tuple(self.collected),
            failed=tuple(
                sorted(self.failed.values(), key=lambda one: place.get(one.shot, len(place)))
            ),
            unknown=tuple(self.unknown.values()),
            interrupted=interrupted,
            stopped=self.stopped,
            spent=spent,
        )
