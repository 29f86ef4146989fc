"""A full beard: a shape of its own that hangs over the collar."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.rig import Rig

_ENDS = 1.34  # head units below the middle of the face
_STRANDS = 22


def draw_full_beard(rig: Rig) -> None:
    """Jaw to chest, open around the mouth; nothing for those without one."""
    if "full beard" not in rig.who.marks or rig.back:
        return
    hair = rig.who.hair.colour
    middle = rig.around(0, 0.4)
    low = _ENDS + rig.act.face.open * 1.2 + rig.act.talk * 0.06
    layer = rig.layer(round=0.1, form=0.6, cast=0.35, drop=0.05)
    left, right = rig.around(-76, 0.385), rig.around(76, 0.385)
    rim = [(left, 0.02), (left - 0.015, 0.42), (left + 0.035, 0.86), (middle - 0.17, low - 0.1),
        (middle, low), (middle + 0.17, low - 0.1), (right - 0.035, 0.86), (right + 0.015, 0.42),
        (right, 0.02), (rig.around(66), 0.4), (rig.around(32), 0.62), (rig.around(24), 0.74),
        (middle, 0.79), (rig.around(-24), 0.74), (rig.around(-32), 0.62), (rig.around(-66), 0.4)]
    rig.blob(layer, rim, hair, 6)
    dice = rig.who.dice("full beard")
    with layer.inside():
        for _ in range(_STRANDS):
            x, top = dice.between(-0.32, 0.32), dice.between(0.6, 0.95)
            shade = tone(hair, dice.pick((1.08, 0.84, 0.9)))
            x += rig.turn * 0.1
            rig.stroke(layer, [(x, top), (x * 0.8 + middle * 0.2, top + 0.2),
                (x * 0.6 + middle * 0.4, top + 0.42)], [0.002, 0.011, 0.002], shade, alpha=170)
