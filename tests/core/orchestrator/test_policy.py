from __future__ import annotations

import pytest

from ministudio.errors import ERROR_KINDS
from ministudio.orchestrator.policy import FIRST_WAIT, LONGEST_WAIT, POLICIES, advice, backoff
from ministudio.store.attempts import ENDS

# What each kind of error may lead to: the table of failures that providers were seen to have.
# kind: end of the attempt, sent again, another model, closes, counted as paid without word
TABLE = {
    "invalid_request": ("failed", "never", "yes", "", False),
    "auth": ("failed", "never", "no", "endpoint", False),
    "model_gone": ("failed", "never", "yes", "model", False),
    "rate_limit": ("failed", "wait", "yes", "", False),
    "quota": ("failed", "never", "yes", "endpoint", False),
    "refused_input": ("refused", "never", "opt_in", "", False),
    "refused_output": ("refused", "never", "opt_in", "", True),
    "partial": ("failed", "never", "no", "", True),
    "bad_output": ("bad_output", "free", "yes", "", True),
    "transient": ("failed", "wait", "yes", "", False),
    "unknown_outcome": ("unknown", "free", "settled", "", True),
    "lost": ("unknown", "free", "settled", "", True),
    "expired": ("expired", "free", "yes", "", True),
    "deadline": ("unknown", "never", "settled", "", True),
    "cancelled": ("cancelled", "never", "no", "", True),
}


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_the_table_says_what_follows(kind: str) -> None:
    one = POLICIES[kind]
    assert (one.state, one.again, one.fallback, one.closes, one.charged) == TABLE[kind]


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_every_kind_has_an_end_or_stays_known_as_unknown(kind: str) -> None:
    policy = POLICIES[kind]
    assert policy.state in ENDS | {"unknown"}
    assert policy.state != "committed"
    assert advice(kind).endswith((".", ")"))
    if policy.again == "wait":
        assert not policy.charged, "only what was certainly not accepted is sent again"
    if policy.state == "unknown":
        assert policy.fallback == "settled", "a second model would be a second payment"
    if policy.state == "refused":
        assert policy.fallback == "opt_in", "who may see refused words is the user's choice"
        assert policy.exit_code == 6


def test_other_errors_have_no_advice_of_this_table() -> None:
    assert advice("budget") == ""


def test_the_provider_says_how_long_to_wait() -> None:
    assert backoff(0, 7.0, draw=lambda: 0.5) == 7.5


def test_else_the_wait_grows_to_a_limit() -> None:
    assert [backoff(tries, None, draw=lambda: 1.0) for tries in range(7)] == [
        FIRST_WAIT,
        10.0,
        20.0,
        40.0,
        80.0,
        LONGEST_WAIT,
        LONGEST_WAIT,
    ]
    assert backoff(9, None, draw=lambda: 0.0) > 0
