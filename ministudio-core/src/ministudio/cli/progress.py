"""Progress of a run: bars on a terminal, one line for each change elsewhere, JSON on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

from ministudio.cli import console

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

    from ministudio.interfaces.events import Event, EventKind
    from ministudio.planner.plan import Plan

WORDS: dict[EventKind, tuple[str, str, str]] = {
    "shot.kept": ("=", "kept", "dim"),
    "shot.selected": ("<", "from the store", "ok"),
    "attempt.submitting": ("·", "submitting", "dim"),
    "attempt.accepted": ("·", "accepted", "running"),
    "attempt.ready": ("·", "ready", "running"),
    "attempt.committed": ("✓", "made", "ok"),
    "attempt.refused": ("✗", "refused", "error"),
    "attempt.failed": ("✗", "failed", "error"),
    "attempt.bad_output": ("✗", "bad output", "error"),
    "attempt.cancelled": ("✗", "cancelled", "warning"),
    "attempt.expired": ("✗", "expired", "error"),
    "attempt.unknown": ("?", "unknown outcome", "warning"),
}
ENDED = frozenset(kind for kind, (mark, _, _) in WORDS.items() if mark in "=<✓✗?")
UNTOLD: frozenset[EventKind] = frozenset({"attempt.submitting", "attempt.ready"})
MOST_BARS = 12  # more than a screen of bars cannot be read


class Watcher(Protocol):
    """Somebody who looks at a run."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def see(self, event: Event) -> None:
        """Look at one event."""

    def film(self, done: int, total: int) -> None:
        """Look at the stitching: frames done, frames in all."""


def watcher(plan: Plan, *, as_json: bool) -> Watcher:
    """Whoever fits: events as JSON lines, bars on a terminal, else plain lines."""
    if as_json:
        return JsonLines()
    if console.is_terminal():
        return Bars(plan)
    return Lines()


class Lines:
    """One line on stderr for each change of state."""

    def __init__(self) -> None:
        self._made: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        """Nothing is held."""

    def see(self, event: Event) -> None:
        """Write the change; neither progress is told, nor that a new take is selected."""
        if event.kind == "attempt.committed":
            self._made.add(event.shot)
        told_already = event.kind == "shot.selected" and event.shot in self._made
        if told_already or event.kind not in WORDS or event.kind in UNTOLD:
            return
        mark, words, style = WORDS[event.kind]
        told = f" {event.message}" if event.message else ""
        console.note(
            console.paint(f"{event.at:%H:%M:%S} ", "dim"),
            console.paint(f"{mark} ", style),
            f"{event.shot} {words}{told}",
        )

    def film(self, done: int, total: int) -> None:
        """Stitching is too short for a line."""


class JsonLines(Lines):
    """Every event as one line of JSON on stdout."""

    def see(self, event: Event) -> None:
        """Write the event."""
        console.answer_json({"event": event.model_dump(mode="json")}, line=True)


class Bars:
    """A bar for each shot at work, and one for all."""

    def __init__(self, plan: Plan) -> None:
        self._total = sum(shot.action in ("make", "attach") for shot in plan.shots)
        self._takes = {shot.address: shot.take_number for shot in plan.shots}
        self._width = max((len(address) for address in self._takes), default=0)
        self._tasks: dict[str, TaskID] = {}
        self._finished: list[str] = []
        self._progress = _progress()
        self._all: TaskID | None = None
        self._film: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        if self._total:
            self._all = self._add("all shots", total=self._total)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._progress.stop()

    def see(self, event: Event) -> None:
        """Move the shot's bar."""
        if event.kind == "attempt.progress":
            self._move(event.shot, completed=event.progress or 0.0)
        elif event.kind in WORDS and not event.kind.startswith("shot."):
            self._move(event.shot, words=WORDS[event.kind][1])
            if event.kind in ENDED:
                self._end(event)

    def film(self, done: int, total: int) -> None:
        """Move the film's bar."""
        if self._film is None:
            self._film = self._add("film", total=total)
        self._progress.update(self._film, completed=done, words="stitching")

    def _move(self, shot: str, **fields: Any) -> None:  # noqa: ANN401 - fields of Rich's task
        if shot not in self._tasks:
            words = f"take {self._takes.get(shot, 1)}"
            self._tasks[shot] = self._add(shot, total=1.0, words=words)
        self._progress.update(self._tasks[shot], **fields)

    def _end(self, event: Event) -> None:
        mark, words, style = WORDS[event.kind]
        completed = {"completed": 1.0} if event.kind == "attempt.committed" else {}
        self._move(event.shot, mark=f"[{RICH[style]}]{mark}[/]", words=words, **completed)
        self._progress.stop_task(self._tasks[event.shot])
        self._finished.append(event.shot)
        if self._all is not None:
            self._progress.advance(self._all)
        if len(self._tasks) > MOST_BARS:
            self._progress.remove_task(self._tasks.pop(self._finished.pop(0)))

    def _add(self, name: str, *, total: float, words: str = "") -> TaskID:
        padded = name.ljust(self._width)
        return self._progress.add_task(padded, total=total, mark="[cyan]·[/]", words=words)


RICH = {"dim": "dim", "ok": "green", "running": "cyan", "error": "bold red", "warning": "yellow"}


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.fields[mark]}"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        TextColumn("{task.fields[words]}", style="dim"),
        TimeElapsedColumn(),
        TextColumn("left", style="dim"),
        TimeRemainingColumn(compact=True),
    )
    return Progress(*columns, console=Console(stderr=True), transient=False)
