"""Mood and style words -> a grade: how the finished picture is pulled, never what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ministudio.builtin.animatic.colours import colour_of


@dataclass(frozen=True, slots=True)
class Grade:
    """Factors on the light (key, ambient, exposure) and on the print (contrast, saturation, …)."""

    exposure: float = 1.0
    contrast: float = 1.0
    saturation: float = 1.0
    key: float = 1.0
    ambient: float = 1.0
    rim: float = 1.0
    haze: float = 1.0
    paper: float = 1.0
    vignette: float = 1.0
    warmth: float = 0.0
    """-1 (cold) .. 1 (warm): a shift of ambient and split tone."""

    def then(self, other: Grade) -> Grade:
        """Both grades, one after another."""
        return Grade(
            exposure=self.exposure * other.exposure,
            contrast=self.contrast * other.contrast,
            saturation=self.saturation * other.saturation,
            key=self.key * other.key,
            ambient=self.ambient * other.ambient,
            rim=self.rim * other.rim,
            haze=self.haze * other.haze,
            paper=self.paper * other.paper,
            vignette=self.vignette * other.vignette,
            warmth=max(-1.0, min(1.0, self.warmth + other.warmth)),
        )


NEUTRAL = Grade()

_LOOKS: tuple[tuple[str, Grade], ...] = (
    ("noir", Grade(0.96, 1.26, 0.10, 1.2, 0.55, 1.3, 1.15, 1.0, 1.5)),
    ("black.and.white|monochrome|b&w|greyscale|grayscale", Grade(saturation=0.0, contrast=1.1)),
    ("sepia", Grade(saturation=0.35, warmth=0.9, paper=1.5, vignette=1.3)),
    (
        "vintage|retro|film stock|super.?8|kodak",
        Grade(contrast=0.92, saturation=0.82, paper=1.6, vignette=1.3, warmth=0.45),
    ),
    ("water.?colou?r|gouache|aquarelle", Grade(1.10, 0.86, 0.9, 0.92, 1.25, 0.6, 1.3, 2.6, 0.25)),
    ("ghibli|anime|storybook|children", Grade(1.06, 0.98, 1.16, 1.05, 1.1, 1.0, 1.0, 1.2, 0.6)),
    ("pastel|soft palette", Grade(1.10, 0.84, 0.74, 0.95, 1.25, 0.8, 1.2, 1.2, 0.5)),
    ("cyberpunk|neon|synthwave", Grade(1.0, 1.12, 1.3, 1.0, 0.85, 1.4, 1.2, 0.8, 1.3)),
    ("high.key", Grade(exposure=1.18, contrast=0.9, ambient=1.4, vignette=0.4)),
    ("low.key|chiaroscuro", Grade(exposure=0.92, contrast=1.15, ambient=0.55, vignette=1.4)),
    ("cinematic|film|epic|dramatic", Grade(contrast=1.07, rim=1.15, vignette=1.15)),
    ("dream|ethereal", Grade(exposure=1.06, contrast=0.9, haze=1.6, ambient=1.1)),
    ("gritty|bleach", Grade(contrast=1.2, saturation=0.55)),
    ("documentary|muted|desaturated", Grade(contrast=0.96, saturation=0.76)),
    ("vibrant|vivid|saturated|colou?rful", Grade(saturation=1.22)),
)
_MOODS: tuple[tuple[str, Grade], ...] = (
    (
        "tens|suspense|ominous|menac|dread|fear|horror|sinister|eerie|danger",
        Grade(0.93, 1.1, 0.86, 1.0, 0.8, 1.1, 1.1, 1.0, 1.35, -0.35),
    ),
    ("myster|secret|noctur", Grade(0.95, 1.06, 0.96, 1.0, 0.82, 1.15, 1.25, 1.0, 1.25, -0.15)),
    (
        "sad|melanchol|lonel|grief|somber|sombre|mourn|bleak",
        Grade(0.95, 0.96, 0.74, 0.9, 1.0, 0.9, 1.2, 1.0, 1.15, -0.4),
    ),
    (
        "joy|happy|cheer|playful|hope|uplift|triumph|bright",
        Grade(1.07, 1.0, 1.12, 1.06, 1.08, 1.0, 0.9, 1.0, 0.7, 0.3),
    ),
    (
        "warm|cosy|cozy|roman|tender|nostalg|intimate|gentle",
        Grade(1.02, 0.98, 1.04, 1.04, 1.0, 1.0, 1.0, 1.0, 1.05, 0.5),
    ),
    ("magic|wonder|awe|enchant", Grade(1.03, 1.02, 1.12, 1.05, 1.0, 1.2, 1.2, 1.0, 1.1, 0.12)),
    ("calm|peace|seren|quiet", Grade(1.02, 0.94, 0.96, 1.0, 1.1, 0.9, 1.1, 1.0, 0.8, 0.05)),
    ("angry|rage|violent|furious", Grade(0.98, 1.14, 1.08, 1.1, 0.8, 1.2, 1.0, 1.0, 1.3, 0.25)),
    ("cold|clinical|sterile", Grade(1.02, 1.02, 0.8, 1.0, 1.1, 1.0, 1.0, 0.8, 0.9, -0.6)),
)


def grade_of(mood: str, traits: Mapping[str, object]) -> Grade:
    """The grade of a mood text and of style traits (`look`, `palette`, `texture`, any text value).

    Every word that is known acts once, in the order of the tables.
    """
    style = " ".join(str(value) for value in _texts(traits)).lower()
    grade = NEUTRAL
    for table, text in ((_LOOKS, style), (_MOODS, mood.lower())):
        for pattern, step in table:
            if re.search(rf"(?:^|\W)(?:{pattern})", text):
                grade = grade.then(step)
    return grade


def style_palette(traits: Mapping[str, object]) -> tuple[str, ...]:
    """The colours of the trait `palette` (or `colors`), as '#rrggbb', in order."""
    value = next((v for k, v in traits.items() if k.lower() in _PALETTE_KEYS), None)
    if isinstance(value, str):
        parts: list[object] = list(re.split(r"\s*(?:,|;|\band\b)\s*", value))
    elif isinstance(value, Iterable):
        parts = list(value)
    else:
        return ()
    found = (colour_of(part) for part in parts)
    return tuple(colour for colour in found if colour is not None)


_PALETTE_KEYS = frozenset({"palette", "colors", "colours", "color_palette", "colour_palette"})


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)
