"""Shapes of props that are carried, worn, used or eaten; and the parcel for words nobody knows."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import ellipse, mix, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.prop_pen import PropPen


def key(p: PropPen) -> None:
    """A key with a ring and a bit."""
    p.new(round=0.03, form=0.8, sheen=0.7)
    p.oval(0, -0.5, 0.15, 0.15, p.prop.colour)
    p.layer.cut([p.at(*q) for q in ellipse(0, -0.5, 0.08, 0.08)])
    p.rect(-0.03, -0.38, 0.03, 0.1, p.prop.colour)
    p.rect(0.0, -0.02, 0.12, 0.02, p.prop.colour)
    p.rect(0.0, 0.06, 0.15, 0.1, p.prop.colour)
    if p.prop.lit:
        p.light(0, -0.3, 0.5, p.mixed("#fff0b0", 0.5), 0.8)


def cup(p: PropPen) -> None:
    """A cup, mug or glass; steam when it is hot, lying when spilled."""
    if p.prop.has("broken", "spilled", "empty") and not p.prop.has("empty"):
        p.oval(0.2, 0.0, 0.4, 0.05, "#6a4a34", alpha=180)
    w = 0.17
    p.new(round=0.05, sheen=0.25)
    p.line([(w * 0.9, -0.34), (w + 0.13, -0.3), (w + 0.12, -0.14), (w * 0.8, -0.1)], [0.026] * 4,
        p.shade(0.9))
    p.poly([(-w, -0.42), (w, -0.42), (w * 0.8, 0), (-w * 0.8, 0)], p.prop.colour)
    p.oval(0, -0.42, w, 0.045, p.shade(0.8))
    if not p.prop.has("empty"):
        p.oval(0, -0.415, w * 0.85, 0.034, "#4a2f22")
    warm = any(word in p.prop.words for word in ("coffee", "tea", "cocoa", "soup"))
    if p.prop.has("hot") or (warm and not p.prop.has("empty", "cold")):
        p.new(form=0, flat=0.6, cast=0, rim=0, soft=0.004)
        for x in (-0.06, 0.07):
            p.line([(x, -0.5), (x + 0.06, -0.64), (x - 0.03, -0.78), (x + 0.04, -0.94)],
                [0.012, 0.03, 0.03, 0.004], "#f4f2ee", alpha=90)


def bottle(p: PropPen) -> None:
    """A bottle, vial or potion."""
    p.new(round=0.1, form=0.8, sheen=0.6, flat=0.4 if p.prop.lit else 0.0,
        glow=0.3 if p.prop.lit else 0.0)
    p.blob([(-0.06, -0.86), (0.06, -0.86), (0.06, -0.58), (0.19, -0.42), (0.19, -0.04), (0.1, 0),
        (-0.1, 0), (-0.19, -0.04), (-0.19, -0.42), (-0.06, -0.58)],
        mix(p.prop.colour, "#b8d4dc", 0.25), steps=4)
    with p.inside():
        p.rect(-0.3, -0.34 if not p.prop.has("empty") else 0.0, 0.3, 0.1, p.prop.colour)
    p.rect(-0.07, -0.94, 0.07, -0.84, "#8a6238")
    if p.prop.lit:
        p.light(0, -0.3, 0.6, p.prop.colour, 0.9)


def umbrella(p: PropPen) -> None:
    """An umbrella, spread or furled."""
    p.line([(0, 0.2), (0, -2.5)], [0.026] * 2, "#3a3230")
    p.line([(0, 0.2), (0.06, 0.34), (0.14, 0.26)], [0.035] * 3, "#6a4a30")
    if p.prop.has("closed", "folded", "furled"):
        p.new(round=0.06)
        p.poly([(-0.05, -2.35), (0.05, -2.35), (0.17, -0.7), (0.06, -0.5), (-0.06, -0.5),
            (-0.17, -0.7)], p.prop.colour)
        with p.inside():
            p.line([(0.02, -2.3), (0.08, -0.6)], [0.01] * 2, p.shade(0.7))
        return
    p.new(round=0.3, cast=0.3)
    top = -2.55
    p.poly(ellipse(0, top + 0.75, 1.75, 1.05, start=180, end=360, steps=40), p.prop.colour)
    with p.inside():
        for i in range(-3, 4):
            p.poly([(0.58 * i - 0.29, top + 0.85), (0.58 * i + 0.29, top + 0.85), (0, top - 0.36)],
                p.shade(0.8 if i % 2 else 1.06))
    for i in range(6):
        p.layer.cut([p.at(*q) for q in ellipse(0.583 * (i - 2.5), top + 0.78, 0.3, 0.15)])


def sword(p: PropPen) -> None:
    """A sword: blade, guard, grip."""
    p.new(round=0.03, form=0.9, sheen=0.8, flat=0.5 if p.prop.lit else 0.0,
        glow=0.5 if p.prop.lit else 0.0)
    tip = -2.5 if not p.prop.has("broken") else -1.1
    blade = mix(p.prop.colour, "#cfd8e2", 0.6) if not p.prop.lit else p.mixed("#ffffff", 0.4)
    p.poly([(-0.08, -0.14), (-0.07, tip + 0.25), (0, tip), (0.07,
        tip + 0.25 + (0.3 if p.prop.has("broken") else 0)), (0.08, -0.14)], blade)
    with p.inside():
        p.rect(-0.01, tip + 0.2, 0.1, 0, tone(blade, 0.78))
    p.new(round=0.03, sheen=0.4)
    p.plate(-0.32, -0.16, 0.32, -0.06, 0.04, mix(p.prop.accent, "#c8a048", 0.7))
    p.rect(-0.05, -0.08, 0.05, 0.3, "#4a3020")
    p.oval(0, 0.34, 0.075, 0.075, mix(p.prop.accent, "#c8a048", 0.7))
    if p.prop.lit:
        p.light(0, -1.3, 1.0, p.mixed("#ffffff", 0.3), 0.9)


def gun(p: PropPen) -> None:
    """A pointing device: pistol, blaster or laser."""
    p.new(round=0.04, sheen=0.3)
    p.poly([(-0.12, -0.2), (0.62, -0.2), (0.62, -0.06), (0.14, -0.04), (0.06, 0.26), (-0.14, 0.24)],
        mix(p.prop.colour, "#2c3038", 0.5))
    if "laser" in p.prop.words or p.prop.lit:
        p.shining(1.2)
        p.line([(0.62, -0.13), (3.4, -0.13)], [0.02, 0.012], "#ff4838")


def map_(p: PropPen) -> None:
    """A map or scroll: unrolled with coast and a cross, or rolled."""
    paper = p.mixed("#e8d8ac", 0.5)
    if p.prop.has("closed", "rolled", "folded"):
        p.line([(-0.5, -0.1), (0.5, -0.1)], [0.11, 0.11], paper)
        p.oval(0.5, -0.1, 0.05, 0.11, tone(paper, 0.7))
        p.line([(0, -0.21), (0.01, 0.01)], [0.03] * 2, "#a82c30")
        return
    p.poly([(-0.72, -0.78), (-0.24, -0.84), (0.24, -0.76), (0.72, -0.82), (0.74, -0.02),
        (0.24, 0.04), (-0.24, -0.04), (-0.72, 0.02)], paper)
    with p.inside():
        p.blob([(-0.5, -0.6), (-0.1, -0.68), (0.1, -0.42), (0.34, -0.5), (0.44, -0.2), (0.0, -0.14),
            (-0.4, -0.24)], mix("#8aa070", paper, 0.3))
        for x in (-0.24, 0.24):
            p.line([(x, -0.9), (x, 0.1)], [0.01] * 2, tone(paper, 0.75))
        for i in range(6):
            p.oval(-0.4 + i * 0.12, -0.36 - 0.05 * math.sin(i), 0.022, 0.016, "#7a3a2a")
        p.line([(0.3, -0.4), (0.42, -0.28)], [0.02] * 2, "#b02c28")
        p.line([(0.42, -0.4), (0.3, -0.28)], [0.02] * 2, "#b02c28")


def flower(p: PropPen) -> None:
    """A flower, or a bunch of them; it hangs when wilted."""
    many = any(word in p.prop.words for word in ("bouquet", "flowers", "bunch", "roses"))
    spots = ((0, -0.9), (-0.2, -0.8), (0.2, -0.82), (-0.1, -0.68),
        (0.12, -0.66)) if many else ((0, -0.86),)
    wilt = p.prop.has("wilted", "dead", "dry", "withered")
    for x, y in spots:
        bend = 0.3 if wilt else 0.0
        p.new(round=0.03)
        p.line([(0, 0), (x * 0.5, y * 0.6), (x + bend * 0.6, y + bend)], [0.02] * 3, "#4a7a3c")
        p.blob([(x * 0.4, y * 0.4), (x * 0.4 + 0.16, y * 0.52), (x * 0.4 + 0.2, y * 0.42)],
            "#5a8a44")
        cx, cy = x + bend * 0.6, y + bend
        for k in range(6):
            a = k * math.tau / 6
            p.oval(cx + 0.09 * math.cos(a), cy + 0.09 * math.sin(a), 0.075, 0.075,
                p.shade(1.0 if k % 2 else 0.88) if not wilt else "#8a7048")
        p.oval(cx, cy, 0.06, 0.06, "#e8b83c")
    if p.prop.lit:
        p.light(0, -0.8, 0.7, p.mixed("#ffffff", 0.3), 0.9)


def bag(p: PropPen) -> None:
    """A bag, satchel, briefcase or suitcase."""
    p.new(round=0.03)
    p.line([(-0.2, -0.68), (-0.16, -0.9), (0.16, -0.9), (0.2, -0.68)], [0.03] * 4, p.shade(0.6))
    p.new(round=0.1)
    p.blob([(-0.5, -0.66), (0.5, -0.66), (0.56, -0.08), (0.5, 0), (-0.5, 0), (-0.56, -0.08)],
        p.prop.colour, steps=3)
    with p.inside():
        if p.prop.open:
            p.rect(-0.6, -0.8, 0.6, -0.56, "#1c1614")
        else:
            p.blob([(-0.56, -0.7), (0.56, -0.7), (0.5, -0.36), (0, -0.28), (-0.5, -0.36)],
                p.shade(0.86))
        p.plate(-0.07, -0.4, 0.07, -0.26, 0.02, "#d0b060")


def can(p: PropPen) -> None:
    """A watering can."""
    p.line([(-0.3, -0.62), (-0.02, -0.94), (0.3, -0.66)], [0.036] * 3, p.shade(0.84))
    p.poly([(-0.34, -0.66), (0.34, -0.66), (0.38, 0), (-0.38, 0)], p.prop.colour)
    p.line([(0.3, -0.12), (0.68, -0.5), (0.86, -0.8)], [0.1, 0.06, 0.05], p.shade(0.9))
    p.new(round=0.03)
    p.poly([(0.76, -0.96), (1.0, -0.76), (0.96, -0.68), (0.72, -0.86)], p.shade(1.2))
    if p.prop.has("pouring", "tipped"):
        p.new(form=0, flat=0.5, cast=0, rim=0)
        for i in range(7):
            p.line([(0.9 + 0.03 * i, -0.76), (1.1 + 0.09 * i, -0.2), (1.16 + 0.12 * i, 0.4)],
                [0.008, 0.012, 0.004], "#cfe8f4", alpha=170)


def tool(p: PropPen) -> None:
    """Something with a long handle: broom, rake, staff, hammer, wand, brush, pen."""
    words = p.prop.words
    long = not any(word in words for word in ("pen", "pencil", "brush", "wand", "hammer",
        "screwdriver", "spoon", "quill"))
    reach = 2.4 if long else 0.62
    p.line([(0, 0.5 if long else 0.14), (0, -reach)], [0.04 if long else 0.03] * 2,
        p.prop.colour if long else p.shade(0.95))
    if "hammer" in words or "axe" in words or "pick" in words:
        p.new(round=0.04, sheen=0.4)
        p.plate(-0.24, -reach - 0.14, 0.2, -reach + 0.1, 0.03, "#70767e")
    elif "rake" in words or "broom" in words:
        for i in range(7):
            p.line([(0, -reach + 0.05), ((i - 3) * 0.11, -reach - 0.44)], [0.026, 0.014],
                "#5a4630" if "rake" in words else "#c8a048")
    elif "wand" in words or "staff" in words or "scepter" in words:
        p.shining(1.0) if p.prop.lit or "magic" in words else p.new(round=0.08, sheen=0.6)
        p.oval(0, -reach - 0.06, 0.1, 0.1, mix(p.prop.accent, "#8ad8f0", 0.6))
        if p.prop.lit or "magic" in words:
            p.light(0, -reach, 0.6, mix(p.prop.accent, "#8ad8f0", 0.6), 0.9)
    elif "brush" in words:
        p.poly([(-0.05, -reach), (0.05, -reach), (0.03, -reach - 0.18), (-0.03, -reach - 0.18)],
            p.prop.accent)
    elif "shovel" in words or "spade" in words:
        p.blob([(-0.18, -reach), (0.18, -reach), (0.16, -reach - 0.4), (0, -reach - 0.54),
            (-0.16, -reach - 0.4)], "#7a8088")


def food(p: PropPen) -> None:
    """Fruit, bread, a cake: something round to eat."""
    words = p.prop.words
    if any(word in words for word in ("bread", "loaf", "sandwich", "cake", "pie", "pizza")):
        p.blob([(-0.4, -0.1), (-0.34, -0.34), (0, -0.42), (0.34, -0.34), (0.4, -0.1), (0.3, 0),
            (-0.3, 0)], p.prop.colour)
        with p.inside():
            for x in (-0.2, 0.0, 0.2):
                p.line([(x - 0.06, -0.4), (x + 0.04, -0.24)], [0.014] * 2, p.shade(1.25))
        return
    p.new(round=0.16, form=0.85, sheen=0.35)
    p.blob([(0, -0.36), (0.18, -0.42), (0.26, -0.24), (0.14, 0), (0, -0.02), (-0.14, 0),
        (-0.26, -0.24), (-0.18, -0.42)], p.prop.colour)
    p.line([(0, -0.36), (0.03, -0.5)], [0.016] * 2, "#5a3a24")
    p.blob([(0.04, -0.46), (0.2, -0.54), (0.16, -0.44)], "#5a8a44")


def instrument(p: PropPen) -> None:
    """A guitar, violin or the like."""
    p.line([(0, -0.5), (0, -1.8)], [0.06, 0.05], "#3a2a20")
    p.new(round=0.1, sheen=0.3)
    p.blob([(-0.26, -0.72), (0.26, -0.72), (0.2, -0.44), (0.38, -0.14), (0.2, 0.1), (-0.2, 0.1),
        (-0.38, -0.14), (-0.2, -0.44)], p.prop.colour)
    with p.inside():
        p.oval(0, -0.42, 0.1, 0.1, "#201612")
        for x in (-0.03, 0.0, 0.03):
            p.line([(x, 0.0), (x, -0.8)], [0.005] * 2, "#e8dcc0")


def gem(p: PropPen) -> None:
    """A crystal, gem, coin, ring, medal or star."""
    lit = p.prop.lit or p.prop.has("shining")
    p.new(form=0.4, round=0.05, sheen=0.7, flat=0.55 if lit else 0.1, glow=0.5 if lit else 0.0)
    if any(word in p.prop.words for word in ("coin", "medal", "ring", "watch", "badge", "amulet")):
        p.oval(0, -0.22, 0.22, 0.22, p.prop.colour)
        with p.inside():
            p.oval(0, -0.22, 0.16, 0.16, p.shade(0.82))
            p.oval(0, -0.22, 0.08, 0.08, p.shade(1.2))
    else:
        p.poly([(-0.2, -0.6), (0.2, -0.6), (0.32, -0.4), (0, 0), (-0.32, -0.4)], p.prop.colour)
        with p.inside():
            p.poly([(-0.2, -0.6), (0.02, -0.6), (-0.1, -0.4), (-0.32, -0.4)],
                p.mixed("#ffffff", 0.5))
            p.poly([(-0.1, -0.4), (0.12, -0.4), (0, 0)], p.mixed("#ffffff", 0.25))
            p.poly([(0.12, -0.4), (0.32, -0.4), (0, 0)], p.shade(0.72))
    if lit:
        p.light(0, -0.35, 0.7, p.mixed("#ffffff", 0.25), 1.0)


def furniture(p: PropPen) -> None:
    """A chair, table or stool at its true size."""
    words = p.prop.words
    if "table" in words or "desk" in words or "bench" in words:
        for x in (-1.6, 1.5):
            p.rect(x, -2.6, x + 0.16, 0, p.shade(0.6))
        p.new(round=0.06)
        p.poly([(-1.7, -2.86), (1.7, -2.86), (1.95, -2.6), (-1.95, -2.6)], p.prop.colour)
        p.rect(-1.95, -2.6, 1.95, -2.42, p.shade(0.72))
        return
    for x in (-0.7, 0.54):
        p.rect(x, -1.7, x + 0.14, 0, p.shade(0.6))
    p.plate(-0.8, -1.86, 0.8, -1.62, 0.06, p.prop.colour)
    if "stool" not in words:
        p.new(round=0.1)
        p.blob([(-0.8, -1.8), (-0.76, -3.6), (-0.5, -3.66), (-0.56, -1.8)], p.shade(0.9), steps=3)


def screen(p: PropPen) -> None:
    """A laptop, monitor, radio or machine."""
    p.plate(-0.62, -0.92, 0.62, -0.08, 0.06, mix(p.prop.colour, "#2a2e36", 0.5))
    if not p.prop.has("off", "broken", "closed"):
        p.shining(0.35)
        p.plate(-0.54, -0.84, 0.54, -0.16, 0.03, "#1c4a5e")
        with p.inside():
            for i in range(5):
                p.rect(-0.46, -0.76 + 0.12 * i, -0.3 + 0.7 * p.prop.dice(f"row{i}").roll(),
                    -0.7 + 0.12 * i, "#7fe0ee" if i % 2 else "#ffb45a")
    p.new(round=0.03)
    p.poly([(-0.62, -0.08), (0.62, -0.08), (0.76, 0.0), (-0.76, 0.0)], p.shade(0.85))


def parcel(p: PropPen) -> None:
    """A wrapped, tied parcel in the colours named: for a thing that nobody has drawn."""
    dice = p.prop.dice("parcel")
    w, h = dice.between(0.34, 0.5), dice.between(0.4, 0.62)
    p.new(round=0.1, form=0.6)
    p.blob([(-w, -h), (-w * 0.4, -h - 0.05), (w * 0.5, -h - 0.03), (w, -h + 0.02),
        (w * 0.98, -0.03), (0, 0), (-w * 0.98, -0.02)], p.prop.colour, steps=3)
    with p.inside():
        p.poly([(w * 0.3, -h - 0.1), (w * 1.2, -h - 0.1), (w * 1.2, 0.1), (w * 0.45, 0.1)],
            p.shade(0.84), alpha=150)
        p.rect(-0.05, -1, 0.05, 0.1, p.prop.accent)
        p.rect(-1, -h * 0.55, 1, -h * 0.55 + 0.09, p.prop.accent)
        if p.prop.open:
            p.poly([(-w * 0.6, -h - 0.1), (w * 0.6, -h - 0.1), (0, -h * 0.5)], "#201814")
    p.new(round=0.04)
    for side in (-1, 1):
        p.blob([(0, -h - 0.02), (side * 0.2, -h - 0.2), (side * 0.26, -h - 0.06)], p.prop.accent)
    if p.prop.lit:
        p.light(0, -h * 0.6, 0.8, p.mixed("#fff0c0", 0.4), 1.0)
