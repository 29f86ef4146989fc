"""A warm process that forks a program for each line it reads, and kills it at a named point.

A line is JSON: the stage, the plan's shots, and the fault. The answer is the exit status of the
fork: -9 when it was killed, 3 when another process runs the project, 4 when the store cannot be
written; for `racers`, a list of them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import anyio
import anyio._backends._asyncio
import filelock  # noqa: F401 - what a run imports late is imported before the fork

import ministudio.media.probe
import ministudio.orchestrator.run  # noqa: F401 - as above
from ministudio.errors import ProjectLocked, StoreError
from ministudio.orchestrator import attempts, oversight, reconcile
from ministudio.testing import faults

LOCKED, STORE = 3, 4
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


def limit_files(size: int) -> None:
    """No file of this process may grow beyond `size` bytes: a disk that is full, for real."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def run(stages: Any, case: dict[str, Any]) -> int:
    stage = stages.Stage(
        Path(case["folder"]),
        Path(case["cache"]),
        script=case.get("script", {}),
        reconcile=case["reconcile"],
        job_seconds=case.get("job_seconds", 0.0),
    )
    if case.get("control"):
        reconcile.settle = attempts.reconcile.settle = forget
    if case.get("limit"):
        limit_files(case["limit"])
    action = case.get("action", "kill")
    fault = faults.Fault(case["point"], action, case["hit"], case.get("detail", ""))
    seen: list[tuple[str, str]] = []

    def look(point: str, detail: str) -> None:
        if case.get("rehearse"):
            seen.append((point, detail))
        fault(point, detail)

    try:
        with faults.observed(look):
            anyio.run(play, stage, case)
    except ProjectLocked:
        return LOCKED
    except StoreError:
        return STORE
    if seen:
        (stage.folder / "points.json").write_text(json.dumps(seen))
    return 0


def fork(stages: Any, case: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = run(stages, case)
    finally:
        os._exit(code)


def say(answer: object) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def main() -> None:
    stages = load_conftest()
    say("ready")
    for line in sys.stdin:
        case = json.loads(line)
        children = [fork(stages, case) for _ in range(case.get("racers", 1))]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        say(json.dumps(codes if case.get("racers") else codes[0]))


if __name__ == "__main__":
    main()
