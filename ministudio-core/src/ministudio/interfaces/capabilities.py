"""What a model can do and what it costs: data with a date and a source, never code."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import Field

from ministudio.config.base import EMPTY, FrozenMap, Model
from ministudio.config.money import MICROS, Money

Kind = Literal["video", "image"]
Grade = Literal["previz", "final"]
Audio = Literal["none", "toggle", "always"]
Status = Literal["active", "legacy", "retired"]
Unit = Literal["tokens", "characters", "utf16"]
ReconcileClass = Literal["key", "list", "place", "none"]


class PromptLimit(Model):
    """The longest prompt a model takes: `n` of `unit`."""

    unit: Unit
    n: int = Field(gt=0)


class Durations(Model):
    """The clip lengths a model makes, in seconds: a list, or a range with a step.

    `step` 0 means any length between `minimum` and `maximum`.
    """

    values: tuple[Fraction, ...] = ()
    minimum: Fraction = Fraction(0)
    maximum: Fraction | None = None
    step: Fraction = Fraction(0)

    def fit(self, seconds: Fraction) -> Fraction | None:
        """The shortest legal length that holds `seconds`; None when every one is too short."""
        if self.values:
            return min((value for value in self.values if value >= seconds), default=None)
        legal = max(seconds, self.minimum)
        if self.step:
            steps = math.ceil((legal - self.minimum) / self.step)
            legal = self.minimum + steps * self.step
        return legal if self.maximum is None or legal <= self.maximum else None

    @property
    def longest(self) -> Fraction | None:
        """The longest legal length, or None when there is no limit."""
        return max(self.values) if self.values else self.maximum


class Price(Model):
    """List price of a model. Amounts are decimal text in `currency`.

    `per_second` maps a tier (`720p`, `1080p`, `WxH`, or `*` for all) to the price of one second
    of output; `per_clip` is charged once for each clip.
    """

    per_second: FrozenMap[Decimal] = EMPTY
    per_clip: Decimal = Decimal(0)
    currency: str = "USD"

    def cost(self, *, seconds: Fraction, width: int, height: int) -> Money | None:
        """The price of one clip, rounded up to a millionth; None when no tier fits."""
        tiers = (f"{width}x{height}", f"{min(width, height)}p", "*")
        rate = next((self.per_second[tier] for tier in tiers if tier in self.per_second), None)
        if rate is None and (self.per_second or not self.per_clip):
            return None
        total = Fraction(rate or 0) * seconds + Fraction(self.per_clip)
        return Money(micros=math.ceil(total * MICROS), currency=self.currency)


class ModelInfo(Model):
    """One model of a provider. `as_of` and `source` say when and where its facts were read.

    `sizes` lists `WxH`; empty means any even size. `view` asks for the structured view beside
    the text: for models that draw from facts instead of reading a prompt. A new `revision` says
    that the same request now gives another clip: takes of the old one are `rerouted`. `instead`
    is what to use in place of a retired model.
    """

    id: str
    revision: str = ""
    kind: Kind = "video"
    dialect: str = "generic"
    status: Status = "active"
    retires_on: datetime.date | None = None
    instead: str = ""
    as_of: datetime.date
    source: str
    durations: Durations = Durations()
    sizes: tuple[str, ...] = ()
    fps: tuple[Fraction, ...] = ()
    audio: Audio = "none"
    seed: bool = False
    negative: bool = False
    view: bool = False
    prompt_limit: PromptLimit | None = None
    price: Price | None = None
