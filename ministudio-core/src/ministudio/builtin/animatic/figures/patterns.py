"""Patterns of cloth, and what has happened to it, drawn inside a garment's layer."""

from __future__ import annotations

# Outlines are tables of points: one point a line would hide their shape.
# fmt: off
import math
from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas import Layer, mix, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.figures.trunk import Trunk
    from ministudio.builtin.animatic.wardrobe import Garment


def draw_pattern(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    """Fill what is painted so far with the garment's pattern."""
    rows = [trunk.top - 0.1 + i * 0.2 for i in range(int((trunk.hem - trunk.top) / 0.2) + 2)]
    if garment.pattern in ("dots", "flowers", "sequins", "patches", "tweed"):
        _spots(trunk, layer, garment, rows)
    elif garment.pattern in ("stripes", "checks"):
        _bands(trunk, layer, garment, rows)
    elif garment.pattern in ("pinstripes", "cable"):
        _threads(trunk, layer, garment)
    elif garment.pattern == "denim":
        seam = [(-0.8, trunk.top + 0.5), (0.8, trunk.top + 0.5)]
        trunk.line(layer, seam, [0.01, 0.01], mix(garment.colour, "#e0a050", 0.6))
    elif garment.pattern == "leather":
        for x in (-0.3, 0.34):
            shine = [(x, -1.4), (x * 1.3, -1.0), (x * 1.1, -0.5)]
            light = mix(garment.colour, "#ffffff", 0.35)
            trunk.line(layer, shine, [0.004, 0.04, 0.004], light, alpha=130)


def _bands(trunk: Trunk, layer: Layer, garment: Garment, rows: list[float]) -> None:
    for y in rows:
        band = [(-1.2, y), (0, y + 0.03), (1.2, y)]
        trunk.line(layer, band, [0.045] * 3, garment.accent,
                   alpha=255 if garment.pattern == "stripes" else 150)
    if garment.pattern == "checks":
        for i in range(-6, 7):
            upright = [(i * 0.2, trunk.top), (i * 0.2, trunk.hem)]
            trunk.line(layer, upright, [0.035, 0.035], garment.accent, alpha=130)


def _threads(trunk: Trunk, layer: Layer, garment: Garment) -> None:
    fine = garment.pattern == "pinstripes"
    tint = mix(garment.colour, "#ffffff", 0.3) if fine else tone(garment.colour, 0.84)
    width = 0.007 if fine else 0.022
    for i in range(-6, 7):
        upright = [(i * 0.15, trunk.top), (i * 0.15, trunk.hem)]
        trunk.line(layer, upright, [width, width], tint, alpha=170)


def _spots(trunk: Trunk, layer: Layer, garment: Garment, rows: list[float]) -> None:
    accent = garment.accent if garment.accent != tone(garment.colour, 0.72) else mix(garment.colour,
        "#fff4e0", 0.75)
    dice = trunk.rig.who.dice("pattern")
    radius = {"dots": 0.045, "flowers": 0.05, "sequins": 0.02, "patches": 0.12,
              "tweed": 0.014}[garment.pattern]
    step = 0.5 if garment.pattern == "patches" else 0.22
    for index, y in enumerate(rows):
        for i in range(-5, 6):
            x = i * step + (step / 2 if index % 2 else 0) + dice.near(0.01)
            if garment.pattern == "patches" and dice.chance(0.6):
                continue
            px, py = trunk.at(x, y + dice.near(0.01))
            r = radius * trunk.rig.unit
            if garment.pattern == "flowers":
                for k in range(5):
                    a = k * math.tau / 5
                    layer.circle(px + r * 0.8 * math.cos(a), py + r * 0.8 * math.sin(a), r * 0.55,
                        trunk.rig.colour(accent))
                layer.circle(px, py, r * 0.4, "#e8b83c")
            elif garment.pattern == "patches":
                layer.rect(px - r, py - r, px + r, py + r, trunk.rig.colour(mix(garment.colour,
                    "#a06a48", 0.5)))
            else:
                layer.circle(px, py, r, trunk.rig.colour(accent))


def draw_state(trunk: Trunk, layer: Layer) -> None:
    """Wet, muddy, torn, bloody, snowy or painted clothes."""
    state, dice = trunk.rig.who.conditions, trunk.rig.who.dice("clothes")
    colour = trunk.garment.colour
    if "wet" in state:
        trunk.fill(layer, [(-2, -3), (2, -3), (2, 4), (-2, 4)], tone(colour, 0.55), alpha=95)
        for _ in range(16):
            x, y = dice.between(-0.7, 0.7), dice.between(trunk.top, trunk.hem)
            trunk.line(layer, [(x, y), (x + 0.01, y + 0.16)], [0.008, 0.02],
                mix(colour, "#f0faff", 0.6), alpha=150)
    stains = {"muddy": ("#4a3826", 14), "bloody": ("#7a1418", 5), "snowy": ("#f2f6fa", 22),
        "floury": ("#f0ece0", 16), "burnt": ("#1a1614", 9), "painted": ("#3a86c8", 9)}
    for word, (stain, count) in stains.items():
        if word not in state:
            continue
        for _ in range(count):
            low = word in ("muddy",)
            x = dice.between(-0.75, 0.75)
            y = dice.between(-0.6, trunk.hem) if low else dice.between(trunk.top - 0.1,
                trunk.hem * 0.6)
            if word == "snowy":
                y = trunk.top - 0.05 + abs(dice.near(0.16))
            r = dice.between(0.03, 0.11)
            trunk.curve(layer, [(x - r, y), (x, y - r), (x + r * 1.2, y + r * 0.2),
                (x, y + r * 1.1)], stain, alpha=200)
    if "torn" in state:
        for _ in range(4):
            x, y = dice.between(-0.6, 0.6), dice.between(-1.3, trunk.hem - 0.1)
            trunk.fill(layer, [(x, y), (x + 0.12, y + 0.03), (x + 0.05, y + 0.08),
                (x + 0.16, y + 0.16), (x - 0.02, y + 0.1)], tone(trunk.rig.skin, 0.8))
