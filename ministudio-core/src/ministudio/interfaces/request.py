"""A request: what one model is asked for one segment. Hashable, without secrets or position."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any

from pydantic import Field

from ministudio.artifacts.digest import digest
from ministudio.config.base import EMPTY, JsonMap, Model
from ministudio.interfaces.capabilities import Kind
from ministudio.storyboard.view import View


class Request(Model):
    """What a provider receives. Sizes in pixels, length in frames at `fps`.

    `text` and `negative` are the compiled prompt; `view` is there only for models that ask for
    it. `seed` and `take` are set when the request is resolved, just before its intent is stored.
    `options` are the endpoint's own model settings. `compiler` names what compiled the text.
    """

    provider: str
    model: str
    revision: str = ""
    kind: Kind = "video"
    text: str = ""
    negative: str = ""
    view: View | None = None
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    fps: Fraction = Field(gt=0)
    frames: int = Field(gt=0)
    audio: bool = False
    options: JsonMap = EMPTY
    compiler: str = ""
    seed: int | None = None
    take: int | None = None

    @property
    def seconds(self) -> Fraction:
        """The length asked for, exactly."""
        return self.frames / self.fps

    def canonical(self) -> dict[str, Any]:
        """The request as plain JSON, its view named by digest."""
        fields = self.model_dump(mode="json", exclude_defaults=True, exclude={"view"})
        return {**fields, "view": self.view.basis} if self.view else fields

    @cached_property
    def plan_key(self) -> str:
        """Digest of all that a plan decides: everything but the seed and the take number."""
        fields = self.canonical()
        return digest({key: fields[key] for key in fields if key not in ("seed", "take")})

    def resolved(self, *, seed: int | None, take: int) -> Request:
        """The request of one attempt: with its seed and take number."""
        return self.replace(seed=seed, take=take)
