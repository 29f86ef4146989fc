"""Trees, cut from paper: one, or a rank of them at a depth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ministudio.builtin.animatic.canvas.colour import mix, tone
from ministudio.builtin.animatic.canvas.geometry import tube

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ministudio.builtin.animatic.canvas.colour import Colour
    from ministudio.builtin.animatic.canvas.geometry import Outline, Point
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

LEAVES = {
    "summer": ("#4f8f40", "#6aa048", "#3f7d3f", "#5b9a46"),
    "spring": ("#84b050", "#a0c25c", "#e8a4b4", "#8fb858"),
    "autumn": ("#c8602a", "#d8942e", "#a83c28", "#c07a2c"),
    "winter": ("#7d8a90", "#93a0a8", "#6d7a84", "#88959c"),
}


BARK = "#4a3428"


SNOW = "#e6eaf5"


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: its foot, its height, its colour."""

    x: float
    y: float
    height: float
    leaf: Colour
    kind: str = "round"
    """round, pine, poplar, palm or bare."""
    wide: float = 1.0


def season_leaf(scenery: Scenery, dice: Dice) -> Colour:
    """A leaf colour: what was said about leaves, else the season's."""
    base = scenery.said(r"tree|leaves|leaf|foliage|canopy", "")
    if base:
        return tone(base, dice.between(0.86, 1.14))
    return dice.pick(LEAVES[scenery.season()])


def crown(dice: Dice, x: float, y: float, rx: float, ry: float) -> Outline:
    """A leafy outline: big lobes with small teeth, flatter below."""
    lobes = 5 + int(dice.roll() * 3)
    count = lobes * 9
    a = np.linspace(0, 2 * math.pi, count, endpoint=False)
    lobe = np.abs(np.sin(a * lobes / 2 + dice.between(0, 6.3)))
    slow = np.sin(a * 2 + dice.between(0, 6.3)) * 0.08
    teeth = (np.arange(count) * dice.between(0.37, 0.63) % 1.0 - 0.5) * 0.1
    r = 0.84 + 0.17 * lobe + slow + teeth
    px = x + rx * r * np.cos(a)
    py = y + ry * r * np.sin(a) * np.where(np.sin(a) > 0, 0.8, 1.0)
    return list(zip(px.tolist(), py.tolist(), strict=True))


def flecks(
    layer: Layer,
    dice: Dice,
    outline: tuple[float, float, float, float],
    count: int,
    colours: Sequence[Colour],
    size: float,
) -> None:
    """Single leaves inside an ellipse (x, y, rx, ry), denser toward its top left."""
    x, y, rx, ry = outline
    for _ in range(count):
        a, q = dice.between(0, 6.28), dice.roll() ** 0.6
        px, py = x + rx * math.cos(a) * q - rx * 0.08, y + ry * math.sin(a) * q - ry * 0.08
        turn, r = dice.between(0, 3.1), size * dice.between(0.6, 1.3)
        c, s = math.cos(turn) * r, math.sin(turn) * r
        layer.poly(
            [
                (px - c, py - s),
                (px + s * 0.45, py - c * 0.45),
                (px + c, py + s),
                (px - s * 0.45, py + c * 0.45),
            ],
            dice.pick(colours),
        )


def grove(
    scenery: Scenery,
    z: float,
    trees: Sequence[Tree],
    *,
    detail: float = 1.0,
    rim: float = 0.6,
    fog: float | None = None,
    dice: Dice | None = None,
) -> None:
    """A rank of trees at one depth: trunks, dark crowns, lit crowns, leaves on top."""
    dice = dice or scenery.dice
    big = max((t.height for t in trees), default=0.3)
    if z > 2.2:  # far trees are one sheet of paper: relief inside a crown would not be seen
        sheet = scenery.layer(z, form=0.55, round=0.03 * big + 0.003, rim=rim, fog=fog)
        wood, tiers = sheet, [sheet] * 3
    else:
        wood = scenery.layer(z, form=0.8, round=0.02 * big, rim=rim * 0.7, fog=fog)
        tiers = [
            scenery.layer(
                z,
                form=0.75,
                round=0.05 * big + 0.004,
                rim=rim * k,
                fog=fog,
                cast=c,
                drop=0.02 * big,
            )
            for k, c in ((0.0, 0.0), (0.8, 0.32), (1.1, 0.25))
        ]
    for tree in trees:
        _TREES.get(tree.kind, _round_tree)(wood, tiers, tree, dice, detail)
    if scenery.snowing:
        _snow_on(scenery, z, trees, fog)


