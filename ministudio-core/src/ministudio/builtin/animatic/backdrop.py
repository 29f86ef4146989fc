"""Backdrops: empty places, painted once for all shots that see them from one camera."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from ministudio.builtin.animatic.canvas.colour import mean_of
from ministudio.builtin.animatic.canvas.development import bloom, develop
from ministudio.builtin.animatic.canvas.filters import BILINEAR, BOX, blur, resize
from ministudio.builtin.animatic.motion import Lens
from ministudio.builtin.animatic.plates import BackPlate

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array
    from ministudio.builtin.animatic.canvas.stage import Stage
    from ministudio.builtin.animatic.scene import Scene

_CLOSE = 1.7  # a base zoom from which the place lies out of focus
_TALL = 480  # rows from which a place behind people may be coarser than the frame
_COLOUR, _DEEPER = 0.88, 0.76  # how much colour and shade a place keeps behind people near by
_SHRINK = 8
_VEIL, _SHARE = 0.16, 0.10  # radius in frame heights and strength of the veil of a bright place


@dataclass(frozen=True, slots=True)
class Backdrop:
    """An empty place: its plate, and the veil of light that it lays on who stands in it.

    The veil is linear light, small, and very soft: a lamp that somebody covers must not shine
    through.
    """

    plate: BackPlate
    veil: Array

    def veil_for(self, lens: Lens) -> Array:
        """The veil at the size of a lens' plates."""
        width, height = lens.plate
        return resize(self.veil, width, height, BILINEAR)


class Backdrops:
    """The last few backdrops; the one not used for longest goes."""

    def __init__(self, room: int = 6) -> None:
        self._room = room
        self._kept: OrderedDict[object, Backdrop] = OrderedDict()

    def of(self, scene: Scene, place: Stage, lens: Lens) -> Backdrop:
        """The backdrop of a scene whose `place` is set up; painted unless it is still here."""
        lamps = tuple(place.lamps)
        key = (scene.back_key, scene.look, scene.back_camera, lens.plate, lamps, scene.roll)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _paint(scene, place)
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return found


def backdrop_lens(scene: Scene, margin: float) -> Lens:
    """The lens of the empty place: coarser where the place is soft or lies behind people."""
    share = 1.0
    if scene.camera.zoom > _CLOSE:
        share = 0.5 if scene.height > _TALL else 0.6
    elif scene.parts and scene.height > _TALL:
        share = 0.75
    width, height = (round(side * share / 2) * 2 for side in (scene.width, scene.height))
    return Lens(scene.back_camera, width, height, margin)


def _paint(scene: Scene, place: Stage) -> Backdrop:
    ground = place.ground()
    glow = bloom(ground.light, ground.emit)
    width, height = place.width, place.height
    picture = develop(ground.light + glow, scene.look, size=(width, height))
    if scene.parts and scene.camera.zoom > _CLOSE:
        picture = _calmed(picture)
    small = resize(glow, max(1, width // _SHRINK), max(1, height // _SHRINK), BOX)
    veil = blur(small, height / _SHRINK * _VEIL) * np.float32(_SHARE)
    return Backdrop(BackPlate(_rolled(picture, scene.roll)), veil)


def _calmed(picture: Array) -> Array:
    """A display picture stepped back behind the people in front of it; lights stay lights."""
    grey = mean_of(picture)
    calm: Array = grey + (picture - grey) * np.float32(_COLOUR)
    calm *= np.float32(_DEEPER) + np.float32(1 - _DEEPER) * grey
    return calm


def _rolled(picture: Array, degrees: float) -> Array:
    """A display picture turned about its middle."""
    if not degrees:
        return picture
    image = Image.fromarray((picture * 255 + 0.5).astype(np.uint8))
    turned = image.rotate(degrees, Image.Resampling.BICUBIC)
    return np.asarray(turned, np.float32) / 255
