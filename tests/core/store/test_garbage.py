"""Making room: nothing that a take needs, and nothing that was paid for, goes by itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ministudio.config.money import Money
from ministudio.errors import ProjectLocked
from ministudio.store import Store, attempts, takes
from ministudio.store.backup import write_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ministudio.results import Attempt, Take


def keep(store: Store, take: Take, content: bytes) -> Take:
    """Put a take with a real file into the store."""
    store.scratch.mkdir(exist_ok=True)
    staged = store.scratch / "clip.mp4"
    staged.write_bytes(content)
    sha256 = store.content.add(staged)
    clip = take.clips[0].replace(sha256=sha256, size=len(content))
    stored = take.replace(clips=(clip,)).stored_in(store.content)
    write_manifest(store.content, stored, {})
    store.write(lambda unit: takes.add(unit, stored))
    return stored


def age(*paths: Path) -> None:
    for path in paths:
        os.utime(path, (0, 0))


def test_leftovers_go_and_takes_stay(
    store: Store, new_take: Callable[..., Take], new_attempt: Callable[..., Attempt]
) -> None:
    take = keep(store, new_take(cost=Money()), b"free, unselected")
    folder = take.files[0].parent
    part, young = folder / ".x.mp4-1.part.mp4", folder / ".x.mp4-2.part.mp4"
    stray, sibling = folder / f"{'5' * 64}.mp4", folder / f"{'6' * 64}.mp4"
    for path in (part, young, stray, sibling):
        path.write_bytes(b"half")
    age(part, stray, take.files[0])
    attempt = store.write(lambda unit: attempts.begin(unit, new_attempt("done")))
    store.write(lambda unit: attempts.advance(unit, attempt, "cancelled"))
    store.write(lambda unit: attempts.begin(unit, new_attempt("alive")))
    for name in ("done", "alive"):
        (store.scratch / name).mkdir()
    rehearsed = store.collect_garbage(rehearsal=True)
    assert part.exists()
    report = store.collect_garbage()
    assert report.replace(rehearsal=True) == rehearsed
    assert {name.rpartition("/")[2] for name in report.files} == {part.name, stray.name, "done"}
    assert [path.exists() for path in (part, stray, young, sibling)] == [False, False, True, True]
    assert (store.scratch / "alive").is_dir()
    assert store.has(take)
    assert report.takes == ()
    assert report.kept >= take.clips[0].size


def test_a_purge_removes_what_no_film_uses(store: Store, new_take: Callable[..., Take]) -> None:
    old, new = keep(store, new_take("a"), b"old"), keep(store, new_take("a", number=2), b"new")
    pinned = keep(store, new_take("b"), b"pinned")
    other = keep(store, new_take("c", number=9, project="another board"), b"of another board")
    shared = keep(store, new_take("d", number=4), b"new")
    store.select("a", "final", new.id)
    store.approve("b", pinned.id)
    report = store.collect_garbage(purge=True)
    assert set(report.takes) == {old.id, shared.id}
    assert not old.files[0].exists()
    assert {take.id for take in store.takes()} >= {new.id, pinned.id, other.id}
    assert all(store.has(take) for take in (new, pinned, other))
    assert [event.kind for event in store.events()].count("take.purged") == 2
    assert not list(store.content.folder.glob(f"??/*{old.id}*"))


def test_nothing_is_purged_while_the_project_is_run(tmp_path: Path, store: Store) -> None:
    with Store.open(tmp_path / "store", project="board") as other, other.runner():
        store.collect_garbage()
        with pytest.raises(ProjectLocked):
            store.collect_garbage(purge=True)
