from __future__ import annotations

import random
import stat
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.errors import MediaError
from ministudio.media import isolation
from ministudio.media.isolation import ProbePool
from ministudio.media.probe import Expected, verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def pool() -> Iterator[ProbePool]:
    with ProbePool(workers=1) as made:
        yield made


def test_a_worker_sees_what_we_see(pool: ProbePool, make_clip: Any) -> None:
    path = make_clip()
    assert pool.verify(path, Expected(frames=48)) == pool.probe(path) == verify(path)


def test_problems_come_back_in_words(pool: ProbePool, make_clip: Any, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="frames is 48, not 9"):
        pool.verify(make_clip(), Expected(frames=9))
    with pytest.raises(MediaError, match="cannot be read"):
        pool.probe(tmp_path / "none.mp4")


def test_workers_are_used_again(pool: ProbePool, make_clip: Any) -> None:
    path = make_clip()
    pool.probe(path)
    (worker,) = pool._idle
    pool.probe(path)
    assert pool._idle == [worker]


def test_mutated_clips_only_ever_give_media_errors(
    pool: ProbePool, make_clip: Any, tmp_path: Path
) -> None:
    data = make_clip(frames=12, size=(32, 32)).read_bytes()
    rng = random.Random(11)
    hurt = tmp_path / "hurt.mp4"
    refused = 0
    for _ in range(150):
        mutant = bytearray(data)
        for _ in range(rng.choice((1, 3, 20))):
            mutant[rng.randrange(len(mutant))] = rng.randrange(256)
        hurt.write_bytes(mutant)
        try:
            pool.verify(hurt)
        except MediaError:
            refused += 1
    assert refused > 20


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> ProbePool:
    """A pool whose workers are another program."""
    program = tmp_path / "worker"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(isolation, "_START", 0.2)
    monkeypatch.setattr(sys, "executable", str(program))
    return ProbePool(workers=1, seconds=0)


def test_a_crash_is_the_clips_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        stand_in(tmp_path, monkeypatch, "read line; kill -SEGV $$") as pool,
        pytest.raises(MediaError, match=r"'x\.mp4' cannot be used: it crashed the decoder"),
    ):
        pool.probe("x.mp4")


def test_a_worker_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        stand_in(tmp_path, monkeypatch, "read line; exec sleep 600") as pool,
        pytest.raises(MediaError, match="it took more than 0 s"),
    ):
        pool.probe("x.mp4")


def test_nonsense_from_a_worker_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        stand_in(tmp_path, monkeypatch, "read line; echo '{\"facts\": 3}'; exec sleep 600") as pool,
        pytest.raises(MediaError, match="crashed the decoder"),
    ):
        pool.probe("x.mp4")


def test_an_idle_worker_that_died_is_replaced(pool: ProbePool, make_clip: Any) -> None:
    path = make_clip()
    pool.probe(path)
    pool._idle[0]._process.kill()
    pool._idle[0]._process.wait()
    assert pool.probe(path).frames == 48


def test_limits_hold_in_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's own functions, in a process of their own."""
    import subprocess

    script = (
        "import resource, signal, sys\n"
        "from ministudio.media import worker\n"
        "worker._limit(64 << 20)\n"
        "worker._allow(7)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try: open(sys.argv[1], 'wb', buffering=0).write(b'x'); print('wrote')\n"
        "except OSError: print('no file')\n"
        "try: bytearray(200 << 20); print('took')\n"
        "except MemoryError: print('no memory')\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0] < 20)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "f")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n")[:3] == ["no file", "no memory", "True"]


def test_credentials_stay_out_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    assert "sk-canary" not in str(isolation._environment())


def test_threads_share_a_pool(make_clip: Any) -> None:
    path = make_clip()
    found: list[int] = []
    with ProbePool(workers=2) as pool:
        threads = [
            threading.Thread(target=lambda: found.append(pool.probe(path).frames)) for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(pool._idle) <= 2
    assert found == [48] * 6
    with pytest.raises(RuntimeError, match="closed"):
        pool.probe(path)