def _trunk(wood: Layer, tree: Tree, dice: Dice, *, top: float = 0.62) -> float:
    x, y, h = tree.x, tree.y, tree.height
    lean = dice.near(0.04) * h
    bark = tone(BARK, dice.between(0.85, 1.25))
    wood.tube(
        [(x - lean * 0.2, y + 0.01 * h), (x + lean * 0.3, y - h * 0.3), (x + lean, y - h * top)],
        [h * 0.045, h * 0.026, h * 0.010],
        bark,
        cap=False,
    )
    foot = h * 0.04
    wood.blob(
        [
            (x - foot * 0.9, y - h * 0.09),
            (x + foot * 0.9, y - h * 0.09),
            (x + foot * 1.2, y - h * 0.02),
            (x + foot * 2.2, y + h * 0.006),
            (x, y + h * 0.02),
            (x - foot * 2.2, y + h * 0.006),
            (x - foot * 1.2, y - h * 0.02),
        ],
        bark,
        4,
    )
    for side in (-1, 1):
        wood.tube(
            [
                (x + lean * 0.3, y - h * dice.between(0.3, 0.4)),
                (x + side * h * 0.1 + lean, y - h * 0.5),
                (x + side * h * dice.between(0.15, 0.22) + lean, y - h * 0.66),
            ],
            [h * 0.018, h * 0.011, h * 0.004],
            bark,
            cap=False,
        )
    return lean


def _round_tree(wood: Layer, tiers: Sequence[Layer], tree: Tree, dice: Dice, detail: float) -> None:
    x, y, h = tree.x, tree.y, tree.height
    x += _trunk(wood, tree, dice)
    leaf, w = tree.leaf, tree.wide
    heaps = [
        (dx * w * h, -dy * h, r * h)
        for dx, dy, r in (
            (0, 0.70, 0.24),
            (-0.19, 0.60, 0.17),
            (0.2, 0.62, 0.16),
            (0.03, 0.84, 0.15),
            (-0.12, 0.78, 0.15),
            (0.15, 0.79, 0.14),
        )
    ]
    for dx, dy, r in heaps[:4]:
        tiers[0].poly(crown(dice, x + dx, y + dy + 0.03 * h, r * w * 1.08, r), tone(leaf, 0.62))
    for dx, dy, r in heaps:
        spread = dice.between(0.8, 1.0)
        tiers[1].poly(
            crown(
                dice,
                x + dx - 0.015 * h,
                y + dy - 0.01 * h,
                r * w * spread * 0.95,
                r * spread * 0.85,
            ),
            tone(leaf, dice.between(0.84, 0.98)),
        )
    for dx, dy, r in heaps[3:]:
        tiers[2].poly(
            crown(dice, x + dx - 0.03 * h, y + dy - 0.03 * h, r * w * 0.72, r * 0.55),
            tone(leaf, dice.between(1.1, 1.22)),
        )
    if detail <= 0:
        return
    count = int(90 * detail * min(1.6, h * 2.2))
    light, dark = mix(leaf, "#ffe890", 0.3), tone(leaf, 0.72)
    size = 0.011 * min(h, 0.6) ** 0.5
    with tiers[1].inside():
        flecks(
            tiers[1],
            dice,
            (x, y - 0.68 * h, 0.36 * w * h, 0.27 * h),
            count,
            (light, dark, tone(leaf, 1.15)),
            size,
        )
    with tiers[2].inside():
        flecks(
            tiers[2],
            dice,
            (x - 0.04 * h, y - 0.76 * h, 0.27 * w * h, 0.17 * h),
            count // 2,
            (light, tone(leaf, 1.3)),
            size,
        )


def _pine(wood: Layer, tiers: Sequence[Layer], tree: Tree, dice: Dice, detail: float) -> None:
    x, y, h = tree.x, tree.y, tree.height
    wood.tube([(x, y), (x, y - h * 0.3)], [h * 0.024, h * 0.018], tone(BARK, 0.9), cap=False)
    steps = 7
    for i in range(steps):
        t = i / steps
        base, half = y - h * (0.12 + 0.76 * t), h * (0.23 - 0.19 * t) * tree.wide
        top = base - h * 0.25 * (1 - 0.4 * t)
        points: list[Point] = [(x + dice.near(0.004), top)]
        teeth = 4
        for side in (1, -1):
            order = range(teeth - 1, -1, -1) if side == 1 else range(teeth)
            for j in order:
                u = (j + 1) / teeth
                droop = base + h * 0.022 * u
                tip = (x + side * half * u, droop + dice.near(0.004) * h)
                notch = (x + side * half * (u - 0.12), droop - h * 0.035)
                points += [tip, notch] if side == 1 else [notch, tip]
        layer = tiers[0 if i % 2 else 1]
        layer.poly(points, tone(tree.leaf, 0.72 + 0.06 * i + dice.near(0.03)))
    if detail > 0.5:
        lit = tone(tree.leaf, 1.25)
        for _ in range(int(18 * detail)):
            t = dice.roll()
            px = x - abs(dice.near(0.1)) * h * (1 - t)
            py = y - h * (0.15 + 0.75 * t)
            tiers[2].poly(
                [(px, py), (px - h * 0.02, py + h * 0.012), (px + h * 0.006, py + h * 0.012)], lit
            )


