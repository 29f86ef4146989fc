"""Damaged files: what is broken is told, never used, and never paid for again by itself."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.store import Store

pytestmark = pytest.mark.anyio
PAGE = 4096


def content(store: Store) -> Any:
    """All that a run decides by."""
    takes = [take.model_dump_json() for take in store.takes()]
    live = [attempt.model_dump_json() for attempt in store.live_attempts()]
    return takes, live, store.selected(), store.finished_requests(), store.totals()


async def test_a_page_of_the_database_that_is_gone_is_told_or_harmless(
    stage: Any, tmp_path: Path
) -> None:
    shots = [stage.shot(f"s{n}", paid=True) for n in range(3)]
    await stage.finish(stage.plan(*shots))
    with stage.store() as store:
        truth = content(store)
    whole = (stage.folder / "store" / "state.db").read_bytes()
    told: list[str] = []
    for number in range(len(whole) // PAGE):
        for size in (PAGE, None):  # one page of nothing; or nothing from there on
            damaged = type(stage)(tmp_path / "damaged", stage.cache)
            place = damaged.folder / "store"
            shutil.copytree(stage.folder / "store", place, dirs_exist_ok=True)
            end = number * PAGE
            tail = b"\0" * PAGE + whole[end + PAGE :] if size else b""
            (place / "state.db").write_bytes(whole[:end] + tail)
            if not end and not size:
                continue  # an empty file is a new store, filled from the manifests
            try:
                with damaged.store() as store, store.runner():
                    assert content(store) == truth, f"page {number}"
            except StoreError as error:
                told.append(error.message)
    assert all("damaged" in message for message in told)
    assert len(told) >= len(whole) // PAGE


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone"])
async def test_a_damaged_clip_is_put_aside_and_made_anew_only_when_planned(
    stage: Any, damage: str
) -> None:
    plan = stage.plan(stage.shot("a", paid=True))
    await stage.finish(plan)
    with stage.store() as store:
        (take,) = store.takes()
    (path,) = take.files
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes({"flip": flipped, "cut": data[:middle], "empty": b""}[damage])
    kept = stage.shot("a", paid=True, action="keep", take=take.id)
    result = await stage.finish(stage.plan(kept))
    assert [failure.shot for failure in result.failed] == ["a"]
    assert stage.ledger.count("submit") == 1, "nothing is paid without a plan that says so"
    with stage.store() as store:
        assert store.takes() == []
    result = await stage.finish(stage.plan(stage.shot("a", paid=True, take_number=2)))
    assert result.made == ("a",)
    with stage.store() as store:
        assert store.spent().micros == 100_000
