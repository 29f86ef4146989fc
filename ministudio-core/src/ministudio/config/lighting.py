"""Light: colours, single lights and the lighting program of a place."""

from __future__ import annotations

import colorsys
import re
from typing import Annotated, Any

from pydantic import ConfigDict, Field, model_serializer, model_validator

from ministudio.config.base import EMPTY, JsonMap, Model
from ministudio.config.color_words import COLOR_WORDS
from ministudio.config.json_schema import or_as

_HEX = re.compile(r"#(?:[0-9A-F]{3}|[0-9A-F]{6})")
_HSL = re.compile(r"HSL\(\s*(\d+)(?:°|DEG)?\s*,\s*(\d+)%?\s*,\s*(\d+)%?\s*\)")
_UNSET = "unknown_color"


class Color(Model):
    """A colour, as hex or as HSL; read by lights, the compiler and the animatic.

    `hex` is `#RRGGBB` (three digits and CSS colour words are accepted and written out), `hsl` is
    hue in degrees 0-360, saturation and lightness in percent 0-100. In a storyboard a colour is one
    plain text: `"#FFD700"`, `gold` or `hsl(51, 100%, 50%)`. `Color()` is a colour left open.
    """

    model_config = ConfigDict(
        json_schema_extra=or_as(
            {"type": "string", "examples": ["#FFD700", "gold", "hsl(51, 100%, 50%)"]}
        )
    )

    hex: str | None = None
    hsl: (
        tuple[
            Annotated[int, Field(ge=0, le=360)],
            Annotated[int, Field(ge=0, le=100)],
            Annotated[int, Field(ge=0, le=100)],
        ]
        | None
    ) = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:  # noqa: ANN401 - raw input
        if isinstance(value, str):
            return _parse(value)
        if isinstance(value, dict) and isinstance(value.get("hex"), str):
            if value.get("hsl") is not None:
                raise ValueError("a colour is given as hex or as hsl, not as both")
            return {**value, **_parse(value["hex"])}
        return value

    @model_serializer
    def _to_text(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.hsl:
            return f"HSL{self.hsl}"
        return self.hex or _UNSET

    def to_dict(self) -> dict[str, Any]:
        """The colour as a mapping; inside other models it is one plain text."""
        return {"hex": self.hex, "hsl": list(self.hsl) if self.hsl else None}

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue in 0-255 (sRGB); a colour left open is white."""
        if self.hsl:
            hue, saturation, lightness = self.hsl
            parts = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
            red, green, blue = (round(part * 255) for part in parts)
            return red, green, blue
        digits = (self.hex or "#FFFFFF")[1:]
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _parse(text: str) -> dict[str, Any]:
    upper = text.strip().upper()
    if _HEX.fullmatch(upper):
        digits = upper[1:] if len(upper) == 7 else "".join(digit * 2 for digit in upper[1:])
        return {"hex": f"#{digits}"}
    if match := _HSL.fullmatch(upper):
        return {"hex": None, "hsl": tuple(int(part) for part in match.groups())}
    if upper == _UNSET.upper():
        return {"hex": None, "hsl": None}
    word = upper.lower().replace(" ", "").replace("-", "")
    if word in COLOR_WORDS:
        return {"hex": f"#{COLOR_WORDS[word]}"}
    raise ValueError(
        f"{text!r} is not a colour: write #RRGGBB, hsl(hue, saturation%, lightness%) or a CSS word"
    )


class Vector3(Model):
    """A point in metres: x to the right, y up, z away from the camera; a list of three will do."""

    model_config = ConfigDict(
        json_schema_extra=or_as(
            {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}
        )
    )

    x: float
    y: float
    z: float

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:  # noqa: ANN401 - raw input
        if isinstance(value, (list, tuple)) and len(value) == 3:
            return dict(zip("xyz", value, strict=True))
        return value


class LightSource(Model):
    """One light; read by the compiler and the animatic.

    `type` is a word (directional, ambient, spot, overhead, window, …), `intensity` 1.0 is the
    full strength of a key light, `direction` is (azimuth, elevation) in degrees: azimuth 0 comes
    from the camera, 90 from its right; elevation 90 from above. `position` is a word or a point,
    `shadow_softness` runs from 0 (hard) to 1, `angle` is the opening of a spot in degrees.
    """

    type: str
    color: Color
    intensity: Annotated[float, Field(ge=0)]
    direction: (
        tuple[Annotated[float, Field(ge=-360, le=360)], Annotated[float, Field(ge=-90, le=90)]]
        | None
    ) = None
    position: str | Vector3 | None = None
    casts_shadows: bool = False
    shadow_softness: Annotated[float, Field(ge=0, le=1)] = 0.5
    angle: Annotated[float, Field(gt=0, le=360)] | None = None


class LightingDirector(Model):
    """The lighting program of a place or a film; read by the compiler and the animatic.

    Key lights shape the picture, fill lights open its shadows, rim lights draw its edges;
    `atmosphere` is free (haze, dust, god rays, …).
    """

    key_lights: tuple[LightSource, ...] = ()
    fill_lights: tuple[LightSource, ...] = ()
    rim_lights: tuple[LightSource, ...] = ()
    atmosphere: JsonMap = EMPTY


class ParticleSystem(Model):
    """Particles that a character or a place gives off, for `genetics` and `atmosphere`.

    `emission_rate` is in particles a second, `motion` a word or phrase such as "spiral outward".
    """

    emission_rate: Annotated[float, Field(ge=0)]
    colors: tuple[Color, ...]
    motion: str
