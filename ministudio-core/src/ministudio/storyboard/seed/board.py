"""A storyboard made from the seed's shapes, with what of them it cannot say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ministudio.config.base import EMPTY, FrozenMap
from ministudio.storyboard.model import Storyboard
from ministudio.storyboard.seed.reading import wrong

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class SeedBoard:
    """A storyboard, and per address the fields of the caller's that it does not hold.

    The board's size is left open: `aspect_ratio` is the caller's wish for it. `titles` are the
    concepts by address.
    """

    board: Storyboard
    aspect_ratio: str
    unheeded: FrozenMap[tuple[str, ...]] = EMPTY
    titles: FrozenMap[str] = field(default=EMPTY)


def build(title: str, world: dict[str, Any], scenes: Sequence[dict[str, Any]]) -> Storyboard:
    """The storyboard of these scenes.

    Raises:
        StoryboardError: something in it cannot be; the scene is named.
    """
    data = {"title": title, "world": world, "scenes": list(scenes)}
    try:
        return Storyboard.model_validate(data)
    except ValidationError as error:
        raise wrong(error, Storyboard, data, "The story cannot be told") from None


def sentences(*parts: str | None) -> str:
    """The parts as one text, each once, with a full stop between two of them."""
    said = list(dict.fromkeys(part.strip() for part in parts if part and part.strip()))
    return " ".join([*(closed(part) for part in said[:-1]), *said[-1:]])


def closed(text: str) -> str:
    """The text with a full stop, unless it has an end."""
    return text if not text or text[-1] in ".!?…" else f"{text}."
