"""What is said of a clip: its measures, and what was asked for. Read without the decoders."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from ministudio.config.base import Model


class ColorTags(Model):
    """How numbers mean colours, in the code points of ITU-T H.273; 2 is "not said".

    `range`: 0 not said, 1 limited (16-235), 2 full.
    """

    range: int = 0
    primaries: int = 2
    transfer: int = 2
    matrix: int = 2

    def matrix_for(self, height: int) -> int:
        """The matrix, guessed from the height where it is not said, as players do."""
        return self.matrix if self.matrix != 2 else (1 if height >= 720 else 6)


BT709 = ColorTags(range=1, primaries=1, transfer=1, matrix=1)


class ClipFacts(Model):
    """A clip's measures. `size` in bytes, sides in pixels, `duration` in seconds.

    `fps` is exact when `even` (every frame lies on the grid of `fps`, to one tick of the
    container); else it is the mean. `sar` is the shape of a pixel;
    `upright` is False when players turn or mirror the picture.
    """

    container: str
    codec: str
    width: int
    height: int
    pix_fmt: str
    fps: Fraction
    frames: int
    duration: Fraction
    even: bool
    sar: Fraction = Fraction(1)
    upright: bool = True
    color: ColorTags = ColorTags()
    has_audio: bool = False
    audio_codec: str = ""
    sample_rate: int = 0
    channels: int = 0
    size: int = 0


class Expected(Model):
    """What a clip was asked to be; None is "anything".

    Sides in pixels. `frames` is exact; `seconds` may differ by `tolerance`.
    """

    width: int | None = None
    height: int | None = None
    fps: Fraction | None = None
    frames: int | None = None
    seconds: Fraction | None = None
    tolerance: Fraction = Field(default=Fraction(1, 4), ge=0)
    audio: bool | None = None
