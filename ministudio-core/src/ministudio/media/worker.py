"""The far end of `isolation`: reads tasks from stdin, answers on stdout, under limits."""

from __future__ import annotations

import sys
from pathlib import Path

from ministudio.errors import MediaError
from ministudio.media.isolation import Answer, Task
from ministudio.media.probe import probe, verify

if sys.platform != "win32":  # Windows has no such limits; the pool's time limit still holds
    import resource

_FILES = 64  # open at once
_PAGES = Path("/proc/self/statm")


def main(seconds: int, memory: int) -> None:
    """Answer one line for each line read, until stdin ends."""
    _limit(memory)
    for line in sys.stdin.buffer:
        _allow(seconds)
        answer = _answer(Task.model_validate_json(line))
        sys.stdout.buffer.write(answer.model_dump_json().encode() + b"\n")
        sys.stdout.buffer.flush()


def _answer(task: Task) -> Answer:
    try:
        facts = verify(task.path, task.expected) if task.decode else probe(task.path)
    except MediaError as error:
        return Answer(problem=error.message)
    except Exception as error:  # noqa: BLE001 - a hostile file may raise anything in a decoder
        return Answer(problem=f"{task.path!r} cannot be used: {type(error).__name__} ({error}).")
    return Answer(facts=facts)


def _limit(memory: int) -> None:
    """Bound what a hostile file could take: memory, descriptors; no file, no core dump."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    if _PAGES.exists():
        used = int(_PAGES.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))


def _allow(seconds: int) -> None:
    """Give the next task its CPU time; the kernel ends a process that takes more."""
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
