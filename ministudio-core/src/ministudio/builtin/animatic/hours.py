"""Hours and weathers: what sky, key and air look like at each, and the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.colours import RGB, linear

if TYPE_CHECKING:
    from collections.abc import Mapping

Vec3 = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Hour:
    """One state of the sky: colours as '#rrggbb' with a strength, directions toward the light."""

    sky: tuple[str, str, str]
    key: tuple[str, float]
    key_dir: Vec3
    ambient: tuple[str, float]
    bounce: tuple[str, float]
    fog: str
    rim: tuple[str, float]
    sun: tuple[float, float]
    sun_colour: tuple[str, float]
    tones: tuple[str, str] = ("#24427a", "#ffe0a8")
    lamps_lit: float = field(default=0.0)
    """How much of the electric light of the place is on, 0..1."""


HOURS: Mapping[str, Hour] = {
    "dawn": Hour(
        ("#33457e", "#d98a94", "#ffd3a0"),
        ("#ffb987", 1.0),
        (0.75, -0.25, 0.45),
        ("#8f93c8", 0.55),
        ("#c98a7a", 0.30),
        "#e8b3a2",
        ("#ffd0a0", 1.6),
        (0.28, 0.50),
        ("#ffb070", 1.1),
        ("#2a3a78", "#ffb07a"),
        0.4,
    ),
    "morning": Hour(
        ("#3f86cc", "#a4cfe6", "#fbeecb"),
        ("#ffe2b0", 1.2),
        (0.72, -0.45, 0.5),
        ("#a4bfe2", 0.52),
        ("#c0a684", 0.32),
        "#dfe6e2",
        ("#fff0cc", 1.2),
        (0.46, 0.24),
        ("#ffe6b0", 0.95),
        ("#2a4678", "#ffdca0"),
    ),
    "noon": Hour(
        ("#2d78c6", "#79b8e6", "#e4eee6"),
        ("#fff0d2", 1.35),
        (-0.45, -0.75, 0.5),
        ("#9cc4ec", 0.50),
        ("#d8b48a", 0.38),
        "#cfe0ea",
        ("#fff4d8", 1.1),
        (-0.45, 0.10),
        ("#fff2c8", 1.0),
        ("#24427a", "#ffe0a8"),
    ),
    "day": Hour(
        ("#4a90cf", "#9ccbea", "#f2efe0"),
        ("#ffeed0", 1.15),
        (-0.6, -0.6, 0.55),
        ("#a8c4e0", 0.55),
        ("#b8a68a", 0.32),
        "#d4e2ea",
        ("#fff2d8", 1.0),
        (-0.5, 0.14),
        ("#fff0cc", 0.8),
        ("#2a4470", "#ffe4b8"),
    ),
    "golden": Hour(
        ("#4d79b8", "#e0b28c", "#ffe0a2"),
        ("#ffc878", 1.3),
        (-0.82, -0.30, 0.42),
        ("#98a4cc", 0.46),
        ("#c8966a", 0.34),
        "#f0cc9c",
        ("#ffdc98", 1.9),
        (-0.44, 0.40),
        ("#ffc468", 1.25),
        ("#2c3a78", "#ffc070"),
        0.15,
    ),
    "dusk": Hour(
        ("#2b2358", "#b9526e", "#ff9f58"),
        ("#ff9a5a", 1.05),
        (-0.8, -0.2, 0.4),
        ("#7a6cb0", 0.48),
        ("#a85a5a", 0.25),
        "#d27a6a",
        ("#ffb070", 1.9),
        (-0.35, 0.52),
        ("#ff8a48", 1.2),
        ("#3a2470", "#ff9a5a"),
        0.8,
    ),
    "blue": Hour(
        ("#141c48", "#3a4f92", "#d08a86"),
        ("#8aa6ee", 0.62),
        (-0.6, -0.5, 0.5),
        ("#566cb4", 0.46),
        ("#484a78", 0.24),
        "#5a6698",
        ("#c4d0ff", 1.6),
        (-0.40, 0.60),
        ("#ff9c78", 0.5),
        ("#182a72", "#ffc89a"),
        1.0,
    ),
    "night": Hour(
        ("#060a20", "#10234e", "#2c4a7e"),
        ("#a8c4ff", 0.55),
        (-0.55, -0.6, 0.45),
        ("#3c5c9c", 0.30),
        ("#22305c", 0.22),
        "#1c3058",
        ("#b8d0ff", 1.5),
        (-0.52, 0.17),
        ("#c8dcff", 0.55),
        ("#10246a", "#ffe0b0"),
        1.0,
    ),
    "overcast": Hour(
        ("#5d6a78", "#8e9aa4", "#c9ccc8"),
        ("#e6ecf0", 0.62),
        (-0.3, -0.8, 0.6),
        ("#b4c0cc", 0.74),
        ("#8a8c84", 0.40),
        "#a9b2b6",
        ("#eef4f8", 0.9),
        (0.0, 0.1),
        ("#dfe6ea", 0.25),
        ("#2a4258", "#e8e0c8"),
        0.3,
    ),
    "storm": Hour(
        ("#20283a", "#3d4a58", "#7c8a86"),
        ("#c8dce8", 0.55),
        (-0.4, -0.75, 0.5),
        ("#6e8294", 0.52),
        ("#4c5250", 0.26),
        "#55626a",
        ("#d8ecf8", 1.3),
        (-0.3, 0.15),
        ("#c8dce8", 0.2),
        ("#1c3c58", "#dcd8b8"),
        0.8,
    ),
    "space": Hour(
        ("#02030a", "#050818", "#080c22"),
        ("#fff2e0", 1.6),
        (-0.8, -0.35, 0.3),
        ("#2a3468", 0.16),
        ("#3a5aa0", 0.18),
        "#0a1030",
        ("#bcd8ff", 1.4),
        (-0.7, 0.2),
        ("#ffffff", 0.0),
        ("#141a60", "#ffe8c8"),
        1.0,
    ),
}
"""The skies. The first eight are hours; overcast, storm and space replace them."""

LAMPLIGHT = Hour(
    ("#15181e", "#1a1e24", "#20242a"),
    ("#ffe4c2", 0.95),
    (-0.5, -0.65, 0.5),
    ("#6a7c98", 0.30),
    ("#6a5644", 0.24),
    "#20262e",
    ("#bcd4ff", 1.1),
    (0.0, -0.5),
    ("#ffd8a0", 0.0),
    ("#183a5a", "#ffd8a0"),
    1.0,
)
"""A room lit from inside; windows let the hour of HOURS in."""

_TIMES: tuple[tuple[str, str], ...] = (
    ("midnight|small hours|dead of night|witching", "night"),
    ("golden hour|late afternoon|magic hour|early evening|low sun", "golden"),
    ("blue hour|twilight|nightfall|late evening|gloaming|after sunset", "blue"),
    ("midday|mid-day|high noon|noon", "noon"),
    ("pre-?dawn|before dawn|first light|dawn|sunrise|daybreak|sun-?up", "dawn"),
    ("sunset|dusk|sundown|evening", "dusk"),
    ("morning|forenoon|breakfast", "morning"),
    ("night|moonlit|moonlight|starlit|bedtime", "night"),
    ("afternoon|daytime|daylight|day|lunch", "day"),
)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|o'?clock|hours|h\b)?", re.IGNORECASE
)
_SPELLED = (
    "twelve",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
)
_BY_CLOCK: tuple[tuple[float, str], ...] = (
    (4.5, "night"),
    (7.0, "dawn"),
    (11.0, "morning"),
    (13.5, "noon"),
    (16.0, "day"),
    (18.5, "golden"),
    (20.0, "dusk"),
    (21.5, "blue"),
    (24.01, "night"),
)

_WEATHERS: tuple[tuple[str, str], ...] = (
    ("storm|thunder|lightning|tempest|hurricane|squall|gale", "storm"),
    ("snow|blizzard|sleet|flurr|frost", "snow"),
    ("rain(?! ?forest|bow)|drizzle|shower|downpour|monsoon|wet", "rain"),
    ("fog|mist|haze|smog", "fog"),
    ("sandstorm|dust", "dust"),
    ("wind(?!ow)|breez|gust|blustery", "wind"),
    ("overcast|cloud|grey sky|gray sky|gloomy", "overcast"),
)
_HEAVY = re.compile(r"heavy|pouring|torrential|thick|dense|blizzard|downpour|strong|raging|violent")
_SLIGHT = re.compile(r"light|soft|gentle|drizzle|slight|thin|faint|a little|few|flurr")


@dataclass(frozen=True, slots=True)
class Weather:
    """What falls or hangs in the air.

    `kind` is clear, overcast, rain, storm, snow, fog, dust or wind; `amount` .45 light, 1.6 heavy.
    """

    kind: str = "clear"
    amount: float = 1.0


CLEAR = Weather()


def hour_of(text: str | None, *, default: str = "day") -> str:
    """The hour that a text names: 'late afternoon', '7 pm', '19:30', 'five in the morning'."""
    low = (text or "").lower()
    clock = _clock(low)
    if clock is not None:
        return next(name for end, name in _BY_CLOCK if clock < end)
    for pattern, name in _TIMES:
        if re.search(rf"\b(?:{pattern})", low):
            return name
    return default


def weather_of(text: str | None) -> Weather:
    """The weather that a text names; clear when it names none."""
    low = (text or "").lower()
    if re.search(r"\b(after|no) (the )?(rain|snow|storm)", low):
        return Weather("overcast")
    if "sandstorm" in low:
        return Weather("dust", 1.5)
    for pattern, kind in _WEATHERS:
        if re.search(rf"\b(?:{pattern})", low):
            amount = 1.6 if _HEAVY.search(low) else 0.45 if _SLIGHT.search(low) else 1.0
            return Weather(kind, amount)
    return Weather()


def sky_colours(hour: Hour) -> tuple[RGB, RGB, RGB]:
    """The three sky stops in linear rgb: top, middle, horizon."""
    top, middle, low = (linear(c) for c in hour.sky)
    return top, middle, low


def _clock(text: str) -> float | None:
    for number, word in enumerate(_SPELLED):
        text = re.sub(rf"\b{word}\b(?=\s*(?:o'?clock|a\.?m|p\.?m|in the))", str(number or 12), text)
    for found in _CLOCK.finditer(text):
        digits, minutes, unit = found.groups()
        by_words = re.search(r"in the (morning|afternoon|evening)|at night", text)
        if not (unit or minutes or by_words):
            continue
        return _day_hour(int(digits), int(minutes or 0), unit or "", text)
    return None


def _day_hour(hour: int, minutes: int, unit: str, text: str) -> float | None:
    late = unit.startswith("p") or re.search(r"in the (afternoon|evening)|at night", text)
    early = unit.startswith("a") or "in the morning" in text
    if late and hour < 12 and not (hour < 5 and "at night" in text):
        hour += 12
    if early and hour == 12:
        hour = 0
    clock = hour + minutes / 60
    return clock if 0 <= clock <= 24 else None
