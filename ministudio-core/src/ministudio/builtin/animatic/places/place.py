"""A place: the recipe that its words chose, its seed, its dressing; and what paints it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.hours import hour_of
from ministudio.builtin.animatic.places.scenery import Scenery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ministudio.builtin.animatic.canvas.stage import Stage
    from ministudio.builtin.animatic.illumination import Air, Light
    from ministudio.builtin.animatic.places.dressing import Item
    from ministudio.builtin.animatic.places.setting import Setting


@dataclass(frozen=True, slots=True)
class Slots:
    """Where furnishing may go.

    On the wall (x, y of its middle, size); on the floor at the back, in the middle distance and
    at the near corners (x, y of its foot, size).
    """

    wall: tuple[tuple[float, float, float], ...] = ()
    wall_z: float = 1.8
    wall_foot: float = 0.72
    back: tuple[tuple[float, float, float], ...] = (
        (0.0, 0.79, 0.82),
        (0.54, 0.795, 0.82),
        (-0.54, 0.795, 0.8),
        (-0.92, 0.80, 0.82),
        (0.92, 0.80, 0.82),
        (0.74, 0.79, 0.8),
        (-0.76, 0.79, 0.8),
    )
    """The middle ones first: wide pieces take from the front, small ones from the end."""
    back_z: float = 1.6
    middle: tuple[tuple[float, float, float], ...] = (
        (-0.54, 0.92, 1.0),
        (0.54, 0.92, 1.0),
        (-0.70, 0.93, 1.0),
        (0.70, 0.93, 1.0),
    )
    middle_z: float = 1.2
    front: tuple[tuple[float, float, float], ...] = (
        (-0.80, 1.06, 1.5),
        (0.82, 1.06, 1.5),
        (-0.56, 1.1, 1.4),
        (0.58, 1.1, 1.4),
    )
    front_z: float = 0.72


@dataclass(frozen=True, slots=True)
class Recipe:
    """One kind of place."""

    kind: str
    words: str
    """A pattern for the words that choose it."""
    paint: Callable[[Scenery], None]
    air: Air
    setting: Setting
    own: str = "$^"
    """A pattern for what the painter draws by itself: those words are not 'not drawn'."""
    slots: Slots = Slots()
    dressing: Mapping[str, str] = field(default_factory=dict)
    """What stands in each layer when nothing is said about that layer."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be painted at any size, from any camera, in any light, always the same."""

    id: str
    recipe: Recipe
    location: str
    words: str
    phrases: tuple[str, ...]
    palette: tuple[str, ...]
    items: tuple[Item, ...]
    not_drawn: tuple[str, ...]
    """Words of the composition that nothing stands for in the picture."""
    setting: Setting

    @property
    def kind(self) -> str:
        """The name of the recipe."""
        return self.recipe.kind

    @property
    def air(self) -> Air:
        """What the place does to light: hand it to `light_of`.

        The location itself may name hour and weather ('rainy street at night').
        """
        said = self.location.lower()
        usual = self.recipe.air
        return replace(usual, hour=hour_of(said, default=usual.hour), weather=said)

    def paint(self, stage: Stage, light: Light) -> None:
        """Put the whole place on a stage.

        Farther than z 1.1 is back; the table (z about .96) is tagged `table`; what stands nearer
        than the people is tagged `front`.
        """
        from ministudio.builtin.animatic.places.dressing import furnish
        from ministudio.builtin.animatic.places.finish import finish

        stage.lamps.extend(light.lamps)
        scenery = Scenery(stage, light, self.id, self.words, self.phrases, self.palette)
        self.recipe.paint(scenery)
        furnish(scenery, self)
        finish(scenery, self)
