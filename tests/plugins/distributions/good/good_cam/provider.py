"""Stands for the part that imports an SDK: listing and planning must not come here."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    region: str = "here"


class GoodCam:
    def __init__(self, settings: Settings, context: object) -> None:
        self.settings, self.context = settings, context


class GoodWords:
    name = "good-words"


class GoodCuts:
    name = "good-cuts"


def reconcile_class(model: object, settings: object) -> str:
    return "list" if settings else "key"
