"""Staging: from the view of a request to a scene: who stands where, in what light, how framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.look import Look
from ministudio.builtin.animatic.canvas.stage import Stage
from ministudio.builtin.animatic.cinematography import angle_of, move_of, perspective, size_of
from ministudio.builtin.animatic.framing import Frame, Head, background, frame_wide
from ministudio.builtin.animatic.lettering import caption_top
from ministudio.builtin.animatic.motion import Path
from ministudio.builtin.animatic.scene import Scene
from ministudio.builtin.animatic.sound import tone_of
from ministudio.builtin.animatic.timing import captions_of, speech_of

if TYPE_CHECKING:
    from ministudio.interfaces.request import Request


def _plain(stage: Stage) -> None:
    ground = stage.layer(1.6, form=0.1)
    ground.rect(-3, 0.8, 3, 2, "#7c8a60")


def stage_shot(request: Request) -> Scene:
    """Stage the view of a request."""
    view = request.view
    if view is None:
        raise ValueError("the animatic draws from a view, and this request has none")
    fps, frames = float(request.fps), request.frames
    names = {seen.id: seen.character.name for seen in view.characters}
    captions, notes = captions_of(view, names, frames=frames, fps=fps)
    foot = 1 - caption_top(request.height, request.width) if captions else 0.0
    frame = Frame(request.width / request.height, foot)
    size = size_of(view.camera.size) or "wide"
    heads: list[Head] = []
    camera = frame_wide(heads, size, frame)
    angle = angle_of(view.camera.angle)
    move = move_of(view.camera.move)
    lift = angle.lift if angle else 0.0
    return Scene(
        width=request.width, height=request.height, fps=fps, frames=frames, look=Look(),
        place=_plain, back_key=view.place, camera=camera,
        back_camera=background(camera, lift=lift, perspective=perspective(view.camera.focal_mm)),
        back_z=1.4, path=Path(move or move_of("") , frames, fps), captions=captions,
        speech=speech_of(view, captions), tone=tone_of(view.place, weather=view.weather),
        not_drawn=notes,
    )  # fmt: skip
