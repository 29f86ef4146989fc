"""Falling rain and snow, and drifting dust, as a few pixels in each frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from ministudio.media.frames import Picture

    Numbers = np.ndarray[Any, np.dtype[Any]]

Kind = Literal["rain", "snow", "dust"]

_COUNT = {"rain": 330, "snow": 300, "dust": 90}
_LIGHT = {"rain": 30, "snow": 110, "dust": 34}  # levels of luma that a full particle adds
_WHITE = 235


@dataclass(slots=True)
class Particles:
    """One kind of particle over the whole frame; `frame` k of a shot is always the same."""

    kind: Kind
    width: int
    height: int
    fps: float
    amount: float
    wind: float
    light: float
    _x: Numbers
    _y: Numbers
    _near: Numbers
    _stamps: list[tuple[Numbers, Numbers, Numbers]]
    _which: Numbers

    @classmethod
    def of(
        cls,
        kind: Kind,
        *,
        width: int,
        height: int,
        fps: float,
        amount: float = 1.0,
        wind: float = 0.16,
        light: float = 1.0,
        seed: int = 4,
    ) -> Particles:
        """Particles for a frame size. `wind` is the slant, `light` scales their brightness."""
        rng = np.random.default_rng(seed)
        area = min(2.0, width / height / 1.78)
        count = max(12, int(_COUNT[kind] * amount * area))
        near = np.sort(rng.random(count) ** 1.6)
        stamps = [_stamp(kind, height, share, wind) for share in (0.1, 0.35, 0.6, 0.95)]
        which = np.minimum((near * 4).astype(int), 3)
        return cls(kind, width, height, fps, amount, wind, light,
                   rng.random(count), rng.random(count), near, stamps, which)  # fmt: skip

    def draw(self, picture: Picture, frame: int) -> None:
        """Add the particles of a frame to its luma."""
        seconds = frame / self.fps
        fall, drift = self._speeds()
        x = (self._x + drift * seconds + self._sway(seconds)) % 1.1 - 0.05
        y = (self._y + fall * seconds) % 1.15 - 0.1
        luma = picture.planes[0]
        full = _LIGHT[self.kind] * self.light
        for index, (dx, dy, weight) in enumerate(self._stamps):
            mine = self._which == index
            if not mine.any():
                continue
            px = (x[mine] * self.width).astype(np.int32)[:, None] + dx
            py = (y[mine] * self.height).astype(np.int32)[:, None] + dy
            inside = (px >= 0) & (px < self.width) & (py >= 0) & (py < self.height)
            px, py = px[inside], py[inside]
            add = np.broadcast_to(weight * full * (0.5 + 0.5 * (index / 3)), inside.shape)[inside]
            old = luma[py, px].astype(np.float32)
            luma[py, px] = np.minimum(np.maximum(old + add * (1 - old / 300), old), _WHITE)

    def _speeds(self) -> tuple[Numbers, Numbers]:
        if self.kind == "rain":
            fall = 1.5 + self._near * 1.1
            return fall, -fall * self.wind * self.height / self.width
        if self.kind == "snow":
            fall = 0.07 + self._near * 0.16
            return fall, np.full_like(fall, -0.02 - self.wind * 0.1)
        fall = -0.006 + self._near * 0.010
        return fall, 0.006 + self._near * 0.008

    def _sway(self, seconds: float) -> Numbers | float:
        if self.kind == "rain":
            return 0.0
        reach = 0.008 if self.kind == "snow" else 0.004
        sway: Numbers = np.sin(seconds * (0.8 + self._near) + self._x * 40) * reach
        return sway


def _stamp(kind: Kind, height: int, near: float, wind: float) -> tuple[Numbers, Numbers, Numbers]:
    """Pixel offsets of one particle and the weight of each: (1, n) arrays."""
    if kind == "rain":
        length = max(3, int(height * (0.02 + 0.05 * near)))
        down = np.arange(length)
        weight = np.sin(np.linspace(0.2, np.pi - 0.2, length)) * (0.5 + 0.5 * near)
        return (-down * wind).astype(np.int32)[None], down[None], weight[None]
    radius = height * ((0.0016 + 0.0046 * near) if kind == "snow" else (0.0010 + 0.0014 * near))
    reach = int(radius * 1.6) + 1
    dy, dx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    weight = np.clip(1.25 - np.hypot(dx, dy) / max(radius, 0.7), 0, 1)
    seen = weight > 0.03
    return dx[seen][None], dy[seen][None], weight[seen][None]
