"""Room tone: a quiet bed of synthesised sound that says where we are. The same every time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ministudio.builtin.animatic.dice import seed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RATE = 48_000
Samples = np.ndarray[Any, np.dtype[np.float32]]

# One colour of noise per sound: (low Hz, high Hz, level, slow swell Hz, depth of the swell).
Band = tuple[float, float, float, float, float]
_BANDS: dict[str, tuple[Band, ...]] = {
    "room": ((40, 240, 0.020, 0.05, 0.2), (300, 900, 0.003, 0.08, 0.3)),
    "hall": ((30, 180, 0.024, 0.04, 0.3), (500, 1600, 0.003, 0.06, 0.4)),
    "street": ((40, 320, 0.036, 0.07, 0.45), (400, 1500, 0.010, 0.11, 0.6)),
    "nature": ((120, 700, 0.016, 0.09, 0.6), (2000, 6000, 0.006, 0.13, 0.7)),
    "sea": ((60, 500, 0.040, 0.11, 0.8), (800, 5000, 0.016, 0.11, 0.9)),
    "wind": ((80, 600, 0.040, 0.12, 0.8), (700, 1800, 0.010, 0.17, 0.9)),
    "rain": ((900, 9000, 0.026, 0.05, 0.25), (200, 800, 0.012, 0.07, 0.3)),
    "space": ((25, 90, 0.034, 0.03, 0.4), (110, 170, 0.008, 0.05, 0.6)),
    "lab": ((90, 130, 0.018, 0.02, 0.1), (1200, 2400, 0.003, 0.09, 0.5)),
}
_PLACES: tuple[tuple[str, str], ...] = (
    (r"space|orbit|planet|starship|cosmos|void", "space"),
    (r"lab|server|spaceship|cockpit|bridge|machine|factory", "lab"),
    (r"sea|ocean|beach|shore|harbo|coast|island|wave", "sea"),
    (r"desert|mountain|dune|cliff|steppe|tundra|rooftop|summit", "wind"),
    (r"forest|garden|park|meadow|jungle|field|wood|river|lake|orchard", "nature"),
    (r"street|city|alley|market|square|town|traffic|station", "street"),
    (r"library|hall|cathedral|church|temple|museum|cave|castle|theat", "hall"),
)
_WEATHER: tuple[tuple[str, str], ...] = (
    (r"rain|storm|drizzle|downpour", "rain"),
    (r"wind|gale|blizzard|snow|sandstorm", "wind"),
)
_HUM: dict[str, tuple[tuple[float, float], ...]] = {
    "lab": ((100.0, 0.004), (200.0, 0.0018), (300.0, 0.0008)),
    "space": ((54.0, 0.010), (81.0, 0.005)),
}
_GRAIN = 1 << 15  # samples made at a time
_LOOP = 1 << 16  # samples after which a bed of noise repeats
_HIGHEST = 9000.0  # Hz: nothing above it is heard at this level, and silence is cheap to encode
_INDOOR_RAIN = 0.35


@dataclass(frozen=True, slots=True)
class Tone:
    """What is heard: names of beds with their strength, and the seed of the noise."""

    beds: tuple[tuple[str, float], ...]
    seed: int


def tone_of(words: str, *, weather: str = "", indoors: bool = False, key: str = "") -> Tone:
    """The tone for a place in words and its weather; `key` tells places apart."""
    bed = _match(_PLACES, words) or ("room" if indoors else "nature")
    beds = [(bed, 1.0)]
    falling = _match(_WEATHER, weather)
    if falling and bed != "space":
        beds.append((falling, _INDOOR_RAIN if indoors else 1.0))
    return Tone(tuple(beds), seed_of(key or words, weather) >> 16)


def _match(table: tuple[tuple[str, str], ...], words: str) -> str:
    low = words.casefold()
    return next((name for pattern, name in table if re.search(rf"\b(?:{pattern})", low)), "")


def room_tone(tone: Tone, samples: int) -> Iterator[Samples]:
    """Blocks of stereo sound, (2, n), float32, `samples` in all; fades in and out at the ends."""
    makers = [_bed(name, level, tone.seed + i) for i, (name, level) in enumerate(tone.beds)]
    fade = min(RATE // 8, samples // 4)
    for start in range(0, samples, _GRAIN):
        length = min(_GRAIN, samples - start)
        block = np.zeros((2, length), np.float32)
        for make in makers:
            block += make(start)[:, :length]
        if fade:
            place = np.arange(start, start + length, dtype=np.float32)
            block *= np.clip(np.minimum(place + 1, samples - place) / fade, 0, 1)
        yield block


def _bed(name: str, level: float, seed: int) -> Callable[[int], Samples]:
    """A maker of endless sound: looped noise of each band under a slow swell, and hum."""
    bands = [(_loop(low, high, seed + i), strength * level, swell, depth)
             for i, (low, high, strength, swell, depth) in enumerate(_BANDS[name])]  # fmt: skip
    hum = _HUM.get(name, ())

    def make(start: int) -> Samples:
        seconds = np.arange(start, start + _GRAIN) / RATE
        block = np.zeros((2, _GRAIN), np.float32)
        for loop, strength, swell, depth in bands:
            coarse = 1 - depth * (0.5 + 0.5 * np.sin(2 * np.pi * swell * seconds[::64] + seed % 7))
            wave = np.repeat((coarse * strength).astype(np.float32), 64)
            at = start % _LOOP
            block += loop[:, at : at + _GRAIN] * wave
        for pitch, strength in hum:
            block += (np.sin(2 * np.pi * pitch * seconds) * strength * level).astype(np.float32)
        return block

    return make


@lru_cache(maxsize=32)
def _loop(low: float, high: float, seed: int) -> Samples:
    """Two channels of noise between two frequencies, RMS 1, that repeat without a seam.

    The start is there once more at the end, so that any block can be cut out in one piece.
    """
    rng = np.random.default_rng(seed)
    pitch = np.fft.rfftfreq(_LOOP, 1 / RATE)
    shape = np.exp(
        -((np.log(np.maximum(pitch, 1) / np.sqrt(low * high)) / np.log(high / low)) ** 2)
    )
    shape /= np.sqrt(np.maximum(pitch, 20))
    shape[(pitch < 20) | (pitch > _HIGHEST)] = 0
    phase = rng.uniform(0, 2 * np.pi, (2, len(pitch)))
    noise = np.fft.irfft(shape * np.exp(1j * phase), _LOOP)
    loop = (noise / noise.std()).astype(np.float32)
    return np.concatenate([loop, loop[:, :_GRAIN]], axis=1)
