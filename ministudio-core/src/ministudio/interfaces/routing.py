"""Routing: the models that may make a shot, and the record of how one of them was chosen."""

from __future__ import annotations

import datetime
from fnmatch import fnmatchcase
from fractions import Fraction

from ministudio.config.base import Model
from ministudio.config.money import Money
from ministudio.interfaces.capabilities import Grade, ModelInfo
from ministudio.storyboard.view import View


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
    """A shot that looks for a model: where it stands, what it shows, and its size in pixels.

    `joins` are those of all shots of its chain, which it is routed for.
    """

    address: str
    scene: str
    tags: tuple[str, ...] = ()
    joins: tuple[str, ...] = ("cut",)
    view: View
    width: int
    height: int
    fps: Fraction

    def cost(self, candidate: Candidate) -> Money | None:
        """What a candidate asks for the shot, made longer to what it makes; None: not known."""
        seconds = candidate.info.durations.fit(self.view.duration) or self.view.duration
        return candidate.cost(seconds=seconds, width=self.width, height=self.height)


class RouteContext(Model):
    """What a vote may know beside the shot: the date of the plan, and what named the candidates."""

    as_of: datetime.date
    rule: str
    prefer: str = ""


class Contender(Model):
    """A model that the rule names for a shot; `excluded` says why it cannot make it.

    `cost` is the price of the shot there; None when it is not known.
    """

    model: str
    excluded: str = ""
    cost: Money | None = None


class Vote(Model):
    """What a plugin said for a model, and whether it is one of those to choose from."""

    plugin: str
    model: str
    priority: int = 0
    reason: str = ""
    counts: bool = True


class Reasoning(Model):
    """How the model of a shot was chosen.

    `rule` is what decided, `named` the models that it names and `prefer` what orders them.
    `contenders` begin with the winner, then those that stand by in their order, then the
    excluded. `chain` is the shot whose route this is, when the shot continues it.
    """

    rule: str
    named: tuple[str, ...] = ()
    prefer: str = ""
    contenders: tuple[Contender, ...] = ()
    votes: tuple[Vote, ...] = ()
    chain: str = ""
