"""What the cut stitcher will do with each entry of a timeline: copy, encode or draw a slate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ministudio.errors import MediaError
from ministudio.media.conform import FilmFormat, film_frames
from ministudio.media.facts import BT709, ClipFacts, ColorTags, read_facts
from ministudio.media.remux import ENCODED_DELAY, ChapterMark, Encoding, StretchEncoder

if TYPE_CHECKING:
    from ministudio.interfaces.stitcher import StitchOptions
    from ministudio.interfaces.timeline import Timeline, TimelineEntry
    from ministudio.media.h264 import ParameterSets
    from ministudio.media.packets import PacketTable


@dataclass(frozen=True, slots=True)
class Source:
    """A clip on disk and what is known of it."""

    path: str
    facts: ClipFacts
    table: PacketTable


@dataclass(frozen=True, slots=True)
class Cut:
    """One entry: `frames` of the film, starting at film frame `start`.

    Of the clip's frames [first, end) the packets of [low, high) are copied, the rest is encoded.
    Without a source it is a slate.
    """

    entry: TimelineEntry
    start: int
    frames: int
    source: Source | None = None
    first: int = 0
    end: int = 0
    low: int = 0
    high: int = 0

    @property
    def copied(self) -> int:
        """How many frames are copied."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class CutPlan:
    """The whole film, decided."""

    film: FilmFormat
    cuts: tuple[Cut, ...]
    chapters: tuple[ChapterMark, ...]
    sets: ParameterSets
    delay: int
    encoding: Encoding

    @property
    def frames(self) -> int:
        """The length of the film."""
        return sum(cut.frames for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What clips must share so that their packets fit into one track."""

    sets: ParameterSets
    color: ColorTags


def plan_cuts(timeline: Timeline, options: StitchOptions) -> CutPlan:
    """Read every clip's headers and decide.

    Raises:
        MediaError: a clip cannot be used, or its marks lie outside it; the shot is named.
    """
    sources = _read_sources(timeline)
    kinds = {path: _kind(source, timeline) for path, source in sources.items()}
    kind = _commonest(timeline, sources, kinds)
    color = kind.color if kind else BT709
    film = FilmFormat(timeline.width, timeline.height, timeline.fps, color)
    cuts: list[Cut] = []
    for entry in timeline.entries:
        start = cuts[-1].start + cuts[-1].frames if cuts else 0
        copied = kind is not None and kinds.get(entry.path or "") == kind
        source = sources.get(entry.path or "")
        cuts.append(_cut(entry, start, source, copied=copied, fps=film.fps))
    encoding = _encoding(kind, options)
    delays = [c.source.table.delay(c.low, c.high) for c in cuts if c.source and c.copied]
    encoded = any(cut.copied < cut.frames for cut in cuts)
    own = StretchEncoder(film, encoding).sets if encoded else None
    return CutPlan(
        film=film,
        cuts=tuple(cuts),
        chapters=_chapters(timeline, cuts),
        sets=_merged(kind.sets if kind and delays else None, own),
        delay=max([*delays, ENCODED_DELAY if encoded else 0]),
        encoding=encoding,
    )


def _read_sources(timeline: Timeline) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for entry in timeline.entries:
        if entry.path is None:
            continue
        try:
            if entry.path not in sources:
                sources[entry.path] = Source(entry.path, *read_facts(entry.path))
            sources[entry.path].table.marks(entry.first, entry.end, entry.path)
        except MediaError as error:
            raise MediaError(f"Shot {entry.shot!r}: {error.message}", hint=error.hint) from error
    return sources


def _kind(source: Source, timeline: Timeline) -> _Kind | None:
    """The kind of a clip that has the film's form; None when it must be encoded anew."""
    facts, sets = source.facts, source.table.sets
    fits = (
        (facts.codec, facts.pix_fmt, facts.sar) == ("h264", "yuv420p", Fraction(1))
        and (facts.width, facts.height) == (timeline.width, timeline.height)
        and facts.fps == timeline.fps
        and facts.even
        and facts.upright
        and source.table.plain
    )
    return _Kind(sets, facts.color) if fits and sets else None


def _commonest(
    timeline: Timeline, sources: dict[str, Source], kinds: dict[str, _Kind | None]
) -> _Kind | None:
    """The kind that saves the most encoding; of equals, the first in the film."""
    saved: Counter[_Kind] = Counter()
    for entry in timeline.entries:
        kind = kinds.get(entry.path or "")
        if entry.path and kind:
            table = sources[entry.path].table
            low, high = table.copyable(entry.first, entry.end or table.frames)
            saved[kind] += high - low
    best = saved.most_common(1)
    return best[0][0] if best and best[0][1] else None


def _cut(
    entry: TimelineEntry, start: int, source: Source | None, *, copied: bool, fps: Fraction
) -> Cut:
    if source is None:
        return Cut(entry, start, entry.slate)
    first, end = source.table.marks(entry.first, entry.end, source.path)
    frames = film_frames(source.facts, source.table, first=first, end=end, fps=fps)
    low, high = source.table.copyable(first, end) if copied else (first, first)
    return Cut(entry, start, frames, source, first, end, low, high)


def _encoding(kind: _Kind | None, options: StitchOptions) -> Encoding:
    """Encoded stretches take the lowest parameter-set id that the copied packets leave free."""
    taken = kind.sets.ids if kind else frozenset()
    free = next(number for number in range(32) if number not in taken)
    profile = kind.sets.profile if kind else 100
    return Encoding(options.preset, options.crf, free, profile)


def _merged(copied: ParameterSets | None, encoded: ParameterSets | None) -> ParameterSets:
    if copied and encoded:
        return copied.with_more(encoded)
    found = copied or encoded
    assert found is not None, "a film has at least one frame"
    return found


def _chapters(timeline: Timeline, cuts: list[Cut]) -> tuple[ChapterMark, ...]:
    starts = [cuts[chapter.entry].start for chapter in timeline.chapters]
    ends = [*starts[1:], cuts[-1].start + cuts[-1].frames]
    titles = (chapter.title for chapter in timeline.chapters)
    return tuple(map(ChapterMark, titles, starts, ends))
