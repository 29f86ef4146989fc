"""The stage: layers at depths, seen by a camera, painted far to near into a back and a subject.

World units: 1 is the frame height of the wide shot, x = 0 at the centre, y down from the top edge,
the subject's floor at y .92-.98. z = 1 is the subject's depth. A depth is scaled by
1 + (zoom - 1) / z and shifted by camera / z: framing and parallax from one rule.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from PIL import Image

from ministudio.builtin.animatic.canvas.colour import Array, Colour, lerp, linear, smoothstep
from ministudio.builtin.animatic.canvas.development import bloom, develop, grain
from ministudio.builtin.animatic.canvas.layer import Layer, Material
from ministudio.builtin.animatic.canvas.picture import Ground, Painting, Plates
from ministudio.builtin.animatic.canvas.shading import Lamp, Lit, Spot, light_layer

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.look import Look

NEAR = 1.1
"""Layers at this depth or nearer belong to the subject plate."""
SKY = 30.0

Box: TypeAlias = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of the stage."""
Change: TypeAlias = Callable[["Stage", Array], object]
"""Changes a full-frame picture of linear light (height, width, 3) in place."""
Shine: TypeAlias = Callable[["Stage"], Array]
"""Returns light to add, (height, width, 3)."""


class Camera(NamedTuple):
    """Where the frame's centre looks (world units at z = 1) and how far it is zoomed in."""

    x: float = 0.0
    y: float = 0.5
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Effect:
    """A full-frame pass between the depths."""

    z: float
    change: Change | None = None
    shine: Shine | None = None
    emits: float = 0.0


@dataclass(slots=True)
class _Near:
    """The planes that the subject is painted into; `shade` is the light its shadows leave."""

    back: Array
    subject: Array
    coverage: Array
    shade: Array


class Mark(NamedTuple):
    """How much is on the stage: what `Stage.rewind` goes back to."""

    items: int
    lamps: int
    finish: int


