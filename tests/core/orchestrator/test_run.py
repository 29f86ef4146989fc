from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from ministudio.config.money import Money
from ministudio.errors import PlanError, ProjectLocked, StoreError
from ministudio.interfaces.findings import Finding
from ministudio.media.probe import verify
from ministudio.orchestrator.inspection import Inspector

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.media.facts import ClipFacts

pytestmark = pytest.mark.anyio


async def test_clips_are_looked_at_in_other_processes(stage: Any) -> None:
    stage.script = {"bad": "broken"}
    plan = stage.plan(stage.shot("a"), stage.shot("b", text="bad one", paid=True))
    result = await stage.finish(plan, inspector=Inspector(workers=1))
    assert result.made == ("a",)
    assert "truncated or damaged" in result.reason("b")


async def test_a_plan_becomes_selected_takes(stage: Any) -> None:
    plan = stage.plan(stage.shot("a"), stage.shot("b/c", paid=True))
    result = await stage.finish(plan)
    assert result.made == ("a", "b/c")
    assert result.exit_code == 0
    assert result.spent == Money(micros=50_000)
    assert [kind.removeprefix("attempt.") for kind in stage.kinds("a")] == [
        "planned",
        "submitting",
        "accepted",
        "ready",
        "fetched",
        "committed",
        "shot.selected",
    ]
    with stage.store() as store:
        takes = {take.id: take for take in store.takes()}
        chosen = store.selected()
        take = takes[chosen["a", "final"]]
        assert take.files[0].is_file()
        assert (take.frames, take.clips[0].width, take.seed is None) == (12, 64, False)
        assert store.view(take.basis) == plan.shots[0].view.canonical()
        assert store.spent() == Money(micros=50_000)
        assert store.live_attempts() == []
        stored = [event.seq for event in store.events()]
    assert [event.seq for event in stage.events if event.seq] == stored
    assert not list((stage.folder / "store" / "tmp").iterdir())


async def test_an_unchanged_board_makes_no_call(stage: Any) -> None:
    first = await stage.finish(stage.plan(stage.shot("a"), stage.shot("b")))
    calls = len(list(stage.ledger))
    with stage.store() as store:
        chosen = store.selected()
    plan = stage.plan(
        *(stage.shot(one, action="keep", take=chosen[one, "final"]) for one in first.made)
    )
    result = await stage.finish(plan)
    assert result.kept == ("a", "b")
    assert result.made == ()
    assert len(list(stage.ledger)) == calls


async def test_running_an_old_plan_again_makes_no_call(stage: Any) -> None:
    plan = stage.plan(stage.shot("a"))
    await stage.finish(plan)
    calls = len(list(stage.ledger))
    result = await stage.finish(plan)
    assert result.selected == ("a",)
    assert len(list(stage.ledger)) == calls


async def test_a_stored_take_is_selected_for_nothing(stage: Any) -> None:
    await stage.finish(stage.plan(stage.shot("a")))
    await stage.finish(stage.plan(stage.shot("a", text="something else")))
    with stage.store() as store:
        old, new = store.takes()
        assert store.selected()["a", "final"] == new.id
    calls = len(list(stage.ledger))
    result = await stage.finish(stage.plan(stage.shot("a", action="select", take=old.id)))
    assert result.selected == ("a",)
    assert len(list(stage.ledger)) == calls
    with stage.store() as store:
        assert store.selected()["a", "final"] == old.id


async def test_seeds_come_from_what_is_shown_not_from_the_place(stage: Any) -> None:
    await stage.finish(
        stage.plan(
            stage.shot("a", text="same"),
            stage.shot("b", text="same", take_number=2),
            stage.shot("c", text="other", seed=4127),
        )
    )
    with stage.store() as store:
        seeds = {take.shot: take.seed for take in store.takes()}
    assert seeds["c"] == 4127
    assert seeds["a"] != seeds["b"]
    await stage.finish(stage.plan(stage.shot("z", text="same", take_number=3)))
    with stage.store() as store:
        assert len({take.seed for take in store.takes()}) == 4


