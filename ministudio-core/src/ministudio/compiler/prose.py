"""Prose from facts: what fits is written in the dialect's order, whole facts at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.compiler.budget import likely, measure
from ministudio.compiler.facts import DROPPED_FIRST, Fact, facts
from ministudio.compiler.unheeded import set_fields
from ministudio.compiler.wording import capital, stop
from ministudio.interfaces.compiler import CompiledPrompt, PromptFact, Tier
from ministudio.interfaces.dialect import POSITION, Dialect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.interfaces.capabilities import ModelInfo, PromptLimit
    from ministudio.interfaces.dialect import Position, Slot
    from ministudio.storyboard.view import View

GENERIC = Dialect(name="generic")
"""Plain prose for any model that reads English."""

_HEARD: dict[Slot, str] = {
    "dialogue": "say",
    "narration": "narration",
    "sound": "sound",
    "voice": "characters.voice_profile",
}


def compile_view(
    view: View, model: ModelInfo, tier: Tier, dialect: Dialect = GENERIC
) -> CompiledPrompt:
    """The view as text for `model`; optional facts go, in their order, until the text fits."""
    told = facts(view, tier, dialect)
    limit = model.prompt_limit or dialect.limit
    spoken = [fact for fact in told if _is_told(fact, model, dialect)]
    kept, dropped = fit(spoken, dialect=dialect, limit=limit)
    text = render(kept, dialect)
    size = measure(text, limit)
    return CompiledPrompt(
        text=text,
        negative=_negative(told, model, dialect),
        used=likely(text, limit),
        limit=limit.n if limit else 0,
        unit=limit.unit if limit else "characters",
        tier=tier,
        dialect=dialect.name,
        dropped=tuple(dropped),
        not_honoured=_not_honoured(view, told, model, dialect),
        fits=limit is None or size.low <= limit.n,
        uncertain=limit is not None and size.low <= limit.n < size.high,
    )


def explain_view(
    view: View, model: ModelInfo, tier: Tier, dialect: Dialect = GENERIC
) -> tuple[PromptFact, ...]:
    """Every fact of a view in the order of the text, and whether the text has it."""
    everything = facts(view, tier, dialect)
    spoken = [fact for fact in everything if _is_told(fact, model, dialect)]
    kept, _dropped = fit(spoken, dialect=dialect, limit=model.prompt_limit or dialect.limit)
    beside = {"avoid"} if _beside(model, dialect) else set()
    ranked = sorted(everything, key=lambda fact: dialect.order.index(position(fact)))
    return tuple(
        PromptFact(
            slot=fact.slot,
            text=fact.text,
            mandatory=fact.mandatory,
            told=fact in kept or fact.slot in beside,
        )
        for fact in ranked
    )


def position(fact: Fact) -> Position:
    """Where a fact stands in the order of a dialect."""
    return _position(fact.slot)


def _position(slot: Slot) -> Position:
    return POSITION.get(slot, slot)  # type: ignore[arg-type]  # other slots are positions


def _is_told(fact: Fact, model: ModelInfo, dialect: Dialect) -> bool:
    """Whether the text may have the fact: not what a mute model says, nor what goes elsewhere."""
    if fact.slot == "avoid":
        return dialect.negative != "unheard" and not _beside(model, dialect)
    return model.audio != "none" or fact.slot not in _HEARD


def _beside(model: ModelInfo, dialect: Dialect) -> bool:
    """Whether what is to be avoided goes into a field of its own."""
    return dialect.negative == "native" and model.negative


def _negative(told: Iterable[Fact], model: ModelInfo, dialect: Dialect) -> str:
    if not _beside(model, dialect):
        return ""
    return ", ".join(fact.text for fact in told if fact.slot == "avoid")


def _not_honoured(
    view: View, told: Sequence[Fact], model: ModelInfo, dialect: Dialect
) -> tuple[str, ...]:
    """The fields that the view sets and the model does not follow."""
    slots = {fact.slot for fact in told} if model.audio == "none" else set()
    mute = [field for slot, field in _HEARD.items() if slot in slots]
    unheard = ("avoid", "negative") if dialect.negative == "unheard" else ()
    return tuple(dict.fromkeys([*mute, *set_fields(view, (*dialect.not_honoured, *unheard))]))


def render(told: Iterable[Fact], dialect: Dialect) -> str:
    """The facts as text, in the dialect's order and with its labels."""
    return dialect.separator.join(_paragraphs(told, dialect).values())


def _paragraphs(told: Iterable[Fact], dialect: Dialect) -> dict[Position, str]:
    placed: dict[Position, list[str]] = {}
    for fact in told:
        text = f"avoid {fact.text}" if fact.slot == "avoid" else fact.text
        placed.setdefault(position(fact), []).append(text)
    return {
        where: _paragraph(placed[where], dialect.labels.get(where, ""))
        for where in dialect.order
        if where in placed
    }


def _paragraph(texts: list[str], label: str) -> str:
    """Facts of one position as sentences, after the label."""
    if label.endswith("\n"):
        return label + "\n".join(stop(capital(text)) for text in texts)
    first, *others = texts
    opening = f"{label} {first}" if label else capital(first)
    return " ".join([stop(opening), *(stop(capital(text)) for text in others)])


def fit(
    told: Sequence[Fact], *, dialect: Dialect, limit: PromptLimit | None
) -> tuple[list[Fact], list[str]]:
    """What stays and which slots went, so that the likely length is within the limit."""
    kept, dropped = list(told), []
    sizes = _sizes(kept, dialect, limit)
    for slot in DROPPED_FIRST:
        if limit is None or _total(sizes, dialect, limit) <= limit.n:
            break
        if not any(fact.slot == slot for fact in kept):
            continue
        kept = [fact for fact in kept if fact.slot != slot]
        where = _position(slot)
        del sizes[where]
        sizes |= _sizes((fact for fact in kept if position(fact) == where), dialect, limit)
        dropped.append(str(slot))
    return kept, dropped


def _sizes(
    told: Iterable[Fact], dialect: Dialect, limit: PromptLimit | None
) -> dict[Position, int]:
    """The likely length of each paragraph, without what is counted once for a text."""
    if limit is None:
        return {}
    paragraphs = _paragraphs(told, dialect)
    return {where: _size(text, limit) for where, text in paragraphs.items()}


def _total(sizes: dict[Position, int], dialect: Dialect, limit: PromptLimit) -> int:
    """The likely length of paragraphs put together; each ends with a sign, so none melt."""
    between = max(0, len(sizes) - 1) * _size(dialect.separator, limit)
    return sum(sizes.values()) + between + likely("", limit)


def _size(text: str, limit: PromptLimit) -> int:
    return likely(text, limit) - likely("", limit)
