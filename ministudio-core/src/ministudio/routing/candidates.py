"""Candidates: every model of every endpoint, and what speaks against it for one shot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.interfaces.routing import Candidate, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from ministudio.storyboard.view import View

__all__ = ["Candidate", "Wish", "exclusion", "matching", "needs"]

NEVER_NEEDED = frozenset({"first_frame", "last_frame", "extend"})
"""What a route may ask for and no shot needs yet: no frame is carried from clip to clip."""


def needs(view: View) -> frozenset[str]:
    """What a shot needs of a model, in the words of a route's `needs`."""
    spoken = {"dialogue", "audio"} if view.say else set()
    heard = {"audio"} if view.narration or view.sound else set()
    seed = {"seed"} if view.seed is not None else set()
    negative = {"negative"} if view.negative else set()
    looks, props = (any(one.references for one in seen) for seen in (view.characters, view.props))
    references = {"references"} if looks or props or view.references else set()
    return frozenset(spoken | heard | seed | negative | references)


def exclusion(candidate: Candidate, wish: Wish) -> str:
    """Why a model cannot make this shot; empty when it can."""
    info, view = candidate.info, wish.view
    size = f"{wish.width}x{wish.height}"
    if info.kind != "video":
        return "it makes images"
    if info.status == "retired":
        since = f" since {info.retires_on}" if info.retires_on else ""
        return f"it is retired{since}{info.instead and f'; {info.instead}'}"
    if info.durations.fit(view.duration) is None:
        longest = info.durations.longest
        return f"{_seconds(view.duration)} is longer than its limit of {_seconds(longest)}"
    if info.sizes and size not in info.sizes:
        return f"it does not make {size}, but {', '.join(info.sizes)}"
    if info.fps and wish.fps not in info.fps:
        return f"it does not make {wish.fps} frames a second"
    return ""


def _seconds(value: Fraction | None) -> str:
    return f"{float(value or 0):g} s"


def matching(candidates: Iterable[Candidate], patterns: Iterable[str]) -> Iterator[Candidate]:
    """The candidates that the patterns name, in the order of the patterns, each once.

    An endpoint that names no model stands for its first video model.
    """
    known = list(candidates)
    found: dict[str, Candidate] = {}
    for pattern in patterns:
        named = [one for one in known if one.matches(pattern)]
        if any(pattern in one.names for one in named):
            named = [one for one in named if one.info.kind == "video"][:1]
        found.update({one.address: one for one in named if one.address not in found})
    yield from found.values()
