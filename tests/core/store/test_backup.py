from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.artifacts.digest import digest
from ministudio.store import Store, takes
from ministudio.store.backup import COPY, manifests, write_manifest
from ministudio.store.history import start_run
from ministudio.store.store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ministudio.results import Take


def stored(store: Store, take: Take, data: bytes) -> Take:
    """The take with a real file for its clip, and its manifest."""
    path = store.folder / "fetched.mp4"
    path.write_bytes(data)
    clip = take.clips[0].replace(sha256=store.content.add(path))
    take = take.replace(clips=(clip,))
    write_manifest(store.content, take, {"action": take.shot})
    return take


def test_a_lost_database_is_rebuilt_from_the_manifests(
    store: Store, new_take: Callable[..., Take]
) -> None:
    basis = digest({"action": "a/b"})
    one = stored(store, new_take(number=1, basis=basis), b"one")
    two = stored(store, new_take(number=2, basis=basis), b"two")
    gone = stored(store, new_take(number=3, basis=basis), b"three")
    store.content.path(gone.clips[0].sha256).unlink()
    (store.content.folder / "00").mkdir()
    (store.content.folder / "00" / "broken.take.json").write_text("{")
    store.close()
    (store.folder / DATABASE).unlink()
    with Store.open(store.folder, project="board") as again:
        assert [take.model_dump() for take in again.takes()] == [
            one.model_dump(),
            two.model_dump(),
        ]
        assert again.selected() == {("a/b", "final"): two.id}
        assert again.view(basis) == {"action": "a/b"}


def test_the_copy_and_the_manifests_complete_each_other(
    store: Store, new_take: Callable[..., Take]
) -> None:
    one, two = (stored(store, new_take(number=n), f"{n}".encode()) for n in (1, 2))
    store.write(lambda unit: takes.add(unit, one))
    store.select("a/b", "final", one.id)
    store.backup()
    store.write(lambda unit: takes.add(unit, two))
    store.close()
    (store.folder / DATABASE).unlink()
    with Store.open(store.folder, project="board") as again:
        assert [take.id for take in again.takes()] == [one.id, two.id]
        assert again.selected() == {("a/b", "final"): one.id}
        assert again.runs() == 1


def test_the_copy_is_whole_while_others_write(store: Store, tmp_path: Path) -> None:
    store.backup()
    store.write(lambda unit: start_run(unit, run="later", board="digest"))
    with Store.open(store.folder, project="board") as beside:
        beside.backup()
    place = tmp_path / "elsewhere"
    place.mkdir()
    (store.folder / COPY).rename(place / DATABASE)
    assert not (store.folder / f"{COPY}-wal").exists()
    with Store.open(place, project="board", create=False) as copy:
        assert copy.runs() == 2


def test_manifests_tell_only_of_takes_that_are_there(
    store: Store, new_take: Callable[..., Take]
) -> None:
    take = stored(store, new_take(), b"film")
    assert [found.id for found, _view in manifests(store.content)] == [take.id]
    store.content.path(take.clips[0].sha256).unlink()
    assert list(manifests(store.content)) == []
