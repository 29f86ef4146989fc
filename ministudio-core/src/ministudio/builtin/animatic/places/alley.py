"""An alley: a narrow lane between two high walls, a lamp at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.colour import tone
from ministudio.builtin.animatic.illumination import Air
from ministudio.builtin.animatic.places import land, outdoor_pieces
from ministudio.builtin.animatic.places.pen import Pen
from ministudio.builtin.animatic.places.place import Recipe, Slots

if TYPE_CHECKING:
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

from ministudio.builtin.animatic.places.street import OWN, SETTING


def alley(scenery: Scenery) -> None:
    """A narrow lane between two high walls, a lamp at its end."""
    land.heavens(scenery, cloud_base=0.2)
    dice = scenery.fresh("alley")
    brick = scenery.hue(0, scenery.said("walls?|brick", "#85584a"))
    far = scenery.layer(6, form=0.1)
    far.rect(-0.7, 0.22, 0.7, 0.9, "#6c6a8c")
    end = scenery.layer(4, form=0.2, rim=0.3)
    end.rect(-0.42, 0.30, 0.40, 0.78, "#7a5a58")
    with end.inside():
        for j in range(24):
            end.rect(-0.42, 0.30 + j * 0.02, 0.40, 0.302 + j * 0.02, "#66494a")
    end.poly([(-0.46, 0.305), (0.0, 0.215), (0.44, 0.305)], "#4e3c48")
    _washing(scenery)
    glow = scenery.layer(
        3.95, form=0, flat=0.3 + 0.7 * scenery.light.lamplight, glow=0.3 * scenery.light.lamplight
    )
    for x, y in ((-0.2, 0.40), (0.02, 0.40), (0.2, 0.40), (-0.2, 0.52)):
        glow.rect(x, y, x + 0.07, y + 0.075, "#ffcf86" if scenery.night else "#5a6a88")
    ground = scenery.layer(3.0, form=0.06)
    stone = land.ground_colour(scenery, scenery.said("cobble\\w*|ground|street", "#56545e"))
    ground.poly([(-0.34, 0.70), (0.34, 0.70), (1.9, 1.4), (-1.9, 1.4)], stone)
    ground.vgrad(0.70, 1.05, tone(stone, 0.72), tone(stone, 1.1), 0.8)
    with ground.inside():
        for j in range(11):
            y = 0.705 + 0.0035 * j * j
            for i in range(-7, 8):
                x = (i + (j % 2) * 0.5) * (0.06 + 0.019 * j)
                ground.circle(
                    x,
                    y,
                    0.026 + 0.007 * j,
                    tone(stone, dice.between(0.86, 1.18)),
                    0.006 + 0.0022 * j,
                )
    for side in (-1, 1):
        _alley_wall(scenery, dice, side, brick)
    outdoor_pieces.street_lamp(Pen(scenery, 0.30, 0.83, 0.85, 1.9, None, "", dice))
    land.puddles(scenery, 1.6, ((-0.12, 0.86, 0.16), (0.3, 0.95, 0.2)))
    with scenery.stage.tagged("front"):
        edge = scenery.layer(0.65, form=0.5, round=0.02, rim=1.0, soft=0.003, fog=0)
        edge.poly([(-1.3, -0.4), (-0.90, -0.4), (-0.885, 1.2), (-1.3, 1.2)], tone(brick, 0.3))
        edge.rect(-0.905, 0.2, -0.865, 1.2, "#2a2c34")


def _washing(scenery: Scenery) -> None:
    """Lines of washing from wall to wall."""
    dice = scenery.fresh("washing")
    for z, y, count in ((3.2, 0.20, 5), (2.7, 0.10, 4)):
        cloths = scenery.layer(z, form=0.4, round=0.01, rim=0.6)
        half = 0.46 if z > 3 else 0.62
        cloths.tube(
            [(-half, y - 0.03), (0, y + 0.008), (half, y - 0.03)],
            [0.0014, 0.0014],
            "#2c2c38",
            cap=False,
        )
        for i in range(count):
            x = -half * 0.7 + i * half * 1.4 / (count - 1) + dice.near(0.02)
            w, long = dice.between(0.026, 0.045), dice.between(0.07, 0.12)
            hang = y + 0.005 - 0.03 * (x / half) ** 2
            colour = dice.pick(("#e8dcc4", "#c8584c", "#5a8aa8", "#d8a84c", "#7a9a78"))
            cloths.poly(
                [
                    (x - w, hang),
                    (x + w, hang),
                    (x + w * 0.92, hang + long),
                    (x, hang + long * 0.95),
                    (x - w * 0.95, hang + long),
                ],
                colour,
            )


def _alley_wall(scenery: Scenery, dice: Dice, side: int, brick: str) -> None:
    """A wall that runs away: its courses meet at the end of the lane."""
    wall = scenery.layer(2.4, form=0.12, cast=0.3, rim=0.3)
    near, end = side * 1.9, side * 0.34
    wall.poly([(near, -1.2), (end, 0.0), (end, 0.71), (near, 1.42)], brick)
    wall.vgrad(-0.1, 0.9, tone(brick, 0.62), tone(brick, 1.1), 0.6)

    def at(t: float, v: float) -> tuple[float, float]:
        """T 0 at the far end, 1 near; v 0 at the top, 1 at the foot."""
        x = end + (near - end) * t
        return x, (-1.2 * t) * (1 - v) + (0.71 + 0.71 * t) * v

    with wall.inside():
        for j in range(1, 26):
            a, b = at(0, j / 26), at(1, j / 26)
            wall.poly([a, b, (b[0], b[1] + 0.006), (a[0], a[1] + 0.002)], tone(brick, 0.78), 150)
        for _ in range(60):
            t, v = dice.roll(), int(dice.roll() * 26) / 26
            d = 0.03 + 0.02 * t
            wall.poly(
                [at(t, v), at(t + d, v), at(t + d, v + 1 / 27), at(t, v + 1 / 27)],
                tone(brick, dice.between(0.8, 1.25)),
                150,
            )
    panes = scenery.layer(
        2.36, form=0, flat=0.3 + 0.7 * scenery.light.lamplight, glow=0.15 * scenery.light.lamplight
    )
    for t, v in ((0.12, 0.36), (0.30, 0.36), (0.12, 0.62), (0.30, 0.62)):
        on = scenery.night and dice.chance(0.6)
        panes.poly(
            [at(t, v), at(t + 0.08, v), at(t + 0.08, v + 0.13), at(t, v + 0.13)],
            "#ffca80" if on else "#3a4660",
        )
    pipe = scenery.layer(2.3, form=0.6, rim=0.8, cast=0.3)
    pipe.tube([at(0.22, 0.1), at(0.22, 0.98)], [0.007, 0.010], "#5a5c66", cap=False)
    if side > 0:
        for i in range(3):
            x = 0.62 + i * 0.07
            pipe.rect(
                x - 0.04,
                0.83 + i * 0.01,
                x + 0.035,
                0.90 + i * 0.012,
                tone("#4a5a56", 0.9 + 0.1 * i),
            )


ALLEY = Recipe(
    "alley",
    r"alleys?|alleyways?|back ?street|passage|lane between",
    alley,
    Air("#7a5c58", 0.05, 0.035, 1.22),
    SETTING,
    OWN,
    Slots(back=((-0.3, 0.80, 0.7), (0.42, 0.83, 0.8), (-0.48, 0.86, 0.8)), back_z=1.7),
)


RECIPES = (ALLEY,)
