"""What running costs beside the models: 100 shots with prepared clips, against workflow engines.

Claims: 100 shots cost at least 3 times less CPU than Snakemake's 100 steps that do nothing; an
unchanged run at least 5 times less than Snakemake's and DVC's. Ministudio's own part (drawing and
probing apart) is at most 5 ms of CPU a shot. Every shot is planned, sent, polled, fetched, hashed,
moved in with a waiting disk and committed; the rivals touch a file. Clips of equal bytes are
probed once; `distinct` gives every shot a file of its own, which a worker process probes.
Run: python benchmarks/orchestration.py [ROUNDS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from _measure import Cost, cost_of, rival_python

STEPS = 100
MORE = 300
CLAIM_FIRST, CLAIM_AGAIN, CLAIM_SHOT = 3.0, 5.0, 5.0
CHILD = """
import sys, time
from importlib.metadata import EntryPoint
import anyio
from ministudio.plugins import load_registry
from ministudio.project import Project

async def main():
    canned = EntryPoint("canned", "ministudio.testing.canned_plugin", "ministudio")
    with Project.open(sys.argv[1], registry=load_registry(entry_points=[canned])) as project:
        plan = project.plan()
        start = time.process_time()
        async with project.run(plan) as run:
            result = await run.wait()
        assert len(result.made) + len(result.kept) == len(plan.shots), result
        return time.process_time() - start

print(anyio.run(main))
"""
SNAKEFILE = f"""
rule all:
    input: expand("out/{{step}}", step=range({STEPS}))
rule step:
    output: "out/{{step}}"
    shell: "touch {{output}}"
"""


def board(folder: Path, shots: int, cache: Path, *, distinct: bool = False) -> list[str]:
    """A project of so many shots; the answer is the command that runs it."""
    folder.mkdir()
    scenes = [
        {
            "id": f"scene-{scene}",
            "shots": [
                {"id": f"shot-{shot}", "action": f"Thing {scene}.{shot} happens.", "duration": 1}
                for shot in range(10)
            ],
        }
        for scene in range(shots // 10)
    ]
    settings = {"size": "64x64", "fps": 24}
    routes = [{"use": ["canned"]}]
    content = {"version": 1, "title": "Benchmark", "settings": settings, "routes": routes}
    (folder / "board.json").write_text(json.dumps({**content, "scenes": scenes}))
    (folder / "ministudio.toml").write_text(
        f'[endpoints.canned]\ntype = "canned"\nconcurrency = 8\n'
        f'ledger = "{folder / "ledger.jsonl"}"\ncache = "{cache}"\n'
        f"distinct = {str(distinct).lower()}\n"
    )
    return [sys.executable, "-c", CHILD, str(folder / "board.json")]


def own_seconds(command: list[str]) -> float:
    """CPU of the run alone in its own process: without start-up, planning and probing."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def snakemake(folder: Path, venv: Path) -> list[str]:
    """The same number of steps that do nothing, and the command that runs them."""
    folder.mkdir()
    (folder / "Snakefile").write_text(SNAKEFILE)
    python = rival_python(venv, "snakemake")
    return [str(python), "-m", "snakemake", "--cores", "2", "--quiet", "all", "-d", str(folder),
            "-s", str(folder / "Snakefile")]  # fmt: skip


def dvc(folder: Path, venv: Path) -> list[str]:
    """The same for DVC."""
    folder.mkdir()
    python = rival_python(venv, "dvc")
    stages = "".join(
        f"  step-{step}:\n    cmd: touch out-{step}\n    outs: [out-{step}]\n"
        for step in range(STEPS)
    )
    (folder / "dvc.yaml").write_text(f"stages:\n{stages}")
    subprocess.run(
        [str(python), "-m", "dvc", "init", "--no-scm", "--quiet"], check=True, cwd=folder
    )
    return [str(python), "-m", "dvc", "--cd", str(folder), "repro", "--quiet"]


def both(command: list[str], rounds: int) -> tuple[Cost, Cost]:
    """The first run, and the cheapest of some unchanged ones."""
    first = cost_of(command)
    again = min((cost_of(command) for _ in range(rounds)), key=lambda cost: cost.cpu)
    return first, again


def main(rounds: int) -> None:
    """Print the costs and the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "clips"
        cost_of(board(folder / "warm", 10, cache))  # writes the clip that all shots get
        commands = {
            "ministudio": board(folder / "hundred", STEPS, cache),
            "distinct": board(folder / "distinct", STEPS, cache, distinct=True),
            "snakemake": snakemake(folder / "snake", folder / "venv-snakemake"),
            "dvc": dvc(folder / "dvc", folder / "venv-dvc"),
        }
        costs = {name: both(command, rounds) for name, command in commands.items()}
        few = own_seconds(board(folder / "few", STEPS, cache))
        many = own_seconds(board(folder / "many", MORE, cache))
    for label, (first, again) in costs.items():
        print(f"{label:11} first {first.cpu:6.2f} s CPU   unchanged {again.cpu:6.2f} s CPU")
    for ours, rival in product(("ministudio", "distinct"), ("snakemake", "dvc")):
        pairs = zip(costs[rival], costs[ours], strict=True)
        first, again = (theirs.cpu / our.cpu for theirs, our in pairs)
        print(f"{rival} / {ours}: {first:.1f} x first (claim for Snakemake: {CLAIM_FIRST:.0f}), "
              f"{again:.1f} x unchanged (claim: {CLAIM_AGAIN:.0f})")  # fmt: skip
    shot = 1000 * (many - few) / (MORE - STEPS)
    print(f"own cost {shot:.1f} ms of CPU a shot (claim: {CLAIM_SHOT:.0f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
