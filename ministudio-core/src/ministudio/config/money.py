"""Money: integer millionths of a currency unit, so that sums are exact."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from pydantic import ModelWrapValidatorHandler, model_serializer, model_validator

from ministudio.config.base import Model

MICROS = 1_000_000
_TEXT = re.compile(r"^\s*(?:(?P<sign>\$)|(?P<before>[A-Z]{3}))?\s*(?P<amount>\d+(?:\.\d+)?)"
                   r"\s*(?P<after>[A-Z]{3})?\s*$")  # fmt: skip


class Money(Model):
    """An amount of one currency: `micros` millionths of `currency` (ISO 4217).

    Read from `20 USD`, `$12.50` or a plain number (USD); written as `20 USD`.
    """

    micros: int = 0
    currency: str = "USD"

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - any input
        if isinstance(value, (str, int, float, Decimal)) and not isinstance(value, bool):
            value = parse(str(value))
        return handler(value)

    @model_serializer
    def _write(self) -> str:
        return f"{self.amount.normalize():f} {self.currency}"

    @property
    def amount(self) -> Decimal:
        """The amount in whole units of the currency."""
        return Decimal(self.micros) / MICROS

    def __add__(self, other: Money) -> Money:
        return self._with(self.micros + self._same(other), other)

    def __sub__(self, other: Money) -> Money:
        return self._with(self.micros - self._same(other), other)

    def __mul__(self, factor: int) -> Money:
        return Money(micros=self.micros * factor, currency=self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.micros < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.micros <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.micros > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.micros >= self._same(other)

    def __bool__(self) -> bool:
        return self.micros != 0

    def _with(self, micros: int, other: Money) -> Money:
        """A result of both; an amount of nothing leaves the currency to the other."""
        return Money(micros=micros, currency=self.currency if self.micros else other.currency)

    def _same(self, other: Money) -> int:
        if other.micros and self.micros and other.currency != self.currency:
            raise ValueError(f"{self} and {other} are of different currencies")
        return other.micros

    def __str__(self) -> str:
        """For people: `$0.80`, `0.805 EUR`; at least two decimals, no more than are needed."""
        text = f"{self.amount.normalize():f}"
        whole, _, decimals = text.partition(".")
        text = f"{whole}.{decimals.ljust(2, '0')}"
        return f"${text}" if self.currency == "USD" else f"{text} {self.currency}"


def parse(text: str) -> dict[str, Any]:
    """Read `20 USD`, `USD 20`, `$20` or `20` into the fields of `Money`.

    Raises:
        ValueError: when the text is no amount of money.
    """
    match = _TEXT.match(text)
    try:
        if not match or (match["before"] and match["after"]):
            raise InvalidOperation
        micros = Decimal(match["amount"]) * MICROS
    except InvalidOperation:
        raise ValueError(f"{text!r} is not an amount; write it like `20 USD`") from None
    currency = match["before"] or match["after"] or "USD"
    return {"micros": int(micros.to_integral_value()), "currency": currency}


ZERO = Money()
