"""Life in a shot: when somebody blinks, how a mouth moves while its line runs, who steps when."""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ministudio.builtin.animatic.scene import Drift

BLINK, GLANCE, HALF, WIDE, AFTER = "blink", "glance", "half", "wide", "after"
"""Names of patches: shut eyes, eyes that look aside, a half and a wide open mouth, and what is seen
after what happens on screen."""

_BLINK_SECONDS = 0.14
_BLINK_EVERY = (1.9, 4.6)  # seconds between two blinks: people at rest, 13 to 30 a minute
_GLANCE_EVERY = (2.2, 5.0)  # seconds between two glances aside
_SYLLABLE = (0.085, 0.16)  # seconds that a mouth shape stays


@dataclass(frozen=True, slots=True)
class Timetable:
    """What a part wears in each frame: names of patches."""

    blinks: tuple[tuple[int, int], ...]
    glances: tuple[tuple[int, int], ...]
    mouths: tuple[tuple[int, str], ...]
    swap: int | None

    def at(self, frame: int) -> tuple[str, ...]:
        """The patches of a frame, in the order in which they are put on."""
        names = []
        if self.swap is not None and frame >= self.swap:
            names.append(AFTER)
        for name, spans in ((GLANCE, self.glances), (BLINK, self.blinks)):
            if any(start <= frame < end for start, end in spans):
                names.append(name)
        index = bisect_right(self.mouths, (frame, "~")) - 1
        if index >= 0 and self.mouths[index][1]:
            names.append(self.mouths[index][1])
        return tuple(names)


def timetable(
    frames: int,
    fps: float,
    *,
    seed: str,
    speech: Iterable[tuple[int, int]] = (),
    swap: int | None = None,
) -> Timetable:
    """The timetable of one part; `speech` are the spans (first and last frame) of its lines."""
    dice = random.Random(seed)  # noqa: S311 - a picture, not a secret
    blinks = _blinks(dice, frames, fps)
    mouths = _mouths(dice, fps, sorted(speech))
    return Timetable(blinks, _glances(dice, frames, fps), mouths, swap)


def _blinks(dice: random.Random, frames: int, fps: float) -> tuple[tuple[int, int], ...]:
    spans = []
    at = dice.uniform(0.5, _BLINK_EVERY[1] * 0.6)
    length = max(2, round(_BLINK_SECONDS * fps))
    while at * fps + length < frames:
        start = round(at * fps)
        spans.append((start, start + length))
        if dice.random() < 0.14:  # now and then twice in a row
            spans.append((start + length * 2, start + length * 3))
        at += dice.uniform(*_BLINK_EVERY)
    return tuple(spans)


def _glances(dice: random.Random, frames: int, fps: float) -> tuple[tuple[int, int], ...]:
    """Moments in which the eyes wander, away from the ends of the shot."""
    spans = []
    at = dice.uniform(*_GLANCE_EVERY) * 0.6
    while (at + 1) * fps < frames:
        length = dice.uniform(0.5, 1.3)
        spans.append((round(at * fps), round((at + length) * fps)))
        at += length + dice.uniform(*_GLANCE_EVERY)
    return tuple(spans)


def _mouths(
    dice: random.Random, fps: float, speech: Sequence[tuple[int, int]]
) -> tuple[tuple[int, str], ...]:
    """Frames at which a mouth takes another shape; the empty name is shut."""
    shapes: list[tuple[int, str]] = []
    for start, end in speech:
        at, last = start + fps * 0.08, ""
        while at < end - fps * 0.1:
            choices = [name for name in (HALF, WIDE, HALF, "") if name != last]
            last = dice.choice(choices)
            shapes.append((round(at), last))
            at += dice.uniform(*_SYLLABLE) * fps
        shapes.append((round(end - fps * 0.08), ""))
    return tuple(shapes)


def drifted(drift: Drift, frame: int, frames: int, fps: float) -> tuple[float, float]:
    """Where a part has drifted to in a frame, in frame heights; its middle is the staged place."""
    share = frame / max(1, frames - 1) - 0.5
    seconds = frame / fps
    rise = math.sin(2 * math.pi * drift.pace * seconds) + 0.35 * math.sin(
        2 * math.pi * drift.pace * 0.43 * seconds + 1.0
    )
    sway = math.sin(2 * math.pi * drift.pace * 0.57 * seconds + 0.5) * 0.5
    return drift.x * share + sway * drift.bob * 0.6, drift.y * share - rise * drift.bob


def swelled(drift: Drift, frame: int, fps: float) -> float:
    """The brightness of a part in a frame, 1 on average."""
    return 1 + drift.pulse * math.sin(2 * math.pi * 0.45 * frame / fps)


def talking_mouth(talk: float) -> tuple[float, float]:
    """How open and how pursed a mouth is: half open it is round, wide open it is broad."""
    return talk * 0.9, (0.6 if 0 < talk < 0.75 else 0.1 * talk)
