"""A warm process that forks a run for each line it reads, and kills the run at a named point.

A line is JSON: the stage, the plan's shots, the point (a prefix of its name) and its how-manieth
hit. The answer is the exit status of the run: -9 when it was killed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
from functools import wraps
from pathlib import Path
from typing import Any

import anyio
import anyio._backends._asyncio
import filelock  # noqa: F401 - what a run imports late is imported before the fork

import ministudio.media.probe
import ministudio.orchestrator.run  # noqa: F401 - as above
from ministudio.artifacts import files
from ministudio.store import journal
from ministudio.testing.canned import CannedProvider

HERE = Path(__file__).parent


def load_conftest() -> Any:
    spec = importlib.util.spec_from_file_location("stages", HERE / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["stages"] = module
    spec.loader.exec_module(module)
    return module


class Trap:
    """Kills this process at the n-th hit of a point."""

    def __init__(self, point: str, hit: int) -> None:
        self.point, self.hit, self.seen = point, hit, 0
        files.observe(lambda point, path: self(f"{point} {path.suffix}"))
        journal.observe(lambda point, kinds: self(f"{point} {kinds}"))
        for name in ("_submit", "_poll", "_fetch", "_reconcile"):
            setattr(CannedProvider, name, self.around(name, getattr(CannedProvider, name)))

    def __call__(self, reached: str) -> None:
        if self.point and all(word in reached for word in self.point.split()):
            self.seen += 1
            if self.seen == self.hit:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, name: str, method: Any) -> Any:
        @wraps(method)
        async def wrapped(*arguments: Any) -> Any:
            self(f"before{name}")
            answer = await method(*arguments)
            self(f"after{name}")
            return answer

        return wrapped


def run(stages: Any, case: dict[str, Any]) -> None:
    Trap(case["point"], case["hit"])
    stage = stages.Stage(Path(case["folder"]), Path(case["cache"]), reconcile=case["reconcile"])
    plan = stage.plan(*(stage.shot(name, paid=case["paid"]) for name in case["shots"]))
    result = anyio.run(stage.finish, plan)
    (stage.folder / "result.json").write_text(result.model_dump_json())


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
