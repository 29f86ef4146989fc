"""Places: what they are, what rules hold in them, how they are lit."""

from __future__ import annotations

from ministudio.config.base import EMPTY, JsonMap, Model, OpenModel, Paths
from ministudio.config.lighting import LightingDirector


class PlaceIdentity(OpenModel):
    """What stays the same about a place, in the author's words; further keys are free."""

    architecture_style: str = ""
    fixed_elements: str = ""
    base_color_palette: str = ""


class PlaceContext(OpenModel):
    """How a place is when the story begins, in the author's words; further keys are free."""

    lighting: str = ""
    weather: str = ""
    dynamic_props: str = ""
    time_of_day: str = ""


class Environment(Model):
    """A place of the story; read by the compiler and the animatic.

    `location` says in words what it is. `physics` (`gravity` in g, `light_scattering`, …),
    `generation_rules` and `composition` (foreground, middleground, background, …) are free.
    `reference_images` show the place, best first; `lighting` is its lighting program.
    """

    location: str = "void"
    physics: JsonMap = EMPTY
    generation_rules: JsonMap = EMPTY
    composition: JsonMap = EMPTY
    identity: PlaceIdentity = PlaceIdentity()
    current_context: PlaceContext = PlaceContext()
    reference_images: Paths = ()
    lighting: LightingDirector | None = None
