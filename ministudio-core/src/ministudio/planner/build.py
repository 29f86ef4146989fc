"""Planning: storyboard, store and configuration in, plan out. Pure, and without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.config.money import Money
from ministudio.interfaces.plan import Cost, PlanContext, ShotPlan
from ministudio.planner import checks
from ministudio.planner.classify import Verdict, classify
from ministudio.planner.draft import Draft, billed_seconds, drafts, make_request
from ministudio.planner.keys import seed_for
from ministudio.planner.plan import Plan
from ministudio.planner.prompts import compile_all, prompt_findings
from ministudio.planner.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.interfaces.compiler import CompiledPrompt
    from ministudio.interfaces.findings import Finding
    from ministudio.interfaces.request import Request
    from ministudio.planner.options import PlanOptions, Surroundings
    from ministudio.routing.candidates import Candidate
    from ministudio.storyboard.model import Storyboard


def make_plan(board: Storyboard, around: Surroundings, options: PlanOptions) -> Plan:
    """Plan every shot of a storyboard.

    The same storyboard, store, configuration and date give the same plan, byte for byte.
    """
    several = drafts(board, around, options)
    prompts = compile_all(several, around)
    findings = list(checks.story(board))
    barred = {finding.shot for finding in findings if finding.level == "error"}
    shots = []
    for draft in several:
        address = draft.moment.address
        shot, errors = _shot(board, draft, prompts.get(address), around, options)
        shots.append(_block(shot) if address in barred else shot)
        findings.extend(errors)
    if options.only:
        shots = _only(shots, several, options)
    findings.extend(checks.budget(shots, around, options))
    findings.extend(checks.set_up(board, several, around))
    findings.extend(prompt_findings(several, prompts, around.compiler.dialects))
    findings.extend(checks.not_honoured(several, prompts))
    plan = Plan(
        name=around.name,
        title=board.title,
        file=around.file,
        board=board.digest,
        as_of=around.as_of,
        draft=options.draft,
        use=options.use,
        width=board.settings.width,
        height=board.settings.height,
        fps=board.settings.fps,
        shots=tuple(shots),
        findings=tuple(findings),
        selected=_selected(shots, around),
        cap=around.cap,
        run_cap=options.max_cost,
        spent=around.spent,
        runs=around.runs,
    )
    return _checked(plan, board, around)


def _checked(plan: Plan, board: Storyboard, around: Surroundings) -> Plan:
    """The plan with what the plugins find in it; a shot with an error is blocked."""
    if around.plan_checks is None:
        return plan
    context = PlanContext(storyboard=board, as_of=around.as_of)
    found = around.plan_checks(plan, context)
    if not found:
        return plan
    barred = {finding.shot for finding in found if finding.level == "error"}
    shots = tuple(_block(shot) if shot.address in barred else shot for shot in plan.shots)
    return plan.model_copy(update={"shots": shots, "findings": (*plan.findings, *found)})


def _selected(shots: Sequence[ShotPlan], around: Surroundings) -> dict[str, str]:
    """The selected takes that the plan was made from, by shot."""
    routed = ((shot.address, shot.route) for shot in shots if shot.route)
    found = ((at, around.stock.selected(at, route.grade)) for at, route in routed)
    return {address: take.id for address, take in found if take}


def _shot(
    board: Storyboard,
    draft: Draft,
    prompt: CompiledPrompt | None,
    around: Surroundings,
    options: PlanOptions,
) -> tuple[ShotPlan, list[Finding]]:
    errors = list(checks.shot_errors(draft, prompt))
    one = draft.candidate
    if one is None or prompt is None:
        return _outline(draft), errors
    request = make_request(draft, prompt, board.settings, around)
    verdict = _verdict(draft, one, request, around, options)
    cost = one.cost(seconds=billed_seconds(draft), width=request.width, height=request.height)
    if cost is None and verdict.action == "make" and _capped(around, options):
        errors.append(checks.unpriced(draft))
    if errors:
        verdict = Verdict(status="blocked", action="block")
    number = around.stock.next_number(draft.moment.address, one.grade)
    shot = _outline(draft).model_copy(
        update={
            "status": verdict.status,
            "action": verdict.action,
            "route": draft.route,
            "plan_key": request.plan_key,
            "request": request,
            "cost": _cost(cost, one),
            "causes": verdict.causes,
            "notes": (*_lengthened(draft, verdict), *verdict.notes),
            "take": verdict.take,
            "take_number": number,
            "seed": _seed(draft, number, options),
            "attempt": verdict.attempt,
            "approved": verdict.approved,
            "tier": prompt.tier,
            "used": prompt.used,
            "limit": prompt.limit,
            "dropped": prompt.dropped,
            "not_honoured": prompt.not_honoured,
            "uncertain": prompt.uncertain,
        }
    )
    return shot, errors


def _block(shot: ShotPlan) -> ShotPlan:
    """A shot that its story does not allow: no take of it counts."""
    nothing = {"status": "blocked", "action": "block", "causes": (), "notes": (), "take": None}
    return shot.model_copy(update={**nothing, "attempt": None})


def _outline(draft: Draft) -> ShotPlan:
    """What is known of a shot before its request: blocked, until it has one."""
    moment = draft.moment
    return ShotPlan(
        address=moment.address,
        scene=moment.scene.id,
        status="blocked",
        action="block",
        view=draft.view,
        basis=draft.view.basis,
        reasoning=draft.decision.reasoning,
        seconds=draft.view.duration,
        billed_seconds=billed_seconds(draft),
        cost=Cost(low=Money(), high=Money()),
        state_before=moment.before.digest,
        state_after=moment.after.digest,
    )


def _verdict(
    draft: Draft, one: Candidate, request: Request, around: Surroundings, options: PlanOptions
) -> Verdict:
    """The class of a shot; a free endpoint makes rerouted shots again without being told."""
    address = draft.moment.address
    if address in options.again:
        return Verdict(status="new", action="make", notes=("another take",))
    return classify(
        around.stock,
        address=address,
        view=draft.view,
        request=request,
        grade=one.grade,
        remake=options.reroute or one.free,
    )


def _only(
    shots: Sequence[ShotPlan], several: Sequence[Draft], options: PlanOptions
) -> list[ShotPlan]:
    """The shots, with all left alone that the caller did not choose."""
    tags = {draft.moment.address: draft.moment.shot.tags for draft in several}
    chosen = Selection(shots, tags).addresses(options.only)
    return [shot if shot.address in chosen else _left_alone(shot) for shot in shots]


def _left_alone(shot: ShotPlan) -> ShotPlan:
    if shot.action not in ("make", "select"):
        return shot
    notes = (*shot.notes, "not chosen")
    return shot.model_copy(update={"action": "keep", "take": None, "notes": notes})


def _seed(draft: Draft, number: int, options: PlanOptions) -> int | None:
    """The caller's seed, else the author's, else one derived from view and take number.

    None for a model that takes no seed.
    """
    if draft.candidate is None or not draft.candidate.info.seed:
        return None
    wanted = options.again.get(draft.moment.address)
    if wanted is not None:
        return wanted
    return draft.view.seed if draft.view.seed is not None else seed_for(draft.view.basis, number)


def _capped(around: Surroundings, options: PlanOptions) -> bool:
    return around.cap is not None or options.max_cost is not None


def _cost(amount: Money | None, one: Candidate) -> Cost:
    known = amount if amount is not None else Money()
    return Cost(low=known, high=known, as_of=one.info.as_of, source=one.info.source)


def _lengthened(draft: Draft, verdict: Verdict) -> tuple[str, ...]:
    """The note on a clip that the model makes longer than the shot needs."""
    if verdict.action != "make" or billed_seconds(draft) == draft.view.duration:
        return ()
    return (f"trimmed to {float(draft.view.duration):g} s",)
