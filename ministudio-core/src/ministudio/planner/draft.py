"""A shot on its way into the plan: view, route, words and request."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.config.base import EMPTY
from ministudio.interfaces.plan import Route
from ministudio.interfaces.request import Request
from ministudio.routing.candidates import Candidate, Wish
from ministudio.routing.decide import Choice, Decision, decide
from ministudio.routing.rules import Subject
from ministudio.storyboard.projection import project
from ministudio.storyboard.story import Moment, tell

if TYPE_CHECKING:
    from fractions import Fraction

    from ministudio.interfaces.compiler import CompiledPrompt
    from ministudio.planner.options import PlanOptions, Surroundings
    from ministudio.storyboard.model import Settings, Storyboard
    from ministudio.storyboard.view import View


@dataclass(frozen=True, slots=True)
class Draft:
    """One shot before it is compared with the store."""

    moment: Moment
    view: View
    decision: Decision

    @property
    def candidate(self) -> Candidate | None:
        """The model that won, or None when none is left."""
        return self.decision.chosen[0] if self.decision.chosen else None

    @property
    def route(self) -> Route | None:
        """The chosen route, with what decided."""
        one = self.candidate
        if one is None:
            return None
        return Route(
            endpoint=one.endpoint,
            provider=one.provider,
            model=one.info.id,
            grade=one.grade,
            reason=self.decision.because,
            free=one.free,
        )


def drafts(board: Storyboard, around: Surroundings, options: PlanOptions) -> tuple[Draft, ...]:
    """The view and the route of every shot."""
    return tuple(_draft(board, moment, around, options) for moment in tell(board))


def _draft(board: Storyboard, moment: Moment, around: Surroundings, options: PlanOptions) -> Draft:
    view = project(board, moment, around.file_digest)
    settings = board.settings
    decision = decide(
        around.candidates,
        rules=board.routes,
        subject=Subject(
            scene=moment.scene.id, address=moment.address, tags=moment.shot.tags, view=view
        ),
        wish=Wish(view=view, width=settings.width, height=settings.height, fps=settings.fps),
        choice=Choice(use=options.use, draft=options.draft, shot_use=moment.shot.use),
    )
    return Draft(moment, view, decision)


def billed_seconds(draft: Draft) -> Fraction:
    """The length that the model is asked for: the shot's, made longer to what the model makes."""
    if draft.candidate is None:
        return draft.view.duration
    return draft.candidate.info.durations.fit(draft.view.duration) or draft.view.duration


def make_request(
    draft: Draft, prompt: CompiledPrompt, settings: Settings, around: Surroundings
) -> Request:
    """What the chosen model is asked for."""
    one = draft.candidate
    assert one is not None, "only routed shots are asked for"
    compiler = type(around.compiler)
    return Request(
        provider=one.provider,
        model=one.info.id,
        revision=one.info.revision,
        text=prompt.text,
        negative=prompt.negative,
        view=draft.view if one.info.view else None,
        width=settings.width,
        height=settings.height,
        fps=settings.fps,
        frames=max(1, math.ceil(billed_seconds(draft) * settings.fps)),
        audio=one.info.audio != "none",
        options=around.options.get(one.endpoint, EMPTY),
        compiler=f"{compiler.name} {compiler.version}",
    )