async def test_a_damaged_kept_clip_is_found_and_counts_no_more(stage: Any) -> None:
    await stage.finish(stage.plan(stage.shot("a"), stage.shot("b")))
    with stage.store() as store:
        chosen = {shot: take for (shot, _), take in store.selected().items()}
        path = next(take.files[0] for take in store.takes() if take.shot == "a")
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    keep = [stage.shot(one, action="keep", take=chosen[one]) for one in ("a", "b")]
    result = await stage.finish(stage.plan(*keep))
    assert [failure.shot for failure in result.failed] == ["a", "b"]  # they share the file
    assert "damaged" in result.reason("a")
    assert result.exit_code == 1
    with stage.store() as store:
        assert store.takes() == []


async def test_shots_run_side_by_side_within_the_limit(stage: Any) -> None:
    stage.concurrency = 3
    running, most = set(), 0
    plan = stage.plan(*(stage.shot(f"s{n}") for n in range(12)))
    with stage.store() as store:
        async with stage.run(plan, store) as run:
            async for event in run:
                if event.kind == "attempt.submitting":
                    running.add(event.shot)
                if event.kind == "attempt.committed":
                    running.discard(event.shot)
                most = max(most, len(running))
        assert len((await run.wait()).made) == 12
    assert most == 3


async def test_progress_is_told_and_not_stored(stage: Any) -> None:
    stage.job_seconds = 0.05
    await stage.finish(stage.plan(stage.shot("a")))
    told = [event for event in stage.events if event.kind == "attempt.progress"]
    assert told
    assert all(event.seq == 0 and 0 <= (event.progress or 0) < 1 for event in told)
    with stage.store() as store:
        assert "attempt.progress" not in {event.kind for event in store.events()}


async def test_snapshots_of_the_plan_are_stored(stage: Any) -> None:
    shot = stage.shot("a", state_before="one", state_after="two")
    snapshots = {"one": {"time": "dawn"}, "two": {"time": "night"}}
    await stage.finish(stage.plan(shot), snapshots=snapshots)
    with stage.store() as store:
        assert store.snapshot("two") == {"time": "night"}
        assert [(row.shot, row.after) for row in store.history()] == [("a", "two")]


async def test_a_plan_with_errors_is_not_run(stage: Any) -> None:
    finding = Finding(level="error", code="x", message="It will not do.", shot="a")
    blocked = stage.plan(stage.shot("a")).replace(findings=(finding,))
    for plan in (blocked, stage.plan(stage.shot("a", action="block", status="blocked"))):
        with stage.store() as store, pytest.raises(PlanError, match="a"):
            async with stage.run(plan, store):
                pass
    assert list(stage.ledger) == []


async def test_two_runs_at_once_are_refused(stage: Any) -> None:
    plan = stage.plan(stage.shot("a"))
    with stage.store() as one, stage.store() as two:
        async with stage.run(plan, one):
            with pytest.raises(ProjectLocked):
                async with stage.run(plan, two):
                    pass


async def test_leaving_early_keeps_paid_jobs_and_the_next_run_picks_them_up(stage: Any) -> None:
    stage.job_seconds = 60.0
    plan = stage.plan(stage.shot("a", paid=True), stage.shot("b"), stage.shot("c", paid=True))
    with stage.store() as store:
        with anyio.fail_after(2):
            async with stage.run(plan, store) as run:
                seen = set()
                async for event in run:
                    if event.kind == "attempt.accepted":
                        seen.add(event.shot)
                    if len(seen) == 3:
                        break
        assert {attempt.shot for attempt in run.interrupted} == {"a", "c"}
        assert run.result is not None
        assert run.result.exit_code == 130
        assert store.spent() == Money(micros=100_000)
        assert store.events()[-1].kind == "run.interrupted"
    stage.job_seconds = 0.0
    result = await stage.finish(plan)
    assert result.made == ("a", "b", "c")
    assert stage.ledger.count("accept") == 3
    with stage.store() as store:
        assert store.spent() == Money(micros=100_000)


async def test_a_send_on_its_way_gets_a_moment_when_the_run_is_cancelled(stage: Any) -> None:
    stage.script = {"slow": "hang"}
    plan = stage.plan(stage.shot("a", text="slow one", paid=True))
    with stage.store() as store:
        start = anyio.current_time()
        with anyio.move_on_after(0.2):
            async with stage.run(plan, store) as run:
                await run.wait()
        assert anyio.current_time() - start < 2.2
        assert [attempt.state for attempt in run.interrupted] == ["submitting"]
    stage.script = {}
    result = await stage.finish(plan)
    assert result.made == ("a",)
    assert stage.ledger.count("accept") == 1


