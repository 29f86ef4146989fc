"""The camera: what it is, how it moves, what it frames."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from ministudio.config.base import EMPTY, FrozenMap, JsonMap, Model
from ministudio.config.json_schema import with_keys

_MILLIMETRES = re.compile(r"(\d+(?:\.\d+)?)\s*mm")
_LENS = "35mm"


class Camera(Model):
    """One camera set-up; read by the compiler and the animatic.

    `lens` is text such as "50mm", `focal_length` its length in millimetres (`focal_mm` tells which
    of the two holds). `move` and the seed's `movement_style` are one field: "static", "slow dolly
    left", "handheld". `size` is the shot size ("close-up", "medium", "wide"), `angle` the height
    and tilt ("low", "eye level", "overhead"). `over` and `on` name two characters or props: over
    whose shoulder, on whom. Empty text means that the author leaves it open.
    """

    model_config = ConfigDict(json_schema_extra=with_keys(movement_style={"type": "string"}))

    lens: str = _LENS
    aperture: str = "f/2.8"
    focal_length: Annotated[int | float, Field(gt=0)] = 35
    move: str = "static"
    focus_pulling: str = "auto"
    size: str = ""
    angle: str = ""
    over: str | None = None
    on: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_move(cls, value: Any) -> Any:  # noqa: ANN401 - raw input
        if not isinstance(value, dict) or "movement_style" not in value:
            return value
        if "move" in value:
            raise ValueError("`move` and `movement_style` are the same field: give one of them")
        renamed = {key: item for key, item in value.items() if key != "movement_style"}
        return {**renamed, "move": value["movement_style"]}

    @property
    def movement_style(self) -> str:
        """The seed's name of `move`."""
        return self.move

    @property
    def focal_mm(self) -> float:
        """The focal length in millimetres: of `lens`, unless the lens stands at its default."""
        match = _MILLIMETRES.search(self.lens)
        if match and self.lens != _LENS:
            return float(match[1])
        return float(self.focal_length)


class Cinematography(Model):
    """The cameras of a production and its rules of composition.

    `camera_behaviors` maps names to cameras, `active_camera` is the one in use ("default" when none
    was chosen), `shot_composition_rules` is free and read by the compiler.
    """

    camera_behaviors: FrozenMap[Camera] = EMPTY
    shot_composition_rules: JsonMap = EMPTY
    active_camera: str = "default"

    @property
    def camera(self) -> Camera | None:
        """The active camera; the only one there is, if the active name is unknown; else None."""
        if found := self.camera_behaviors.get(self.active_camera):
            return found
        cameras = tuple(self.camera_behaviors.values())
        return cameras[0] if len(cameras) == 1 else None


class ShotType(StrEnum):
    """The seed's shot sizes; `ShotType("WS")` and `ShotType("Wide Shot")` are the same."""

    WS = "Wide Shot"
    MS = "Medium Shot"
    CU = "Close-Up"
    ECU = "Extreme Close-Up"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        wanted = value.strip().casefold()
        return next(
            (one for one in cls if wanted in (one.name.casefold(), one.value.casefold())), None
        )

    @property
    def size(self) -> str:
        """The word of `Camera.size` for this type."""
        return {"WS": "wide", "MS": "medium", "CU": "close-up", "ECU": "extreme close-up"}[
            self.name
        ]
