"""Ctrl-C in a real process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

_RUNNER = """
import json, sys
from pathlib import Path
import anyio
sys.path.insert(0, sys.argv[1])
from nursery import load_conftest
stages = load_conftest()
stage = stages.Stage(Path(sys.argv[2]), Path(sys.argv[3]), job_seconds=600.0)

class Patient(stages.QuickClock):
    sleep = stages.SystemClock.sleep

stage.clock = Patient()
plan = stage.plan(*(stage.shot(name, paid=True) for name in ("a", "b")), stage.shot("c"))

async def main():
    with stage.store() as store:
        run = stage.run(plan, store)
        try:
            async with run:
                async for event in run:
                    if event.kind == "attempt.accepted":
                        print(event.shot, flush=True)
        finally:
            print(run.result.model_dump_json(), flush=True)

anyio.run(main)
"""


def test_ctrl_c_ends_in_two_seconds_and_says_what_goes_on(
    tmp_path: Path, clip_cache: Path, stage: Any
) -> None:
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", _RUNNER, here, str(tmp_path), str(clip_cache)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        accepted = {process.stdout.readline().strip() for _ in range(3)}
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
        took = time.monotonic() - start
    assert accepted == {"a", "b", "c"}, errors
    result = json.loads(output.splitlines()[-1])
    assert {attempt["shot"] for attempt in result["interrupted"]} == {"a", "b"}
    assert {attempt["state"] for attempt in result["interrupted"]} == {"accepted"}
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert took < 5, "two seconds on a machine that is not busy"
    with stage.store() as store:
        assert store.events()[-1].kind == "run.interrupted"
        with store.runner():
            pass
