"""kill -9 anywhere, go on: nothing is lost, nothing is paid twice, nothing paid is unseen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ministudio.testing import faults

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")

CANCEL = ("provider.before_cancel", "provider.after_cancel")
SOURCE = Path(faults.__file__).parents[1]


@pytest.mark.slow
def test_a_campaign_of_kills(
    chaos: Any, tmp_path: Path, clip_cache: Path, request: pytest.FixtureRequest
) -> None:
    number = int(request.config.getoption("--kills", 200))
    seed = int(request.config.getoption("--seed", 1))
    struck = chaos.campaign(tmp_path, clip_cache, number=number, seed=seed)
    assert len(struck) >= number
    missed = set(faults.points()) - {kill.point for kill in struck} - set(CANCEL)
    assert not missed, "these points were never struck"


@pytest.mark.parametrize("point", CANCEL)
def test_a_kill_while_cancelling_hides_no_paid_job(
    chaos: Any, nursery: Any, tmp_path: Path, clip_cache: Path, point: str
) -> None:
    case = chaos.Case(tmp_path, clip_cache, ["plain"])
    assert case.play(nursery, chaos.Kill("clock.sleep"), job_seconds=3600.0) == -9
    assert case.play(nursery, chaos.Kill(point), verb="cancel") == -9
    case.require_seen()
    assert case.play(nursery, verb="cancel") == 0
    with case.store() as store:
        assert store.live_attempts() == []
        assert store.spent().micros == chaos.CENTS


def test_without_asking_what_became_of_a_send_it_would_pay_twice(
    chaos: Any, nursery: Any, tmp_path: Path, clip_cache: Path
) -> None:
    case = chaos.Case(tmp_path, clip_cache, ["plain", "plain"], control=True)
    assert case.play(nursery, chaos.Kill("provider.after_submit")) == -9
    case.finish(nursery)
    with pytest.raises(AssertionError, match="plain s"):
        case.require_whole()


def test_free_jobs_are_simply_sent_again(
    chaos: Any, nursery: Any, tmp_path: Path, clip_cache: Path
) -> None:
    case = chaos.Case(tmp_path, clip_cache, ["plain", "plain"], reconcile="none")
    assert case.play(nursery, chaos.Kill("provider.after_submit"), paid=False) == -9
    assert case.play(nursery, paid=False) == 0
    with case.store() as store:
        assert len(store.selected()) == 2
        assert not store.spent()


def test_every_door_is_among_the_faults() -> None:
    """A module that tells observers of its points is one of `faults.DOORS`."""
    doors = {
        path.relative_to(SOURCE).with_suffix("").as_posix().replace("/", ".")
        for path in SOURCE.rglob("*.py")
        if "\ndef observe(" in path.read_text()
    }
    assert doors == {door.__name__.removeprefix("ministudio.") for door in faults.DOORS}
    for door in faults.DOORS:
        source = Path(door.__file__).read_text()
        assert source.count("def observe(") == 1
        for point in door.POINTS:
            stem = point.removeprefix("provider.before_").removeprefix("provider.after_")
            assert stem in source
