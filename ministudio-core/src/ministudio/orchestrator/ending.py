"""How an attempt ends without a take: what it costs, and whether another one is worth making."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ministudio.errors import ErrorKind, MinistudioError
from ministudio.orchestrator.policy import POLICIES

if TYPE_CHECKING:
    from ministudio.orchestrator.context import RunContext
    from ministudio.results import Attempt


class AttemptEnded(MinistudioError):
    """An attempt has ended without a take; `again`: another one may be made."""

    def __init__(
        self, attempt: Attempt, kind: ErrorKind, message: str, *, again: bool = False
    ) -> None:
        self.attempt, self.kind, self.again = attempt, kind, again
        super().__init__(message)
        self.exit_code = POLICIES[kind].exit_code


async def ended(
    context: RunContext, attempt: Attempt, kind: ErrorKind, message: str, *, free: bool = False
) -> AttemptEnded:
    """Write down that an attempt has ended without a take; the answer is to be raised."""
    policy = POLICIES[kind]
    billed = attempt.billed
    if billed is None and policy.charged and attempt.job is not None:
        billed = attempt.reserved
    changes: dict[str, Any] = {} if billed is None else {"billed": billed}
    last = await context.advance(attempt, policy.state, message=message, error=kind, **changes)
    # A failure that costs nothing may be tried again: the job's, or the whole endpoint's.
    again = (kind == "transient" and not billed) or (policy.again == "free" and free)
    return AttemptEnded(last, kind, message, again=again)
