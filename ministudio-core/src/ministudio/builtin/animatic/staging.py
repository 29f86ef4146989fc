"""Staging: from the view of a request to a scene: who stands where, in what light, how framed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.stage import Stage
from ministudio.builtin.animatic.casting import ORB, Cast, Lying, Player, cast
from ministudio.builtin.animatic.cinematography import (
    Angle,
    Move,
    Size,
    angle_of,
    move_of,
    perspective,
    size_of,
)
from ministudio.builtin.animatic.framing import (
    Frame,
    Head,
    background,
    frame_heads,
    frame_thing,
    frame_wide,
)
from ministudio.builtin.animatic.lettering import caption_top
from ministudio.builtin.animatic.light import LightWish, light_of
from ministudio.builtin.animatic.motion import Path
from ministudio.builtin.animatic.places.registry import place_for, wish_of
from ministudio.builtin.animatic.places.scenery import Scenery
from ministudio.builtin.animatic.players import (
    Blocking,
    box_of,
    hand_of,
    head_of,
    player_part,
    silhouette_part,
    thing_part,
)
from ministudio.builtin.animatic.scene import Part, Scene
from ministudio.builtin.animatic.sound import tone_of
from ministudio.builtin.animatic.timing import captions_of, speech_of
from ministudio.builtin.animatic.weather import falling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudio.builtin.animatic.canvas.stage import Camera
    from ministudio.builtin.animatic.lettering import Caption
    from ministudio.builtin.animatic.sound import Tone
    from ministudio.interfaces.request import Request
    from ministudio.storyboard.view import View

_CLOSE = 1.7
"""The zoom from which feet and floor are out of the frame."""
_FEET_Z, _WALL_Z = 1.35, 2.1
"""Depth at which the place shifts: near the feet when they are seen, at the wall when not."""
_TIGHT = ("medium", "medium close-up", "close-up", "extreme close-up")
_SPARK = 0.4  # how large something is that hovers over a thing, against its usual size
_SMALLEST = 0.03  # world units: nothing smaller fills the frame
_HAND_SPAN = 0.065
"""World units that a frame on hands shows of a person of the usual size."""


def stage_shot(request: Request) -> Scene:
    """Stage the view of a request.

    Raises:
        ValueError: the request has no view.
    """
    if request.view is None:
        raise ValueError("the animatic draws from a view, and this request has none")
    return _Staging(request, request.view).scene()


class _Staging:
    """One shot being staged; notes gather what is not drawn."""

    def __init__(self, request: Request, view: View) -> None:
        self.request, self.view = request, view
        self.fps = float(request.fps)
        self.aspect = request.width / request.height
        self.size = shot_size(view)
        environment = view.environment.to_dict() if view.environment else {"location": view.place}
        self.place = place_for(wish_of(view.place, environment))
        self.light = light_of(light_wish(view), self.place.air)
        self.cast: Cast = cast(
            view,
            self.place.setting,
            aspect=self.aspect,
            far=self.size == "extreme wide",
            wide=self.size in ("wide", "full"),
        )
        self.notes: list[str] = [*self.cast.not_drawn, *self.place.not_drawn]
        if self.size == "insert":
            self.cast = replace(self.cast, players=tuple(self._over_things()))
        self.heads = {
            player.id: head_of(player, self.light)
            for player in self.cast.players
            if not player.silhouette
        }

    def _over_things(self) -> Iterator[Player]:
        """In an insert, what floats hovers small over the thing that is shown."""
        lying = self._subject(self.view.camera.on or "")
        for player in self.cast.players:
            if lying is None or player.identity.kind != ORB:
                yield player
                continue
            x0, y0, x1, _ = box_of(lying, self.light)
            height = player.spot.height * _SPARK
            floor = y0 + height * 0.4
            spot = replace(player.spot, x=(x0 + x1) / 2, y=floor, height=height, z=0.9)
            yield replace(player, spot=spot)

    def scene(self) -> Scene:
        """The staged shot."""
        view, request = self.view, self.request
        captions = self._captions()
        angle, move = self._angle(), self._move()
        camera = self._camera(captions, self._path(move))
        close = camera.zoom > _CLOSE
        move = self._followed(move, close=close)
        lift = angle.lift if close else angle.lift * 0.25
        bend = perspective(view.camera.focal_mm) if close else 1.0
        parts = self._parts(camera, move)
        changes = any(part.changes for part in parts)
        return Scene(
            width=request.width,
            height=request.height,
            fps=self.fps,
            frames=request.frames,
            look=self.light,
            place=self._paint,
            back_key=f"{self.place.id}|{view.place}",
            camera=camera,
            back_camera=background(camera, lift=lift, perspective=bend),
            back_z=_WALL_Z if close else _FEET_Z,
            path=self._path(move),
            tone=self._tone(),
            parts=parts,
            captions=captions,
            speech=speech_of(view, captions),
            air=falling(self.light, season=self._season()),
            roll=angle.roll,
            swap=request.frames // 2 if changes else None,
            seed=request.seed or 0,
            not_drawn=tuple(dict.fromkeys(self.notes)),
        )

    def _paint(self, stage: Stage) -> None:
        self.place.paint(stage, self.light)

    def _captions(self) -> tuple[Caption, ...]:
        names = {one.id: one.character.name for one in self.view.characters}
        captions, lost = captions_of(self.view, names, frames=self.request.frames, fps=self.fps)
        self.notes += lost
        return captions

    # -- the camera

    def _path(self, move: Move) -> Path:
        return Path(move, self.request.frames, self.fps)

    def _camera(self, captions: tuple[Caption, ...], path: Path) -> Camera:
        foot = 1 - caption_top(self.request.height, self.request.width) if captions else 0.0
        sway = max(abs(pose.x + pose.turn_x) for pose in path.samples())
        frame = Frame(self.aspect, foot, sway)
        on = self.view.camera.on or ""
        thing = self._thing_in_focus(on)
        if thing is not None:
            return frame_thing(*thing, frame)
        shown = [self.heads[on]] if on in self.heads else list(self.heads.values())
        if not shown or self.size == "insert":
            return frame_wide(shown, "wide", frame)
        hands = next((p for p in self.cast.players if "hand" in p.part), None)
        if hands is not None and len(shown) == 1:
            x, y = hand_of(hands, self.light)
            return frame_thing(x, y, _HAND_SPAN, frame, share=0.5)
        return frame_heads(shown, self.size, frame)

    def _thing_in_focus(self, on: str) -> tuple[float, float, float] | None:
        """Middle and extent of the prop that the shot is about, None when it is about people."""
        lying = self._subject(on)
        if lying is not None:
            x0, y0, x1, y1 = box_of(lying, self.light)
            for player in self.cast.players:
                if player.floats and self.size == "insert":  # it hovers over the thing
                    head = self.heads[player.id]
                    y0 = min(y0, head.y - head.height * 0.3)
            return (x0 + x1) / 2, (y0 + y1) / 2, max(x1 - x0, y1 - y0, _SMALLEST)
        for player in self.cast.players:
            held = {thing.id for thing in (*player.before, *player.after)}
            if on in held or (self.size == "insert" and held):
                x, y = hand_of(player, self.light)
                return x, y, player.spot.height * 0.12
        return None

    def _subject(self, on: str) -> Lying | None:
        """The thing lying somewhere that the shot is about."""
        about_things = self.size == "insert" or (not self.heads and self.size in _TIGHT)
        named = [one for one in self.cast.lying if one.before.id == on]
        return next(iter(named or (self.cast.lying if about_things else ())), None)

    def _angle(self) -> Angle:
        angle = angle_of(self.view.camera.angle)
        if angle is None:
            self.notes.append(f"camera angle {self.view.camera.angle!r}")
        return angle or Angle()

    def _move(self) -> Move:
        move = move_of(self.view.camera.move)
        if move is None:
            self.notes.append(f"camera move {self.view.camera.move!r}")
        return move or Move()

    def _followed(self, move: Move, *, close: bool) -> Move:
        """A tight camera that was told nothing goes along with who walks."""
        walker = next((p for p in self.cast.players if p.acting.stance in ("walk", "run")), None)
        if walker and close and move.motion == "static":
            return replace(move, motion="orbit", way=1.0 if walker.yaw >= 0 else -1.0, reach=1.6)
        return move

    # -- what stands in the frame

    def _parts(self, camera: Camera, move: Move) -> tuple[Part, ...]:
        seconds = self.request.frames / self.fps
        follows = camera.zoom > _CLOSE or move.motion in ("dolly", "orbit")
        blocking = Blocking(camera.zoom, seconds, follows)
        speakers = {line.speaker for line in self.view.say}
        parts = [thing_part(lying) for lying in self.cast.lying]
        parts += [self._player(player, blocking, speakers) for player in self.cast.players]
        return tuple(parts)

    def _player(self, player: Player, blocking: Blocking, speakers: set[str]) -> Part:
        if player.silhouette:
            subject = next(iter(self.heads.values()), Head(0, 0, 0.1))
            return silhouette_part(player, aspect=self.aspect, left=subject.looks <= 0)
        head = self.heads[player.id]
        return player_part(player, head, blocking, talks=player.id in speakers)

    # -- air and sound

    def _season(self) -> str:
        place = self.place
        stage = Stage(8, 8, self.light)
        return Scenery(stage, self.light, place.id, place.words, place.phrases).season()

    def _tone(self) -> Tone:
        words = f"{self.place.kind} {self.view.place} {self.place.words[:80]}"
        return tone_of(
            words, weather=self.view.weather, indoors=self.light.indoors, key=self.place.id
        )


def shot_size(view: View) -> Size:
    """The shot size that a view asks for, or the usual one for what it shows."""
    said = size_of(view.camera.size)
    if said:
        return said
    people = view.characters
    if not people:
        return "insert" if view.camera.on in {prop.id for prop in view.props} else "wide"
    if view.camera.over:
        return "medium close-up"
    if len(people) == 1:
        part = people[0].part
        if "face" in part or "eye" in part:
            return "close-up"
        return "medium" if view.say else "medium wide"
    return "medium wide"


def light_wish(view: View) -> LightWish:
    """What a view says about its light."""
    environment = view.environment
    return LightWish(
        time=view.time or None,
        weather=view.weather or None,
        mood=view.mood,
        traits=view.style.traits,
        physics=environment.physics if environment else {},
        lighting=view.lighting.to_dict(),
    )


__all__ = ["Lying", "light_wish", "shot_size", "stage_shot"]
