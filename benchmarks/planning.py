"""What `ministudio plan` costs, against importing pydantic and against `llm --help`.

Claims: the plan of a board of 10 scenes takes at most 4 times the CPU of
`python -c "from pydantic import BaseModel"` and less than half of `llm --help`; the plan of 1,000
shots from JSON takes at most 2 seconds; 10,000 shots take at most 11 times as long as 1,000.
Run: python benchmarks/planning.py [ROUNDS]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from _measure import Cost, cost_of, least, rival_python

CORE = Path(__file__).parents[1] / "ministudio-core"
PYDANTIC = "python -c 'from pydantic import BaseModel'"
PLACES = ("library", "street", "garden")


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ours = rival_python(folder / "ours", str(CORE)).parent
        llm = rival_python(folder / "llm", "llm").with_name("llm")
        plan = [str(ours / "ministudio"), "plan"]
        best = least(
            {
                PYDANTIC: [str(ours / "python"), "-c", "from pydantic import BaseModel"],
                "plan of 10 scenes": [*plan, str(yaml_board(folder))],
                "llm --help": [str(llm), "--help"],
            },
            rounds,
        )
        long = {count: json_board(folder, count) for count in (1_000, 10_000)}
        costs = {count: fastest([*plan, str(path)]) for count, path in long.items()}
    report(best, costs)


def fastest(command: list[str]) -> Cost:
    """The quicker of two runs by the wall clock."""
    return min((cost_of(command) for _ in range(2)), key=lambda cost: cost.wall)


def report(best: dict[str, Cost], costs: dict[int, Cost]) -> None:
    """Print the figures with the claims."""
    print(f"{'CPU':44} {'ms':>7} {'ratio':>6}   claim")
    for name, cost in best.items():
        ratio = cost.cpu / best[PYDANTIC].cpu
        claim = "<= 4" if name.startswith("plan") else ""
        print(f"{name:44} {cost.cpu * 1000:7.0f} {ratio:6.2f}   {claim}".rstrip())
    half = best["plan of 10 scenes"].cpu / best["llm --help"].cpu
    print(f"{'plan of 10 scenes / llm --help':44} {'':7} {half:6.2f}   < 0.5")
    for count, cost in costs.items():
        claim = "<= 2 s" if count == 1_000 else ""
        print(
            f"{f'plan of {count:,} shots from JSON':44} {cost.cpu:6.2f}s CPU {cost.wall:.2f}s wall "
            f"{cost.memory:.0f} MB   {claim}".rstrip()
        )
    ratio = costs[10_000].cpu / costs[1_000].cpu
    print(f"{'10,000 / 1,000 shots':44} {'':7} {ratio:6.2f}   <= 11")


def board(scenes: int) -> dict[str, Any]:
    """A board with four people, three lit places, speech and a prop whose state changes."""
    return {
        "version": 1,
        "title": "Planning",
        "world": {
            "characters": {
                f"c{n}": {"name": f"Person {n}", "genetics": {"age": 30 + n, "hair": "black bob"}}
                for n in range(4)
            },
            "environments": {
                name: {"location": f"The {name}", "lighting": {"key_lights": [_light(n)]}}
                for n, name in enumerate(PLACES)
            },
            "props": {"box": {"is": "small box", "held_by": "c0"}},
        },
        "scenes": [_scene(number) for number in range(scenes)],
    }


def _light(number: int) -> dict[str, Any]:
    return {"type": "window", "color": "#FFD700", "intensity": 0.9, "direction": [45 * number, 30]}


def _scene(number: int) -> dict[str, Any]:
    other = f"c{1 + number % 3}"
    return {
        "id": f"s{number}",
        "environment": PLACES[number % 3],
        "cast": ["c0", other],
        "action": f"They talk about matter {number}.",
        "say": [{"c0": "Is it yours?"}, {other: "It was."}],
        "during": [{"set": "box", "state": f"mark {number}"}],
        "duration": 5,
    }


def json_board(folder: Path, scenes: int) -> Path:
    """A machine-made board as a file."""
    path = folder / f"board{scenes}.json"
    path.write_text(json.dumps(board(scenes)))
    return path


def yaml_board(folder: Path) -> Path:
    """A board of 10 scenes as a person would save it."""
    data = board(10)
    scenes = "".join(f"  - {json.dumps(scene)}\n" for scene in data.pop("scenes"))
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in data.items())
    path = folder / "board10.yaml"
    path.write_text(f"{lines}scenes:\n{scenes}")
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
