"""A small pool of drawing processes: one shot each at a time, progress readable, killable.

A worker is a plain child process (`worker.py`) that reads orders and writes reports as lines of
JSON. `multiprocessing` would import the caller's main script again in each child, which runs a
script without a `__main__` guard twice; a notebook has no main script at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.errors import ErrorKind

TaskState = Literal["queued", "running", "ready", "failed", "cancelled"]

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from ministudio.builtin.animatic.worker import main; main()"
)
# A worker keeps to one core: the pool has as many workers as there are cores.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(slots=True)
class Task:
    """One drawing job: what was ordered and how it stands."""

    order: Mapping[str, Any]
    state: TaskState = "queued"
    progress: float = 0.0
    message: str = ""
    error: ErrorKind = "transient"
    lock: threading.Lock = field(default_factory=threading.Lock)

    def move(self, state: TaskState, *, unless: TaskState = "cancelled") -> bool:
        """Go to `state`, unless the task is already in the other one."""
        with self.lock:
            if self.state == unless:
                return False
            self.state = state
            return True


class Pool:
    """Draws orders in child processes; starts them when they are first needed."""

    def __init__(self, workers: int) -> None:
        self._size = max(1, workers)
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._workers: list[_Worker] = []
        self._open = 0
        self._lock = threading.Lock()

    def submit(self, order: Mapping[str, Any]) -> Task:
        """Put an order (JSON values) in the queue.

        Raises:
            RuntimeError: the pool is closed.
        """
        task = Task(order)
        with self._lock:
            if self._size == 0:
                raise RuntimeError("the animatic's drawing pool is closed")
            self._open += 1
            if len(self._workers) < min(self._size, self._open):
                self._workers.append(_Worker(self._tasks, self._finished))
        self._tasks.put(task)
        return task

    def cancel(self, task: Task) -> bool:
        """Stop a task that is queued or being drawn; False when it had already ended."""
        with task.lock:
            if task.state not in ("queued", "running"):
                return False
            task.state = "cancelled"
        for worker in list(self._workers):
            if worker.task is task:
                worker.kill()
        return True

    def close(self) -> None:
        """Kill the workers; what was not finished is cancelled."""
        with self._lock:
            workers, self._workers, self._size = self._workers, [], 0
        for worker in workers:
            worker.stop()
            self._tasks.put(None)
        for worker in workers:
            worker.join()

    def _finished(self) -> None:
        with self._lock:
            self._open -= 1


class _Worker:
    """A thread that owns one child process and hands it one order after the other."""

    def __init__(self, tasks: queue.SimpleQueue[Task | None], finished: Any) -> None:  # noqa: ANN401 - a plain callback
        self.task: Task | None = None
        self._tasks, self._finished = tasks, finished
        self._process: subprocess.Popen[str] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="animatic", daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """End the child process; a new one starts with the next order."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """Take no more orders and end the child process."""
        self._stopping.set()
        self.kill()

    def join(self) -> None:
        """Wait for the thread to end."""
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            task = self._tasks.get()
            if task is None:
                break
            if self._stopping.is_set():
                task.move("cancelled")
            elif task.move("running"):
                self.task = task
                self._draw(task)
                self.task = None
            self._finished()
        self._release()

    def _draw(self, task: Task) -> None:
        try:
            process = self._child()
            if process.stdin is None or process.stdout is None:
                raise OSError("the drawing process has no pipes")
            process.stdin.write(json.dumps(task.order) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                if _report(task, json.loads(line)):
                    return
            raise OSError("the drawing process ended")
        except (OSError, ValueError) as error:
            self._release()
            if self._stopping.is_set():
                task.move("cancelled")
            elif task.move("failed"):
                task.message = f"{type(error).__name__}: {error}"

    def _child(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._release()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-c", _BOOT, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **_ONE_THREAD},
                encoding="utf-8",
            )
            if self._stopping.is_set():
                self._process.kill()
        return self._process

    def _release(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def _report(task: Task, line: Mapping[str, Any]) -> bool:
    """Take one report into the task; True when it was the last one."""
    task.progress = float(line.get("progress", task.progress))
    if "error" in line:
        task.error, task.message = line["error"], str(line.get("message", ""))
        task.move("failed")
        return True
    if line.get("done"):
        task.progress = 1.0
        task.move("ready")
        return True
    return False
