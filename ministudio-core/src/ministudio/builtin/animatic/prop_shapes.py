"""Shapes of props that are read, opened, lit or written with."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import ellipse, mix, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.prop_pen import PropPen

PAPER, INK, FLAME = "#efe6d0", "#5c5448", "#ffb84a"


def book(p: PropPen) -> None:
    """A book: shut with its block of pages, or open with light on the pages."""
    glow = p.prop.has("glowing", "lit")
    if p.prop.open or glow:
        for side in (-1, 1):
            p.new(round=0.04)
            p.poly([(0, -0.04), (side * 0.82, -0.16), (side * 0.86, 0.02), (0, 0.1)], p.shade(0.8))
            p.new(round=0.05, cast=0.15)
            p.blob([(0, -0.1), (side * 0.3, -0.26), (side * 0.78, -0.2), (side * 0.8, -0.03),
                (side * 0.3, -0.06), (0, 0.05)], PAPER, steps=5)
            with p.inside():
                for i in range(5):
                    p.line([(side * 0.12, -0.13 + 0.03 * i), (side * 0.4, -0.2 + 0.032 * i),
                        (side * 0.7, -0.165 + 0.03 * i)], [0.005] * 3, INK, alpha=150)
        if glow:
            p.shining(0.9)
            p.blob([(-0.7, -0.2), (-0.25, -0.24), (0, -0.1), (0.25, -0.24), (0.7, -0.2),
                (0.6, -0.05), (0, 0.03), (-0.6, -0.05)], "#fff0b8", alpha=210)
            p.light(0, -0.3, 0.9, p.mixed("#ffd880", 0.7), 1.1)
        return
    p.poly([(-0.38, -1.02), (0.36, -1.06), (0.42, -0.02), (-0.34, 0.02)], p.shade(0.7))
    p.new(round=0.03, cast=0)
    p.poly([(-0.32, -0.98), (0.41, -1.02), (0.46, -0.05), (-0.28, -0.01)], PAPER)
    p.new(round=0.06)
    p.poly([(-0.42, -1.04), (0.34, -1.04), (0.4, -0.03), (-0.38, -0.02)], p.prop.colour)
    with p.inside():
        p.rect(-0.5, -1.1, -0.3, 0.1, p.shade(0.72))
        p.poly([(-0.16, -0.84), (0.24, -0.84), (0.26, -0.76), (-0.15, -0.76)],
            mix(p.prop.accent, "#e0c070", 0.7))
        p.oval(0.06, -0.46, 0.13, 0.13, mix(p.prop.accent, "#e0c070", 0.7))
        p.oval(0.06, -0.46, 0.08, 0.08, p.shade(0.9))


def folder(p: PropPen) -> None:
    """A file folder with papers in it."""
    if p.prop.open:
        p.poly([(-0.95, -0.1), (0, -0.18), (0, 0.04), (-1.0, 0.1)], p.prop.colour)
        p.poly([(0, -0.18), (0.95, -0.1), (1.0, 0.1), (0, 0.04)], p.shade(0.92))
        p.new(round=0.03, cast=0.2)
        p.poly([(0.1, -0.2), (0.86, -0.13), (0.88, 0.03), (0.08, -0.02)], PAPER)
        with p.inside():
            for i in range(4):
                p.line([(0.18, -0.15 + 0.034 * i), (0.74, -0.1 + 0.034 * i)], [0.006] * 2, INK,
                    alpha=160)
        p.new(round=0.03, cast=0.2)
        p.poly([(-0.86, -0.12), (-0.16, -0.18), (-0.14, 0.0), (-0.86, 0.05)],
            mix(PAPER, "#ffffff", 0.4))
        return
    p.poly([(-0.5, -0.86), (-0.42, -0.94), (-0.1, -0.94), (-0.02, -0.86), (0.52, -0.86),
        (0.54, 0.0), (-0.5, 0.0)], p.shade(0.82))
    p.new(round=0.03, cast=0)
    p.poly([(-0.44, -0.9), (0.48, -0.88), (0.5, -0.1), (-0.44, -0.1)], PAPER)
    p.new(round=0.05)
    p.poly([(-0.53, -0.8), (0.55, -0.8), (0.53, 0.0), (-0.5, 0.0)], p.prop.colour)
    with p.inside():
        p.rect(-0.1, -0.5, 0.3, -0.36, mix(PAPER, p.prop.colour, 0.2))
        p.line([(-0.6, -0.77), (0.6, -0.77)], [0.012] * 2, p.shade(0.74))


def letter(p: PropPen) -> None:
    """A letter or a slip of paper; folded, torn or unrolled by its state."""
    paper = p.prop.colour
    if p.prop.has("closed", "sealed", "folded"):
        p.poly([(-0.4, -0.52), (0.4, -0.52), (0.4, 0), (-0.4, 0)], paper)
        with p.inside():
            p.line([(-0.4, -0.52), (0, -0.22), (0.4, -0.52)], [0.012] * 3, tone(paper, 0.72))
            p.oval(0, -0.22, 0.08, 0.08, "#a82c30")
        return
    edge = [(0.3, -0.02), (0.12, 0.0), (-0.06, -0.03), (-0.3, 0.0)]
    if p.prop.has("torn"):
        edge = [(0.3, -0.2), (0.2, -0.08), (0.06, -0.22), (-0.06, -0.06), (-0.2, -0.18),
            (-0.3, -0.1)]
    p.poly([(-0.3, -0.84), (0.3, -0.84), *edge], paper)
    with p.inside():
        for i in range(6):
            p.line([(-0.22, -0.72 + 0.1 * i), (0.2 - 0.12 * (i % 3), -0.72 + 0.1 * i)], [0.009] * 2,
                INK, alpha=170)


def phone(p: PropPen) -> None:
    """A phone or tablet: dark, or with a shining screen."""
    tablet = p.prop.kind == "tablet"
    w, h = (0.52, 0.78) if tablet else (0.19, 0.56)
    p.plate(-w, -h, w, 0, 0.06, mix(p.prop.colour, "#14161c", 0.5))
    if p.prop.has("off", "broken", "dead"):
        p.new(form=0.2, cast=0, rim=0)
        p.plate(-w + 0.05, -h + 0.06, w - 0.05, -0.06, 0.03, "#10141a")
        return
    p.shining(0.4)
    p.plate(-w + 0.05, -h + 0.06, w - 0.05, -0.06, 0.03, "#58c8dc")
    with p.inside():
        for i in range(4):
            p.rect(-w + 0.1, -h + 0.14 + i * (h - 0.2) / 4, w * (0.2 + 0.15 * (i % 3)),
                -h + 0.19 + i * (h - 0.2) / 4, "#d8f6fa")


def recorder(p: PropPen) -> None:
    """A voice recorder with a light that tells whether it runs."""
    p.plate(-0.16, -0.56, 0.16, 0, 0.05, mix(p.prop.colour, "#20242a", 0.4))
    with p.inside():
        p.plate(-0.11, -0.5, 0.11, -0.32, 0.02, "#9cb8a4")
        for i in range(3):
            p.oval(0, -0.24 + 0.08 * i, 0.05, 0.026, "#5c6670")
    if not p.prop.has("off", "stopped"):
        p.shining(1.0)
        p.oval(0.09, -0.53, 0.025, 0.025, "#ff4030")


def camera(p: PropPen) -> None:
    """A photo camera."""
    p.plate(-0.42, -0.5, 0.42, 0, 0.06, mix(p.prop.colour, "#26282e", 0.45))
    p.plate(-0.16, -0.62, 0.16, -0.46, 0.04, "#3a3d44")
    with p.inside():
        p.rect(-0.5, -0.3, 0.5, -0.14, p.prop.colour)
    p.new(round=0.1, form=0.8, sheen=0.4)
    p.oval(0.05, -0.24, 0.19, 0.19, "#1a1c22")
    p.oval(0.05, -0.24, 0.13, 0.13, "#3a5a78")
    p.oval(0.0, -0.29, 0.04, 0.04, "#d8ecf8")
    if p.prop.has("lit", "flashing", "glowing"):
        p.shining(1.2)
        p.oval(0.32, -0.44, 0.06, 0.05, "#ffffff")


def lantern(p: PropPen) -> None:
    """A lantern whose glass is dark, or burns."""
    metal = mix(p.prop.colour, "#2c241c", 0.35)
    p.new(round=0.02, cast=0.1)
    ring = [(0.2 * math.cos(a), -1.0 - 0.24 * math.sin(a)) for a in (0.0, 0.6, 1.2, 1.9, 2.5,
        math.pi)]
    p.line(ring, [0.02] * 6, metal)
    if p.prop.lit:
        p.shining(0.5)
        p.poly([(-0.19, -0.8), (0.19, -0.8), (0.23, -0.12), (-0.23, -0.12)], "#ffcf70")
        p.blob([(0, -0.66), (0.09, -0.36), (0.05, -0.2), (-0.05, -0.2), (-0.09, -0.36)], "#fff6d8")
        p.light(0, -0.42, 1.0, "#ffb84a", 1.3)
    else:
        p.new(form=0.4, sheen=0.5, cast=0.2)
        p.poly([(-0.19, -0.8), (0.19, -0.8), (0.23, -0.12), (-0.23, -0.12)], "#5c6a70")
        with p.inside():
            p.poly([(-0.12, -0.8), (-0.02, -0.8), (-0.08, -0.12), (-0.18, -0.12)], "#9cb0b8",
                alpha=140)
    p.new(round=0.04)
    p.poly([(-0.25, -0.8), (0, -1.02), (0.25, -0.8)], metal)
    p.plate(-0.27, -0.14, 0.27, 0, 0.03, metal)
    for x in (-0.21, 0.0, 0.21):
        p.line([(x * 0.9, -0.8), (x, -0.12)], [0.018] * 2, metal)


def lamp(p: PropPen) -> None:
    """A standing table lamp."""
    p.line([(0, 0), (0, -0.6)], [0.035] * 2, mix("#8a7040", p.prop.accent, 0.3))
    p.oval(0, -0.03, 0.24, 0.06, "#6a5430")
    if p.prop.lit or not p.prop.has("off", "unlit", "broken"):
        p.new(form=0.2, flat=0.75, glow=0.5, cast=0.2)
        p.poly([(-0.22, -1.06), (0.22, -1.06), (0.38, -0.56), (-0.38, -0.56)],
            mix(p.prop.colour, "#ffe0a0", 0.6))
        p.light(0, -0.7, 1.1, "#ffc878", 1.0)
    else:
        p.new()
        p.poly([(-0.22, -1.06), (0.22, -1.06), (0.38, -0.56), (-0.38, -0.56)], p.prop.colour)


def candle(p: PropPen) -> None:
    """A candle on a dish."""
    p.oval(0, -0.03, 0.24, 0.07, "#a8873c")
    p.rect(-0.09, -0.58, 0.09, -0.03, mix(p.prop.colour, "#f2ead6", 0.5))
    p.blob([(-0.09, -0.56), (0, -0.62), (0.09, -0.56), (0.08, -0.4), (0.05, -0.5), (-0.09, -0.48)],
        "#fbf4e2")
    p.line([(0, -0.58), (0.01, -0.68)], [0.012] * 2, "#2a2422")
    if not p.prop.has("unlit", "off", "out", "extinguished"):
        p.shining(1.2)
        p.blob([(0, -0.96), (0.06, -0.78), (0.04, -0.67), (-0.04, -0.67), (-0.06, -0.78)],
            "#ffd070")
        p.blob([(0, -0.82), (0.025, -0.74), (0, -0.68), (-0.025, -0.74)], "#fff8e0")
        p.light(0, -0.78, 0.7, FLAME, 1.0)


def torch(p: PropPen) -> None:
    """A flashlight or a burning torch."""
    if p.prop.has("burning") or ("torch" in p.prop.words.lower(
        ) and "flash" not in p.prop.words.lower()):
        p.line([(0, 0.4), (0, -0.8)], [0.05, 0.07], "#6a4a2c")
        if not p.prop.has("unlit", "off", "out"):
            p.shining(1.1)
            p.blob([(0, -1.5), (0.14, -1.1), (0.12, -0.85), (-0.12, -0.85), (-0.16, -1.1)],
                "#ff9a3a")
            p.blob([(0, -1.25), (0.07, -1.0), (0, -0.86), (-0.07, -1.0)], "#fff0b0")
            p.light(0, -1.1, 1.2, "#ff9a3a", 1.2)
        return
    p.line([(-0.3, 0), (0.2, 0)], [0.07, 0.07], mix(p.prop.colour, "#30343a", 0.4))
    p.poly([(0.18, -0.1), (0.4, -0.14), (0.4, 0.14), (0.18, 0.1)], "#4a4f56")
    if not p.prop.has("off", "unlit", "dead"):
        p.shining(1.0)
        p.oval(0.41, 0, 0.04, 0.13, "#fff4d0")
        p.light(0.6, 0, 0.7, "#fff0c8", 0.9)


def door(p: PropPen) -> None:
    """A door in its frame; open it shows a dark or a shining gap."""
    frame = p.shade(0.62)
    p.new(round=0.08, rim=0.5, own=False)
    p.rect(-1.2, -6.3, 1.2, 0, frame)
    if p.prop.open or p.prop.has("ajar"):
        p.new(form=0.05, cast=0, rim=0, flat=0.6 if p.prop.has("glowing", "lit") else 0.2,
            glow=0.5 if p.prop.has("glowing", "lit") else 0.0)
        p.rect(-1.02, -6.1, 1.02, 0, "#ffe8b0" if p.prop.has("glowing", "lit") else "#14141c")
        swing = 0.34 if not p.prop.has("ajar") else 0.75
        p.new(round=0.1, cast=0.6, own=False)
        p.poly([(-1.02, -6.1), (-1.02 + 2.04 * swing, -6.45), (-1.02 + 2.04 * swing, 0.36),
            (-1.02, 0)], p.prop.colour)
        with p.inside():
            for y0, y1 in ((-5.6, -3.4), (-3.0, -0.5)):
                p.poly([(-0.86, y0), (-1.02 + 1.7 * swing, y0 - 0.18),
                    (-1.02 + 1.7 * swing, y1 + 0.16), (-0.86, y1)], p.shade(0.84))
        p.oval(-1.02 + 1.85 * swing, -3.0, 0.09, 0.09, "#d8b45a")
        return
    p.new(round=0.1, own=False)
    p.rect(-1.02, -6.1, 1.02, 0, p.prop.colour)
    with p.inside():
        for y0, y1 in ((-5.7, -3.5), (-3.0, -0.4)):
            p.rect(-0.78, y0, 0.78, y1, p.shade(0.8))
            p.rect(-0.7, y0 + 0.08, 0.7, y1 - 0.08, p.shade(0.95))
    p.new(round=0.04, sheen=0.6)
    p.oval(0.82, -3.1, 0.1, 0.1, "#d8b45a")
    if p.prop.has("locked"):
        p.plate(0.72, -2.9, 0.92, -2.6, 0.04, "#8a7a4a")
        p.oval(0.82, -2.78, 0.03, 0.05, "#1a1614")


def box(p: PropPen) -> None:
    """A box or chest with a lid."""
    chest = "chest" in p.prop.words or "trunk" in p.prop.words or "coffer" in p.prop.words
    band = mix(p.prop.accent, "#c8a048", 0.6) if chest else p.shade(0.8)
    if p.prop.open:
        p.new(round=0.08)
        p.poly([(-0.72, -0.72), (0.72, -0.72), (0.66, -1.34), (-0.66, -1.34)], p.shade(0.78))
        p.new(round=0.05, form=0.2, cast=0)
        p.poly([(-0.68, -0.74), (0.68, -0.74), (0.6, -0.6), (-0.6, -0.6)], "#201612")
        if p.prop.has("glowing", "lit") or "treasure" in p.prop.words:
            p.shining(0.9)
            p.blob([(-0.5, -0.68), (-0.2, -0.86), (0.1, -0.78), (0.4, -0.86), (0.5, -0.66)],
                "#ffd870")
            p.light(0, -0.8, 0.8, "#ffd070", 1.0)
    p.new(round=0.1)
    p.poly([(-0.72, -0.68), (0.72, -0.68), (0.68, 0), (-0.68, 0)], p.prop.colour)
    with p.inside():
        for x in (-0.46, 0.46) if chest else ():
            p.rect(x - 0.06, -0.7, x + 0.06, 0.05, band)
        if not chest:
            p.rect(-0.1, -0.7, 0.1, -0.3, mix(band, "#e0d0a8", 0.4))
        p.line([(-0.8, -0.34), (0.8, -0.34)], [0.01] * 2, p.shade(0.7))
    if not p.prop.open:
        p.new(round=0.1)
        if chest:
            p.blob([(-0.74, -0.64), (-0.72, -0.9), (-0.3, -1.02), (0.3, -1.02), (0.72, -0.9),
                (0.74, -0.64)], p.shade(1.08), steps=4)
        else:
            p.poly([(-0.68, -0.68), (-0.56, -0.86), (0.6, -0.86), (0.72, -0.68)], p.shade(1.12))
        with p.inside():
            for x in (-0.46, 0.46) if chest else ():
                p.rect(x - 0.06, -1.1, x + 0.06, -0.6, band)
    p.new(round=0.03, sheen=0.5)
    if chest or p.prop.has("locked"):
        p.plate(-0.1, -0.74, 0.1, -0.5, 0.03, band)
        p.oval(0, -0.62, 0.025, 0.045, "#1a1614")


def globe(p: PropPen) -> None:
    """A ball, globe, pearl or crystal sphere."""
    p.new(round=0.2, form=0.9, sheen=0.5, flat=0.5 if p.prop.lit else 0.0,
        glow=0.4 if p.prop.lit else 0.0)
    p.oval(0, -0.36, 0.36, 0.36, p.prop.colour)
    with p.inside():
        if "ball" in p.prop.words and "crystal" not in p.prop.words:
            p.poly([*ellipse(0, -0.36, 0.4, 0.12, start=0, end=180),
                *reversed(ellipse(0, -0.36, 0.4, 0.02, start=0, end=180))],
                mix(p.prop.accent, "#ffffff", 0.4))
            p.oval(-0.1, -0.46, 0.1, 0.1, mix(p.prop.accent, "#ffffff", 0.4), alpha=170)
        else:
            for i in range(3):
                p.line([(-0.3, -0.5 + 0.16 * i), (0, -0.44 + 0.16 * i), (0.3, -0.5 + 0.16 * i)],
                    [0.004, 0.016, 0.004], p.shade(0.75), alpha=130)
    if p.prop.lit:
        p.light(0, -0.36, 0.9, p.mixed("#ffffff", 0.3), 1.0)
