"""A warm process that forks a program for each line it reads, and kills it at a named point.

A line is JSON: the stage, the plan's shots, and the fault. The answer is the exit status of the
fork: -9 when it was killed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

import anyio
import anyio._backends._asyncio
import filelock  # noqa: F401 - what a run imports late is imported before the fork

import ministudio.media.probe
import ministudio.orchestrator.run  # noqa: F401 - as above
from ministudio.orchestrator import attempts, oversight, reconcile
from ministudio.testing import faults

HERE = Path(__file__).parent


def load_conftest() -> Any:
    spec = importlib.util.spec_from_file_location("stages", HERE / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["stages"] = module
    spec.loader.exec_module(module)
    return module


async def forget(_context: Any, attempt: Any, *_: Any) -> Any:
    """A program that does not ask what became of a send: it thinks that nothing did."""
    if attempt.state in ("accepted", "ready", "fetched"):
        return attempt
    await _context.advance(attempt, "failed", message="forgotten")
    return None


async def play(stage: Any, case: dict[str, Any]) -> None:
    if case.get("verb") == "cancel":
        with stage.store() as store:
            attempt = next(one for one in store.live_attempts() if one.job)
            await oversight.cancel(store, attempt, stage.endpoint, remote=True)
        return
    shots = [stage.shot(name, text=text, paid=case["paid"]) for name, text in case["shots"]]
    result = await stage.finish(stage.plan(*shots))
    (stage.folder / "result.json").write_text(result.model_dump_json())


def run(stages: Any, case: dict[str, Any]) -> None:
    stage = stages.Stage(
        Path(case["folder"]),
        Path(case["cache"]),
        script=case.get("script", {}),
        reconcile=case["reconcile"],
        job_seconds=case.get("job_seconds", 0.0),
    )
    if case.get("control"):
        reconcile.settle = attempts.reconcile.settle = forget
    fault = faults.Fault(case["point"], "kill", case["hit"], case.get("detail", ""))
    with faults.observed(fault):
        anyio.run(play, stage, case)


def say(answer: object) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def main() -> None:
    stages = load_conftest()
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run(stages, json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
