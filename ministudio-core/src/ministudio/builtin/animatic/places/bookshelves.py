"""Shelves full of books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ministudio.builtin.animatic.canvas.colour import mix, tone

if TYPE_CHECKING:
    from ministudio.builtin.animatic.canvas.layer import Layer
    from ministudio.builtin.animatic.dice import Dice
    from ministudio.builtin.animatic.places.scenery import Scenery

BOOKS = ("#8a342e", "#a65c2c", "#45725a", "#3c5a86", "#94823c", "#68406c", "#b88438", "#57443a")


def shelf(
    scenery: Scenery,
    box: tuple[float, float, float, float],
    rows: int,
    z: float,
    dice: Dice,
    *,
    wood: str = "#6a4426",
) -> None:
    """A case (x0, y0, x1, y1) with rows of books; gaps, leaning books and a bust here and there."""
    x0, y0, x1, y1 = box
    back = scenery.layer(z, form=0.08)
    back.rect(x0, y0, x1, y1, tone(wood, 0.34))
    books = scenery.layer(z, form=0.1, rim=0.5)
    high = (y1 - y0) / rows
    colours = tuple(mix(c, scenery.said("books?", c), 0.7) for c in BOOKS)
    for row in range(rows):
        _row(books, (x0 + 0.012, x1 - 0.02, y0 + (row + 1) * high - 0.010), high, dice, colours)
    frame = scenery.layer(z, form=0.6, round=0.006, rim=0.9, cast=0.5, drop=0.01)
    for row in range(rows):
        y = y0 + (row + 1) * high
        frame.rect(x0, y - 0.010, x1, y + 0.002, wood)
    for x in (x0, x1 - 0.014):
        frame.rect(x, y0, x + 0.014, y1, tone(wood, 0.88))
    frame.rect(x0 - 0.012, y0 - 0.012, x1 + 0.012, y0 + 0.006, tone(wood, 1.15))


def _row(
    layer: Layer,
    run: tuple[float, float, float],
    high: float,
    dice: Dice,
    colours: tuple[tuple[int, int, int], ...],
) -> None:
    x, end, foot = run
    while x < end:
        wide, tall = dice.between(0.011, 0.024), high * dice.between(0.55, 0.82)
        luck = dice.roll()
        if luck < 0.06:
            x += wide * 1.7
            continue
        colour = tone(dice.pick(colours), dice.between(0.75, 1.22))
        lean = 0.014 if luck > 0.93 else 0.0
        layer.poly(
            [
                (x + lean, foot - tall),
                (x + wide - 0.002 + lean, foot - tall),
                (x + wide - 0.002, foot),
                (x, foot),
            ],
            colour,
        )
        if not lean:
            layer.rect(x, foot - tall, x + 0.002, foot, mix(colour, "#ffffff", 0.25))
            if luck > 0.4:
                layer.rect(
                    x + 0.002, foot - tall * 0.82, x + wide - 0.004, foot - tall * 0.76, "#d8b060"
                )
        x += wide + 0.001 + lean
