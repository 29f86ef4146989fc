"""The camera over time: where it stands in each frame, and what of a plate it then sees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ministudio.builtin.animatic.canvas.stage import Camera
    from ministudio.builtin.animatic.cinematography import Move
    from ministudio.builtin.animatic.plates import Window

# Reach of a plain move over a plain shot; lengths in frame heights.
_PAN, _TILT, _DOLLY, _CRANE, _ORBIT, _ZOOM = 0.20, 0.13, 0.16, 0.10, 0.22, 0.17
_PLAIN_SECONDS = 5.0
_SHAKE = 0.0042
_DRIFT = 0.35  # a static camera still breathes by this share of a handheld one
# (frequency in Hz, phase, weight) of the handheld sway across and down.
_SWAY = (
    ((0.31, 0.4, 0.6), (0.83, 2.1, 0.3), (1.9, 4.0, 0.10)),
    ((0.23, 1.9, 0.6), (0.71, 0.2, 0.3), (2.3, 2.9, 0.10)),
)


class Pose(NamedTuple):
    """The camera in one frame, relative to where the plates were painted.

    `x`, `y`: it has moved, in frame heights at the subject (near things shift more than far ones).
    `turn_x`, `turn_y`: it has turned, in frame heights (everything shifts alike). `zoom` is a
    factor.
    """

    x: float = 0.0
    y: float = 0.0
    turn_x: float = 0.0
    turn_y: float = 0.0
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """The camera's way through a shot of `frames` frames."""

    move: Move
    frames: int
    fps: float

    def at(self, frame: int) -> Pose:
        """The pose in a frame."""
        last = max(1, self.frames - 1)
        share = frame / last
        smooth = share * share * (3 - 2 * share)
        eased = share + (smooth - share) * 0.75  # it eases in and out, but never stands still
        travel = (2 * eased - 1) * self.move.way * self._reach()
        pose = _posed(self.move.motion, travel)
        shake = self.move.shake
        if shake:
            dx, dy = sway(frame / self.fps)
            pose = pose._replace(
                turn_x=pose.turn_x + dx * shake * _SHAKE, turn_y=pose.turn_y + dy * shake * _SHAKE
            )
        return pose

    def _reach(self) -> float:
        seconds = self.frames / self.fps
        return self.move.reach * min(1.5, max(0.45, math.sqrt(seconds / _PLAIN_SECONDS))) / 2

    def samples(self) -> list[Pose]:
        """Poses along the way: enough to know how far it goes."""
        step = max(1, self.frames // 48)
        return [self.at(frame) for frame in (*range(0, self.frames, step), self.frames - 1)]


def _posed(motion: str, travel: float) -> Pose:
    poses = {
        "pan": Pose(turn_x=travel * _PAN),
        "tilt": Pose(turn_y=travel * _TILT),
        "dolly": Pose(x=travel * _DOLLY),
        "crane": Pose(y=travel * _CRANE),
        # the subject stays where it is, the world turns behind it
        "orbit": Pose(x=travel * _ORBIT, turn_x=-travel * _ORBIT),
        "push": Pose(zoom=math.exp(travel * _ZOOM)),
        "pull": Pose(zoom=math.exp(-travel * _ZOOM)),
    }
    return poses.get(motion, Pose())


def sway(seconds: float) -> tuple[float, float]:
    """The unrest of a hand, about -1 to 1 across and down."""
    across, down = (
        sum(w * math.sin(2 * math.pi * f * seconds + p) for f, p, w in axis) for axis in _SWAY
    )
    return across, down


@dataclass(frozen=True, slots=True)
class Lens:
    """What the plates of a shot were painted through.

    `camera` is the base camera, `width` and `height` the frame, `margin` how much larger the plates
    are (1.15: by 15 %).
    """

    camera: Camera
    width: int
    height: int
    margin: float

    @property
    def plate(self) -> tuple[int, int]:
        """Width and height of the plates, multiples of 4."""
        return plate_size(self.width, self.height, self.margin)

    def window(self, pose: Pose, *, z: float, shift: tuple[float, float] = (0.0, 0.0)) -> Window:
        """What of a plate at depth `z` a pose sees, in plate pixels.

        `shift` moves the plate itself, in frame heights at the subject.
        """
        width, height = self.plate
        base = 1 + (self.camera.zoom - 1) / z
        now = 1 + (self.camera.zoom * pose.zoom - 1) / z
        grown = max(0.05, now / base)
        half_w, half_h = self.width / 2 / grown, self.height / 2 / grown
        # a plate pixel is a frame pixel at the base pose: shifts in frame heights scale alike
        near = base / self.camera.zoom / z  # a dolly shifts this depth by so much of the subject's
        x = width / 2 + (pose.x * near + pose.turn_x / grown - shift[0]) * self.height
        y = height / 2 + (pose.y * near + pose.turn_y / grown - shift[1]) * self.height
        return x - half_w, y - half_h, x + half_w, y + half_h


def plate_size(width: int, height: int, margin: float) -> tuple[int, int]:
    """Plate pixels for a frame size, multiples of 4."""
    return math.ceil(width * margin / 4) * 4, math.ceil(height * margin / 4) * 4


def margin_for(poses: Iterable[Pose], *, width: int, height: int) -> float:
    """How much larger than the frame the plates must be for these poses."""
    need = 1.0
    for pose in poses:
        grown = max(0.5, pose.zoom)
        across = 2 * (abs(pose.x) + abs(pose.turn_x) / grown) * height / width
        down = 2 * (abs(pose.y) + abs(pose.turn_y) / grown)
        need = max(need, 1 / grown + across, 1 / grown + down)
    return math.ceil(need * 100 + 0.5) / 100
