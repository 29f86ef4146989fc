"""A shot on its way into the plan: view, route, words and request."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ministudio.config.base import EMPTY
from ministudio.interfaces.compiler import TIERS, CompiledPrompt, Tier
from ministudio.interfaces.plan import Route
from ministudio.interfaces.request import Request
from ministudio.routing.candidates import Candidate, Wish
from ministudio.routing.decide import Choice, Decision, decide
from ministudio.routing.rules import Subject
from ministudio.storyboard.projection import project
from ministudio.storyboard.story import Moment, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

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


def compile_all(several: Sequence[Draft], around: Surroundings) -> dict[str, CompiledPrompt]:
    """The words of every routed shot, by address.

    One tier serves all shots of a model, so that an identity has the same words in each: the
    fullest at which all of them fit, else the shortest.
    """
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in several:
        if draft.candidate is not None:
            groups[draft.candidate.address].append(draft)
    prompts: dict[str, CompiledPrompt] = {}
    for group in groups.values():
        prompts.update(_compile_group(group, around))
    return prompts


def _compile_group(group: Iterable[Draft], around: Surroundings) -> dict[str, CompiledPrompt]:
    prompts: dict[str, CompiledPrompt] = {}
    for tier in TIERS:
        prompts = {draft.moment.address: _compile(draft, around, tier) for draft in group}
        if all(prompt.fits for prompt in prompts.values()):
            break
    return prompts


def _compile(draft: Draft, around: Surroundings, tier: Tier) -> CompiledPrompt:
    assert draft.candidate is not None, "only routed shots are compiled"
    return around.compiler.compile(draft.view, draft.candidate.info, tier)


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
