"""The compiler interface: a view becomes the text that one model understands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal

from ministudio.config.base import Model

if TYPE_CHECKING:
    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.storyboard.view import View

Tier = Literal["full", "core", "tag"]
TIERS: tuple[Tier, ...] = ("full", "core", "tag")


class CompiledPrompt(Model):
    """What a compiler made of a view.

    `used` and `limit` are in the model's own unit (`limit` 0: none). `dropped` names the facts
    left out to fit, `not_honoured` the fields of the view that this model cannot follow.
    `fits` is False when even the mandatory facts are too long at this tier; `uncertain` when
    only the model's own tokenizer could tell.
    """

    text: str
    negative: str = ""
    used: int = 0
    limit: int = 0
    tier: Tier = "full"
    dropped: tuple[str, ...] = ()
    not_honoured: tuple[str, ...] = ()
    fits: bool = True
    uncertain: bool = False


class Compiler(ABC):
    """Turns a view into text for one model. Pure: same view, model and tier, same text.

    `version` is part of every request: raise it when the words change.
    """

    name: ClassVar[str]
    version: ClassVar[str]

    @abstractmethod
    def compile(self, view: View, model: ModelInfo, tier: Tier) -> CompiledPrompt:
        """Compile `view` for `model` with identities at `tier`."""
