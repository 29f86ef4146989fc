"""When lines are spoken and told: captions and speech spread over a shot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.lettering import Caption, readable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ministudio.storyboard.view import View

_LETTERS_A_SECOND = 14.0  # reading speed of subtitles: 12 to 17 letters a second
_SHORTEST = 0.9  # seconds a line stays at least, where there is room
_LEAD, _GAP = 0.25, 0.12  # seconds before the first line and between two


def captions_of(
    view: View, names: Mapping[str, str], *, frames: int, fps: float
) -> tuple[tuple[Caption, ...], tuple[str, ...]]:
    """The captions of a view, and notes on what the font cannot show. The narrator comes first."""
    lines = [("", "", view.narration)] if view.narration.strip() else []
    lines += [
        (line.speaker, names.get(line.speaker, line.speaker), line.text)
        for line in view.say
        if line.text.strip()
    ]
    spans = spread([text for _, _, text in lines], frames=frames, fps=fps)
    captions, notes = [], []
    for (_, name, text), (start, end) in zip(lines, spans, strict=True):
        shown, lost = readable(text)
        who, odd = readable(name)
        captions.append(Caption(who, shown, start, end))
        notes += [note for note in (lost, odd) if note]
    return tuple(captions), tuple(dict.fromkeys(notes))


def speech_of(view: View, captions: Sequence[Caption]) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each speaker the frames in which the mouth moves."""
    said = [line for line in view.say if line.text.strip()]
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for line, caption in zip(said, captions[len(captions) - len(said) :], strict=True):
        spans[line.speaker] = (*spans.get(line.speaker, ()), (caption.start, caption.end))
    return spans


def spread(texts: Sequence[str], *, frames: int, fps: float) -> list[tuple[int, int]]:
    """First and last frame (exclusive) of each text, in order, as long as it takes to read."""
    if not texts:
        return []
    total = frames / fps
    wanted = [max(_SHORTEST, len(text) / _LETTERS_A_SECOND + 0.4) for text in texts]
    gaps = _GAP * (len(texts) - 1)
    lead = min(_LEAD, total * 0.05)
    room = max(total - lead - gaps, total * 0.6)
    scale = min(1.35, room / sum(wanted))
    at, spans = lead, []
    for seconds in wanted:
        start, end = round(at * fps), round((at + seconds * scale) * fps)
        spans.append((min(start, frames - 1), min(frames, max(end, start + 1))))
        at += seconds * scale + _GAP
    return spans
