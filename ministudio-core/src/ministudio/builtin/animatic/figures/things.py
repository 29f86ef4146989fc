"""A character of a sort that nobody has drawn: an honest, friendly figure in the colours named."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Stage, mix, spline, tone, tube
from ministudio.builtin.animatic.figures.placed import Placed, Standing

if TYPE_CHECKING:
    from ministudio.builtin.animatic.acting import Acting
    from ministudio.builtin.animatic.identity import Identity


def draw_thing(stage: Stage, who: Identity, act: Acting, at: Standing) -> Placed:
    """A rounded block with a face: it claims nothing about what the word looks like."""
    x, floor, height, yaw, z, tag = at
    k = height * 0.5 * who.height
    sway = (act.lean + act.face.lean) * 0.3 * (1 if yaw >= 0 else -1)
    lift = height * 0.3 if act.stance == "float" else 0.0
    turn = math.sin(math.radians(yaw)) * 0.1
    second = who.colours[1] if len(who.colours) > 1 else tone(who.main, 0.62)

    def spot(px: float, py: float) -> tuple[float, float]:
        return x + (px - py * sway) * k, floor - lift + py * k

    with stage.tagged(tag):
        body = stage.layer(z, form=0.7, round=0.2 * k, rim=0.9, cast=0.35, drop=0.05 * k, own=True)
        square = 0.12 + 0.3 * ((who.seed >> 3) % 5) / 5
        outline = [(-0.42, 0.0), (-0.5, -0.3), (-0.46 + square * 0.2, -0.95),
            (-0.2, -1.12 - square * 0.2), (0.2, -1.12 - square * 0.2), (0.46 - square * 0.2, -0.95),
            (0.5, -0.3), (0.42, 0.0)]
        body.poly([spot(*p) for p in spline(outline, 7)], who.main)
        with body.inside():
            foot = [(-0.6, -0.24), (0.6, -0.24), (0.6, 0.1), (-0.6, 0.1)]
            body.poly([spot(*p) for p in foot], second)
            for i in range(3):
                body.poly([spot(-0.6, -0.3 - 0.03 * i), spot(0.6, -0.3 - 0.03 * i),
                    spot(0.6, -0.285 - 0.03 * i), spot(-0.6, -0.285 - 0.03 * i)],
                    mix(who.main, second, 0.4))
            opening = max(0.03, min(1.3, act.face.lid * (1 - act.blink)))
            for side in (-1, 1):
                ex, ey = turn + side * 0.16 + act.gaze * 0.03, -0.76 + (act.bow
                    + act.face.drop) * 0.4
                cx, cy = spot(ex, ey)
                body.circle(cx, cy, 0.05 * k, "#201818", 0.085 * k * opening)
                body.circle(cx - 0.015 * k, cy - 0.03 * k * opening, 0.016 * k, "#ffffff",
                    0.016 * k * opening)
                tilt_in, tilt_out = act.face.brow_in, act.face.brow_out
                body.poly(tube([spot(ex - side * 0.07, ey - 0.13 - tilt_in * 1.5),
                    spot(ex + side * 0.08, ey - 0.13 - tilt_out * 1.5)], [0.014 * k, 0.008 * k], 3),
                    "#201818")
            open_ = max(act.face.open, act.talk * 0.07)
            wide = 0.1 * act.face.wide
            mouth = [spot(turn - wide, -0.56 - act.face.corner), spot(turn,
                -0.56 + act.face.corner * 0.5 + open_ * 1.4), spot(turn + wide,
                -0.56 - act.face.corner)]
            body.poly(tube(mouth, [0.008 * k, 0.012 * k + open_ * 0.4 * k, 0.008 * k], 5),
                "#201818")
    return Placed(tag, spot(turn, -0.72), k * 0.8, (x, floor), yaw, 1 if yaw >= 0 else -1,
        {"lead": spot(0.55, -0.5), "other": spot(-0.55, -0.5)})
