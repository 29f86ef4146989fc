"""A power cut at every point of a run: whatever the disk may hold then, the next run goes on.

What was not flushed may be lost: the bytes of a file that was written but not synced, a rename
whose folder was not synced, commits that need not be durable. Each such state is laid down as a
copy of the project, and run to its end.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.testing import faults

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio
DURABLE = ("attempt.submitting", "attempt.accepted", "attempt.committed")


class Camera:
    """Lays down what a power cut would leave, at every point of files and store."""

    def __init__(self, project: Path, album: Path) -> None:
        self.project, self.album = project, album
        self.log = project / "store" / "state.db-wal"
        self.durable = 0
        self.taken: list[str] = []

    def __call__(self, point: str, detail: str) -> None:
        if not (point.startswith("store.") or str(self.project / "store") in detail):
            return
        if point == "store.committed" and any(kind in detail for kind in DURABLE):
            self.durable = self.log.stat().st_size
        self.take(point)
        if point == "files.written":
            self.take(f"{point}, half of it", half_files)
        if point == "files.renamed":
            name = detail.removeprefix(f"{self.project}/")
            self.take(f"{point}, undone", lambda copy: (copy / name).unlink())
        if self.log.exists() and self.log.stat().st_size > self.durable > 0:
            self.take(f"{point}, log cut", self.cut_log)

    def take(self, name: str, lose: Any = lambda copy: None) -> None:
        copy = self.album / f"{len(self.taken):03}"
        shutil.copytree(self.project, copy, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
        lose(copy)
        self.taken.append(name)

    def cut_log(self, copy: Path) -> None:
        with (copy / "store" / self.log.name).open("rb+") as log:
            log.truncate(self.durable)


def half_files(copy: Path) -> None:
    for part in copy.glob("store/**/.*.part*"):
        with part.open("rb+") as file:
            file.truncate(part.stat().st_size // 2)


@pytest.mark.parametrize("fault", ["", "silent", "late"])
async def test_every_state_that_a_power_cut_may_leave_is_picked_up(
    stage: Any, tmp_path_factory: pytest.TempPathFactory, fault: str
) -> None:
    script = {"bad:1": fault} if fault else {}
    stage.script, stage.concurrency = script, 1
    plan = stage.plan(stage.shot("a", text="bad one", paid=True))
    album = tmp_path_factory.mktemp("album")
    await stage.finish(stage.plan(stage.shot("warm")))  # draws the clip that all jobs deliver
    camera = Camera(stage.folder, album)
    with faults.observed(camera):
        await stage.finish(plan)
    assert len(camera.taken) > 40
    assert {"files.written, half of it", "files.renamed, undone"} <= set(camera.taken)
    assert any(name.endswith("log cut") for name in camera.taken)
    for number, name in enumerate(camera.taken):
        again = type(stage)(album / f"{number:03}", stage.cache, script=script)
        result = await again.finish(plan)
        assert result.failed == (), f"{name}: {result.reason('a')}"
        assert again.ledger.accepted()["bad one#1"] == 1, name
        with again.store() as store:
            takes = {take.id: take for take in store.takes()}
            take = takes[store.selected()["a", "final"]]
            store.content.verified(take.clips[0].sha256)
            assert store.spent().micros == 50_000, name
            assert store.live_attempts() == [], name
