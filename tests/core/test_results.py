from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ministudio import results
from ministudio.artifacts.cas import ContentStore
from ministudio.results import Attempt, Clip, Failure, Film, Marks, RunResult, Take
from ministudio.testing.canned import prepared_clip

if TYPE_CHECKING:
    from ministudio.errors import ErrorKind

FPS = Fraction(24)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return prepared_clip(tmp_path, width=64, height=36, frames=12, fps=FPS)


@pytest.fixture
def take(tmp_path: Path, video: Path) -> Take:
    content = ContentStore(tmp_path / "cas")
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(video.read_bytes())
    clip = Clip(sha256=content.add(copy), size=9, width=64, height=36, fps=FPS, frames=12)
    return Take(
        id="take-1",
        shot="a/<b>",
        number=2,
        grade="previz",
        basis="basis",
        plan_key="key",
        endpoint="canned",
        provider="canned",
        model="clip",
        clips=(clip, clip),
        marks=(Marks(end=12), Marks(first=2, end=7)),
        created_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC),
        run="run",
        attempt="attempt",
    ).stored_in(content)


def test_a_take_shows_its_clips_in_a_notebook(take: Take) -> None:
    shown = take._repr_html_()
    assert shown.count('<video controls loop src="data:video/mp4;base64,AAAA') == 2
    assert "a/&lt;b&gt;, take 2 (previz)" in shown
    assert take.frames == 17


def test_a_large_take_shows_its_first_frame_and_its_file(
    take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "INLINE_LIMIT", 100)
    shown = take._repr_html_()
    assert "<video" not in shown
    assert '<img src="data:image/png;base64,iVBOR' in shown
    assert str(take.files[0]) in shown


def test_a_take_without_files_shows_what_it_is(take: Take) -> None:
    assert "is missing" in take.stored_in(ContentStore(Path("nowhere")))._repr_html_()
    loose = Take.model_validate(take.model_dump())
    assert loose.files == ()
    assert loose._repr_html_() == "<p>a/&lt;b&gt;, take 2 (previz)</p>"


def test_a_film_says_what_is_missing(video: Path) -> None:
    film = Film(path=video, frames=12, fps=FPS, complete=False, grade="final", missing=("a",))
    assert film.seconds == Fraction(1, 2)
    assert "(0.5 s, 1 shots missing)" in film._repr_html_()


def failure(exit_code: int, kind: ErrorKind = "transient") -> Failure:
    return Failure(shot="a", kind=kind, message="no", exit_code=exit_code)


@pytest.mark.parametrize(
    "codes,exit_code", [((), 0), ((1,), 1), ((1, 6), 6), ((6, 4, 1), 4), ((1, 5, 4), 5)]
)
def test_the_exit_code_is_the_one_that_needs_most(codes: tuple[int, ...], exit_code: int) -> None:
    assert RunResult(run="r", failed=tuple(map(failure, codes))).exit_code == exit_code


def test_a_stopped_run_and_an_unknown_attempt_have_codes_of_their_own() -> None:
    attempt = Attempt(
        id="attempt-1",
        run="r",
        shot="b",
        take_number=1,
        grade="final",
        basis="b",
        plan_key="k",
        request_digest="d",
        endpoint="e",
        provider="p",
        model="m",
        state="unknown",
    )
    result = RunResult(run="r", failed=(failure(1),), unknown=(attempt,))
    assert result.exit_code == 5
    assert result.reason("a") == "no"
    assert "attempt-1" in result.reason("b")
    assert result.reason("c") == ""
    assert result.replace(stopped=True).exit_code == 130
