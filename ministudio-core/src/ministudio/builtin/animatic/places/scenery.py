"""What a painter of places works with: the stage, the light, chance, and what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ministudio.builtin.animatic.canvas.colour import hex_of, mix, tone
from ministudio.builtin.animatic.colours import colour_in
from ministudio.builtin.animatic.dice import Dice, seed_of

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.canvas.stage import Stage
    from ministudio.builtin.animatic.illumination import Light


@dataclass(slots=True)
class Scenery:
    """A place while it is painted."""

    stage: Stage
    light: Light
    key: str
    """Identity of the place: all chance comes from it."""
    words: str
    """Everything said about the place, lower case."""
    phrases: tuple[str, ...] = ()
    """The single phrases: layers of the composition, fixed elements, architecture."""
    palette: tuple[str, ...] = ()
    dice: Dice = field(init=False)

    def __post_init__(self) -> None:
        """Take the dice of the place."""
        self.dice = self.fresh("place")

    def fresh(self, name: str) -> Dice:
        """Dice of their own for one part, so that other parts do not move it."""
        return Dice(seed_of(self.key, name))

    def layer(self, z: float, **material: Any) -> Layer:  # noqa: ANN401 - Material's fields
        """A new layer of the stage."""
        return self.stage.layer(z, **material)

    def has(self, pattern: str) -> bool:
        """Whether anything that was said matches."""
        return re.search(rf"\b(?:{pattern})", self.words) is not None

    def said(self, pattern: str, default: str) -> str:
        """The colour named beside a word ('white tiled walls' for `walls?`), else the default."""
        for phrase in self.phrases:
            if re.search(rf"\b(?:{pattern})", phrase):
                colour = colour_in(phrase)
                if colour:
                    return colour
        return default

    def hue(self, index: int, default: str, share: float = 0.75) -> str:
        """A default pulled toward the place's own palette, where it has one."""
        if not self.palette:
            return default
        return hex_of(mix(default, self.palette[index % len(self.palette)], share))

    @property
    def raining(self) -> bool:
        """Whether the ground is wet."""
        return self.light.weather.kind in ("rain", "storm")

    @property
    def snowing(self) -> bool:
        """Whether snow lies."""
        return self.light.weather.kind == "snow" or self.has("snow|winter|frozen|arctic|icy")

    @property
    def night(self) -> bool:
        """Whether electric light shows."""
        return self.light.lamplight > 0.35

    def season(self) -> str:
        """spring, summer, autumn or winter, as said or as the weather has it."""
        for name, pattern in (
            ("autumn", "autumn|fall|october|november|harvest"),
            ("spring", "spring|blossom|april|may day|cherry"),
            ("winter", "winter|snow|december|january|bare trees"),
        ):
            if self.has(pattern):
                return name
        return "winter" if self.light.weather.kind == "snow" else "summer"


def varied(dice: Dice, colour: str, spread: float = 0.12) -> tuple[int, int, int]:
    """A colour a little lighter or darker."""
    return tone(colour, dice.between(1 - spread, 1 + spread))
