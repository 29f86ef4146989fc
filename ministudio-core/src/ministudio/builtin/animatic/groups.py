"""Groups: sprites that stand still together share a plate; what changes on them are patches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.life import AFTER, BLINK, GLANCE, HALF, WIDE, timetable
from ministudio.builtin.animatic.painter import AT_REST, lens_of
from ministudio.builtin.animatic.plates import CutoutPlate
from ministudio.builtin.animatic.scene import STILL, Life
from ministudio.builtin.animatic.sprites import Sprite, cut, difference, flatten, union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ministudio.builtin.animatic.canvas.stage import Box
    from ministudio.builtin.animatic.life import Timetable
    from ministudio.builtin.animatic.motion import Lens
    from ministudio.builtin.animatic.painter import Painter
    from ministudio.builtin.animatic.scene import Drift, Part

_VARIANTS = {
    BLINK: Life(blink=1.0),
    GLANCE: Life(gaze=0.7),
    HALF: Life(talk=0.5),
    WIDE: Life(talk=1.0),
}
# Pixels of the band from which a variant is seen: a tiny mouth is open or shut, no more.
_TINY = {BLINK: 12, GLANCE: 30, HALF: 14, WIDE: 7}
_PAD = 0.06  # of the frame height, at most: room around a face, so that its relief is right
_EDGE = 0.08  # share of the clip that is not used: light is wrong near a cut


class Group:
    """Sprites far to near, the parts they show (None: things of the place), and their depth."""

    def __init__(self, painter: Painter, z: float, *, closed: bool) -> None:
        self.painter, self.z, self.closed = painter, z, closed
        self._sprites: list[Sprite] = []
        self._parts: list[Part | None] = []

    def add(self, sprite: Sprite, part: Part | None) -> None:
        """Put a sprite in front of the others."""
        self._sprites.append(sprite)
        self._parts.append(part)

    @property
    def lead(self) -> Part | None:
        """The one part of the group, None when it has several or none."""
        parts = [part for part in self._parts if part is not None]
        return parts[0] if len(parts) == 1 else None

    @property
    def drift(self) -> Drift:
        """How the group moves by itself."""
        return self.lead.drift if self.lead is not None and self.closed else STILL

    @property
    def lens(self) -> Lens:
        """The lens that the group was painted through."""
        return lens_of(self.lead, self.painter.lens)

    def tables(self) -> dict[str, Timetable]:
        """When the parts of the group blink, talk and change."""
        scene = self.painter.scene
        return {
            part.id: timetable(
                scene.frames, scene.fps, seed=f"{scene.seed}:{part.id}",
                speech=scene.speech.get(part.id, ()),
                swap=scene.swap if part.changes else None,
            )
            for part in self._parts
            if part is not None and (part.eyes or part.mouth or part.changes)
        }  # fmt: skip

    def plates(self) -> list[CutoutPlate]:
        """One plate, or one for each picture of a walk."""
        plates = [self._plate(self._sprites, AT_REST)]
        lead = self.lead
        if lead is not None:
            for step in range(1, lead.phases):
                life = Life(phase=step / lead.phases)
                sprite = self.painter.sprite(lead, life)
                if sprite is not None:
                    plates.append(self._plate([sprite], life))
        return plates

    def _plate(self, sprites: Sequence[Sprite], life: Life) -> CutoutPlate:
        later = {
            index: self.painter.sprite(part, replace(life, after=True))
            for index, part in enumerate(self._parts)
            if part is not None and part.changes
        }
        shown = [*sprites, *(one for one in later.values() if one is not None)]
        parts = [*self._parts, *(self._parts[index] for index, one in later.items() if one)]
        boxes = [self._finish(one, part).box for one, part in zip(shown, parts, strict=True)]
        whole = self._flat(sprites, union(boxes))
        patches: dict[str, Sprite] = {}
        for index, part in enumerate(self._parts):
            if part is None:
                continue
            if index in later:
                patch = self._patch(sprites, index, later[index], whole)
                patches |= {f"{part.id}:{AFTER}": patch} if patch else {}
            patches |= self._faces(sprites, index, part, whole, life)
        return CutoutPlate(whole, z=self.z, patches=patches)

    def _finish(self, sprite: Sprite, part: Part | None) -> Sprite:
        return self.painter.finished(sprite, part)

    def _flat(self, sprites: Sequence[Sprite | None], box: Box | None = None) -> Sprite:
        """The sprites of the group over each other, as they are shown."""
        pairs = zip(sprites, self._parts, strict=True)
        return flatten([self._finish(one, part) for one, part in pairs if one is not None], box)

    def _patch(
        self,
        sprites: Sequence[Sprite],
        index: int,
        sprite: Sprite | None,
        whole: Sprite,
        area: Box | None = None,
    ) -> Sprite | None:
        """What differs (inside `area`) when one sprite is another one."""
        changed: list[Sprite | None] = list(sprites)
        changed[index] = sprite
        other = self._flat(changed, area or whole.box)
        box = difference(cut(whole, other.box), other)
        return cut(other, box) if box is not None else None

    def _faces(
        self, sprites: Sequence[Sprite], index: int, part: Part, whole: Sprite, life: Life
    ) -> dict[str, Sprite]:
        """Shut eyes and open mouths of a part, painted around the face only."""
        if part.soft:
            return {}
        found: dict[str, Sprite] = {}
        for name, varied in _VARIANTS.items():
            clip = self._clip(part, name)
            if clip is None:
                continue
            moment = replace(life, blink=varied.blink, talk=varied.talk, gaze=varied.gaze)
            fresh = self.painter.sprite(part, moment, clip)
            inner = fresh and _inset(clip, fresh.box, sprites[index].box)
            if not fresh or not inner:
                continue
            area = None if self.painter.scene.roll else inner
            replaced = _replaced(sprites[index], fresh, inner, area=area)
            patch = self._patch(sprites, index, replaced, whole, area)
            if patch is not None:
                found[f"{part.id}:{name}"] = patch
        return found

    def _clip(self, part: Part, name: str) -> Box | None:
        """The pixels around eyes or mouth; None when the variant would not be seen."""
        eyes = name in (BLINK, GLANCE)
        feature = part.eyes if eyes else part.mouth if part.talks else None
        if feature is None:
            return None
        stage = self.painter.at_rest(part)
        left, top = stage.project(feature[0], feature[1], part.z)
        right, bottom = stage.project(feature[2], feature[3], part.z)
        tall = bottom - top
        if tall < _TINY[name]:
            return None
        pad = min(_PAD * self.painter.scene.height, tall * 0.3)
        x0, y0 = max(0, int(left - pad)), max(0, int(top - pad))
        x1, y1 = min(stage.width, int(right + pad)), min(stage.height, int(bottom + pad))
        return (x0, y0, x1, y1) if x1 - x0 > 2 and y1 - y0 > 2 else None


def _inset(clip: Box, fresh: Box, old: Box) -> Box | None:
    """Where a clipped sprite may replace an old one: away from the clip's edges, even."""
    pad = round((clip[3] - clip[1]) * _EDGE)
    x0, y0 = max(old[0], fresh[0], clip[0] + pad), max(old[1], fresh[1], clip[1] + pad)
    x1, y1 = min(old[2], fresh[2], clip[2] - pad), min(old[3], fresh[3], clip[3] - pad)
    box = (x0 + x0 % 2, y0 + y0 % 2, x1 // 2 * 2, y1 // 2 * 2)
    return box if box[2] > box[0] and box[3] > box[1] else None


def _replaced(whole: Sprite, fresh: Sprite, inner: Box, *, area: Box | None) -> Sprite:
    """A sprite (inside `area`) with a part of it painted anew."""
    if area == inner:
        return cut(fresh, inner)
    base = whole if area is None else cut(whole, area)
    colour, matte = base.colour.copy(), base.matte.copy()
    x0, y0, x1, y1 = inner
    left, top = base.box[:2]
    there = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    part = cut(fresh, inner)
    colour[there], matte[there] = part.colour, part.matte
    return Sprite(base.box, colour, matte)
