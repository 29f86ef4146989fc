"""Prose from facts: what fits is written in the dialect's order, whole facts at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.compiler.budget import likely_tokens, measure
from ministudio.compiler.dialect import DIALECTS, GENERIC, Dialect
from ministudio.compiler.facts import DROPPED_FIRST, Fact, facts
from ministudio.interfaces.compiler import CompiledPrompt, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.interfaces.capabilities import ModelInfo, PromptLimit
    from ministudio.storyboard.view import View

SPOKEN = {"dialogue": "say", "narration": "narration", "sound": "sound"}


def compile_view(view: View, model: ModelInfo, tier: Tier) -> CompiledPrompt:
    """The view as text for `model`; optional facts go, in their order, until the text fits."""
    dialect = DIALECTS.get(model.dialect, GENERIC)
    told = facts(view, tier)
    silent = SPOKEN if model.audio == "none" else {}
    native = {"avoid"} if model.negative else set()
    kept = [fact for fact in told if fact.slot not in silent and fact.slot not in native]
    unheard = [silent[fact.slot] for fact in told if fact.slot in silent]
    kept, dropped = fit(kept, dialect=dialect, limit=model.prompt_limit)
    text = render(kept, dialect)
    size = measure(text, model.prompt_limit)
    limit = model.prompt_limit.n if model.prompt_limit else 0
    return CompiledPrompt(
        text=text,
        negative=" ".join(fact.text for fact in told if fact.slot in native),
        used=likely_tokens(text) if size.low != size.high else size.high,
        limit=limit,
        tier=tier,
        dropped=tuple(dropped),
        not_honoured=tuple(dict.fromkeys([*unheard, *not_honoured(view, dialect)])),
        fits=not limit or size.low <= limit,
        uncertain=bool(limit) and size.low <= limit < size.high,
    )


def render(told: Iterable[Fact], dialect: Dialect) -> str:
    """The facts as text, in the dialect's order and with its labels."""
    by_slot: dict[str, list[str]] = {}
    for fact in told:
        by_slot.setdefault(fact.slot, []).append(fact.text)
    parts = (
        " ".join([*filter(None, [dialect.labels.get(slot, "")]), *by_slot[slot]])
        for slot in dialect.order
        if slot in by_slot
    )
    return dialect.separator.join(parts)


def fit(
    told: list[Fact], *, dialect: Dialect, limit: PromptLimit | None
) -> tuple[list[Fact], list[str]]:
    """What stays and which slots went, so that the likely length is within the limit."""
    dropped: list[str] = []
    for slot in DROPPED_FIRST:
        if limit is None or _length(render(told, dialect), limit) <= limit.n:
            break
        if any(fact.slot == slot for fact in told):
            told = [fact for fact in told if fact.slot != slot]
            dropped.append(slot)
    return told, dropped


def _length(text: str, limit: PromptLimit) -> int:
    return likely_tokens(text) if limit.unit == "tokens" else measure(text, limit).high


def not_honoured(view: View, dialect: Dialect) -> list[str]:
    """The fields that the view sets and the dialect does not follow."""
    return [path for path in dialect.not_honoured if _is_set(view, path.split("."))]


def _is_set(value: Any, path: list[str]) -> bool:  # noqa: ANN401 - walks models
    if isinstance(value, tuple) and path:
        return any(_is_set(item, path) for item in value)
    if not path:
        return bool(value)
    inner = getattr(value, path[0], None)
    if inner is None and hasattr(value, "character"):
        inner = getattr(value.character, path[0], None)
    return _is_set(inner, path[1:])
