"""The bills of a fake: a file of JSON lines, one for each job that it accepted."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bill:
    """A job that was accepted. `ref` is the client's own name of it, `at` seconds since 1970."""

    job: str
    ref: str
    model: str
    prompt: str
    charged: bool
    at: float


class BillingLedger:
    """Bills in the order of acceptance; another process may read the file at any time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def add(self, bill: Bill) -> None:
        """Append a line."""
        with self._lock, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(bill)) + "\n")

    def __iter__(self) -> Iterator[Bill]:
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                yield Bill(**json.loads(line))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def charges(self) -> Counter[str]:
        """How many jobs were charged for each prompt."""
        return Counter(bill.prompt for bill in self if bill.charged)