class Stage:
    """A stack of layers and effects under one look, seen by one camera."""

    def __init__(
        self,
        width: int,
        height: int,
        look: Look,
        camera: Camera = Camera(),  # noqa: B008 - immutable
        *,
        margin: float = 0.0,
    ) -> None:
        """Set up an empty stage of `width` x `height` pixels.

        `margin` widens the view by that share, so that a plate has room for camera moves.
        """
        self.width, self.height = width, height
        self.look, self.camera, self.margin = look, camera, margin
        self.lamps: list[Lamp] = []
        self.finish: list[Change] = []
        """Passes over the finished still (rain, dust); plates go without, the film moves them."""
        self.emit: Array | None = None
        """Light that feeds the bloom, while painting; effects may add to it with `feed`."""
        self._items: list[Layer | Effect] = []
        self._tag = ""

    # -- where things are

    def zoom_at(self, z: float) -> float:
        """The magnification of a depth."""
        return (1 + (self.camera.zoom - 1) / z) / (1 + self.margin)

    def project(self, x: float, y: float, z: float = 1.0) -> tuple[float, float]:
        """The pixel position of a world point."""
        k = self.zoom_at(z) * self.height
        cx, cy, _ = self.camera
        return self.width / 2 + (x - cx / z) * k, self.height / 2 + (y - 0.5 - (cy - 0.5) / z) * k

    def grid(self, z: float = 1.0) -> tuple[Array, Array]:
        """World x (1, width) and y (height, 1) of all pixels at a depth; they broadcast."""
        k = self.zoom_at(z) * self.height
        x = (np.arange(self.width, dtype=np.float32) - self.width / 2) / k + self.camera.x / z
        y = (np.arange(self.height, dtype=np.float32) - self.height / 2) / k + 0.5
        return (x[None, :], (y + (self.camera.y - 0.5) / z)[:, None])

    # -- putting things on it

    def layer(self, z: float = 1.0, **material: Any) -> Layer:  # noqa: ANN401 - Material's fields
        """A new layer at a depth; the keywords are `Material`'s fields. Later ones lie on top."""
        layer = Layer(
            z=z,
            material=Material(**material),
            scale=self.zoom_at(z) * self.height,
            origin=self.project(0, 0, z),
            tag=self._tag,
        )
        self._items.append(layer)
        return layer

    def fx(self, z: float, change: Change) -> None:
        """A full-frame pass at a depth that changes the light in place (mist, water).

        At `NEAR` or nearer it runs once over the back and once over the subject's colours, so it
        must treat pixels one by one.
        """
        self._items.append(Effect(z, change=change))

    def shine(self, z: float, shine: Shine, *, emits: float = 0.0) -> None:
        """Light added at a depth (halo, beam, lamp cone); `emits` is its share in the bloom."""
        self._items.append(Effect(z, shine=shine, emits=emits))

    def lamp(
        self,
        x: float,
        y: float,
        radius: float,
        colour: Colour,
        strength: float = 1.0,
        z: float = 1.0,
    ) -> None:
        """A practical light: it falls on every layer near it, whatever that layer's depth."""
        self.lamps.append(Lamp(x, y, z, radius, linear(colour, strength)))

    @contextmanager
    def tagged(self, tag: str) -> Iterator[None]:
        """Layers made in this block carry a tag (a character's or prop's id), see `boxes`."""
        outer, self._tag = self._tag, tag
        try:
            yield
        finally:
            self._tag = outer

    def boxes(self) -> dict[str, Box]:
        """The pixel box of everything painted under each tag, clipped to the frame.

        Tags that are out of the frame are left out.
        """
        found: dict[str, Box] = {}
        for layer in self.layers():
            box = self._clipped(layer)
            if layer.tag and box:
                old = found.get(layer.tag, box)
                found[layer.tag] = (
                    min(old[0], box[0]),
                    min(old[1], box[1]),
                    max(old[2], box[2]),
                    max(old[3], box[3]),
                )
        return found

    def layers(self) -> list[Layer]:
        """All layers, in the order they were made."""
        return [item for item in self._items if isinstance(item, Layer)]

    def mark(self) -> Mark:
        """Remember how much is on the stage."""
        return Mark(len(self._items), len(self.lamps), len(self.finish))

    def rewind(self, mark: Mark) -> None:
        """Take away everything that came after a mark (to draw the people again, blinking)."""
        del self._items[mark.items :]
        del self.lamps[mark.lamps :]
        del self.finish[mark.finish :]

    def _clipped(self, layer: Layer) -> Box | None:
        if layer.box is None:
            return None
        x0, y0 = max(0, math.floor(layer.box[0])), max(0, math.floor(layer.box[1]))
        x1 = min(self.width, math.ceil(layer.box[2]) + 1)
        y1 = min(self.height, math.ceil(layer.box[3]) + 1)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    # -- painting

    def feed(self, light: Array, share: float = 1.0) -> None:
        """Let full-frame light feed the bloom; for effects, while they run."""
        if self.emit is None:
            self.emit = np.zeros((self.height, self.width, 3), np.float32)
        self.emit += light * np.float32(share)

    def ground(self) -> Ground:
        """Paint the sky and everything farther than `NEAR`: the empty plate, before the subject.

        It depends on size, look, camera, margin, lamps and the far items only: keep it for another
        shot (or another face) where these are equal.
        """
        light = self._sky()
        self.emit = light * np.float32(self.look.sky_emit) if self.look.sky_emit else None
        for item in self.items():
            if item.z <= NEAR:
                continue
            if isinstance(item, Effect):
                self._affect(item, light)
            elif lit := self.lit(item):
                self._over(lit, light)
        ground, self.emit = Ground(light, self.emit), None
        return ground

    def paint(self, ground: Ground | None = None) -> Painting:
        """Paint all: the ground with the subject's shadows, and the subject with its coverage."""
        ground = ground or self.ground()
        self.emit = None if ground.emit is None else ground.emit.copy()
        size = ground.light.shape[:2]
        canvas = _Near(
            back=ground.light.copy(),
            subject=np.zeros_like(ground.light),
            coverage=np.zeros(size, np.float32),
            shade=np.ones(size, np.float32),
        )
        for item in self.items():
            if item.z > NEAR:
                continue
            if isinstance(item, Effect):
                self._affect(item, canvas.back, canvas)
            elif lit := self.lit(item):
                self._over_subject(lit, canvas)
        canvas.back *= canvas.shade[..., None]
        painting = Painting(canvas.back, canvas.subject, canvas.coverage, self.emit)
        self.emit = None
        return painting

    def plates(self, ground: Ground | None = None, *, like: Plates | None = None) -> Plates:
        """The film's plates: back, subject and coverage, developed, without grain or `finish`.

        `like` is the first plates of the shot when this is a variant of its subject (a blink, a
        step): back and glow are taken from there, and only the subject is painted.
        """
        return self.paint(ground).plates(self.look, like)

    def linear(self) -> Array:
        """The whole picture in linear light, finish included: (height, width, 3)."""
        light = self.paint().picture()
        for change in self.finish:
            change(self, light)
        return light

    def render(self, seed: int = 1) -> Image.Image:
        """The finished still, with grain."""
        painting = self.paint()
        light = painting.picture()
        self.emit = painting.emit
        for change in self.finish:
            change(self, light)
        light += bloom(light, self.emit)
        self.emit = None
        shown = develop(light, self.look, size=(self.width, self.height))
        shown = grain(shown, seed, paper=self.look.paper)
        return Image.fromarray((shown * 255 + 0.5).astype(np.uint8))

    def items(self) -> list[Layer | Effect]:
        """Layers and effects in the order of painting: far to near."""
        return sorted(self._items, key=lambda item: -item.z)

    def spots(self) -> list[Spot]:
        """The lamps in pixels."""
        spots = []
        for lamp in self.lamps:
            x, y = self.project(lamp.x, lamp.y, lamp.z)
            radius = lamp.radius * self.zoom_at(lamp.z) * self.height
            spots.append(Spot(x, y, radius, np.array(lamp.colour, np.float32)))
        return spots

    def lit(self, layer: Layer, *, clip: Box | None = None) -> Lit | None:
        """A layer drawn and lit, as far as it lies in the frame (and in the pixel box `clip`)."""
        if clip is not None and layer.box is not None:
            x0, y0 = max(layer.box[0], clip[0]), max(layer.box[1], clip[1])
            x1, y1 = min(layer.box[2], clip[2]), min(layer.box[3], clip[3])
            if x1 <= x0 or y1 <= y0:
                return None
            layer = replace(layer, box=(x0, y0, x1, y1))
        size = self.width, self.height
        return light_layer(layer, self.look, self.spots(), soft=self.softness(layer), size=size)

    def softness(self, layer: Layer) -> float:
        """Blur in pixels: far and near paper goes soft as the camera zooms in."""
        if layer.material.soft is not None:
            return layer.material.soft * self.height
        zoomed = self.camera.zoom - 1
        if zoomed < 0.3 or abs(layer.z - 1) <= 0.12:
            return 0.0
        soft = 0.0045 * min(zoomed, 3.0) * abs(1 - 1 / layer.z) ** 0.7
        return float(min(0.02, soft)) * self.height

    def _over(self, lit: Lit, back: Array) -> None:
        """Lay a lit layer over the picture; its shadow falls on everything painted before."""
        x0, y0, x1, y1 = lit.box
        view = back[y0:y1, x0:x1]
        if lit.shade is not None:
            view *= lit.shade
        alpha = lit.alpha[..., None]
        paint = lit.colour * alpha
        view *= 1 - alpha
        view += paint
        self._glow(lit, paint, alpha)

    def _over_subject(self, lit: Lit, near: _Near) -> None:
        """Lay a lit layer over the subject; the shadow on the ground is kept for the end."""
        x0, y0, x1, y1 = lit.box
        part = np.s_[y0:y1, x0:x1]
        alpha = lit.alpha[..., None]
        left = 1 - alpha
        if lit.shade is not None:
            near.shade[part] *= lit.shade[..., 0]
            left = left * lit.shade
        paint = lit.colour * alpha
        view = near.subject[part]
        view *= left
        view += paint
        cover = near.coverage[part]
        cover *= 1 - lit.alpha
        cover += lit.alpha
        self._glow(lit, paint, alpha)

    def _glow(self, lit: Lit, paint: Array, alpha: Array) -> None:
        """What glows feeds the bloom; what does not hides the glow behind it."""
        x0, y0, x1, y1 = lit.box
        if lit.glows and self.emit is None:
            self.emit = np.zeros((self.height, self.width, 3), np.float32)
        if self.emit is not None:
            glow = self.emit[y0:y1, x0:x1]
            glow *= 1 - alpha
            if lit.glows:
                glow += paint

    def _affect(self, effect: Effect, back: Array, near: _Near | None = None) -> None:
        if effect.shine is not None:
            light = effect.shine(self)
            back += light
            if near is not None:
                near.subject += light * near.coverage[..., None]
            if effect.emits:
                self.feed(light, effect.emits)
        if effect.change is None:
            return
        effect.change(self, back)
        if near is not None and near.coverage.any():
            emit = None if self.emit is None else self.emit.copy()
            cover = near.coverage[..., None]
            own = near.subject / np.maximum(cover, 1e-4)
            effect.change(self, own)
            near.subject[:] = own * cover
            self.emit = emit

    def _sky(self) -> Array:
        """The gradient of the hour, with a glow where sun or moon stands."""
        look = self.look
        x, y = self.grid(SKY)
        rise = np.clip(y / look.horizon, 0, 1)[..., None]
        top, middle, bottom = (np.array(stop, np.float32) for stop in look.sky)
        upper = lerp(top, middle, smoothstep(0, 0.55, rise))
        lower = lerp(middle, bottom, smoothstep(0.5, 1, rise))
        column = np.where(rise < 0.55, upper, lower)
        away = np.hypot(x - look.sun_at[0], y - look.sun_at[1])[..., None]
        glow = np.exp(-away / 0.09) * 0.55 + np.exp(-away / 0.35) * 0.28
        sky: Array = column + np.array(look.sun, np.float32) * (glow * look.sun_glow)
        return sky.astype(np.float32)
