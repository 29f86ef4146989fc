"""A campaign of kills: every point, its first hits, scripted faults, kills while recovering.

The truth is the provider's ledger, which lies outside the program that is killed: what it accepted
is paid. After each kill the store must show every paid job, and at the end every shot has its take,
each paid once.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministudio.orchestrator import oversight
from ministudio.store import Store
from ministudio.testing import faults
from ministudio.testing.canned import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

HITS = 6
CENTS = 50_000  # millionths, of each shot
CALLS = [point for point in faults.points() if point.startswith("provider.")]
CANCEL = ("provider.before_cancel", "provider.after_cancel")
KINDS = ("submitting", "accepted", "ready", "fetched", "committed")
DETAILS = [
    *((point, suffix) for point in faults.files.POINTS for suffix in (".mp4", ".json", ".db")),
    *((point, f"attempt.{kind}") for point in faults.journal.POINTS[1:] for kind in KINDS),
    *((point, f"run.{kind}") for point in faults.journal.POINTS[1:] for kind in ("sta", "fin")),
]
# word of a shot's text -> what the provider does to the first request that has it
SCRIPT = {
    "quiet:1": "silent",
    "late:1": "late",
    "gone:1": "unknown_outcome",
    "busy:1": "rate_limit",
    "down:1": "transient",
}
RECOVERED = ["quiet", "busy", "late"]  # a run of these reaches every point
WORDS = ["plain", *(word.partition(":")[0] for word in SCRIPT)]


@dataclass(frozen=True)
class Kill:
    point: str
    hit: int = 1
    detail: str = ""


NOWHERE = Kill("")


@dataclass
class Nursery:
    """The warm process that plays cases."""

    process: subprocess.Popen[str]

    def play(self, case: dict[str, Any]) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(case) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def nursery() -> Iterator[Nursery]:
    script = Path(__file__).with_name("nursery.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Nursery(process)
        process.communicate()


@dataclass
class Case:
    """One project that is killed again and again, and must come out whole."""

    folder: Path
    cache: Path
    words: list[str]
    reconcile: str = "list"
    control: bool = False
    killed: list[Kill] = field(default_factory=list)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.folder / "ledger.jsonl")

    @property
    def shots(self) -> list[tuple[str, str]]:
        return [(f"s{n}/x", f"{word} s{n}") for n, word in enumerate(self.words)]

    def play(self, nursery: Nursery, kill: Kill = NOWHERE, **fields: Any) -> int:
        code: int = nursery.play(self.asked(kill, **fields))
        if code == -9:
            self.killed.append(kill)
        else:
            assert code == 0, f"it failed after {self.killed}"
        return code

    def asked(self, kill: Kill = NOWHERE, **fields: Any) -> dict[str, Any]:
        """A case as the nursery reads it."""
        return {
            "folder": str(self.folder),
            "cache": str(self.cache),
            "paid": True,
            "reconcile": self.reconcile,
            "script": SCRIPT,
            "shots": self.shots,
            "control": self.control,
            **vars(kill),
            **fields,
        }

    def store(self) -> Store:
        return Store.open(self.folder / "store", project="board", create=False)

    def require_seen(self) -> None:
        """Every job that was accepted is known to the store, and shown while it has no take."""
        with self.store() as store:
            shown = {one.attempt.id for one in oversight.look(store).attempts}
            for call in self.ledger:
                if call.verb == "accept":
                    attempt = store.attempt(call.attempt)
                    assert attempt is not None, f"{call.job} is not known after {self.killed}"
                    assert attempt.state == "committed" or attempt.id in shown, self.killed

    def ask_a_person(self) -> None:
        """Settle what is unknown with what the provider's own list says."""
        accepted = {call.attempt: call.job for call in self.ledger if call.verb == "accept"}
        data = {"width": 64, "height": 36, "fps": "24", "frames": 12, "fault": "", "at": 0}
        with self.store() as store:
            for attempt in oversight.look(store).of("unknown"):
                job = accepted.get(attempt.id)
                told = json.dumps({"id": job, "data": data}) if job else ""
                oversight.resolve(store, attempt, not_sent=not job, job=told)

    def finish(self, nursery: Nursery) -> None:
        """Run without kills until all is made."""
        for _ in range(3):
            self.play(nursery)
            with self.store() as store:
                if not oversight.look(store).attempts:
                    break
            self.ask_a_person()

    def require_whole(self) -> None:
        """Nothing is lost, nothing was paid twice, nothing is left over."""
        twice = {key: n for key, n in self.ledger.accepted().items() if n != 1}
        assert not twice, f"{twice} after {self.killed}"
        with self.store() as store:
            takes = {take.id: take for take in store.takes()}
            chosen = {shot: takes[take] for (shot, _), take in store.selected().items()}
            assert set(chosen) == {name for name, _ in self.shots}, self.killed
            for take in chosen.values():
                store.content.verified(take.clips[0].sha256)
            assert store.live_attempts() == [], self.killed
            assert store.spent().micros == CENTS * len(self.shots), self.killed


def rehearse(nursery: Nursery, folder: Path, cache: Path) -> list[tuple[Kill, int]]:
    """Every kill that can strike a run of the script, and at how many hits."""
    case = Case(folder, cache, RECOVERED)
    case.play(nursery, rehearse=True)
    seen = json.loads((folder / "points.json").read_text())
    points = [Kill(point) for point in faults.points() if point not in CANCEL]
    candidates = points + [Kill(point, 1, detail) for point, detail in DETAILS]
    counted = [
        (one, sum(point == one.point and one.detail in detail for point, detail in seen))
        for one in candidates
    ]
    return [(one, count) for one, count in counted if count]


def kills(known: list[tuple[Kill, int]], dice: random.Random) -> Iterator[list[Kill]]:
    """First every point once, then any point at any of its first hits, one to four in a row."""
    yield from ([one] for one, _ in known)
    while True:
        chain: list[Kill] = []
        while not chain or (len(chain) < 4 and dice.random() < 0.4):
            one, count = dice.choice(known)
            most = min(count, 2 if chain else HITS)
            chain.append(Kill(one.point, dice.randint(1, most), one.detail))
        yield chain


def campaign(folder: Path, cache: Path, *, number: int, seed: int) -> list[Kill]:
    """Kill at least `number` times; the answer is every kill that struck."""
    dice = random.Random(seed)
    struck: list[Kill] = []
    with nursery() as process:
        (folder / "rehearsal").mkdir()
        known = rehearse(process, folder / "rehearsal", cache)
        for case_number, chain in enumerate(kills(known, dice)):
            if len(struck) >= number:
                break
            place = folder / f"{case_number}"
            place.mkdir()
            words = RECOVERED if case_number < len(known) else dice.choices(WORDS, k=3)
            kind = "list" if case_number < len(known) else dice.choice(["list", "key", "none"])
            case = Case(place, cache, words, reconcile=kind)
            for kill in chain:
                case.play(process, kill)
                case.require_seen()
            case.finish(process)
            case.require_whole()
            struck += case.killed
            shutil.rmtree(place)
    return struck
