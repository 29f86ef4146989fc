"""A staged shot: everything the film needs to paint and move it, with no words left in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ministudio.builtin.animatic.canvas.look import Look
    from ministudio.builtin.animatic.canvas.stage import Camera, Stage
    from ministudio.builtin.animatic.lettering import Caption
    from ministudio.builtin.animatic.motion import Path
    from ministudio.builtin.animatic.sound import Tone
    from ministudio.builtin.animatic.weather import Falling

WorldBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in world units at the part's depth."""


@dataclass(frozen=True, slots=True)
class Life:
    """What varies while a shot runs. `after` is true once what happens on screen has happened."""

    blink: float = 0.0
    talk: float = 0.0
    gaze: float = 0.0
    phase: float = 0.0
    breath: float = 0.0
    after: bool = False


class Drift(NamedTuple):
    """How a part moves by itself, in frame heights: a straight way and a bobbing."""

    x: float = 0.0
    y: float = 0.0
    bob: float = 0.0
    """Height of the bobbing, up and down."""
    pace: float = 0.5
    """Bobs in a second."""
    pulse: float = 0.0
    """How much its brightness swells, as a share."""


STILL = Drift()


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is painted with a matte of its own: a person, a thing, a table.

    `draw` puts it on a stage. `eyes` and `mouth` are where blinking and talking show. `phases` is
    the number of pictures in its walk (1: none), `pace` the walks in a second. `changes` tells
    that it looks different `after`. `dim` and `soft` make a silhouette out of it (1 and 0: they do
    not); `soft` is a share of the frame's height.
    """

    id: str
    draw: Callable[[Stage, Life], None]
    z: float = 1.0
    eyes: WorldBox | None = None
    mouth: WorldBox | None = None
    talks: bool = False
    phases: int = 1
    pace: float = 1.0
    drift: Drift = STILL
    changes: bool = False
    dim: float = 1.0
    soft: float = 0.0
    camera: Camera | None = None
    """The camera it is painted through, when it is not the scene's: `Camera()` places it in the
    frame directly, whatever the shot size."""

    @property
    def moves(self) -> bool:
        """Whether it needs a plate of its own."""
        return self.phases > 1 or any(
            (self.drift.x, self.drift.y, self.drift.bob, self.drift.pulse)
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """One shot, staged. `back_key` names the empty place: equal keys, equal picture.

    `camera` is the subject's base camera, `back_camera` the place's (they differ with the lens and
    the angle), `back_z` the depth at which the place shifts. `swap` is the frame at which
    what happens on screen has happened, None when nothing does. `seed` times the blinking.
    """

    width: int
    height: int
    fps: float
    frames: int
    look: Look
    place: Callable[[Stage], None]
    back_key: str
    camera: Camera
    back_camera: Camera
    back_z: float
    path: Path
    tone: Tone
    parts: tuple[Part, ...] = ()
    captions: tuple[Caption, ...] = ()
    speech: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    air: tuple[Falling, ...] = ()
    roll: float = 0.0
    swap: int | None = None
    seed: int = 0
    not_drawn: tuple[str, ...] = ()
