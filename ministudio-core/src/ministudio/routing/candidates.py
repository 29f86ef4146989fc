"""Candidates: every model of every endpoint, and what speaks against it for one shot."""

from __future__ import annotations

from fnmatch import fnmatchcase
from fractions import Fraction
from typing import TYPE_CHECKING

from ministudio.config.base import Model
from ministudio.config.money import Money
from ministudio.interfaces.capabilities import Grade, ModelInfo
from ministudio.storyboard.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Candidate(Model):
    """One model behind one endpoint. `aliases` are other names of the endpoint."""

    endpoint: str
    aliases: tuple[str, ...] = ()
    provider: str
    info: ModelInfo
    grade: Grade
    free: bool = False

    @property
    def address(self) -> str:
        """`endpoint/model`, or one word where the two have the same name."""
        return self.endpoint if self.endpoint == self.info.id else f"{self.endpoint}/{self.info.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """What the endpoint is called."""
        return self.endpoint, *self.aliases

    def matches(self, pattern: str) -> bool:
        """Whether `endpoint`, `endpoint/model` or a glob of it names this candidate."""
        full = (f"{name}/{self.info.id}" for name in self.names)
        return any(fnmatchcase(name, pattern) for name in (*self.names, *full, self.address))

    def cost(self, *, seconds: Fraction, width: int, height: int) -> Money | None:
        """The list price of one clip; nothing for a free endpoint, None when unknown."""
        if self.free:
            return Money()
        price = self.info.price
        return price.cost(seconds=seconds, width=width, height=height) if price else None


class Wish(Model):
    """What a shot asks of a model: sizes in pixels."""

    view: View
    width: int
    height: int
    fps: Fraction


def needs(view: View) -> frozenset[str]:
    """What a shot needs of a model, in the words of a route's `needs`."""
    spoken = {"dialogue", "audio"} if view.say else set()
    heard = {"audio"} if view.narration or view.sound else set()
    seed = {"seed"} if view.seed is not None else set()
    return frozenset(spoken | heard | seed)


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
