"""Probing files of strangers in worker processes with limits.

A decoder is the largest attack surface of a media program. A worker may read files and compute,
within limits of memory and time; it writes no file and holds no secret. When it dies, that is a
property of the clip (MediaError), not of the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ValidationError

from ministudio.errors import MediaError
from ministudio.media.records import ClipFacts, Expected

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


_START = 60  # seconds that a worker may take to start, on a busy machine
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH")


class Task(BaseModel):
    """One line to a worker."""

    path: str
    expected: Expected | None = None
    decode: bool = False


class Answer(BaseModel):
    """One line from a worker: the facts, or what is wrong with the clip."""

    facts: ClipFacts | None = None
    problem: str = ""


class ProbePool:
    """Worker processes that probe clips; started on first use, closed by `close`.

    `probe` and `verify` are blocking and thread-safe: call them through `anyio.to_thread`.
    `seconds` is the time limit of one clip (wall clock and CPU), `memory` the address space of a
    worker in bytes.
    """

    def __init__(self, *, workers: int = 2, seconds: int = 30, memory: int = 2 << 30) -> None:
        self._seconds, self._memory = seconds, memory
        self._free = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._closed = False

    def probe(self, path: Path | str) -> ClipFacts:
        """As `probe.probe`.

        Raises:
            MediaError: the clip is bad, or the worker died or took too long over it.
        """
        return self._ask(Task(path=os.fspath(path)))

    def verify(self, path: Path | str, expected: Expected | None = None) -> ClipFacts:
        """As `probe.verify`.

        Raises:
            MediaError: the clip is bad, or the worker died or took too long over it.
        """
        return self._ask(Task(path=os.fspath(path), expected=expected, decode=True))

    def close(self) -> None:
        """End the workers. The pool cannot be used afterwards."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, task: Task) -> ClipFacts:
        with self._free:
            worker = self._take()
            answer = worker.ask(task)
            if worker.alive:
                self._give(worker)
        if answer.facts is None:
            raise MediaError(answer.problem)
        return answer.facts

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise RuntimeError("the probe pool is closed")
            while self._idle:
                worker = self._idle.pop()
                if worker.running:
                    return worker
                worker.end()
        return _Worker(self._seconds, self._memory)

    def _give(self, worker: _Worker) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
                return
        worker.end()


class _Worker:
    """The near end of one worker process."""

    def __init__(self, seconds: int, memory: int) -> None:
        # -P: a file named av.py in the current folder must not be imported
        command = [sys.executable, "-P", "-m", "ministudio.media.worker", str(seconds), str(memory)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._patience = seconds + _START
        self._seconds = seconds
        self.alive = True

    @property
    def running(self) -> bool:
        """Whether the process lives; an idle one may have been killed for memory."""
        return self._process.poll() is None

    def ask(self, task: Task) -> Answer:
        """The worker's answer, or one that says how it failed; a failed worker is ended."""
        expired = threading.Event()
        timer = threading.Timer(self._patience, self._expire, [expired])
        timer.start()
        try:
            line = self._exchange(task)
        finally:
            timer.cancel()
        self._patience = self._seconds
        try:
            return Answer.model_validate_json(line)
        except ValidationError:
            self.end()
            why = f"took more than {self._seconds} s" if expired.is_set() else "crashed the decoder"
            return Answer(problem=f"{task.path!r} cannot be used: it {why}.")

    def end(self) -> None:
        """Kill the process and wait for it."""
        self.alive = False
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both were asked for
        self._process.wait()

    def _exchange(self, task: Task) -> bytes:
        sent, received = self._process.stdin, self._process.stdout
        assert sent is not None
        assert received is not None
        try:
            sent.write(task.model_dump_json().encode() + b"\n")
            sent.flush()
            return received.readline()
        except OSError:
            return b""  # it died before it could answer

    def _expire(self, expired: threading.Event) -> None:
        expired.set()
        self._process.kill()


def _environment() -> dict[str, str]:
    """What a worker needs to start; no credentials."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**kept, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
