"""Looking at a project's attempts, and settling them by hand, also while it is run elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from ministudio.config.base import EMPTY, FrozenMap, Model
from ministudio.config.money import Money
from ministudio.errors import ApprovalError, ConfigurationError, NotFoundError, ProviderError
from ministudio.interfaces.provider import Job
from ministudio.orchestrator.endpoints import close
from ministudio.results import LIVE, Attempt
from ministudio.store import attempts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.orchestrator.endpoints import Endpoint, EndpointFactory
    from ministudio.store import Store
    from ministudio.store.journal import Unit

Concern = Literal["unknown", "orphaned", "running", "left running"]
CONCERNS: tuple[Concern, ...] = ("unknown", "orphaned", "left running", "running")
"""What may be the matter with an attempt, the most pressing first.

`unknown`: nobody knows whether it was accepted. `orphaned`: a job that may bill while no run looks
after it. `left running`: it was cancelled here, but the provider went on. `running`: a run has it.
"""


class Watched(Model):
    """An attempt, and what is the matter with it."""

    concern: Concern
    attempt: Attempt


class Status(Model):
    """How a project stands: who runs it, and the attempts that are not at their end.

    `attempts` begin with what needs a person. `runner` is the process that runs the project, as
    `PID on HOST`; empty when nobody does. `spent` is by currency, each at its highest.
    """

    runner: str = ""
    attempts: tuple[Watched, ...] = ()
    takes: int = 0
    spent: FrozenMap[Money] = EMPTY

    def of(self, concern: Concern) -> tuple[Attempt, ...]:
        """The attempts with this concern, oldest first."""
        return tuple(one.attempt for one in self.attempts if one.concern == concern)


def look(store: Store) -> Status:
    """How the project of a store stands."""
    holder = store.holder()
    found = [Watched(concern=_concern(one, held=bool(holder)), attempt=one) for one in _live(store)]
    found += [Watched(concern="left running", attempt=one) for one in store.left_running()]
    return Status(
        runner="" if holder is None else f"{holder.pid or 'a process'} on {holder.host or 'here'}",
        attempts=tuple(sorted(found, key=lambda one: CONCERNS.index(one.concern))),
        takes=sum(take.project == store.project for take in store.takes()),
        spent=store.totals(),
    )


def find(store: Store, name: str) -> Attempt:
    """The attempt of an id, of the unique beginning of one, or the live one of a shot.

    Raises:
        NotFoundError: there is none, or more than one.
    """
    if not name:
        raise NotFoundError("no attempt is named.", hint="`ministudio status` lists them.")
    found = [one for one in store.live_attempts() if one.shot == name]
    found = found or store.find_attempts(name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(f"there is no attempt {name!r}.", hint="`ministudio status` has them.")
    several = ", ".join(one.id for one in found[:5])
    raise NotFoundError(
        f"{name!r} may be one of {len(found)} attempts.", hint=f"Say which: {several}."
    )


def resolve(
    store: Store, attempt: Attempt, *, paid: bool = False, not_sent: bool = False, job: str = ""
) -> Attempt:
    """Settle an attempt whose outcome only a person can know.

    `paid`: it was accepted and is lost; it counts as paid. `not_sent`: it never arrived and costs
    nothing. Both let the next run send anew. `job`: the provider's id of the accepted job (or
    the job as JSON, `{"id": …, "data": …}`); the next run collects it.

    Raises:
        ConfigurationError: not just one of the three is said, or the job is no JSON.
        ApprovalError: there is nothing to settle, or a run is just finding out.
    """
    if (paid, not_sent, bool(job)).count(True) != 1:
        raise ConfigurationError("say one of --paid, --not-sent and --job ID.")
    if job:
        return _adopt(store, attempt, read_job(job))
    _require_settling(store, attempt)
    billed = attempt.reserved if paid else Money(currency=attempt.reserved.currency)
    message = "settled by hand: paid, and lost" if paid else "settled by hand: it was never sent"

    def work(unit: Unit) -> Attempt:
        return attempts.advance(unit, attempt, "failed", message=message, billed=billed)

    return store.write(work)


def read_job(text: str) -> Job:
    """A job from its id, or from its JSON.

    Raises:
        ConfigurationError: it looks like JSON and is none of a job.
    """
    if not text.lstrip().startswith("{"):
        return Job(id=text)
    try:
        return Job.model_validate(json.loads(text))
    except ValueError:
        hint = 'Write {"id": "…", "data": {…}}, or the id alone.'
        raise ConfigurationError(f"{text!r} is no job.", hint=hint) from None


async def cancel(
    store: Store, attempt: Attempt, endpoints: EndpointFactory, *, remote: bool = False
) -> Attempt:
    """Give up an attempt; `remote` asks the provider to stop the job first.

    Without `remote` the job goes on and counts as paid; what it delivers can still be taken up
    with `resolve --job`.

    Raises:
        ApprovalError: it has ended, or nobody knows whether it was accepted.
        ProviderError: the provider does not stop it; nothing has changed then.
    """
    if attempt.state not in LIVE:
        raise ApprovalError(f"attempt {attempt.id!r} has ended: {attempt.state}.")
    if attempt.state != "planned" and attempt.job is None:
        raise ApprovalError(
            f"nobody knows whether attempt {attempt.id!r} was accepted, so it cannot be given up.",
            hint="The next run finds out, or say it with `ministudio resolve`.",
        )
    if remote and attempt.job is not None:
        await _stop(attempt, endpoints(attempt.endpoint))
    return store.write(lambda unit: _give_up(unit, attempt, remote=remote))


def _give_up(unit: Unit, attempt: Attempt, *, remote: bool) -> Attempt:
    if attempt.job is None:
        return attempts.advance(unit, attempt, "cancelled", message="cancelled before it was sent")
    billed = attempt.billed if attempt.billed is not None else attempt.reserved
    if remote:
        message = "cancelled at the provider; counted as paid"
        return attempts.advance(
            unit, attempt, "cancelled", message=message, billed=billed, error="cancelled"
        )
    message = "given up; the provider's job goes on"
    return attempts.advance(unit, attempt, "cancelled", message=message, billed=billed)


async def _stop(attempt: Attempt, endpoint: Endpoint) -> None:
    try:
        answer = await endpoint.provider.cancel(Job.model_validate(attempt.job))
    finally:
        await close(endpoint)
    if answer != "cancelled":
        told = {"too_late": "it is too late", "unsupported": "it cannot stop jobs"}
        raise ProviderError(
            f"{attempt.endpoint!r} did not stop the job of {attempt.shot!r}: "
            f"{told.get(answer, answer)}. Nothing has changed.",
            kind="invalid_request",
            hint="Without --remote it is given up here, and still counts as paid.",
        )


def _adopt(store: Store, attempt: Attempt, job: Job) -> Attempt:
    if store.is_claimed(attempt, job.id):
        raise ConfigurationError(f"job {job.id!r} belongs to another attempt already.")
    found = job.model_dump(mode="json")
    message = "settled by hand: the job is known"
    if attempt.state in LIVE:
        _require_settling(store, attempt)
        return store.write(
            lambda unit: attempts.advance(unit, attempt, "accepted", message=message, job=found)
        )
    return store.write(lambda unit: attempts.reopen(unit, attempt, found, message=message))


def _require_settling(store: Store, attempt: Attempt) -> None:
    """Only what nobody knows may be settled, and nothing that a run is just sending."""
    if attempt.state not in ("submitting", "unknown"):
        raise ApprovalError(
            f"attempt {attempt.id!r} is {attempt.state!r}: there is nothing to settle.",
            hint="`ministudio cancel` gives up a job that is under way.",
        )
    if attempt.state == "submitting" and store.holder() is not None:
        raise ApprovalError(
            f"attempt {attempt.id!r} is just being sent by a run.",
            hint="Wait for it; what it cannot find out becomes `unknown`.",
        )


def _live(store: Store) -> Iterator[Attempt]:
    """The live attempts that a person may care about: `planned` ones were never sent."""
    return (one for one in store.live_attempts() if one.state != "planned")


def _concern(attempt: Attempt, *, held: bool) -> Concern:
    if attempt.state == "unknown":
        return "unknown"
    return "running" if held else "orphaned"
