"""How long `ministudio --help` takes, against `python -c "import click"`.

Claim: at most 1.5 times the CPU, also when a plugin is installed whose import takes 5 seconds.
Run: python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import textwrap
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLAIM = 1.5
SLOW = {
    "pyproject.toml": """
        [build-system]
        requires = ["hatchling"]
        build-backend = "hatchling.build"

        [project]
        name = "ministudio-slow"
        version = "0"

        [project.entry-points.ministudio]
        slow = "ministudio_slow"

        [tool.hatch.build.targets.wheel]
        include = ["ministudio_slow.py"]
        """,
    "ministudio_slow.py": """
        import time

        end = time.process_time() + 5
        while time.process_time() < end:
            pass
        """,
}


def cpu(command: list[str]) -> float:
    """Seconds of CPU that a process and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """The least CPU of each command, the commands taking turns."""
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds):
        for name, command in commands.items():
            best[name] = min(best[name], cpu(command))
    return best


def environment(folder: Path, *packages: str) -> Path:
    """A fresh virtual environment with these packages; returns its folder of programs."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, *packages], check=True, cwd=ROOT)
    return folder / "bin"


def slow_plugin(folder: Path) -> str:
    """A distribution whose module takes 5 seconds to import."""
    folder.mkdir()
    for name, text in SLOW.items():
        (folder / name).write_text(textwrap.dedent(text).lstrip(), "utf-8")
    return str(folder)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        plain = environment(base / "plain", "./ministudio-core")
        slow = environment(base / "slow", "./ministudio-core", slow_plugin(base / "plugin"))
        best = least(
            {
                'python -c "import click"': [str(plain / "python"), "-c", "import click"],
                "ministudio --help": [str(plain / "ministudio"), "--help"],
                "ministudio --help, slow plugin": [str(slow / "ministudio"), "--help"],
            },
            rounds,
        )
        listed = cpu([str(slow / "ministudio"), "plugins"])
    rival = best['python -c "import click"']
    print(f"{'CPU, least of ' + str(rounds):34} {'ms':>7} {'ratio':>7}   claim")
    for name, seconds in best.items():
        claim = "" if seconds == rival else f"<= {CLAIM}"
        print(f"{name:34} {seconds * 1000:7.1f} {seconds / rival:7.2f}   {claim}".rstrip())
    print(f"{'ministudio plugins, slow plugin':34} {listed * 1000:7.1f}   (imports it)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