def _poplar(wood: Layer, tiers: Sequence[Layer], tree: Tree, dice: Dice, detail: float) -> None:
    x, y, h = tree.x, tree.y, tree.height
    wood.tube([(x, y), (x, y - h * 0.3)], [h * 0.022, h * 0.016], BARK, cap=False)
    for i, (layer, k) in enumerate(zip(tiers, (0.68, 0.92, 1.16), strict=True)):
        w = h * (0.13 - 0.03 * i) * tree.wide
        layer.poly(
            crown(dice, x - 0.012 * i * h, y - h * (0.54 + 0.02 * i), w, h * (0.46 - 0.06 * i)),
            tone(tree.leaf, k),
        )
    if detail > 0:
        with tiers[1].inside():
            flecks(
                tiers[1],
                dice,
                (x, y - h * 0.55, h * 0.12, h * 0.42),
                int(50 * detail),
                (tone(tree.leaf, 1.2), tone(tree.leaf, 0.7)),
                0.007 * h**0.5,
            )


def _palm(wood: Layer, tiers: Sequence[Layer], tree: Tree, dice: Dice, _detail: float) -> None:
    x, y, h = tree.x, tree.y, tree.height
    lean = dice.between(-0.14, 0.14) * h
    top = (x + lean, y - h * 0.82)
    wood.tube(
        [(x, y), (x + lean * 0.3, y - h * 0.4), top],
        [h * 0.035, h * 0.024, h * 0.018],
        "#7a5e42",
        cap=False,
    )
    for i in range(9):
        a = math.radians(-168 + i * 19.5 + dice.near(4))
        reach = h * dice.between(0.3, 0.4)
        ribs = [
            (
                top[0] + math.cos(a) * reach * t,
                top[1] + math.sin(a) * reach * t * 0.75 + reach * 0.55 * t * t,
            )
            for t in np.linspace(0, 1, 7)
        ]
        width = [h * 0.004, h * 0.026, h * 0.028, h * 0.018, h * 0.002]
        tiers[i % 2 + 1].poly(tube(ribs, width), tone(tree.leaf, dice.between(0.75, 1.2)))


def _bare(wood: Layer, _tiers: Sequence[Layer], tree: Tree, dice: Dice, detail: float) -> None:
    _trunk(wood, tree, dice, top=0.9)
    x, y, h = tree.x, tree.y, tree.height
    for i in range(int(9 + 5 * detail)):
        t = 0.4 + 0.5 * i / (9 + 5 * detail)
        side = -1 if i % 2 else 1
        reach = h * dice.between(0.12, 0.26) * (1.25 - t)
        wood.tube(
            [
                (x, y - h * t),
                (x + side * reach * 0.6, y - h * (t + 0.08)),
                (x + side * reach, y - h * (t + dice.between(0.12, 0.2))),
            ],
            [h * 0.010, h * 0.006, h * 0.0015],
            tone(BARK, 1.05),
            cap=False,
        )


_TREES: dict[str, Callable[[Layer, Sequence[Layer], Tree, Dice, float], None]] = {
    "round": _round_tree,
    "pine": _pine,
    "poplar": _poplar,
    "palm": _palm,
    "bare": _bare,
}


def _snow_on(scenery: Scenery, z: float, trees: Sequence[Tree], fog: float | None) -> None:
    caps = scenery.layer(z, form=0.6, round=0.008, rim=0.6, fog=fog)
    for tree in trees:
        h = tree.height
        if tree.kind == "pine":
            for i in range(6):
                t = i / 7
                base, half = tree.y - h * (0.14 + 0.76 * t), h * (0.17 - 0.14 * t) * tree.wide
                caps.blob(
                    [
                        (tree.x - half, base),
                        (tree.x - half * 0.3, base - h * 0.10),
                        (tree.x + half * 0.5, base - h * 0.07),
                        (tree.x + half * 0.8, base),
                        (tree.x, base - h * 0.035),
                    ],
                    SNOW,
                    4,
                )
        elif tree.kind == "round":
            for dx, dy, half in ((-0.19, 0.745, 0.12), (0.03, 0.965, 0.11), (0.19, 0.765, 0.11)):
                w = h * half * tree.wide
                px, py = tree.x + dx * h * tree.wide, tree.y - dy * h
                caps.blob(
                    [
                        (px - w, py + w * 0.5),
                        (px - w * 0.5, py),
                        (px + w * 0.1, py - w * 0.16),
                        (px + w * 0.6, py + w * 0.06),
                        (px + w, py + w * 0.55),
                        (px + w * 0.3, py + w * 0.28),
                        (px - w * 0.4, py + w * 0.3),
                    ],
                    SNOW,
                    4,
                )
