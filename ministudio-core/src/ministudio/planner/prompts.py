"""Prompts: the words of every shot at one tier, what the plan says of them, and the long look."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ministudio.config.base import Model
from ministudio.errors import PlanError
from ministudio.interfaces.compiler import TIERS, CompiledPrompt, PromptFact, Tier
from ministudio.interfaces.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.compiler import Compiler
    from ministudio.interfaces.dialect import Dialect
    from ministudio.interfaces.plan import ShotPlan
    from ministudio.planner.draft import Draft
    from ministudio.planner.options import Surroundings
    from ministudio.planner.plan import Plan


class PromptReport(Model):
    """What one shot says to one model, and what became of each fact.

    `used` and `limit` are in `unit` (`limit` 0: none). `tier` is that of all shots of the
    dialect. `facts` is empty when the compiler does not work with facts.
    """

    shot: str
    model: str
    compiler: str
    dialect: str
    tier: Tier
    text: str
    negative: str = ""
    used: int
    limit: int
    unit: str
    fits: bool
    uncertain: bool
    facts: tuple[PromptFact, ...] = ()
    dropped: tuple[str, ...] = ()
    not_honoured: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


def compile_all(several: Sequence[Draft], around: Surroundings) -> dict[str, CompiledPrompt]:
    """The words of every routed shot, by address.

    One tier serves all shots of a dialect, so that an identity has the same words in each: the
    fullest at which all of them fit, else the shortest.
    """
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in several:
        if draft.candidate is not None:
            groups[draft.candidate.info.dialect].append(draft)
    prompts: dict[str, CompiledPrompt] = {}
    for group in groups.values():
        prompts.update(_compile_group(group, around))
    return prompts


def _compile_group(group: Iterable[Draft], around: Surroundings) -> dict[str, CompiledPrompt]:
    prompts: dict[str, CompiledPrompt] = {}
    for tier in TIERS:
        prompts = {draft.moment.address: _compile(draft, around, tier) for draft in group}
        if all(prompt.within for prompt in prompts.values()):
            break
    return prompts


def _compile(draft: Draft, around: Surroundings, tier: Tier) -> CompiledPrompt:
    assert draft.candidate is not None, "only routed shots are compiled"
    info = draft.candidate.info
    prompt = around.compiler.compile(draft.view, info, tier)
    if draft.view.seed is None or info.seed:
        return prompt
    return prompt.model_copy(update={"not_honoured": (*prompt.not_honoured, "seed")})


def prompt_findings(
    several: Sequence[Draft], prompts: Mapping[str, CompiledPrompt], dialects: Mapping[str, Dialect]
) -> Iterator[Finding]:
    """Warnings about texts that may be cut off, and about dialects that nobody offers."""
    strange: dict[str, str] = {}
    for draft in several:
        if draft.candidate is None:
            continue
        prompt, info = prompts[draft.moment.address], draft.candidate.info
        if prompt.uncertain and not prompt.within:
            message = f"what must be said takes about {prompt.used:,} {prompt.unit}, and it reads "
            yield Finding(
                level="warning",
                code="uncertain",
                message=f"{message}{prompt.limit:,}: its end may not be heard.",
                shot=draft.moment.address,
                remedy="Shorten what is said and done, or split the cast over two shots.",
            )
        if prompt.dialect and dialects and info.dialect not in dialects:
            strange[draft.candidate.address] = f"{info.dialect!r}, and {prompt.dialect!r} is used"
    for address, how in strange.items():
        message = f"{address} asks for the dialect {how}: no installed package has it."
        yield Finding(level="warning", code="dialect", message=message)


def report(plan: Plan, shot: ShotPlan, compiler: Compiler, model: ModelInfo | None) -> PromptReport:
    """The prompt of a planned shot at length.

    Raises:
        PlanError: no model can make the shot, so nothing is said to any.
    """
    if shot.request is None or shot.route is None or model is None:
        raise PlanError(tuple(str(one) for one in plan.errors if one.shot == shot.address))
    tier = next(tier for tier in TIERS if tier == shot.tier)
    prompt = compiler.compile(shot.view, model, tier)
    return PromptReport(
        shot=shot.address,
        model=str(shot.route),
        compiler=shot.request.compiler,
        dialect=prompt.dialect,
        tier=tier,
        text=prompt.text,
        negative=prompt.negative,
        used=prompt.used,
        limit=prompt.limit,
        unit=prompt.unit,
        fits=prompt.fits,
        uncertain=prompt.uncertain,
        facts=compiler.explain(shot.view, model, tier),
        dropped=prompt.dropped,
        not_honoured=prompt.not_honoured,
    )
