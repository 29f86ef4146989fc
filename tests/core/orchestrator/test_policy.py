from __future__ import annotations

import pytest

from ministudio.errors import ERROR_KINDS
from ministudio.orchestrator.policy import FIRST_WAIT, LONGEST_WAIT, POLICIES, backoff
from ministudio.store.attempts import ENDS


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_every_kind_has_an_end_or_stays_known_as_unknown(kind: str) -> None:
    policy = POLICIES[kind]
    assert policy.state in ENDS | {"unknown"}
    assert policy.state != "committed"
    if policy.again == "wait":
        assert not policy.charged, "only what was certainly not accepted is sent again"


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
