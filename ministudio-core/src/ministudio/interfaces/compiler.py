"""The compiler interface: a view becomes the text that one model understands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal

from ministudio.config.base import EMPTY, Model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ministudio.interfaces.capabilities import ModelInfo
    from ministudio.interfaces.dialect import Dialect
    from ministudio.storyboard.view import View

Tier = Literal["full", "core", "tag"]
TIERS: tuple[Tier, ...] = ("full", "core", "tag")


class CompiledPrompt(Model):
    """What a compiler made of a view.

    `used` and `limit` are in the model's own unit (`limit` 0: none); `used` is a careful guess
    where only the model's tokenizer could count. `dropped` names the facts left out to fit,
    `not_honoured` the fields of the view that this model cannot follow. `fits` is False when even
    the mandatory facts are surely too long at this tier; `uncertain` when only the model's own
    tokenizer could tell. `dialect` is the one that was written.
    """

    text: str
    negative: str = ""
    used: int = 0
    limit: int = 0
    unit: str = ""
    tier: Tier = "full"
    dialect: str = ""
    dropped: tuple[str, ...] = ()
    not_honoured: tuple[str, ...] = ()
    fits: bool = True
    uncertain: bool = False

    @property
    def within(self) -> bool:
        """Whether the text is within the limit as far as can be told."""
        return self.fits and (not self.limit or self.used <= self.limit)


class PromptFact(Model):
    """One fact of a prompt, for people: what it is about, its words, and what became of it."""

    slot: str
    text: str
    mandatory: bool = True
    told: bool = True


class Compiler(ABC):
    """Turns a view into text for one model. Pure: same view, model and tier, same text.

    `version` is part of every request: raise it when the words change. `dialects` are those of
    all installed packages, by name.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    dialects: Mapping[str, Dialect] = EMPTY

    def __init__(self, dialects: Mapping[str, Dialect] = EMPTY) -> None:
        self.dialects = dialects

    @abstractmethod
    def compile(self, view: View, model: ModelInfo, tier: Tier) -> CompiledPrompt:
        """Compile `view` for `model` with identities at `tier`."""

    def explain(self, view: View, model: ModelInfo, tier: Tier) -> tuple[PromptFact, ...]:  # noqa: ARG002 - a compiler may have no facts
        """The facts behind the text, told or not; empty when the compiler does not work so."""
        return ()
