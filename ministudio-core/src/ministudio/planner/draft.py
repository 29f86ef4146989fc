"""A shot on its way into the plan: view, route, words and request."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.config.base import EMPTY
from ministudio.interfaces.plan import Route
from ministudio.interfaces.request import Request
from ministudio.planner.routes import route_all
from ministudio.storyboard.projection import project
from ministudio.storyboard.story import tell

if TYPE_CHECKING:
    from fractions import Fraction

    from ministudio.interfaces.compiler import CompiledPrompt
    from ministudio.interfaces.routing import Candidate
    from ministudio.planner.options import PlanOptions, Surroundings
    from ministudio.routing.decide import Decision
    from ministudio.storyboard.model import Settings, Storyboard
    from ministudio.storyboard.story import Moment
    from ministudio.storyboard.view import View


@dataclass(frozen=True, slots=True)
class Draft:
    """One shot before it is compared with the store.

    `chain` is the model of its chain, when the shot's own `use` leaves it.
    """

    moment: Moment
    view: View
    decision: Decision
    chain: str = ""

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
    moments = list(tell(board))
    views = [project(board, moment, around.file_digest) for moment in moments]
    routed = route_all(board, moments, views, around, options)
    return tuple(
        Draft(moment, view, one.decision, one.chain)
        for moment, view, one in zip(moments, views, routed, strict=True)
    )


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