async def test_a_store_that_breaks_stops_the_run(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = stage.plan(*(stage.shot(f"s{n}", paid=True) for n in range(5)))
    with stage.store() as store:
        write = store.write_all

        def full(works: Any, *, durable: bool = True) -> Any:
            if stage.ledger.count("fetch"):
                raise StoreError("the disk is full") from OSError(28, "No space left")
            return write(works, durable=durable)

        monkeypatch.setattr(store, "write_all", full)
        with pytest.raises(StoreError, match="the disk is full"):
            await stage.through(plan, store)
    sent = stage.ledger.count("accept")
    result = await stage.finish(plan)
    assert len(result.made) == 5
    assert stage.ledger.count("accept") == max(sent, 5)
    assert set(stage.ledger.accepted().values()) == {1}


async def test_a_run_throws_away_what_dead_runs_left(stage: Any) -> None:
    stage.script = {"bad": "short"}
    await stage.finish(stage.plan(stage.shot("a", text="bad one")))
    cas = stage.folder / "store" / "cas" / "ab"
    cas.mkdir(parents=True)
    old, new = cas / ".abcd.mp4-1234.part.mp4", cas / ".abcd.mp4-5678.part.mp4"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    await stage.finish(stage.plan(stage.shot("b")))
    assert list(cas.iterdir()) == [new]
    assert list((stage.folder / "store" / "tmp").iterdir()) == []


async def test_shots_that_ask_for_the_same_share_one_take(stage: Any) -> None:
    shots = [stage.shot(name, text="the same", paid=True) for name in ("a", "b", "c")]
    result = await stage.finish(stage.plan(*shots, stage.shot("d")))
    assert (result.made, result.selected) == (("a", "d"), ("b", "c"))
    assert stage.ledger.count("submit") == 2
    with stage.store() as store:
        chosen = store.selected()
    assert len({chosen[name, "final"] for name in ("a", "b", "c")}) == 1
    calls = len(list(stage.ledger))
    result = await stage.finish(stage.plan(*shots))
    assert result.selected == ("a", "b", "c")
    assert len(list(stage.ledger)) == calls


async def test_shots_that_ask_for_the_same_fail_together(stage: Any) -> None:
    stage.script = {"bad": "quota"}
    shots = [stage.shot(name, text="bad one", paid=True) for name in ("a", "b")]
    result = await stage.finish(stage.plan(*shots))
    assert [failure.shot for failure in result.failed] == ["a", "b"]
    assert stage.ledger.count("submit") == 1


async def test_a_disk_that_fills_up_while_fetching_stops_the_run_and_loses_no_job(
    stage: Any,
) -> None:
    stage.script = {"bad": "full"}
    plan = stage.plan(stage.shot("a", text="bad one", paid=True))
    with pytest.raises(StoreError, match="No space left"):
        await stage.finish(plan)
    assert stage.ledger.count("fetch") == 1
    with stage.store() as store:
        assert [attempt.state for attempt in store.live_attempts()] == ["ready"]


async def test_nothing_is_paid_for_when_the_disk_is_nearly_full(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ministudio.orchestrator.context.DISK_RESERVE", 1 << 60)
    result = await stage.finish(stage.plan(stage.shot("a", paid=True), stage.shot("b")))
    assert result.made == ("b",)
    assert "free" in result.reason("a")
    assert sum(call.text == "a happens" for call in stage.ledger) == 0


@pytest.mark.parametrize("distinct,looks", [(True, 3), (False, 1)])
async def test_the_same_bytes_are_looked_at_once(stage: Any, distinct: bool, looks: int) -> None:
    stage.distinct, stage.concurrency = distinct, 1
    seen = []

    class Counting(Inspector):
        async def facts(self, path: Path) -> ClipFacts:
            seen.append(path)
            return verify(path)

    shots = [stage.shot(name) for name in ("a", "b", "c")]
    result = await stage.finish(stage.plan(*shots), inspector=Counting())
    assert result.made == ("a", "b", "c")
    assert len(seen) == looks
    with stage.store() as store:
        assert len({take.clips[0].sha256 for take in store.takes()}) == looks
