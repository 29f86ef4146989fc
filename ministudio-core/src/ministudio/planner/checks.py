"""Checks: what a plan has to say before anything is spent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ministudio.config.money import Money
from ministudio.interfaces.findings import Finding
from ministudio.routing.candidates import NEVER_NEEDED
from ministudio.storyboard.source import place_of
from ministudio.storyboard.violations import violations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ministudio.interfaces.compiler import CompiledPrompt
    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.draft import Draft
    from ministudio.planner.options import PlanOptions, Surroundings
    from ministudio.state.causes import Cause
    from ministudio.storyboard.model import Storyboard

UNHEEDED_SETTINGS = ("max_takes", "fallback_on_refusal")


def shot_errors(draft: Draft, prompt: CompiledPrompt | None) -> Iterator[Finding]:
    """What blocks one shot."""
    address = draft.moment.address
    if draft.decision.problem:
        yield Finding(
            level="error",
            code="route",
            message=f"no model can make it. {draft.decision.problem.removesuffix('.')}.",
            shot=address,
            remedy="Change its `use`, the route, or the shot.",
        )
    if prompt is not None and not prompt.fits:
        yield Finding(
            level="error",
            code="prompt",
            message=f"what must be said takes {prompt.used:,}, and it reads {prompt.limit:,}.",
            shot=address,
            remedy="Shorten the tags, split the cast over two shots, or use another model.",
        )


def story(board: Storyboard) -> tuple[Finding, ...]:
    """What the story asks for that its world does not allow, in the order of the file."""
    found = (
        Finding(
            level=one.level,
            code="state",
            message=f"{one.what}, but {one.text}{_because(board, one.cause)}.",
            shot=one.shot,
            remedy=one.remedy,
            at=place_of(board, one.path),
        )
        for one in violations(board)
    )
    return tuple(sorted(found, key=_line_and_column))


def _line_and_column(finding: Finding) -> tuple[int, ...]:
    return tuple(int(part) for part in finding.at.rsplit(":", 2)[-2:] if part)


def _because(board: Storyboard, cause: Cause | None) -> str:
    if cause is None:
        return ""
    place = place_of(board, cause.path, column=False)
    return f": {cause.text} ({place})" if place else f": {cause.text}"


def set_up(board: Storyboard, several: Sequence[Draft], around: Surroundings) -> Iterator[Finding]:
    """Warnings about joins, settings, models and credentials."""
    yield from _joins(several)
    yield from _departures(several)
    for name in UNHEEDED_SETTINGS:
        if name in board.settings.model_fields_set:
            yield Finding(
                level="warning", code="unheeded", message=f"settings.{name} has no effect yet."
            )
    for number, rule in enumerate(board.routes, start=1):
        if rule.prefer in ("quality", "speed"):
            message = f"route {number}: `prefer: {rule.prefer}` has no effect yet."
            yield Finding(level="warning", code="unheeded", message=message)
        for need in NEVER_NEEDED.intersection(rule.when.needs):
            message = f"route {number} never holds: no shot needs {need} yet."
            yield Finding(level="warning", code="unheeded", message=message)
    yield from _models(several, around)


def _joins(several: Sequence[Draft]) -> Iterator[Finding]:
    for draft in several:
        join, address = draft.view.join, draft.moment.address
        if join in ("dissolve", "fade"):
            message = f"`join: {join}` is cut: this stitcher only cuts."
            yield Finding(level="warning", code="join", message=message, shot=address)
        elif join == "continue" and draft.candidate and not draft.candidate.info.view:
            message = (
                "`join: continue` starts from text only (grade D): no frame is carried over yet."
            )
            yield Finding(level="warning", code="join", message=message, shot=address)


def _departures(several: Sequence[Draft]) -> Iterator[Finding]:
    """Shots whose own `use` leaves the model of their chain."""
    for draft in several:
        if draft.chain and draft.candidate and draft.candidate.address != draft.chain:
            yield Finding(
                level="warning",
                code="chain",
                message=f"its `use` is {draft.candidate.address}, and the shots that it continues "
                f"are on {draft.chain}: the look may change within one moment.",
                shot=draft.moment.address,
            )


def _models(several: Sequence[Draft], around: Surroundings) -> Iterator[Finding]:
    used = {draft.candidate.address: draft.candidate for draft in several if draft.candidate}
    for address, one in used.items():
        ends = one.info.retires_on
        if ends is not None and ends <= around.as_of:
            message = f"{address} was to be retired on {ends}."
            yield Finding(level="warning", code="retiring", message=message)
        if missing := around.missing_env.get(one.endpoint):
            names = " and ".join(missing)
            message = f"{address} needs {names} in the environment before it can run."
            yield Finding(level="warning", code="auth", message=message)
        if problem := around.cannot_sign_in.get(one.endpoint):
            message = f"{address} cannot run yet: {problem}."
            yield Finding(level="warning", code="auth", message=message)


def not_honoured(
    several: Sequence[Draft], prompts: Mapping[str, CompiledPrompt]
) -> Iterator[Finding]:
    """One finding for each model and field that it cannot follow, with the shots concerned."""
    shots: dict[tuple[str, str], list[str]] = defaultdict(list)
    for draft in several:
        if draft.candidate is None:
            continue
        for field in prompts[draft.moment.address].not_honoured:
            shots[draft.candidate.address, field].append(draft.moment.address)
    for (address, field), where in shots.items():
        message = f"{address} does not honour {field}"
        one = len(where) == 1
        told = f"{message}." if one else f"{message} ({len(where)} shots)."
        yield Finding(
            level="warning", code="not_honoured", message=told, shot=where[0] if one else ""
        )


def budget(
    shots: Sequence[ShotPlan], around: Surroundings, options: PlanOptions
) -> Iterator[Finding]:
    """Whether the first takes fit under the caps, and whether every price is known."""
    making = [shot for shot in shots if shot.action == "make"]
    total = sum((shot.cost.high for shot in making), Money())
    if around.cap is not None and around.spent + total > around.cap:
        message = (
            f"the first takes cost up to {total}, and {around.spent} of {around.cap} "
            "is spent or reserved."
        )
        yield _over(message, "Raise settings.max_cost, or make fewer shots.")
    if options.max_cost is not None and total > options.max_cost:
        message = f"the first takes cost up to {total}, over this run's cap of {options.max_cost}."
        yield _over(message, "Raise --max-cost, or make fewer shots.")


def _over(message: str, remedy: str) -> Finding:
    return Finding(level="error", code="budget", message=message, remedy=remedy)


def unpriced(draft: Draft) -> Finding:
    """The error for a model without a price while a cap holds."""
    address = draft.candidate.address if draft.candidate else "the model"
    return Finding(
        level="error",
        code="price",
        message=f"the price of {address} at this size is not known, and a cap holds.",
        shot=draft.moment.address,
        remedy="Use a priced model, or run without a cap.",
    )
