"""The built-in stitcher: joins by cuts, copies every packet that fits, encodes only the rest."""

from __future__ import annotations

from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

import anyio.from_thread
import anyio.to_thread

from ministudio.artifacts.files import ensure_space, staged
from ministudio.builtin.cut_plan import Cut, CutPlan, plan_cuts
from ministudio.builtin.slate import draw_slate
from ministudio.errors import MediaError
from ministudio.interfaces.stitcher import FilmFacts, Progress, Stitcher, StitchOptions
from ministudio.media.audio import clip_sound, sample_at, silence
from ministudio.media.conform import conformed
from ministudio.media.remux import FilmWriter

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from ministudio.interfaces.timeline import Timeline
    from ministudio.media.audio import Samples
    from ministudio.media.frames import Picture

_BITS_PER_PIXEL = 0.15  # of an encoded frame, generous: for the check of free space only
_AUDIO_BYTES = 24_000  # a second of AAC, with room
_REPORT_EVERY = 24  # encoded frames between two reports


class CutStitcher(Stitcher):
    """Copies conforming H.264 clips, encodes what does not conform, writes one new AAC track.

    Conforming: H.264 4:2:0 of 8 bits in the film's size and frame rate, square pixels, upright,
    with the parameter sets and colour tags that most of the film's copyable frames share. Other
    clips are scaled to fit on black. A mark that is not on a keyframe costs encoding up to the
    next one. `dissolve` and `fade` cut.
    """

    async def _stitch(
        self, timeline: Timeline, path: Path, options: StitchOptions, progress: Progress
    ) -> FilmFacts:
        work = partial(_write_film, timeline, path, options, progress)
        return await anyio.to_thread.run_sync(work)


def _write_film(
    timeline: Timeline, path: Path, options: StitchOptions, progress: Progress
) -> FilmFacts:
    plan = plan_cuts(timeline, options)
    ensure_space(path, _expected_size(plan))
    with staged(path) as part, _open_film(part, plan, timeline.title) as film:
        for cut in plan.cuts:
            _Report(progress, film, plan.frames)(0)
            _write_cut(film, cut, plan, _Report(progress, film, plan.frames))
            if film.frames != cut.start + cut.frames:
                raise MediaError(
                    f"Shot {cut.entry.shot!r} gave {film.frames - cut.start} frames "
                    f"instead of {cut.frames}."
                )
    progress(plan.frames, plan.frames)
    return _facts(plan, path)


def _open_film(part: Path, plan: CutPlan, title: str) -> FilmWriter:
    return FilmWriter(
        part,
        plan.film,
        sets=plan.sets,
        delay=plan.delay,
        sound=_sound(plan),
        title=title,
        chapters=plan.chapters,
    )


def _write_cut(film: FilmWriter, cut: Cut, plan: CutPlan, report: _Report) -> None:
    source = cut.source
    if source is None:
        slate = draw_slate(plan.film.width, plan.film.height, cut.entry.shot)
        film.encode(report.through(repeat(slate, cut.frames)), plan.encoding)
        return
    encode = partial(conformed, source.path, source.facts, source.table, film=plan.film)
    head = cut.low if cut.copied else cut.end
    if cut.first < head:
        film.encode(report.through(encode(first=cut.first, end=head)), plan.encoding)
    if cut.copied:
        film.copy(source.path, source.table, cut.low, cut.high)
        if cut.high < cut.end:
            film.encode(report.through(encode(first=cut.high, end=cut.end)), plan.encoding)


def _sound(plan: CutPlan) -> Generator[Samples]:
    """The film's sound: each clip's own, from its in mark on, silence where there is none."""
    for cut in plan.cuts:
        start = sample_at(cut.start, plan.film.fps)
        end = sample_at(cut.start + cut.frames, plan.film.fps)
        source = cut.source
        if source is None or not source.facts.has_audio:
            yield from silence(end - start)
            continue
        table = source.table
        yield from clip_sound(
            source.path, count=end - start, start=table.time_of(cut.first), origin=table.start
        )


class _Report:
    """Tells how far the film is, and stops the work when the caller was cancelled."""

    def __init__(self, progress: Progress, film: FilmWriter, total: int) -> None:
        self._progress, self._film, self._total = progress, film, total

    def __call__(self, ahead: int) -> None:
        anyio.from_thread.check_cancelled()
        self._progress(self._film.frames + ahead, self._total)

    def through(self, pictures: Iterator[Picture]) -> Iterator[Picture]:
        for number, picture in enumerate(pictures):
            if number % _REPORT_EVERY == 0:
                self(number)
            yield picture


def _expected_size(plan: CutPlan) -> int:
    copied = sum(cut.source.table.size for cut in plan.cuts if cut.source and cut.copied)
    encoded = sum(cut.frames - cut.copied for cut in plan.cuts)
    pixels = encoded * plan.film.width * plan.film.height
    seconds = plan.frames / plan.film.fps
    return copied + int(pixels * _BITS_PER_PIXEL / 8 + seconds * _AUDIO_BYTES)


def _facts(plan: CutPlan, path: Path) -> FilmFacts:
    copied = sum(cut.copied for cut in plan.cuts)
    slates = sum(cut.frames for cut in plan.cuts if cut.source is None)
    return FilmFacts(
        path=path,
        width=plan.film.width,
        height=plan.film.height,
        fps=plan.film.fps,
        frames=plan.frames,
        copied=copied,
        reencoded=plan.frames - copied - slates,
        slates=slates,
        size=path.stat().st_size,
    )
