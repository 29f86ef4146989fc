"""Camera words to numbers: how large people are in the frame, from where, and how it moves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Size = Literal[
    "extreme close-up", "close-up", "medium close-up", "medium", "medium wide", "full", "wide",
    "extreme wide", "insert",
]  # fmt: skip
Motion = Literal["static", "pan", "tilt", "dolly", "push", "pull", "crane", "orbit"]

# Head height as a share of the frame's height; sizes that are missing show the place.
HEAD_SHARE: dict[str, float] = {
    "extreme close-up": 0.86,
    "close-up": 0.50,
    "medium close-up": 0.34,
    "medium": 0.225,
    "medium wide": 0.165,
    "full": 0.120,
}

_SIZES: tuple[tuple[str, Size], ...] = (
    (r"insert|detail|macro|cutaway", "insert"),
    (r"(?:extreme|very|big|tight) close|\becu\b|\bxcu\b|eyes only", "extreme close-up"),
    (r"medium close|\bmcu\b|bust|head and shoulders", "medium close-up"),
    (r"close|\bcu\b|face shot|portrait", "close-up"),
    (r"medium (?:wide|long|full)|american|cowboy|\bmws\b|\bmls\b|knee|two.?shot|three.?shot|group",
     "medium wide"),
    (r"extreme (?:wide|long)|very wide|\bews\b|\bels\b|aerial|establishing|drone|bird",
     "extreme wide"),
    (r"full|\bfs\b|head.to.toe", "full"),
    (r"wide|long shot|master|\bws\b|\bls\b|\bvista\b|panoram", "wide"),
    (r"medium|mid|waist|\bms\b", "medium"),
)  # fmt: skip
_ANGLES: tuple[tuple[str, tuple[float, float]], ...] = (
    # lift: how far the place sinks (+) or rises (-) behind the people; roll in degrees
    (r"worm|ground level|extreme low|very low", (0.16, 0.0)),
    (r"low|from below|looking up|upward|hero", (0.10, 0.0)),
    (r"top|overhead|bird|god'?s? ?eye|from above|straight down|aerial", (-0.15, 0.0)),
    (r"high|looking down|downward", (-0.09, 0.0)),
    (r"dutch|canted|tilted|oblique", (0.0, 6.0)),
    (r"eye|level|neutral|straight|shoulder|knee|hip|side|front|profile|three.quarter|over", (0, 0)),
)
_GOES = r"(?:dolly|zoom|track|mov|drift|creep|glid)(?:e|es|s|ing)?[ -]?(?:slowly )?"
_MOVES: tuple[tuple[str, Motion, float], ...] = (
    (rf"pull|{_GOES}(?:out|back|away)|widen", "pull", 1),
    (rf"push|{_GOES}(?:in\b|into|toward|forward|closer)|approach|close in|tighten", "push", 1),
    (r"(?:crane|boom|jib|pedestal|rise|rising|ascend|lift)", "crane", -1),
    (r"(?:descend|lower|sink)", "crane", 1),
    (r"orbit|\barc|circl|revolv|rotat|360|around", "orbit", 1),
    (r"tilt", "tilt", -1),
    (r"\bpan|sweep|whip|survey", "pan", 1),
    (r"dolly|track|truck|slid|lateral|follow|crab|steadicam|glid|drift|float|fly|parallax",
     "dolly", 1),
    (r"zoom", "push", 1),
    (r"static|lock|tripod|still|fixed|none|no move", "static", 1),
)  # fmt: skip
_SHAKE: tuple[tuple[str, float], ...] = (
    (r"(?:slight|subtle|gentle|soft|barely) (?:\w+ )?(?:handheld|hand-held|shak|sway)", 0.6),
    (r"handheld|hand-held|shaky|shak|jitter|documentary|verit|shoulder rig|sway", 1.0),
)
_SLOW = re.compile(r"slow|gentle|slight|subtle|soft|creep|barely|smooth|graceful|languid")
_FAST = re.compile(r"fast|quick|rapid|whip|sudden|crash|swift|hurried|energetic")


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move: what, which way (+1 right, down, in), how far (1 is plain), how shaky."""

    motion: Motion = "static"
    way: float = 1.0
    reach: float = 1.0
    shake: float = 0.0


@dataclass(frozen=True, slots=True)
class Angle:
    """The camera's height and roll: `lift` sinks the place behind people, `roll` is in degrees."""

    lift: float = 0.0
    roll: float = 0.0


def size_of(text: str) -> Size | None:
    """The shot size that a text names, None when it names none."""
    low = text.casefold()
    return next((size for pattern, size in _SIZES if re.search(pattern, low)), None)


def angle_of(text: str) -> Angle | None:
    """The angle that a text names; None when the words are not known, level when empty."""
    low = text.casefold()
    if not low.strip():
        return Angle()
    found = [numbers for pattern, numbers in _ANGLES if re.search(pattern, low)]
    if not found:
        return None
    return Angle(found[0][0], max(roll for _, roll in found))


def move_of(text: str) -> Move | None:
    """The move that a text names; None when the words are not known, static when empty."""
    low = text.casefold().replace("_", " ")
    shake = next((much for pattern, much in _SHAKE if re.search(pattern, low)), 0.0)
    reach = 0.6 if _SLOW.search(low) else 1.8 if _FAST.search(low) else 1.0
    for pattern, motion, way in _MOVES:
        if re.search(pattern, low):
            return Move(motion, _way(low, motion, way), reach, shake)
    if shake or not low.strip():
        return Move(shake=shake)
    if re.search(r"\b(left|right)\b", low):
        return Move("pan", _way(low, "pan", 1), reach)
    return None


def _way(low: str, motion: Motion, way: float) -> float:
    """The sign of a move, from the words left, right, up and down."""
    if motion in ("pan", "dolly", "orbit"):
        # "from left to right": the last word is where it goes
        ends = re.findall(r"left|right", low)
        return -1.0 if ends and ends[-1] == "left" else 1.0
    if motion in ("tilt", "crane"):
        ends = re.findall(r"\bup|\bdown|rise|rising|descend|lower", low)
        if ends:
            return 1.0 if ends[-1] in ("down", "descend", "lower") else -1.0
    return way


def perspective(focal_mm: float) -> float:
    """How much of a zoom the background follows: below 1 for wide lenses, above for long ones."""
    return min(1.35, max(0.7, float((focal_mm / 40) ** 0.3)))
