"""Faults at the doors: stop, kill or fail the program where it touches the world.

Everything that Ministudio writes, sends or waits for goes through a few doors, and each tells its
observers when a point is reached. So there is a crash point at every door by construction, and
`points()` lists them all.

    python -m ministudio.testing.faults ministudio.cli.main run film.yaml

runs a program with the fault that the environment names: `MINISTUDIO_FAULT="kill
provider.after_submit 2"` kills it without a goodbye when that point is reached for the second time.
"""

from __future__ import annotations

import errno
import os
import runpy
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from ministudio import clock
from ministudio.artifacts import files
from ministudio.interfaces import provider
from ministudio.store import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

VARIABLE = "MINISTUDIO_FAULT"
DOORS = (files, journal, provider, clock)

Action = Literal["kill", "exit", "full", "note"]


def points() -> tuple[str, ...]:
    """Every point at which a fault can strike, of every door."""
    return tuple(point for door in DOORS for point in door.POINTS)


@contextmanager
def observed(observer: Callable[[str, str], None]) -> Iterator[None]:
    """Let `observer` see every point (its name, and a detail such as a file) inside the block."""

    def told(point: str, detail: Any) -> None:  # noqa: ANN401 - each door has its own
        observer(point, str(detail))

    ends = [door.observe(told) for door in DOORS]
    try:
        yield
    finally:
        for end in ends:
            end()


@dataclass(slots=True)
class Fault:
    """Strikes when `point` is reached for the `hit`-th time with `detail` in its detail.

    `kill` ends the process with SIGKILL, as a power cut would; `exit` ends it without cleaning
    up, where there are no signals. `full` is a full disk, from then on. `note` only counts the
    hits in `seen`.
    """

    point: str
    action: Action = "kill"
    hit: int = 1
    detail: str = ""
    seen: int = 0

    def __call__(self, point: str, detail: str) -> None:
        """See a point; this is an observer."""
        if point != self.point or self.detail not in detail:
            return
        self.seen += 1
        if self.action == "full" and self.seen >= self.hit:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), detail)
        if self.seen == self.hit:
            _end(self.action)

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read `ACTION POINT [HIT [DETAIL]]`.

        Raises:
            ValueError: the action or the point is not known, or the hit is no number.
        """
        action, point, *rest = text.split()
        if action not in get_args(Action) or point not in points():
            raise ValueError(f"{text!r} names no action or no point; there are: {points()}")
        hit, detail = int(rest[0]) if rest else 1, " ".join(rest[1:])
        return cls(point, _action(action), hit, detail)


def _action(text: str) -> Action:
    found: Action = next(action for action in get_args(Action) if action == text)
    return found


def _end(action: Action) -> None:
    if action == "kill" and hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    if action in ("kill", "exit"):
        os._exit(137)


def main(words: list[str], environ: Mapping[str, str] = os.environ) -> None:
    """Run the module that the first word names, with the fault of the environment."""
    fault = Fault.parse(environ[VARIABLE]) if environ.get(VARIABLE) else Fault("", "note")
    sys.argv = words
    with observed(fault):
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
