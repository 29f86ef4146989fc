"""The film of one shot: from a request to an MP4 (or a still) and its sidecar."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from PIL import Image

from ministudio.builtin.animatic.lettering import caption_sprite, mark_sprite
from ministudio.builtin.animatic.particles import Particles
from ministudio.builtin.animatic.plates import Overlay
from ministudio.builtin.animatic.reel import Backdrops, Reel, paint_reel
from ministudio.builtin.animatic.sidecar import write_sidecar
from ministudio.builtin.animatic.sound import RATE, room_tone
from ministudio.builtin.animatic.staging import stage_shot
from ministudio.media.frames import rgb_from_yuv
from ministudio.media.writer import ClipWriter

if TYPE_CHECKING:
    from pathlib import Path

    from ministudio.builtin.animatic.scene import Scene
    from ministudio.interfaces.request import Request
    from ministudio.media.frames import Picture

Progress = Callable[[float], None]

_PAINTED = 0.25  # share of the work that is done when the plates are painted
_PRESET, _CRF = "ultrafast", 22
_BACKDROPS = Backdrops()


def draw(request: Request, folder: Path, *, progress: Progress = lambda _share: None) -> None:
    """Draw a request into `clip.mp4` or `still.png`, and `sidecar.json`.

    The same request gives the same bytes. `progress` is told shares from 0 to 1.
    """
    scene = stage_shot(request)
    progress(0.02)
    reel = paint_reel(scene, _BACKDROPS)
    progress(_PAINTED)
    film = Film(scene, reel)
    if request.kind == "image":
        film.write_still(folder / "still.png")
    else:
        film.write(folder / "clip.mp4", progress)
    write_sidecar(folder / "sidecar.json", scene, reel)


class Film:
    """Draws the frames of a reel, with weather, captions and the previz mark."""

    def __init__(self, scene: Scene, reel: Reel) -> None:
        self._scene, self._reel = scene, reel
        size = {"width": scene.width, "height": scene.height}
        self._captions = [
            (caption, Overlay(caption_sprite(caption.speaker, caption.text, **size)))
            for caption in scene.captions
        ]
        self._mark = Overlay(mark_sprite(**size))
        self._air = [
            Particles(falling, width=scene.width, height=scene.height, fps=scene.fps)
            for falling in scene.air
        ]

    def frame(self, number: int) -> Picture:
        """One finished frame; its buffer is its own."""
        picture = self._reel.frame(self._scene, number)
        for particles in self._air:
            particles.draw(picture, number)
        for caption, overlay in self._captions:
            if caption.start <= number < caption.end:
                overlay.draw(picture)
        self._mark.draw(picture)
        return picture

    def write(self, path: Path, progress: Progress) -> None:
        """Write the whole shot with its room tone."""
        scene = self._scene
        fps = Fraction(scene.fps).limit_denominator(100_000)
        samples = round(scene.frames / fps * RATE)
        sound = room_tone(scene.tone, samples)
        heard = 0
        with ClipWriter(
            path, width=scene.width, height=scene.height, fps=fps, preset=_PRESET, crf=_CRF,
            audio_coder="fast",
        ) as writer:  # fmt: skip
            for number in range(scene.frames):
                while heard < min(samples, round((number + 2) * RATE / fps)):
                    block = next(sound)
                    writer.write_audio(block)
                    heard += block.shape[1]
                writer.write_frame(self.frame(number))
                progress(_PAINTED + (1 - _PAINTED) * (number + 1) / scene.frames)

    def write_still(self, path: Path) -> None:
        """Write the middle of the shot as a PNG, without captions."""
        scene = self._scene
        picture = self._reel.frame(scene, scene.frames // 2)
        for particles in self._air:
            particles.draw(picture, scene.frames // 2)
        self._mark.draw(picture)
        Image.fromarray(rgb_from_yuv(picture.planes)).save(path, optimize=False)
