from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ministudio.config import Money
from ministudio.config.money import ZERO

amounts = st.builds(Money, st.integers(0, 10**15), st.sampled_from(["USD", "EUR"]))


@pytest.mark.parametrize(
    "written, micros, currency, text",
    [
        ("20 USD", 20_000_000, "USD", "$20.00"),
        ("USD 20", 20_000_000, "USD", "$20.00"),
        ("$12.50", 12_500_000, "USD", "$12.50"),
        ("0.805 EUR", 805_000, "EUR", "0.805 EUR"),
        (3, 3_000_000, "USD", "$3.00"),
        (0.05, 50_000, "USD", "$0.05"),
        ("0", 0, "USD", "$0.00"),
    ],
)
def test_amounts_are_read(written: Any, micros: int, currency: str, text: str) -> None:
    money = Money.from_dict(written)
    assert (money.micros, money.currency) == (micros, currency)
    assert str(money) == text


@pytest.mark.parametrize("written", ["", "20 usd", "-1 USD", "1,5 EUR", "USD 1 EUR", True, "NaN"])
def test_what_is_no_amount_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        Money.from_dict(written)


@given(amounts)
def test_an_amount_survives_its_text(money: Money) -> None:
    assert Money.from_json(money.to_json()) == money


def test_sums_are_exact_and_keep_their_currency() -> None:
    cent = Money.from_dict("0.01 EUR")
    assert sum([cent] * 3, ZERO) == Money.from_dict("0.03 EUR")
    assert cent + ZERO == ZERO + cent == cent
    assert cent * 5 - cent == Money.from_dict("0.04 EUR")
    assert cent - cent == Money.from_dict("0 EUR")
    assert ZERO < cent <= cent * 2
    assert cent > ZERO
    assert cent * 2 >= cent
    assert not ZERO


def test_two_currencies_are_never_added_or_compared() -> None:
    euro, dollar = Money.from_dict("1 EUR"), Money.from_dict("1 USD")
    with pytest.raises(ValueError, match="different currencies"):
        _ = euro + dollar
    with pytest.raises(ValueError, match="different currencies"):
        _ = euro < dollar
