"""The drawing engine of the animatic: flat vector layers at depths, lit in linear light."""

from __future__ import annotations

from ministudio.builtin.animatic.canvas.colour import (
    RGB,
    Array,
    Colour,
    Linear,
    hex_of,
    lerp,
    lin,
    linear,
    luma,
    mix,
    rgb,
    smoothstep,
    tone,
)
from ministudio.builtin.animatic.canvas.effects import halo
from ministudio.builtin.animatic.canvas.filters import blur, noise, resize, shift
from ministudio.builtin.animatic.canvas.geometry import (
    Outline,
    Point,
    ellipse,
    spline,
    tube,
    turned,
)
from ministudio.builtin.animatic.canvas.layer import Layer, Material
from ministudio.builtin.animatic.canvas.look import Direction, Fill, Look, tinge
from ministudio.builtin.animatic.canvas.picture import Ground, Painting, Plates
from ministudio.builtin.animatic.canvas.shading import Lamp
from ministudio.builtin.animatic.canvas.stage import (
    NEAR,
    Box,
    Camera,
    Change,
    Mark,
    Shine,
    Stage,
)

__all__ = [
    "NEAR",
    "RGB",
    "Array",
    "Box",
    "Camera",
    "Change",
    "Colour",
    "Direction",
    "Fill",
    "Ground",
    "Lamp",
    "Layer",
    "Linear",
    "Look",
    "Mark",
    "Material",
    "Outline",
    "Painting",
    "Plates",
    "Point",
    "Shine",
    "Stage",
    "blur",
    "ellipse",
    "halo",
    "hex_of",
    "lerp",
    "lin",
    "linear",
    "luma",
    "mix",
    "noise",
    "resize",
    "rgb",
    "shift",
    "smoothstep",
    "spline",
    "tinge",
    "tone",
    "tube",
    "turned",
]
