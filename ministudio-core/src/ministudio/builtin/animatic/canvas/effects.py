"""Effects that many drawings need; for `Stage.shine` and `Stage.fx`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import lin

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.colour import Array, Colour
    from ministudio.builtin.animatic.canvas.stage import Shine, Stage


def halo(
    x: float, y: float, r: float, colour: Colour, strength: float = 1.0, z: float = 1.0
) -> Shine:
    """Soft light around a point, for `Stage.shine`."""

    def shine(stage: Stage) -> Array:
        across, down = stage.grid(z)
        far = np.hypot(across - x, down - y) / r
        amount = np.exp(-far * far * 1.2) * 0.6 + np.exp(-far * 1.7) * 0.4
        return (amount * np.float32(strength))[..., None] * lin(colour)

    return shine
