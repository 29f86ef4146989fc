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
Again = Literal["never", "wait", "free"]
Fallback = Literal["yes", "opt_in", "settled", "no"]
Closes = Literal["", "model", "endpoint"]

FIRST_WAIT = 5.0
LONGEST_WAIT = 120.0


@dataclass(frozen=True, slots=True)
class Policy:
    """What an error kind means for an attempt and its shot.

    `state` is how the attempt ends. `again`: `wait` sends the same attempt once more (it was
    certainly not accepted), `free` makes a new one where it costs nothing, within `max_attempts`.
    `fallback`: may another model be tried: `opt_in` where that is a choice of the user,
    `settled` only after the outcome is known. `closes`: what gets nothing more in this run.
    `charged`: without word from the provider an accepted attempt counts as paid. `advice` is
    what a person can do.
    """

    state: AttemptState
    again: Again = "never"
    fallback: Fallback = "no"
    closes: Closes = ""
    charged: bool = False
    exit_code: int = 1
    advice: str = ""


POLICIES: Mapping[ErrorKind, Policy] = {
    "invalid_request": Policy(
        "failed",
        fallback="yes",
        advice="The model does not take this request; its table of capabilities may be stale.",
    ),
    "auth": Policy(
        "failed",
        closes="endpoint",
        advice="Check the key and what it may do; `ministudio doctor` looks for it.",
    ),
    "model_gone": Policy(
        "failed",
        fallback="yes",
        closes="model",
        advice="The provider does not serve this model (any more) for this account.",
    ),
    "rate_limit": Policy(
        "failed",
        again="wait",
        fallback="yes",
        advice="Wait, or lower `concurrency` of the endpoint.",
    ),
    "quota": Policy(
        "failed",
        fallback="yes",
        closes="endpoint",
        advice="The account is used up: top it up, or wait for its next period.",
    ),
    "refused_input": Policy(
        "refused",
        fallback="opt_in",
        exit_code=6,
        advice="The provider refused the words or images. They were sent nowhere else; change "
        "them, and see what is sent with `ministudio plan`.",
    ),
    "refused_output": Policy(
        "refused",
        fallback="opt_in",
        charged=True,
        exit_code=6,
        advice="The provider withheld what it made, and may charge for it. Another seed "
        "(`ministudio reroll`) or softer words may pass.",
    ),
    "partial": Policy(
        "failed",
        charged=True,
        advice="The provider delivered less than was asked for.",
    ),
    "bad_output": Policy(
        "bad_output",
        again="free",
        fallback="yes",
        charged=True,
        advice="The bytes are kept for a claim; the next run makes the shot again.",
    ),
    "transient": Policy(
        "failed",
        again="wait",
        fallback="yes",
        advice="The provider was not reached, or had a fault; the next run tries again.",
    ),
    "unknown_outcome": Policy(
        "unknown",
        again="free",
        fallback="settled",
        charged=True,
        exit_code=5,
        advice="Look in the provider's own list, then `ministudio resolve`.",
    ),
    "lost": Policy(
        "unknown",
        again="free",
        fallback="settled",
        charged=True,
        exit_code=5,
        advice="The provider has forgotten an accepted job; `ministudio resolve` settles it.",
    ),
    "expired": Policy(
        "expired",
        again="free",
        fallback="yes",
        charged=True,
        advice="What was made was not kept until it was fetched; the next run pays again.",
    ),
    "deadline": Policy(
        "unknown",
        fallback="settled",
        charged=True,
        exit_code=5,
        advice="The job still runs and may bill; the next run collects it.",
    ),
    "cancelled": Policy(
        "cancelled",
        charged=True,
        advice="The job was stopped, and may be charged for all the same.",
    ),
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


def advice(kind: str) -> str:
    """What a person can do after an error of this kind; empty for errors of other sources."""
    policy = next((policy for known, policy in POLICIES.items() if known == kind), None)
    if policy is None:
        return ""
    other = {
        "yes": " Another model may do: `ministudio run BOARD --select SHOT --use MODEL`.",
        "opt_in": " Whether another provider may see it is your choice (`--use`).",
    }
    return policy.advice + other.get(policy.fallback, "")


def backoff(
    tries: int, retry_after: float | None, *, draw: Callable[[], float] = random.random
) -> float:
    """Seconds to wait before try number `tries` + 1: the provider's wish, or full jitter."""
    if retry_after is not None:
        return retry_after + draw()  # a second of spread, so that not all come back at once
    ceiling: float = min(LONGEST_WAIT, FIRST_WAIT * 2.0**tries)
    return max(0.5, ceiling * draw())


assert set(POLICIES) == set(ERROR_KINDS), "every kind of error needs a policy"
