"""What the benchmarks share: the cost of a child process, and a rival's environment."""

from __future__ import annotations

import os
import subprocess
import time
import venv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU (with all descendants), seconds of wall clock, peak megabytes of memory."""

    cpu: float
    wall: float
    memory: float


def cost_of(command: list[str]) -> Cost:
    """Run a command and measure it.

    Raises:
        SystemExit: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed ({process.returncode}): {' '.join(command)[:200]}")
    wall = time.perf_counter() - start
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def least(commands: dict[str, list[str]], rounds: int) -> dict[str, Cost]:
    """The cheapest run of each command, the commands taking turns."""
    best: dict[str, Cost] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            cost = cost_of(command)
            if name not in best or cost.cpu < best[name].cpu:
                best[name] = cost
    return best


def rival_python(folder: Path, *packages: str) -> Path:
    """The Python of a virtual environment that has these packages; made when it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *packages]
        subprocess.run(install, check=True)
    return python
