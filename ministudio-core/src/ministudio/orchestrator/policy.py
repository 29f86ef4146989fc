"""What to do after each kind of error: a table, so that it can be read, shown and tested."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from ministudio.errors import ERROR_KINDS, ErrorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ministudio.config.money import Money
    from ministudio.results import AttemptState

OnUnknown = Literal["ask", "wait", "resubmit"]
Again = Literal["never", "wait", "attempt", "free"]

FIRST_WAIT = 5.0
LONGEST_WAIT = 120.0


@dataclass(frozen=True, slots=True)
class Policy:
    """What an error kind means for an attempt and its shot.

    `state` is how the attempt ends. `again`: `wait` sends the same attempt once more (it was
    certainly not accepted), `attempt` makes a new one within `max_attempts`, `free` does so
    only where it costs nothing. `closes`: nothing more is sent to the endpoint in this run.
    `charged`: without word from the provider the attempt counts as paid.
    """

    state: AttemptState
    again: Again = "never"
    closes: bool = False
    charged: bool = False
    exit_code: int = 1


POLICIES: Mapping[ErrorKind, Policy] = {
    "invalid_request": Policy("failed"),
    "auth": Policy("failed", closes=True),
    "model_gone": Policy("failed"),
    "rate_limit": Policy("failed", again="wait"),
    "quota": Policy("failed", closes=True),
    "refused_input": Policy("refused", exit_code=6),
    "refused_output": Policy("refused", charged=True, exit_code=6),
    "partial": Policy("failed", charged=True),
    "bad_output": Policy("bad_output", again="free", charged=True),
    "transient": Policy("failed", again="wait"),
    "unknown_outcome": Policy("unknown", again="free", charged=True, exit_code=5),
    "lost": Policy("unknown", again="free", charged=True, exit_code=5),
    "expired": Policy("expired", again="free", charged=True),
    "deadline": Policy("unknown", charged=True, exit_code=5),
    "cancelled": Policy("cancelled", charged=True),
}


class RunLimits(Protocol):
    """What a board's `settings:` say about its runs. `max_cost` holds for ever."""

    @property
    def max_cost(self) -> Money | None: ...
    @property
    def max_attempts(self) -> int: ...
    @property
    def on_unknown(self) -> OnUnknown: ...


@dataclass(frozen=True, slots=True)
class RunSettings:
    """`RunLimits` without a board."""

    max_cost: Money | None = None
    max_attempts: int = 2
    on_unknown: OnUnknown = "ask"


def backoff(
    tries: int, retry_after: float | None, *, draw: Callable[[], float] = random.random
) -> float:
    """Seconds to wait before try number `tries` + 1: the provider's wish, or full jitter."""
    if retry_after is not None:
        return retry_after + draw()  # a second of spread, so that not all come back at once
    ceiling: float = min(LONGEST_WAIT, FIRST_WAIT * 2.0**tries)
    return max(0.5, ceiling * draw())


assert set(POLICIES) == set(ERROR_KINDS), "every kind of error needs a policy"
